//! Layout to [`Notice`]s: parts by their words, columns by their meaning, values by small grammars.
//!
//! [`outline`] separates the notices of a file and the parts of a notice; [`rows`] reads tables, [`items`] labelled
//! lines and tables of labels, [`prose`] what stands in sentences; [`front`] finds title, institution and region,
//! [`dates`] the dates. [`roster`] then recovers names that the conversion destroyed.

mod dates;
mod front;
mod items;
mod outline;
mod people;
mod places;
mod prose;
mod roster;
mod rows;
mod sequence;
mod sides;
#[cfg(test)]
mod tests;
mod value;

use crate::model::page::TextLayer;
use crate::model::{Block, Layout, Notice, Part, ReaderNote, Source};

/// The notices of a file, in document order.
#[must_use]
pub fn extract(source: &Source, layout: &Layout) -> Vec<Notice> {
    let (mut block, mut table) = (0, 0);
    let outlined = outline::notices(source, layout);
    let end = outlined.last().map_or(0, |last| last.blocks.end);
    outlined
        .into_iter()
        .enumerate()
        .map(|(at, outlined)| {
            // tables are counted over the document
            let between = &layout.blocks[block..outlined.blocks.start];
            table += between.iter().filter(|b| matches!(b, Block::Table(_))).count() as u32;
            // what stands before the first one and behind the last is the rest of the policy that it is an article of
            let preface = 0..if at == 0 { outlined.blocks.start } else { 0 };
            let is_last = outlined.blocks.end == end;
            block = outlined.blocks.start;
            let mut notice = read_notice(source, layout, outlined, table);
            front::read_preface(layout, preface, &mut notice);
            if is_last {
                dates::read_rest(layout, end..layout.blocks.len(), &mut notice);
            }
            notice
        })
        .collect()
}

fn read_notice(source: &Source, layout: &Layout, outlined: outline::Outlined, first_table: u32) -> Notice {
    let mut notice = Notice {
        units: outlined.units.clone(),
        blocks: outlined.blocks.clone(),
        cut_off: outlined.cut_off,
        sections: outlined.sections,
        ..Notice::default()
    };
    notice.title = outlined.title;
    let mut table = first_table;
    let mut reader = items::Reader::default();
    let sections = std::mem::take(&mut notice.sections);
    let mut at = notice.blocks.start;
    for section in &sections {
        for block in at..section.blocks.start.min(notice.blocks.end) {
            table += u32::from(matches!(layout.blocks[block], Block::Table(_)));
        }
        at = section.blocks.end;
        reader.open(section);
        let mut blocks = &layout.blocks[section.blocks.clone()];
        while let Some((block, rest)) = blocks.split_first() {
            let sites = reader.sites(blocks);
            if sites > 0 {
                blocks = &blocks[sites..];
                continue;
            }
            blocks = rest;
            match block {
                Block::Table(t) => {
                    if !section.parts.iter().any(|p| matches!(p, Part::Form | Part::Sign)) {
                        reader.table(t, table, &mut notice);
                    }
                    table += 1;
                }
                Block::Paragraph(p) => reader.paragraph(p, &mut notice),
            }
        }
        reader.close(&mut notice);
    }
    notice.sections = sections;
    if notice.retention.is_empty() {
        retention_in_prose(layout, &mut notice);
    }
    dates::read(layout, &mut notice);
    front::read(layout, &mut notice);
    reader.finish(&mut notice);
    // what a machine recognised proves nothing
    if !is_recognised(source) {
        roster::recover(source, layout, &mut notice, first_table);
        sequence::storage_sites(&mut notice);
    }
    notice
}

/// Whether any page has text that was recognised from an image.
fn is_recognised(source: &Source) -> bool {
    source.notes.iter().any(|n| matches!(n, ReaderNote::TextLayer { layer: TextLayer::Ocr, .. }))
}

/// Retention told in sentences, where neither a table nor a label tells it.
fn retention_in_prose(layout: &Layout, notice: &mut Notice) {
    let sections = std::mem::take(&mut notice.sections);
    for section in &sections {
        let apart = [Part::Form, Part::History, Part::Sign, Part::Rights, Part::Viewing, Part::Provision, Part::Change];
        if section.parts.iter().any(|p| apart.contains(p)) {
            continue;
        }
        for block in &layout.blocks[section.blocks.clone()] {
            if let (Block::Paragraph(p), true) = (block, notice.retention.is_empty()) {
                prose::retention_in_sentence(&value::Found::new(p.text.clone(), crate::model::How::Pattern), notice);
            }
        }
    }
    notice.sections = sections;
}
