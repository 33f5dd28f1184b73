#![no_main]
//! Text as a table: whatever is rebuilt from it has its cells in place, none over another.

use bangchim::model::Block;
use bangchim::pipeline::{self, Input};
use bangchim::settings::Limits;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let text = format!("부서\t설치 장소\t설치 대수\n{text}");
    let input = Input { name: "f".into(), bytes: Ok(text.into_bytes()), password: None, recognised: Vec::new() };
    let Ok((_, layout)) = pipeline::rebuild(input, &Limits::default()) else { return };
    for block in &layout.blocks {
        let Block::Table(table) = block else { continue };
        let mut taken = vec![false; table.rows as usize * table.cols as usize];
        for cell in &table.cells {
            assert!(cell.row_span > 0 && cell.row + cell.row_span <= table.rows, "{cell:?} of {} rows", table.rows);
            assert!(cell.col_span > 0 && cell.col + cell.col_span <= table.cols, "{cell:?} of {} columns", table.cols);
            for row in cell.row..cell.row + cell.row_span {
                for col in cell.col..cell.col + cell.col_span {
                    let slot = &mut taken[(row * table.cols + col) as usize];
                    assert!(!std::mem::replace(slot, true), "two cells at {row}, {col}");
                }
            }
        }
    }
});
