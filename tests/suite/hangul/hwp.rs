//! Writes HWP 5: a compound file with a header and one section of records.

use super::document::{Block, Document, Piece, Table};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::{Cursor, Write};

pub(super) const COMPRESSED: u32 = 1;

pub(super) fn file(document: &Document) -> Vec<u8> {
    compound(COMPRESSED, &[("BodyText/Section0", deflated(&section(document)))])
}

/// A compound file with the flags of its header and these streams.
pub(super) fn compound(flags: u32, streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut header = vec![0u8; 256];
    header[..17].copy_from_slice(b"HWP Document File");
    header[32..36].copy_from_slice(&0x0501_0100u32.to_le_bytes());
    header[36..40].copy_from_slice(&flags.to_le_bytes());
    let mut all = vec![("FileHeader", header)];
    all.extend(streams.iter().cloned());
    container(&all)
}

pub(super) fn container(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, data) in streams {
        if let Some((storage, _)) = path.split_once('/') {
            file.create_storage_all(format!("/{storage}")).unwrap();
        }
        file.create_stream(format!("/{path}")).unwrap().write_all(data).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

pub(super) fn deflated(data: &[u8]) -> Vec<u8> {
    let mut out = DeflateEncoder::new(Vec::new(), Compression::default());
    out.write_all(data).unwrap();
    out.finish().unwrap()
}

pub(super) fn record(tag: u32, level: u32, data: &[u8]) -> Vec<u8> {
    let size = data.len() as u32;
    let mut out = (tag | level << 10 | size.min(0xFFF) << 20).to_le_bytes().to_vec();
    if size >= 0xFFF {
        out.extend(size.to_le_bytes());
    }
    out.extend(data);
    out
}

pub(super) fn section(document: &Document) -> Vec<u8> {
    let mut writer = Writer::default();
    document.blocks.iter().for_each(|b| writer.block(b, 0));
    for memo in std::mem::take(&mut writer.memos) {
        writer.push(93, 1, &[0; 4]);
        writer.push(72, 2, &[0; 8]);
        writer.block(&super::line(&memo), 2);
    }
    writer.out
}

#[derive(Default)]
struct Writer {
    out: Vec<u8>,
    memos: Vec<String>,
}

impl Writer {
    fn push(&mut self, tag: u32, level: u32, data: &[u8]) {
        self.out.extend(record(tag, level, data));
    }

    fn block(&mut self, block: &Block, level: u32) {
        self.push(66, level, &[0; 22]);
        match block {
            Block::Line(pieces) => self.line(pieces, level),
            Block::Table(table) => {
                self.push(67, level + 1, &bytes(&[&control(11, b" lbt")[..], &[13]].concat()));
                self.table(table, level + 1);
            }
        }
    }

    fn line(&mut self, pieces: &[Piece], level: u32) {
        let mut units = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => units.extend(text.encode_utf16()),
                Piece::Struck(_) => {}
                Piece::Memo(_) => units.extend(control(3, b"em%%")),
                Piece::Box(_) => units.extend(control(11, b" osg")),
                Piece::Note(_) => units.extend(control(17, b"  nf")),
            }
        }
        units.push(13);
        self.push(67, level + 1, &bytes(&units));
        for piece in pieces {
            match piece {
                Piece::Text(_) | Piece::Struck(_) => {}
                Piece::Memo(text) => {
                    self.push(71, level + 1, b"em%%\0\0\0\0");
                    self.memos.push(text.clone());
                }
                Piece::Box(blocks) => {
                    self.push(71, level + 1, &[&b" osg"[..], &[0; 40]].concat());
                    self.push(76, level + 2, &[0; 8]);
                    self.list(blocks, level + 3, &[0; 8]);
                }
                Piece::Note(blocks) => {
                    self.push(71, level + 1, &[&b"  nf"[..], &[0; 8]].concat());
                    self.list(blocks, level + 2, &[0; 8]);
                }
            }
        }
    }

    fn list(&mut self, blocks: &[Block], level: u32, header: &[u8]) {
        self.push(72, level, header);
        blocks.iter().for_each(|b| self.block(b, level));
    }

    fn table(&mut self, table: &Table, level: u32) {
        // a character of its line
        self.push(71, level, &[&b" lbt\x01"[..], &[0; 43]].concat());
        let mut data = vec![0; 4];
        data.extend((table.rows as u16).to_le_bytes());
        data.extend((table.cols as u16).to_le_bytes());
        data.extend([0; 10]);
        for row in 0..table.rows {
            data.extend((table.cells.iter().filter(|c| c.row == row).count() as u16).to_le_bytes());
        }
        self.push(77, level + 1, &data);
        for cell in &table.cells {
            let mut header = vec![0; 8];
            for number in [cell.col, cell.row, cell.col_span, cell.row_span] {
                header.extend((number as u16).to_le_bytes());
            }
            header.extend([0; 30]);
            self.list(&cell.content, level + 1, &header);
        }
    }
}

/// A control character takes eight units: itself, its kind, space, itself.
fn control(code: u16, kind: &[u8; 4]) -> [u16; 8] {
    let half = |at: usize| u16::from_le_bytes([kind[at], kind[at + 1]]);
    [code, half(0), half(2), 0, 0, 0, 0, code]
}

pub(super) fn bytes(units: &[u16]) -> Vec<u8> {
    units.iter().flat_map(|u| u.to_le_bytes()).collect()
}
