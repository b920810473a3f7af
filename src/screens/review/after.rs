//! The rest of the report: what to do next, and who judged.

use egui::{Checkbox, Grid, Label, Ui};

use crate::evaluation::{Report, Source};
use crate::screens::widgets::{Look, card, paragraph};
use crate::session::acts::{Acts, UiAct};
use crate::session::view::ReviewView;

/// Draws the plan as a list to tick off.
pub(super) fn plan_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, acts: &mut Acts) {
    let theme = look.theme;
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if view.report.plan.is_empty() {
            ui.add(Label::new(theme.soft(look.say("plan-none"))).wrap());
        }
        for (number, step) in view.report.plan.iter().enumerate() {
            if number > 0 {
                ui.add_space(theme.space.small);
            }
            let mut ticked = view.ticked.get(number).copied().unwrap_or_default();
            if ui.add(Checkbox::new(&mut ticked, theme.strong(&step.step))).changed() {
                acts.push(UiAct::TickStep(number));
            }
            let inset = egui::Margin { left: 28, ..egui::Margin::ZERO };
            egui::Frame::new().inner_margin(inset).show(ui, |ui| {
                paragraph(ui, look, theme.soft(&step.why));
                if let Some(source) = &step.source {
                    ui.add(Label::new(theme.caption(look.say_with("read-more", &[("place", source.to_string().into())]))).wrap());
                }
                if let Some(resource) = &step.resource {
                    ui.add(Label::new(theme.caption(look.say_with("resource", &[("resource", resource.into())]))).wrap());
                }
            });
        }
    });
}

/// Draws who asked, heard and judged, and what stood in for whom.
pub(super) fn sources_ui(ui: &mut Ui, look: Look<'_>, report: &Report) {
    let theme = look.theme;
    let session = &report.session;
    let source = |source: &Source| look.say_with("source", &[("name", (&source.name).into()), ("engine", (&source.engine).into())]);
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let typed = look.say("source-typed");
        let silent = look.say("source-silent");
        let rows = [
            ("source-asked", source(&session.interviewer)),
            ("source-judged", source(&session.judge)),
            ("source-heard", session.recogniser.clone().unwrap_or(typed)),
            ("source-spoke", session.voice.clone().unwrap_or(silent)),
        ];
        Grid::new("sources").num_columns(2).spacing([theme.space.wide, theme.space.small]).show(ui, |ui| {
            for (id, value) in &rows {
                ui.add(Label::new(theme.soft(look.say(id))));
                ui.add(Label::new(theme.strong(value)));
                ui.end_row();
            }
        });
        for fallback in session.interviewer.fallbacks.iter().chain(&session.judge.fallbacks) {
            paragraph(ui, look, theme.body(look.say_with("fell-back", &[("why", fallback.into())])));
        }
        let tokens = report.cost.tokens_in + report.cost.tokens_out;
        if tokens > 0 {
            paragraph(ui, look, theme.soft(look.say_with("tokens", &[("tokens", tokens.into())])));
            if let Some(usd) = report.cost.usd.filter(|usd| *usd > 0.0) {
                let prices = report.cost.prices.clone().unwrap_or_default();
                paragraph(ui, look, theme.soft(look.say_with("cost", &[("usd", format!("{usd:.4}").into()), ("prices", prices.into())])));
            }
        }
        paragraph(ui, look, theme.caption(look.say("judged-note")));
    });
}
