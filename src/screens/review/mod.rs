//! The report, to be read like a programme: what came of it, what it rests on, what to do next; beside it everything that was said.

mod after;
mod answers;
mod coverage;
mod delivery;
mod find;
mod glance;
mod line;
mod overall;
mod replay;
mod skills;
mod transcript;

use egui::{Align, Key, Response, ScrollArea, Ui};

use super::widgets::{Button, Kind, Look, fault_ui, loading_ui, page_header, press, quote_ui};
use crate::evaluation::{Evidence, Remark, Report};
use crate::interview::TurnId;
use crate::session::acts::{Acts, Screen, UiAct};
use crate::session::view::{ExportKind, Load, ReviewView};

/// Below this width the transcript stands under the report.
const TWO_COLUMNS: f32 = 980.0;

/// What the report's screen remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct ReviewState {
    /// The words that were asked for last, to be marked in the transcript.
    quote: Option<String>,
    /// The turn that has been scrolled to.
    shown: Option<TurnId>,
    /// The turn on the line that the arrows have come to.
    on_line: Option<usize>,
    /// What is looked for in the transcript, and whose turns are shown.
    search: transcript::Search,
    /// The part of the report to scroll to.
    target: Option<String>,
    /// The part that was scrolled to last.
    lit: Option<String>,
}

impl ReviewState {
    /// The next turn that is asked for is scrolled to, even if it is the one that was shown last.
    fn show_again(&mut self) {
        self.quote = None;
        self.shown = None;
    }

    /// Shows a part of the report.
    fn go_to(&mut self, part: String) {
        self.lit = Some(part.clone());
        self.target = Some(part);
    }

    fn is_lit(&self, part: &str) -> bool {
        self.lit.as_deref() == Some(part)
    }

    /// Scrolls to a part that was asked for.
    fn arrive(&mut self, part: &str, response: &Response) {
        if self.target.as_deref() == Some(part) {
            response.scroll_to_me(Some(Align::TOP));
            self.target = None;
        }
    }
}

/// The name of a dimension's part of the report.
fn of_dimension(id: &str) -> String {
    format!("dimension {id}")
}

/// Remarks in their groups: the group's message, the message for an empty one, the remarks.
fn groups(report: &Report) -> [(&'static str, &'static str, &[Remark]); 3] {
    [
        ("went-well", "went-well-none", &report.went_well),
        ("went-okay", "went-okay-none", &report.went_okay),
        ("needs-improvement", "needs-improvement-none", &report.needs_improvement),
    ]
}

/// Draws the report.
pub fn review_ui(ui: &mut Ui, look: Look<'_>, view: &Load<ReviewView>, state: &mut ReviewState, acts: &mut Acts) {
    let theme = look.theme;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.palette.ground);
    // In the search, Escape leaves the search.
    if !state.search.has_keyboard() && ui.input(|input| input.key_pressed(Key::Escape)) {
        acts.push(UiAct::Go(Screen::History));
    }
    egui::Frame::new().inner_margin(theme.margin(theme.space.wide)).show(ui, |ui| {
        let leave = page_header(ui, look, "go-history", look.say("review-title"), |ui| {
            if let Load::Ready(view) = view {
                let id = &view.report.session.id;
                press(ui, look, acts, UiAct::PractiseAgain(id.clone()), Kind::Primary, true);
                for kind in [ExportKind::Html, ExportKind::Table, ExportKind::Transcript] {
                    press(ui, look, acts, UiAct::Export(id.clone(), kind), Kind::Plain, true);
                }
            }
        });
        if leave {
            acts.push(UiAct::Go(Screen::History));
        }
        ui.add_space(theme.space.medium);
        match view {
            Load::Loading => loading_ui(ui, look, look.say("review-loading")),
            Load::Failed(fault) => fault_ui(ui, look, fault, acts),
            Load::Ready(view) => pages_ui(ui, look, view, state, acts),
        }
    });
}

fn pages_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, state: &mut ReviewState, acts: &mut Acts) {
    let wide = ui.available_width() >= TWO_COLUMNS;
    if !wide {
        page(ui, "review_all", |ui| {
            report_ui(ui, look, view, state, acts);
            transcript::transcript_ui(ui, look, view, state, acts);
        });
        return;
    }
    let whole = ui.available_rect_before_wrap();
    let width = (whole.width() * 0.37).clamp(340.0, 560.0);
    let side = egui::Rect::from_min_max(egui::pos2(whole.right() - width, whole.top()), whole.max);
    let main = egui::Rect::from_min_max(whole.min, egui::pos2(side.left() - look.theme.space.large, whole.bottom()));
    ui.scope_builder(egui::UiBuilder::new().max_rect(main), |ui| {
        page(ui, "review_report", |ui| report_ui(ui, look, view, state, acts));
    });
    ui.scope_builder(egui::UiBuilder::new().max_rect(side), |ui| {
        super::widgets::card(look).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_height(ui.available_height());
            transcript::transcript_column_ui(ui, look, view, state, acts);
        });
    });
}

fn page(ui: &mut Ui, salt: &str, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 0, right: 16, top: 0, bottom: 24 }).show(ui, content);
    });
}

fn report_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, state: &mut ReviewState, acts: &mut Acts) {
    let theme = look.theme;
    let report = &view.report;
    if let Some(fault) = &view.unsaved {
        fault_ui(ui, look, fault, acts);
        ui.add_space(theme.space.medium);
    }
    overall::overall_ui(ui, look, view);
    if let Some(objective) = &report.objective {
        section(ui, look, "review-objective");
        overall::objective_ui(ui, look, objective, state, acts);
    }
    if report.turns.len() > 1 && view.line.length_ms > 0 {
        section(ui, look, "review-line");
        line::line_ui(ui, look, view, state, acts);
    }
    section(ui, look, "review-skills");
    glance::glance_ui(ui, look, &report.dimensions, state);
    for dimension in &report.dimensions {
        skills::dimension_ui(ui, look, dimension, state, acts);
    }
    if !report.coverage.is_empty() {
        section(ui, look, "review-coverage");
        coverage::coverage_ui(ui, look, &report.coverage, state, acts);
    }
    for (id, none, remarks) in groups(report) {
        let heading = section(ui, look, id);
        state.arrive(id, &heading);
        skills::remarks_ui(ui, look, id, none, remarks, state, acts);
    }
    section(ui, look, "review-plan");
    after::plan_ui(ui, look, view, acts);
    section(ui, look, "review-answers");
    for answer in &report.answers {
        answers::answer_ui(ui, look, answer, state, acts);
    }
    section(ui, look, "review-delivery");
    delivery::delivery_ui(ui, look, &report.delivery);
    section(ui, look, "review-sources");
    after::sources_ui(ui, look, report);
    ui.add_space(theme.space.wide);
}

fn section(ui: &mut Ui, look: Look<'_>, id: &str) -> Response {
    ui.add_space(look.theme.space.wide);
    super::widgets::heading(ui, look.theme.title(look.say(id)))
}

/// The quotes that something rests on; pressing one shows it in the transcript.
fn evidence_ui(ui: &mut Ui, look: Look<'_>, salt: &str, evidence: &[Evidence], state: &mut ReviewState, acts: &mut Acts) {
    for (number, piece) in evidence.iter().enumerate() {
        if quote_ui(ui, look, &piece.quote, (salt, number)).clicked() {
            state.quote = Some(piece.quote.clone());
            // Asked for again, it is scrolled to again.
            state.shown = None;
            acts.push(UiAct::JumpToTurn(piece.turn));
        }
    }
}

/// A way to a turn that is not a quote.
fn turn_link_ui(ui: &mut Ui, look: Look<'_>, turn: TurnId, state: &mut ReviewState, acts: &mut Acts, spoken: String) {
    if Button::new(look.say("show-turn")).spoken(spoken).ui(ui, look).clicked() {
        state.show_again();
        acts.push(UiAct::JumpToTurn(turn));
    }
}
