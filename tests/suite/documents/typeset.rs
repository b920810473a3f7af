//! The sample documents as somebody would set them: as a PDF, and as a Word document.

use super::pdf_file::{HEIGHT, Sheet, WIDTH, of_sheets, width, wrap};
use super::word_file::{STYLES, document, item, paragraph, styled};

/// A part of a sample.
enum Part {
    Title(String),
    Heading(usize, String),
    Line(String),
    Item(String),
    /// A line with something at its right end.
    Dated(String, String),
    Gap,
}

/// Takes a sample apart: lines that were wrapped are whole again, and marks of Markdown are gone.
fn parts(sample: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut wrapped = 0;
    for line in sample.lines() {
        let bare = line.trim().replace("**", "");
        let bare = bare.strip_prefix('*').and_then(|rest| rest.strip_suffix('*')).map(str::to_owned).unwrap_or(bare);
        let depth = bare.chars().take_while(|sign| *sign == '#').count();
        if bare.is_empty() {
            parts.push(Part::Gap);
        } else if depth > 0 {
            parts.push(Part::Heading(depth, bare[depth..].trim().to_owned()));
        } else if let Some(item) = bare.strip_prefix("- ").or_else(|| bare.strip_prefix("* ")) {
            parts.push(Part::Item(item.to_owned()));
        } else if let Some((left, right)) = bare.split_once("     ") {
            parts.push(Part::Dated(left.to_owned(), right.trim().to_owned()));
        } else if parts.is_empty() {
            parts.push(Part::Title(bare));
        } else {
            match parts.last_mut() {
                Some(Part::Line(above)) if wrapped > 100 || (wrapped > 70 && bare.starts_with(char::is_lowercase)) => {
                    *above = format!("{above} {bare}");
                }
                _ => parts.push(Part::Line(bare)),
            }
        }
        wrapped = line.len();
    }
    if let Some(Part::Heading(_, name)) = parts.first() {
        parts[0] = Part::Title(name.clone());
    }
    parts
}

const MARGIN: f64 = 60.0;

/// As a PDF with one column.
pub(super) fn pdf(sample: &str) -> Vec<u8> {
    let across = WIDTH - 2.0 * MARGIN;
    let mut sheets = vec![Sheet::default()];
    let mut y = MARGIN;
    for part in parts(sample) {
        if y > HEIGHT - MARGIN {
            sheets.push(Sheet::default());
            y = MARGIN;
        }
        let sheet = sheets.last_mut().unwrap();
        y = match part {
            Part::Title(text) => sheet.lines(MARGIN, y, 20.0, 24.0, &[text]),
            Part::Heading(depth, text) => sheet.lines(MARGIN, y + 3.0, if depth < 3 { 13.0 } else { 11.5 }, 15.0, &[text]),
            Part::Line(text) => sheet.lines(MARGIN, y, 10.0, 13.0, &wrap(&text, 10.0, across)),
            Part::Item(text) => {
                sheet.text(MARGIN + 8.0, y, 10.0, "•");
                sheet.lines(MARGIN + 20.0, y, 10.0, 13.0, &wrap(&text, 10.0, across - 20.0))
            }
            Part::Dated(left, right) => {
                sheet.text(WIDTH - MARGIN - width(&right, 10.0), y, 10.0, &right);
                sheet.lines(MARGIN, y, 10.0, 13.0, &[left])
            }
            Part::Gap => y + 8.0,
        };
    }
    of_sheets(sheets)
}

/// As a Word document with styles.
pub(super) fn word(sample: &str) -> Vec<u8> {
    let written = parts(sample).into_iter().map(|part| match part {
        Part::Title(text) => styled("Titel", &text),
        Part::Heading(depth, text) if depth < 3 => styled("berschrift1", &text),
        Part::Heading(_, text) => styled("berschrift2", &text),
        Part::Line(text) => paragraph(&text),
        Part::Item(text) => item(&text),
        Part::Dated(left, right) => paragraph(&format!("{left}\t{right}")),
        Part::Gap => paragraph(""),
    });
    document(&written.collect::<String>(), &[("word/styles.xml", STYLES)])
}
