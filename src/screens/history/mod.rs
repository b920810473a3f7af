//! Past sessions: a list that is searched, filtered and leafed through, and the scores over time.

mod filter;
mod progress;
mod rows;

use egui::{Ui, vec2};

use super::title::delete_dialog;
use super::widgets::{
    Answer, Button, Look, card, chip_ui, column, dialog_ui, empty_ui, fault_ui, heading, leave_key, loading_ui, page_header, paragraph,
};
use crate::session::acts::{Acts, Screen, UiAct};
use crate::session::view::{HistoryQuery, HistoryView, Load};

/// What the history remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct HistoryState {
    /// Id and title of what is about to be deleted.
    confirm: Option<(String, String)>,
    /// The row whose further actions are shown.
    more: Option<String>,
    /// The dimension and the point on it that the arrows have come to.
    at: Option<(String, usize)>,
}

/// Draws the page.
pub fn history_ui(ui: &mut Ui, look: Look<'_>, view: &HistoryView, state: &mut HistoryState, acts: &mut Acts) {
    let theme = look.theme;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.palette.ground);
    if leave_key(ui) && state.confirm.is_none() {
        acts.push(UiAct::Go(Screen::Title));
    }
    egui::Frame::new().inner_margin(theme.margin(theme.space.wide)).show(ui, |ui| {
        column(ui, 1180.0, |ui| {
            if page_header(ui, look, "go-title", look.say("history-title"), |_| {}) {
                acts.push(UiAct::Go(Screen::Title));
            }
            ui.add_space(theme.space.small);
            ui.horizontal(|ui| {
                for (id, over_time) in [("history-list", false), ("history-over-time", true)] {
                    let words = look.say(id);
                    if chip_ui(ui, look, &words, &words, Some(view.over_time == over_time)).clicked() {
                        acts.push(UiAct::OverTime(over_time));
                    }
                }
            });
            ui.add_space(theme.space.small);
            if view.over_time {
                progress::progress_ui(ui, look, view, state, acts);
            } else {
                list_ui(ui, look, view, state, acts);
            }
        });
    });
    if let Some((id, title)) = state.confirm.clone() {
        match dialog_ui(ui.ctx(), look, "history_delete", &delete_dialog(look, &title)) {
            Answer::Open => {}
            Answer::Yes => {
                acts.push(UiAct::DeleteSession(id));
                state.confirm = None;
            }
            Answer::No => state.confirm = None,
        }
    }
}

fn list_ui(ui: &mut Ui, look: Look<'_>, view: &HistoryView, state: &mut HistoryState, acts: &mut Acts) {
    let theme = look.theme;
    let nothing = matches!(&view.rows, Load::Ready(rows) if rows.is_empty());
    if !nothing || view.query.is_narrow() {
        filter::filter_ui(ui, look, view, acts);
        ui.add_space(theme.space.small);
    }
    match &view.rows {
        Load::Loading => loading_ui(ui, look, look.say("history-loading")),
        Load::Failed(fault) => fault_ui(ui, look, fault, acts),
        Load::Ready(rows) if rows.is_empty() => {
            card(look).inner_margin(theme.margin(theme.space.huge)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                if view.query.is_narrow() {
                    none_ui(ui, look, view, acts);
                } else {
                    let next = Some((UiAct::Go(Screen::Setup), &mut *acts));
                    empty_ui(ui, look, look.say("history-empty-title"), look.say("history-empty"), next);
                }
            });
        }
        Load::Ready(rows) => rows::table_ui(ui, look, view, rows, state, acts),
    }
}

/// Nothing fits what is looked for.
fn none_ui(ui: &mut Ui, look: Look<'_>, view: &HistoryView, acts: &mut Acts) {
    let theme = look.theme;
    heading(ui, theme.title(look.say("catalogue-none-title")));
    paragraph(ui, look, theme.soft(look.say("history-none")));
    ui.allocate_space(vec2(0.0, theme.space.small));
    if Button::new(look.say("filter-clear")).ui(ui, look).clicked() {
        acts.push(UiAct::LookThrough(Box::new(HistoryQuery { sort: view.query.sort, ..HistoryQuery::default() })));
    }
}
