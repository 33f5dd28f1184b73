//! PDF: pages with pieces of text at their places, and the lines between them.
//!
//! `lopdf` gives the objects and decodes streams ([`open`], [`object`]); everything else is read here: the content
//! streams ([`lex`], [`interp`]) with their fonts ([`font`], [`cmap`]) leave [`ink`], which becomes [`rulings`] and
//! [`runs`]. Each page is judged by how far its text can be trusted ([`verdict`]). Pages are read side by side; what
//! comes out does not depend on their order.

mod cmap;
mod font;
mod frame;
mod ink;
mod interp;
mod layers;
mod lex;
mod matrix;
mod object;
mod open;
mod recognised;
mod rulings;
mod runs;
mod verdict;

use crate::model::page::{Direction, Page, Recognised, TextLayer};
use crate::model::report::TooLarge;
use crate::model::{Anchor, Content, Origin, ReadError, ReaderNote, Source};
use crate::settings::Limits;
use frame::Frame;
use ink::Ink;
use interp::Fonts;
use object::File;
use open::Opened;
use rayon::prelude::*;
use runs::Drafted;

/// Part of the glyphs of a page from which on the page is turned their way.
const MAJORITY: f32 = 0.7;

/// Reads a file.
///
/// # Errors
/// It is locked, damaged so that no page is found, larger than the limits allow, or has no page that can be read as text.
pub(super) fn read(
    origin: Origin,
    bytes: &[u8],
    limits: &Limits,
    password: Option<&str>,
    recognised: &[Recognised],
) -> Result<Source, ReadError> {
    let opened = open::open(bytes, limits, password)?;
    let mut drafts = drafts(&opened);
    for page in recognised {
        let draft = (page.number as usize).checked_sub(1).and_then(|at| drafts.get_mut(at));
        if let Some(draft) = draft.filter(|d| has_no_text(d)) {
            *draft = recognised::draft(page);
        }
    }
    if opened.file.is_exhausted() {
        let limit = limits.unpacked_bytes;
        return Err(ReadError::TooLarge { what: TooLarge::UnpackedBytes, found: limit + 1, limit, line: None });
    }
    if let Some(error) = nothing_to_read(&drafts) {
        return Err(error);
    }
    let mut source = Source::default();
    source.origin = origin;
    if opened.repaired {
        source.notes.push(ReaderNote::Repaired);
    }
    let mut pages = Vec::with_capacity(drafts.len());
    for (index, Draft { mut page, runs, cut }) in drafts.into_iter().enumerate() {
        page.number = index as u32 + 1;
        if cut {
            source.notes.push(ReaderNote::PageCut { page: page.number });
        }
        for Drafted { mut run, text } in runs {
            run.unit = source.push(Anchor::Region { page: page.number, bbox: run.bbox, cell: None }, &text);
            page.runs.push(run);
        }
        if page.layer != TextLayer::Good {
            source.notes.push(ReaderNote::TextLayer { page: page.number, layer: page.layer });
        }
        pages.push(page);
    }
    source.content = Content::Pages(pages);
    Ok(source)
}

/// The pages that have no text of their own or none that can be told, from 1.
///
/// # Errors
/// As for [`read`], but for a file without text.
pub(super) fn pages_without_text(bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Vec<u32>, ReadError> {
    let opened = open::open(bytes, limits, password)?;
    Ok((1..).zip(&drafts(&opened)).filter(|(_, d)| has_no_text(d)).map(|(number, _)| number).collect())
}

fn has_no_text(draft: &Draft) -> bool {
    matches!(draft.page.layer, TextLayer::Scan | TextLayer::Unusable)
}

/// Why a file without a single page of text cannot be judged: an empty answer would be taken for a clean one.
fn nothing_to_read(drafts: &[Draft]) -> Option<ReadError> {
    let any = |layer| drafts.iter().any(|d| d.page.layer == layer);
    if any(TextLayer::Good) || any(TextLayer::Ocr) {
        None
    } else if any(TextLayer::Unusable) {
        Some(ReadError::NoText { layer: TextLayer::Unusable })
    } else if any(TextLayer::Scan) {
        Some(ReadError::NoText { layer: TextLayer::Scan })
    } else {
        Some(ReadError::Empty)
    }
}

/// A page whose runs have no units yet.
struct Draft {
    page: Page,
    runs: Vec<Drafted>,
    cut: bool,
}

/// All pages, read side by side.
fn drafts(opened: &Opened) -> Vec<Draft> {
    let fonts = Fonts::new(&opened.file);
    opened.pages.par_iter().map(|frame| draft(&opened.file, frame, &fonts)).collect()
}

fn draft<'f>(file: &'f File, frame: &Frame, fonts: &Fonts<'f>) -> Draft {
    let mut ink = interp::page(file, frame, fonts);
    let (mut width, mut height) = (frame.width, frame.height);
    if let Some(quarters) = turn(&ink) {
        let turned = frame.turned(quarters);
        ink = interp::page(file, &turned, fonts);
        (width, height) = (turned.width, turned.height);
    }
    let layer = verdict::judge(&ink, width, height);
    ink.read_bullets();
    let rulings = rulings::join(std::mem::take(&mut ink.strokes));
    let runs = runs::runs(&ink, &rulings);
    let (fills, images) = (std::mem::take(&mut ink.fills), std::mem::take(&mut ink.images));
    let page = Page { number: 0, width, height, runs: Vec::with_capacity(runs.len()), rulings, fills, images, layer };
    Draft { page, runs, cut: ink.cut }
}

/// By how many quarters to the right a page has to be turned so that its text stands upright.
fn turn(ink: &Ink) -> Option<u8> {
    if ink.vertical {
        return None;
    }
    let count = |direction| ink.glyphs.iter().filter(|g| g.direction == direction).count() as f32;
    let most = MAJORITY * ink.glyphs.len() as f32;
    let ways = [(Direction::Up, 1), (Direction::Left, 2), (Direction::Down, 3)];
    ways.into_iter().find(|(direction, _)| !ink.glyphs.is_empty() && count(*direction) >= most).map(|(_, q)| q)
}
