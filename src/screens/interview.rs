//! In the room: who has the floor, what is asked, what is said, and the controls. The middle of the picture stays free for the face.

use egui::{Key, Label, Modifiers, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::widgets::{Answer, Button, Dialog, Kind, Look, column, dialog_ui, heading, meter_ui, overline, pill, press, progress_ui, sheet};
use super::{captions, interview_over};
use crate::interview::Act;
use crate::session::acts::{Acts, UiAct};
use crate::session::view::{Floor, InterviewView, Mission};

/// Below this height, in points, the lower part is drawn with less, so that the face stays free.
const TIGHT: f32 = 560.0;

/// Width of the pane with the clock.
const CLOCK: f32 = 244.0;

/// What the interview screen remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct InterviewState {
    /// The answer being typed.
    pub draft: String,
    /// "Do you really want to end?" is asked.
    pub confirm_end: bool,
    /// The floor of the last frame.
    pub(super) floor: Floor,
}

/// Draws the interview over the room.
pub fn interview_ui(ui: &mut Ui, look: Look<'_>, view: &InterviewView, state: &mut InterviewState, acts: &mut Acts) {
    let theme = look.theme;
    let whole = ui.max_rect();
    let tight = whole.height() < TIGHT;
    keys(ui, view, state, acts);
    let band = egui::Frame::new().fill(theme.palette.veil).inner_margin(egui::Margin::symmetric(24, 14));
    egui::Panel::bottom("interview_band").resizable(false).show_separator_line(false).frame(band).show(ui, |ui| {
        column(ui, 1120.0, |ui| {
            captions::captions_ui(ui, look, view, tight);
            ui.add_space(theme.space.small);
            captions::typed_ui(ui, look, view, state, acts);
            ui.add_space(theme.space.hair);
            controls_ui(ui, look, view, tight, acts);
        });
    });
    let top = Rect::from_min_max(whole.min + vec2(24.0, 24.0), pos2(whole.right() - 24.0, ui.max_rect().bottom()));
    // A third at each side, so that a face in the middle stays free.
    let side = (whole.width() * 0.29).clamp(250.0, 400.0);
    ui.scope_builder(UiBuilder::new().max_rect(Rect::from_min_size(top.min, vec2(side, top.height() * 0.62))), |ui| {
        card_ui(ui, look, view);
    });
    let clock = Rect::from_min_max(pos2(top.right() - CLOCK, top.top()), top.max);
    ui.scope_builder(UiBuilder::new().max_rect(clock), |ui| {
        clock_ui(ui, look, view, state, acts);
    });
    match view.floor {
        Floor::Paused if !state.confirm_end => interview_over::paused_ui(ui.ctx(), look, state, acts),
        Floor::Judging => interview_over::judging_ui(ui.ctx(), look, view.ended),
        _ => {}
    }
    if state.confirm_end {
        confirm_ui(ui, look, state, acts);
    }
    state.floor = view.floor;
}

fn keys(ui: &Ui, view: &InterviewView, state: &mut InterviewState, acts: &mut Acts) {
    if state.confirm_end {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if view.allows(Act::Stop) && pressed(Key::F10) {
        state.confirm_end = true;
    }
    for act in UiAct::INTERVIEW_KEYS {
        let allowed = match act {
            UiAct::Interview(act) => view.allows(act),
            _ => true,
        };
        if allowed && act.shortcut().is_some_and(|shortcut| pressed(shortcut.key)) {
            acts.push(act);
        }
    }
}

/// The question that stands, so that nobody has to remember it.
fn card_ui(ui: &mut Ui, look: Look<'_>, view: &InterviewView) {
    let theme = look.theme;
    let room = ui.available_height();
    if let Some(mission) = &view.mission {
        mission_ui(ui, look, mission, room);
        return;
    }
    let Some(card) = &view.card else { return };
    sheet(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        overline(ui, look, look.say_with("question-of", &[("number", card.number.into()), ("of", card.of.into())]));
        ScrollArea::vertical().max_height(room - 70.0).auto_shrink([false, true]).show(ui, |ui| {
            let size = if card.text.chars().count() > 160 { theme.sizes.body } else { theme.sizes.lead };
            let words = theme.lead(&card.text).size(size).line_height(Some(size * 1.38));
            heading(ui, words);
        });
    });
}

/// In a role-play: who one is, and what for. What the other side says stands in the captions.
fn mission_ui(ui: &mut Ui, look: Look<'_>, mission: &Mission, room: f32) {
    let theme = look.theme;
    sheet(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ScrollArea::vertical().max_height(room - 44.0).auto_shrink([false, true]).show(ui, |ui| {
            overline(ui, look, look.say("your-aim"));
            heading(ui, theme.lead(&mission.objective));
            ui.add_space(theme.space.small);
            overline(ui, look, look.say("your-part"));
            ui.add(Label::new(theme.body(&mission.candidate)).wrap());
        });
    });
}

fn clock_ui(ui: &mut Ui, look: Look<'_>, view: &InterviewView, state: &mut InterviewState, acts: &mut Acts) {
    let theme = look.theme;
    sheet(look).inner_margin(theme.margin(theme.space.medium)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let planned = view.planned_minutes * 60;
        let clock = format!("{}:{:02}", view.elapsed_s / 60, view.elapsed_s % 60);
        ui.horizontal(|ui| {
            ui.add(Label::new(theme.title(clock)));
            ui.add(Label::new(theme.caption(look.say_with("planned", &[("minutes", view.planned_minutes.into())]))));
        });
        let part = if planned == 0 { 0.0 } else { view.elapsed_s as f32 / planned as f32 };
        let width = ui.available_width();
        progress_ui(ui, look, &look.say("time-used"), part, width);
        if let Some(minutes) = view.minutes_left() {
            ui.add(Label::new(theme.caption(look.say_with("time-left", &[("minutes", minutes.into())]))).wrap());
        }
        ui.add_space(theme.space.hair);
        ui.horizontal(|ui| {
            press(ui, look, acts, UiAct::Interview(Act::Pause), Kind::Plain, view.allows(Act::Pause));
            if end_button(look).enabled(view.allows(Act::Stop)).ui(ui, look).clicked() {
                state.confirm_end = true;
            }
        });
    });
}

/// "End…": it asks first.
pub(super) fn end_button(look: Look<'_>) -> Button<'static> {
    let end = UiAct::Interview(Act::Stop);
    Button::new(look.say(end.label())).key(end.shortcut().map(|shortcut| shortcut.shown)).kind(Kind::Quiet)
}

/// Who has the floor, in words and with a mark.
pub(super) fn floor_ui(ui: &mut Ui, look: Look<'_>, view: &InterviewView) {
    let theme = look.theme;
    let p = theme.palette;
    let (id, mark) = match view.floor {
        Floor::Ready => ("floor-ready", p.faint),
        Floor::Speaking => ("floor-speaking", p.accent),
        Floor::Listening => ("floor-listening", p.good),
        Floor::TakeYourTime => ("floor-time", p.good),
        Floor::WritingDown => ("floor-writing", p.fair),
        Floor::Thinking => ("floor-thinking", p.fair),
        Floor::Paused => ("floor-paused", p.faint),
        Floor::Judging => ("floor-judging", p.fair),
    };
    let said = pill(ui, look, Some(mark), &look.say_with(id, &[("interviewer", (&view.interviewer).into())]));
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
    if let Some(level) = view.level {
        meter_ui(ui, look, level);
    }
}

fn controls_ui(ui: &mut Ui, look: Look<'_>, view: &InterviewView, tight: bool, acts: &mut Acts) {
    ui.horizontal_wrapped(|ui| {
        if tight {
            ui.spacing_mut().item_spacing.x = look.theme.space.hair;
        }
        let floor = if view.floor == Floor::Speaking { Act::Interrupt } else { Act::Done };
        let own =
            [floor, Act::Thinking, Act::Repeat, Act::Skip, Act::Undo].map(|act| (UiAct::Interview(act), Kind::Plain, view.allows(act)));
        for (act, kind, allowed) in own.into_iter().chain([(UiAct::ToggleCaptions, Kind::Quiet, true)]) {
            // Without the keys they stand in one row.
            let key = act.shortcut().map(|shortcut| shortcut.shown).filter(|_| !tight);
            if Button::new(look.say(act.label())).kind(kind).key(key).enabled(allowed).ui(ui, look).clicked() {
                acts.push(act);
            }
        }
    });
}

fn confirm_ui(ui: &Ui, look: Look<'_>, state: &mut InterviewState, acts: &mut Acts) {
    let dialog = Dialog {
        title: look.say("end-title"),
        words: look.say("end-words"),
        yes: look.say("end-yes"),
        no: look.say("end-no"),
        danger: false,
    };
    match dialog_ui(ui.ctx(), look, "interview_end", &dialog) {
        Answer::Open => {}
        Answer::Yes => {
            acts.push(UiAct::Interview(Act::Stop));
            state.confirm_end = false;
        }
        Answer::No => state.confirm_end = false,
    }
}
