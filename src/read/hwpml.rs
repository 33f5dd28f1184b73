//! HWPML: one XML file, often named `.hwp`.

use super::drawn::{self, Count, Gathered};
use super::owpml;
use crate::model::report::TooLarge;
use crate::model::{Origin, ReadError, Source};
use crate::settings::Limits;
use encoding_rs::{EUC_KR, Encoding, UTF_8};

/// Whether a file is HWPML: its root element stands near the beginning.
pub(super) fn is_hwpml(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    if !head.contains(&b'<') {
        return false;
    }
    let (head, _, _) = encoding(head).decode(head);
    let head = head.trim_start();
    head.starts_with('<') && (head.contains("<HWPML ") || head.contains("<HWPML>"))
}

/// Reads an HWPML file.
///
/// # Errors
/// The file is damaged, nested too deeply or over a limit.
pub(super) fn read(mut origin: Origin, bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    let found = bytes.len() as u64;
    if found > limits.part_bytes {
        let what = TooLarge::PartBytes;
        return Err(ReadError::TooLarge { what, found, limit: limits.part_bytes, line: None });
    }
    let (xml, encoding, lossy) = encoding(bytes).decode(bytes);
    if lossy {
        return Err(ReadError::Damaged {
            what: format!("{} 글자가 아닌 바이트 · bytes that are no {0}", encoding.name()),
        });
    }
    origin.media_type = "application/vnd.hancom.hml";
    origin.encoding = if encoding == EUC_KR { "CP949" } else { encoding.name() };
    let mut gathered = Gathered::default();
    owpml::sections(&xml, "HWPML", &mut Count::new(limits), &mut gathered)?;
    if gathered.sections.is_empty() {
        return Err(ReadError::Damaged { what: "본문이 없습니다 · no section".to_owned() });
    }
    drawn::assemble(Source::of(origin), gathered, limits)
}

/// The encoding by its mark, else as the XML declaration states it, else UTF-8.
fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let head = &bytes[..bytes.len().min(128)];
    if head.starts_with(b"<\0") {
        return encoding_rs::UTF_16LE;
    }
    let stated = memchr::memmem::find(head, b"encoding=").and_then(|at| {
        let value = head.get(at + 10..)?;
        let end = value.iter().position(|b| matches!(b, b'"' | b'\''))?;
        Encoding::for_label(&value[..end])
    });
    // a file that says UTF-16 in single bytes is none
    stated.filter(|e| e.is_ascii_compatible()).unwrap_or(UTF_8)
}
