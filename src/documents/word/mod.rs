//! Word documents since 2007: a zip file with the text in XML (ECMA-376, Office Open XML).

mod archive;
mod blocks;
mod body;
mod styles;
mod xml;

use super::Limits;
use super::thread::Leave;
use super::trouble::Trouble;

pub(super) use archive::is_word;

use archive::Archive;
use blocks::{Block, written};

/// The text: the header once, then paragraphs, lists, tables and text boxes in their order, as they are after all
/// tracked changes.
pub(super) fn read(content: &[u8], limits: &Limits, leave: &Leave) -> Result<String, Trouble> {
    let mut archive = Archive::open(content, limits, leave)?;
    let main = archive.main().ok_or(Trouble::Damaged)?;
    let styles = match archive.part("word/styles.xml")? {
        Some(part) => styles::read(&part, leave)?,
        None => styles::Styles::default(),
    };
    let main = archive.part(&main)?.ok_or(Trouble::Damaged)?;
    let body = body::read(&main, &styles, leave)?;
    let mut head: Vec<Block> = Vec::new();
    for name in archive.headers() {
        let part = archive.part(&name)?.unwrap_or_default();
        for block in body::read(&part, &styles, leave)? {
            let known = head.iter().chain(&body).any(|other| other.text == block.text);
            if !known && block.text.contains(char::is_alphabetic) {
                head.push(block);
            }
        }
    }
    Ok(written(head) + &written(body))
}
