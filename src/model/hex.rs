//! Bytes as people pass them on.

/// In lower-case hexadecimal digits.
///
/// ```
/// assert_eq!(bangchim::model::hex(&[0, 0xab]), "00ab");
/// ```
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
