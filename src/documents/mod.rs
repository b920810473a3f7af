//! From a file to plain text: what the candidate's resume and the job's description are read from.

use std::fs;
use std::path::Path;

/// Files larger than this are no resume (requirement A-05).
pub const MOST_BYTES: u64 = 5 * 1024 * 1024;

/// Why a document was not read. Names the file, never its words.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// It is not there, or may not be read.
    #[error("{path} cannot be read: {error}; check the path and that the file may be read")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// Too large.
    #[error("{path} has {bytes} bytes and may have {MOST_BYTES}; save a shorter version")]
    TooLarge {
        /// The file.
        path: String,
        /// Its size.
        bytes: u64,
    },
    /// Not a text.
    #[error("{path} is {kind}, and only plain text and Markdown are read; save it as .txt, or paste its text")]
    WrongKind {
        /// The file.
        path: String,
        /// What it is.
        kind: &'static str,
    },
    /// Nothing in it.
    #[error("{path} is empty; choose another file or paste the text")]
    Empty {
        /// The file.
        path: String,
    },
}

/// The text of a `.txt` or `.md` file. The kind is told by the content, not by the name.
///
/// # Errors
/// When it cannot be read, is too large, is not a text, or is empty.
pub fn read_text(path: &Path) -> Result<String, DocumentError> {
    let name = path.display().to_string();
    let unreadable = |error| DocumentError::Unreadable { path: path.display().to_string(), error };
    let bytes = fs::metadata(path).map_err(unreadable)?.len();
    if bytes > MOST_BYTES {
        return Err(DocumentError::TooLarge { path: name, bytes });
    }
    let content = fs::read(path).map_err(unreadable)?;
    text_of(&content, name)
}

fn text_of(content: &[u8], path: String) -> Result<String, DocumentError> {
    let kinds: [(&[u8], &'static str); 6] = [
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a Word document or another zip file"),
        (b"\xd0\xcf\x11\xe0", "an old Word document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
    ];
    if let Some((_, kind)) = kinds.iter().find(|(magic, _)| content.starts_with(magic)) {
        return Err(DocumentError::WrongKind { path, kind });
    }
    let text = match content {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(content.to_vec()).ok(),
    };
    let Some(text) = text.filter(|text| !text.contains('\0')) else {
        return Err(DocumentError::WrongKind { path, kind: "not a text in UTF-8" });
    };
    if text.trim().is_empty() { Err(DocumentError::Empty { path }) } else { Ok(text) }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(content: &[u8]) -> Result<String, String> {
        text_of(content, "cv.txt".to_owned()).map_err(|error| error.to_string())
    }

    #[test]
    fn text_is_read_whatever_its_unicode_encoding() {
        assert_eq!(read("Zoë".as_bytes()).unwrap(), "Zoë");
        assert_eq!(read(b"\xef\xbb\xbfZo\xc3\xab").unwrap(), "Zoë");
        assert_eq!(read(&[0xff, 0xfe, b'Z', 0, b'o', 0, 0xeb, 0]).unwrap(), "Zoë");
        assert_eq!(read(&[0xfe, 0xff, 0, b'Z', 0, b'o', 0, 0xeb]).unwrap(), "Zoë");
    }

    #[test]
    fn other_kinds_are_refused_by_what_they_are_and_not_by_their_name() {
        assert!(read(b"%PDF-1.7").unwrap_err().contains("cv.txt is a PDF"));
        assert!(read(b"PK\x03\x04...").unwrap_err().contains("Word document"));
        assert!(read(&[0x80, 0x81]).unwrap_err().contains("not a text in UTF-8"));
        assert!(read(b"a\0b").unwrap_err().contains("not a text in UTF-8"));
        assert!(read(b" \n\t").unwrap_err().contains("is empty"));
    }
}
