//! Files of a result: written under a temporary name in the same folder, then renamed, so that none is ever half.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// How files that are not finished are named.
pub(crate) const PREFIX: &str = ".bangchim-";
pub(crate) const SUFFIX: &str = ".tmp";

/// A file that appears under its name only when it is finished.
pub(crate) struct Pending {
    path: PathBuf,
    out: BufWriter<NamedTempFile>,
}

impl Pending {
    /// Begins a file; its folder is made if need be.
    pub(crate) fn begin(path: &Path) -> io::Result<Self> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let file = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
        Ok(Pending { path: path.to_path_buf(), out: BufWriter::with_capacity(1 << 16, file) })
    }

    /// Gives the file its name.
    pub(crate) fn finish(self) -> io::Result<()> {
        self.named(false)
    }

    /// The same for a file that must be whole even after a power failure.
    pub(crate) fn finish_synced(self) -> io::Result<()> {
        self.named(true)
    }

    fn named(self, synced: bool) -> io::Result<()> {
        let file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        if synced {
            file.as_file().sync_all()?;
        }
        readable_by_all(file.as_file())?;
        file.persist(&self.path).map_err(|e| e.error)?;
        Ok(())
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes a whole file at once that must be whole even after a power failure.
pub(crate) fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Pending::begin(path)?;
    file.write_all(bytes)?;
    file.finish_synced()
}

/// Writes a whole file at once.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Pending::begin(path)?;
    file.write_all(bytes)?;
    file.finish()
}

/// A temporary file is private; a result is read by others, as far as the folder allows.
#[cfg(unix)]
fn readable_by_all(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_file: &fs::File) -> io::Result<()> {
    Ok(())
}
