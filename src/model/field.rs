//! A value of the record: not said, said but not understood, or understood, with what it rests on.

use super::text::Text;

/// Row and column of a rebuilt table, all from 0; `table` counts over the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellRef {
    pub table: u32,
    pub row: u32,
    pub col: u32,
}

/// How a value was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// Under a column heading.
    ColumnHead,
    /// After a label (`관리책임자: …`).
    Label,
    /// By its own shape in running text.
    #[default]
    Pattern,
    /// In a merged cell that covers several rows.
    MergedCell,
    /// Destroyed in the file and recovered from other places of it; see the repairs.
    Repaired,
    /// Follows from the text by a reference table (시도 of a 시군구).
    Inferred,
}

impl How {
    /// The name used in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            How::ColumnHead => "column-head",
            How::Label => "label",
            How::Pattern => "pattern",
            How::MergedCell => "merged-cell",
            How::Repaired => "repaired",
            How::Inferred => "inferred",
        }
    }
}

/// What a value rests on, beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    pub how: How,
    pub cell: Option<CellRef>,
}

/// A value of the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Field<T> {
    /// The document does not say it, or says that there is none.
    #[default]
    Missing,
    /// The document says something that was not understood; kept as text.
    Unparsed { text: Text, by: Evidence },
    /// Understood.
    Parsed { value: T, text: Text, by: Evidence },
}

impl<T> Field<T> {
    pub fn parsed(value: T, text: Text, by: Evidence) -> Self {
        Field::Parsed { value, text, by }
    }

    /// The value, when understood.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Field::Parsed { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The text it rests on, when the document says something.
    #[must_use]
    pub fn text(&self) -> Option<&Text> {
        match self {
            Field::Missing => None,
            Field::Unparsed { text, .. } | Field::Parsed { text, .. } => Some(text),
        }
    }

    #[must_use]
    pub fn evidence(&self) -> Option<Evidence> {
        match self {
            Field::Missing => None,
            Field::Unparsed { by, .. } | Field::Parsed { by, .. } => Some(*by),
        }
    }

    #[must_use]
    pub fn is_missing(&self) -> bool {
        matches!(self, Field::Missing)
    }

    /// The other field when this one is missing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self.is_missing() { other } else { self }
    }

    /// Takes another value where this one is missing.
    pub fn fill(&mut self, other: Self) {
        if self.is_missing() {
            *self = other;
        }
    }
}

impl Field<String> {
    /// A text as its own value; an empty text is missing.
    #[must_use]
    pub fn of_text(text: Text, by: Evidence) -> Self {
        let text = text.trim();
        if text.is_empty() { Field::Missing } else { Field::Parsed { value: text.as_str().to_owned(), text, by } }
    }

    /// The value as a string slice; empty when there is none.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.value().map_or("", String::as_str)
    }
}
