//! Everything that was said, turn by turn: searched, with the judgements that rest on each answer, and the words that a quote
//! came from marked.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Frame, Id, Key, Label, Modifiers, ScrollArea, Stroke, TextEdit, Ui};
use std::ops::Range;

use super::find::find;
use super::{ReviewState, groups, of_dimension, replay};
use crate::evaluation::ReportTurn;
use crate::interview::{Speaker, TurnId};
use crate::screens::widgets::{Look, chip_ui, heading};
use crate::session::acts::Acts;
use crate::session::view::ReviewView;

/// What is looked for in the transcript, and whose turns are shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Search {
    words: String,
    /// Which of the places is shown, counted from 0.
    at: usize,
    /// It has not been scrolled to.
    moved: bool,
    /// The field has the keyboard.
    keyboard: bool,
    /// Only this side's turns.
    only: Option<Speaker>,
}

impl Search {
    /// Whether keys belong to the field.
    pub(super) fn has_keyboard(&self) -> bool {
        self.keyboard
    }

    fn step(&mut self, forwards: bool, of: usize) {
        if of > 0 {
            self.at = if forwards { (self.at + 1) % of } else { (self.at + of - 1) % of };
            self.moved = true;
        }
    }
}

/// A place in the transcript.
type Place = (TurnId, Range<usize>);

/// The transcript with its own heading and its own scroll.
pub(super) fn transcript_column_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, state: &mut ReviewState, acts: &mut Acts) {
    let found = head_ui(ui, look, view, state, acts);
    ui.add_space(look.theme.space.hair);
    ScrollArea::vertical().id_salt("review_transcript").auto_shrink(false).show(ui, |ui| {
        Frame::new()
            .inner_margin(egui::Margin { right: 14, ..egui::Margin::ZERO })
            .show(ui, |ui| turns_ui(ui, look, view, &found, state, acts));
    });
}

/// The transcript as the last part of a single column.
pub(super) fn transcript_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, state: &mut ReviewState, acts: &mut Acts) {
    ui.add_space(look.theme.space.wide);
    let found = head_ui(ui, look, view, state, acts);
    turns_ui(ui, look, view, &found, state, acts);
}

/// Heading, search and filter; gives what was found.
fn head_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, state: &mut ReviewState, acts: &mut Acts) -> Vec<Place> {
    heading(ui, look.theme.title(look.say("transcript")));
    // A turn that is asked for is shown, whatever was filtered.
    if let Some(focused) = view.focused.filter(|_| state.shown != view.focused)
        && view.report.turns.iter().any(|turn| turn.index == focused && state.search.only.is_some_and(|only| only != turn.speaker))
    {
        state.search.only = None;
    }
    ui.horizontal_wrapped(|ui| {
        let sides = [("shown-all", None), ("shown-asked", Some(Speaker::Interviewer)), ("shown-answered", Some(Speaker::Candidate))];
        for (id, only) in sides {
            let words = look.say(id);
            if chip_ui(ui, look, &words, &words, Some(state.search.only == only)).clicked() {
                state.search.only = only;
                state.search.at = 0;
            }
        }
    });
    let found = search_ui(ui, look, view, &mut state.search);
    replay::controls_ui(ui, look, view, acts);
    found
}

fn search_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, search: &mut Search) -> Vec<Place> {
    let theme = look.theme;
    let id = Id::new("review_search");
    let asked = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F));
    // Taken before the field sees it: it would give up the keyboard.
    let pressed = |ui: &Ui, modifiers| search.keyboard && ui.input_mut(|input| input.consume_key(modifiers, Key::Enter));
    let (backwards, forwards) = (pressed(ui, Modifiers::SHIFT), pressed(ui, Modifiers::NONE));
    let hint = theme.body(look.say("find-hint")).color(theme.palette.faint).line_height(None);
    let edit = TextEdit::singleline(&mut search.words).id(id).hint_text(hint).margin(egui::Margin::symmetric(12, 7));
    let field = ui.add(edit.desired_width(f32::INFINITY));
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(look.say("find")));
    if asked {
        field.request_focus();
        field.scroll_to_me(None);
    }
    if search.keyboard && ui.input(|input| input.key_pressed(Key::Escape)) {
        search.words.clear();
    }
    if field.changed() {
        search.at = 0;
        search.moved = true;
    }
    // Egui takes the keyboard from the field before this sees Escape, so the frame before counts for the page.
    search.keyboard = field.has_focus();
    let found = places(view, search);
    search.at = search.at.min(found.len().saturating_sub(1));
    if forwards || backwards {
        search.step(forwards, found.len());
    }
    if !search.words.trim().is_empty() {
        ui.horizontal_wrapped(|ui| {
            let words = match found.len() {
                0 => look.say("find-none"),
                count => look.say_with("find-count", &[("at", (search.at + 1).into()), ("count", count.into())]),
            };
            let counted = ui.add(Label::new(theme.caption(words)));
            ui.ctx().accesskit_node_builder(counted.id, |node| node.set_live(egui::accesskit::Live::Polite));
            for (id, forwards) in [("find-previous", false), ("find-next", true)] {
                let words = look.say(id);
                if !found.is_empty() && chip_ui(ui, look, &words, &words, None).clicked() {
                    search.step(forwards, found.len());
                }
            }
        });
    }
    found
}

/// Where the words stand in the turns that are shown.
fn places(view: &ReviewView, search: &Search) -> Vec<Place> {
    let shown = view.report.turns.iter().filter(|turn| search.only.is_none_or(|only| only == turn.speaker));
    shown.flat_map(|turn| find(&turn.text, &search.words).into_iter().map(|range| (turn.index, range))).collect()
}

fn turns_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, found: &[Place], state: &mut ReviewState, acts: &mut Acts) {
    let here = found.get(state.search.at).filter(|_| !state.search.words.trim().is_empty());
    let only = state.search.only;
    for turn in view.report.turns.iter().filter(|turn| only.is_none_or(|only| only == turn.speaker)) {
        let focused = view.focused == Some(turn.index);
        let quote = state.quote.clone().filter(|_| focused);
        let spans = spans(turn, quote.as_deref(), found, here);
        let response = turn_ui(ui, look, view, turn, focused, &spans, (state, acts));
        if focused && state.shown != view.focused {
            response.scroll_to_me(Some(Align::Center));
            state.shown = view.focused;
        }
        if state.search.moved && here.is_some_and(|(place, _)| *place == turn.index) {
            response.scroll_to_me(Some(Align::Center));
            state.search.moved = false;
        }
    }
}

/// How a part of a turn's words is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Something rests on it.
    Quote,
    /// It was looked for.
    Found,
    /// It was looked for, and is the one that is shown.
    Here,
}

/// The marked parts of a turn, in order and apart from each other; what is looked for goes before a quote.
fn spans(turn: &ReportTurn, quote: Option<&str>, found: &[Place], here: Option<&Place>) -> Vec<(Range<usize>, Mark)> {
    let hits = found.iter().filter(|(place, _)| *place == turn.index);
    let mut spans: Vec<(Range<usize>, Mark)> =
        hits.map(|place| (place.1.clone(), if Some(place) == here { Mark::Here } else { Mark::Found })).collect();
    let quoted = quote.and_then(|quote| turn.text.find(quote).map(|start| start..start + quote.len()));
    if let Some(quoted) = quoted {
        let mut from = quoted.start;
        let cuts: Vec<Range<usize>> = spans.iter().map(|(range, _)| range.clone()).chain(std::iter::once(quoted.end..quoted.end)).collect();
        for cut in cuts.into_iter().filter(|cut| cut.end >= quoted.start && cut.start <= quoted.end) {
            if from < cut.start {
                spans.push((from..cut.start, Mark::Quote));
            }
            from = from.max(cut.end);
        }
    }
    spans.sort_by_key(|(range, _)| range.start);
    spans
}

fn turn_ui(
    ui: &mut Ui,
    look: Look<'_>,
    view: &ReviewView,
    turn: &ReportTurn,
    focused: bool,
    spans: &[(Range<usize>, Mark)],
    (state, acts): (&mut ReviewState, &mut Acts),
) -> egui::Response {
    let theme = look.theme;
    let p = theme.palette;
    let fill = if focused { p.accent_soft } else { egui::Color32::TRANSPARENT };
    let edge = if focused { Stroke::new(1.5, p.accent) } else { Stroke::NONE };
    let frame = Frame::new().fill(fill).stroke(edge).corner_radius(theme.corner(theme.radius.small));
    frame
        .inner_margin(egui::Margin { left: 10, right: 10, top: 6, bottom: 8 })
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            let interviewer = &view.report.session.interviewer.name;
            let (who, ink, colour) = match turn.speaker {
                Speaker::Interviewer => (turn.name.as_deref().unwrap_or(interviewer).to_owned(), p.soft, p.soft),
                Speaker::Candidate => (look.say("you"), p.text, p.accent),
            };
            ui.horizontal(|ui| {
                if turn.speaker == Speaker::Interviewer {
                    replay::button_ui(ui, look, view, turn, acts);
                }
                ui.add(Label::new(theme.caption(who).font(theme.strong_font(theme.sizes.caption)).color(colour)).truncate());
                let seconds = turn.start_ms / 1000;
                ui.add(Label::new(theme.caption(format!("{}:{:02}", seconds / 60, seconds % 60))));
                if focused {
                    ui.add(Label::new(theme.caption(look.say("turn-shown")).color(p.accent)));
                }
            });
            ui.add(Label::new(marked(look, &turn.text, spans, ink)).wrap());
            resting_ui(ui, look, view, turn.index, state);
        })
        .response
}

/// The judgements that rest on a turn, each a way to it.
fn resting_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, turn: TurnId, state: &mut ReviewState) {
    let mut ways: Vec<(String, String)> =
        view.report.resting_on(turn).map(|dimension| (dimension.name.clone(), of_dimension(&dimension.id))).collect();
    for (id, _, remarks) in groups(&view.report) {
        if remarks.iter().any(|remark| remark.evidence.iter().any(|evidence| evidence.turn == turn)) {
            ways.push((look.say(id), id.to_owned()));
        }
    }
    if ways.is_empty() {
        return;
    }
    ui.add_space(look.theme.space.hair);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        ui.add(Label::new(look.theme.caption(look.say("resting"))));
        for (name, part) in ways {
            let spoken = look.say_with("resting-named", &[("name", (&name).into())]);
            if chip_ui(ui, look, &name, &spoken, None).clicked() {
                state.go_to(part);
            }
        }
    });
}

/// The turn's words, with the marked parts.
fn marked(look: Look<'_>, text: &str, spans: &[(Range<usize>, Mark)], ink: egui::Color32) -> LayoutJob {
    let theme = look.theme;
    let p = theme.palette;
    let plain = TextFormat {
        font_id: theme.font(theme.sizes.body - 0.5),
        color: ink,
        line_height: Some(theme.sizes.body * 1.38),
        ..TextFormat::default()
    };
    let underline = Stroke::new(1.5, p.accent);
    let format = |mark: Mark| match mark {
        Mark::Quote => TextFormat { font_id: theme.strong_font(theme.sizes.body - 0.5), underline, ..plain.clone() },
        Mark::Found => TextFormat { background: p.accent_soft, color: p.text, underline, ..plain.clone() },
        Mark::Here => TextFormat { background: p.accent, color: p.on_accent, ..plain.clone() },
    };
    let mut job = LayoutJob::default();
    let mut from = 0;
    for (span, mark) in spans {
        job.append(&text[from..span.start], 0.0, plain.clone());
        job.append(&text[span.clone()], 0.0, format(*mark));
        from = span.end;
    }
    job.append(&text[from..], 0.0, plain);
    job
}
