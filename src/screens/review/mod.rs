//! The report, to be read like a programme: what came of it, what it rests on, what to do next; beside it everything that was said.

mod after;
mod answers;
mod overall;
mod skills;
mod transcript;

use egui::{Key, ScrollArea, Ui};

use super::widgets::{Button, Kind, Look, fault_ui, loading_ui, page_header, press, quote_ui};
use crate::evaluation::Evidence;
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
}

/// Draws the report.
pub fn review_ui(ui: &mut Ui, look: Look<'_>, view: &Load<ReviewView>, state: &mut ReviewState, acts: &mut Acts) {
    let theme = look.theme;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.palette.ground);
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        acts.push(UiAct::Go(Screen::History));
    }
    egui::Frame::new().inner_margin(theme.margin(theme.space.wide)).show(ui, |ui| {
        let leave = page_header(ui, look, "go-history", look.say("review-title"), |ui| {
            if let Load::Ready(view) = view {
                let id = &view.report.session.id;
                press(ui, look, acts, UiAct::PractiseAgain(id.clone()), Kind::Primary, true);
                for kind in [ExportKind::Html, ExportKind::Transcript] {
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
            transcript::transcript_ui(ui, look, view, state);
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
            transcript::transcript_column_ui(ui, look, view, state);
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
    section(ui, look, "review-skills");
    for dimension in &report.dimensions {
        skills::dimension_ui(ui, look, dimension, state, acts);
    }
    let groups = [
        ("went-well", "went-well-none", &report.went_well),
        ("went-okay", "went-okay-none", &report.went_okay),
        ("needs-improvement", "needs-improvement-none", &report.needs_improvement),
    ];
    for (id, none, remarks) in groups {
        section(ui, look, id);
        skills::remarks_ui(ui, look, id, none, remarks, state, acts);
    }
    section(ui, look, "review-plan");
    after::plan_ui(ui, look, view, acts);
    section(ui, look, "review-answers");
    for answer in &report.answers {
        answers::answer_ui(ui, look, answer, state, acts);
    }
    section(ui, look, "review-delivery");
    after::delivery_ui(ui, look, &report.delivery);
    section(ui, look, "review-sources");
    after::sources_ui(ui, look, report);
    ui.add_space(theme.space.wide);
}

fn section(ui: &mut Ui, look: Look<'_>, id: &str) {
    ui.add_space(look.theme.space.wide);
    super::widgets::heading(ui, look.theme.title(look.say(id)));
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
        state.quote = None;
        state.shown = None;
        acts.push(UiAct::JumpToTurn(turn));
    }
}
