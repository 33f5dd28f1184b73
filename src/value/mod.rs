//! One text to one typed value, no document in sight.
//!
//! Every function here is pure: it reads a (normalised) text and answers with what is printed there. Which column or
//! label the text stood under is the caller's knowledge. Byte ranges refer to the text that was given.

pub mod count;
pub mod date;
pub mod hangul;
pub mod hours;
pub mod period;
pub mod phone;
mod scan;
