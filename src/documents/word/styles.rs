//! Which styles make a paragraph an item of a list or a heading.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::xml::{self, Handler, attribute};
use crate::documents::thread::Leave;
use crate::documents::trouble::Trouble;

/// A style may rest on another, and that on another, so often.
const CHAIN: usize = 16;

/// The styles of a document by their ids.
#[derive(Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

#[derive(Default)]
struct Style {
    rests_on: Option<String>,
    listed: Option<bool>,
    level: Option<usize>,
}

impl Styles {
    /// Whether paragraphs of this style are items of a list.
    pub(super) fn is_list(&self, id: &str) -> bool {
        self.chain(id).find_map(|style| style.listed).unwrap_or(false)
    }

    /// The level of a heading from 0 on, if paragraphs of this style are headings.
    pub(super) fn heading(&self, id: &str) -> Option<usize> {
        self.chain(id).find_map(|style| style.level)
    }

    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        std::iter::successors(self.0.get(id), |style| self.0.get(style.rests_on.as_ref()?)).take(CHAIN)
    }
}

/// Reads the part with the styles.
pub(super) fn read(part: &str, leave: &Leave) -> Result<Styles, Trouble> {
    let mut reader = StyleReader::default();
    xml::walk(part, &mut reader, leave)?;
    Ok(reader.styles)
}

/// The level in the value of `outlineLvl`; 9 means body text.
pub(super) fn outline(element: &BytesStart<'_>) -> Option<usize> {
    attribute(element, "val")?.parse().ok().filter(|level| *level < 9)
}

/// Whether the value of `numId` names a list; 0 takes a paragraph out of it.
pub(super) fn numbered(element: &BytesStart<'_>) -> bool {
    attribute(element, "val").is_none_or(|id| id != "0")
}

#[derive(Default)]
struct StyleReader {
    styles: Styles,
    open: Option<(String, Style)>,
}

impl Handler for StyleReader {
    fn start(&mut self, name: &[u8], element: &BytesStart<'_>) -> bool {
        if name == b"style" {
            self.open = attribute(element, "styleId").map(|id| (id, Style::default()));
        }
        let Some((_, style)) = &mut self.open else { return true };
        match name {
            b"basedOn" => style.rests_on = attribute(element, "val"),
            b"numId" => style.listed = Some(numbered(element)),
            b"outlineLvl" => style.level = outline(element),
            b"name" => {
                // Names are English in every language of Word, ids are not.
                let name = attribute(element, "val").unwrap_or_default().to_ascii_lowercase();
                let heading = name.strip_prefix("heading ").and_then(|level| level.parse::<usize>().ok());
                style.level = heading.map(|level| level.saturating_sub(1));
                style.listed = (name.starts_with("list bullet") || name.starts_with("list number")).then_some(true);
            }
            _ => {}
        }
        true
    }

    fn end(&mut self, name: &[u8]) {
        if name == b"style"
            && let Some((id, style)) = self.open.take()
        {
            self.styles.0.insert(id, style);
        }
    }

    fn text(&mut self, _: &str) {}
}
