//! Scores over time: for each dimension the sessions in which it was assessed, as points whose size says how much they rest on.
//! Fewer than three are not joined by a line: two points make no course.

use egui::{
    Align2, EventFilter, Key, Label, Pos2, Rangef, Rect, ScrollArea, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2,
    vec2,
};

use super::HistoryState;
use crate::screens::catalogue::choose;
use crate::screens::widgets::{Look, card, chip_ui, empty_ui, fault_ui, focus_ring, heading, loading_ui, paragraph};
use crate::session::acts::{Acts, Screen, UiAct};
use crate::session::view::{HistoryView, Load, ProgressLine, ProgressPoint, ProgressQuery, ProgressView};

/// Fewer points are not joined.
const FEWEST: usize = 3;
/// Height of one dimension's drawing.
const HEIGHT: f32 = 118.0;
/// From this width on two dimensions stand side by side.
const TWO: f32 = 860.0;

/// Draws the choice of sessions and a card for each dimension.
pub(super) fn progress_ui(ui: &mut Ui, look: Look<'_>, view: &HistoryView, state: &mut HistoryState, acts: &mut Acts) {
    match &view.progress {
        Load::Loading => loading_ui(ui, look, look.say("history-loading")),
        Load::Failed(fault) => fault_ui(ui, look, fault, acts),
        Load::Ready(progress) if progress.scenarios.is_empty() => {
            card(look).inner_margin(look.theme.margin(look.theme.space.huge)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let next = Some((UiAct::Go(Screen::Setup), &mut *acts));
                empty_ui(ui, look, look.say("history-empty-title"), look.say("progress-empty"), next);
            });
        }
        Load::Ready(progress) => {
            query_ui(ui, look, &view.progress_of, progress, acts);
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                egui::Frame::new().inner_margin(egui::Margin { right: 14, bottom: 24, ..egui::Margin::ZERO }).show(ui, |ui| {
                    key_ui(ui, look, progress);
                    lines_ui(ui, look, progress, state, acts);
                });
            });
        }
    }
}

fn query_ui(ui: &mut Ui, look: Look<'_>, asked: &ProgressQuery, progress: &ProgressView, acts: &mut Acts) {
    let mut query = asked.clone();
    ui.horizontal(|ui| {
        for (id, all) in [("progress-last", false), ("progress-all", true)] {
            let words = look.say(id);
            if chip_ui(ui, look, &words, &words, Some(query.all == all)).clicked() {
                query.all = all;
            }
        }
        ui.add_space(look.theme.space.small);
        ui.allocate_ui_with_layout(vec2(340.0_f32.min(ui.available_width()), 30.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            choose(ui, look, "progress-scenario", &mut query.scenario, progress.scenarios.clone());
        });
    });
    if query != *asked {
        acts.push(UiAct::ShowProgress(Box::new(query)));
    }
}

/// What the marks mean.
fn key_ui(ui: &mut Ui, look: Look<'_>, progress: &ProgressView) {
    let theme = look.theme;
    paragraph(ui, look, theme.caption(look.say("progress-help")));
    let shapes = shapes(progress);
    if shapes.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            for (number, title) in shapes.iter().enumerate() {
                let (place, _) = ui.allocate_exact_size(vec2(16.0, 20.0), Sense::hover());
                ui.painter().add(mark(number, place.center(), 5.5, theme.palette.accent, theme.palette.raised));
                ui.add(Label::new(theme.caption(*title)));
                ui.add_space(theme.space.small);
            }
        });
        paragraph(ui, look, theme.caption(look.say("progress-different")));
    }
    ui.add_space(theme.space.hair);
}

/// The titles of the scenarios that occur, in the order of their first session.
fn shapes(progress: &ProgressView) -> Vec<&str> {
    let mut titles: Vec<&str> = Vec::new();
    for session in &progress.sessions {
        if !titles.contains(&session.title.as_str()) {
            titles.push(&session.title);
        }
    }
    titles
}

fn lines_ui(ui: &mut Ui, look: Look<'_>, progress: &ProgressView, state: &mut HistoryState, acts: &mut Acts) {
    if progress.lines.is_empty() {
        paragraph(ui, look, look.theme.soft(look.say("progress-none-here")));
    }
    let columns = if ui.available_width() >= TWO { 2 } else { 1 };
    for row in progress.lines.chunks(columns) {
        ui.columns(columns, |columns| {
            for (ui, line) in columns.iter_mut().zip(row) {
                line_ui(ui, look, progress, line, state, acts);
            }
        });
        ui.add_space(look.theme.space.small);
    }
}

fn line_ui(ui: &mut Ui, look: Look<'_>, progress: &ProgressView, line: &ProgressLine, state: &mut HistoryState, acts: &mut Acts) {
    let theme = look.theme;
    card(look).inner_margin(theme.margin(theme.space.medium)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = sentence(look, line);
        heading(ui, theme.strong(&words));
        if line.points.is_empty() {
            return;
        }
        let told = drawn_ui(ui, look, progress, line, &words, state, acts);
        let few = if line.points.len() < FEWEST { "progress-few" } else { "progress-point" };
        let below = told.map_or_else(|| look.say(few), |point| said(look, progress, &line.points[point]));
        ui.add(Label::new(theme.caption(below)).truncate());
    });
}

/// The line in words: "Communication: 4.1 to 6.3 over five interviews".
fn sentence(look: Look<'_>, line: &ProgressLine) -> String {
    let score = |point: &ProgressPoint| format!("{:.1}", point.score);
    let name = ("name", (&line.name).into());
    match line.points.as_slice() {
        [] => look.say_with("progress-none", &[name]),
        [one] => look.say_with("progress-one", &[name, ("score", score(one).into())]),
        [first, .., last] => {
            let args = [name, ("first", score(first).into()), ("last", score(last).into()), ("count", line.points.len().into())];
            look.say_with("progress-many", &args)
        }
    }
}

fn said(look: Look<'_>, progress: &ProgressView, point: &ProgressPoint) -> String {
    let Some(session) = progress.sessions.get(point.session) else { return String::new() };
    let args = [
        ("score", format!("{:.1}", point.score).into()),
        ("title", (&session.title).into()),
        ("held", look.when(&session.held).into()),
        ("confidence", (point.confidence * 100.0).round().into()),
    ];
    look.say_with("progress-said", &args)
}

/// Gives the point that is meant: under the pointer, or where the arrows have come to.
fn drawn_ui(
    ui: &mut Ui,
    look: Look<'_>,
    progress: &ProgressView,
    line: &ProgressLine,
    words: &str,
    state: &mut HistoryState,
    acts: &mut Acts,
) -> Option<usize> {
    let theme = look.theme;
    let p = theme.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    let inner = Rect::from_min_max(rect.min + vec2(30.0, 12.0), rect.max - vec2(14.0, 12.0));
    let height = |score: f64| inner.bottom() - inner.height() * ((score - 1.0) / 9.0) as f32;
    for score in [1.0, 4.0, 7.0, 10.0] {
        ui.painter().hline(inner.x_range(), height(score), Stroke::new(1.0, p.line));
        let at = pos2(inner.left() - 6.0, height(score));
        ui.painter().text(at, Align2::RIGHT_CENTER, format!("{score:.0}"), theme.font(theme.sizes.caption - 1.0), p.faint);
    }
    let steps = progress.sessions.len().saturating_sub(1).max(1) as f32;
    let shapes = shapes(progress);
    let places: Vec<Pos2> = line
        .points
        .iter()
        .map(|point| pos2(inner.left() + 8.0 + (inner.width() - 16.0) * point.session as f32 / steps, height(point.score)))
        .collect();
    if places.len() >= FEWEST {
        ui.painter().add(Shape::line(places.clone(), Stroke::new(1.5, p.outline)));
    }
    for (point, place) in line.points.iter().zip(&places) {
        let title = progress.sessions.get(point.session).map_or("", |session| session.title.as_str());
        let shape = shapes.iter().position(|shape| *shape == title).unwrap_or_default();
        ui.painter().add(mark(shape, *place, 3.5 + 4.5 * point.confidence as f32, p.accent, p.raised));
    }
    // What the arrows have come to.
    let last = line.points.len() - 1;
    if response.has_focus() {
        let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let now = state.at.as_ref().filter(|(id, _)| *id == line.id).map_or(last, |(_, at)| *at);
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        let to = if pressed(Key::ArrowRight) { (now + 1).min(last) } else { now.saturating_sub(usize::from(pressed(Key::ArrowLeft))) };
        state.at = Some((line.id.clone(), to));
    }
    let by_key = state.at.as_ref().filter(|(id, _)| response.has_focus() && *id == line.id).map(|(_, at)| (*at).min(last));
    let near = response.hover_pos().and_then(|at| {
        let nearest = (0..places.len()).min_by(|one, other| places[*one].distance_sq(at).total_cmp(&places[*other].distance_sq(at)))?;
        (places[nearest].distance(at) < 28.0).then_some(nearest)
    });
    let told = near.or(by_key);
    if let Some(place) = told.map(|point| places[point]) {
        let around = Rect::from_center_size(place, vec2(22.0, 22.0));
        ui.painter().rect_stroke(around, 11.0, Stroke::new(2.0, p.focus), StrokeKind::Inside);
        ui.painter().vline(place.x, Rangef::new(inner.top(), inner.bottom()), Stroke::new(1.0, p.line));
    }
    focus_ring(ui, &response, look, theme.radius.small);
    let here = told.map(|point| said(look, progress, &line.points[point])).unwrap_or_default();
    let spoken = look.say_with("progress-spoken", &[("words", words.into()), ("here", here.into())]);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &spoken));
    if response.clicked()
        && let Some(session) = told.and_then(|point| progress.sessions.get(line.points[point].session))
    {
        acts.push(UiAct::OpenSession(session.id.clone()));
    }
    told
}

/// The mark of the so-manieth scenario. Shapes, because colours alone tell nothing to some.
fn mark(number: usize, at: Pos2, radius: f32, fill: egui::Color32, edge: egui::Color32) -> Shape {
    let edge = Stroke::new(1.0, edge);
    let corners =
        |corners: &[(f32, f32)]| Shape::convex_polygon(corners.iter().map(|(x, y)| at + vec2(*x, *y) * radius).collect(), fill, edge);
    match number {
        0 => Shape::circle_filled(at, radius, fill),
        1 => corners(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
        2 => corners(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)]),
        3 => corners(&[(0.0, -1.1), (1.1, 0.9), (-1.1, 0.9)]),
        4 => corners(&[(0.0, 1.1), (-1.1, -0.9), (1.1, -0.9)]),
        _ => Shape::circle_stroke(at, radius, Stroke::new(2.0, fill)),
    }
}
