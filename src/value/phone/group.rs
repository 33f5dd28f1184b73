//! Groups of digits and what stands between them.

use smallvec::SmallVec;

/// A run of digits, of characters that mask digits, or of letters typed for digits.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) end: usize,
    /// Digits; `*`, `#`, `X` and `O` stand for masked ones.
    pub(super) text: SmallVec<[u8; 16]>,
    /// A letter was typed for a digit.
    pub(super) letters: bool,
    pub(super) masked: bool,
}

impl Group {
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn first(&self) -> u8 {
        self.text.first().copied().unwrap_or(0)
    }

    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text).unwrap_or("")
    }

    pub(super) fn all(&self, digit: u8) -> bool {
        self.text.iter().all(|&b| b == digit || b == b'O' || b == b'X')
    }
}

/// What stands between two groups.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sep {
    pub(super) hyphens: u8,
    /// Hyphens that stand side by side.
    pub(super) doubled: bool,
    pub(super) closes: u8,
    pub(super) opens: u8,
    pub(super) dots: u8,
    pub(super) spaces: u8,
    pub(super) others: u8,
}

impl Sep {
    /// A separator that dates, sums and lists do not have.
    pub(super) fn is_firm(self) -> bool {
        self.hyphens > 0 || self.closes > 0
    }
}

/// The first group and up to three more with what stands between them.
pub(super) fn collect(text: &str, first: Group) -> (SmallVec<[Group; 4]>, SmallVec<[Sep; 4]>) {
    let mut groups: SmallVec<[Group; 4]> = SmallVec::new();
    let mut seps: SmallVec<[Sep; 4]> = SmallVec::new();
    let mut end = first.end;
    groups.push(first);
    while groups.len() < 4 {
        let Some((sep, next)) = separator(text, end) else { break };
        let Some(group) = group(text, next) else { break };
        end = group.end;
        groups.push(group);
        seps.push(sep);
    }
    (groups, seps)
}

/// A separator at `at` and its end; none when the characters there separate more than groups.
fn separator(text: &str, at: usize) -> Option<(Sep, usize)> {
    let mut sep = Sep::default();
    let mut end = at;
    let mut last_hyphen = false;
    for c in text.get(at..)?.chars().take(6) {
        match c {
            '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' | 'ー' | 'ㅡ' | '─' => {
                sep.hyphens += 1;
                sep.doubled |= last_hyphen;
            }
            '~' | '∼' | '～' | '/' | '·' | '∙' => sep.others += 1,
            ' ' | '\n' | '\u{a0}' => sep.spaces += 1,
            ')' => sep.closes += 1,
            '(' => sep.opens += 1,
            '.' => sep.dots += 1,
            _ => break,
        }
        last_hyphen = c == '-';
        end += c.len_utf8();
    }
    let marks = sep.hyphens + sep.others + sep.dots;
    let fits = end > at
        && marks <= if sep.hyphens == 2 { 2 } else { 1 }
        && sep.closes <= 2
        && sep.spaces <= 3
        && (sep.opens == 0 || sep.closes > 0 && sep.opens <= sep.closes);
    fits.then_some((sep, end))
}

/// The group at `at`: digits, masks, and letters that stand among digits.
pub(super) fn group(text: &str, at: usize) -> Option<Group> {
    let mut g = Group { end: at, text: SmallVec::new(), letters: false, masked: false };
    let mut chars = text.get(at..)?.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let byte = match c {
            '0'..='9' => c as u8,
            '*' | '#' if g.len() < 4 => c as u8,
            'X' | 'x' if g.len() < 4 => b'X',
            '○' | '◯' | '〇' if g.len() < 4 => b'o',
            'O' | 'o' if g.len() < 4 => b'O',
            'l' | 'I' if g.len() < 4 => b'L',
            _ => break,
        };
        // a letter belongs to the group only among digits, or in a run of its own kind
        let alone = |c: Option<char>| {
            c.is_none_or(|c| !c.is_ascii_alphabetic() || matches!(c, 'O' | 'o' | 'l' | 'I' | 'X' | 'x'))
        };
        if matches!(byte, b'X' | b'O' | b'L') && !alone(next) {
            break;
        }
        g.text.push(byte);
        g.end += c.len_utf8();
        if g.text.len() == 16 {
            break;
        }
    }
    let digits = g.text.iter().filter(|b| b.is_ascii_digit()).count();
    for b in &mut g.text {
        match *b {
            b'O' if digits > 0 => {
                *b = b'0';
                g.letters = true;
            }
            b'L' if digits > 0 => {
                *b = b'1';
                g.letters = true;
            }
            b'o' | b'O' => {
                *b = b'O';
                g.masked = true;
            }
            b'0'..=b'9' => {}
            _ => g.masked = true,
        }
    }
    (!g.text.is_empty()).then_some(g)
}
