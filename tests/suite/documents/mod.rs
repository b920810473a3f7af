//! Resumes and adverts as files: PDF, Word, text, and what is none of these.

mod facts;
mod hostile;
mod kinds;
mod pdf;
mod pdf_columns;
mod pdf_file;
mod pdf_trouble;
mod terminal;
mod typeset;
mod word;
mod word_file;

use std::fs;

use greenroom::documents::{Document, DocumentError, Limits, read_within};

/// Reads bytes as if they were a file of this name.
fn read_as(name: &str, content: &[u8], limits: &Limits) -> Result<Document, DocumentError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    read_within(&path, limits)
}

/// The text of a file with a name that says nothing.
fn text(content: &[u8]) -> String {
    read_as("file", content, &Limits::default()).unwrap().text
}

/// The sentence about a file that cannot be read.
fn problem(content: &[u8]) -> String {
    problem_within(content, &Limits::default())
}

fn problem_within(content: &[u8], limits: &Limits) -> String {
    sentence(&read_as("cv.pdf", content, limits).unwrap_err())
}

/// One sentence that names the file and says what to do.
fn sentence(error: &DocumentError) -> String {
    let sentence = error.to_string();
    assert!(sentence.starts_with("cv.pdf ") && !sentence.contains('\n') && !sentence.contains(". "), "{sentence}");
    assert!(["; ", "save it"].iter().any(|advice| sentence.contains(advice)), "{sentence}");
    sentence
}
