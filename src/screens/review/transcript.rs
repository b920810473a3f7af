//! Everything that was said, turn by turn; the words that a quote came from are marked.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Frame, Label, ScrollArea, Stroke, Ui};

use super::ReviewState;
use crate::evaluation::ReportTurn;
use crate::interview::Speaker;
use crate::screens::widgets::{Look, heading};
use crate::session::view::ReviewView;

/// The transcript with its own heading and its own scroll.
pub(super) fn transcript_column_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, state: &mut ReviewState) {
    heading(ui, look.theme.title(look.say("transcript")));
    ui.add_space(look.theme.space.hair);
    ScrollArea::vertical().id_salt("review_transcript").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(egui::Margin { right: 14, ..egui::Margin::ZERO }).show(ui, |ui| turns_ui(ui, look, view, state));
    });
}

/// The transcript as the last part of a single column.
pub(super) fn transcript_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, state: &mut ReviewState) {
    heading(ui, look.theme.title(look.say("transcript")));
    turns_ui(ui, look, view, state);
}

fn turns_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, state: &mut ReviewState) {
    for turn in &view.report.turns {
        let focused = view.focused == Some(turn.index);
        let quote = state.quote.as_deref().filter(|_| focused);
        let response = turn_ui(ui, look, turn, &view.report.session.interviewer.name, focused, quote);
        if focused && state.shown != view.focused {
            response.scroll_to_me(Some(Align::Center));
            state.shown = view.focused;
        }
    }
}

fn turn_ui(ui: &mut Ui, look: Look<'_>, turn: &ReportTurn, interviewer: &str, focused: bool, quote: Option<&str>) -> egui::Response {
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
            let (who, ink, colour) = match turn.speaker {
                Speaker::Interviewer => (turn.name.as_deref().unwrap_or(interviewer).to_owned(), p.soft, p.soft),
                Speaker::Candidate => (look.say("you"), p.text, p.accent),
            };
            ui.horizontal(|ui| {
                ui.add(Label::new(theme.caption(who).font(theme.strong_font(theme.sizes.caption)).color(colour)));
                let seconds = turn.start_ms / 1000;
                ui.add(Label::new(theme.caption(format!("{}:{:02}", seconds / 60, seconds % 60))));
                if focused {
                    ui.add(Label::new(theme.caption(look.say("turn-shown")).color(p.accent)));
                }
            });
            ui.add(Label::new(marked(look, &turn.text, quote, ink)).wrap());
        })
        .response
}

/// The turn's words, with the quote underlined where it occurs.
fn marked(look: Look<'_>, text: &str, quote: Option<&str>, ink: egui::Color32) -> LayoutJob {
    let theme = look.theme;
    let plain = TextFormat {
        font_id: theme.font(theme.sizes.body - 0.5),
        color: ink,
        line_height: Some(theme.sizes.body * 1.38),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    let found = quote.and_then(|quote| text.find(quote).map(|start| start..start + quote.len()));
    let Some(span) = found else {
        job.append(text, 0.0, plain);
        return job;
    };
    let mark = TextFormat {
        font_id: theme.strong_font(theme.sizes.body - 0.5),
        underline: Stroke::new(1.5, theme.palette.accent),
        ..plain.clone()
    };
    job.append(&text[..span.start], 0.0, plain.clone());
    job.append(&text[span.clone()], 0.0, mark);
    job.append(&text[span.end..], 0.0, plain);
    job
}
