//! The top of the report: what it was, and what came of it in one number, or why there is none.

use egui::{Label, Ui};

use super::{ReviewState, evidence_ui};
use crate::evaluation::{ObjectiveReport, Outcome, Overall, SessionInfo};
use crate::interview::EndReason;
use crate::screens::widgets::{Look, card, heading, level_ui, overline, paragraph, pill};
use crate::session::acts::Acts;
use crate::session::view::ReviewView;

/// Draws it.
pub(super) fn overall_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView) {
    let theme = look.theme;
    let report = &view.report;
    card(look).inner_margin(theme.margin(theme.space.wide)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        overline(ui, look, facts(look, view));
        heading(ui, theme.heading(&report.session.title));
        ui.add_space(theme.space.small);
        match report.overall.score {
            Some(score) => score_ui(ui, look, score, &report.overall, report.session.judging.is_some()),
            None => {
                ui.add(Label::new(theme.title(look.say("overall-none")).color(theme.palette.soft)).wrap());
                paragraph(ui, look, theme.soft(look.say("overall-none-why")));
            }
        }
        ui.add_space(theme.space.small);
        ui.add(Label::new(theme.soft(look.say(ended(&report.session)))).wrap());
    });
}

fn facts(look: Look<'_>, view: &ReviewView) -> String {
    let session = &view.report.session;
    let minutes = (session.duration_ms + 30_000) / 60_000;
    let args = [("held", look.when(&view.held).into()), ("minutes", minutes.into()), ("interviewer", (&session.interviewer.name).into())];
    look.say_with("overall-facts", &args)
}

fn score_ui(ui: &mut Ui, look: Look<'_>, score: f64, overall: &Overall, runs: bool) {
    let theme = look.theme;
    ui.horizontal(|ui| {
        ui.add(Label::new(theme.display(format!("{score:.1}")).color(theme.palette.accent)));
        ui.vertical(|ui| {
            ui.add_space(theme.space.large);
            ui.add(Label::new(theme.soft(look.say("out-of-ten"))));
            level_ui(ui, look, &look.say("overall"), Some(score), 260.0);
        });
    });
    let confidence = look.say(match overall.confidence {
        value if value < 0.4 => "confidence-low",
        value if value < 0.7 => "confidence-fair",
        _ => "confidence-high",
    });
    paragraph(ui, look, theme.body(confidence));
    if let Some(spread) = overall.spread {
        // A model judges the whole several times; by rules each answer is judged once.
        let words = look.say_with(
            match (runs, spread) {
                (true, spread) if spread < 1.0 => "spread-runs-small",
                (true, _) => "spread-runs-large",
                (false, spread) if spread < 1.0 => "spread-small",
                (false, spread) if spread < 2.5 => "spread-some",
                (false, _) => "spread-large",
            },
            &[("spread", format!("{spread:.1}").into())],
        );
        paragraph(ui, look, theme.soft(words));
    }
}

/// Draws what a role-play was about, what it needed, and what cost ground in it.
pub(super) fn objective_ui(ui: &mut Ui, look: Look<'_>, objective: &ObjectiveReport, state: &mut ReviewState, acts: &mut Acts) {
    let theme = look.theme;
    let p = theme.palette;
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let (id, colour) = match objective.outcome {
            Outcome::Reached => ("objective-reached", p.good),
            Outcome::Missed => ("objective-missed", p.poor),
            Outcome::Open => ("objective-open", p.fair),
        };
        pill(ui, look, Some(colour), &look.say(id));
        heading(ui, theme.lead(&objective.text));
        let criteria = objective.criteria.iter().map(|criterion| {
            let (id, colour) = if criterion.met { ("criterion-said", p.good) } else { ("criterion-not-said", p.poor) };
            (id, colour, criterion)
        });
        let breaches = objective.breaches.iter().filter(|breach| breach.met).map(|breach| ("criterion-breach", p.poor, breach));
        for (number, (id, colour, criterion)) in criteria.chain(breaches).enumerate() {
            ui.add_space(theme.space.small);
            ui.add(Label::new(theme.caption(look.say(id)).color(colour)));
            ui.add(Label::new(theme.body(&criterion.text)).wrap());
            evidence_ui(ui, look, &format!("objective{number}"), criterion.evidence.as_slice(), state, acts);
        }
    });
}

fn ended(session: &SessionInfo) -> &'static str {
    match session.ended_because {
        EndReason::Completed => "ended-completed",
        EndReason::Stopped => "ended-stopped",
        EndReason::TimeUp => "ended-time",
        EndReason::Idle => "ended-idle",
        EndReason::Succeeded => "ended-succeeded",
        EndReason::Failed => "ended-failed",
        EndReason::Outage => "ended-outage",
    }
}
