//! The session as a line: who spoke when. Pointing tells, pressing leads to the turn; with the keyboard, arrows go from turn to
//! turn and Enter leads there.

use egui::{
    Align2, EventFilter, Key, Label, Rangef, Rect, Response, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType,
    pos2, vec2,
};

use super::ReviewState;
use crate::evaluation::charts::{Piece, Timeline};
use crate::interview::{Speaker, TurnKind};
use crate::screens::widgets::{Look, card, focus_ring};
use crate::session::acts::{Acts, UiAct};
use crate::session::view::ReviewView;

/// A minute is at least so wide; a session that does not fit is scrolled.
const MINUTE: f32 = 12.0;
/// Heights from the top: numbers, the interviewer's lane, the candidate's, minutes.
const LANES: [f32; 2] = [24.0, 54.0];
const LANE: f32 = 22.0;
const HEIGHT: f32 = 106.0;
/// The narrowest piece that can be seen and hit.
const LEAST: f32 = 3.0;

/// Draws it.
pub(super) fn line_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, state: &mut ReviewState, acts: &mut Acts) {
    let theme = look.theme;
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let names = [view.report.session.interviewer.name.clone(), look.say("you")];
        ui.horizontal(|ui| {
            // The lanes are told apart by place and by shape; the key names both.
            let typed = view.line.pieces.iter().all(|piece| piece.typed || piece.speaker == Speaker::Interviewer);
            for (name, mark) in names.iter().zip([Mark::Asked, if typed { Mark::Typed } else { Mark::Spoken }]) {
                let (place, _) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::hover());
                paint(ui, look, mark, place.shrink2(if mark == Mark::Typed { vec2(3.0, 1.0) } else { vec2(1.0, 5.0) }));
                ui.add(Label::new(theme.caption(name)));
                ui.add_space(theme.space.small);
            }
        });
        let wide = (view.line.length_ms as f32 / 60_000.0 * MINUTE).max(ui.available_width());
        let told = ScrollArea::horizontal().id_salt("review_line").show(ui, |ui| drawn_ui(ui, look, view, state, acts, wide)).inner;
        let words = told.map_or_else(|| look.say("line-help"), |piece| said(look, view, &view.line.pieces[piece]));
        ui.add(Label::new(theme.caption(words).color(theme.palette.soft)).wrap());
    });
}

/// Gives the piece that is pointed at.
fn drawn_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, state: &mut ReviewState, acts: &mut Acts, width: f32) -> Option<usize> {
    let theme = look.theme;
    let p = theme.palette;
    let line = &view.line;
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::click());
    let inner = rect.shrink2(vec2(4.0, 0.0));
    let at = |ms: u64| inner.left() + inner.width() * ms as f32 / line.length_ms.max(1) as f32;
    for top in LANES {
        ui.painter().hline(inner.x_range(), rect.top() + top + LANE / 2.0, Stroke::new(1.0, p.line));
    }
    let places: Vec<Rect> = line.pieces.iter().map(|piece| place(piece, &at, rect)).collect();
    for (piece, place) in line.pieces.iter().zip(&places) {
        paint(ui, look, Mark::of(piece), *place);
        if let Some(number) = piece.number {
            let font = theme.strong_font(theme.sizes.caption);
            ui.painter().text(pos2(place.left(), rect.top() + 2.0), Align2::LEFT_TOP, number.to_string(), font, p.text);
        }
    }
    for silence in &line.silences {
        let gap = Rangef::new(at(silence.start_ms), at(silence.end_ms).max(at(silence.start_ms) + 1.5));
        let lane = Rangef::new(rect.top() + LANES[1] + 2.0, rect.top() + LANES[1] + LANE - 2.0);
        ui.painter().rect_filled(Rect::from_x_y_ranges(gap, lane), 0.0, p.raised);
    }
    minutes_ui(ui, look, line, &at, rect);
    let told = pointed(ui, &response, view, state, &places);
    if let Some(piece) = told {
        ui.painter().rect_stroke(places[piece].expand(2.0), 3.0, Stroke::new(2.0, p.focus), StrokeKind::Outside);
    }
    focus_ring(ui, &response, look, theme.radius.small);
    let here = told.map(|piece| said(look, view, &line.pieces[piece])).unwrap_or_default();
    let spoken = look.say_with("line-spoken", &[("here", here.into())]);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &spoken));
    if response.clicked()
        && let Some(piece) = told
    {
        state.show_again();
        acts.push(UiAct::JumpToTurn(line.pieces[piece].turn));
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    told
}

/// Which piece is meant: the one under the pointer, or the one that the arrows have come to.
fn pointed(ui: &Ui, response: &Response, view: &ReviewView, state: &mut ReviewState, places: &[Rect]) -> Option<usize> {
    let last = places.len().checked_sub(1)?;
    if response.has_focus() {
        let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let now = state.on_line.unwrap_or_else(|| view.line.pieces.iter().position(|piece| Some(piece.turn) == view.focused).unwrap_or(0));
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let to = if pressed(Key::ArrowRight) {
            now + 1
        } else if pressed(Key::ArrowLeft) {
            now.saturating_sub(1)
        } else if pressed(Key::Home) {
            0
        } else if pressed(Key::End) {
            last
        } else {
            now
        };
        state.on_line = Some(to.min(last));
    } else {
        state.on_line = None;
    }
    let distance = |at: egui::Pos2, place: &Rect| place.distance_sq_to_pos(at);
    let near = response.hover_pos().and_then(|at| {
        let nearest = (0..places.len()).min_by(|one, other| distance(at, &places[*one]).total_cmp(&distance(at, &places[*other])))?;
        (distance(at, &places[nearest]) < 20.0 * 20.0).then_some(nearest)
    });
    near.or(state.on_line)
}

fn place(piece: &Piece, at: &dyn Fn(u64) -> f32, rect: Rect) -> Rect {
    let top = rect.top() + if piece.speaker == Speaker::Interviewer { LANES[0] } else { LANES[1] };
    let (from, to) = (at(piece.start_ms), at(piece.end_ms));
    let across = if piece.typed { Rangef::new(from - 6.0, from + 6.0) } else { Rangef::new(from, to.max(from + LEAST)) };
    Rect::from_x_y_ranges(across, Rangef::new(top + 1.0, top + LANE - 1.0))
}

/// How a turn is drawn. Spoken words are blocks, follow-ups open ones; what was typed is a diamond, since it has a moment and
/// no length.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Asked,
    Probe,
    Spoken,
    Typed,
}

impl Mark {
    fn of(piece: &Piece) -> Self {
        match piece.speaker {
            Speaker::Interviewer if piece.kind == TurnKind::Probe => Self::Probe,
            Speaker::Interviewer => Self::Asked,
            Speaker::Candidate if piece.typed => Self::Typed,
            Speaker::Candidate => Self::Spoken,
        }
    }
}

fn paint(ui: &Ui, look: Look<'_>, mark: Mark, place: Rect) {
    let p = look.theme.palette;
    let painter = ui.painter();
    match mark {
        Mark::Asked => painter.rect_filled(place, 2.0, p.outline),
        Mark::Probe => painter.rect(place, 2.0, p.raised, Stroke::new(1.5, p.outline), StrokeKind::Inside),
        Mark::Spoken => painter.rect_filled(place, 2.0, p.accent),
        Mark::Typed => {
            let corners = vec![place.center_top(), place.right_center(), place.center_bottom(), place.left_center()];
            painter.add(Shape::convex_polygon(corners, p.accent, Stroke::NONE))
        }
    };
}

fn minutes_ui(ui: &Ui, look: Look<'_>, line: &Timeline, at: &dyn Fn(u64) -> f32, rect: Rect) {
    let theme = look.theme;
    let step = match line.length_ms / 60_000 {
        0..=8 => 1,
        9..=30 => 5,
        _ => 10,
    };
    for minute in (0..=line.length_ms / 60_000).step_by(step) {
        let x = at(minute * 60_000);
        ui.painter().vline(x, Rangef::new(rect.top() + 80.0, rect.top() + 86.0), Stroke::new(1.0, theme.palette.outline));
        let side = if minute == 0 { Align2::LEFT_TOP } else { Align2::CENTER_TOP };
        let words = format!("{minute}:00");
        ui.painter().text(pos2(x, rect.top() + 88.0), side, words, theme.font(theme.sizes.caption), theme.palette.faint);
    }
}

/// A piece in words: who, when, which question, how many silences.
fn said(look: Look<'_>, view: &ReviewView, piece: &Piece) -> String {
    let turn = view.report.turns.iter().find(|turn| turn.index == piece.turn);
    let who = match piece.speaker {
        Speaker::Candidate => look.say("you"),
        Speaker::Interviewer => turn.and_then(|turn| turn.name.clone()).unwrap_or_else(|| view.report.session.interviewer.name.clone()),
    };
    let what = match (piece.number, piece.kind) {
        (Some(number), _) => look.say_with("line-question", &[("number", number.into())]),
        (None, TurnKind::Probe) => look.say("line-probe"),
        _ if piece.typed => look.say("line-typed"),
        _ => String::new(),
    };
    let silences = match view.line.silences_of(piece.turn) {
        0 => String::new(),
        count => look.say_with("line-silences", &[("count", count.into())]),
    };
    let clock = |ms: u64| format!("{}:{:02}", ms / 60_000, ms / 1000 % 60);
    let start: String = turn.map(|turn| turn.text.chars().take(90).collect()).unwrap_or_default();
    let more = if turn.is_some_and(|turn| turn.text.chars().count() > 90) { "…" } else { "" };
    let words = look.say_with("quote", &[("words", format!("{start}{more}").into())]);
    let parts = [format!("{who}, {}", clock(piece.start_ms)), what, silences, words];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
