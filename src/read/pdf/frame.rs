//! The frame of a page: what it inherits from the page tree, and how it is turned upright.

use super::matrix::Matrix;
use super::object::{File, as_dict};
use lopdf::{Dictionary, Object, ObjectId};

/// Parents are looked up this far.
const DEPTH: usize = 64;
/// The longest side of a page in points (the limit of PDF 1.7), and A4 where a page says nothing that can be.
const LONGEST: f32 = 14_400.0;
const A4: [f32; 4] = [0.0, 0.0, 595.3, 841.9];

/// A page before it is read.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) id: ObjectId,
    pub(super) width: f32,
    pub(super) height: f32,
    /// From user space to points from the top left corner of the upright page.
    pub(super) upright: Matrix,
}

impl Frame {
    /// The frame of a page object; none when there is no such dictionary.
    pub(super) fn of(file: &File, id: ObjectId) -> Option<Frame> {
        let page = as_dict(file.document.objects.get(&id)?)?;
        let media = rectangle(file, page, b"MediaBox").unwrap_or(A4);
        let crop = rectangle(file, page, b"CropBox").map(|c| clip(c, media)).filter(|c| sane(*c)).unwrap_or(media);
        let turn = inherited(file, page, b"Rotate").and_then(|r| file.as_number(r)).unwrap_or(0.0);
        let quarter = ((turn / 90.0).round() as i64).rem_euclid(4);
        let [left, bottom, right, top] = crop;
        let (w, h) = (right - left, top - bottom);
        let matrix = match quarter {
            0 => [1.0, 0.0, 0.0, -1.0, -left, top],
            1 => [0.0, 1.0, 1.0, 0.0, -bottom, -left],
            2 => [-1.0, 0.0, 0.0, 1.0, right, -bottom],
            _ => [0.0, -1.0, -1.0, 0.0, top, right],
        };
        let (width, height) = if quarter % 2 == 0 { (w, h) } else { (h, w) };
        let unit = file.number(page, b"UserUnit").filter(|u| (0.01..=100.0).contains(u)).unwrap_or(1.0);
        let scale = Matrix([unit, 0.0, 0.0, unit, 0.0, 0.0]);
        Some(Frame { id, width: width * unit, height: height * unit, upright: Matrix(matrix).then(scale) })
    }

    /// The same page turned by a number of quarters to the right, for pages whose text stands upright only then.
    pub(super) fn turned(&self, quarters: u8) -> Frame {
        let (w, h) = (self.width, self.height);
        let (matrix, width, height) = match quarters % 4 {
            0 => (Matrix::IDENTITY, w, h),
            1 => (Matrix([0.0, 1.0, -1.0, 0.0, h, 0.0]), h, w),
            2 => (Matrix([-1.0, 0.0, 0.0, -1.0, w, h]), w, h),
            _ => (Matrix([0.0, -1.0, 1.0, 0.0, 0.0, w]), h, w),
        };
        Frame { id: self.id, width, height, upright: self.upright.then(matrix) }
    }

    pub(super) fn dict<'a>(&self, file: &'a File) -> Option<&'a Dictionary> {
        as_dict(file.document.objects.get(&self.id)?)
    }
}

/// An entry of a page or of the nearest node above that has it.
pub(super) fn inherited<'a>(file: &'a File, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..DEPTH {
        if let Some(found) = file.entry(node, key) {
            return Some(found);
        }
        node = file.dict(node, b"Parent")?;
    }
    None
}

fn rectangle(file: &File, page: &Dictionary, key: &[u8]) -> Option<[f32; 4]> {
    let Object::Array(items) = inherited(file, page, key)? else { return None };
    let mut sides = [0.0; 4];
    for (side, item) in sides.iter_mut().zip(items.get(..4)?) {
        *side = file.as_number(item)?;
    }
    let [a, b, c, d] = sides;
    let out = [a.min(c), b.min(d), a.max(c), b.max(d)];
    sane(out).then_some(out)
}

fn sane(b: [f32; 4]) -> bool {
    let (w, h) = (b[2] - b[0], b[3] - b[1]);
    b.iter().all(|v| v.is_finite() && v.abs() < 1e6) && (1.0..=LONGEST).contains(&w) && (1.0..=LONGEST).contains(&h)
}

fn clip(a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}
