//! The zip file around a Word document.

use std::io::Read as _;

use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};

use crate::documents::Limits;
use crate::documents::thread::Leave;
use crate::documents::trouble::Trouble;

/// Files in an archive that are looked at.
const MOST_FILES: usize = 10_000;
/// Headers that are read: one for the first, the odd and the even pages of a few sections.
const MOST_HEADERS: usize = 12;
/// Bytes of XML that a part of a document may have; the longest resumes have a twentieth of it.
const MOST_PART: u64 = 32 * 1024 * 1024;
/// Bytes between two looks at whether anybody still waits.
const STEP: u64 = 1024 * 1024;

/// What other zip files are, by a file that they hold.
const OTHERS: [(&str, &str); 7] = [
    ("content.xml", "an OpenDocument file (.odt)"),
    ("xl/workbook.xml", "a spreadsheet"),
    ("xl/workbook.bin", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("Index/Document.iwa", "a Pages document"),
    ("META-INF/container.xml", "an e-book"),
    ("META-INF/MANIFEST.MF", "a program"),
];

/// Whether a zip file is a Word document, and if not, what else.
pub(in crate::documents) fn is_word(content: &[u8]) -> Result<(), Trouble> {
    let archive = Archive::open(content, &Limits::default(), &Leave::default())?;
    if archive.main().is_some() {
        return Ok(());
    }
    let other = OTHERS.iter().find(|(file, _)| archive.files.iter().any(|(name, ..)| name == file));
    Err(Trouble::WrongKind(other.map_or("a zip archive", |(_, what)| what)))
}

/// An open zip file, and how much more of it may be unpacked.
pub(super) struct Archive<'a> {
    zip: ZipSliceArchive<&'a [u8]>,
    files: Vec<(String, CompressionMethod, ZipArchiveEntryWayfinder)>,
    left: u64,
    leave: Leave,
}

impl<'a> Archive<'a> {
    pub(super) fn open(content: &'a [u8], limits: &Limits, leave: &Leave) -> Result<Self, Trouble> {
        // The list of files stands at the end.
        let zip = ZipArchive::from_slice(content).map_err(|_broken_off| Trouble::Truncated)?;
        let mut files = Vec::new();
        let mut entries = zip.entries();
        while let Some(entry) = entries.next_entry().map_err(|_unreadable| Trouble::Damaged)? {
            let name = String::from_utf8_lossy(entry.file_path().as_ref()).replace('\\', "/");
            files.push((name, entry.compression_method(), entry.wayfinder()));
            if files.len() > MOST_FILES {
                return Err(Trouble::Bomb);
            }
        }
        Ok(Self { zip, files, left: limits.unpacked, leave: leave.clone() })
    }

    /// The part with the text itself; some programs number it.
    pub(super) fn main(&self) -> Option<String> {
        let names = || self.files.iter().map(|(name, ..)| name);
        let numbered = |name: &&String| name.starts_with("word/document") && name.ends_with(".xml");
        names().find(|name| *name == "word/document.xml").or_else(|| names().find(numbered)).cloned()
    }

    /// The parts with headers.
    pub(super) fn headers(&self) -> Vec<String> {
        let header = |name: &&String| name.starts_with("word/header") && name.ends_with(".xml");
        self.files.iter().map(|(name, ..)| name).filter(header).take(MOST_HEADERS).cloned().collect()
    }

    /// A part, unpacked. `None` when there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Trouble> {
        let Some((_, method, place)) = self.files.iter().find(|(file, ..)| file == name) else { return Ok(None) };
        let entry = self.zip.get_entry(*place).map_err(|_not_there| Trouble::Truncated)?;
        if entry.local_header().flags().is_encrypted() {
            return Err(Trouble::Locked);
        }
        let most = self.left.min(MOST_PART);
        let mut content = Vec::new();
        let read = match *method {
            CompressionMethod::STORE => take(entry.verifying_reader(entry.data()), most, &mut content, &self.leave),
            CompressionMethod::DEFLATE => {
                let unpacked = flate2::bufread::DeflateDecoder::new(entry.data());
                take(entry.verifying_reader(unpacked), most, &mut content, &self.leave)
            }
            _ => return Err(Trouble::Damaged),
        };
        self.left -= read?;
        Ok(Some(xml_text(content)))
    }
}

/// Reads to the end, but not more than `most` bytes.
fn take(mut reader: impl std::io::Read, most: u64, into: &mut Vec<u8>, leave: &Leave) -> Result<u64, Trouble> {
    let mut read = 0;
    loop {
        leave.check()?;
        let step = reader.by_ref().take(STEP).read_to_end(into).map_err(|_unpacking_failed| Trouble::Damaged)?;
        if step == 0 {
            return Ok(read);
        }
        read += u64::try_from(step).unwrap_or(u64::MAX);
        if read > most {
            return Err(Trouble::Bomb);
        }
    }
}

/// Parts are in UTF-8, or in UTF-16 with a mark.
fn xml_text(content: Vec<u8>) -> String {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = content[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match content.get(..2) {
        Some([0xff, 0xfe]) => wide(u16::from_le_bytes),
        Some([0xfe, 0xff]) => wide(u16::from_be_bytes),
        _ => String::from_utf8(content).unwrap_or_else(|broken| String::from_utf8_lossy(broken.as_bytes()).into_owned()),
    }
}
