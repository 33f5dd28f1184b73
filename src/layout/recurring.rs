//! Records told by labels that come again: `설치위치 : 정문`, `설치대수 : 2대`, and the same labels for the next place.
//!
//! Read line by line nothing says where a record ends, and what follows goes to the one before. The label that comes
//! again says it: the labels are the heads of a table, each record is a row. The labels may stand on lines of their own,
//! in two columns, or several on a line (`시설명 : 본관, 설치대수 : 2대`).

use super::build::{Draft, Slot};
use super::delimited::WrittenRow;
use super::lines::{self, Line, Shape};
use super::pair;
use crate::lexicon::columns::{self, TableKind};
use crate::lexicon::{fold, heads, parts, words};
use crate::model::layout::Marker;
use crate::model::{Concept, Drawn, Text};

/// Longest run, and what may stand between two labels of a record, in lines.
const LONGEST: usize = 2000;
/// Most labels of a record; most colons of a line; longest label, in bytes.
const MOST_LABELS: usize = 24;
const MOST_COLONS: usize = 16;
const LONGEST_LABEL: usize = 90;
const LONGEST_VALUE: usize = 5;

/// A label with its value, and the line after it.
struct Told {
    label: Text,
    /// The folded label, by which it is known again.
    key: String,
    concept: Concept,
    value: Text,
    end: usize,
}

impl Told {
    fn new(label: Text, concept: Concept, value: Text, end: usize) -> Self {
        Told { key: fold(label.as_str()), label, concept, value, end }
    }
}

/// Where the label that opens a record comes again.
fn comes_again(told: &[Told]) -> Option<usize> {
    let (opens, rest) = told.split_first()?;
    rest.iter().position(|t| t.key == opens.key).map(|at| at + 1)
}

/// The table of the records that begin at a line, and the line after it.
pub(super) fn table_at(lines: &[Line], at: usize) -> Option<(Draft, usize)> {
    let mut told = told_on(&lines[at], at)?;
    // inside a run that is no table, nothing begins
    if at > 0 && told_on(&lines[at - 1], at - 1).is_some() {
        return None;
    }
    let opens = told.first()?.key.clone();
    let mut held: Vec<&Line> = Vec::new();
    for (i, line) in lines.iter().enumerate().skip(at + 1).take(LONGEST) {
        if line.shape == Shape::Blank {
            if !held.is_empty() {
                break;
            }
        } else if let Some(more) = told_on(line, i) {
            // a line right above a record may name its site
            if !held.is_empty() && more.iter().any(|t| t.key == opens) {
                break;
            }
            if let Some(last) = told.last_mut() {
                for line in held.drain(..) {
                    last.value.push_joiner("\n");
                    last.value.append(&line.text.trim());
                }
            }
            told.extend(more);
            // one label again and again, or many that do not come again
            let again = comes_again(&told);
            if again == Some(1) || again.is_none() && told.len() > MOST_LABELS {
                return None;
            }
        } else if held.len() < LONGEST_VALUE && may_go_on(line, &lines[at]) {
            held.push(line);
        } else {
            break;
        }
    }
    table(told, Drawn::Fitted)
}

/// The table of rows of two cells whose labels come again.
pub(super) fn of_rows(rows: &[WrittenRow]) -> Option<Draft> {
    let told = rows.iter().enumerate().map(|(i, row)| match &row.cells[..] {
        [label, value] => {
            heads::label(label.as_str()).map(|concept| Told::new(label.clone(), concept, value.clone(), i + 1))
        }
        _ => None,
    });
    let (draft, end) = table(told.collect::<Option<_>>()?, Drawn::Delimited)?;
    (end == rows.len()).then_some(draft)
}

/// The labels of a line with their values; none when it does not begin with one.
fn told_on(line: &Line, at: usize) -> Option<Vec<Told>> {
    let listed = matches!(line.marker, Marker::None | Marker::Bullet(_) | Marker::Number { .. });
    let s = line.body.as_str();
    if line.shape != Shape::Plain
        || !listed
        || s.len() > 1000
        || !(1..=MOST_COLONS).contains(&s.matches([':', '：']).count())
    {
        return None;
    }
    // what each label means, where it begins and ends, and where its value begins
    let mut labels: Vec<(Concept, usize, usize, usize)> = Vec::new();
    let mut from = 0;
    for (colon, mark) in s.match_indices([':', '：']) {
        let between = &s[from..colon];
        let starts = std::iter::once(0).chain(between.match_indices([',', '/', ';', ' ']).map(|(i, m)| i + m.len()));
        // at the start of the line, or behind the last value and what plainly ends it
        let ended = [", ", " / ", "; "].iter().filter_map(|s| Some(between.rfind(s)? + s.len())).max().unwrap_or(1);
        let starts = starts.filter(|i| between.len() - i <= LONGEST_LABEL);
        let begins = starts.filter(|i| if labels.is_empty() { *i == 0 } else { *i >= ended }).map(|i| from + i);
        let label = begins.into_iter().find_map(|i| Some((heads::label(&s[i..colon])?, i)));
        if let Some((concept, start)) = label {
            labels.push((concept, start, colon, colon + mark.len()));
            from = colon + mark.len();
        } else if labels.is_empty() {
            return None;
        }
    }
    let ends = labels.iter().skip(1).map(|l| l.1).chain([s.len()]);
    let told = labels.iter().zip(ends).map(|(&(concept, start, colon, value), end)| {
        let value = s[value..end].trim().trim_end_matches([',', '/', ';']).trim_end();
        Told::new(line.body.of(s[start..colon].trim()), concept, line.body.of(value), at + 1)
    });
    Some(told.collect())
}

/// Whether a line without a label may go on with a value. A bullet beside bullets with labels is a heading of its own.
fn may_go_on(line: &Line, first: &Line) -> bool {
    let listed = matches!(line.marker, Marker::Bullet(_)) && first.marker == Marker::None;
    line.shape == Shape::Plain
        && (line.marker == Marker::None || listed)
        && lines::heading(line).is_none()
        && heads::head_row(line.body.as_str()).is_none()
        && !parts::is_sentence(line.body.as_str())
}

/// The table of records: as many of the labels as come again in the order of the first record.
fn table(told: Vec<Told>, drawn: Drawn) -> Option<(Draft, usize)> {
    let again = comes_again(&told);
    let columns = again.or_else(|| of_one_person(&told))?;
    let header: Vec<Text> = told[..columns].iter().map(|t| t.label.clone()).collect();
    let keys: Vec<String> = told[..columns].iter().map(|t| t.key.clone()).collect();
    let concepts: Vec<Option<Concept>> = told[..columns].iter().map(|t| Some(t.concept)).collect();
    let (kind, meanings) = columns::resolve(&concepts);
    let has = |wanted: fn(Concept) -> bool| concepts.iter().flatten().any(|c| wanted(*c));
    // a role that is a label names its person, and lines about people without a role are read one after the other
    let people =
        has(pair::is_role) || kind == TableKind::People && !has(|c| matches!(c, Concept::Category | Concept::Role));
    // places and counts that alternate within one record
    let twice = keys.iter().enumerate().any(|(i, key)| keys[..i].contains(key));
    if columns < 2 || kind == TableKind::Unknown || people || twice {
        return None;
    }
    let mut rows: Vec<Vec<Slot>> = Vec::new();
    let (mut next, mut end) = (0, 0);
    for one in told {
        if one.key == keys[0] {
            rows.push(vec![Slot::Blank; columns]);
            next = 0;
        }
        let Some(column) = (next..columns).find(|c| keys[*c] == one.key) else { break };
        if let Some(row) = rows.last_mut().filter(|_| !one.value.is_empty()) {
            row[column] = Slot::Text(one.value);
        }
        (next, end) = (column + 1, one.end);
    }
    (rows.len() > 1 || again.is_none()).then(|| (Draft { drawn, header, kind, meanings, rows, down: false }, end))
}

/// How many labels tell about one person whose role is the first value (`구분 : 관리책임자`, `성명 : 홍길순`, …).
fn of_one_person(told: &[Told]) -> Option<usize> {
    let (first, rest) = told.split_first()?;
    let is_role = matches!(first.concept, Concept::Category | Concept::Role) && words::is_role(first.value.as_str());
    let own = rest.iter().take_while(|t| pair::is_personal(t.concept) && !pair::is_role(t.concept)).count();
    (own >= 2 && is_role).then_some(own + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Origin, Source};

    fn rows(text: &str) -> Option<(Vec<String>, usize)> {
        let source = Source::from_lines(Origin::default(), text.to_owned());
        let (draft, end) = table_at(&lines::lines(&source), 0)?;
        Some((draft.rows.iter().map(|r| r.iter().map(Slot::text).collect::<Vec<_>>().join("|")).collect(), end))
    }

    #[test]
    fn a_label_that_comes_again_begins_a_record() {
        let text = "설치위치 : 정문\n설치대수 : 2대\n촬영범위 : 출입구\n\n설치위치 : 뒤뜰\n담장 옆\n설치대수 : 3대\n보관기간 : 30일";
        let (rows, end) = rows(text).unwrap();
        assert_eq!(rows, ["정문|2대|출입구", "뒤뜰\n담장 옆|3대|"]);
        assert_eq!(end, 7);
    }

    #[test]
    fn several_labels_may_share_a_line() {
        let text =
            "- 시설명 : 본관, 설치위치 : 로비, 복도, 설치대수 : 4대\n- 시설명 : 별관, 설치위치 : 현관, 설치대수 : 1대";
        assert_eq!(rows(text).unwrap().0, ["본관|로비, 복도|4대", "별관|현관|1대"]);
        let times = "촬영시간 : 09:00~18:00 / 보관기간 : 30일\n촬영시간 : 24시간 / 보관기간 : 15일";
        assert_eq!(rows(times).unwrap().0, ["09:00~18:00|30일", "24시간|15일"]);
    }

    #[test]
    fn one_person_under_a_role_is_a_record() {
        let text = "- 구분 : 관리책임자, 성명 : 홍길순, 직위 : 과장, 연락처 : 02-000-0000, 보관기간 : 30일";
        assert_eq!(rows(text).unwrap().0, ["관리책임자|홍길순|과장|02-000-0000"]);
        assert!(rows("구분 : 방범용\n설치대수 : 3대\n설치위치 : 정문").is_none());
    }

    #[test]
    fn labels_that_come_once_are_no_records() {
        for text in [
            "설치위치 : 정문\n설치대수 : 2대",
            "설치위치 : 정문\n설치위치 : 뒤뜰",
            "관리책임자 : 홍길순\n연락처 : 02-000-0000\n접근권한자 : 김가람\n연락처 : 02-000-0000",
            "시설명 : 본관\n설치장소 : 정문\n설치대수 : 2대\n설치장소 : 후문\n설치대수 : 1대\n\n시설명 : 별관\n설치장소 : 현관",
            "- 접근권한자 : 김누리\n- 직위 : 주무관\n- 접근권한자 : 박다온\n- 직위 : 주임",
            "- 성명 : 홍가람\n- 직위 : 과장\n- 성명 : 김누리\n- 직위 : 주무관",
            "설치위치 : 정문\n설치대수 : 2대\n\n별관\n설치위치 : 뒤뜰\n설치대수 : 3대",
            "- 수량 : 2대\n- 설치장소 : 정문\n- 별관\n- 수량 : 3대\n- 설치장소 : 뒤뜰",
        ] {
            assert!(rows(text).is_none(), "{text}");
        }
    }
}
