//! The parts of a notice, by what they are about (영 제25조제1항 and custom).

/// What a section of a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// 설치 근거 및 설치 목적 (제1호)
    Purpose,
    /// 설치 대수, 설치 위치 및 촬영범위 (제2호)
    Installation,
    /// 관리책임자, 담당 부서 및 접근권한자 (제3호)
    Contact,
    /// 촬영시간, 보관기간, 보관장소 및 처리방법 (제4호)
    Retention,
    /// 설치 및 관리 등의 위탁에 관한 사항 (제26조)
    Contractor,
    /// 개인영상정보의 확인 방법 및 장소 (제5호)
    Viewing,
    /// 정보주체의 열람 등 요구에 대한 조치 (제6호)
    Rights,
    /// 안전성 확보조치 (제7호)
    Safety,
    /// 방침 변경에 관한 사항
    Change,
    /// 안내판 설치
    Sign,
    /// 목적 외 이용 및 제3자 제공
    Provision,
    /// Revision history (개정 연혁) or a comparison of versions (신·구 대비)
    History,
    /// A form or an attachment at the end (별지, 청구서)
    Form,
    /// A part about something else
    Other,
}

impl Part {
    /// All of them, in the order of the model form.
    pub const ALL: [Part; 14] = [
        Part::Purpose,
        Part::Installation,
        Part::Contact,
        Part::Retention,
        Part::Contractor,
        Part::Viewing,
        Part::Rights,
        Part::Safety,
        Part::Change,
        Part::Sign,
        Part::Provision,
        Part::History,
        Part::Form,
        Part::Other,
    ];

    /// The part of a name used in JSON.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Part::ALL.into_iter().find(|part| part.name() == name)
    }

    /// The heading of the model form.
    #[must_use]
    pub fn usual_heading(self) -> &'static str {
        match self {
            Part::Purpose => "영상정보처리기기의 설치 근거 및 설치 목적",
            Part::Installation => "설치 대수, 설치 위치 및 촬영범위",
            Part::Contact => "관리책임자 및 접근권한자",
            Part::Retention => "영상정보의 촬영시간, 보관기간, 보관장소 및 처리방법",
            Part::Contractor => "영상정보처리기기 설치 및 관리 등의 위탁에 관한 사항",
            Part::Viewing => "개인영상정보의 확인 방법 및 장소에 관한 사항",
            Part::Rights => "정보주체의 영상정보 열람 등 요구에 대한 조치",
            Part::Safety => "영상정보의 안전성 확보조치",
            Part::Change => "영상정보처리기기 운영·관리 방침 변경에 관한 사항",
            Part::Sign => "안내판 설치",
            Part::Provision => "목적 외 이용 및 제3자 제공",
            Part::History => "개정 연혁",
            Part::Form => "별지",
            Part::Other => "",
        }
    }

    /// The name used in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Part::Purpose => "purpose",
            Part::Installation => "installation",
            Part::Contact => "contact",
            Part::Retention => "retention",
            Part::Contractor => "contractor",
            Part::Viewing => "viewing",
            Part::Rights => "rights",
            Part::Safety => "safety",
            Part::Change => "change",
            Part::Sign => "sign",
            Part::Provision => "provision",
            Part::History => "history",
            Part::Form => "form",
            Part::Other => "other",
        }
    }
}
