//! Bytes from the disk, and plain text from bytes.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use super::Limits;
use super::trouble::Trouble;

/// The two hundred and fifty-six letters of Windows' Western European table differ from Unicode's first ones only here, at
/// 0x80 to 0x9f (WHATWG Encoding Standard, index windows-1252).
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The file's content.
pub(super) fn load(path: &Path, limits: &Limits) -> Result<Vec<u8>, Trouble> {
    let file = File::open(path).map_err(Trouble::Unreadable)?;
    let bytes = file.metadata().map_err(Trouble::Unreadable)?.len();
    if bytes > limits.bytes {
        return Err(Trouble::TooLarge(bytes));
    }
    let mut content = Vec::new();
    // A pipe says that it has no bytes and gives them all the same.
    let read = file.take(limits.bytes + 1).read_to_end(&mut content).map_err(Trouble::Unreadable)?;
    let read = u64::try_from(read).unwrap_or(u64::MAX);
    if read > limits.bytes { Err(Trouble::TooLarge(read)) } else { Ok(content) }
}

/// The text of bytes in UTF-8, UTF-16 or, if they are neither, Windows' Western European table.
pub(super) fn decode(content: &[u8]) -> Result<String, Trouble> {
    let text = match content {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        _ => String::from_utf8(content.to_vec()).ok().or_else(|| western(content)),
    };
    let control = |sign: &char| sign.is_control() && !matches!(sign, '\t' | '\n' | '\r' | '\u{c}' | '\u{b}' | '\u{1a}' | '\u{85}');
    text.filter(|text| !text.chars().any(|sign| control(&sign))).ok_or(Trouble::WrongKind("not a text"))
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16(&units).ok()
}

/// As Windows writes Western European texts. `None` when letters are too few for a text.
fn western(bytes: &[u8]) -> Option<String> {
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS[usize::from(*byte) - 0x80],
        _ => char::from(*byte),
    };
    let text: String = bytes.iter().map(letter).collect();
    let plain = bytes.iter().filter(|byte| byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace()).count();
    (plain * 2 > bytes.len()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_whatever_its_encoding() {
        let read = |content: &[u8]| decode(content).unwrap();
        assert_eq!(read("Zoë".as_bytes()), "Zoë");
        assert_eq!(read(b"\xef\xbb\xbfZo\xc3\xab"), "Zoë");
        assert_eq!(read(&[0xff, 0xfe, b'Z', 0, b'o', 0, 0xeb, 0]), "Zoë");
        assert_eq!(read(&[0xfe, 0xff, 0, b'Z', 0, b'o', 0, 0xeb]), "Zoë");
        assert_eq!(read(b"Zo\xeb took 30\x80 \x96 and more"), "Zoë took 30€ – and more");
    }

    #[test]
    fn bytes_that_are_no_letters_are_no_text() {
        assert!(decode(b"a\0b").is_err());
        assert!(decode(b"\x01\x02\x03 four").is_err());
        assert!(decode(&[0x80, 0xa1, 0xfe, 0xc3]).is_err());
    }
}
