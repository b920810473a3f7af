//! PDFs that cannot be read: each says why, and what to do.

use std::time::Duration;

use greenroom::documents::Limits;

use super::pdf_file::{HELVETICA_ONLY, PdfFile, Sheet, deflate, of_sheets};
use super::{problem, problem_within, text};

fn good() -> Vec<u8> {
    let mut sheet = Sheet::default();
    sheet.lines(60.0, 60.0, 10.0, 12.0, &["Tobias Marlowe", "Warehouse and Office Coordinator"]);
    sheet.file()
}

#[test]
fn a_password_is_told() {
    let mut file = PdfFile::default();
    let page = file.packed("", b"BT /F 10 Tf (secret) Tj ET");
    let encrypt = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <1111111111111111111111111111111111111111111111111111111111111111> /U <2222222222222222222222222222222222222222222222222222222222222222> >>";
    let told = problem(&file.finish_with(&[page], HELVETICA_ONLY, "", encrypt));
    assert!(told.contains("password"), "{told}");
}

#[test]
fn pictures_of_pages_are_told_and_empty_pages_too() {
    let mut file = PdfFile::default();
    let picture =
        file.packed("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8", &[0, 255, 255, 0]);
    let page = file.packed("", b"q 595 0 0 842 0 0 cm /P Do Q");
    let told = problem(&file.finish_with(&[page], &format!("/XObject << /P {picture} 0 R >>"), "", ""));
    assert!(told.contains("only pictures"), "{told}");
    let told = problem(&Sheet("BT /F 10 Tf (   ) Tj ET".to_owned()).file());
    assert!(told.contains("no text"), "{told}");
}

#[test]
fn a_file_that_breaks_off_anywhere_is_told() {
    let whole = good();
    assert!(text(&whole).contains("Coordinator"));
    for end in (20..whole.len() - 8).step_by(37) {
        let told = problem(&whole[..end]);
        assert!(told.contains("ends in the middle"), "{end}: {told}");
    }
}

#[test]
fn what_unpacks_to_too_much_is_not_unpacked() {
    let limits = Limits { unpacked: 1024 * 1024, ..Limits::default() };
    let blanks = vec![b' '; 4 * 1024 * 1024];
    let mut file = PdfFile::default();
    let page = file.packed("", &blanks);
    let once = file.finish(&[page]);
    // Packed twice, each layer alone is small.
    let mut file = PdfFile::default();
    let page = file.stream("/Filter [/FlateDecode /FlateDecode]", &deflate(&deflate(&blanks)));
    let twice = file.finish(&[page]);
    let mut file = PdfFile::default();
    let page = file.stream("/Filter [/ASCIIHexDecode /LZWDecode]", &[b'8'; 4096]);
    let others = file.finish(&[page]);
    for bomb in [once, twice, others] {
        let told = problem_within(&bomb, &limits);
        assert!(told.contains("unpacks to far more"), "{told}");
    }
}

#[test]
fn drawings_that_draw_themselves_or_multiply_come_to_an_end() {
    let form = |name: &str, next: usize| {
        format!("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << {HELVETICA_ONLY} /XObject << /{name} {next} 0 R >> >>")
    };
    let mut file = PdfFile::default();
    let own = file.packed(&form("X", 1), b"/X Do BT /F 10 Tf 1 0 0 1 60 700 Tm (once) Tj ET");
    let page = file.packed("", b"/X Do");
    let read = text(&file.finish_with(&[page], &format!("/XObject << /X {own} 0 R >>"), "", ""));
    assert!(read.starts_with("once"), "{read}");

    let mut file = PdfFile::default();
    for level in 1..=10 {
        file.packed(&form("X", level + 1), "/X Do ".repeat(20).as_bytes());
    }
    file.packed("/Type /XObject /Subtype /Form /BBox [0 0 600 900]", b"q Q");
    let page = file.packed("", b"/X Do");
    let multiplied = file.finish_with(&[page], "/XObject << /X 1 0 R >>", "", "");
    let told = problem_within(&multiplied, &Limits { time: Duration::from_millis(500), ..Limits::default() });
    assert!(told.contains("too long"), "{told}");
}

#[test]
fn nested_objects_of_any_depth_come_to_an_end() {
    for (open, close) in [("[", "]"), ("<< /A ", ">>"), ("(", ")")] {
        let mut file = PdfFile::default();
        file.add(format!("{}1{}", open.repeat(100_000), close.repeat(100_000)));
        let page = file.packed(
            "",
            format!("{}1{} BT /F 10 Tf 1 0 0 1 60 700 Tm (after it) Tj ET", open.repeat(50_000), close.repeat(50_000)).as_bytes(),
        );
        // Read or refused, and the program is still there.
        if let Ok(document) = super::read_as("cv.pdf", &file.finish(&[page]), &Limits::default()) {
            assert!(document.text.contains("after it"));
        }
    }
}

#[test]
fn a_book_is_told_by_its_pages() {
    let sheets = (0..60).map(|_| Sheet::default()).collect();
    let told = problem(&of_sheets(sheets));
    assert!(told.contains("has 60 pages and may have 50"), "{told}");
}
