//! PDF: signs at places on pages, from which lines, columns and paragraphs have to be found again.
//!
//! `signs` runs the pages' drawing instructions and notes each sign with its place; `lines` puts signs together to words and
//! pieces of lines; `columns` brings these into the order in which people read them; `paragraphs` makes text of them.

mod columns;
mod lines;
mod paragraphs;
mod signs;
mod weigh;

use hayro_font::hayro_syntax::{LoadPdfError, Pdf};

use super::Limits;
use super::kind::contains;
use super::thread::Leave;
use super::trouble::Trouble;

/// The mark of the end stands within so many bytes of it; some programs append a few of their own.
const END_WITHIN: usize = 2048;

/// The text of all pages in the order of reading.
pub(super) fn read(content: Vec<u8>, limits: &Limits, leave: &Leave) -> Result<String, Trouble> {
    if !contains(&content[content.len().saturating_sub(END_WITHIN)..], b"%%EOF") {
        return Err(Trouble::Truncated);
    }
    weigh::packed(&content, limits.unpacked, leave)?;
    let pdf = Pdf::new(content).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Trouble::Locked,
        LoadPdfError::Invalid => Trouble::Damaged,
    })?;
    weigh::objects(&pdf, limits.unpacked, leave)?;
    let pages = pdf.pages().len();
    if pages == 0 {
        return Err(Trouble::Damaged);
    }
    if pages > limits.pages {
        return Err(Trouble::TooManyPages { pages, most: limits.pages });
    }
    let seen = signs::of(&pdf, leave)?;
    let known = seen.pages.iter().flatten().filter(|sign| !sign.is_blank() && !sign.is_unknown()).count();
    let unknown = seen.pages.iter().flatten().filter(|sign| sign.is_unknown()).count();
    if unknown > known {
        return Err(Trouble::NoLetters);
    }
    if known == 0 {
        return Err(if seen.pictures > 0 { Trouble::Scanned } else { Trouble::NoText });
    }
    let mut pages = Vec::with_capacity(seen.pages.len());
    for signs in seen.pages {
        leave.check()?;
        pages.push(columns::in_order(lines::pieces(signs)));
    }
    Ok(paragraphs::text(pages))
}
