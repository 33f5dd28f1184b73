//! What a file is when it is no text.

use super::sheets::Kind;
use crate::model::ReadError;
use std::io::Read;

/// Whether there is nothing to read: no bytes, or a byte order mark, NUL and white space alone.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    let body = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"].iter().find_map(|bom| bytes.strip_prefix(*bom));
    body.unwrap_or(bytes).iter().all(|b| b.is_ascii_whitespace() || matches!(b, 0 | 0x0B))
}

/// An office document that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Office {
    Docx,
    Workbook(Kind),
}

/// Which office document a file is, by the names of what it holds.
pub(super) fn office(bytes: &[u8]) -> Result<Option<Office>, ReadError> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(office_package(bytes));
    }
    if !bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(None);
    }
    // names of streams are UTF-16
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    if holds("EncryptedPackage") {
        return Err(ReadError::Encrypted { what: "DOCX, XLSX, PPTX".to_owned() });
    }
    let workbook = (holds("Workbook\0") || holds("Book\0")) && !holds("FileHeader\0") && !holds("WordDocument\0");
    Ok(workbook.then_some(Office::Workbook(Kind::Xls)))
}

fn office_package(bytes: &[u8]) -> Option<Office> {
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else {
        // cut off or damaged: its reader says so
        return match zip(bytes) {
            "XLSX" => Some(Office::Workbook(Kind::Xlsx)),
            "DOCX" => Some(Office::Docx),
            _ => None,
        };
    };
    let mut kind = String::new();
    if let Ok(entry) = archive.by_name("mimetype") {
        // what cannot be read says nothing
        let _ = entry.take(100).read_to_string(&mut kind);
    }
    let has = |wanted: &[u8]| archive.file_names_raw().any(|n| n.eq_ignore_ascii_case(wanted));
    let under = |folder: &[u8]| archive.file_names_raw().any(|n| n.starts_with(folder));
    if kind.contains("opendocument.spreadsheet") {
        Some(Office::Workbook(Kind::Ods))
    } else if has(b"xl/workbook.bin") {
        Some(Office::Workbook(Kind::Xlsb))
    } else if has(b"xl/workbook.xml") || under(b"xl/worksheets/") {
        Some(Office::Workbook(Kind::Xlsx))
    } else if under(b"word/document") {
        Some(Office::Docx)
    } else {
        None
    }
}

/// Whether a file is a PDF: its mark may stand behind up to a kilobyte of something else, as mail gateways put there.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    let body = head.trim_ascii_start();
    body.starts_with(b"%PDF-") || (memchr::memmem::find(head, b"%PDF-").is_some() && is_binary(bytes))
}

/// The format of a file by the numbers that it begins with.
pub(super) fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 20] = [
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "DOC, XLS, PPT (OLE)"),
        (b"\x89PNG\r\n\x1A\n", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"GIF87a", "GIF"),
        (b"GIF89a", "GIF"),
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"RIFF", "RIFF (WebP, WAV, AVI)"),
        (b"\x1F\x8B", "gzip"),
        (b"BZh", "bzip2"),
        (b"\xFD7zXZ\0", "xz"),
        (b"\x28\xB5\x2F\xFD", "zstd"),
        (b"7z\xBC\xAF\x27\x1C", "7z"),
        (b"Rar!\x1A\x07", "RAR"),
        (b"EGGA", "EGG"),
        (b"ALZ\x01", "ALZ"),
        (b"{\\rtf", "RTF"),
        (b"\x7FELF", "ELF"),
        (b"SQLite format 3\0", "SQLite"),
        (b"\xFF\xFE\0\0", "UTF-32"),
    ];
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zip(bytes));
    }
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, what)| *what)
}

/// What a file is, when its extension is that of another format.
pub(super) fn mismatch(extension: &str, media_type: &str) -> Option<&'static str> {
    const EXTENSIONS: [(&str, &[&str]); 13] = [
        ("text", &["txt", "text", "md", "markdown", "csv"]),
        ("HTML", &["html", "htm", "xhtml", "mht"]),
        ("DOCX", &["docx", "docm"]),
        ("DOC", &["doc"]),
        ("XLSX", &["xlsx", "xlsm"]),
        ("XLSB", &["xlsb"]),
        ("XLS", &["xls"]),
        ("ODS", &["ods"]),
        ("PDF", &["pdf"]),
        ("HWP", &["hwp"]),
        ("HWPX", &["hwpx"]),
        ("HWPML", &["hml"]),
        ("PPTX", &["pptx", "ppt"]),
    ];
    let found = match media_type {
        "text/plain" | "text/markdown" => "text",
        "application/vnd.hancom.hwp" => "HWP",
        "application/vnd.hancom.hwpx" => "HWPX",
        "application/vnd.hancom.hml" => "HWPML",
        "text/html" => "HTML",
        "application/pdf" => "PDF",
        "application/vnd.ms-excel" => "XLS",
        m if m.ends_with("wordprocessingml.document") => "DOCX",
        m if m.ends_with("spreadsheetml.sheet") => "XLSX",
        m if m.ends_with("opendocument.spreadsheet") => "ODS",
        m if m.contains("excel.sheet.binary") => "XLSB",
        _ => return None, // a reader that does not say so
    };
    let (said, _) = EXTENSIONS.iter().find(|(_, all)| all.iter().any(|e| extension.eq_ignore_ascii_case(e)))?;
    (*said != found).then_some(found)
}

/// Which document a ZIP file holds, by the names of its first entries.
fn zip(bytes: &[u8]) -> &'static str {
    let head = &bytes[..bytes.len().min(8192)];
    let holds = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    if holds(b"xl/") {
        "XLSX"
    } else if holds(b"word/") {
        "DOCX"
    } else if holds(b"ppt/") {
        "PPTX"
    } else if holds(b"opendocument") {
        "OpenDocument"
    } else {
        "ZIP"
    }
}

/// Whether bytes that are no UTF-16 cannot be text: many NUL or control bytes.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let controls =
        bytes.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B));
    let count = controls.count();
    count > 2 && count * 100 > bytes.len()
}
