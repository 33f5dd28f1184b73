//! The formats of Hancom's word processor, told by their content: an `.hwp` may be any of them.

use super::{hwp, hwpml, hwpx};
use crate::model::{Origin, ReadError, Source};
use crate::settings::Limits;

type Reader = fn(Origin, &[u8], &Limits) -> Result<Source, ReadError>;

/// The reader for a file of the word processor; none when it is something else.
///
/// # Errors
/// The file is locked as a whole, or of a version that is not read.
pub(super) fn reader(bytes: &[u8]) -> Result<Option<Reader>, ReadError> {
    let drm = |what: &str| Err(ReadError::Drm { what: what.to_owned() });
    // wrappers that keep the name of the file
    if bytes.starts_with(b"\x9B\x20DRMONE") {
        return drm("Fasoo");
    }
    if bytes.starts_with(b"SCDSA00") {
        return drm("SoftCamp");
    }
    if bytes.starts_with(b"HWP Document File V") {
        return Err(ReadError::Hwp3);
    }
    Ok(if hwp::is_hwp(bytes) {
        Some(hwp::read)
    } else if hwpx::is_hwpx(bytes) {
        Some(hwpx::read)
    } else if hwpml::is_hwpml(bytes) {
        Some(hwpml::read)
    } else {
        None
    })
}

/// Whether a name promises such a file.
pub(super) fn is_promised(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    ["hwp", "hwpx", "hml"].iter().any(|e| extension.eq_ignore_ascii_case(e))
}
