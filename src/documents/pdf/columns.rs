//! The order in which people read the pieces of a page: line by line, but column by column where there are columns.
//!
//! Columns are looked for by what runs across them: a gap that many lines in a row leave free parts a page, unless what
//! stands on one side of it belongs to the lines on the other, as dates and labels do.

use super::lines::Piece;

/// Lines that a column has at least.
const LEAST_LINES: usize = 3;
/// Width of the gap between columns, in sizes of the writing.
const GUTTER: f64 = 0.9;
/// Base lines this near are one line, in sizes of the writing.
const SAME_LINE: f64 = 0.3;
/// Characters that dates and labels beside lines have, on average.
const LABEL: f64 = 32.0;
/// Writing so much larger than the rest of a part of the page is its title.
const LARGER: f64 = 1.3;
/// From so many pieces on a page is no page of text, and is read line by line.
const MOST_PIECES: usize = 4_000;
/// Columns inside columns.
const DEEPEST: usize = 6;

/// A line of text in its column. Lengths are points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) y: f64,
    pub(super) size: f64,
}

/// Lines that stand below each other in a column, or across the page.
pub(super) type Block = Vec<Line>;

/// Pieces in the order of reading, each direction of writing by itself.
pub(super) fn in_order(turns: Vec<Vec<Piece>>) -> Vec<Block> {
    let mut blocks = Vec::new();
    for mut pieces in turns {
        pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.left.total_cmp(&b.left)));
        let depth = if pieces.len() > MOST_PIECES { DEEPEST } else { 0 };
        order(pieces, depth, &mut blocks);
    }
    blocks
}

fn order(pieces: Vec<Piece>, depth: usize, blocks: &mut Vec<Block>) {
    if pieces.is_empty() {
        return;
    }
    let Some(parting) = (depth < DEEPEST).then(|| best(&pieces)).flatten() else {
        blocks.push(lines(pieces));
        return;
    };
    let mut above = pieces;
    let mut beside = above.split_off(parting.from);
    let below = beside.split_off(parting.to - parting.from);
    let (left, right): (Vec<Piece>, Vec<Piece>) = beside.into_iter().partition(|piece| piece.right <= parting.at);
    order(above, depth + 1, blocks);
    order(left, depth + 1, blocks);
    order(right, depth + 1, blocks);
    order(below, depth + 1, blocks);
}

/// A gap that parts pieces `from..to`.
#[derive(Clone, Copy, Debug)]
struct Parting {
    at: f64,
    from: usize,
    to: usize,
}

/// The gap that parts most, if any parts columns. Columns are flush left, so a gap ends where pieces begin.
fn best(pieces: &[Piece]) -> Option<Parting> {
    let mut edges: Vec<f64> = pieces.iter().map(|piece| piece.left).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    let mut best: Option<Parting> = None;
    for edge in edges {
        let at = edge - 0.5;
        let mut from = 0;
        while from < pieces.len() {
            let crosses = |piece: &Piece| piece.left < at && piece.right > at;
            let to = pieces[from..].iter().position(crosses).map_or(pieces.len(), |next| from + next);
            from += title(&pieces[from..to], at);
            let larger = best.is_none_or(|best| to - from > best.to - best.from);
            if larger && parts(&pieces[from..to], at) {
                best = Some(Parting { at, from, to });
            }
            from = to + 1;
        }
    }
    best
}

/// How many pieces at the top are a title of all columns: larger, and with nothing beside them.
fn title(pieces: &[Piece], at: f64) -> usize {
    let sizes: f64 = pieces.iter().map(|piece| piece.size).sum();
    let usual = sizes / pieces.len().max(1) as f64;
    let on_left = pieces.first().is_some_and(|first| first.right <= at);
    let alone = pieces.iter().take_while(|piece| (piece.right <= at) == on_left).count();
    pieces[..alone].iter().rposition(|piece| piece.size > LARGER * usual).map_or(0, |last| last + 1)
}

/// Whether what stands left and right of a gap are columns of their own.
fn parts(pieces: &[Piece], at: f64) -> bool {
    let (left, right): (Vec<&Piece>, Vec<&Piece>) = pieces.iter().partition(|piece| piece.right <= at);
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let sizes: f64 = pieces.iter().map(|piece| piece.size).sum();
    let size = sizes / pieces.len() as f64;
    let gap = right.iter().map(|piece| piece.left).fold(f64::MAX, f64::min) - left.iter().map(|piece| piece.right).fold(f64::MIN, f64::max);
    let (on_left, on_right) = (heights(&left), heights(&right));
    // Beside each other, not one below the other.
    let top = on_left[0].max(on_right[0]);
    let bottom = on_left[on_left.len() - 1].min(on_right[on_right.len() - 1]);
    gap >= GUTTER * size
        && on_left.len() >= LEAST_LINES
        && on_right.len() >= LEAST_LINES
        && bottom > top
        && !belongs(&left, &on_left, &on_right)
        && !belongs(&right, &on_right, &on_left)
}

/// Whether the pieces of one side are dates or labels of the lines on the other: short, each on such a line, and either not
/// below each other like text or one for each line.
fn belongs(pieces: &[&Piece], own: &[f64], others: &[f64]) -> bool {
    let chars: usize = pieces.iter().map(|piece| piece.text.chars().count()).sum();
    if chars as f64 / own.len() as f64 > LABEL {
        return false;
    }
    let size = pieces.iter().map(|piece| piece.size).fold(0.0, f64::max);
    let shared = |these: &[f64], those: &[f64]| {
        let near = these.iter().filter(|y| those.iter().any(|other| (*y - other).abs() <= SAME_LINE * size)).count();
        near as f64 / these.len() as f64
    };
    let spacing = |heights: &[f64]| {
        let mut between: Vec<f64> = heights.windows(2).map(|pair| pair[1] - pair[0]).collect();
        between.sort_by(f64::total_cmp);
        between.get(between.len() / 2).copied().unwrap_or(0.0)
    };
    let sparse = spacing(own) > 1.6 * spacing(others);
    shared(own, others) >= 0.9 && (sparse || shared(others, own) >= 0.9)
}

/// The heights of lines, each once.
fn heights(pieces: &[&Piece]) -> Vec<f64> {
    let mut heights: Vec<f64> = Vec::new();
    for piece in pieces {
        if heights.last().is_none_or(|last| piece.y - last > SAME_LINE * piece.size) {
            heights.push(piece.y);
        }
    }
    heights
}

/// Pieces beside each other become lines, with a tab where the gap is wide.
fn lines(pieces: Vec<Piece>) -> Block {
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if piece.y - row[0].y <= SAME_LINE * piece.size.max(row[0].size) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    rows.into_iter().filter_map(line).collect()
}

fn line(mut row: Vec<Piece>) -> Option<Line> {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let first = row.first()?;
    let (left, y) = (first.left, first.y);
    let right = row.iter().map(|piece| piece.right).fold(f64::MIN, f64::max);
    let size = row.iter().map(|piece| piece.size).fold(0.0, f64::max);
    let mut text = String::new();
    let mut end = f64::MIN;
    for piece in row {
        if !text.is_empty() {
            text.push(if piece.left - end > 2.0 * size { '\t' } else { ' ' });
        }
        text.push_str(&piece.text);
        end = piece.right;
    }
    Some(Line { text, left, right, y, size })
}
