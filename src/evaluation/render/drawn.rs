//! The drawn parts of the page: the dimensions around a circle, the session as a line, and a measure beside its usual range.
//! Each says in words what it shows. Colours are the page's own; the greys in the drawings are for readers that do not apply
//! a page's style to them.

use std::fmt::Write as _;

use super::escape::escape;
use super::html::Page;
use crate::evaluation::charts::{Axis, Piece, Radar, Timeline};
use crate::evaluation::{Measured, Usual};
use crate::interview::{Speaker, TurnKind};

/// Half the width and half the height of the circle's drawing, and the circle's radius.
const MIDDLE: (f64, f64) = (300.0, 165.0);
const RADIUS: f64 = 112.0;
/// Letters of a name in one line.
const LINE: usize = 20;

/// The dimensions around a circle; nothing when there is too little for a shape.
pub(super) fn radar(page: &Page<'_>) -> String {
    let Some(radar) = Radar::of(&page.report.dimensions) else { return String::new() };
    let point = |axis: &Axis, share: f64| (MIDDLE.0 + axis.x * share * RADIUS, MIDDLE.1 + axis.y * share * RADIUS);
    let corners = |share: &dyn Fn(&Axis) -> f64| -> String {
        let corner = |axis: &Axis| {
            let (x, y) = point(axis, share(axis));
            format!("{x:.1},{y:.1}")
        };
        radar.axes.iter().map(corner).collect::<Vec<_>>().join(" ")
    };
    let mut drawing = String::new();
    for ring in 1..=Radar::RINGS {
        let share = ring as f64 / Radar::RINGS as f64;
        put(&mut drawing, format_args!("<polygon class=\"ring\" fill=\"none\" stroke=\"#999\" points=\"{}\"/>\n", corners(&|_| share)));
    }
    for axis in &radar.axes {
        let (x, y) = point(axis, 1.0);
        let class = if axis.score.is_some() { "spoke" } else { "spoke unknown" };
        let (from_x, from_y) = MIDDLE;
        put(
            &mut drawing,
            format_args!("<line class=\"{class}\" stroke=\"#999\" x1=\"{from_x}\" y1=\"{from_y}\" x2=\"{x:.1}\" y2=\"{y:.1}\"/>\n"),
        );
    }
    if radar.is_whole() {
        put(
            &mut drawing,
            format_args!(
                "<polygon class=\"area\" fill=\"#777\" fill-opacity=\"0.2\" points=\"{}\"/>\n",
                corners(&|axis| axis.share().unwrap_or_default())
            ),
        );
    }
    for (from, to) in radar.edges() {
        let ends = [from, to].map(|place| point(&radar.axes[place], radar.axes[place].share().unwrap_or_default()));
        let [(x1, y1), (x2, y2)] = ends;
        put(
            &mut drawing,
            format_args!(
                "<line class=\"edge\" stroke=\"#333\" stroke-width=\"2.5\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>\n"
            ),
        );
    }
    for axis in &radar.axes {
        // What was not assessed is an open mark at the rim, so that it is not taken for a low score.
        let (class, fill, share, radius) = axis.share().map_or(("dot unknown", "#fff", 1.0, 4.0), |share| ("dot", "#333", share, 5.0));
        let (x, y) = point(axis, share);
        put(
            &mut drawing,
            format_args!("<circle class=\"{class}\" fill=\"{fill}\" stroke=\"#333\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\"/>\n"),
        );
        drawing.push_str(&name(axis));
    }
    let known =
        |axis: &Axis| axis.score.map_or_else(|| (page.words)("not-assessed"), |score| format!("{score:.1} {}", (page.words)("of-ten")));
    let all: Vec<String> = radar.axes.iter().map(|axis| format!("{}: {}", axis.name, known(axis))).collect();
    format!(
        "<figure class=\"drawn\">\n<figcaption>{}</figcaption>\n<svg role=\"img\" aria-label=\"{}\" viewBox=\"0 0 600 330\">\n{drawing}</svg>\n</figure>\n",
        page.text("radar-caption"),
        escape(&all.join("; ")),
    )
}

/// A dimension's name and score at the rim, outside the circle.
fn name(axis: &Axis) -> String {
    let anchor = if axis.x > 0.2 {
        "start"
    } else if axis.x < -0.2 {
        "end"
    } else {
        "middle"
    };
    let (x, y) = (MIDDLE.0 + axis.x * (RADIUS + 14.0), MIDDLE.1 + axis.y * (RADIUS + 18.0));
    let mut lines = in_lines(&axis.name);
    // The score closes the name; "not assessed" would be a third line, and is said by the mark and by the card below.
    lines.extend(axis.score.map(|score| format!("{score:.1}")));
    // Above the circle the block ends at its place, below it begins there.
    let top = y + 4.0 - (lines.len() - 1) as f64 * 16.0 * (1.0 - axis.y) / 2.0;
    let mut text = String::new();
    for (place, line) in lines.iter().enumerate() {
        let class = if axis.score.is_some() && place + 1 == lines.len() { " class=\"value\"" } else { "" };
        let y = top + place as f64 * 16.0;
        put(&mut text, format_args!("<text{class} x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>\n", escape(line)));
    }
    text
}

fn in_lines(name: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Where the line begins and how long it is; a lane for each side.
const LEFT: f64 = 110.0;
const LENGTH: f64 = 870.0;

/// The session as a line with a lane for each side; nothing when it has no length.
pub(super) fn timeline(page: &Page<'_>) -> String {
    let line = Timeline::of(page.report);
    if line.length_ms == 0 {
        return String::new();
    }
    let at = |ms: u64| LEFT + ms as f64 / line.length_ms as f64 * LENGTH;
    let mut drawing = String::new();
    for (key, y) in [("interviewer", 46.0), ("candidate", 82.0)] {
        put(&mut drawing, format_args!("<text x=\"0\" y=\"{:.0}\">{}</text>\n", y + 5.0, page.text(key)));
        put(
            &mut drawing,
            format_args!(
                "<line class=\"ring\" fill=\"none\" stroke=\"#999\" x1=\"{LEFT}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\"/>\n",
                LEFT + LENGTH
            ),
        );
    }
    for piece in &line.pieces {
        drawing.push_str(&one_piece(piece, &at));
    }
    for silence in &line.silences {
        let (x, width) = (at(silence.start_ms), (at(silence.end_ms) - at(silence.start_ms)).max(1.5));
        put(
            &mut drawing,
            format_args!("<rect class=\"silence\" fill=\"#fff\" x=\"{x:.1}\" y=\"70\" width=\"{width:.1}\" height=\"24\"/>\n"),
        );
    }
    let step = line_step(line.length_ms);
    for minute in (0..=line.length_ms / 60_000).step_by(step) {
        let x = at(minute * 60_000);
        put(
            &mut drawing,
            format_args!("<line class=\"ring\" fill=\"none\" stroke=\"#999\" x1=\"{x:.1}\" y1=\"98\" x2=\"{x:.1}\" y2=\"104\"/>\n"),
        );
        put(&mut drawing, format_args!("<text class=\"small\" x=\"{x:.1}\" y=\"118\" text-anchor=\"middle\">{minute}:00</text>\n"));
    }
    let said = page.text("timeline-caption");
    format!(
        "<figure class=\"drawn\">\n<figcaption>{said}</figcaption>\n<svg role=\"img\" aria-label=\"{said}\" viewBox=\"0 0 1000 124\">\n{drawing}</svg>\n\
         <p class=\"soft\">{}</p>\n</figure>\n",
        page.text("timeline-help"),
    )
}

fn one_piece(piece: &Piece, at: &dyn Fn(u64) -> f64) -> String {
    let (x, width) = (at(piece.start_ms), (at(piece.end_ms) - at(piece.start_ms)).max(1.5));
    let mut drawing = String::new();
    match piece.speaker {
        Speaker::Interviewer => {
            let (class, fill) = if piece.kind == TurnKind::Probe { ("asked probe", "#fff") } else { ("asked", "#777") };
            put(
                &mut drawing,
                format_args!(
                    "<rect class=\"{class}\" fill=\"{fill}\" stroke=\"#777\" x=\"{x:.1}\" y=\"36\" width=\"{width:.1}\" height=\"20\"/>\n"
                ),
            );
        }
        Speaker::Candidate if piece.typed => {
            put(&mut drawing, format_args!("<path class=\"answered\" fill=\"#333\" d=\"M{x:.1} 72 l6 10 l-6 10 l-6 -10 z\"/>\n"));
        }
        Speaker::Candidate => {
            put(
                &mut drawing,
                format_args!("<rect class=\"answered\" fill=\"#333\" x=\"{x:.1}\" y=\"72\" width=\"{width:.1}\" height=\"20\"/>\n"),
            );
        }
    }
    if let Some(number) = piece.number {
        put(&mut drawing, format_args!("<text class=\"value\" x=\"{x:.1}\" y=\"26\">{number}</text>\n"));
    }
    drawing
}

/// Minutes between two numbers below the line.
fn line_step(length_ms: u64) -> usize {
    match length_ms / 60_000 {
        0..=8 => 1,
        9..=30 => 5,
        _ => 10,
    }
}

/// A measure's place beside the usual range.
pub(super) fn band(page: &Page<'_>, measured: &Measured, usual: &Usual) -> String {
    let (from, to, here) = (usual.place(usual.from) * 200.0, usual.place(usual.to) * 200.0, usual.place(measured.value) * 200.0);
    format!(
        "<svg class=\"band\" role=\"img\" aria-label=\"{}\" viewBox=\"-6 0 212 18\"><rect class=\"track\" fill=\"#ddd\" x=\"0\" y=\"6\" width=\"200\" height=\"6\"/>\
         <rect class=\"usual\" fill=\"#999\" x=\"{from:.0}\" y=\"4\" width=\"{:.0}\" height=\"10\"/><path class=\"mark\" fill=\"#333\" d=\"M{here:.0} 0 l5 9 l-5 9 l-5 -9 z\"/></svg>",
        escape(&format!("{}: {} \u{2013} {}", (page.words)("usual-range"), usual.from, usual.to)),
        to - from,
    )
}

/// Writing to a `String` does not fail.
fn put(text: &mut String, piece: std::fmt::Arguments<'_>) {
    text.write_fmt(piece).ok();
}
