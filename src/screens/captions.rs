//! The lower part of the interview: both sides' words, and the field for those who type.

use egui::{EventFilter, Id, Key, KeyboardShortcut, Label, Layout, Modifiers, ScrollArea, TextEdit, Ui, vec2};

use super::interview::{InterviewState, floor_ui};
use super::widgets::{Button, Kind, Look};
use crate::session::acts::{Acts, UiAct};
use crate::session::view::{Floor, InterviewView};

/// Identity of the field for the typed answer.
pub const ANSWER: &str = "interview_answer";

/// Width of the column that says who has the floor.
const STATE: f32 = 216.0;

/// Most characters of a caption: three lines of the band.
const CAPTION: usize = 260;

/// Longest typed answer in characters.
const ANSWER_LIMIT: usize = 8000;

/// Draws who has the floor at the left and both captions beside it.
pub(super) fn captions_ui(ui: &mut Ui, look: Look<'_>, view: &InterviewView, tight: bool) {
    let theme = look.theme;
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(STATE, 0.0), Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(STATE);
            floor_ui(ui, look, view);
        });
        ui.add_space(theme.space.small);
        ui.vertical(|ui| {
            // The same height whatever is said, so that nothing jumps.
            // Where there is little room, one side's words are as high as is kept.
            ui.set_min_height(if view.captions && !tight { 92.0 * look.captions } else { 40.0 });
            ui.spacing_mut().item_spacing.y = theme.space.hair;
            if view.captions {
                // The question stands on its card while one answers.
                if !tight || !view.is_open() || view.heard.is_empty() || view.card.is_none() {
                    line_ui(ui, look, &view.interviewer, &view.spoken, true);
                }
                if !tight || view.is_open() {
                    line_ui(ui, look, &look.say("you"), &view.heard, false);
                }
            }
            if let Some(note) = note(view) {
                ui.add(Label::new(theme.caption(look.say(note)).color(theme.palette.fair)).wrap());
            }
        });
    });
}

/// Why answers have to be typed.
fn note(view: &InterviewView) -> Option<&'static str> {
    match (view.equipment.microphone, view.equipment.recogniser) {
        (true, true) => None,
        (true, false) => Some("note-no-model"),
        (false, _) => Some("note-no-microphone"),
    }
}

fn line_ui(ui: &mut Ui, look: Look<'_>, who: &str, words: &str, theirs: bool) {
    if words.is_empty() {
        return;
    }
    let theme = look.theme;
    let mut job = egui::text::LayoutJob::default();
    let size = theme.sizes.lead * look.captions;
    let ink = if theirs { theme.palette.text } else { theme.palette.soft };
    let name = if theirs { theme.palette.accent } else { theme.palette.good };
    let format = |font, color| egui::TextFormat { font_id: font, color, line_height: Some(size * 1.32), ..Default::default() };
    job.append(who, 0.0, format(theme.strong_font(size), name));
    job.append(&tail(words, (CAPTION as f32 / look.captions) as usize), 10.0, format(theme.font(size), ink));
    let said = ui.add(Label::new(job).wrap());
    if !theirs {
        return;
    }
    // What the interviewer says is read out as it comes, for those who do not hear it.
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
}

/// The end of what was said, at most so many characters, from the beginning of a word.
fn tail(words: &str, most: usize) -> String {
    let length = words.chars().count();
    if length <= most {
        return words.to_owned();
    }
    let rest: String = words.chars().skip(length - most).collect();
    let from = rest.find(' ').map_or(0, |space| space + 1);
    format!("… {}", &rest[from..])
}

/// Draws the field and "send". Enter sends, Shift+Enter begins a new line.
pub(super) fn typed_ui(ui: &mut Ui, look: Look<'_>, view: &InterviewView, state: &mut InterviewState, acts: &mut Acts) {
    let theme = look.theme;
    let id = Id::new(ANSWER);
    let can_send = view.can_send(&state.draft);
    let focused = ui.memory(|memory| memory.has_focus(id));
    let enter = |modifiers| ui.input_mut(|input| input.consume_key(modifiers, Key::Enter));
    let mut send = focused && (enter(Modifiers::COMMAND) || enter(Modifiers::NONE)) && can_send;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(egui::Align::Min), |ui| {
            let act = UiAct::SendTyped(String::new());
            let key = act.shortcut().map(|shortcut| shortcut.shown);
            let button = Button::new(look.say(act.label())).key(key).kind(Kind::Primary).enabled(can_send);
            send |= button.ui(ui, look).clicked();
            let hint = if view.is_open() { "answer-hint" } else { "answer-hint-wait" };
            let row = theme.sizes.body * 1.35;
            let edit = ScrollArea::vertical().id_salt("interview_answer_scroll").max_height(row * 3.0 + 20.0).show(ui, |ui| {
                ui.add(
                    TextEdit::multiline(&mut state.draft)
                        .id(id)
                        .desired_rows(1)
                        .desired_width(f32::INFINITY)
                        .char_limit(ANSWER_LIMIT)
                        .margin(egui::Margin::symmetric(12, 9))
                        .hint_text(theme.body(look.say(hint)).color(theme.palette.faint).line_height(None))
                        .event_filter(EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() })
                        .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter)),
                )
            });
            let edit = edit.inner;
            edit.widget_info(|| {
                let mut info = egui::WidgetInfo::text_edit(ui.is_enabled(), "", &state.draft, "");
                info.label = Some(look.say("answer-label"));
                info
            });
            if edit.changed() {
                acts.push(UiAct::TypingNow);
            }
            // Where nothing can be spoken, the floor and the field come together.
            let opened = view.is_open() && !matches!(state.floor, Floor::Listening | Floor::TakeYourTime);
            let typed_only = !(view.equipment.microphone && view.equipment.recogniser);
            if opened && typed_only && ui.memory(|memory| memory.focused().is_none()) {
                edit.request_focus();
            }
        });
    });
    if send {
        acts.push(UiAct::SendTyped(std::mem::take(&mut state.draft)));
    }
}
