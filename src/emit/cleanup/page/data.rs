//! What the script of the page reads: short rows for all findings, and for each file what is shown on demand.

use crate::emit::cleanup::{Grid, Item, Report, View, evidence::Evidence, mask::plain, records};
use crate::emit::human::DELETE;
use crate::emit::place;
use crate::model::{Bi, Lang};
use serde::Serialize;
use std::collections::BTreeMap;

/// Bytes of quotes and tables around findings, and of what was read of the files. A page that is larger is slow to
/// open and cannot be sent.
const EVIDENCE: usize = 24 << 20;
const RECORDS: usize = 8 << 20;
const VIEWS: usize = 8 << 20;
/// Bytes of a piece that is read at once when one of its files is looked at.
const PIECE: usize = 256 << 10;

/// A row: file, finding of the file, rule, severity, place, subject, message, suggestion, institution, why accepted.
type Row<'r> = (usize, usize, usize, u8, String, &'r str, &'r str, Option<&'r str>, usize, &'r str);

/// Name, status, notices, cameras, repairs, errors, warnings, infos, accepted.
type FileRow = (String, usize, usize, u64, usize, usize, usize, usize, usize);

/// Name, files, notices, cameras, errors, warnings, infos, accepted.
type InstitutionRow<'r> = (&'r str, usize, usize, u64, usize, usize, usize, usize);

/// `#data`.
#[derive(Serialize)]
struct Data<'r> {
    words: Words,
    /// Code and what people are told of it, files, errors, warnings, infos, accepted.
    rules: Vec<(&'static str, &'static str, usize, usize, usize, usize, usize)>,
    files: Vec<FileRow>,
    /// Indexes of the files, those with most to do first.
    order: Vec<usize>,
    institutions: Vec<InstitutionRow<'r>>,
    /// First file of each piece of what is kept.
    starts: Vec<usize>,
    rows: Vec<Row<'r>>,
}

/// What the script says.
#[derive(Serialize)]
struct Words {
    severities: [&'static str; 3],
    statuses: [&'static str; 4],
    evidence: &'static str,
    table: &'static str,
    related: &'static str,
    suggestion: &'static str,
    remove: &'static str,
    help: &'static str,
    accepted: &'static str,
    page: &'static str,
    from: &'static str,
    unparsed: &'static str,
    before: &'static str,
    after: &'static str,
    shown: &'static str,
    findings: &'static str,
    original: &'static str,
    nosource: &'static str,
    norecord: &'static str,
    cut: &'static str,
}

impl Words {
    fn of(lang: Lang) -> Self {
        use crate::emit::cleanup::Status;
        use crate::model::Severity::{Error, Info, Warning};
        let t = |ko: &'static str, en: &'static str| *Bi::new(ko, en).get(lang);
        Words {
            severities: [Error, Warning, Info].map(|s| s.label(lang)),
            statuses: Status::ALL.map(|s| s.label(lang)),
            evidence: t("근거 보기", "Evidence"),
            table: t("되살린 표", "The table as rebuilt"),
            related: t("견줄 곳", "Compare"),
            suggestion: t("제안", "Suggestion"),
            remove: DELETE.get(lang),
            help: t("고치는 법", "What to do"),
            accepted: t("받아들임", "Accepted"),
            page: t("규칙 설명", "About the rule"),
            from: t("원문", "in the file"),
            unparsed: t("이해하지 못함", "not understood"),
            before: t("이전", "Back"),
            after: t("다음", "Next"),
            shown: t("지적 {all}건 가운데 {n}건", "{n} of {all} findings"),
            findings: t("이 파일의 지적", "Findings of this file"),
            original: t("원본 열기", "Open the file"),
            nosource: t(
                "읽은 글은 이 보고서에 담기지 않았습니다. 원본이 없거나, 파일이 많아 줄였습니다.",
                "What was read is not kept in this report: the file was not at hand, or there are too many.",
            ),
            norecord: t(
                "기록은 이 보고서에 담기지 않았습니다. 엑셀 보고서의 카메라, 연락처, 보관, 위탁 시트를 보십시오.",
                "The record is not kept in this report; see the sheets of the workbook.",
            ),
            cut: t("이 뒤는 줄였습니다.", "The rest is left out."),
        }
    }
}

/// What is kept of one file.
#[derive(Default, Serialize)]
struct Kept<'r> {
    #[serde(rename = "e", skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<Held<'r>>,
    #[serde(rename = "v", skip_serializing_if = "Option::is_none")]
    view: Option<&'r View>,
    /// Title and tables of each notice.
    #[serde(rename = "n", skip_serializing_if = "Option::is_none")]
    notices: Option<Vec<(String, Vec<Grid>)>>,
    /// Address of the file.
    #[serde(rename = "l", skip_serializing_if = "String::is_empty")]
    link: String,
}

/// What stands behind one finding.
#[derive(Serialize)]
struct Held<'r> {
    #[serde(flatten)]
    evidence: &'r Evidence,
    #[serde(rename = "h", skip_serializing_if = "Option::is_none")]
    help: Option<&'r str>,
}

/// What lies in the page for the script.
pub(super) struct All {
    /// The JSON of all findings.
    pub(super) data: String,
    /// What is kept of the files, JSON on a line each.
    pub(super) pieces: Vec<String>,
    /// Something was left out for want of room.
    pub(super) cut: bool,
}

pub(super) fn all(report: &Report, items: &[Item]) -> All {
    let (kept, cut) = kept(report);
    let (starts, pieces) = pieces(kept);
    let lang = report.lang;
    let s = &report.summary;
    let rules = s.by_rule.iter().map(|r| {
        let f = r.findings;
        (r.code, report.rule_label(r.code), r.files, f.error, f.warning, f.info, f.accepted)
    });
    let rules: Vec<_> = rules.collect();
    let rule_of: BTreeMap<&str, usize> = s.by_rule.iter().enumerate().map(|(n, r)| (r.code, n)).collect();
    let institution_of: BTreeMap<&str, usize> =
        s.by_institution.iter().enumerate().map(|(n, i)| (i.name.as_str(), n)).collect();
    let rows = items.iter().map(|item| {
        let f = item.finding;
        (
            item.file,
            item.index,
            rule_of.get(f.code.as_ref()).copied().unwrap_or_default(),
            super::level(item.severity),
            super::where_it_stands(report, item),
            f.subject.as_str(),
            f.message.as_str(),
            f.suggestion.as_deref(),
            institution_of.get(item.institution).copied().unwrap_or_default(),
            f.accepted.as_deref().unwrap_or_default(),
        )
    });
    let files = report.files.iter().zip(&s.by_file).map(|(file, c)| {
        let status = crate::emit::cleanup::Status::ALL.iter().position(|st| *st == file.status).unwrap_or_default();
        let f = c.findings;
        (plain(file.name()), status, c.notices, c.cameras, c.repairs, f.error, f.warning, f.info, f.accepted)
    });
    let institutions = s.by_institution.iter().map(|i| {
        let f = i.findings;
        (i.name.as_str(), i.files, i.notices, i.cameras, f.error, f.warning, f.info, f.accepted)
    });
    let data = Data {
        words: Words::of(lang),
        rules,
        files: files.collect(),
        order: report.worst_first(),
        institutions: institutions.collect(),
        starts,
        rows: rows.collect(),
    };
    All { data: json(&data), pieces, cut }
}

/// Puts what is kept of the files together in pieces, which are read one at a time: objects by the number of the file.
/// Gives the first file of each piece.
fn pieces(files: Vec<(usize, String)>) -> (Vec<usize>, Vec<String>) {
    let (mut starts, mut pieces) = (Vec::new(), Vec::<String>::new());
    for (number, text) in files {
        match pieces.last_mut().filter(|p| p.len() + text.len() <= PIECE) {
            Some(piece) => {
                piece.pop();
                piece.push_str(&format!(",\"{number}\":{text}}}"));
            }
            None => {
                starts.push(number);
                pieces.push(format!("{{\"{number}\":{text}}}"));
            }
        }
    }
    (starts, pieces)
}

/// What is kept of the files, as long as there is room, and whether there was not enough.
fn kept(report: &Report) -> (Vec<(usize, String)>, bool) {
    let (mut evidence_room, mut record_room, mut view_room) = (EVIDENCE, RECORDS, VIEWS);
    let (mut all, mut cut) = (Vec::new(), false);
    // the files with most to do come first to the room that there is
    for number in report.worst_first() {
        let Some(file) = report.files.get(number) else { continue };
        let record = file.record();
        let helps = file.document.findings.iter().map(|f| f.help.as_deref());
        let evidence: Vec<Held> =
            file.evidence.iter().zip(helps).map(|(evidence, help)| Held { evidence, help }).collect();
        let link = file.link.split('/').map(super::encoded).collect::<Vec<_>>().join("/");
        let evidence = Kept { evidence, link, ..Kept::default() };
        let notices = (1..).zip(&record.notices).map(|(at, notice)| {
            let title = notice.title.as_deref().or(notice.institution.as_deref()).unwrap_or_default();
            (title.to_owned(), records::grids(notice, &records::repairs(&record.repairs, at), report.lang))
        });
        let notices: Vec<_> = notices.collect();
        let records = Kept { notices: (!notices.is_empty()).then_some(notices), ..Kept::default() };
        let view = Kept { view: file.view.as_ref(), ..Kept::default() };
        let mut members = Vec::new();
        let parts = [(evidence, &mut evidence_room), (records, &mut record_room), (view, &mut view_room)];
        for (part, room) in parts {
            let text = json(&part);
            if text.len() > *room {
                cut = true;
            } else if text.len() > 2 {
                *room -= text.len();
                members.push(text[1..text.len() - 1].to_owned());
            }
        }
        if !members.is_empty() {
            all.push((number, format!("{{{}}}", members.join(","))));
        }
    }
    all.sort_by_key(|(number, _)| *number);
    (all, cut)
}

/// JSON on one line.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned())
}

/// A place in words, for a row.
pub(super) fn place_of(item: &Item, lang: Lang) -> String {
    item.finding.location.as_ref().map(|p| place::words(p).get(lang).clone()).unwrap_or_default()
}
