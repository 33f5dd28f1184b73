use crate::bi;
use crate::check::names::{self, Name, Near, Sort, Table};
use crate::check::rule::declare_rule;
use crate::check::{Sink, View, text, vocabulary};
use crate::model::notice::RepairReason;
use crate::reference::compare_key;
use crate::value::hangul::josa;

declare_rule! {
    code: "NAM001", name: "facility-name-mismatch", family: Name, severity: Warning, fix: Propose,
    basis: none,
    summary: ("같은 곳의 이름이 표마다 다름", "the same place is spelt differently in two tables"),
    checks: (
        "설치 현황, 담당자, 보관, 위탁, 확인 장소에 적힌 시설과 부서의 이름을 서로 견주어, 한쪽에만 있는 이름이 다른 쪽에만 있는 이름과 한두 글자만 다른지 봅니다.",
        "Compares names of sites and units between the parts of the notice: a name found in one part only that is nearly, but not quite, a name found in another only."
    ),
    why: (
        "이름이 다르면 같은 시설인지 알 수 없어, 그 시설의 담당자와 보관기간을 찾지 못합니다.",
        "Where the names differ a reader cannot tell that it is the same site, and misses its contact and period."
    ),
    example: "설치 현황: 새봄국민체육센터\n위탁: 새봄국인체육센터",
    remedy: (
        "시설의 정식 이름으로 통일합니다.",
        "Use the official name throughout."
    ),
    exceptions: [
        ("띄어쓰기, 가운뎃점, 괄호, ㈜와 (주), 숫자 적는 법의 차이", "differences of space, middle dot, brackets, ㈜ or ways of writing numbers"),
        ("실제로 다른 이웃: 제1·제2주차장, 1동·2동, 본관·별관, 남부·북부", "real neighbours: 제1·제2주차장, 1동·2동, 본관·별관, 남부·북부"),
        ("방침이 스스로 정한 줄임말과, 기관이나 지역의 이름을 뺀 이름", "short forms that the notice defines, or that leave out the body's own name"),
        ("두 표기가 양쪽 표에 모두 있는 경우", "both spellings present in both tables"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let mut told: Vec<(String, String)> = Vec::new();
    near_repairs(view, sink, &mut told);
    let names = names::collect(view);
    for (a, b) in pairs(view, &names) {
        tell(view, sink, a, b, &mut told);
    }
    shortened(view, sink, &names, &mut told);
}

/// Names that extraction recognised as one place although they are spelt differently.
fn near_repairs(view: &View, sink: &mut Sink, told: &mut Vec<(String, String)>) {
    for repair in &view.notice.repairs {
        let (from, to) = (&repair.from, &repair.to);
        let hangul = from.chars().filter(|c| text::is_hangul(*c)).count();
        let same = compare_key(from) == compare_key(to);
        if repair.reason != RepairReason::NearName || same || hangul < 3 || vocabulary::is_form_word(to) {
            continue;
        }
        told.push((compare_key(from), compare_key(to)));
        let mut draft = sink
            .report(
                from.clone(),
                repair.at.clone(),
                bi!("이름이 다릅니다: ‘{from}’, 다른 곳에는 ‘{to}’", "“{from}” is spelt “{to}” elsewhere"),
            )
            .pointer(repair.field.clone())
            .suggest(to.clone());
        for proof in repair.proof.iter().take(2) {
            draft = draft.related(Some(*proof), bi!("여기에는 ‘{to}’", "spelt “{to}” here"));
        }
    }
}

fn tell(view: &View, sink: &mut Sink, a: &Name, b: &Name, told: &mut Vec<(String, String)>) {
    let (ka, kb): (String, String) = (a.key.iter().collect(), b.key.iter().collect());
    if told.iter().any(|(x, y)| (*x == ka && *y == kb) || (*x == kb && *y == ka)) {
        return;
    }
    told.push((ka, kb));
    let (one, two) = (&a.text, &b.text);
    let ((in_ko, in_en), (out_ko, out_en)) = (a.table.label(), b.table.label());
    let message = if a.table == b.table {
        bi!("{in_ko} 항목 안에서 이름이 다릅니다: ‘{one}’, ‘{two}’", "Two spellings in {in_en}: “{one}”, “{two}”")
    } else {
        bi!(
            "이름이 표마다 다릅니다: {in_ko} ‘{one}’, {out_ko} ‘{two}’",
            "Spelt differently: “{one}” in {in_en}, “{two}” in {out_en}"
        )
    };
    let mut draft = sink
        .report(two.clone(), b.at.clone(), message)
        .pointer(b.pointer.clone())
        .related(a.at.first().copied(), bi!("{in_ko}에는 ‘{one}’", "“{one}” in {in_en}"));
    // the spelling used more often
    if view.has_file() {
        let (one_key, two_key) = (compare_key(one), compare_key(two));
        let uses = view
            .body()
            .map(|l| compare_key(l.raw))
            .fold(0i64, |sum, line| sum + i64::from(line.contains(&one_key)) - i64::from(line.contains(&two_key)));
        if uses > 0 {
            draft = draft.suggest(one.clone());
        }
    }
    let _ = draft;
}

/// Pairs of names that differ although they seem to be one.
fn pairs<'n>(view: &View, names: &'n [Name]) -> Vec<(&'n Name, &'n Name)> {
    const TABLES: [Table; 5] = [Table::Cameras, Table::Contacts, Table::Retention, Table::Contractors, Table::Viewing];
    let mut out = Vec::new();
    for (i, first) in TABLES.iter().enumerate() {
        for second in &TABLES[i..] {
            let left: Vec<&Name> = names.iter().filter(|n| n.table == *first).collect();
            let right: Vec<&Name> = names.iter().filter(|n| n.table == *second).collect();
            if first == second {
                inside(&left, &mut out);
            } else {
                across(view, &left, &right, &mut out);
            }
        }
    }
    out
}

/// Slips of a letter between rows of one table.
fn inside<'n>(names: &[&'n Name], out: &mut Vec<(&'n Name, &'n Name)>) {
    if names.len() > 2000 {
        return;
    }
    let mut found = Vec::new();
    for (i, a) in names.iter().enumerate() {
        for b in &names[i + 1..] {
            let long = a.key.len() >= 6 && a.sort == b.sort && a.sort == Sort::Place && a.row != b.row;
            if long && names::near(&a.key, &b.key) == Some(Near::Letter) && names::is_slip(&a.key, &b.key) {
                found.push((*a, *b));
            }
        }
    }
    // a long list of streets and buildings has real neighbours
    if found.len() <= 3 {
        out.extend(found);
    }
}

/// Names that have no partner in the other table, matched with the nearest there that has none either.
fn across<'n>(view: &View, left: &[&'n Name], right: &[&'n Name], out: &mut Vec<(&'n Name, &'n Name)>) {
    if left.len().saturating_mul(right.len()) > 1_000_000 {
        return;
    }
    let met = |n: &Name, others: &[&Name]| others.iter().any(|o| o.key == n.key);
    let common = left.iter().filter(|n| met(n, right)).count();
    let alone_left: Vec<&&Name> = left.iter().filter(|n| !met(n, right)).collect();
    let alone_right: Vec<&&Name> = right.iter().filter(|n| !met(n, left)).collect();
    for a in &alone_left {
        for b in &alone_right {
            let Some(kind) = names::near(&a.key, &b.key) else { continue };
            let sites = matches!((a.sort, b.sort), (Sort::Site | Sort::Place, Sort::Site | Sort::Place));
            let units = a.sort == Sort::Unit && b.sort == Sort::Unit;
            let fits = match kind {
                Near::Letter => sites || units,
                // a name that leaves something out is a slip only where the tables agree otherwise
                Near::LeftOut => sites && common >= 3 && !own_name(view, &a.key, &b.key),
                Near::Around => sites && common >= 3,
            };
            // a site in a column of its own is a better partner than a place inside a row
            let rivals = |x: &Name, partner: &Name, others: &[&&Name]| {
                let as_good = |o: &Name| partner.sort != Sort::Site || o.sort == Sort::Site;
                others.iter().filter(|o| as_good(o) && names::near(&x.key, &o.key).is_some()).count()
            };
            let only = || rivals(a, b, &alone_right) == 1 && rivals(b, a, &alone_left) == 1;
            if fits && (kind == Near::Letter || only()) {
                out.push((a, b));
            }
        }
    }
}

/// Whether two names differ by the name of the body or its region alone.
fn own_name(view: &View, a: &[char], b: &[char]) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let Some(extra) = long.strip_suffix(short) else { return false };
    let extra: String = extra.iter().collect();
    let n = view.notice;
    [&n.institution, &n.sido, &n.sigungu].into_iter().any(|f| {
        let key = compare_key(f.as_str());
        !key.is_empty() && (key.starts_with(&extra) || extra.starts_with(&key) || key.contains(&extra))
    })
}

/// A place of storage that breaks off inside the name of a site (`…의 2층` for `…의 집 2층`).
fn shortened(view: &View, sink: &mut Sink, names: &[Name], told: &mut Vec<(String, String)>) {
    for (i, row) in view.notice.retention.iter().enumerate() {
        let Some(storage) = row.storage.text() else { continue };
        let words: Vec<&str> = storage.as_str().split(' ').collect();
        for pair in words.windows(2) {
            if !pair[0].ends_with('의')
                || pair[0].chars().count() < 3
                || !pair[1].starts_with(|c: char| c.is_ascii_digit())
            {
                continue;
            }
            let stem = compare_key(pair[0]);
            let Some((site, full)) = names.iter().filter(|n| n.table == Table::Cameras).find_map(|n| {
                let full = n.text.split(['(', ')']).map(str::trim).find(|part| {
                    let key = compare_key(part);
                    key.len() > stem.len() && key.starts_with(&stem)
                })?;
                Some((n, full))
            }) else {
                continue;
            };
            if told.iter().any(|(x, _)| *x == stem) {
                continue;
            }
            told.push((stem.clone(), compare_key(full)));
            let start = storage.range_of(pair[0]).map_or(0, |r| r.start);
            let said = storage.slice(start..storage.len());
            let subject = view.raw(&said);
            let is = josa(&subject, "은", "는");
            sink.report(
                subject.clone(),
                said.spans(),
                bi!(
                    "‘{subject}’{is} 설치 현황의 ‘{full}’에서 글자가 빠진 이름으로 보입니다.",
                    "“{subject}” seems to lack a part of “{full}” as the cameras have it."
                ),
            )
            .pointer(format!("/retention/{i}/storage"))
            .related(site.at.first().copied(), bi!("설치 현황에는 ‘{full}’", "“{full}” in the cameras"));
        }
    }
}
