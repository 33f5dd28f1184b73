//! A place in words, for messages that stand apart from the file.

use crate::model::{Bi, Place};

/// `12행 3열`, `2쪽`, `표 1 4행 2열`; empty when nothing is known.
#[must_use]
pub fn words(place: &Place) -> Bi {
    if let Some(line) = place.line {
        let start = place.start;
        return crate::bi!("{line}행 {start}열", "line {line}, column {start}");
    }
    let mut words = Bi::new(String::new(), String::new());
    let mut push = |more: Bi| {
        for (all, one) in [(&mut words.ko, more.ko), (&mut words.en, more.en)] {
            if !all.is_empty() {
                all.push_str(", ");
            }
            all.push_str(&one);
        }
    };
    if let Some(page) = place.page {
        push(crate::bi!("{page}쪽", "page {page}"));
    }
    if let Some(sheet) = place.sheet {
        push(crate::bi!("시트 {}", "sheet {}", sheet + 1));
    }
    if let Some(section) = place.section.filter(|s| *s > 0) {
        push(crate::bi!("구역 {}", "section {}", section + 1));
    }
    if let Some(cell) = place.cell {
        if let Some(table) = cell.table {
            push(crate::bi!("표 {}", "table {}", table + 1));
        }
        push(crate::bi!("{}행 {}열", "row {}, column {}", cell.row + 1, cell.col + 1));
    } else if let Some(paragraph) = place.paragraph {
        push(crate::bi!("문단 {}", "paragraph {}", paragraph + 1));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NativeCell;

    #[test]
    fn each_format_has_its_words() {
        let line = Place { line: Some(12), start: 3, ..Place::default() };
        assert_eq!(words(&line).ko, "12행 3열");
        let cell = NativeCell { table: Some(0), row: 3, col: 1 };
        let cell = Place { section: Some(0), cell: Some(cell), ..Place::default() };
        assert_eq!(words(&cell).en, "table 1, row 4, column 2");
        assert_eq!(words(&Place { page: Some(2), ..Place::default() }).ko, "2쪽");
    }
}
