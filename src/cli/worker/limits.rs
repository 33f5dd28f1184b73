//! What a child may use.

use std::io;

/// Limits the memory that this process may address; nothing where the system has no such limit (macOS in part, Windows).
#[cfg(unix)]
pub(crate) fn set_memory(bytes: Option<u64>) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Some(bytes) = bytes else { return Ok(()) };
    // a limit that is set already is never raised
    let most = getrlimit(Resource::As).maximum.map_or(bytes, |most| most.min(bytes));
    setrlimit(Resource::As, Rlimit { current: Some(most), maximum: Some(most) }).map_err(io::Error::from)
}

#[cfg(not(unix))]
pub(crate) fn set_memory(_bytes: Option<u64>) -> io::Result<()> {
    Ok(())
}
