use crate::model::notice::RepairReason;
use crate::model::{Field, How, Notice, Role};
use crate::pipeline::{Input, recognise};
use crate::settings::Limits;

/// The notice with a table of cameras, of people and of retention.
fn notice(cameras: &str, people: &str, kept: &str, more: &str) -> Notice {
    let text = format!(
        "가람시 고정형 영상정보처리기기 운영·관리 방침\n\n\
         1. 설치 근거 및 목적\n\n범죄 예방과 시설안전을 위하여 운영합니다.\n\n\
         2. 설치 대수, 설치 위치 및 촬영범위\n\n\t기관명/소속\t\t설치대수\t설치목적\t설치위치 및 촬영범위\n{cameras}\n\n\
         3. 관리책임자 및 접근권한자\n\n\t기관명/소속\t\t직위\t구분\t이름\t연락처\n{people}\n\n\
         4. 영상정보의 촬영시간, 보관기간, 보관장소 및 처리방법\n\n\t기관명/소속\t\t촬영시간\t보관기간\t보관장소\n{kept}\n\n{more}"
    );
    let input =
        Input { name: "t.txt".to_owned(), bytes: Ok(text.into_bytes()), password: None, recognised: Vec::new() };
    recognise(input, &Limits::default()).unwrap().1.remove(0)
}

fn cameras(rows: &[&str]) -> String {
    let rows: Vec<String> = rows.iter().map(|r| format!("{r}\t3\t범죄예방\t로비")).collect();
    rows.join("\n")
}

/// Manager and access holder of each unit, on a row each.
fn people(rows: &[[&str; 2]]) -> String {
    let rows: Vec<String> = rows
        .iter()
        .enumerate()
        .map(|(i, [a, b])| {
            format!(
                "{a}\t과 장\t관리책임자\t한가람\t043-555-1{i:02}0\n{b}\t주무관\t접근권한자\t안나래\t043-555-1{i:02}1"
            )
        })
        .collect();
    rows.join("\n")
}

fn kept(rows: &[&str]) -> String {
    let rows: Vec<String> = rows.iter().map(|r| format!("{r}\t24시간\t30일\t1층 서고")).collect();
    rows.join("\n")
}

fn units(notice: &Notice) -> [Vec<&str>; 3] {
    [
        notice.installations.iter().map(|r| r.department.as_str()).collect(),
        notice.contacts.iter().map(|r| r.department.as_str()).collect(),
        notice.retention.iter().map(|r| r.department.as_str()).collect(),
    ]
}

fn how(field: &Field<String>) -> Option<How> {
    field.evidence().map(|e| e.how)
}

#[test]
fn a_name_destroyed_in_one_table_is_read_in_the_others() {
    let n = notice(
        &cameras(&["가꿈\t새봄기획과\t", "국\t바다\t[지원과", "\t솔숲관리과\t"]),
        &people(&[["\t새봄\t기획과", "\t\t"], ["\tㅂ+E|\t63원꾸", "\t8.02\t-3.5"], ["\t솔숲관리과\t", "\t\t"]]),
        &kept(&["\t새봄기획과\t", "\t바다\t지원과", "\t솔숲\t관리과"]),
        "",
    );
    let once = ["새봄기획과", "바다지원과", "솔숲관리과"];
    let twice = ["새봄기획과", "새봄기획과", "바다지원과", "바다지원과", "솔숲관리과", "솔숲관리과"];
    assert_eq!(units(&n), [once.to_vec(), twice.to_vec(), once.to_vec()]);
    let repairs: Vec<_> = n.repairs.iter().map(|r| (r.field.as_str(), r.from.as_str(), r.to.as_str())).collect();
    assert_eq!(
        repairs,
        [
            ("/installations/1/department", "바다\t[지원과", "바다지원과"),
            ("/contacts/2/department", "ㅂ+E|\t63원꾸", "바다지원과"),
            ("/contacts/3/department", "8.02\t-3.5", "바다지원과"),
        ]
    );
    assert!(n.repairs.iter().all(|r| !r.proof.is_empty() && !r.at.is_empty() && r.confidence > 0.5));
    assert_eq!(how(&n.contacts[2].department), Some(How::Repaired));
    assert_eq!(how(&n.retention[1].department), Some(How::ColumnHead));
}

#[test]
fn halves_on_two_rows_are_one_name() {
    let n = notice(
        &cameras(&["\t새봄기획과\t", "\t솔숲관리과\t", "\t바다지원과\t"]),
        &people(&[["\t새봄기획과\t", "\t\t"], ["\tㅅ+숲\t", "\t관E|과\t"], ["\t바다지원과\t", "\t\t"]]),
        &kept(&["\t새봄\t기획과", "\t솔숲\t관리과", "\t바다\t지원과"]),
        "",
    );
    assert_eq!(units(&n)[1][2..4], ["솔숲관리과", "솔숲관리과"]);
    let [repair] = &n.repairs[..] else { panic!("{:?}", n.repairs) };
    assert_eq!((repair.from.as_str(), repair.to.as_str()), ("ㅅ+숲 관E|과", "솔숲관리과"));
    assert_eq!((repair.reason, repair.at.len()), (RepairReason::CutInTwo, 2));
}

#[test]
fn a_label_read_downwards_is_the_unit_of_the_sites_beside_it() {
    let n = notice(
        &cameras(&["\t새봄기획과\t", "\t책마\t한빛", "\t루\t다솔", "\t운명\t라온", "\t과\t인솔", "\t은솔동\t"]),
        &people(&[
            ["\t새봄기획과\t", "\t\t"],
            ["\t\t한빛", "\t책마루\t"],
            ["\t운영과\t다솔", "\t\t"],
            ["\t\t라온", "\t\tY ="],
            ["\t\t새솔", "\t\t"],
            ["\t은솔동\t", "\t\t"],
        ]),
        &kept(&["\t새봄기획과\t", "\t책마루\t한빛", "\t운영과\t다솔", "\t\t라온", "\t\t새솔", "\t은솔동\t"]),
        "",
    );
    let sites = |fields: Vec<&Field<String>>| fields.iter().map(|f| f.as_str().to_owned()).collect::<Vec<_>>();
    let once = ["새봄기획과", "책마루운영과", "책마루운영과", "책마루운영과", "책마루운영과", "은솔동"];
    assert_eq!(units(&n)[0], once);
    assert_eq!(units(&n)[2], once);
    let expected = ["", "한빛", "다솔", "라온", "새솔", ""];
    assert_eq!(sites(n.installations.iter().map(|r| &r.facility).collect()), expected);
    assert_eq!(sites(n.retention.iter().map(|r| &r.facility).collect()), expected);
    let repairs: Vec<_> = n.repairs.iter().map(|r| (r.field.as_str(), r.from.as_str(), r.to.as_str())).collect();
    assert_eq!(
        repairs,
        [
            ("/installations/3/department", "운명", "책마루운영과"),
            ("/installations/4/facility", "인솔", "새솔"),
            ("/contacts/7/facility", "Y =", "라온"),
        ]
    );
}

#[test]
fn what_nothing_proves_stays_as_it_is() {
    let n = notice(
        &cameras(&["\t새봄기획과\t", "\tㅂ+E|\t63원꾸", "\t솔숲관리과\t"]),
        &people(&[["\t새봄\t기획과", "\t\t"], ["\t0.0\t끄고", "\t\t"], ["\t솔숲관리과\t", "\t\t"]]),
        &kept(&["\t새봄기획과\t", "\t솔숲관리과\t"]),
        "",
    );
    assert!(n.repairs.is_empty(), "{:?}", n.repairs);
    assert_eq!(units(&n)[0][1], "ㅂ+E| 63원꾸");
    assert_eq!(units(&n)[2], ["새봄기획과", "솔숲관리과"]);
}

#[test]
fn names_of_their_own_are_not_bent_to_their_neighbours() {
    let n = notice(
        &cameras(&["\t나래\t1동", "\t나래\t2동", "\t새봄기획과\t"]),
        &people(&[["\t나래1동\t", "\t\t"], ["\t나래2동\t", "\t\t"], ["\t새봄지원과\t", "\t\t"]]),
        &kept(&["\t나래1동\t", "\t나래2동\t", "\t새봄기획과\t"]),
        "",
    );
    assert_eq!(units(&n)[0], ["나래1동", "나래2동", "새봄기획과"]);
    assert_eq!(units(&n)[1], ["나래1동", "나래1동", "나래2동", "나래2동", "새봄지원과", "새봄지원과"]);
    assert!(n.repairs.is_empty(), "{:?}", n.repairs);
}

#[test]
fn a_purpose_cut_in_two_rows_is_completed_by_its_column() {
    let n = notice(
        "\t새봄\t기획과\t3\t시설안전 및 화재예방\t로비\n\t솔숲\t관리과\t4\t시설안전 및\t복도\n\t바다\t지원과\t5\t화재예방\t창고\n\
         \t은솔\t동\t6\t시셜안진 밋 화재예방\t계단\n\t나래\t동\t7\t시설안전 및 화재예방\t옥상\n\t가온\t동\t7\t범죄예방\t옥상",
        &people(&[["\t새봄기획과\t", "\t\t"]]),
        &kept(&["\t새봄기획과\t"]),
        "",
    );
    let purposes: Vec<&str> = n.installations.iter().map(|i| i.purpose.as_str()).collect();
    let mut expected = vec!["시설안전 및 화재예방"; 5];
    expected.push("범죄예방");
    assert_eq!(purposes, expected);
    let reasons: Vec<_> = n.repairs.iter().map(|r| r.reason).collect();
    assert_eq!(reasons, [RepairReason::CutInTwo, RepairReason::CutInTwo, RepairReason::Column]);
}

#[test]
fn a_role_in_the_middle_of_its_rows_covers_the_rows_above() {
    let n = notice(
        &cameras(&["\t새봄기획과\t", "\t솔숲관리과\t"]),
        "\t새봄기획과\t\t과 장\t관리책임자\t한가람\t043-555-1000\n\t\t\t\t\t안나래\t043-555-1001\n\
         \t\t\t\t접근권한자\t노을이\t043-555-1002\n\t솔숲관리과\t\t과 장\t관리책임자\t도담이\t043-555-1003",
        &kept(&["\t새봄\t기획과", "\t솔숲\t관리과"]),
        "",
    );
    let roles: Vec<Role> = n.contacts.iter().map(|c| c.role).collect();
    assert_eq!(roles, [Role::Manager, Role::AccessHolder, Role::AccessHolder, Role::Manager]);
}

#[test]
fn names_in_single_cells_are_left_alone() {
    let text = "가람시 고정형 영상정보처리기기 운영·관리 방침\n\n2. 설치 대수 및 위치\n\n담당부서\t설치대수\t설치위치\n\
                새봄기획과\t3\t로비\nㅂ+E|끄\t4\t복도\n\n4. 보관기간\n\n담당부서\t촬영시간\t보관기간\n새봄기획과\t24시간\t30일\n바다지원과\t24시간\t30일\n";
    let input =
        Input { name: "t.txt".to_owned(), bytes: Ok(text.as_bytes().to_vec()), password: None, recognised: Vec::new() };
    let n = recognise(input, &Limits::default()).unwrap().1.remove(0);
    assert!(n.repairs.is_empty());
    assert_eq!(n.installations[1].department.as_str(), "ㅂ+E|끄");
}
