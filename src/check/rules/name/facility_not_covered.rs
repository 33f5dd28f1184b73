use crate::bi;
use crate::check::names::{self, Name, Sort, Table};
use crate::check::rule::declare_rule;
use crate::check::{Sink, View, text};
use crate::model::{Field, Part, Role};
use crate::value::hangul::josa;
use std::collections::BTreeMap;

declare_rule! {
    code: "NAM002", name: "facility-not-covered", family: Name, severity: Warning, fix: None,
    basis: ("「개인정보 보호법 시행령」 제25조제1항제3호, 제4호", "Enforcement Decree art. 25(1) items 3 and 4"),
    summary: ("카메라가 있는 시설이 담당자나 보관 항목에 없음", "a site with cameras has no row among contacts or retention"),
    checks: (
        "담당자나 보관 항목이 시설마다 줄을 두고 있는데, 카메라가 있는 시설 하나가 거기에 없는지 봅니다. 반대로 카메라가 없는 시설의 줄이 있는지도 봅니다.",
        "Where contacts or retention are given site by site, reports a site with cameras that has no row there, and a row for a site without cameras."
    ),
    why: (
        "그 시설에서 찍힌 사람은 누구에게 물어야 하는지, 영상이 얼마 동안 어디에 남는지 알 수 없습니다.",
        "A person filmed at that site cannot tell whom to ask, or how long and where the images are kept."
    ),
    example: "설치 현황: 새봄도서관 6대, 가람체육관 8대, 다온복지관 4대\n관리책임자: 새봄도서관장, 가람체육관장",
    remedy: (
        "빠진 시설의 줄을 추가합니다. 다른 시설의 담당자가 함께 맡는다면 그렇게 적습니다.",
        "Add the missing row, or say that another site's contact covers it."
    ),
    exceptions: [
        ("한쪽은 시설별, 다른 쪽은 부서별로 적은 표. 시설을 맡은 부서의 줄이 있는 경우", "tables of which one goes by site and the other by unit; a row for the unit that runs the site"),
        ("‘전체’, ‘공통’, ‘각 동’처럼 모두를 가리키는 줄", "rows for all: 전체, 공통, 각 동"),
        ("한 줄로 모든 시설을 말하는 항목", "one row that speaks for all"),
        ("어느 시설의 것도 아닌 부서의 접근권한자가 함께 적힌 담당자 표", "contacts by unit, with an access holder of no site in particular"),
        ("별첨에 맡기거나 중간에서 잘린 표", "a table handed over to an attachment, or one that breaks off"),
        ("철자만 다른 이름: 따로 알립니다", "a name that is only spelt differently, which has a rule of its own"),
    ],
    check: Notice(check),
}

/// Words of a row that speaks for all sites.
const ALL: [&str; 10] = ["전체", "공통", "각", "모든", "그외", "기타", "나머지", "총괄", "해당", "전시설"];

fn check(view: &View, sink: &mut Sink) {
    let names = names::collect(view);
    let sites = distinct(names.iter().filter(|n| n.table == Table::Cameras && n.sort == Sort::Site));
    // floors and sides of one building are no sites
    if sites.len() < 2 || sites.iter().any(|s| is_part_of_building(&s.text)) {
        return;
    }
    let mut bare: BTreeMap<usize, Vec<Table>> = BTreeMap::new();
    for table in [Table::Contacts, Table::Retention] {
        let part = if table == Table::Contacts { Part::Contact } else { Part::Retention };
        if view.delegated(part) || !view.goes_on_after(part) {
            continue;
        }
        let rows: Vec<&Name> = names.iter().filter(|n| n.table == table).collect();
        // an access holder of a unit that is of no site serves the sites that have none; a manager stands above all
        let by_unit = table == Table::Contacts && rows.iter().all(|r| r.sort == Sort::Unit);
        let of_no_site = |r: &Name| {
            view.notice.contacts.get(r.row).is_some_and(|c| c.role == Role::AccessHolder)
                && !sites.iter().any(|s| speaks_of(r, s) || speaks_of(s, r) || names::near(&r.key, &s.key).is_some())
        };
        let general = rows.iter().any(|r| speaks_for_all(r) || by_unit && of_no_site(r));
        // where the table goes by unit, the unit that runs a site speaks for it
        let runs = |unit: &Name, site: &Name| {
            unit.table == Table::Cameras
                && unit.sort == Sort::Unit
                && unit.row == site.row
                && rows.iter().any(|r| r.sort == Sort::Unit && r.key == unit.key)
        };
        let by_its_unit = |site: &Name| names.iter().any(|unit| runs(unit, site));
        let covered: Vec<bool> = sites.iter().map(|s| by_its_unit(s) || rows.iter().any(|r| speaks_of(r, s))).collect();
        let count = covered.iter().filter(|c| **c).count();
        // by site: at least two of them named, and most; by the places of storage alone, three
        let enough =
            if rows.iter().any(|r| r.sort == Sort::Site) { 2 } else { 2 + usize::from(table == Table::Retention) };
        if general || count < enough || count * 2 < sites.len() || blank_rows(view, table) {
            continue;
        }
        for (i, _) in covered.iter().enumerate().filter(|(_, c)| !**c) {
            // a name spelt differently is another finding
            if !rows.iter().any(|r| r.sort != Sort::Unit && names::near(&r.key, &sites[i].key).is_some()) {
                bare.entry(i).or_default().push(table);
            }
        }
    }
    for (i, tables) in bare {
        let site = sites[i];
        let name = &site.text;
        let ko = tables.iter().map(|t| t.label().0).collect::<Vec<_>>().join("·");
        let en = tables.iter().map(|t| t.label().1).collect::<Vec<_>>().join(" and ");
        sink.report(
            name.clone(),
            site.at.clone(),
            bi!("{name}에 카메라가 있는데 {ko} 항목에는 없습니다.", "{name} has cameras, but no row among {en}."),
        )
        .pointer(site.pointer.clone());
    }
    without_cameras(view, sink, &names, &sites);
}

/// Rows of contacts and retention for a site that has no cameras.
fn without_cameras(view: &View, sink: &mut Sink, names: &[Name], sites: &[&Name]) {
    if view.notice.cut_off || view.delegated(Part::Installation) || sites.len() < 3 {
        return;
    }
    for table in [Table::Contacts, Table::Retention] {
        let rows = distinct(names.iter().filter(|n| n.table == table && n.sort == Sort::Site));
        let lone: Vec<&&Name> = rows
            .iter()
            .filter(|r| !names.iter().any(|n| n.table == Table::Cameras && speaks_of(n, r)))
            .filter(|r| !speaks_for_all(r))
            .filter(|r| !sites.iter().any(|s| names::near(&r.key, &s.key).is_some()))
            .collect();
        if lone.len() != 1 || rows.len() < 4 {
            continue;
        }
        let name = &lone[0].text;
        let (ko, en) = table.label();
        let is = josa(name, "이", "가");
        sink.report(
            name.clone(),
            lone[0].at.clone(),
            bi!("{ko} 항목에 {name}{is} 있는데 설치 현황에는 없습니다.", "{name} stands in {en}, but has no cameras."),
        )
        .pointer(lone[0].pointer.clone());
    }
}

fn speaks_for_all(row: &Name) -> bool {
    let key: String = row.key.iter().collect();
    ALL.iter().any(|w| key.starts_with(w))
}

fn is_part_of_building(name: &str) -> bool {
    let name = name.trim();
    ["내부", "외부", "지상", "지하", "실내", "실외", "옥내", "옥외"].iter().any(|w| name.starts_with(w))
        || (name.ends_with('층') && name.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a name of another table means this site.
fn speaks_of(row: &Name, site: &Name) -> bool {
    if names::holds(&row.key, &site.key) {
        return true;
    }
    // 도서관사업소(새봄) for 새봄도서관; 가람 centre for 가람관
    let inner =
        row.text.split(['(', ')', '/', ',']).map(crate::reference::compare_key).filter(|k| k.chars().count() >= 2);
    let mut parts = inner.map(|k| k.chars().collect::<Vec<char>>());
    parts.any(|p| site.key.starts_with(&p))
}

/// Rows whose site is unknown: a conversion may have taken the name away, or spoilt it.
fn blank_rows(view: &View, table: Table) -> bool {
    let n = view.notice;
    let broken = |fields: [&Field<String>; 3]| {
        fields.iter().all(|f| f.is_missing()) || fields.iter().any(|f| view.raw_field(f).contains(text::is_foreign))
    };
    match table {
        Table::Contacts => n.contacts.iter().any(|c| broken([&c.facility, &c.department, &c.facility])),
        _ => n.retention.iter().any(|r| broken([&r.facility, &r.department, &r.storage])),
    }
}

fn distinct<'n>(names: impl Iterator<Item = &'n Name>) -> Vec<&'n Name> {
    let mut out: Vec<&Name> = Vec::new();
    for name in names {
        if !out.iter().any(|n| n.key == name.key) {
            out.push(name);
        }
    }
    out
}
