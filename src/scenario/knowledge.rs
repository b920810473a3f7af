//! Guides for candidates: their shape, and the pieces in which they are searched.
//!
//! Length is counted in tokens: words and numbers by the word boundaries of Unicode (UAX 29), and groups of punctuation
//! without a space between them. A language model's tokeniser finds about a third more in English text.

use std::fmt;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation as _;

/// Tokens of a chunk, at most.
pub const CHUNK_TOKENS: usize = 512;
/// Tokens that a chunk repeats from the one before it in the same section, so that a thought that was cut in two is whole in one of them.
pub const OVERLAP_TOKENS: usize = 50;

/// A guide, `seeds/knowledge/ID.md`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// The file's name without its ending.
    pub id: String,
    /// As shown.
    pub title: String,
    /// What stands between the title and the first section; may be empty.
    pub summary: String,
    /// In the order of the file.
    pub sections: Vec<GuideSection>,
}

/// A section of a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideSection {
    /// As shown.
    pub heading: String,
    /// What references name it by, unique in the guide: [`anchor_of`] the heading.
    pub anchor: String,
    /// Markdown.
    pub text: String,
}

/// A place in a guide, named so that a person finds it without the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct GuideRef {
    /// The guide's id.
    pub guide: String,
    /// The guide's title.
    pub title: String,
    /// The section's heading; the guide's title when all of it is meant.
    pub section: String,
    /// The section's anchor in the guide.
    pub anchor: String,
}

/// A piece of one section that is short enough to be ranked and read by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chunk {
    /// Where it stands. The summary stands under the guide's title.
    pub place: GuideRef,
    /// Counts the pieces of one section from 0.
    pub part: u32,
    /// Its words, letter for letter.
    pub text: String,
}

impl fmt::Display for GuideRef {
    /// The guide's title and the section's heading; the title alone when all of the guide is meant.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)?;
        if self.section == self.title { Ok(()) } else { write!(f, ", {}", self.section) }
    }
}

impl Guide {
    /// The section with this anchor.
    #[must_use]
    pub fn section(&self, anchor: &str) -> Option<&GuideSection> {
        self.sections.iter().find(|section| section.anchor == anchor)
    }

    /// The guide as a whole.
    #[must_use]
    pub fn whole(&self) -> GuideRef {
        self.place(&self.title, &anchor_of(&self.title))
    }

    fn place(&self, section: &str, anchor: &str) -> GuideRef {
        GuideRef { guide: self.id.clone(), title: self.title.clone(), section: section.to_owned(), anchor: anchor.to_owned() }
    }

    /// The section with this anchor, or the whole under the title's anchor or none.
    #[must_use]
    pub fn find(&self, anchor: Option<&str>) -> Option<GuideRef> {
        match anchor {
            None => Some(self.whole()),
            Some(anchor) if anchor == anchor_of(&self.title) => Some(self.whole()),
            Some(anchor) => self.section(anchor).map(|section| self.place(&section.heading, &section.anchor)),
        }
    }

    /// All of its text in pieces of at most [`CHUNK_TOKENS`], none of which reaches over the end of a section.
    #[must_use]
    pub fn chunks(&self) -> Vec<Chunk> {
        let summary = (self.whole(), self.summary.as_str());
        let sections = self.sections.iter().map(|section| (self.place(&section.heading, &section.anchor), section.text.as_str()));
        let mut chunks = Vec::new();
        for (place, text) in std::iter::once(summary).chain(sections) {
            let pieces = pieces(text).into_iter().zip(0..);
            chunks.extend(pieces.map(|(range, part)| Chunk { place: place.clone(), part, text: text[range].to_owned() }));
        }
        chunks
    }
}

/// A heading as the end of an address, in the way that Markdown pages have it: small letters, digits, and hyphens for spaces.
#[must_use]
pub fn anchor_of(heading: &str) -> String {
    let lower = heading.trim().to_lowercase();
    let kept = lower.chars().filter(|sign| sign.is_alphanumeric() || sign.is_whitespace() || matches!(sign, '-' | '_'));
    kept.map(|sign| if sign.is_whitespace() { '-' } else { sign }).collect()
}

/// Where the tokens of a text stand, in bytes.
#[must_use]
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut in_group = false;
    for (start, piece) in text.split_word_bound_indices() {
        let range = start..start + piece.len();
        if piece.chars().all(char::is_whitespace) {
            in_group = false;
        } else if piece.chars().any(char::is_alphanumeric) {
            found.push(range);
            in_group = false;
        } else if let Some(group) = found.last_mut().filter(|_| in_group) {
            group.end = range.end;
        } else {
            found.push(range);
            in_group = true;
        }
    }
    found
}

/// Cuts a text; each piece after the first begins with the last [`OVERLAP_TOKENS`] tokens of the one before it.
fn pieces(text: &str) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut first = 0;
    while first < tokens.len() {
        let end = if tokens.len() - first <= CHUNK_TOKENS { tokens.len() } else { cut(text, &tokens, first) };
        found.push(tokens[first].start..tokens[end - 1].end);
        first = if end == tokens.len() { end } else { end - OVERLAP_TOKENS };
    }
    found
}

/// The token before which a piece that begins with the token `first` ends: after the last paragraph that fits, or else the
/// last sentence, unless that would leave the piece half empty.
fn cut(text: &str, tokens: &[Range<usize>], first: usize) -> usize {
    let gap = |end: usize| &text[tokens[end - 1].end..tokens[end].start];
    let paragraph = |end: &usize| gap(*end).matches('\n').count() > 1;
    let sentence = |end: &usize| !gap(*end).is_empty() && text[tokens[end - 1].clone()].contains(['.', '?', '!']);
    let full = first + CHUNK_TOKENS;
    let mut ends = (first + CHUNK_TOKENS / 2..=full).rev();
    ends.clone().find(paragraph).or_else(|| ends.find(sentence)).unwrap_or(full)
}
