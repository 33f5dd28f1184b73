//! Forms: lines of labels with their values, several pairs on a line, without separators.
//!
//! `담당부서 총무과 책임관 과장 홍길순`, or glued: `촬영시간24시간`. A form is told by evidence: several pairs right after
//! each other whose values fit their labels. It becomes a table in which labels and values alternate; pairs about one
//! person stand on one row, every other pair on a row of its own.

use super::build::{Draft, Slot};
use super::lines::{Line, Shape};
use super::pair::{self, Pair};
use crate::lexicon::columns::TableKind;
use crate::lexicon::{heads, outline, parts};
use crate::model::layout::Marker;
use crate::model::{Concept, Drawn, Text};

/// Longest form, and longest value, in lines.
const LONGEST_FORM: usize = 200;
const LONGEST_VALUE: usize = 10;

/// A form that begins at a line, and the line after it.
pub(super) fn form_at(lines: &[Line], at: usize) -> Option<(Draft, usize)> {
    let first = pairs_of(&lines[at]).filter(|p| !p.iter().any(|p| p.colon))?;
    let mut rows = vec![first];
    let (mut end, mut held, mut gap) = (at + 1, Vec::new(), false);
    for (i, line) in lines.iter().enumerate().skip(at + 1).take(LONGEST_FORM) {
        if line.shape == Shape::Blank {
            if gap {
                break;
            }
            gap = true;
            continue;
        }
        if let Some(pairs) = pairs_of(line) {
            // a form is not interrupted by an empty line inside a value
            if gap && !held.is_empty() {
                break;
            }
            append(&mut rows, std::mem::take(&mut held));
            rows.push(pairs);
            end = i + 1;
        } else if gap || held.len() == LONGEST_VALUE || !reads_on(line, &rows) {
            break;
        } else {
            held.push(line);
        }
        gap = false;
    }
    // behind the last label only what plainly goes on belongs to it
    let sure = held.iter().take_while(|l| plainly_reads_on(l)).count();
    held.truncate(sure);
    append(&mut rows, held);
    end += sure;
    is_form(&rows).then(|| (draft(rows), end))
}

/// The pairs of a line; none when it is no line of a form.
fn pairs_of(line: &Line) -> Option<Vec<Pair>> {
    if line.shape != Shape::Plain || line.text.len() > 700 {
        return None;
    }
    let text = match line.marker {
        Marker::None => &line.text,
        Marker::Bullet(_) => &line.body,
        Marker::Number { level, .. } if level > 1 => &line.body,
        _ => return None,
    };
    let s = text.as_str();
    if heads::head_row(s).is_some() || heads::head(s).is_some() {
        return None;
    }
    // `설치위치 수량 촬영구역 로비 3대 …`: heads beside each other
    let is_head = |p: &Pair| heads::head(p.value.as_str()).is_some_and(pair::is_strong);
    pair::pairs(text).filter(|pairs| !pairs.iter().any(is_head))
}

/// Whether a line without a label may go on with the value above it.
fn reads_on(line: &Line, rows: &[Vec<Pair>]) -> bool {
    let Some(last) = rows.last().and_then(|r| r.last()) else { return false };
    let body = line.body.as_str();
    let numbered = matches!(line.marker, Marker::Number { level: 1, .. } | Marker::Heading(_) | Marker::Bracket);
    line.shape == Shape::Plain
        && !numbered
        && (!pair::is_typed(last.concept) || plainly_reads_on(&line))
        && outline::heading(line.marker, body).is_none()
        && heads::head_row(body).is_none()
        && heads::head(body).is_none()
        && parts::title_rank(body) == 0
        && !pair::strict_head(body.split(' ').next().unwrap_or(""))
        && !(parts::is_sentence(body) && body.chars().count() > 24)
}

/// `(출력물은 파쇄)`, `- 2층 복도 3대`
fn plainly_reads_on(line: &&Line) -> bool {
    let s = line.text.as_str().trim();
    s.starts_with('(') || matches!(line.marker, Marker::Bullet('-')) && s.contains('대')
}

fn append(rows: &mut [Vec<Pair>], lines: Vec<&Line>) {
    let Some(last) = rows.last_mut().and_then(|r| r.last_mut()) else { return };
    for line in lines {
        let text = line.text.trim();
        let open = last.value.as_str().trim_end().ends_with([',', '·', '(']) || text.as_str().starts_with('(');
        last.value.push_joiner(if open { " " } else { "\n" });
        last.value.append(&text);
    }
}

/// Whether the pairs are enough to be sure of a form.
fn is_form(rows: &[Vec<Pair>]) -> bool {
    let pairs: Vec<&Pair> = rows.iter().flatten().filter(|p| !p.colon).collect();
    let lines = rows.iter().filter(|r| r.iter().any(|p| !p.colon)).count();
    let mut concepts: Vec<Concept> = pairs.iter().map(|p| p.concept).collect();
    concepts.sort_unstable();
    concepts.dedup();
    // lines that each name one person are read as such elsewhere
    if concepts.iter().all(|c| pair::is_personal(*c)) && rows.iter().all(|r| r.len() == 1) {
        return lines >= 2 && pairs.iter().all(|p| p.glued);
    }
    let strong = concepts.iter().filter(|c| pair::is_strong(**c)).count();
    strong >= 2 || strong == 1 && (lines >= 3 || concepts.len() >= 3) || concepts.len() >= 4
}

/// One row for each pair, but pairs about one person side by side.
fn draft(rows: Vec<Vec<Pair>>) -> Draft {
    let mut out: Vec<Vec<Pair>> = Vec::new();
    for row in rows {
        for (i, pair) in row.into_iter().enumerate() {
            match out.last_mut() {
                Some(open) if joins(open, &pair, i > 0) => open.push(pair),
                _ => out.push(vec![pair]),
            }
        }
    }
    let width = out.iter().map(Vec::len).max().unwrap_or(0) * 2;
    let rows = out
        .into_iter()
        .map(|row| {
            let mut slots: Vec<Slot> = row.into_iter().flat_map(|p| [slot(p.label), slot(p.value)]).collect();
            slots.resize_with(width, || Slot::Gone);
            slots
        })
        .collect();
    let (header, meanings) = (Vec::new(), vec![None; width]);
    Draft { drawn: Drawn::Fitted, header, kind: TableKind::Unknown, meanings, rows, down: false }
}

/// Whether a pair is about the same person as the row so far.
fn joins(row: &[Pair], pair: &Pair, same_line: bool) -> bool {
    let has = |test: fn(Concept) -> bool| row.iter().any(|p| test(p.concept));
    let again = row.iter().any(|p| p.concept == pair.concept);
    if again || !row.iter().all(|p| pair::is_personal(p.concept)) || !pair::is_personal(pair.concept) {
        return false;
    }
    if pair::is_role(pair.concept) {
        return same_line && !has(pair::is_role);
    }
    // name and post may stand on the lines below the role
    same_line || matches!(pair.concept, Concept::Name | Concept::Position) && has(pair::is_role)
}

fn slot(text: Text) -> Slot {
    if text.as_str().trim().is_empty() { Slot::Blank } else { Slot::Text(text.trim()) }
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;
    use crate::model::{Origin, Source};

    fn form(text: &str) -> Option<(Vec<Vec<String>>, usize)> {
        let source = Source::from_lines(Origin::default(), text.to_owned());
        let (draft, end) = form_at(&lines::lines(&source), 0)?;
        let texts = |r: &Vec<Slot>| r.iter().map(|s| s.text().to_owned()).filter(|s| !s.is_empty()).collect();
        Some((draft.rows.iter().map(texts).collect(), end))
    }

    #[test]
    fn pairs_of_one_person_share_a_row_and_values_go_on() {
        let text = "설치목적 화재 예방\n담당부서 총무과 책임관 과장 홍길순\n카메라 대수 9대 설치위치 외부: 정문,\n창고(4대)\n\
                    2층 : 복도(5대)\n촬영시간 24시간 보유기간 30일\n\n이 방침은 누구나 볼 수 있습니다.";
        let (rows, end) = form(text).unwrap();
        assert_eq!(end, 6);
        assert_eq!(rows[1], ["담당부서", "총무과", "책임관", "과장 홍길순"]);
        assert_eq!(rows[3], ["설치위치", "외부: 정문, 창고(4대)\n2층 : 복도(5대)"]);
        assert_eq!(rows[5], ["보유기간", "30일"]);
    }

    #[test]
    fn glued_lines_are_a_form_too() {
        let (rows, end) =
            form("촬영시간24시간\n보관기간촬영일로부터 30일\n보관장소통신실\n처리방법되살릴 수 없게 지웁니다.")
                .unwrap();
        assert_eq!((rows.len(), end), (4, 4));
        assert_eq!(form("확인방법미리 연락하고 방문\n확인장소1층 상담실").unwrap().0.len(), 2);
    }

    #[test]
    fn people_by_line_and_running_text_are_no_form() {
        assert!(form("관리책임자 총무과장 홍길순\n접근권한자 주무관 김민들").is_none());
        assert!(form("관리책임자총무과장 홍길순\n접근권한자주무관 김민들").is_some());
        assert!(form("보관장소에 들어갈 수 있는 사람\n촬영시간은 24시간").is_none());
        assert!(form("설치목적 화재 예방\n누구나 볼 수 있습니다.").is_none());
    }
}
