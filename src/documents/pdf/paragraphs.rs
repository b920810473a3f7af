//! From lines to text: wrapped lines and parted words are joined, items of lists marked, blocks set apart.

use super::columns::{Block, Line};
use crate::documents::tidy::is_bullet;

/// A gap that is so many times the usual one sets blocks apart.
const BLOCK_GAP: f64 = 1.4;
/// Lines this much larger than the usual ones are headings.
const LARGER: f64 = 1.12;
/// From this width on a column is wide enough for sentences, in sizes of the writing.
const MEASURE: f64 = 22.0;
/// In a narrower one each line stands for itself, in sizes of the writing.
const LEAST_MEASURE: f64 = 12.0;
/// Characters from which on a line that fills its column is thought to be wrapped, whatever the next begins with.
const LONG: usize = 60;
/// Lines at the top and the bottom of a page that may be the same on all pages.
const MARGIN_LINES: usize = 2;
/// First parts of words that are written with a hyphen wherever the line ends.
const HYPHENATED: [&str; 30] = [
    "self", "part", "full", "long", "short", "high", "low", "well", "non", "co", "cross", "multi", "end", "real", "on", "in", "off", "e",
    "day", "hands", "front", "back", "large", "small", "time", "cost", "data", "customer", "decision", "problem",
];

/// The text of pages.
pub(super) fn text(pages: Vec<Vec<Block>>) -> String {
    let pages = without_margins(pages);
    let usual = usual_size(&pages);
    let mut text = String::new();
    let mut before: Option<Line> = None;
    for page in pages {
        for (index, block) in page.into_iter().enumerate() {
            let edge = block.iter().map(|line| line.right).fold(f64::MIN, f64::max);
            let start = block.iter().map(|line| line.left).fold(f64::MAX, f64::min);
            let leading = usual_gap(&block);
            let mut above = None;
            for line in block {
                // A text goes on from one page to the next, and never from one column to the next.
                let turned =
                    above.is_none() && index == 0 && before.as_ref().is_some_and(|last| (last.left - line.left).abs() < 3.0 * line.size);
                let gap = above.map_or(if turned { Gap::Line } else { Gap::Block }, |above| gap(above, &line, leading, usual));
                match &before {
                    Some(last) if gap == Gap::Line && joins(last, &line, edge, edge - start) => join(&mut text, &line.text),
                    Some(_) => {
                        text.push_str(if gap == Gap::Block { "\n\n" } else { "\n" });
                        text.push_str(&item(&line.text));
                    }
                    None => text.push_str(&item(&line.text)),
                }
                above = Some((line.y, line.size));
                before = Some(line);
            }
        }
    }
    text
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Line,
    Block,
}

fn gap((y, size): (f64, f64), line: &Line, leading: f64, usual: f64) -> Gap {
    let heading = line.size > usual * LARGER && (line.size - size).abs() > 0.05 * usual;
    let far = line.y - y > BLOCK_GAP * leading.min(1.6 * line.size.max(size));
    if heading || far { Gap::Block } else { Gap::Line }
}

/// The distance of lines that is met most often.
fn usual_gap(block: &[Line]) -> f64 {
    let mut gaps: Vec<f64> = block.windows(2).map(|pair| pair[1].y - pair[0].y).collect();
    gaps.sort_by(f64::total_cmp);
    // Lists and headings widen many gaps; the lines of a paragraph are among the nearest.
    gaps.get(gaps.len() / 4).copied().unwrap_or(f64::MAX)
}

/// The size in which most letters are written.
fn usual_size(pages: &[Vec<Block>]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = pages.iter().flatten().flatten().map(|line| (line.size, line.text.len())).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|(_, letters)| letters).sum::<usize>() / 2;
    let mut counted = 0;
    let usual = sizes.iter().find(|(_, letters)| {
        counted += letters;
        counted >= half
    });
    usual.map_or(0.0, |(size, _)| *size)
}

/// Whether a line goes on with what the line above it began: the first word would not have had room there.
fn joins(above: &Line, line: &Line, edge: f64, measure: f64) -> bool {
    let same_size = (above.size - line.size).abs() <= 0.05 * line.size;
    if !same_size || is_item(&line.text) || line.text.contains('\t') || above.text.contains('\t') {
        return false;
    }
    let letters = line.text.chars().count().max(1) as f64;
    let first = line.text.split_whitespace().next().unwrap_or_default();
    let word = (line.right - line.left) / letters * (first.chars().count() as f64 + 1.0);
    let full = above.right + word * 0.9 > edge;
    let small = first.chars().next().is_some_and(|sign| sign.is_lowercase() || sign.is_ascii_digit() || matches!(sign, '(' | '&'));
    let parted = is_parted(&above.text, &line.text);
    // What goes on in an item of a list stands under its words.
    let hangs = is_item(&above.text) && line.left > above.left + 0.4 * line.size;
    let open = above.text.ends_with([',', ';']) || above.text.chars().count() >= LONG;
    full && (parted || hangs || (small && measure >= LEAST_MEASURE * line.size) || (open && measure >= MEASURE * line.size))
}

/// Appends a line to the text, taking a word together that was parted.
fn join(text: &mut String, line: &str) {
    let parted = is_parted(text, line);
    if !parted {
        text.push(' ');
    } else if text.ends_with('\u{ad}') || !keeps_hyphen(text) {
        text.pop();
    }
    text.push_str(line);
}

/// Whether a word begins at the end of one line and ends in the next.
fn is_parted(above: &str, line: &str) -> bool {
    let hyphen = above.strip_suffix(['-', '\u{ad}', '\u{2010}']);
    hyphen.is_some_and(|word| word.ends_with(char::is_alphanumeric)) && line.starts_with(char::is_lowercase)
}

/// Whether the hyphen at the end is one that the word always has.
fn keeps_hyphen(text: &str) -> bool {
    let bare = &text[..text.len() - text.chars().next_back().map_or(0, char::len_utf8)];
    let last = bare.rsplit(|sign: char| !sign.is_alphanumeric()).next().unwrap_or_default();
    let compound = bare[..bare.len() - last.len()].ends_with('-');
    last.is_empty() || compound || last.ends_with(|sign: char| sign.is_ascii_digit()) || HYPHENATED.contains(&last.to_lowercase().as_str())
}

/// Whether the line begins with the sign of an item.
fn is_item(line: &str) -> bool {
    let mut signs = line.chars();
    let (first, second) = (signs.next(), signs.next());
    let blank = second.is_none_or(char::is_whitespace);
    first.is_some_and(is_bullet) || (blank && matches!(first, Some('-' | '–' | '*' | '·' | 'o' | '§')))
}

/// An item of a list with one sign for all.
fn item(line: &str) -> String {
    if !is_item(line) {
        return line.to_owned();
    }
    let words = line.chars().next().map_or(line, |sign| &line[sign.len_utf8()..]).trim_start();
    if words.is_empty() { line.to_owned() } else { format!("- {words}") }
}

/// Takes out page numbers, and what stands at the top or the bottom of every page from the second on.
fn without_margins(mut pages: Vec<Vec<Block>>) -> Vec<Vec<Block>> {
    let several = pages.len() > 1;
    let edges = |page: &Vec<Block>| {
        let all: Vec<&String> = page.iter().flatten().map(|line| &line.text).collect();
        let ends = all.iter().take(MARGIN_LINES).chain(all.iter().rev().take(MARGIN_LINES));
        ends.map(|text| (*text).clone()).collect::<Vec<String>>()
    };
    let first = pages.first().map(edges).unwrap_or_default();
    for (number, page) in pages.iter_mut().enumerate() {
        let own = edges(page);
        let goes = |text: &String| own.contains(text) && ((number > 0 && first.contains(text)) || (several && is_page_number(text)));
        for block in page.iter_mut() {
            block.retain(|line| !goes(&line.text));
        }
        page.retain(|block| !block.is_empty());
    }
    pages
}

fn is_page_number(line: &str) -> bool {
    let lower = line.to_lowercase();
    let mut words = lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some()
        && words.all(|word| matches!(word, "page" | "of") || (word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit())))
}
