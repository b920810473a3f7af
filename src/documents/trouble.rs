//! Why there is no text to be had from a file, and what to do about it.

use super::MOST_BYTES;

/// A file that was not read. Names the file, never its words.
#[derive(Debug, thiserror::Error)]
#[error("{name} {trouble}")]
pub struct DocumentError {
    /// The file's name without its folder.
    pub name: String,
    /// What is wrong with it.
    pub trouble: Trouble,
}

/// What is wrong with a file: the rest of a sentence that begins with its name.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// It is not there, or may not be read.
    #[error("cannot be read: {0}; check the path and that the file may be read")]
    Unreadable(std::io::Error),
    /// Too large.
    #[error("has {:.1} MB and may have {}; save it without pictures, or paste its text", *.0 as f64 / MEGABYTE, MOST_BYTES / (1024 * 1024))]
    TooLarge(u64),
    /// Not a byte in it.
    #[error("is empty (0 bytes); choose another file or paste the text")]
    Empty,
    /// Neither a PDF nor a Word document nor a text.
    #[error("is {0}, and only PDF, Word (.docx) and plain text are read; save it as one of these, or paste its text")]
    WrongKind(&'static str),
    /// Wants a password.
    #[error("is protected with a password; save it without one, or paste its text")]
    Locked,
    /// Pictures of pages.
    #[error(
        "holds only pictures of its pages, as a scanner makes them; save it as PDF or .docx from the program that it was written in, or paste its text"
    )]
    Scanned,
    /// Its letters are drawn, and nothing says which they are.
    #[error("does not say which letters its signs stand for; save it as .docx, or paste its text")]
    NoLetters,
    /// Whole, and without a word.
    #[error("has no text in it; choose another file or paste the text")]
    NoText,
    /// Breaks off.
    #[error("ends in the middle; download or save it again, or paste its text")]
    Truncated,
    /// Not as such a file should be.
    #[error("is damaged; open it in the program that it was made with and save it again, or paste its text")]
    Damaged,
    /// A zip bomb, by purpose or not.
    #[error("unpacks to far more than a resume or an advert can need; save it anew without pictures, or paste its text")]
    Bomb,
    /// A book.
    #[error("has {pages} pages and may have {most}; save the pages that matter, or paste their text")]
    TooManyPages {
        /// How many it has.
        pages: usize,
        /// How many it may have.
        most: usize,
    },
    /// Was given up.
    #[error("takes too long to read; save it in a simpler form, such as .txt, or paste its text")]
    TooSlow,
}

/// Bytes.
const MEGABYTE: f64 = 1024.0 * 1024.0;
