//! What lies over the interview while the clock stands, and while the answers are being judged.

use egui::{Context, Id, Label, Modal};

use super::interview::{InterviewState, end_button};
use super::widgets::{Kind, Look, card, heading, just_opened, loading_ui, press};
use crate::interview::{Act, EndReason};
use crate::session::acts::{Acts, UiAct};

/// Draws "paused".
pub(super) fn paused_ui(ctx: &Context, look: Look<'_>, state: &mut InterviewState, acts: &mut Acts) {
    let theme = look.theme;
    let frame = card(look).inner_margin(theme.margin(theme.space.wide));
    let opened = just_opened(ctx, "interview_paused");
    Modal::new(Id::new("interview_paused")).backdrop_color(theme.palette.scrim).frame(frame).show(ctx, |ui| {
        ui.set_width(440.0);
        heading(ui, theme.heading(look.say("paused-title")));
        ui.add(Label::new(theme.soft(look.say("paused-words"))).wrap());
        ui.add_space(theme.space.large);
        ui.horizontal(|ui| {
            let go_on = press(ui, look, acts, UiAct::Interview(Act::Continue), Kind::Primary, true);
            if opened {
                go_on.request_focus();
            }
            if end_button(look).ui(ui, look).clicked() {
                state.confirm_end = true;
            }
        });
    });
}

/// Draws why it is over, and "your answers are being read".
pub(super) fn judging_ui(ctx: &Context, look: Look<'_>, because: Option<EndReason>) {
    let theme = look.theme;
    let frame = card(look).inner_margin(theme.margin(theme.space.wide));
    Modal::new(Id::new("interview_judging")).backdrop_color(theme.palette.scrim).frame(frame).show(ctx, |ui| {
        ui.set_width(440.0);
        heading(ui, theme.heading(look.say("judging-title")));
        if let Some(because) = because {
            ui.add(Label::new(theme.soft(look.say(over(because)))).wrap());
        }
        loading_ui(ui, look, look.say("judging-words"));
    });
}

fn over(because: EndReason) -> &'static str {
    match because {
        EndReason::Completed => "over-completed",
        EndReason::Stopped => "over-stopped",
        EndReason::TimeUp => "over-time",
        EndReason::Idle => "over-idle",
        EndReason::Succeeded => "over-succeeded",
        EndReason::Failed => "over-failed",
        EndReason::Outage => "over-outage",
    }
}
