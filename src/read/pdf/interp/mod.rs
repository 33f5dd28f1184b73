//! The operators of a page, with its forms and the appearances of its annotations, to [`Ink`].

mod marks;
mod path;
mod state;
mod text;

use super::font::Font;
use super::frame::{Frame, inherited};
use super::ink::Ink;
use super::lex::{Lexer, Token};
use super::matrix::{Matrix, shared};
use super::object::{File, as_dict};
use lopdf::{Dictionary, Object, ObjectId, Stream};
use marks::Mark;
use path::Path;
use state::{Paint, Space, State};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use text::Writing;

/// Operators that one page may have, those of its forms counted each time.
const OPERATORS: u32 = 3_000_000;
/// Operands before one operator.
const OPERANDS: usize = 100_000;
/// Forms inside forms.
const DEPTH: u32 = 16;
/// Saved graphics states.
const SAVED: usize = 512;
/// Strokes, fills and images of one page.
const MARKS: usize = 400_000;

type Slot<'f> = Arc<OnceLock<Option<Arc<Font<'f>>>>>;

/// The fonts of a file, each read once, whichever page needs it first.
#[derive(Debug)]
pub(super) struct Fonts<'f> {
    file: &'f File,
    loaded: Mutex<HashMap<ObjectId, Slot<'f>>>,
}

impl<'f> Fonts<'f> {
    pub(super) fn new(file: &'f File) -> Self {
        Fonts { file, loaded: Mutex::new(HashMap::new()) }
    }

    fn get(&self, object: &'f Object) -> Option<Arc<Font<'f>>> {
        let load = || Font::load(self.file, as_dict(self.file.get(object)?)?).map(Arc::new);
        let Object::Reference(id) = object else { return load() };
        let slot = {
            let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(loaded.entry(*id).or_default())
        };
        slot.get_or_init(load).clone()
    }
}

/// Reads a page.
pub(super) fn page<'f>(file: &'f File, frame: &Frame, fonts: &Fonts<'f>) -> Ink {
    let mut ink = Ink::default();
    let Some(dict) = frame.dict(file) else { return ink };
    let clip = [0.0, 0.0, frame.width, frame.height];
    let resources = inherited(file, dict, b"Resources").and_then(as_dict);
    let mut reader = Interpreter {
        file,
        fonts,
        ink: &mut ink,
        state: State::new(frame.upright, clip),
        saved: Vec::new(),
        path: Path::default(),
        writing: Writing::default(),
        marks: Vec::new(),
        used: HashMap::new(),
        operators: 0,
        bytes: Vec::new(),
        scratch: String::new(),
    };
    reader.run(&content(file, dict), resources, 0);
    reader.annotations(dict, frame);
    ink
}

/// The content streams of a page in one; a token may not cross their border.
fn content(file: &File, page: &Dictionary) -> Vec<u8> {
    let decode = |object: &Object| file.get(object)?.as_stream().ok().and_then(|s| file.decode(s));
    match page.get(b"Contents") {
        Ok(object) => match file.get(object) {
            Some(Object::Array(parts)) => parts.iter().filter_map(decode).fold(Vec::new(), |mut all, part| {
                all.extend_from_slice(&part);
                all.push(b'\n');
                all
            }),
            _ => decode(object).unwrap_or_default(),
        },
        Err(_) => Vec::new(),
    }
}

struct Interpreter<'f, 'i> {
    file: &'f File,
    fonts: &'i Fonts<'f>,
    ink: &'i mut Ink,
    state: State<'f>,
    saved: Vec<State<'f>>,
    path: Path,
    writing: Writing,
    marks: Vec<Mark>,
    /// Fonts by the place of their resource, so that the lock is taken once for each.
    used: HashMap<*const Object, Option<Arc<Font<'f>>>>,
    operators: u32,
    bytes: Vec<u8>,
    scratch: String,
}

/// The numbers among operands.
fn numbers<const N: usize>(operands: &[Token]) -> Option<[f32; N]> {
    let from = operands.len().checked_sub(N)?;
    let mut out = [0.0; N];
    for (to, token) in out.iter_mut().zip(&operands[from..]) {
        let Token::Number(value) = token else { return None };
        *to = *value;
    }
    Some(out)
}

impl<'f> Interpreter<'f, '_> {
    fn run(&mut self, content: &[u8], resources: Option<&'f Dictionary>, depth: u32) {
        let mut operands: Vec<Token> = Vec::new();
        let mut lexer = Lexer::new(content);
        let floor = self.saved.len();
        while let Some(token) = lexer.next() {
            let Token::Word(operator) = token else {
                if operands.len() < OPERANDS {
                    operands.push(token);
                }
                continue;
            };
            self.operators += 1;
            let marks = self.ink.strokes.len() + self.ink.fills.len() + self.ink.images.len();
            self.ink.cut |= self.operators > OPERATORS || marks > MARKS;
            if self.ink.cut {
                break;
            }
            match operator {
                b"true" | b"false" | b"null" => continue,
                b"BI" => {}
                b"ID" => {
                    lexer.skip_image();
                    self.image();
                }
                b"Q" if self.saved.len() <= floor => {}
                b"Do" => self.object(&operands, resources, depth),
                _ => {
                    if !self.text(operator, &operands, resources) {
                        self.graphics(operator, &operands, resources);
                    }
                }
            }
            operands.clear();
        }
        if self.saved.len() > floor {
            self.saved.truncate(floor + 1);
            self.restore();
        }
    }

    fn restore(&mut self) {
        if let Some(state) = self.saved.pop() {
            self.state = state;
        }
    }

    /// An image fills the unit square.
    fn image(&mut self) {
        let bbox = shared(self.state.ctm.map_box(0.0, 0.0, 1.0, 1.0), self.state.clip);
        if bbox[2] > bbox[0] && bbox[3] > bbox[1] {
            self.ink.images.push(bbox);
        }
    }

    fn graphics(&mut self, operator: &[u8], operands: &[Token], resources: Option<&'f Dictionary>) {
        let ctm = self.state.ctm;
        match operator {
            b"q" if self.saved.len() < SAVED => self.saved.push(self.state.clone()),
            b"Q" => self.restore(),
            b"cm" => {
                let next = numbers(operands).map(|m| Matrix(m).then(ctm));
                self.state.ctm = next.filter(|m| m.is_sane()).unwrap_or(ctm);
            }
            b"w" => self.state.line_width = numbers::<1>(operands).map_or(1.0, |[w]| w.abs()),
            b"gs" => self.external_state(operands, resources),
            b"m" => {
                if let Some([x, y]) = numbers(operands) {
                    self.path.move_to(ctm.map(x, y));
                }
            }
            b"l" => {
                if let Some([x, y]) = numbers(operands) {
                    self.path.line_to(ctm.map(x, y));
                }
            }
            b"c" | b"v" | b"y" => {
                if let Some([x, y]) = numbers(operands) {
                    self.path.curve_to(ctm.map(x, y));
                }
            }
            b"h" => self.path.close(),
            b"re" => {
                if let Some([x, y, w, h]) = numbers(operands) {
                    self.path.rectangle(ctm, x, y, w, h);
                }
            }
            b"W" | b"W*" => self.path.clip(),
            b"n" => self.paint(false, false),
            b"S" => self.paint(false, true),
            b"s" => {
                self.path.close();
                self.paint(false, true);
            }
            b"f" | b"F" | b"f*" => self.paint(true, false),
            b"B" | b"B*" => self.paint(true, true),
            b"b" | b"b*" => {
                self.path.close();
                self.paint(true, true);
            }
            b"g" => self.state.fill = numbers::<1>(operands).map_or(self.state.fill, |n| Paint::device(&n)),
            b"G" => self.state.stroke = numbers::<1>(operands).map_or(self.state.stroke, |n| Paint::device(&n)),
            b"rg" => self.state.fill = numbers::<3>(operands).map_or(self.state.fill, |n| Paint::device(&n)),
            b"RG" => self.state.stroke = numbers::<3>(operands).map_or(self.state.stroke, |n| Paint::device(&n)),
            b"k" => self.state.fill = numbers::<4>(operands).map_or(self.state.fill, |n| Paint::device(&n)),
            b"K" => self.state.stroke = numbers::<4>(operands).map_or(self.state.stroke, |n| Paint::device(&n)),
            b"cs" => self.state.fill = Paint::in_space(self.space(operands, resources)),
            b"CS" => self.state.stroke = Paint::in_space(self.space(operands, resources)),
            b"sc" | b"scn" => self.state.fill = colour(self.state.fill, operands),
            b"SC" | b"SCN" => self.state.stroke = colour(self.state.stroke, operands),
            b"BMC" | b"BDC" => self.mark(operands, resources),
            b"EMC" => self.unmark(),
            _ => {}
        }
    }

    fn paint(&mut self, fill: bool, stroke: bool) {
        self.path.paint(&mut self.state, self.ink, fill, stroke);
    }

    /// The text operators; false when it is none.
    fn text(&mut self, operator: &[u8], operands: &[Token], resources: Option<&'f Dictionary>) -> bool {
        let text = &mut self.state.text;
        let one = || numbers::<1>(operands).map_or(0.0, |[v]| v);
        match operator {
            b"BT" => self.writing = Writing::default(),
            b"ET" => {}
            b"Tc" => text.letter_space = one(),
            b"Tw" => text.word_space = one(),
            b"Tz" => text.stretch = one() / 100.0,
            b"TL" => text.leading = one(),
            b"Ts" => text.rise = one(),
            b"Tr" => text.mode = one() as u8,
            b"Tf" => {
                text.size = one();
                if let Some(Token::Name(name)) = operands.first() {
                    self.state.text.font = self.font(name, resources);
                }
            }
            b"Td" => {
                if let Some([x, y]) = numbers(operands) {
                    self.writing.next_line(x, y);
                }
            }
            b"TD" => {
                if let Some([x, y]) = numbers(operands) {
                    text.leading = -y;
                    self.writing.next_line(x, y);
                }
            }
            b"Tm" => {
                if let Some(matrix) = numbers(operands) {
                    self.writing.set(Matrix(matrix));
                }
            }
            b"T*" => self.writing.next_line(0.0, -text.leading),
            b"Tj" | b"TJ" => self.show(operands),
            b"'" => {
                self.writing.next_line(0.0, -text.leading);
                self.show(operands);
            }
            b"\"" => {
                if let [Token::Number(word), Token::Number(letter), ..] = operands {
                    (text.word_space, text.letter_space) = (*word, *letter);
                }
                self.writing.next_line(0.0, -self.state.text.leading);
                self.show(operands.last().map_or(&[], std::slice::from_ref));
            }
            _ => return false,
        }
        true
    }

    fn show(&mut self, operands: &[Token]) {
        for token in operands {
            match token {
                Token::String(string) => {
                    string.decode(&mut self.bytes);
                    self.writing.show(&self.state, &self.bytes, self.ink, &mut self.scratch);
                }
                Token::Number(by) => self.writing.adjust(&self.state, *by),
                _ => {}
            }
        }
    }

    fn resource(&self, resources: Option<&'f Dictionary>, kind: &[u8], name: &[u8]) -> Option<&'f Object> {
        let of_kind = self.file.dict(resources?, kind)?;
        if name.contains(&b'#') { of_kind.get(&plain_name(name)).ok() } else { of_kind.get(name).ok() }
    }

    fn font(&mut self, name: &[u8], resources: Option<&'f Dictionary>) -> Option<Arc<Font<'f>>> {
        let object = self.resource(resources, b"Font", name)?;
        self.load_font(object)
    }

    fn load_font(&mut self, object: &'f Object) -> Option<Arc<Font<'f>>> {
        let fonts = self.fonts;
        self.used.entry(std::ptr::from_ref(object)).or_insert_with(|| fonts.get(object)).clone()
    }

    fn external_state(&mut self, operands: &[Token], resources: Option<&'f Dictionary>) {
        let Some(Token::Name(name)) = operands.first() else { return };
        let Some(set) = self.resource(resources, b"ExtGState", name).and_then(|o| as_dict(self.file.get(o)?)) else {
            return;
        };
        if let Some(width) = self.file.number(set, b"LW") {
            self.state.line_width = width.abs();
        }
        if let Some([font, size]) = self.file.array(set, b"Font").and_then(|f| f.first_chunk::<2>()) {
            self.state.text.font = self.load_font(font);
            self.state.text.size = self.file.as_number(size).unwrap_or(self.state.text.size);
        }
    }

    fn space(&self, operands: &[Token], resources: Option<&'f Dictionary>) -> Space {
        let Some(Token::Name(name)) = operands.first() else { return Space::Other };
        let of = |name: &[u8]| match name {
            b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"G" | b"RGB" | b"CMYK" | b"CalGray" | b"CalRGB"
            | b"ICCBased" => Space::Device,
            b"Separation" | b"DeviceN" => Space::Inks,
            _ => Space::Other,
        };
        match self.resource(resources, b"ColorSpace", name).and_then(|o| self.file.get(o)) {
            Some(Object::Name(name)) => of(name),
            Some(Object::Array(parts)) => {
                parts.first().and_then(|p| self.file.get(p)?.as_name().ok()).map_or(Space::Other, of)
            }
            _ => of(name),
        }
    }

    /// `Do`: a form is run, an image leaves its box.
    fn object(&mut self, operands: &[Token], resources: Option<&'f Dictionary>, depth: u32) {
        let Some(Token::Name(name)) = operands.first() else { return };
        let object = self.resource(resources, b"XObject", name).and_then(|o| self.file.get(o));
        let Some(Object::Stream(stream)) = object else { return };
        if stream.dict.get(b"OC").is_ok_and(|layer| self.file.hides(layer)) {
            return;
        }
        match self.file.name(&stream.dict, b"Subtype") {
            Some(b"Image") => self.image(),
            _ => self.form(stream, resources, depth, Matrix::IDENTITY),
        }
    }

    fn form(&mut self, stream: &'f Stream, outer: Option<&'f Dictionary>, depth: u32, place: Matrix) {
        if depth >= DEPTH || self.saved.len() >= SAVED {
            return;
        }
        let dict = &stream.dict;
        let matrix = self.file.numbers(dict, b"Matrix").map_or(Matrix::IDENTITY, Matrix);
        let ctm = matrix.then(place).then(self.state.ctm);
        let Some(content) = self.file.decode(stream).filter(|_| ctm.is_sane()) else { return };
        self.saved.push(self.state.clone());
        let writing = std::mem::take(&mut self.writing);
        self.state.ctm = ctm;
        if let Some([x0, y0, x1, y1]) = self.file.numbers(dict, b"BBox") {
            self.state.clip = shared(self.state.clip, ctm.map_box(x0, y0, x1, y1));
        }
        let own = self.file.dict(dict, b"Resources").or(outer);
        self.run(&content, own, depth + 1);
        self.writing = writing;
        self.restore();
    }

    /// The appearances of annotations that are shown: filled-in fields, text boxes, stamps.
    fn annotations(&mut self, page: &'f Dictionary, frame: &Frame) {
        let file = self.file;
        for item in file.array(page, b"Annots").unwrap_or_default().iter().take(10_000) {
            let Some(annotation) = file.get(item).and_then(as_dict) else { continue };
            let flags = file.number(annotation, b"F").unwrap_or(0.0) as u32;
            let kind = file.name(annotation, b"Subtype").unwrap_or_default();
            // hidden, or not to be seen
            let hidden = flags & (2 | 32) != 0 || annotation.get(b"OC").is_ok_and(|layer| file.hides(layer));
            if hidden || matches!(kind, b"Popup" | b"Link") {
                continue;
            }
            let normal = file.dict(annotation, b"AP").and_then(|ap| file.entry(ap, b"N"));
            let stream = match normal {
                Some(Object::Stream(stream)) => Some(stream),
                Some(Object::Dictionary(states)) => {
                    file.name(annotation, b"AS").and_then(|state| file.stream(states, state))
                }
                _ => None,
            };
            let rect: Option<[f32; 4]> = file.numbers(annotation, b"Rect");
            let (Some(stream), Some(rect)) = (stream, rect) else { continue };
            let clip = [0.0, 0.0, frame.width, frame.height];
            self.state = State::new(frame.upright, clip);
            if let Some(place) = fitted(file, stream, rect) {
                self.form(stream, None, 0, place);
            }
        }
    }
}

/// A name with its `#xx` replaced.
fn plain_name(name: &[u8]) -> Vec<u8> {
    let digit = |at: usize| name.get(at).and_then(|b| char::from(*b).to_digit(16));
    let (mut out, mut at) = (Vec::with_capacity(name.len()), 0);
    while let Some(byte) = name.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'#', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    out
}

/// The map that lays the box of an appearance into the rectangle of its annotation.
fn fitted(file: &File, stream: &Stream, rect: [f32; 4]) -> Option<Matrix> {
    let bbox: [f32; 4] = file.numbers(&stream.dict, b"BBox")?;
    let matrix = file.numbers(&stream.dict, b"Matrix").map_or(Matrix::IDENTITY, Matrix);
    let [x0, y0, x1, y1] = matrix.map_box(bbox[0], bbox[1], bbox[2], bbox[3]);
    let (left, bottom) = (rect[0].min(rect[2]), rect[1].min(rect[3]));
    let scale = |to: f32, from: f32| if from.abs() > 1e-3 { to.abs() / from } else { 1.0 };
    let (sx, sy) = (scale(rect[2] - rect[0], x1 - x0), scale(rect[3] - rect[1], y1 - y0));
    let matrix = Matrix([sx, 0.0, 0.0, sy, left - x0 * sx, bottom - y0 * sy]);
    matrix.is_sane().then_some(matrix)
}

/// The colour after `sc` and `scn`; a pattern is named, not numbered.
fn colour(paint: Paint, operands: &[Token]) -> Paint {
    let numbers: Vec<f32> =
        operands.iter().filter_map(|t| if let Token::Number(n) = t { Some(*n) } else { None }).collect();
    match operands.last() {
        Some(Token::Name(_)) => Paint::in_space(Space::Other),
        _ if numbers.is_empty() => paint,
        _ => paint.with(&numbers),
    }
}
