//! The tree of an XML part. Entities of a document type are never resolved, so that none is fetched and none grows.

use super::events::{Events, character};
use crate::model::ReadError;
use crate::model::report::TooLarge;
use crate::settings::Limits;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// An element; names are without their prefix.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    pub(super) children: Vec<Node>,
}

#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| &**n == name).map(|(_, value)| &**value)
    }

    /// An attribute that holds a number; what is no number is none.
    pub(super) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|c| match c {
            Node::Element(e) => Some(e),
            Node::Text(_) => None,
        })
    }

    /// The first child of a name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| &*e.name == name)
    }

    /// The first element of a name, at any depth.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|e| if &*e.name == name { Some(e) } else { e.find(name) })
    }
}

/// Reads a part.
///
/// # Errors
/// It is no well-formed XML, or has more elements or deeper nesting than the limits allow.
pub(super) fn parse(bytes: &[u8], part: &str, limits: &Limits) -> Result<Element, ReadError> {
    let damaged = |what: &dyn std::fmt::Display| ReadError::Damaged { what: format!("{part}: {what}") };
    let text = match bytes {
        [0xFF, 0xFE, ..] => encoding_rs::UTF_16LE.decode_with_bom_removal(bytes).0,
        [0xFE, 0xFF, ..] => encoding_rs::UTF_16BE.decode_with_bom_removal(bytes).0,
        _ => encoding_rs::UTF_8.decode_with_bom_removal(bytes).0,
    };
    let mut events = Events::of(&text);
    let mut open: Vec<Element> = vec![Element::default()];
    let mut count = 0u64;
    loop {
        let event = events.read().map_err(|e| damaged(&e))?;
        match event {
            Event::Start(start) => {
                count += 1;
                if open.len() as u64 > limits.depth {
                    let limit = limits.depth;
                    return Err(ReadError::TooLarge { what: TooLarge::Depth, found: limit + 1, limit, line: None });
                }
                open.push(element(&start));
            }
            Event::Empty(start) => {
                count += 1;
                let element = element(&start);
                add(&mut open, Node::Element(element));
            }
            Event::End(_) => {
                let Some(done) = open.pop().filter(|_| !open.is_empty()) else { return Err(damaged(&"</>")) };
                add(&mut open, Node::Element(done));
            }
            Event::Text(text) => add_text(&mut open, &text),
            Event::CData(text) => add_text(&mut open, &text),
            Event::GeneralRef(reference) => {
                if let Some(c) = character(&reference) {
                    add_text(&mut open, c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        if count > limits.units {
            let limit = limits.units;
            return Err(ReadError::TooLarge { what: TooLarge::Units, found: count, limit, line: None });
        }
    }
    // a part that was cut off gives what stands before the cut
    while open.len() > 1 {
        if let Some(done) = open.pop() {
            add(&mut open, Node::Element(done));
        }
    }
    Ok(open.pop().unwrap_or_default())
}

fn element(start: &BytesStart) -> Element {
    let mut attributes = Vec::new();
    for a in start.attributes().with_checks(false).filter_map(Result::ok) {
        let value = a.normalized_value(XmlVersion::Implicit1_0).unwrap_or_else(|_| a.value.clone());
        attributes.push((a.key.local_name().as_ref().into(), Box::from(&*value)));
    }
    Element { name: start.local_name().as_ref().into(), attributes, children: Vec::new() }
}

fn add(open: &mut [Element], node: Node) {
    if let Some(last) = open.last_mut() {
        last.children.push(node);
    }
}

fn add_text(open: &mut [Element], text: &str) {
    let Some(last) = open.last_mut().filter(|_| !text.is_empty()) else { return };
    match last.children.last_mut() {
        Some(Node::Text(open)) => open.push_str(text),
        _ => last.children.push(Node::Text(text.to_owned())),
    }
}
