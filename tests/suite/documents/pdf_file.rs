//! Writes PDFs as the tests need them.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Size of a page in points (A4).
pub(super) const WIDTH: f64 = 595.0;
pub(super) const HEIGHT: f64 = 842.0;

/// Widths of the signs from the blank to the tilde in thousandths of the size (Adobe's metrics of Helvetica).
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278,
    278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
    667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556,
    556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Width of a text in points.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let of = |sign: char| HELVETICA.get((sign as usize).wrapping_sub(32)).copied().unwrap_or(500);
    text.chars().map(|sign| f64::from(of(sign))).sum::<f64>() * size / 1000.0
}

/// Breaks a text into lines of this width.
pub(super) fn wrap(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().unwrap();
        let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
        if width(&longer, size) <= most || last.is_empty() { *last = longer } else { lines.push(word.to_owned()) }
    }
    lines
}

/// A file that is being written.
#[derive(Default)]
pub(super) struct PdfFile {
    objects: Vec<Vec<u8>>,
}

impl PdfFile {
    /// Adds an object; gives its number.
    pub(super) fn add(&mut self, object: impl Into<Vec<u8>>) -> usize {
        self.objects.push(object.into());
        self.objects.len()
    }

    /// Adds a stream as it is.
    pub(super) fn stream(&mut self, dict: &str, data: &[u8]) -> usize {
        let head = format!("<< {dict} /Length {} >>\nstream\n", data.len());
        self.add([head.as_bytes(), data, b"\nendstream"].concat())
    }

    /// Adds a packed stream.
    pub(super) fn packed(&mut self, dict: &str, data: &[u8]) -> usize {
        self.stream(&format!("{dict} /Filter /FlateDecode"), &deflate(data))
    }

    /// The whole file: pages of these contents, all with the same resources, and more entries for the trailer.
    pub(super) fn finish_with(mut self, contents: &[usize], resources: &str, page: &str, trailer: &str) -> Vec<u8> {
        let tree = self.objects.len() + contents.len() + 1;
        let mut kids = String::new();
        for content in contents {
            let dict = format!(
                "<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources << {resources} >> /Contents {content} 0 R {page} >>"
            );
            kids += &format!("{} 0 R ", self.add(dict));
        }
        self.add(format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", contents.len()));
        let root = self.add(format!("<< /Type /Catalog /Pages {tree} 0 R >>"));
        let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
        let mut offsets = Vec::new();
        for (index, object) in self.objects.iter().enumerate() {
            offsets.push(file.len());
            file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
            file.extend_from_slice(object);
            file.extend_from_slice(b"\nendobj\n");
        }
        let table = file.len();
        let count = self.objects.len() + 1;
        file.extend_from_slice(format!("xref\n0 {count}\n0000000000 65535 f \n").as_bytes());
        for offset in offsets {
            file.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
        }
        file.extend_from_slice(format!("trailer\n<< /Size {count} /Root {root} 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n").as_bytes());
        file
    }

    /// The whole file with Helvetica as its only font.
    pub(super) fn finish(self, contents: &[usize]) -> Vec<u8> {
        self.finish_with(contents, HELVETICA_ONLY, "", "")
    }
}

/// Resources with one font that need not be in the file.
pub(super) const HELVETICA_ONLY: &str = "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >>";

pub(super) fn deflate(data: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(data).unwrap();
    packer.finish().unwrap()
}

/// Instructions that draw a page.
#[derive(Default)]
pub(super) struct Sheet(pub(super) String);

impl Sheet {
    /// Writes a text; the height is measured from the top.
    pub(super) fn text(&mut self, x: f64, y: f64, size: f64, text: &str) {
        self.0 += &format!("BT /F {size} Tf 1 0 0 1 {x} {} Tm ({}) Tj ET\n", HEIGHT - y, escaped(text));
    }

    /// Writes lines below each other; gives the height after them.
    pub(super) fn lines(&mut self, x: f64, y: f64, size: f64, leading: f64, lines: &[impl AsRef<str>]) -> f64 {
        let mut at = y;
        for line in lines {
            self.text(x, at, size, line.as_ref());
            at += leading;
        }
        at
    }

    /// A file with this page only.
    pub(super) fn file(self) -> Vec<u8> {
        of_sheets(vec![self])
    }
}

/// A file with these pages.
pub(super) fn of_sheets(sheets: Vec<Sheet>) -> Vec<u8> {
    let mut file = PdfFile::default();
    let contents: Vec<usize> = sheets.iter().map(|sheet| file.packed("", sheet.0.as_bytes())).collect();
    file.finish(&contents)
}

/// In Windows' Western European table, as strings of a PDF are written.
fn escaped(text: &str) -> String {
    let mut written = String::new();
    for sign in text.chars() {
        match sign {
            '(' | ')' | '\\' => written += &format!("\\{sign}"),
            ' '..='~' => written.push(sign),
            '•' => written += "\\225",
            '–' => written += "\\226",
            '’' => written += "\\222",
            '\u{a0}'..='\u{ff}' => written += &format!("\\{:03o}", u32::from(sign)),
            _ => panic!("{sign:?} is not in the table"),
        }
    }
    written
}
