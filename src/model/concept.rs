//! What a column heading or a label announces.

/// The meaning of a column head or of a label before a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concept {
    /// 연번, 번호
    Index,
    /// 구분: a category whose meaning depends on the table
    Category,
    /// 담당부서, 관리부서, 기관명/소속
    Department,
    /// 소속 of a person
    Affiliation,
    /// 시설명, 사무소, 지점
    Facility,
    /// 설치목적
    Purpose,
    /// 설치대수, 카메라수
    Count,
    /// 설치위치, also 설치 위치 및 촬영범위
    Location,
    /// 촬영범위
    Range,
    /// 성능, 화소, 규격
    Specification,
    /// 관리책임자 / 접근권한자 as a column of roles
    Role,
    /// 관리책임자 as the head over a person
    Manager,
    /// 접근권한자 as the head over a person
    AccessHolder,
    /// 운영담당자, 운영자 as the head over a person
    Operator,
    /// 보호책임자 as the head over a person
    ProtectionOfficer,
    /// 모니터링 전담자, 관리담당자 and other roles as the head over a person
    OtherPerson,
    /// 이름, 성명
    Name,
    /// 직위, 직급, 직책
    Position,
    /// 연락처, 전화번호
    Phone,
    /// 팩스
    Fax,
    /// 촬영시간
    Hours,
    /// 보관기간
    Period,
    /// 보관장소
    Storage,
    /// 보관기간 및 장소 in one cell
    PeriodAndStorage,
    /// 처리방법
    Disposal,
    /// 수탁업체
    Company,
    /// 담당자 (of a contractor, or of a unit)
    PersonInCharge,
    /// 비고, 주요업무
    Note,
    /// 확인 방법
    ViewingMethod,
    /// 확인 장소, 열람 장소
    ViewingPlace,
    /// 보관 및 확인장소 in one cell
    StorageAndViewing,
    /// Number of recorders or screens, which are no cameras
    RecorderCount,
    /// Place of recorders
    RecorderPlace,
    /// 설치연월 and other dates of a camera
    InstalledOn,
    /// 공고일자
    AnnouncedOn,
    /// 시행일자
    EffectiveOn,
    /// 제정일자
    EstablishedOn,
    /// 개정일자
    RevisedOn,
    /// Anything else that is plainly a label
    Other,
}
