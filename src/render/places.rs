//! The places of a row of cameras as text, and whether they fit into one cell.

use crate::model::record::PointRecord;

/// The places of a row, one text for each line of the table that it takes.
///
/// Places in one cell are parted by commas. Where a comma would not tell them apart again (a place with a comma in its
/// name, a list inside a place), each has a line of its own.
pub(super) fn lines(points: &[PointRecord]) -> Vec<String> {
    let texts: Vec<String> = points.iter().map(text).filter(|t| !t.is_empty()).collect();
    if texts.len() < 2 || !apart(points) { vec![texts.join(", ")] } else { texts }
}

/// A place with its number: `1층 로비(2대)`, `열람동 5대 (로비, 서고)`.
fn text(point: &PointRecord) -> String {
    let place = super::said(point.location.as_ref(), &point.source, "location").unwrap_or_default();
    let count = point.count;
    if point.points.is_empty() {
        return match count {
            Some(n) => format!("{place}({n}대)"),
            None => place,
        };
    }
    let inner = point.points.iter().map(text).collect::<Vec<_>>().join(", ");
    let count = count.map(|n| format!(" {n}대")).unwrap_or_default();
    format!("{place}{count} ({inner})").trim().to_owned()
}

/// Whether the places need lines of their own.
fn apart(points: &[PointRecord]) -> bool {
    let place = |p: &PointRecord| p.location.clone().unwrap_or_default();
    let counted = points.iter().filter(|p| p.count.is_some()).count();
    let ends_in_digits = |p: &&PointRecord| {
        let digits = place(p).bytes().rev().take_while(u8::is_ascii_digit).count();
        p.count.is_none() && (1..=2).contains(&digits)
    };
    points.iter().any(|p| !p.points.is_empty() || parts_itself(&place(p)))
        // `로비, 복도(2대)` gives both places the one number
        || counted == 1 && points.len() == 2
        // `산책로1, 산책로2` gives numbers
        || points.iter().filter(ends_in_digits).count() * 4 > points.len() * 3
}

/// Whether a place holds what parts places, outside brackets.
fn parts_itself(place: &str) -> bool {
    let mut depth = 0;
    for c in place.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' | '、' | ':' if depth <= 0 => return true,
            _ => {}
        }
    }
    depth != 0 || place.contains(" /") || place.contains("/ ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(place: &str, count: Option<u32>) -> PointRecord {
        PointRecord { location: Some(place.to_owned()), count, ..PointRecord::default() }
    }

    #[test]
    fn places_share_a_cell_where_commas_tell_them_apart() {
        assert_eq!(lines(&[point("정문", Some(2)), point("후문", Some(1))]), ["정문(2대), 후문(1대)"]);
        assert_eq!(lines(&[point("로비, 복도", Some(2)), point("서고", None)]), ["로비, 복도(2대)", "서고"]);
        assert_eq!(lines(&[point("로비", None), point("복도", Some(2))]), ["로비", "복도(2대)"]);
        assert_eq!(lines(&[point("산책로1", None), point("산책로2", None)]), ["산책로1", "산책로2"]);
        assert_eq!(lines(&[]), [""]);
    }

    #[test]
    fn places_inside_a_place() {
        let list = PointRecord {
            points: vec![point("로비", None), point("서고", Some(2))],
            ..point("열람동", Some(5))
        };
        assert_eq!(lines(&[list]), ["열람동 5대 (로비, 서고(2대))"]);
    }
}
