//! Standard output and standard error. A reader that closes the pipe early is no error.

use super::args::ColorArg;
use serde::Serialize;
use std::io::{self, Write};

/// Data for programs: the bytes as they are.
pub(crate) fn data(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    through(io::stdout().lock(), write)
}

/// Text for people: colours only where they are wanted (terminal, `NO_COLOR`, `--color`).
pub(crate) fn text(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    through(anstream::AutoStream::auto(io::stdout().lock()), write)
}

/// Takes the colours out of text on its way to a file. Escape sequences are never cut by a write here.
pub(crate) struct Plain<'w>(pub(crate) &'w mut dyn Write);

impl Write for Plain<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for piece in anstream::adapter::strip_bytes(bytes) {
            self.0.write_all(piece)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn through(out: impl Write, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Some lines on standard error.
pub(crate) fn note(text: &str) {
    let mut err = anstream::AutoStream::auto(io::stderr().lock());
    // nothing can be done when standard error itself is gone
    let _ = writeln!(err, "{text}");
}

/// Makes `--color` hold for both streams.
pub(crate) fn set_color(color: ColorArg) {
    match color {
        ColorArg::Auto => {}
        ColorArg::Always => anstream::ColorChoice::Always.write_global(),
        ColorArg::Never => anstream::ColorChoice::Never.write_global(),
    }
}

/// A value as indented JSON and a line end.
pub(crate) fn pretty(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}

/// A value as one line of JSON.
pub(crate) fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// A JSON array written item by item, so that a run over many files is never held whole.
pub(crate) struct Array {
    items: usize,
}

impl Array {
    pub(crate) fn begin(out: &mut dyn Write) -> io::Result<Self> {
        out.write_all(b"[")?;
        Ok(Array { items: 0 })
    }

    pub(crate) fn item(&mut self, out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
        out.write_all(if self.items == 0 { b"\n" } else { b",\n" })?;
        self.items += 1;
        serde_json::to_writer_pretty(&mut *out, value).map_err(io::Error::from)
    }

    pub(crate) fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.items == 0 { b"]\n" } else { b"\n]\n" })
    }
}
