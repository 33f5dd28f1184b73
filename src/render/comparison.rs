//! The 신·구 대비표 that offices publish with a change: what stood, what stands now.

use super::document::{Block, Column, Document, Table};
use super::{one_line, wording};
use crate::lexicon::gap;
use crate::model::change::{Change, Differences, Kind, Versions, part_in_short};

/// The comparison as a document.
#[must_use]
pub fn comparison(differences: &Differences) -> Document {
    let mut blocks = Vec::new();
    for pair in &differences.pairs {
        of_pair(pair, &mut blocks);
    }
    for (heading, names) in
        [("변경 전에만 있는 방침", &differences.only_old), ("변경 후에만 있는 방침", &differences.only_new)]
    {
        if !names.is_empty() {
            blocks.push(Block::Heading(heading.to_owned()));
            blocks.extend(names.iter().map(|name| Block::Item(one_line(name))));
        }
    }
    Document { title: "고정형 영상정보처리기기 운영·관리 방침 신·구 대비표".to_owned(), blocks }
}

fn of_pair(pair: &Versions, blocks: &mut Vec<Block>) {
    let institution = pair.institution.as_deref().map(one_line).unwrap_or_else(|| gap::mark("기관명"));
    blocks.push(Block::Heading(institution));
    blocks.push(Block::Paragraph(one_line(&format!("변경 전: {} / 변경 후: {}", pair.old, pair.new))));
    if pair.changes.is_empty() {
        blocks.push(Block::Paragraph("달라진 내용이 없습니다.".to_owned()));
        return;
    }
    let column = |of: &dyn Fn(&Change) -> String| pair.changes.iter().map(|c| Some(of(c))).collect::<Vec<_>>();
    let columns = [
        Column::of_names("구분", column(&|c| part_in_short(&c.part).to_owned())),
        Column::new("항목", column(&item)),
        Column::new("변경 전", column(&before)),
        Column::new("변경 후", column(&after)),
        Column::new("비고", column(&|c| c.kind.words().ko.to_owned())),
    ];
    blocks.push(Block::Table(Table::of("신·구 대비표", &columns)));
    if let Some(line) = &pair.revision {
        blocks.push(Block::Paragraph("개정 연혁에 더할 줄".to_owned()));
        let day = line.date.as_deref().map_or_else(|| gap::mark("개정일"), wording::day);
        let columns = [Column::new("개정일", vec![Some(day)]), Column::new("내용", vec![Some(one_line(&line.what))])];
        blocks.push(Block::Table(Table::of("개정 연혁 표", &columns)));
    }
}

/// `달빛도서관: 설치 대수`
fn item(change: &Change) -> String {
    let words = change.item.words().ko;
    let subject = one_line(&change.subject);
    if subject.is_empty() { words.to_owned() } else { format!("{subject}: {words}") }
}

/// What stood before; the sign that it is new where nothing did.
fn before(change: &Change) -> String {
    if change.kind == Kind::Added { "〈신설〉".to_owned() } else { wording::day(&one_line(&change.before)) }
}

fn after(change: &Change) -> String {
    if change.kind == Kind::Removed { "〈삭제〉".to_owned() } else { wording::day(&one_line(&change.after)) }
}
