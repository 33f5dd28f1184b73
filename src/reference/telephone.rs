//! Number prefixes (전기통신번호관리세칙) from `data/telephone.csv`; the longest prefix that fits wins.

use super::{keep, rows};
use std::sync::LazyLock;

/// What a prefix stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrefixKind {
    /// 02, 031 … 064: numbers of a place.
    Area,
    /// 010.
    Mobile,
    /// 011, 016 … 019, withdrawn.
    MobileLegacy,
    /// 070.
    Internet,
    /// 080.
    TollFree,
    /// 14YYYY, six digits.
    TollFreeShort,
    /// 15xx, 16xx, 18xx: representative numbers, dialled without an area code.
    Nationwide,
    /// 050X.
    Personal,
    /// 030X, mostly fax to mail.
    Messaging,
    /// 112, 118, 1390.
    Short,
    /// 012, 013, 014, 015, 060, 08X, 00: never or hardly ever a contact.
    Special,
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefix {
    pub digits: &'static str,
    pub kind: PrefixKind,
    /// Fewest and most digits after the prefix.
    pub after: (usize, usize),
}

static TABLE: LazyLock<Vec<Prefix>> = LazyLock::new(|| {
    let mut table: Vec<Prefix> = rows(include_str!("data/telephone.csv"))
        .filter_map(|row| {
            let after = row.get(2)?;
            let (low, high) = after.split_once('-').unwrap_or((after, after));
            Some(Prefix {
                digits: keep(row.get(0)?),
                kind: kind(row.get(1)?),
                after: (low.parse().ok()?, high.parse().ok()?),
            })
        })
        .collect();
    table.sort_by_key(|p| std::cmp::Reverse(p.digits.len()));
    table
});

fn kind(name: &str) -> PrefixKind {
    match name {
        "area" => PrefixKind::Area,
        "mobile" => PrefixKind::Mobile,
        "mobile_legacy" => PrefixKind::MobileLegacy,
        "internet" => PrefixKind::Internet,
        "tollfree" => PrefixKind::TollFree,
        "tollfree_short" => PrefixKind::TollFreeShort,
        "nationwide" => PrefixKind::Nationwide,
        "personal" => PrefixKind::Personal,
        "unified_messaging" => PrefixKind::Messaging,
        "short" => PrefixKind::Short,
        _ => PrefixKind::Special,
    }
}

/// The longest prefix that a number (digits alone) starts with; a short code must be the whole number.
#[must_use]
pub fn prefix(digits: &str) -> Option<&'static Prefix> {
    TABLE
        .iter()
        .find(|p| digits.starts_with(p.digits) && (p.kind != PrefixKind::Short || digits.len() == p.digits.len()))
}

/// Whether these digits are a code of three or four digits that is dialled as it is (112, 118, 120).
#[must_use]
pub fn is_short_code(digits: &str) -> bool {
    TABLE.iter().any(|p| p.kind == PrefixKind::Short && p.digits == digits)
}

/// The area code that these digits are, `02` or `032`.
#[must_use]
pub fn area_code(digits: &str) -> Option<&'static str> {
    TABLE.iter().find(|p| p.kind == PrefixKind::Area && p.digits == digits).map(|p| p.digits)
}

/// Whether four digits lead a representative number: listed, or of the reserved shape 15YY, 16YY, 18YY with equal YY.
#[must_use]
pub fn is_nationwide(four: &str) -> bool {
    let b = four.as_bytes();
    b.len() == 4
        && (TABLE.iter().any(|p| p.kind == PrefixKind::Nationwide && p.digits == four)
            || (matches!(&b[..2], b"15" | b"16" | b"18") && b[2] == b[3]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(TABLE.len(), 107);
    }

    #[test]
    fn the_longest_prefix_wins() {
        assert_eq!(prefix("0325550103").map(|p| p.digits), Some("032"));
        assert_eq!(prefix("025550103").map(|p| p.kind), Some(PrefixKind::Area));
        assert_eq!(prefix("15441234").map(|p| p.kind), Some(PrefixKind::Nationwide));
        assert_eq!(prefix("1414").map(|p| p.kind), Some(PrefixKind::TollFreeShort));
        assert_eq!(prefix("110").map(|p| p.kind), Some(PrefixKind::Short));
        assert_eq!(prefix("1101234"), None);
        assert!(is_nationwide("1555") && is_nationwide("1661") && !is_nationwide("1592"));
        assert_eq!(area_code("064"), Some("064"));
        assert_eq!(area_code("034"), None);
    }
}
