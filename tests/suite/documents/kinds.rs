//! What a file is, is told by its content.

use greenroom::documents::{Format, Limits, MOST_BYTES, read};

use super::pdf_file::Sheet;
use super::word_file::{archive, document, paragraph};
use super::{problem, read_as, sentence};

#[test]
fn names_do_not_matter() {
    let mut sheet = Sheet::default();
    sheet.text(60.0, 60.0, 10.0, "Tobias Marlowe");
    let word = document(&paragraph("Tobias Marlowe"), &[]);
    let files = [(sheet.file(), Format::Pdf), (word, Format::Word), (b"Tobias Marlowe\n".to_vec(), Format::Text)];
    for (content, format) in files {
        for name in ["cv.txt", "cv.pdf", "cv.docx", "cv"] {
            let document = read_as(name, &content, &Limits::default()).unwrap();
            assert_eq!((document.name.as_str(), document.format, document.text.as_str()), (name, format, "Tobias Marlowe"));
        }
    }
}

#[test]
fn other_kinds_are_named() {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let compound = |name: &str| [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 504], &wide(name)].concat();
    let cases: [(Vec<u8>, &str); 13] = [
        (b"\x89PNG\r\n\x1a\n....".to_vec(), "is a picture"),
        (b"\xff\xd8\xff\xe0..JFIF".to_vec(), "is a picture"),
        (b"{\\rtf1\\ansi Tobias}".to_vec(), "an RTF document"),
        (compound("WordDocument"), "an old Word document (.doc)"),
        (compound("EncryptedPackage"), "protected with a password"),
        (archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")]), "an OpenDocument file"),
        (archive(&[("xl/workbook.xml", "<x/>")]), "a spreadsheet"),
        (archive(&[("holiday.txt", "sun")]), "a zip archive"),
        (b"\x1f\x8b\x08\0".to_vec(), "a packed archive"),
        (b"<!DOCTYPE html><html><p>Tobias</p></html>".to_vec(), "a web page"),
        ((0..=255).collect(), "not a text"),
        (Vec::new(), "is empty (0 bytes)"),
        (b" \n\t\n".to_vec(), "has no text in it"),
    ];
    for (content, words) in cases {
        let told = problem(&content);
        assert!(told.contains(words), "{told}");
    }
}

#[test]
fn too_large_a_file_and_one_that_is_not_there_are_told() {
    let told = problem(&vec![b'a'; usize::try_from(MOST_BYTES).unwrap() + 600_000]);
    assert!(told.contains("has 5.6 MB and may have 5"), "{told}");
    let folder = tempfile::tempdir().unwrap();
    let told = sentence(&read(&folder.path().join("cv.pdf")).unwrap_err());
    assert!(told.contains("cannot be read") && told.contains("check the path"), "{told}");
}
