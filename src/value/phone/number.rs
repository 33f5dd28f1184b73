//! Groups of digits to one number: which of them belong to it, of what kind it is, and what is wrong with it.

use super::group::{Group, Sep};
use super::{PhoneDefect as D, PhoneKind as K};
use crate::reference::telephone::{self, PrefixKind};

/// A number that was recognised, before its surroundings are read.
#[derive(Debug)]
pub(super) struct Hit {
    pub(super) number: String,
    pub(super) kind: K,
    /// Groups that it takes up.
    pub(super) used: usize,
    pub(super) defects: Vec<D>,
}

/// What came of the groups at a place.
#[derive(Debug)]
pub(super) enum Outcome {
    Hit(Hit),
    /// Not a number; go on after the first group.
    No,
    /// Something else that spans this many groups, such as a registration number.
    Other(usize),
}

/// How much is known about the place of the groups.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// In a telephone cell, or directly after a label.
    pub(super) expected: bool,
    /// The digits are glued to letters or to a path, so that only a full shape counts.
    pub(super) glued: bool,
}

/// Decides what the groups are; `seps[i]` stands between groups `i` and `i + 1`.
pub(super) fn decide(groups: &[Group], seps: &[Sep], set: Setting) -> Outcome {
    let Some(first) = groups.first() else { return Outcome::No };
    if groups.iter().take(3).any(|g| g.masked) {
        return masked(groups, seps, set);
    }
    match first.first() {
        b'0' => with_prefix(groups, seps, set),
        b'1' => leading_one(groups, seps, set),
        b'2'..=b'9' => local(groups, seps, set),
        _ => Outcome::No,
    }
}

/// `02-***-1234`, `OOO-OOOO-OOOO`, `440-****`
fn masked(groups: &[Group], seps: &[Sep], set: Setting) -> Outcome {
    let n = groups.len().min(3);
    let shape: Vec<usize> = groups[..n].iter().map(Group::len).collect();
    let firm = seps[..n - 1].iter().all(|s| s.is_firm());
    let fits = match shape.as_slice() {
        [2..=4, 3..=4, 4] => firm,
        [3..=4, 4] => firm && (set.expected || groups[0].text.iter().all(u8::is_ascii_digit)),
        [2..=4, 3..=4, 2..=3] => firm && set.expected,
        _ => false,
    };
    if !fits || set.glued {
        return Outcome::No;
    }
    let blank = groups[..n].iter().skip(1).all(|g| g.all(b'0'));
    Outcome::Hit(Hit {
        number: join(&groups[..n]),
        kind: if blank { K::Placeholder } else { K::Masked },
        used: n,
        defects: Vec::new(),
    })
}

/// A number that begins with 0: an area code, 010, 070, 050X …
fn with_prefix(groups: &[Group], seps: &[Sep], set: Setting) -> Outcome {
    let g1 = &groups[0];
    let Some((used, compact)) = extent(groups, seps, set) else { return Outcome::No };
    let sizes = (g1.len(), groups.get(1).map_or(0, Group::len), groups.get(2).map_or(0, Group::len));
    if sizes == (3, 2, 5) && seps.len() > 1 {
        return Outcome::Other(3); // 사업자등록번호
    }
    let parts = &groups[..used];
    let digits: String = parts.iter().map(Group::as_str).collect();
    let mut defects: Vec<D> = Vec::new();
    let firm = used > 1 && seps[..used - 1].iter().all(|s| s.is_firm());
    if used == 1 && set.glued {
        return Outcome::No; // part of a path or of a name
    }
    if digits.bytes().all(|b| b == b'0') {
        let shape = used == 3 && (sizes.0 <= 4) && (3..=4).contains(&sizes.1) && (3..=4).contains(&sizes.2);
        return if shape { hit(join(parts), K::Placeholder, used, defects) } else { Outcome::No };
    }
    let known = telephone::prefix(&digits);
    let prefix_len = known.map_or(0, |p| p.digits.len());
    // 0331-…: area codes of four digits ended in 2000
    let odd_code = known.is_some_and(|p| p.kind == PrefixKind::Area && !compact && g1.len() != p.digits.len());
    let Some(row) = known.filter(|_| !odd_code) else {
        let shape = used == 3 && (3..=4).contains(&sizes.0) && (3..=4).contains(&sizes.1) && sizes.2 == 4;
        if !(shape && firm) {
            return Outcome::No;
        }
        if g1.as_str() == "000" {
            return hit(join(parts), K::Placeholder, used, defects);
        }
        defects.push(D::UnknownPrefix);
        return hit(join(parts), K::Unknown, used, defects);
    };
    let rest = &digits[prefix_len..];
    let mut kind = match row.kind {
        PrefixKind::Area => K::Geographic { area: row.digits },
        PrefixKind::Mobile => K::Mobile,
        PrefixKind::MobileLegacy => K::LegacyMobile,
        PrefixKind::Internet => K::Internet,
        PrefixKind::TollFree => K::TollFree,
        PrefixKind::Personal => K::Personal,
        PrefixKind::Messaging => K::Messaging,
        _ => K::Unknown,
    };
    if row.kind == PrefixKind::Area && telephone::is_short_code(rest) {
        return hit(format!("{}-{rest}", row.digits), K::Short, used, defects); // 063-120 from a mobile telephone
    }
    let fits =
        (row.after.0..=row.after.1).contains(&rest.len()) || (row.kind == PrefixKind::TollFree && rest.len() == 8);
    // 031-555-01034 has as many digits as 031-5550-1034, but not where they belong
    let fits = fits && (used < 3 || sizes.2 == 4);
    if !fits {
        defects.push(D::WrongLength);
    }
    let low = matches!(rest.as_bytes().first(), Some(b'0' | b'1'));
    if is_blank(rest) {
        kind = K::Placeholder;
    } else if low && row.kind == PrefixKind::Area {
        if rest.len() >= 7 && telephone::is_nationwide(&rest[..4]) {
            kind = K::Nationwide;
            defects.push(D::AreaBeforeNationwide);
        } else {
            defects.push(D::ExchangeLeadingDigit);
        }
    } else if low && matches!(row.kind, PrefixKind::Mobile | PrefixKind::Internet) {
        defects.push(D::MobileLeadingDigit);
    }
    if row.kind == PrefixKind::MobileLegacy {
        defects.push(D::Obsolete);
    }
    // loose separators and glued digits are trusted only when all else is right
    let loose = !firm && (used > 1 || !set.expected);
    if (loose || set.glued) && (!defects.is_empty() || kind == K::Unknown) && !set.expected {
        return Outcome::No;
    }
    if kind == K::Unknown && !set.expected && !firm {
        return Outcome::No;
    }
    // a number cut short is one only when enough of it is there
    if !fits && !(8..=13).contains(&digits.len()) {
        return Outcome::No;
    }
    let number = if fits { split(row.digits, row.kind, rest, parts) } else { join(parts) };
    hit(number, kind, used, defects)
}

/// How many groups a number that begins with 0 takes, and whether the first holds more than the prefix.
fn extent(groups: &[Group], seps: &[Sep], set: Setting) -> Option<(usize, bool)> {
    let g1 = groups[0].len();
    let g2 = groups.get(1).map(Group::len);
    let g3 = groups.get(2).map(Group::len);
    match (g1, g2, g3) {
        (9..=12, ..) => Some((1, true)),
        (5..=8, Some(4), _) if !set.glued && known_length(&groups[..2]) => Some((2, true)),
        (2..=4, Some(7..=8), _) => Some((2, false)),
        (2..=4, Some(2), Some(5)) if g1 == 3 => Some((3, false)),
        (2..=4, Some(3..=5), Some(1..=6)) => {
            let s = seps[1];
            let wide = s.is_firm() || s.dots > 0 || g3 == Some(4);
            if wide && (g3 >= Some(2) || seps[0].is_firm()) { Some((3, false)) } else { short_code(groups, seps, set) }
        }
        (2..=3, Some(3), None) => short_code(groups, seps, set),
        (2..=4, Some(3..=6), None) if set.expected => Some((2, false)),
        _ => None,
    }
}

/// `063-120`
fn short_code(groups: &[Group], seps: &[Sep], set: Setting) -> Option<(usize, bool)> {
    let code = groups.get(1).is_some_and(|g| telephone::is_short_code(g.as_str()));
    let firm = seps.first().is_some_and(|s| s.is_firm());
    (code && firm && telephone::area_code(groups[0].as_str()).is_some() && set.expected).then_some((2, false))
}

fn known_length(groups: &[Group]) -> bool {
    let digits: String = groups.iter().map(Group::as_str).collect();
    telephone::prefix(&digits).is_some_and(|p| (p.after.0..=p.after.1).contains(&(digits.len() - p.digits.len())))
}

/// `1588-1234`, `118`
fn leading_one(groups: &[Group], seps: &[Sep], set: Setting) -> Outcome {
    let g1 = &groups[0];
    match (g1.len(), groups.get(1)) {
        (4, Some(g2)) if telephone::is_nationwide(g1.as_str()) => {
            let fits = g2.len() == 4;
            let tight = seps[0].hyphens > 0 || (seps[0].closes > 0 && set.expected);
            if (fits && (tight || set.expected || seps[0].dots > 0 || seps[0].spaces == 1))
                || (tight && (3..=5).contains(&g2.len()))
            {
                let defects = if fits { Vec::new() } else { vec![D::WrongLength] };
                return hit(join(&groups[..2]), K::Nationwide, 2, defects);
            }
            Outcome::No
        }
        (4, Some(g2)) if set.expected && g2.len() == 4 && seps[0].hyphens > 0 => {
            let blank = g1.as_str() == "1234";
            let defects = if blank { Vec::new() } else { vec![D::UnknownPrefix] };
            hit(join(&groups[..2]), if blank { K::Placeholder } else { K::Unknown }, 2, defects)
        }
        (8, _) if !set.glued && telephone::is_nationwide(&g1.as_str()[..4]) => {
            hit(format!("{}-{}", &g1.as_str()[..4], &g1.as_str()[4..]), K::Nationwide, 1, Vec::new())
        }
        (6, _) if set.expected && g1.as_str().starts_with("14") => {
            hit(g1.as_str().to_owned(), K::TollFree, 1, Vec::new())
        }
        (3..=4, _) if set.expected && telephone::is_short_code(g1.as_str()) => {
            hit(g1.as_str().to_owned(), K::Short, 1, Vec::new())
        }
        _ => Outcome::No,
    }
}

/// `555-2355`, and what is left when the zero of an area code was lost.
fn local(groups: &[Group], seps: &[Sep], set: Setting) -> Outcome {
    let g1 = &groups[0];
    let (Some(g2), Some(&sep)) = (groups.get(1), seps.first()) else {
        // 5552355
        let date = g1.len() == 8 && g1.as_str().starts_with("20");
        if (7..=8).contains(&g1.len()) && set.expected && !set.glued && !date {
            let (exchange, line) = g1.as_str().split_at(g1.len() - 4);
            return hit(format!("{exchange}-{line}"), K::Local, 1, Vec::new());
        }
        return Outcome::No;
    };
    let third = groups.get(2).filter(|_| seps.get(1).is_some_and(|s| s.hyphens > 0));
    if let Some(g3) = third {
        // 62-571-7731: the zero of the area code was cut off
        let code = telephone::area_code(&format!("0{}", g1.as_str())).is_some() && (g1.len() == 2 || set.expected);
        let shape = (3..=4).contains(&g2.len()) && g3.len() == 4 && (b'2'..=b'9').contains(&g2.first());
        if code && shape && sep.is_firm() && !set.glued {
            return hit(join(&groups[..3]), K::Unknown, 3, vec![D::LeadingZeroMissing]);
        }
        return Outcome::Other(3); // an account, an asset tag
    }
    let year = g1.len() == 4 && ("1990"..="2035").contains(&g1.as_str());
    let tight = sep.hyphens > 0 && sep.closes == 0 && sep.opens == 0;
    let fits = (3..=4).contains(&g1.len()) && g2.len() == 4;
    if fits && !set.glued && ((tight && !year) || (set.expected && (tight || sep.others == 0 && sep.spaces < 2))) {
        let mut defects = Vec::new();
        if sep.doubled {
            defects.push(D::DoubledHyphen);
        }
        return hit(join(&groups[..2]), K::Local, 2, defects);
    }
    if set.expected && tight && !year && (3..=4).contains(&g1.len()) && (2..=6).contains(&g2.len()) {
        return hit(join(&groups[..2]), K::Local, 2, vec![D::WrongLength]);
    }
    Outcome::No
}

fn hit(number: String, kind: K, used: usize, defects: Vec<D>) -> Outcome {
    Outcome::Hit(Hit { number, kind, used, defects })
}

/// Digits that a form prints for a number to be filled in: `000-0000`, `123-4567`, `123-1234`, `234-2345`.
fn is_blank(rest: &str) -> bool {
    let b = rest.as_bytes();
    if b.len() < 6 {
        return false;
    }
    let rising = |run: &[u8]| run.windows(2).all(|w| w[1] == w[0] + 1);
    let (exchange, line) = b.split_at(b.len() - 4);
    let counted = exchange.len() >= 3 && rising(exchange) && rising(line);
    let goes_on = line[0] == exchange[0] || Some(&line[0]) == exchange.last().map(|l| l + 1).as_ref();
    b.iter().all(|d| *d == b'0') || b.iter().all(|d| *d == b'1') || (counted && goes_on)
}

fn join(groups: &[Group]) -> String {
    let mut out = String::with_capacity(16);
    for g in groups {
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(g.as_str());
    }
    out
}

/// Prefix, exchange and line with hyphens.
fn split(prefix: &str, kind: PrefixKind, rest: &str, printed: &[Group]) -> String {
    // 0505 and 0303 have a fourth digit that belongs to the prefix
    if matches!(kind, PrefixKind::Personal | PrefixKind::Messaging) && rest.len() >= 8 {
        let (head, body) = rest.split_at(1);
        let (exchange, line) = body.split_at(body.len() - 4);
        return format!("{prefix}{head}-{exchange}-{line}");
    }
    if printed.len() == 3 && printed[0].as_str() == prefix {
        return join(printed);
    }
    let (exchange, line) = rest.split_at(rest.len().saturating_sub(4));
    format!("{prefix}-{exchange}-{line}")
}
