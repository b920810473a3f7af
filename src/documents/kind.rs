//! What a file is, by its content.

use super::trouble::Trouble;
use super::word;

/// What can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A PDF.
    Pdf,
    /// A Word document since 2007.
    Word,
    /// Plain text or Markdown.
    Text,
}

/// A PDF's header may have so many other bytes before it (as readers of PDF allow).
const HEADER_WITHIN: usize = 1024;

/// First bytes of files that are nothing to us.
const OTHERS: [(&[u8], &str); 14] = [
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ITOLITLS", "an e-book"),
];

/// Tells what can be read from what cannot.
pub(super) fn of(content: &[u8]) -> Result<Format, Trouble> {
    if content.is_empty() {
        return Err(Trouble::Empty);
    }
    if content.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(compound(content));
    }
    if content.starts_with(b"PK") && content.get(2..4).is_some_and(|two| two == b"\x03\x04" || two == b"\x05\x06") {
        return word::is_word(content).map(|()| Format::Word);
    }
    if content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
        return Err(Trouble::WrongKind("a picture"));
    }
    // "BM" may begin a text; a picture has a byte in its header that no text has.
    let other = OTHERS.iter().find(|(magic, _)| content.starts_with(magic) && (*magic != b"BM" || content.contains(&0)));
    if let Some((_, what)) = other {
        return Err(Trouble::WrongKind(what));
    }
    let head = &content[..content.len().min(HEADER_WITHIN)];
    if contains(head, b"%PDF-") {
        return Ok(Format::Pdf);
    }
    let opening = String::from_utf8_lossy(head).trim_start_matches('\u{feff}').trim_start().to_ascii_lowercase();
    if opening.starts_with("<!doctype html") || opening.starts_with("<html") {
        return Err(Trouble::WrongKind("a web page"));
    }
    Ok(Format::Text)
}

/// A container of old office documents, which new ones with a password come in as well.
fn compound(content: &[u8]) -> Trouble {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(content, &wide)
    };
    if names("EncryptedPackage") {
        Trouble::Locked
    } else if names("WordDocument") {
        Trouble::WrongKind("an old Word document (.doc)")
    } else {
        Trouble::WrongKind("an old office document")
    }
}

/// Whether the bytes occur.
pub(super) fn contains(content: &[u8], what: &[u8]) -> bool {
    find(content, what, 0).is_some()
}

/// Where the bytes occur next.
pub(super) fn find(content: &[u8], what: &[u8], from: usize) -> Option<usize> {
    content.get(from..)?.windows(what.len()).position(|window| window == what).map(|at| from + at)
}
