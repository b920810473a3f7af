//! What is wrong with a content file, and where.

use std::fmt;
use std::ops::Range;

use serde::Serialize;
use toml::Spanned;

/// Whether content can be published with this problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Has to be corrected.
    Error,
    /// Worth a look.
    Warning,
}

/// One finding in one file: what, where and what to do, as one sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file's path, such as `seeds/banks/healthcare/nursing.toml`.
    pub file: String,
    /// The line, from 1; `None` when it concerns the file as a whole.
    pub line: Option<usize>,
    /// How bad it is.
    pub severity: Severity,
    /// The sentence.
    pub message: String,
}

impl fmt::Display for Problem {
    /// `seeds/x.toml:12: ...`, with `warning:` before what is only that.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        f.write_str(if self.severity == Severity::Warning { ": warning: " } else { ": " })?;
        f.write_str(&self.message)
    }
}

/// A place in a file: the number of a byte.
pub(super) trait Place {
    /// The first byte.
    fn byte(&self) -> usize;
}

impl<T> Place for Spanned<T> {
    fn byte(&self) -> usize {
        self.span().start
    }
}

impl Place for Range<usize> {
    fn byte(&self) -> usize {
        self.start
    }
}

/// A file while it is read: knows its lines and collects its problems.
pub(super) struct Sheet<'a> {
    /// The path that problems are reported under.
    pub(super) file: &'a str,
    /// The whole text.
    pub(super) text: &'a str,
    /// What was found.
    pub(super) problems: Vec<Problem>,
}

impl<'a> Sheet<'a> {
    /// A file in which nothing has been found.
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, problems: Vec::new() }
    }

    /// The line of a place, from 1.
    pub(super) fn line(&self, place: &impl Place) -> usize {
        let end = place.byte().min(self.text.len());
        1 + self.text.as_bytes()[..end].iter().filter(|byte| **byte == b'\n').count()
    }

    /// Notes an error at a place.
    pub(super) fn error(&mut self, place: &impl Place, message: impl Into<String>) {
        let line = Some(self.line(place));
        self.push(line, Severity::Error, message.into());
    }

    /// Notes a warning at a place.
    pub(super) fn warning(&mut self, place: &impl Place, message: impl Into<String>) {
        let line = Some(self.line(place));
        self.push(line, Severity::Warning, message.into());
    }

    /// Notes an error that has no line.
    pub(super) fn fault(&mut self, message: impl Into<String>) {
        self.push(None, Severity::Error, message.into());
    }

    fn push(&mut self, line: Option<usize>, severity: Severity, message: String) {
        self.problems.push(Problem { file: self.file.to_owned(), line, severity, message });
    }
}
