//! Runs the instructions that draw a page, as far as they draw text.

use std::sync::Arc;

use hayro_font::hayro_cmap::BfString;
use hayro_font::hayro_syntax::Pdf;
use hayro_font::hayro_syntax::content::TypedIter;
use hayro_font::hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_font::hayro_syntax::object::dict::keys::{FORM, IMAGE, MATRIX, RESOURCES, SUBTYPE};
use hayro_font::hayro_syntax::object::{Name, Object, Stream};
use hayro_font::hayro_syntax::page::Resources;
use hayro_font::kurbo::{Affine, Point};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, UNITS_PER_EM};

use crate::documents::thread::Leave;
use crate::documents::trouble::Trouble;

/// Drawings inside drawings; what people make has three or four.
const DEEPEST: usize = 12;
/// States put aside by one drawing.
const MOST_STATES: usize = 512;
/// Instructions of a document, all repetitions counted: a page with finely drawn maps has a million.
const MOST_INSTRUCTIONS: u64 = 20_000_000;
/// Signs of a document: eighty closely written pages.
const MOST_SIGNS: usize = 400_000;

/// A sign on a page. Lengths are points of a page that is upright, with y downwards.
#[derive(Clone, Debug)]
pub(super) struct Sign {
    /// What it stands for; more than one letter for a ligature, and nothing when nobody knows.
    pub(super) text: String,
    /// Left end of its base line.
    pub(super) x: f64,
    /// Height of its base line.
    pub(super) y: f64,
    /// How far it reaches to the right.
    pub(super) width: f64,
    /// Size of the writing.
    pub(super) size: f64,
    /// Quarter turns by which the writing is turned; the place is as if it were not.
    pub(super) turned: u8,
}

impl Sign {
    pub(super) fn is_blank(&self) -> bool {
        !self.text.is_empty() && self.text.chars().all(char::is_whitespace)
    }

    pub(super) fn is_unknown(&self) -> bool {
        self.text.is_empty()
    }
}

/// What pages show.
#[derive(Default)]
pub(super) struct Seen {
    /// The signs of each page, in the order of drawing.
    pub(super) pages: Vec<Vec<Sign>>,
    /// Pictures on all of them.
    pub(super) pictures: usize,
}

/// All signs of a document.
pub(super) fn of(pdf: &Pdf, leave: &Leave) -> Result<Seen, Trouble> {
    let standard: FontResolverFn = Arc::new(|wanted| match wanted {
        FontQuery::Standard(font) => Some(font.get_font_data()),
        FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
    });
    let mut drawing = Drawing {
        fonts: FontCache::new(),
        standard,
        maps: Arc::new(|_| None),
        leave,
        instructions: 0,
        signs: Vec::new(),
        all: 0,
        pictures: 0,
    };
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        leave.check()?;
        let upright = Affine::new(page.initial_transform(true).as_coeffs());
        drawing.run(page.typed_operations(), page.resources(), upright, 0)?;
        pages.push(std::mem::take(&mut drawing.signs));
    }
    Ok(Seen { pages, pictures: drawing.pictures })
}

struct Drawing<'a, 'l> {
    fonts: FontCache<'a>,
    standard: FontResolverFn,
    maps: CMapResolverFn,
    leave: &'l Leave,
    instructions: u64,
    signs: Vec<Sign>,
    all: usize,
    pictures: usize,
}

/// The graphics state, as far as text depends on it (ISO 32000-1, 8.4 and 9.3).
#[derive(Clone)]
struct State<'a> {
    page: Affine,
    font: Option<Font<'a>>,
    size: f64,
    between_signs: f64,
    between_words: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Where the next sign goes and where its line began.
#[derive(Clone, Copy)]
struct Pen {
    at: Affine,
    line: Affine,
}

impl Pen {
    fn set(&mut self, at: Affine) {
        self.at = at;
        self.line = at;
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set(self.line * Affine::translate((x, y)));
    }

    fn advance(&mut self, x: f64, y: f64) {
        self.at *= Affine::translate((x, y));
    }
}

impl<'a> Drawing<'a, '_> {
    fn run(&mut self, mut instructions: TypedIter<'_>, resources: &Resources<'a>, page: Affine, depth: usize) -> Result<(), Trouble> {
        let mut state =
            State { page, font: None, size: 1.0, between_signs: 0.0, between_words: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0 };
        let mut aside: Vec<State<'a>> = Vec::new();
        let mut pen = Pen { at: Affine::IDENTITY, line: Affine::IDENTITY };
        while let Some(instruction) = instructions.next() {
            self.count()?;
            match instruction {
                Op::SaveState(_) if aside.len() < MOST_STATES => aside.push(state.clone()),
                Op::RestoreState(_) => state = aside.pop().unwrap_or(state),
                Op::Transform(m) => {
                    let by = [m.0, m.1, m.2, m.3, m.4, m.5].map(|number| number.as_f64());
                    state.page *= Affine::new(by);
                }
                Op::BeginText(_) => pen.set(Affine::IDENTITY),
                Op::SetTextMatrix(m) => pen.set(Affine::new([m.0, m.1, m.2, m.3, m.4, m.5].map(|number| number.as_f64()))),
                Op::TextFont(font) => {
                    state.size = font.1.as_f64();
                    state.font = resources.get_font(font.0).and_then(|dict| self.fonts.font(&dict, &self.standard, &self.maps));
                }
                Op::CharacterSpacing(by) => state.between_signs = by.0.as_f64(),
                Op::WordSpacing(by) => state.between_words = by.0.as_f64(),
                Op::HorizontalScaling(by) => state.stretch = by.0.as_f64() / 100.0,
                Op::TextLeading(by) => state.leading = by.0.as_f64(),
                Op::TextRise(by) => state.rise = by.0.as_f64(),
                Op::NextLine(by) => pen.next_line(by.0.as_f64(), by.1.as_f64()),
                Op::NextLineAndSetLeading(by) => {
                    state.leading = -by.1.as_f64();
                    pen.next_line(by.0.as_f64(), by.1.as_f64());
                }
                Op::NextLineUsingLeading(_) => pen.next_line(0.0, -state.leading),
                Op::ShowText(text) => self.show(text.0.as_bytes(), &state, &mut pen)?,
                Op::NextLineAndShowText(text) => {
                    pen.next_line(0.0, -state.leading);
                    self.show(text.0.as_bytes(), &state, &mut pen)?;
                }
                Op::ShowTextWithParameters(text) => {
                    state.between_words = text.0.as_f64();
                    state.between_signs = text.1.as_f64();
                    pen.next_line(0.0, -state.leading);
                    self.show(text.2.as_bytes(), &state, &mut pen)?;
                }
                Op::ShowTexts(texts) => {
                    for part in texts.0.iter::<Object<'_>>() {
                        self.count()?;
                        match part {
                            Object::String(text) => self.show(text.as_bytes(), &state, &mut pen)?,
                            Object::Number(back) => shift(&state, &mut pen, back.as_f64()),
                            _ => {}
                        }
                    }
                }
                Op::XObject(name) => {
                    if let Some(object) = resources.get_x_object(name.0) {
                        self.object(&object, resources, state.page, depth)?;
                    }
                }
                Op::InlineImage(_) => self.pictures += 1,
                _ => {}
            }
        }
        Ok(())
    }

    fn count(&mut self) -> Result<(), Trouble> {
        self.instructions += 1;
        if self.instructions > MOST_INSTRUCTIONS || self.all > MOST_SIGNS {
            return Err(Trouble::TooSlow);
        }
        if self.instructions.is_multiple_of(64) { self.leave.check() } else { Ok(()) }
    }

    /// A picture, or a drawing within the drawing.
    fn object(&mut self, object: &Stream<'a>, resources: &Resources<'a>, page: Affine, depth: usize) -> Result<(), Trouble> {
        let dict = object.dict();
        let sort = dict.get::<Name<'_>>(SUBTYPE);
        let is = |name: &[u8]| sort.as_ref().is_some_and(|sort| **sort == *name);
        if is(IMAGE) {
            self.pictures += 1;
        }
        if !is(FORM) || depth >= DEEPEST {
            return Ok(());
        }
        self.leave.check()?;
        let Ok(content) = object.decoded_data() else { return Ok(()) };
        let own = dict.get(RESOURCES).map(Resources::new);
        let placed = Affine::new(dict.get::<[f64; 6]>(MATRIX).unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]));
        self.run(TypedIter::new(&content), own.as_ref().unwrap_or(resources), page * placed, depth + 1)
    }

    /// Notes the signs of a string and moves the pen over them (ISO 32000-1, 9.4.4).
    fn show(&mut self, text: &[u8], state: &State<'a>, pen: &mut Pen) -> Result<(), Trouble> {
        let Some(font) = &state.font else { return Ok(()) };
        let mut from = 0;
        while from < text.len() {
            self.count()?;
            let (code, bytes) = font.read_code(text, from);
            from += bytes.max(1);
            let advance = font.code_advance(code) / f64::from(UNITS_PER_EM);
            let scale = Affine::new([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
            let placed = state.page * pen.at * scale;
            let meaning = match font.glyph(font.map_code(code), code) {
                FontGlyph::Outline(glyph) => glyph.as_unicode(),
                FontGlyph::Type3(glyph) => glyph.as_unicode(),
            };
            let words = if bytes == 1 && code == 32 { state.between_words } else { 0.0 };
            let beyond = state.between_signs + words;
            if font.is_horizontal() {
                self.note(meaning, placed, advance.x);
                pen.advance((advance.x * state.size + beyond) * state.stretch, 0.0);
            } else {
                self.note(meaning, placed, advance.y.abs());
                pen.advance(0.0, advance.y * state.size + beyond);
            }
        }
        Ok(())
    }

    fn note(&mut self, meaning: Option<BfString>, placed: Affine, width: f64) {
        let from = placed * Point::ZERO;
        let along = placed * Point::new(1.0, 0.0) - from;
        let size = (placed * Point::new(0.0, 1.0) - from).hypot();
        let across = along.hypot();
        if !(from.x.is_finite() && from.y.is_finite() && size.is_finite() && across.is_finite()) || size < 0.1 {
            return;
        }
        // Writing at an angle is a watermark.
        let (x, y, turned) = match (along.x / across, along.y / across) {
            (cos, _) if cos > 0.99 => (from.x, from.y, 0),
            (cos, _) if cos < -0.99 => (-from.x, -from.y, 2),
            (_, sin) if sin > 0.99 => (from.y, -from.x, 1),
            (_, sin) if sin < -0.99 => (-from.y, from.x, 3),
            _ => return,
        };
        let text = match meaning {
            Some(BfString::Char(sign)) => sign.to_string(),
            Some(BfString::String(signs)) => signs,
            None => String::new(),
        };
        self.all += 1;
        self.signs.push(Sign { text, x, y, width: (width * across).max(0.0), size, turned });
    }
}

/// Moves the pen back by thousandths of the size.
fn shift(state: &State<'_>, pen: &mut Pen, thousandths: f64) {
    let by = -thousandths / 1000.0 * state.size;
    if state.font.as_ref().is_none_or(Font::is_horizontal) {
        pen.advance(by * state.stretch, 0.0);
    } else {
        pen.advance(0.0, by);
    }
}
