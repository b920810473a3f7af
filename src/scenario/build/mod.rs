//! From the shapes of the files to the model, noting every problem on the way.

mod bank;
mod calibration;
mod guide;
mod lines;
mod people;
mod play;
mod question;
mod scenario;

pub(super) use bank::bank;
pub(super) use calibration::calibration;
pub(super) use guide::{find as find_guide, guide};
pub(super) use lines::language;
pub(super) use people::{advice, persona, rubric};
pub(super) use question::Rules;
pub(super) use scenario::scenario;

use std::collections::BTreeSet;

use super::check::similar::{Fingerprint, Stems};
use super::model::Question;
use super::problem::{Place, Sheet};

/// What the other files are called. References are looked up here, so that a reference into a file that is there but
/// broken is not a second problem.
#[derive(Default)]
pub(super) struct Present {
    pub(super) rubrics: BTreeSet<String>,
    pub(super) personas: BTreeSet<String>,
    pub(super) banks: BTreeSet<String>,
    pub(super) languages: BTreeSet<String>,
}

/// Every question that was read, for the search for doubles.
#[derive(Default)]
pub(super) struct Asked {
    stems: Stems,
    pub(super) entries: Vec<Entry>,
}

/// A question and where it stands.
pub(super) struct Entry {
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) id: String,
    pub(super) print: Fingerprint,
}

impl Asked {
    /// Remembers a question.
    pub(super) fn add(&mut self, sheet: &Sheet<'_>, place: &impl Place, question: &Question) {
        let (file, line) = (sheet.file.to_owned(), sheet.line(place));
        self.entries.push(Entry { file, line, id: question.id.clone(), print: self.stems.fingerprint(question) });
    }
}

/// Whether an id is made of small letters, digits and hyphens (or underscores, in rubrics).
fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-' || sign == '_')
}

/// Notes when the id in a file is not the one that its path says.
fn check_id(sheet: &mut Sheet<'_>, id: &super::parse::Text, expected: &str) {
    if id.get_ref() != expected {
        let found = id.get_ref();
        sheet.error(id, format!("The id `{found}` differs from the path, which says `{expected}`; make them equal."));
    }
}

/// Notes when a text that a person reads is empty.
fn check_filled(sheet: &mut Sheet<'_>, text: &super::parse::Text, key: &str) {
    if text.get_ref().trim().is_empty() {
        sheet.error(text, format!("`{key}` is empty; write it."));
    }
}
