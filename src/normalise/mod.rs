//! Raw text to [`Text`]: one spelling for what office documents write in many ways, with the way back.

use crate::model::Text;

/// The normalised form of the raw text of one unit.
#[must_use]
pub fn unit(index: u32, raw: &str) -> Text {
    Text::identity(index, 0, raw)
}
