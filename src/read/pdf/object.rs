//! Looking into the objects of a file: references followed, streams decoded within what is left of the budget.

use super::layers::Layers;
use lopdf::{Dictionary, Document, Object, Stream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// References that lead to references are followed this far.
const HOPS: usize = 16;

/// The objects of a file, and how many bytes of streams may still be decoded.
#[derive(Debug)]
pub(super) struct File {
    pub(super) document: Document,
    layers: Layers,
    /// Bytes that one stream may decode to.
    stream_limit: usize,
    left: AtomicU64,
    exhausted: AtomicBool,
}

impl File {
    pub(super) fn new(document: Document, stream_limit: u64, total: u64) -> Self {
        File {
            layers: Layers::of(&document),
            document,
            stream_limit: stream_limit as usize,
            left: AtomicU64::new(total),
            exhausted: AtomicBool::new(false),
        }
    }

    /// Whether what belongs to a layer is not shown.
    pub(super) fn hides(&self, layer: &Object) -> bool {
        self.layers.hides(self, layer)
    }

    /// The object itself, behind its references.
    pub(super) fn get<'a>(&'a self, mut object: &'a Object) -> Option<&'a Object> {
        for _ in 0..HOPS {
            match object {
                Object::Reference(id) => object = self.document.objects.get(id)?,
                Object::Null => return None,
                found => return Some(found),
            }
        }
        None
    }

    pub(super) fn entry<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.get(dict.get(key).ok()?)
    }

    /// A dictionary, also that of a stream.
    pub(super) fn dict<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        as_dict(self.entry(dict, key)?)
    }

    pub(super) fn array<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
        match self.entry(dict, key)? {
            Object::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(super) fn name<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.entry(dict, key)?.as_name().ok()
    }

    pub(super) fn number(&self, dict: &Dictionary, key: &[u8]) -> Option<f32> {
        self.as_number(dict.get(key).ok()?)
    }

    pub(super) fn as_number(&self, object: &Object) -> Option<f32> {
        match self.get(object)? {
            Object::Integer(i) => Some(*i as f32),
            Object::Real(r) if r.is_finite() => Some(*r),
            _ => None,
        }
    }

    /// The first `N` numbers of an array.
    pub(super) fn numbers<const N: usize>(&self, dict: &Dictionary, key: &[u8]) -> Option<[f32; N]> {
        let items = self.array(dict, key)?;
        let mut out = [0.0; N];
        for (to, from) in out.iter_mut().zip(items.get(..N)?) {
            *to = self.as_number(from)?;
        }
        Some(out)
    }

    pub(super) fn stream<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Stream> {
        self.entry(dict, key)?.as_stream().ok()
    }

    /// The decoded bytes of a stream; none when it is damaged beyond its first filter or over a limit.
    pub(super) fn decode(&self, stream: &Stream) -> Option<Vec<u8>> {
        if self.is_exhausted() {
            return None;
        }
        let bytes = stream.get_plain_content_with_limit(self.stream_limit).ok()?;
        let used = bytes.len() as u64;
        let taken = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(used));
        if taken.is_err() {
            self.exhausted.store(true, Ordering::Relaxed);
        }
        taken.ok().map(|_| bytes)
    }

    /// Whether the streams of the file were larger than all that may be decoded. What was read then is worth nothing,
    /// as it depends on the order in which the pages were read.
    pub(super) fn is_exhausted(&self) -> bool {
        self.exhausted.load(Ordering::Relaxed)
    }
}

/// The dictionary that an object is or has.
pub(super) fn as_dict(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}
