//! Past sessions, newest first, twenty on a page.

use egui::{Align, Key, Label, Layout, ScrollArea, Stroke, Ui, vec2};

use super::title::delete_dialog;
use super::widgets::{Answer, Button, Kind, Look, card, column, dialog_ui, empty_ui, fault_ui, loading_ui, page_header, pager_ui};
use crate::session::acts::{Acts, Screen, UiAct};
use crate::session::view::{HistoryRow, HistoryView, Load, SessionState};

/// What the history remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct HistoryState {
    /// Id and title of what is about to be deleted.
    confirm: Option<(String, String)>,
}

/// Widths of the columns but the scenario's, which takes the rest: date, length, score, state, actions.
const WIDTHS: [f32; 5] = [185.0, 70.0, 110.0, 115.0, 216.0];

/// Draws the list.
pub fn history_ui(ui: &mut Ui, look: Look<'_>, view: &HistoryView, state: &mut HistoryState, acts: &mut Acts) {
    let theme = look.theme;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.palette.ground);
    if state.confirm.is_none() && ui.input(|input| input.key_pressed(Key::Escape)) {
        acts.push(UiAct::Go(Screen::Title));
    }
    egui::Frame::new().inner_margin(theme.margin(theme.space.wide)).show(ui, |ui| {
        column(ui, 1120.0, |ui| {
            if page_header(ui, look, "go-title", look.say("history-title"), |_| {}) {
                acts.push(UiAct::Go(Screen::Title));
            }
            ui.add_space(theme.space.large);
            match &view.rows {
                Load::Loading => loading_ui(ui, look, look.say("history-loading")),
                Load::Failed(fault) => fault_ui(ui, look, fault, acts),
                Load::Ready(rows) if rows.is_empty() => {
                    card(look).inner_margin(theme.margin(theme.space.huge)).show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        let next = Some((UiAct::Go(Screen::Setup), &mut *acts));
                        empty_ui(ui, look, look.say("history-empty-title"), look.say("history-empty"), next);
                    });
                }
                Load::Ready(rows) => table_ui(ui, look, view, rows, state, acts),
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

fn table_ui(ui: &mut Ui, look: Look<'_>, view: &HistoryView, rows: &[HistoryRow], state: &mut HistoryState, acts: &mut Acts) {
    let theme = look.theme;
    let foot = theme.size.control + theme.space.large;
    let room = ui.available_height() - foot;
    card(look).inner_margin(egui::Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(theme.space.small, 0.0);
        let widths = widths(ui);
        ui.horizontal(|ui| {
            for (id, width) in ["column-date", "column-scenario", "column-length", "column-score", "column-state"].into_iter().zip(widths) {
                cell(ui, width, 30.0, |ui| {
                    ui.add(Label::new(theme.caption(look.say(id))));
                });
            }
        });
        ScrollArea::vertical().auto_shrink([false, true]).max_height(room - 64.0).show(ui, |ui| {
            for row in rows {
                row_ui(ui, look, row, widths, state, acts);
            }
        });
    });
    ui.add_space(theme.space.small);
    ui.horizontal(|ui| {
        if view.pages() > 1
            && let Some(page) = pager_ui(ui, look, view.page, view.pages())
        {
            acts.push(UiAct::HistoryPage(page));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(Label::new(theme.soft(look.say_with("history-count", &[("count", view.total.into())]))));
        });
    });
}

/// Date, scenario, length, score, state, actions.
fn widths(ui: &Ui) -> [f32; 6] {
    let [date, length, score, state, actions] = WIDTHS;
    let gaps = 5.0 * ui.spacing().item_spacing.x;
    let rest = (ui.available_width() - WIDTHS.iter().sum::<f32>() - gaps - 12.0).max(140.0);
    [date, rest, length, score, state, actions]
}

fn cell(ui: &mut Ui, width: f32, height: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, height), Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(width);
        content(ui);
    });
}

fn row_ui(ui: &mut Ui, look: Look<'_>, row: &HistoryRow, widths: [f32; 6], state: &mut HistoryState, acts: &mut Acts) {
    let theme = look.theme;
    let height = theme.size.control + theme.space.small + 2.0;
    let top = ui.cursor().top();
    let rule =
        egui::Rangef::new(ui.max_rect().left(), ui.max_rect().left() + widths.iter().sum::<f32>() + 5.0 * ui.spacing().item_spacing.x);
    ui.painter().hline(rule, top, Stroke::new(1.0, theme.palette.line));
    let unscored = if matches!(row.state, SessionState::Judging | SessionState::Interrupted) { "not-yet" } else { "not-assessed" };
    let score = row.score.map_or_else(
        || theme.soft(look.say(unscored)),
        |score| theme.strong(look.say_with("score-short", &[("score", format!("{score:.1}").into())])),
    );
    let standing = look.say(match row.state {
        SessionState::Completed => "state-completed",
        SessionState::EndedEarly => "state-early",
        SessionState::Interrupted => "state-interrupted",
        SessionState::Judging => "state-judging",
    });
    let texts = [
        theme.body(&row.held),
        theme.strong(&row.title),
        theme.soft(look.say_with("minutes-short", &[("minutes", row.minutes.into())])),
        score,
        theme.soft(standing),
    ];
    ui.horizontal(|ui| {
        for (text, width) in texts.into_iter().zip(widths) {
            cell(ui, width, height, |ui| {
                ui.add(Label::new(text).truncate());
            });
        }
        cell(ui, widths[5], height, |ui| {
            let named = |id: &str| look.say_with(id, &[("title", (&row.title).into()), ("held", (&row.held).into())]);
            let interrupted = row.state == SessionState::Interrupted;
            let act = if interrupted { UiAct::ResumeSession(row.id.clone()) } else { UiAct::OpenSession(row.id.clone()) };
            let spoken = named(if interrupted { "resume-named" } else { "open-named" });
            let button = Button::new(look.say(act.label())).spoken(spoken).enabled(row.state != SessionState::Judging);
            if button.ui(ui, look).clicked() {
                acts.push(act);
            }
            let delete = Button::new(look.say("delete")).spoken(named("delete-named")).kind(Kind::Quiet);
            if delete.ui(ui, look).clicked() {
                state.confirm = Some((row.id.clone(), row.title.clone()));
            }
        });
    });
}
