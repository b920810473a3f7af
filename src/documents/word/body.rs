//! The text of a part: what a reader sees of it, in the order of reading.

use quick_xml::events::BytesStart;

use super::blocks::{Block, Kind, row};
use super::styles::{Styles, numbered, outline};
use super::xml::{self, Handler, attribute, is_on};
use crate::documents::thread::Leave;
use crate::documents::trouble::Trouble;

/// Reads a part with paragraphs: the text itself, or a header.
pub(super) fn read(part: &str, styles: &Styles, leave: &Leave) -> Result<Vec<Block>, Trouble> {
    let mut reader = BodyReader { styles, flows: vec![Vec::new()], rows: Vec::new(), paragraphs: Vec::new(), at: At::default() };
    xml::walk(part, &mut reader, leave)?;
    Ok(reader.flows.into_iter().flatten().collect())
}

/// An open paragraph.
#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    listed: Option<bool>,
    level: Option<usize>,
    /// What stood in its text boxes.
    boxes: Vec<Block>,
}

/// Where in the structure the reader is.
#[derive(Default)]
struct At {
    /// In the properties of a paragraph, whose tabs are stops and not text.
    properties: bool,
    /// In a run of hidden text.
    hidden: bool,
    /// In an element with text.
    text: bool,
    /// In a content control that shows what to write into it.
    placeholder: bool,
}

struct BodyReader<'a> {
    styles: &'a Styles,
    /// Finished paragraphs: the body's, and above it those of open cells and text boxes.
    flows: Vec<Vec<Block>>,
    /// Cells of open rows.
    rows: Vec<Vec<Vec<Block>>>,
    paragraphs: Vec<Paragraph>,
    at: At,
}

impl BodyReader<'_> {
    fn write(&mut self, text: &str) {
        if let Some(open) = self.paragraphs.last_mut().filter(|_| !self.at.hidden) {
            open.text.push_str(text);
        }
    }

    fn flow(&mut self, blocks: impl IntoIterator<Item = Block>) {
        if let Some(flow) = self.flows.last_mut() {
            flow.extend(blocks);
        }
    }

    fn close_paragraph(&mut self) {
        let Some(done) = self.paragraphs.pop() else { return };
        let style = done.style.as_deref().unwrap_or_default();
        let level = done.level.or_else(|| self.styles.heading(style));
        let listed = done.listed.unwrap_or_else(|| self.styles.is_list(style));
        let kind = match level {
            Some(level) => Kind::Heading(level),
            None if listed => Kind::Item,
            None => Kind::Plain,
        };
        let text = done.text.trim().to_owned();
        let kind = if text.is_empty() { Kind::Plain } else { kind };
        self.flow([Block { text, kind, apart: false }]);
        self.flow(done.boxes);
    }
}

/// Takes out empty paragraphs, by which people part what does not belong together: what follows one stands apart.
fn parted(blocks: Vec<Block>) -> Vec<Block> {
    let mut apart = false;
    let mut parted = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if block.text.is_empty() {
            apart = true;
        } else {
            block.apart |= apart;
            apart = false;
            parted.push(block);
        }
    }
    parted
}

impl Handler for BodyReader<'_> {
    fn start(&mut self, name: &[u8], element: &BytesStart<'_>) -> bool {
        match name {
            // What is no longer there, what is there a second time for old programs, and how things were before.
            b"del" | b"moveFrom" | b"Fallback" | b"pPrChange" | b"rPrChange" | b"tblPrChange" => return false,
            b"sdtContent" if std::mem::take(&mut self.at.placeholder) => return false,
            b"showingPlcHdr" => self.at.placeholder = true,
            b"p" => self.paragraphs.push(Paragraph::default()),
            b"pPr" => self.at.properties = true,
            b"r" => self.at.hidden = false,
            b"vanish" if !self.at.properties => self.at.hidden = is_on(element),
            b"t" => self.at.text = true,
            b"tab" | b"ptab" if !self.at.properties => self.write("\t"),
            b"br" | b"cr" => self.write("\n"),
            b"noBreakHyphen" => self.write("-"),
            b"sym" => {
                let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                if let Some(sign) = code.and_then(char::from_u32) {
                    self.write(sign.encode_utf8(&mut [0; 4]));
                }
            }
            b"txbxContent" | b"tc" => self.flows.push(Vec::new()),
            b"tr" => self.rows.push(Vec::new()),
            b"pStyle" | b"numId" | b"outlineLvl" => {
                if let Some(open) = self.paragraphs.last_mut() {
                    match name {
                        b"pStyle" => open.style = attribute(element, "val"),
                        b"numId" => open.listed = Some(numbered(element)),
                        _ => open.level = outline(element),
                    }
                }
            }
            _ => {}
        }
        true
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"p" => self.close_paragraph(),
            b"pPr" => self.at.properties = false,
            b"t" => self.at.text = false,
            b"sdt" => self.at.placeholder = false,
            b"r" => self.at.hidden = false,
            b"txbxContent" if self.flows.len() > 1 => {
                let mut inside = parted(self.flows.pop().unwrap_or_default());
                if let Some(first) = inside.first_mut() {
                    first.apart = true;
                }
                if let Some(open) = self.paragraphs.last_mut() {
                    open.boxes.extend(inside);
                }
            }
            b"tc" if self.flows.len() > 1 => {
                let cell = parted(self.flows.pop().unwrap_or_default());
                if let Some(cells) = self.rows.last_mut() {
                    cells.push(cell);
                }
            }
            b"tr" => {
                let cells = self.rows.pop().unwrap_or_default();
                self.flow(row(cells));
            }
            b"body" | b"hdr" => {
                let flow = self.flows.pop().unwrap_or_default();
                self.flows.push(parted(flow));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.at.text {
            self.write(text);
        }
    }
}
