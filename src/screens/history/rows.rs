//! The list of past sessions, twenty on a page, each with what can be done about it.

use egui::{Align, Label, Layout, ScrollArea, Stroke, Ui, vec2};

use super::HistoryState;
use super::filter::state_id;
use crate::screens::widgets::{Button, Kind, Look, card, pager_ui};
use crate::session::acts::{Acts, UiAct};
use crate::session::view::{ExportKind, HistoryRow, HistoryView, SessionState};

/// Columns and their widths, but for the scenario's, which takes the rest. Those that are left out where there is little room
/// are told elsewhere: the length and the state stand in the report.
const DATE: f32 = 204.0;
const LENGTH: f32 = 62.0;
const SCORE: f32 = 104.0;
const STATE: f32 = 104.0;
const ACTIONS: f32 = 300.0;
/// From this width on all columns are shown.
const WIDE: f32 = 1000.0;
/// From this width on what can be done about a session stands beside it, and below it otherwise.
const BESIDE: f32 = 740.0;

/// Draws the table and, where there is more than one page, the way through them.
pub(super) fn table_ui(ui: &mut Ui, look: Look<'_>, view: &HistoryView, rows: &[HistoryRow], state: &mut HistoryState, acts: &mut Acts) {
    let theme = look.theme;
    let foot = theme.size.control + theme.space.large;
    let room = ui.available_height() - foot;
    card(look).inner_margin(egui::Margin::symmetric(16, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(theme.space.small, 0.0);
        let columns = Columns::of(ui);
        ui.horizontal(|ui| {
            for (id, width) in columns.shown() {
                cell(ui, width, 28.0, |ui| {
                    ui.add(Label::new(theme.caption(look.say(id))));
                });
            }
        });
        ScrollArea::vertical().auto_shrink([false, true]).max_height(room - 60.0).show(ui, |ui| {
            for row in rows {
                row_ui(ui, look, row, &columns, state, acts);
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
            let id = if view.query.is_narrow() { "history-found" } else { "history-count" };
            ui.add(Label::new(theme.soft(look.say_with(id, &[("count", view.total.into())]))));
        });
    });
}

/// Which columns there is room for.
struct Columns {
    wide: bool,
    beside: bool,
    title: f32,
    whole: f32,
}

impl Columns {
    fn of(ui: &Ui) -> Self {
        let whole = ui.available_width() - 12.0;
        let wide = whole >= WIDE;
        let beside = whole >= BESIDE;
        let fixed = DATE + SCORE + if wide { LENGTH + STATE } else { 0.0 } + if beside { ACTIONS } else { 0.0 };
        let gaps = ui.spacing().item_spacing.x * if wide { 5.0 } else { 3.0 };
        Self { wide, beside, title: (whole - fixed - gaps).max(110.0), whole }
    }

    fn shown(&self) -> Vec<(&'static str, f32)> {
        let all = [
            ("column-date", DATE),
            ("column-scenario", self.title),
            ("column-length", LENGTH),
            ("column-score", SCORE),
            ("column-state", STATE),
        ];
        all.into_iter().filter(|(id, _)| self.wide || !matches!(*id, "column-length" | "column-state")).collect()
    }
}

fn cell(ui: &mut Ui, width: f32, height: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, height), Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(width);
        content(ui);
    });
}

fn row_ui(ui: &mut Ui, look: Look<'_>, row: &HistoryRow, columns: &Columns, state: &mut HistoryState, acts: &mut Acts) {
    let theme = look.theme;
    let height = theme.size.control + theme.space.small + 2.0;
    let left = ui.max_rect().left();
    ui.painter().hline(egui::Rangef::new(left, left + columns.whole), ui.cursor().top(), Stroke::new(1.0, theme.palette.line));
    let unscored = if matches!(row.state, SessionState::Judging | SessionState::Interrupted) { "not-yet" } else { "not-assessed" };
    let score = row.score.map_or_else(
        || theme.soft(look.say(unscored)),
        |score| theme.strong(look.say_with("score-short", &[("score", format!("{score:.1}").into())])),
    );
    ui.horizontal(|ui| {
        for (id, width) in columns.shown() {
            let text = match id {
                "column-date" => theme.body(look.when(&row.held)),
                "column-scenario" => theme.strong(&row.title),
                "column-length" => theme.soft(look.say_with("minutes-short", &[("minutes", row.minutes.into())])),
                "column-score" => score.clone(),
                _ => theme.soft(look.say(state_id(row.state))),
            };
            cell(ui, width, height, |ui| {
                ui.add(Label::new(text).truncate());
            });
        }
        if columns.beside {
            cell(ui, ACTIONS, height, |ui| actions_ui(ui, look, row, state, acts));
        }
    });
    if !columns.beside {
        ui.horizontal(|ui| actions_ui(ui, look, row, state, acts));
        ui.add_space(theme.space.small);
    }
    if state.more.as_ref() == Some(&row.id) {
        more_ui(ui, look, row, state, acts);
    }
}

fn named(look: Look<'_>, row: &HistoryRow, id: &str) -> String {
    look.say_with(id, &[("title", (&row.title).into()), ("held", look.when(&row.held).into())])
}

fn actions_ui(ui: &mut Ui, look: Look<'_>, row: &HistoryRow, state: &mut HistoryState, acts: &mut Acts) {
    let interrupted = row.state == SessionState::Interrupted;
    let act = if interrupted { UiAct::ResumeSession(row.id.clone()) } else { UiAct::OpenSession(row.id.clone()) };
    let spoken = named(look, row, if interrupted { "resume-named" } else { "open-named" });
    if Button::new(look.say(act.label())).spoken(spoken).enabled(row.state != SessionState::Judging).ui(ui, look).clicked() {
        acts.push(act);
    }
    if !interrupted {
        let act = UiAct::PractiseAgain(row.id.clone());
        let again = Button::new(look.say(act.label())).spoken(named(look, row, "again-named")).kind(Kind::Quiet);
        if again.ui(ui, look).clicked() {
            acts.push(act);
        }
    }
    let open = state.more.as_ref() == Some(&row.id);
    let (words, spoken) = if open { ("less", "less-named") } else { ("more", "more-named") };
    if Button::new(look.say(words)).spoken(named(look, row, spoken)).kind(Kind::Quiet).ui(ui, look).clicked() {
        state.more = (!open).then(|| row.id.clone());
    }
}

/// What is needed more rarely, on a line of its own.
fn more_ui(ui: &mut Ui, look: Look<'_>, row: &HistoryRow, state: &mut HistoryState, acts: &mut Acts) {
    ui.horizontal_wrapped(|ui| {
        if matches!(row.state, SessionState::Completed | SessionState::EndedEarly) {
            for (kind, id) in [
                (ExportKind::Html, "export-html-named"),
                (ExportKind::Table, "export-table-named"),
                (ExportKind::Transcript, "export-transcript-named"),
            ] {
                let act = UiAct::Export(row.id.clone(), kind);
                if Button::new(look.say(act.label())).spoken(named(look, row, id)).ui(ui, look).clicked() {
                    acts.push(act);
                }
            }
        }
        let delete = Button::new(look.say("delete")).spoken(named(look, row, "delete-named"));
        if delete.ui(ui, look).clicked() {
            state.confirm = Some((row.id.clone(), row.title.clone()));
        }
    });
    ui.add_space(look.theme.space.small);
}
