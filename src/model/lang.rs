//! The two languages that people are shown.

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    #[default]
    Ko,
    En,
}

/// One message in both languages, written side by side so that neither is forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bi<S = String> {
    pub ko: S,
    pub en: S,
}

impl<S> Bi<S> {
    pub const fn new(ko: S, en: S) -> Self {
        Bi { ko, en }
    }

    /// The message in one language.
    pub fn get(&self, lang: Lang) -> &S {
        match lang {
            Lang::Ko => &self.ko,
            Lang::En => &self.en,
        }
    }
}

/// A message in both languages from two format strings: `bi!("{n}대", "{n} cameras")`.
#[macro_export]
macro_rules! bi {
    ($ko:literal, $en:literal $(, $($arg:tt)*)?) => {
        $crate::model::Bi::new(format!($ko $(, $($arg)*)?), format!($en $(, $($arg)*)?))
    };
}
