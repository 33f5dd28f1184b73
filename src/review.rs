//! The way back of the workbook: what people chose on its sheet of findings becomes accepted findings.
//!
//! Columns are known by their heads, in either language, so that they may be moved, and others added. The texts of the
//! settings file that are not concerned stay as they are, comments too.

use crate::emit::cleanup::mask::plain;
use crate::emit::cleanup::workbook::{CODE, FILE, FINDINGS, FINGERPRINT, REASON, STATE, STATES, SUBJECT};
use crate::gate;
use crate::model::Bi;
use crate::model::sheet::Sheet;
use crate::settings::file::SettingsFile;
use std::collections::{BTreeMap, BTreeSet};
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value};

/// A finding that was let pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    pub code: String,
    /// As the report names it.
    pub file: String,
    pub subject: String,
    pub fingerprint: String,
    pub reason: String,
}

/// What a workbook says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    pub accepted: Vec<Decision>,
    /// Findings that are still to be dealt with, and those that are said to be done.
    pub open: usize,
    pub done: usize,
}

/// What came of writing decisions into a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub text: String,
    pub added: usize,
    /// Known before, with another reason.
    pub changed: usize,
    /// Known before.
    pub kept: usize,
}

/// Where the columns stand that are read.
struct Columns {
    state: u32,
    reason: u32,
    code: u32,
    fingerprint: u32,
    file: Option<u32>,
    subject: Option<u32>,
}

/// Reads the sheet of findings.
///
/// # Errors
/// There is no such sheet, it lacks a column, or a row has a state that there is not or no reason; the error names the
/// rows, and nothing of the workbook is to be used.
pub fn read(sheets: &[Sheet]) -> Result<Review, Bi> {
    let named = |s: &&Sheet| [FINDINGS.ko, FINDINGS.en].contains(&s.name.trim());
    let Some(sheet) = sheets.iter().find(named) else {
        return Err(crate::bi!(
            "`{}` 시트가 없습니다. bangchim report로 만든 엑셀 파일을 넣어 주세요",
            "there is no sheet `{}`; give a workbook that bangchim report wrote",
            FINDINGS.ko
        ));
    };
    let columns = columns(sheet)?;
    let mut review = Review::default();
    let (mut unknown, mut unexplained, mut unnamed) = (Vec::new(), Vec::new(), Vec::new());
    for row in sheet.rows().map(|r| r.number()).filter(|r| *r > 0) {
        let text = |col: u32| sheet.get(row, col).trim().to_owned();
        let state = text(columns.state);
        let choice = STATES.iter().position(|s| s.ko == state || s.en.eq_ignore_ascii_case(&state));
        match choice {
            None if state.is_empty() => review.open += 1,
            Some(0) => review.open += 1,
            Some(1) => review.done += 1,
            Some(_) => {
                let decision = Decision {
                    code: text(columns.code),
                    file: columns.file.map(text).unwrap_or_default(),
                    subject: columns.subject.map(text).unwrap_or_default(),
                    fingerprint: text(columns.fingerprint),
                    reason: text(columns.reason),
                };
                if decision.reason.is_empty() {
                    unexplained.push(row + 1);
                } else if decision.fingerprint.is_empty() {
                    unnamed.push(row + 1);
                } else {
                    review.accepted.push(decision);
                }
            }
            None => unknown.push(row + 1),
        }
    }
    if let Some(rows) = listed(&unknown) {
        return Err(crate::bi!(
            "처리상태는 미조치, 조치, 제외 가운데 하나여야 합니다: {rows}행",
            "the state must be one of open, done, accepted: row {rows}"
        ));
    }
    if let Some(rows) = listed(&unexplained) {
        return Err(crate::bi!("제외한 지적에 사유가 없습니다: {rows}행", "accepted without a reason: row {rows}"));
    }
    if let Some(rows) = listed(&unnamed) {
        return Err(crate::bi!("지문이 지워졌습니다: {rows}행", "the fingerprint is gone: row {rows}"));
    }
    Ok(review)
}

/// Numbers of rows, the first few of them; none where there are none.
fn listed(rows: &[u32]) -> Option<String> {
    const SHOWN: usize = 10;
    let mut shown: Vec<String> = rows.iter().take(SHOWN).map(u32::to_string).collect();
    if rows.len() > SHOWN {
        shown.push("…".to_owned());
    }
    (!shown.is_empty()).then(|| shown.join(", "))
}

fn columns(sheet: &Sheet) -> Result<Columns, Bi> {
    let last = sheet.rows().next().map_or(0, |r| r.cells().map(|(col, _)| col).max().unwrap_or(0));
    let find = |head: Bi<&str>| (0..=last).find(|col| [head.ko, head.en].contains(&sheet.get(0, *col).trim()));
    let need = |head: Bi<&'static str>| {
        let ko = head.ko;
        find(head).ok_or_else(|| {
            crate::bi!(
                "`{}` 열이 없습니다. 열 이름은 고치지 마세요",
                "there is no column `{}`; leave the heads as they are",
                ko
            )
        })
    };
    Ok(Columns {
        state: need(STATE)?,
        reason: need(REASON)?,
        code: need(CODE)?,
        fingerprint: need(FINGERPRINT)?,
        file: find(FILE),
        subject: find(SUBJECT),
    })
}

/// Puts accepted findings into the text of a settings file. What stands there stays; a finding that is let pass there by
/// its fingerprint gets the new reason.
///
/// # Errors
/// The text is no settings file.
pub fn into_settings(text: &str, decisions: &[Decision]) -> Result<Written, Bi> {
    let mistake = |text: &str| match SettingsFile::parse(text) {
        Ok(_) => None,
        Err(mistake) => Some(match mistake.line {
            Some(line) => {
                let Bi { ko, en } = mistake.message;
                Bi::new(format!("{line}행: {ko}"), format!("line {line}: {en}"))
            }
            None => mistake.message,
        }),
    };
    if let Some(mistake) = mistake(text) {
        return Err(mistake);
    }
    let mut document: DocumentMut =
        text.parse().map_err(|e: toml_edit::TomlError| Bi::new(e.to_string(), e.to_string()))?;
    let accept = document.entry("accept").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let (mut added, mut changed, mut kept) = (0, 0, 0);
    let mut known = reasons(accept);
    for decision in decisions {
        match known.get(&decision.fingerprint) {
            Some(reason) if *reason == decision.reason => kept += 1,
            Some(_) => {
                rewrite(accept, decision);
                changed += 1;
            }
            None => {
                push(accept, decision, text.trim().is_empty());
                added += 1;
            }
        }
        known.insert(decision.fingerprint.clone(), decision.reason.clone());
    }
    let text = if added + changed == 0 { text.to_owned() } else { document.to_string() };
    match mistake(&text) {
        Some(mistake) => Err(mistake),
        None => Ok(Written { text, added, changed, kept }),
    }
}

/// Reasons by fingerprint, of entries that name one.
fn reasons(accept: &Item) -> BTreeMap<String, String> {
    let of = |get: &dyn Fn(&str) -> Option<String>| Some((get("fingerprint")?, get("reason").unwrap_or_default()));
    let mut known = BTreeMap::new();
    if let Some(tables) = accept.as_array_of_tables() {
        known.extend(tables.iter().filter_map(|t| of(&|k| Some(t.get(k)?.as_str()?.to_owned()))));
    }
    let inline = accept.as_array().into_iter().flat_map(|a| a.iter().filter_map(Value::as_inline_table));
    known.extend(inline.filter_map(|t| of(&|k| Some(t.get(k)?.as_str()?.to_owned()))));
    known
}

fn rewrite(accept: &mut Item, decision: &Decision) {
    let is_it = |found: Option<&str>| found == Some(decision.fingerprint.as_str());
    if let Some(tables) = accept.as_array_of_tables_mut() {
        let entry = tables.iter_mut().find(|t| is_it(t.get("fingerprint").and_then(Item::as_str)));
        if let Some(entry) = entry {
            entry["reason"] = toml_edit::value(decision.reason.as_str());
        }
    } else if let Some(array) = accept.as_array_mut() {
        let mut entries = array.iter_mut().filter_map(Value::as_inline_table_mut);
        if let Some(entry) = entries.find(|t| is_it(t.get("fingerprint").and_then(Value::as_str))) {
            entry.insert("reason", decision.reason.as_str().into());
        }
    }
}

/// Adds an entry; `first` where nothing stands in the file before it.
fn push(accept: &mut Item, decision: &Decision, first: bool) {
    let members = [("rule", &decision.code), ("fingerprint", &decision.fingerprint), ("reason", &decision.reason)];
    if let Some(array) = accept.as_array_mut() {
        let mut entry = InlineTable::new();
        for (key, value) in members {
            entry.insert(key, value.as_str().into());
        }
        array.push(entry);
    } else if let Some(tables) = accept.as_array_of_tables_mut() {
        let mut entry = Table::new();
        for (key, value) in members {
            entry.insert(key, toml_edit::value(value.as_str()));
        }
        // for whoever reads the file: a fingerprint says nothing
        let what = [decision.file.as_str(), decision.subject.as_str()].map(|t| plain(&t.replace(['\n', '\t'], " ")));
        let what: Vec<&str> = what.iter().map(|t| t.trim()).filter(|t| !t.is_empty()).collect();
        if !what.is_empty() {
            let gap = if tables.is_empty() && first { "" } else { "\n" };
            entry.decor_mut().set_prefix(format!("{gap}# {}\n", what.join(": ")));
        }
        tables.push(entry);
    }
}

/// Puts accepted findings into the lines of a baseline, which are sorted again.
///
/// # Errors
/// A line is no entry of a baseline; the error names it.
pub fn into_baseline(text: &str, decisions: &[Decision], slug: impl Fn(&str) -> String) -> Result<Written, Bi> {
    gate::Baseline::parse(text)?;
    let mut entries: BTreeSet<gate::Entry> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let (mut added, mut changed, mut kept) = (0, 0, 0);
    for decision in decisions {
        let same = |e: &&gate::Entry| e.file == decision.file && e.fingerprint == decision.fingerprint;
        let before = entries.iter().find(same).cloned();
        let entry = gate::Entry {
            file: decision.file.clone(),
            rule: slug(&decision.code),
            fingerprint: decision.fingerprint.clone(),
            subject: before.as_ref().map_or(&decision.subject, |b| &b.subject).clone(),
            reason: decision.reason.clone(),
        };
        match &before {
            None => added += 1,
            Some(before) if before.reason == entry.reason => kept += 1,
            Some(before) => {
                entries.remove(before);
                changed += 1;
            }
        }
        entries.insert(entry);
    }
    let mut text = String::new();
    for entry in &entries {
        let line = serde_json::to_string(entry).map_err(|e| Bi::new(e.to_string(), e.to_string()))?;
        text.push_str(&line);
        text.push('\n');
    }
    Ok(Written { text, added, changed, kept })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[[&str; 5]]) -> Vec<Sheet> {
        let mut sheet = Sheet::new(0, FINDINGS.ko.to_owned());
        let heads = [CODE.ko, STATE.ko, REASON.ko, FINGERPRINT.ko, FILE.ko];
        for (row, cells) in (0..).zip(std::iter::once(&heads).chain(rows)) {
            for (col, cell) in (0..).zip(cells) {
                sheet.push(row, col, cell);
            }
        }
        vec![sheet.closed()]
    }

    fn decision(fingerprint: &str, reason: &str) -> Decision {
        Decision {
            code: "TEL001".to_owned(),
            file: "a.txt".to_owned(),
            fingerprint: fingerprint.to_owned(),
            reason: reason.to_owned(),
            ..Decision::default()
        }
    }

    #[test]
    fn states_are_read_in_both_languages() {
        let rows = [
            ["TEL001", "제외", "본청 번호", "aa", "a.txt"],
            ["TEL001", "Accepted", "본청 번호", "bb", "a.txt"],
            ["CAM001", "조치", "", "cc", "a.txt"],
            ["CAM001", "", "", "dd", "a.txt"],
            ["BAT001", "제외", "x", "ee", "a.txt"],
        ];
        let review = read(&sheet(&rows)).unwrap();
        let of_several = Decision { code: "BAT001".to_owned(), ..decision("ee", "x") };
        assert_eq!(review.accepted, [decision("aa", "본청 번호"), decision("bb", "본청 번호"), of_several]);
        assert_eq!((review.open, review.done), (1, 1));
    }

    #[test]
    fn mistakes_name_their_rows() {
        let reason = read(&sheet(&[["TEL001", "제외", " ", "aa", "a.txt"]])).unwrap_err();
        assert!(reason.ko.contains("사유가 없습니다: 2행"), "{}", reason.ko);
        let state = read(&sheet(&[["TEL001", "조치", "", "aa", ""], ["TEL001", "보류", "", "aa", ""]])).unwrap_err();
        assert!(state.ko.ends_with("3행"), "{}", state.ko);
        assert!(read(&[Sheet::new(0, "다른 것".to_owned())]).unwrap_err().ko.contains("지적사항"));
    }

    #[test]
    fn what_stands_in_the_settings_stays() {
        let before = "# 우리 기관\nignore = [\"LAW\"]  # 나중에\n\n[[accept]]\nrule = \"CAM\"\nreason = \"옛것\"\n";
        let once = into_settings(before, &[decision("aa", "본청 \"번호\"")]).unwrap();
        assert!(once.text.starts_with(before), "{}", once.text);
        assert!(once.text.contains("# a.txt\n[[accept]]\n"), "{}", once.text);
        assert!(SettingsFile::parse(&once.text).is_ok());
        let again = into_settings(&once.text, &[decision("aa", "본청 \"번호\"")]).unwrap();
        assert_eq!((again.text.as_str(), again.added, again.kept), (once.text.as_str(), 0, 1));
        let other = into_settings(&once.text, &[decision("aa", "다른 까닭")]).unwrap();
        assert_eq!((other.added, other.changed), (0, 1));
        assert!(other.text.contains("다른 까닭") && !other.text.contains("본청"));
        assert!(into_settings("ignor = []\n", &[]).is_err());
    }

    #[test]
    fn entries_in_brackets_are_added_to() {
        let before = "accept = [{ rule = \"CAM\", reason = \"x\" }]\n";
        let after = into_settings(before, &[decision("aa", "y")]).unwrap();
        assert!(SettingsFile::parse(&after.text).is_ok(), "{}", after.text);
        assert_eq!(after.text.matches("reason").count(), 2);
    }

    #[test]
    fn a_baseline_is_added_to() {
        let slug = |_: &str| "phone-area-code-mismatch".to_owned();
        let once = into_baseline("", &[decision("bb", "y"), decision("aa", "x")], slug).unwrap();
        assert!(once.text.lines().next().unwrap().contains("\"aa\""));
        let again = into_baseline(&once.text, &[decision("aa", "z")], slug).unwrap();
        assert_eq!((again.changed, again.text.lines().count()), (1, 2));
        assert!(into_baseline("{}\n", &[], slug).is_err());
    }
}
