//! Layers of a document that are turned off when it is opened (optional content, ISO 32000-1, 8.11).

use super::object::{File, as_dict};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeSet;

/// Members of a group of layers that are looked at.
const MEMBERS: usize = 1000;

/// The layers that are turned off.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: BTreeSet<ObjectId>,
}

impl Layers {
    pub(super) fn of(document: &Document) -> Self {
        let follow = |object: &Object| document.dereference(object).ok().map(|(_, o)| o.clone());
        let dict = |dict: &Dictionary, key: &[u8]| match dict.get(key).ok().and_then(follow)? {
            Object::Dictionary(found) => Some(found),
            _ => None,
        };
        let list = |dict: &Dictionary, key: &[u8]| -> Vec<ObjectId> {
            let found = dict.get(key).ok().and_then(follow);
            let items = if let Some(Object::Array(items)) = found { items } else { Vec::new() };
            items.iter().filter_map(|o| o.as_reference().ok()).collect()
        };
        let Some(all) = document.catalog().ok().and_then(|c| dict(c, b"OCProperties")) else {
            return Layers::default();
        };
        let Some(shown) = dict(&all, b"D") else { return Layers::default() };
        let mut off: BTreeSet<ObjectId> = list(&shown, b"OFF").into_iter().collect();
        if shown.get(b"BaseState").and_then(Object::as_name).is_ok_and(|n| n == b"OFF") {
            off.extend(list(&all, b"OCGs"));
            list(&shown, b"ON").iter().for_each(|on| {
                off.remove(on);
            });
        }
        Layers { off }
    }

    /// Whether what belongs to a layer, or to a group of them, is not shown.
    pub(super) fn hides(&self, file: &File, layer: &Object) -> bool {
        if self.off.is_empty() {
            return false;
        }
        let is_off = |o: &Object| o.as_reference().is_ok_and(|id| self.off.contains(&id));
        if is_off(layer) {
            return true;
        }
        let Some(group) = file.get(layer).and_then(as_dict).filter(|d| d.has(b"OCGs")) else { return false };
        let members = match group.get(b"OCGs") {
            Ok(Object::Array(members)) => &members[..members.len().min(MEMBERS)],
            Ok(one) => std::slice::from_ref(one),
            Err(_) => &[],
        };
        let off = members.iter().filter(|m| is_off(m)).count();
        match file.name(group, b"P") {
            Some(b"AllOn") => off > 0,
            Some(b"AnyOff") => off == 0,
            Some(b"AllOff") => off < members.len(),
            _ => off == members.len() && off > 0,
        }
    }
}
