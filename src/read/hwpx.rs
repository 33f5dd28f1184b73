//! HWPX (KS X 6101): a ZIP package with an XML file for each section.

use super::drawn::{self, Count, Gathered};
use super::events::Events;
use super::owpml;
use super::package::Package;
use crate::model::{Origin, ReadError, Source};
use crate::settings::Limits;
use quick_xml::events::Event;

/// Whether a ZIP file holds an HWPX document: by its media type, or by the names of its entries.
pub(super) fn is_hwpx(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"PK") {
        return false;
    }
    let head = &bytes[..bytes.len().min(128)];
    let tail = &bytes[bytes.len().saturating_sub(1 << 16)..];
    let holds = |part: &[u8], word: &[u8]| memchr::memmem::find(part, word).is_some();
    holds(head, b"mimetypeapplication/hwp+zip")
        || [&bytes[..bytes.len().min(1 << 16)], tail]
            .iter()
            .any(|part| holds(part, b"Contents/section") || holds(part, b"Contents/content.hpf"))
}

/// Reads an HWPX file.
///
/// # Errors
/// The file is locked, damaged, nested too deeply or over a limit.
pub(super) fn read(mut origin: Origin, bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    origin.media_type = "application/vnd.hancom.hwpx";
    origin.encoding = "UTF-8";
    let mut package = Package::open(bytes, limits)?;
    // told before any section is looked at: the bytes of a locked one are no XML
    let manifest = text(&mut package, "META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(ReadError::Encrypted {
            what: "암호가 걸렸거나 배포용인 HWPX · HWPX with a password, or for distribution".to_owned(),
        });
    }
    let mut count = Count::new(limits);
    let mut gathered = Gathered::default();
    for name in section_names(&mut package)? {
        if let Some(xml) = text(&mut package, &name)? {
            owpml::sections(&xml, &name, &mut count, &mut gathered)?;
        }
    }
    if gathered.sections.is_empty() {
        return Err(ReadError::Damaged { what: "본문이 없습니다 · no section".to_owned() });
    }
    drawn::assemble(Source::of(origin), gathered, limits)
}

/// The text of a part; none when there is no such part.
fn text(package: &mut Package<'_>, name: &str) -> Result<Option<String>, ReadError> {
    let Some(bytes) = package.part(name)? else { return Ok(None) };
    String::from_utf8(bytes).map(Some).map_err(|e| ReadError::Damaged { what: format!("{name}: {e}") })
}

/// The names of the sections: in the order of the spine, else of their numbers.
fn section_names(package: &mut Package<'_>) -> Result<Vec<String>, ReadError> {
    let mut found: Vec<(u32, String)> = package.names().into_iter().filter_map(|n| Some((number_of(&n)?, n))).collect();
    found.sort();
    let spine = match text(package, "Contents/content.hpf")? {
        Some(hpf) => spine(&hpf),
        None => Vec::new(),
    };
    let spine: Vec<String> = spine.into_iter().filter(|n| found.iter().any(|(_, name)| name == n)).collect();
    Ok(if spine.is_empty() { found.into_iter().map(|(_, name)| name).collect() } else { spine })
}

/// `Contents/section12.xml`: 12.
fn number_of(name: &str) -> Option<u32> {
    name.strip_prefix("Contents/section")?.strip_suffix(".xml")?.parse().ok()
}

/// The sections that the spine of a package names, as entries of the ZIP file. What is no XML names none.
fn spine(hpf: &str) -> Vec<String> {
    let mut items: Vec<(String, String)> = Vec::new();
    let mut order: Vec<String> = Vec::new();
    let mut events = Events::of(hpf);
    while let Ok(event) = events.read() {
        match event {
            Event::Start(start) | Event::Empty(start) => {
                let of = |name| start.try_get_attribute(name).ok().flatten().map(|a| a.value.to_string());
                match start.local_name().as_ref() {
                    "item" => items.extend(of("id").zip(of("href"))),
                    "itemref" => order.extend(of("idref")),
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let href = |id: &String| items.iter().find(|(item, _)| item == id).map(|(_, href)| href.clone());
    // some writers give the path inside the folder of the package file
    let entry = |href: String| if href.starts_with("Contents/") { href } else { format!("Contents/{href}") };
    order.iter().filter_map(href).map(entry).filter(|name| number_of(name).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spine_orders_the_sections() {
        let hpf = r#"<opf:package><opf:manifest>
            <opf:item id="header" href="Contents/header.xml"/>
            <opf:item id="a" href="Contents/section0.xml"/>
            <opf:item id="b" href="section1.xml"/>
            </opf:manifest><opf:spine><opf:itemref idref="header"/><opf:itemref idref="b"/><opf:itemref idref="a"/></opf:spine></opf:package>"#;
        assert_eq!(spine(hpf), ["Contents/section1.xml", "Contents/section0.xml"]);
        assert!(spine("no XML <").is_empty());
    }
}
