//! From signs to pieces of lines: words that stand beside each other without a wide gap.

use crate::documents::tidy::is_bullet;

use super::signs::Sign;

/// Lengths in sizes of the writing.
mod sizes {
    /// Base lines this near are one line.
    pub(super) const SAME_LINE: f64 = 0.25;
    /// As above, for signs of another size: footnote marks, "2nd".
    pub(super) const RAISED: f64 = 0.45;
    /// From this gap on there is a blank between words.
    pub(super) const BLANK: f64 = 0.17;
    /// So much more than the gap that all signs of a spaced heading have.
    pub(super) const BEYOND_SPACED: f64 = 0.25;
    /// From this gap on it may be another column.
    pub(super) const APART: f64 = 1.15;
    /// As above, after the sign of an item.
    pub(super) const AFTER_BULLET: f64 = 4.0;
    /// The same sign within this distance is drawn twice to make it bold.
    pub(super) const TWICE: f64 = 0.12;
}

/// A piece of a line. Lengths are points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Height of the base line, downwards.
    pub(super) y: f64,
    pub(super) size: f64,
}

/// The pieces of a page, from top to bottom, for each direction of writing.
pub(super) fn pieces(signs: Vec<Sign>) -> Vec<Vec<Piece>> {
    let mut turns: Vec<Vec<Sign>> = vec![Vec::new(); 4];
    for sign in signs {
        turns[usize::from(sign.turned % 4)].push(sign);
    }
    turns.into_iter().map(|signs| rows(signs).into_iter().flat_map(cut).collect::<Vec<_>>()).filter(|pieces| !pieces.is_empty()).collect()
}

/// Signs on one base line each, from left to right.
fn rows(mut signs: Vec<Sign>) -> Vec<Vec<Sign>> {
    signs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Sign>> = Vec::new();
    // Height and size of the largest sign of the open row.
    let (mut y, mut size) = (0.0, 0.0);
    for sign in signs {
        let larger = sign.size.max(size);
        let other = (sign.size - size).abs() > 0.15 * larger;
        let near = if other { sizes::RAISED } else { sizes::SAME_LINE } * larger;
        match rows.last_mut().filter(|_| sign.y - y <= near) {
            Some(row) => {
                if sign.size > size * 1.05 {
                    (y, size) = (sign.y, sign.size);
                }
                row.push(sign);
            }
            None => {
                (y, size) = (sign.y, sign.size);
                rows.push(vec![sign]);
            }
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    rows
}

/// A sign, and whether a blank was drawn before it.
type Parted = (Sign, bool);

/// Cuts a row where a wide gap is.
fn cut(row: Vec<Sign>) -> Vec<Piece> {
    let mut runs: Vec<Vec<Parted>> = Vec::new();
    let (mut right, mut blank) = (f64::MIN, false);
    for sign in row {
        if sign.is_blank() {
            blank = true;
            continue;
        }
        let end = sign.x + sign.width;
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|(last, _)| last.text == sign.text && sign.x - last.x < sizes::TWICE * sign.size) => {}
            Some(run) if sign.x - right <= reach(run) * sign.size => run.push((sign, blank)),
            _ => runs.push(vec![(sign, false)]),
        }
        right = right.max(end);
        blank = false;
    }
    runs.into_iter().filter_map(|run| piece(&run)).collect()
}

/// The gap after which a run does not go on.
fn reach(run: &[Parted]) -> f64 {
    if run.iter().all(|(sign, _)| stands_before_item(sign)) { sizes::AFTER_BULLET } else { sizes::APART }
}

fn stands_before_item(sign: &Sign) -> bool {
    sign.is_unknown() || sign.text.chars().all(|sign| is_bullet(sign) || matches!(sign, '-' | '–' | '·' | '*'))
}

/// Puts signs that stand beside each other together to words.
fn piece(run: &[Parted]) -> Option<Piece> {
    let size = run.iter().map(|(sign, _)| sign.size).fold(0.0, f64::max);
    let gaps: Vec<f64> = run.windows(2).map(|pair| pair[1].0.x - (pair[0].0.x + pair[0].0.width)).collect();
    let from = blank_from(&gaps, size);
    let mut text = String::new();
    for (index, (sign, blank)) in run.iter().enumerate() {
        let gap = index.checked_sub(1).and_then(|before| gaps.get(before));
        if *blank || gap.is_some_and(|gap| *gap >= from) {
            text.push(' ');
        }
        if sign.is_unknown() {
            text.push('\u{fffd}');
        } else {
            text.push_str(&sign.text);
        }
    }
    let (first, _) = run.first()?;
    let right = run.iter().map(|(sign, _)| sign.x + sign.width).fold(f64::MIN, f64::max);
    let mut heights: Vec<f64> = run.iter().map(|(sign, _)| sign.y).collect();
    heights.sort_by(f64::total_cmp);
    Some(Piece { text, left: first.x, right, y: heights[heights.len() / 2], size })
}

/// The gap from which on a blank is meant. Headings may be spaced out letter by letter.
fn blank_from(gaps: &[f64], size: f64) -> f64 {
    let mut sorted = gaps.to_vec();
    sorted.sort_by(f64::total_cmp);
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
    if gaps.len() >= 4 && usual > sizes::BLANK * size * 0.6 { usual + sizes::BEYOND_SPACED * size } else { sizes::BLANK * size }
}
