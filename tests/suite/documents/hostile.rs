//! Whatever is in a file, reading it ends with a text or a sentence.

use std::fs;

use greenroom::documents::{Limits, Trouble};
use proptest::prelude::*;

use super::{read_as, sentence, typeset};

/// Reads it and holds the answer against what every answer has to be.
fn answered(content: &[u8]) {
    match read_as("cv.pdf", content, &Limits::default()) {
        Ok(document) => assert!(document.text.chars().any(|sign| !sign.is_whitespace())),
        Err(error) => {
            assert!(!matches!(error.trouble, Trouble::TooSlow), "a small file took {:?}", Limits::default().time);
            sentence(&error);
        }
    }
}

fn real() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/documents/");
    let sample = fs::read_to_string(format!("{folder}nurse-resume.md")).unwrap();
    vec![typeset::pdf(&sample), typeset::word(&sample), sample.into_bytes()]
}

/// Changes to a file: at a place (in thousandths of its length), something overwritten, put in, taken out or doubled.
fn changes() -> impl Strategy<Value = Vec<(usize, u8, Vec<u8>)>> {
    prop::collection::vec((0_usize..1000, 0_u8..5, prop::collection::vec(any::<u8>(), 1..24)), 1..12)
}

fn changed(mut content: Vec<u8>, changes: &[(usize, u8, Vec<u8>)]) -> Vec<u8> {
    for (place, how, bytes) in changes {
        let at = content.len() * place / 1000;
        let end = (at + bytes.len()).min(content.len());
        match how {
            0 => content[at..end].copy_from_slice(&bytes[..end - at]),
            1 => drop(content.splice(at..at, bytes.iter().copied())),
            2 => drop(content.drain(at..end)),
            3 => content.extend_from_within(at..end),
            _ => {
                // A number that becomes another leaves the structure whole and its meaning not.
                for byte in content[at..].iter_mut().filter(|byte| byte.is_ascii_digit()).take(bytes.len()) {
                    *byte = b'0' + bytes[0] % 10;
                }
            }
        }
    }
    content
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_answered(magic in 0_usize..6, bytes in prop::collection::vec(any::<u8>(), 0..4096)) {
        let magics: [(&[u8], &[u8]); 6] = [
            (b"", b""),
            (b"%PDF-1.4\n", b"\n%%EOF\n"),
            (b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj 2 0 obj << /Type /Pages /Kids [3 0 R] >> endobj 3 0 obj << /Type /Page /Contents 4 0 R >> endobj 4 0 obj << >> stream\n", b"\nendstream endobj\ntrailer << /Root 1 0 R >>\n%%EOF"),
            (b"PK\x03\x04", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
            (b"\xd0\xcf\x11\xe0", b""),
            (b"\xff\xfe", b""),
        ];
        let (before, after) = magics[magic];
        answered(&[before, &bytes, after].concat());
    }

    #[test]
    fn damaged_files_are_answered(which in 0_usize..3, changes in changes()) {
        let content = real().swap_remove(which);
        answered(&changed(content, &changes));
    }

    #[test]
    fn a_pdf_with_damaged_instructions_is_answered(changes in changes()) {
        let mut sheet = super::pdf_file::Sheet::default();
        sheet.0 += "q 1 0 0 1 5 5 cm BT /F 10 Tf 2 Tr 12 TL 1 0 0 1 60 700 Tm [(Shift) -200 (Lead)] TJ T* (Stock \\(Clerk\\)) ' /F 1e9 Tf (x) Tj ET Q BI /W 1 /H 1 ID x EI\n";
        sheet.lines(60.0, 60.0, 10.0, 12.0, &["Tobias Marlowe", "Warehouse and Office Coordinator"]);
        let damaged = changed(sheet.0.into_bytes(), &changes);
        let mut file = super::pdf_file::PdfFile::default();
        let page = file.stream("", &damaged);
        answered(&file.finish(&[page]));
    }

    #[test]
    fn word_documents_with_damaged_text_are_answered(changes in changes()) {
        let body = [super::word_file::paragraph("Registered nurse\tMereside"), super::word_file::item("Care &amp; more")].concat();
        let damaged = String::from_utf8_lossy(&changed(body.into_bytes(), &changes)).into_owned();
        answered(&super::word_file::document(&damaged, &[("word/styles.xml", super::word_file::STYLES)]));
    }
}
