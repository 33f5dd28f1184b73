//! A cell or a labelled text to a typed field.

use crate::lexicon::words;
use crate::model::{CellRef, Evidence, Field, How, Text};
use crate::value::phone::{Phone, PhoneKind, PhoneLabel};
use crate::value::{count, date, period, phone};
use jiff::civil::Date;

/// What a text rests on before it is read: the text and how it was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub text: Text,
    pub by: Evidence,
}

impl Found {
    pub(super) fn new(text: Text, how: How) -> Self {
        Found { text, by: Evidence { how, cell: None } }
    }

    pub(super) fn in_cell(text: Text, how: How, cell: CellRef) -> Self {
        Found { text, by: Evidence { how, cell: Some(cell) } }
    }

    pub(super) fn with(&self, text: Text) -> Self {
        Found { text, by: self.by }
    }

    pub(super) fn str(&self) -> &str {
        self.text.as_str()
    }

    /// Whether it says nothing, or says that there is none.
    pub(super) fn is_none(&self) -> bool {
        let t = self.str().trim();
        t.is_empty() || words::is_none(t)
    }

    /// The text as a value: one line, without the punctuation of a list around it.
    pub(super) fn string(&self) -> Field<String> {
        if self.is_none() {
            return Field::Missing;
        }
        let text = tidy(&self.text);
        if text.is_empty() || words::is_none(text.as_str()) {
            return Field::Missing;
        }
        Field::parsed(one_line(text.as_str()), text, self.by)
    }

    pub(super) fn count(&self) -> Field<u32> {
        if self.is_none() {
            return Field::Missing;
        }
        let text = self.text.trim();
        if count::placeholder(text.as_str()) {
            return Field::Unparsed { text, by: self.by };
        }
        match count::cell(text.as_str()).or_else(|| count::kinds(text.as_str())) {
            Some(value) => Field::parsed(value, text, self.by),
            None => Field::Unparsed { text, by: self.by },
        }
    }

    /// The whole days of a period.
    pub(super) fn days(&self) -> Field<u32> {
        if self.is_none() {
            return Field::Missing;
        }
        match period::parse(self.str()).days {
            Some(days) => Field::parsed(days, self.text.trim(), self.by),
            None => Field::Unparsed { text: self.text.trim(), by: self.by },
        }
    }

    pub(super) fn date(&self) -> Field<Date> {
        match date::first_day(self.str()) {
            Some(day) => Field::parsed(day, self.text.trim(), self.by),
            None if self.is_none() => Field::Missing,
            None => Field::Unparsed { text: self.text.trim(), by: self.by },
        }
    }

    /// The telephone and fax numbers of a cell.
    pub(super) fn phones(&self) -> Phones {
        let mut out = Phones::default();
        for found in phone::find_in_field(self.str()) {
            let field = self.number(&found);
            match found.label {
                Some(PhoneLabel::Fax) => out.fax = out.fax.or(field),
                _ => out.phones.push(field),
            }
        }
        out
    }

    pub(super) fn number(&self, found: &Phone) -> Field<String> {
        let text = self.text.slice(found.range.clone());
        if found.kind == PhoneKind::Masked {
            return Field::Unparsed { text, by: self.by };
        }
        Field::parsed(found.number.clone(), text, self.by)
    }
}

/// The numbers of a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Phones {
    pub phones: Vec<Field<String>>,
    pub fax: Field<String>,
}

impl Phones {
    /// The first number that can be called.
    pub(super) fn first(&self) -> Field<String> {
        self.phones.first().cloned().unwrap_or_default()
    }
}

/// A text without the marks of a list and stray punctuation at its ends.
pub(super) fn tidy(text: &Text) -> Text {
    let s = text.as_str().trim();
    // `○○시스템` is a blank to fill in, `○ 로비` an item of a list
    let s = if s.starts_with('○') && !s.starts_with("○ ") { s } else { s.trim_start_matches('○') };
    let s = s.trim_start().trim_start_matches(['-', '·', '•', '▷', '▶', ':', ',', ';', '*', '※', '–']).trim_start();
    let s = s.trim_end_matches([':', ',', ';', '|']).trim_end();
    text.of(s)
}

/// Line ends and runs of spaces as one space.
pub(super) fn one_line(s: &str) -> String {
    if !s.contains(['\n', '\t']) && !s.contains("  ") {
        return s.to_owned();
    }
    s.split_whitespace().collect::<Vec<_>>().join(" ")
}
