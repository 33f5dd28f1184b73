//! The parts of the package and the files that list them.

use super::{DECLARATION, NAMESPACES, escaped};
use crate::render::document::Document;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MEDIA_TYPE: &str = "application/hwp+zip";

const VERSION: &str = "<hv:HCFVersion xmlns:hv=\"http://www.hancom.co.kr/hwpml/2011/version\" \
     tagetApplication=\"WORDPROCESSOR\" major=\"5\" minor=\"1\" micro=\"0\" buildNumber=\"1\" os=\"1\" xmlVersion=\"1.4\" \
     application=\"bangchim\" appVersion=\"0.1\"/>";

const CONTAINER: &str = "<ocf:container xmlns:ocf=\"urn:oasis:names:tc:opendocument:xmlns:container\" \
     xmlns:hpf=\"http://www.hancom.co.kr/schema/2011/hpf\"><ocf:rootfiles>\
     <ocf:rootfile full-path=\"Contents/content.hpf\" media-type=\"application/hwpml-package+xml\"/>\
     <ocf:rootfile full-path=\"Preview/PrvText.txt\" media-type=\"text/plain\"/>\
     </ocf:rootfiles></ocf:container>";

const MANIFEST: &str = "<odf:manifest xmlns:odf=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";

const SETTINGS: &str = "<ha:HWPApplicationSetting xmlns:ha=\"http://www.hancom.co.kr/hwpml/2011/app\">\
     <ha:CaretPosition listIDRef=\"0\" paraIDRef=\"0\" pos=\"0\"/></ha:HWPApplicationSetting>";

/// The list of the parts. No time stands in it: the same document gives the same bytes.
fn contents(title: &str) -> String {
    format!(
        "<opf:package {NAMESPACES} version=\"\" unique-identifier=\"\" id=\"\"><opf:metadata>\
         <opf:title>{}</opf:title><opf:language>ko</opf:language></opf:metadata><opf:manifest>\
         <opf:item id=\"header\" href=\"Contents/header.xml\" media-type=\"application/xml\"/>\
         <opf:item id=\"section0\" href=\"Contents/section0.xml\" media-type=\"application/xml\"/>\
         <opf:item id=\"version\" href=\"version.xml\" media-type=\"application/xml\"/>\
         <opf:item id=\"settings\" href=\"settings.xml\" media-type=\"application/xml\"/>\
         </opf:manifest><opf:spine><opf:itemref idref=\"header\" linear=\"yes\"/>\
         <opf:itemref idref=\"section0\" linear=\"yes\"/></opf:spine></opf:package>",
        escaped(title)
    )
}

pub(super) fn write(document: &Document, header: &str, section: &str, preview: &str) -> Result<Vec<u8>, String> {
    let xml = |body: &str| format!("{DECLARATION}{body}");
    let parts = [
        ("version.xml", xml(VERSION)),
        ("Contents/header.xml", xml(header)),
        ("Contents/section0.xml", xml(section)),
        ("Preview/PrvText.txt", preview.to_owned()),
        ("settings.xml", xml(SETTINGS)),
        ("META-INF/manifest.xml", xml(MANIFEST)),
        ("Contents/content.hpf", xml(&contents(&document.title))),
        ("META-INF/container.xml", xml(CONTAINER)),
    ];
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, body: &[u8], options: SimpleFileOptions| -> Result<(), String> {
        zip.start_file(name, options).map_err(|e| format!("{name}: {e}"))?;
        zip.write_all(body).map_err(|e| format!("{name}: {e}"))
    };
    put("mimetype", MEDIA_TYPE.as_bytes(), stored)?;
    for (name, body) in &parts {
        put(name, body.as_bytes(), deflated)?;
    }
    Ok(zip.finish().map_err(|e| e.to_string())?.into_inner())
}
