//! Opening a file: password, repair, and where its pages are.

use super::frame::Frame;
use super::object::{File, as_dict};
use crate::model::ReadError;
use crate::model::report::TooLarge;
use crate::settings::Limits;
use lopdf::{Document, Error, LoadOptions, Object, ObjectId};
use std::collections::BTreeSet;

/// The page tree is followed this deep.
const DEPTH: usize = 64;

/// An open file.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) file: File,
    pub(super) pages: Vec<Frame>,
    /// The table of objects was damaged and has been rebuilt.
    pub(super) repaired: bool,
}

/// Opens a file.
///
/// # Errors
/// It is locked ([`ReadError::Encrypted`]), damaged so that no page is found ([`ReadError::Damaged`]) or has too many
/// pages ([`ReadError::TooLarge`]).
pub(super) fn open(bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Opened, ReadError> {
    let options = |force_reconstruct| LoadOptions {
        password: password.map(str::to_owned),
        max_decompressed_size: Some(limits.part_bytes as usize),
        force_reconstruct,
        ..LoadOptions::default()
    };
    let mut document = load(bytes, options(false))?;
    let mut pages = page_ids(&document);
    if pages.is_empty() && document.xref_recovery.is_none() {
        // the table of objects can be read but leads nowhere
        document = load(bytes, options(true))?;
        pages = page_ids(&document);
    }
    let found = pages.len() as u64;
    if found > limits.pages {
        return Err(ReadError::TooLarge { what: TooLarge::Pages, found, limit: limits.pages, line: None });
    }
    let repaired = document.xref_recovery.is_some();
    let file = File::new(document, limits.part_bytes, limits.unpacked_bytes);
    let pages: Vec<Frame> = pages.into_iter().filter_map(|id| Frame::of(&file, id)).collect();
    if pages.is_empty() {
        return Err(ReadError::Damaged { what: "PDF, no page can be found".to_owned() });
    }
    Ok(Opened { file, pages, repaired })
}

fn load(bytes: &[u8], options: LoadOptions) -> Result<Document, ReadError> {
    let given = options.password.is_some();
    let locked = || ReadError::Encrypted {
        what: if given { "PDF, the password is wrong" } else { "PDF with a password" }.to_owned(),
    };
    match Document::load_mem_with_options(bytes, options) {
        // a file whose password is not known loads without its objects
        Ok(document) if document.is_encrypted() && !document.was_encrypted() => Err(locked()),
        Ok(document) => Ok(document),
        Err(Error::InvalidPassword | Error::Decryption(_)) => Err(locked()),
        Err(error) => Err(ReadError::Damaged { what: format!("PDF, {error}") }),
    }
}

/// The pages in their order. A tree that loops or is cut is read as far as it goes; with no tree at all, every page
/// object counts.
fn page_ids(document: &Document) -> Vec<ObjectId> {
    let mut found = Vec::new();
    let root = document.catalog().ok().and_then(|c| c.get(b"Pages").ok()).and_then(|p| p.as_reference().ok());
    if let Some(root) = root {
        walk(document, root, 0, &mut BTreeSet::new(), &mut found);
    }
    if found.is_empty() {
        found.extend(document.objects.iter().filter(|(_, o)| is_page(o)).map(|(id, _)| *id));
    }
    found
}

fn is_page(object: &Object) -> bool {
    as_dict(object).is_some_and(|d| d.has_type(b"Page"))
}

fn walk(document: &Document, id: ObjectId, depth: usize, seen: &mut BTreeSet<ObjectId>, found: &mut Vec<ObjectId>) {
    if depth > DEPTH || !seen.insert(id) {
        return;
    }
    let Some(node) = document.objects.get(&id).and_then(as_dict) else { return };
    let kids = node.get(b"Kids").ok().and_then(|kids| match kids {
        Object::Reference(id) => document.objects.get(id)?.as_array().ok(),
        Object::Array(kids) => Some(kids),
        _ => None,
    });
    match kids {
        Some(kids) => {
            for kid in kids.iter().filter_map(|k| k.as_reference().ok()) {
                walk(document, kid, depth + 1, seen, found);
            }
        }
        None => found.push(id),
    }
}
