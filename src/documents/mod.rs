//! From a file to plain text: what the candidate's resume and the job's description are read from.
//!
//! [`read`] takes PDF, Word (`.docx`) and plain text. What a file is, is told by its content and not by its name. It is read
//! on a thread of its own within [`Limits`], so that no file can stop the program, fill the memory or take forever: a
//! library that panics over it, and a file that unpacks to gigabytes, end in a [`Trouble`] like any other.

mod kind;
mod pdf;
mod plain;
mod thread;
mod tidy;
mod trouble;
mod word;

use std::path::Path;
use std::time::Duration;

pub use kind::Format;
pub use trouble::{DocumentError, Trouble};

/// Bytes that a file may have (requirement A-05).
pub const MOST_BYTES: u64 = 5 * 1024 * 1024;

/// How much is done for one file.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes that it may have.
    pub bytes: u64,
    /// Bytes that everything packed in it may have when it is unpacked.
    pub unpacked: u64,
    /// Pages that it may have.
    pub pages: usize,
    /// Time that reading it may take.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: MOST_BYTES, unpacked: 256 * 1024 * 1024, pages: 50, time: Duration::from_secs(10) }
    }
}

/// What stood in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The file's name without its folder.
    pub name: String,
    /// What it was.
    pub format: Format,
    /// Its text: one line for each line or paragraph, a blank line between blocks, `- ` before items of lists.
    pub text: String,
}

/// Reads a document. Waits for it, as long as [`Limits::default`] allows.
///
/// # Errors
/// When there is no text to be had from it, with what to do about it.
pub fn read(path: &Path) -> Result<Document, DocumentError> {
    read_within(path, &Limits::default())
}

/// Reads a document within other limits.
///
/// # Errors
/// Like [`read`].
pub fn read_within(path: &Path, limits: &Limits) -> Result<Document, DocumentError> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let (path, inside) = (path.to_owned(), *limits);
    let read = thread::within(limits.time, move |leave| {
        let content = plain::load(&path, &inside)?;
        let format = kind::of(&content)?;
        let text = match format {
            Format::Pdf => pdf::read(content, &inside, leave)?,
            Format::Word => word::read(&content, &inside, leave)?,
            Format::Text => plain::decode(&content)?,
        };
        let text = tidy::tidy(&text);
        if text.is_empty() { Err(Trouble::NoText) } else { Ok((format, text)) }
    });
    match read {
        Ok((format, text)) => Ok(Document { name, format, text }),
        Err(trouble) => Err(DocumentError { name, trouble }),
    }
}
