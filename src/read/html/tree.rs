//! The tree of an HTML document, as browsers build it, with the line of the file at which each text begins.

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// Index of a node.
pub(super) type Id = usize;

const DOCUMENT: Id = 0;

/// Bytes handed to the parser between two looks at the limits.
const CHUNK: usize = 4096;

#[derive(Debug)]
pub(super) enum Kind {
    Element(Vec<Attribute>),
    Text {
        text: String,
        /// Line of the file at which it begins, from 1.
        line: u32,
    },
    /// The document, comments, processing instructions.
    Other,
}

#[derive(Debug)]
pub(super) struct Node {
    /// Of an element; empty for everything else.
    name: QualName,
    pub(super) kind: Kind,
    pub(super) children: Vec<Id>,
    parent: Option<Id>,
    depth: u32,
}

/// Why a document was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    Nodes,
    Depth,
}

/// The nodes of a document.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// Reads a document; gives up when it has more nodes or deeper nesting than allowed.
pub(super) fn parse(text: &str, nodes: u64, depth: u64) -> Result<Tree, Excess> {
    let mut parser = parse_document(Sink::default(), ParseOpts::default());
    let mut rest = text;
    while !rest.is_empty() {
        let end = (CHUNK..CHUNK + 4).find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
        let (chunk, after) = rest.split_at(end);
        parser.process(StrTendril::from_slice(chunk));
        let sink = &parser.tokenizer.sink.sink;
        if sink.nodes.borrow().len() as u64 > nodes {
            return Err(Excess::Nodes);
        }
        if u64::from(sink.deepest.get()) > depth {
            return Err(Excess::Depth);
        }
        rest = after;
    }
    Ok(parser.finish())
}

impl Tree {
    pub(super) fn root(&self) -> Id {
        DOCUMENT
    }

    /// Number of nodes, those cut off included.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    pub(super) fn children(&self, id: Id) -> impl DoubleEndedIterator<Item = Id> + '_ {
        self.nodes[id].children.iter().copied()
    }

    /// Name of an element; empty for everything else.
    pub(super) fn name(&self, id: Id) -> &str {
        &self.nodes[id].name.local
    }

    /// Value of an attribute.
    pub(super) fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match &self.nodes[id].kind {
            Kind::Element(attributes) => attributes.iter().find(|a| &*a.name.local == wanted).map(|a| &*a.value),
            _ => None,
        }
    }

    /// A node and all below it, in the order of the document; what `enter` refuses is left out with all below it.
    pub(super) fn walk(&self, top: Id, mut enter: impl FnMut(Id) -> bool) {
        let mut open = vec![top];
        while let Some(id) = open.pop() {
            if enter(id) {
                open.extend(self.nodes[id].children.iter().rev());
            }
        }
    }
}

/// Takes what the parser builds. Nodes are never thrown away: what is cut off is just no longer reached.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    line: Cell<u64>,
    deepest: Cell<u32>,
}

impl Default for Sink {
    fn default() -> Self {
        let sink = Sink { nodes: RefCell::default(), line: Cell::new(1), deepest: Cell::new(0) };
        sink.create(nameless(), Kind::Other);
        sink
    }
}

fn nameless() -> QualName {
    QualName::new(None, Namespace::default(), LocalName::default())
}

impl Sink {
    fn create(&self, name: QualName, kind: Kind) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { name, kind, children: Vec::new(), parent: None, depth: 0 });
        nodes.len() - 1
    }

    /// Puts a node, or text, among the children of `parent` at `at`; text goes on where text stands before it.
    fn insert(&self, parent: Id, at: usize, child: NodeOrText<Id>) {
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = at.checked_sub(1).map(|i| nodes[parent].children[i]);
                if let Some(Kind::Text { text: open, .. }) = before.map(|b| &mut nodes[b].kind) {
                    open.push_str(&text);
                    return;
                }
                drop(nodes);
                // the parser tells the line at which a run of text ends
                let ends = memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64;
                let line = u32::try_from(self.line.get().saturating_sub(ends).max(1)).unwrap_or(u32::MAX);
                self.create(nameless(), Kind::Text { text: text.to_string(), line })
            }
        };
        self.remove_from_parent(&id);
        let mut nodes = self.nodes.borrow_mut();
        let at = at.min(nodes[parent].children.len());
        nodes[parent].children.insert(at, id);
        let depth = nodes[parent].depth + 1;
        nodes[id].parent = Some(parent);
        nodes[id].depth = depth;
        self.deepest.set(self.deepest.get().max(depth));
    }

    fn place_of(&self, node: Id) -> Option<(Id, usize)> {
        let nodes = self.nodes.borrow();
        let parent = nodes[node].parent?;
        // what the parser moves stands near the end
        let at = nodes[parent].children.iter().rposition(|&c| c == node)?;
        Some((parent, at))
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| &nodes[*target].name)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> Id {
        self.create(name, Kind::Element(attributes))
    }

    fn create_comment(&self, _text: StrTendril) -> Id {
        self.create(nameless(), Kind::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Id {
        self.create(nameless(), Kind::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let end = self.nodes.borrow()[*parent].children.len();
        self.insert(*parent, end, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target // a template is left out with all that it holds
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(id) = &child {
            self.remove_from_parent(id);
        }
        if let Some((parent, at)) = self.place_of(*sibling) {
            self.insert(parent, at, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        if let Kind::Element(attributes) = &mut self.nodes.borrow_mut()[*target].kind {
            for attribute in more {
                if !attributes.iter().any(|a| a.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        if let Some((parent, at)) = self.place_of(*target) {
            let mut nodes = self.nodes.borrow_mut();
            nodes[parent].children.remove(at);
            nodes[*target].parent = None;
        }
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[*node].children);
        for child in children {
            self.nodes.borrow_mut()[child].parent = None;
            self.append(new_parent, NodeOrText::AppendNode(child));
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(line);
    }
}
