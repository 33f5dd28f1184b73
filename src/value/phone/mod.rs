//! Telephone numbers.
//!
//! ```text
//! number    := label? open? area close? sep exchange sep line (range | list | extension)*
//! sep       := '-' and kin, '.', ')', space, '/', '·' or nothing
//! range     := '~' one to four digits that replace the tail          02-555-0103~5
//! list      := (',' '/' '·') two to four digits that replace the tail, or a whole number that inherits the area code
//! extension := '(200)' | '(내선 200)' | '(교 210)' | '#3'
//! ```
//!
//! The longest prefix of `telephone.csv` decides the kind. The canonical form has digits and hyphens, and an area code
//! only where one is printed. [`find`] reads any text and is strict about shapes that dates, amounts, lot numbers and
//! registration numbers share; [`find_in_field`] reads a text that is known to be a telephone cell and also accepts
//! short codes, bare extensions and numbers without any separator. Sources: 전기통신번호관리세칙, appendix 5.

mod group;
mod label;
mod number;
mod scanner;
mod tail;
#[cfg(test)]
mod tests;

use std::ops::Range;

/// A telephone number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// Digits and hyphens: `032-555-0142`, `555-2355`, `1588-0055`. Letters typed for digits are already digits here;
    /// masked digits stand as `*`, `#`, `X` or `O`.
    pub number: String,
    /// Bytes of the text that print it, label and extension left out.
    pub range: Range<usize>,
    pub kind: PhoneKind,
    pub label: Option<PhoneLabel>,
    /// `200` of `031-555-0103(내선 200)`.
    pub extension: Option<String>,
    /// Index of the number that this one continues (`4171` of `032) 555-4154, 4171`); `number` is then complete.
    pub tail_of: Option<usize>,
    pub defects: Vec<PhoneDefect>,
}

/// What sort of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneKind {
    Geographic {
        area: &'static str,
    },
    /// Seven or eight digits without an area code.
    Local,
    Mobile,
    /// 011, 016 to 019: withdrawn.
    LegacyMobile,
    Internet,
    /// 15xx, 16xx, 18xx.
    Nationwide,
    /// 050X.
    Personal,
    /// 030X.
    Messaging,
    TollFree,
    /// 118, 112, 1390.
    Short,
    /// Three or four digits with no trunk number.
    ExtensionOnly,
    /// `02-***-1234`, `02-####-####`.
    Masked,
    /// `000-0000-0000`, `02-123-4567`.
    Placeholder,
    /// Looks like a number, has no known prefix or no known length.
    Unknown,
}

/// What the text calls the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneLabel {
    Tel,
    Fax,
    TelFax,
}

/// What is wrong with the way a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PhoneDefect {
    /// Too many or too few digits for the prefix.
    WrongLength,
    UnknownPrefix,
    /// An exchange begins with 0 or 1.
    ExchangeLeadingDigit,
    /// 010 or 070 followed by 0 or 1.
    MobileLeadingDigit,
    /// `02-1588-1234`.
    AreaBeforeNationwide,
    /// O, o, l or I among the digits.
    LetterForDigit,
    DoubledHyphen,
    /// `032)) 555`
    BracketDoubled,
    /// `(032 555-2355`
    BracketUnclosed,
    /// 011, 016 to 019.
    Obsolete,
    /// `62-571-7731`
    LeadingZeroMissing,
}

impl Phone {
    /// The number with its writing put right, where that is beyond doubt; `None` where it is not or nothing is wrong.
    #[must_use]
    pub fn proposed(&self) -> Option<String> {
        use PhoneDefect as D;
        if self.defects.is_empty() {
            return None;
        }
        let plain = |d: &D| matches!(d, D::LetterForDigit | D::DoubledHyphen | D::BracketDoubled | D::BracketUnclosed);
        let rest: Vec<&D> = self.defects.iter().filter(|d| !plain(d)).collect();
        match rest.as_slice() {
            [] => Some(self.number.clone()),
            [D::AreaBeforeNationwide] => self.number.split_once('-').map(|(_, rest)| rest.to_owned()),
            [D::LeadingZeroMissing] => Some(format!("0{}", self.number)),
            _ => None,
        }
    }

    /// Whether a person can be reached under it as it stands: neither a blank to fill in nor masked.
    #[must_use]
    pub fn is_real(&self) -> bool {
        !matches!(self.kind, PhoneKind::Masked | PhoneKind::Placeholder)
    }
}

/// All telephone numbers of any text, in order. Does not allocate for a text without one.
#[must_use]
pub fn find(text: &str) -> Vec<Phone> {
    if scanner::may_hold_a_number(text) { scanner::scan(text, false) } else { Vec::new() }
}

/// All telephone numbers of a text that is known to be a telephone cell or the value of a telephone label.
#[must_use]
pub fn find_in_field(text: &str) -> Vec<Phone> {
    if scanner::may_hold_a_number(text) { scanner::scan(text, true) } else { Vec::new() }
}
