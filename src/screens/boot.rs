//! Loading: what is being made ready, and how far it is.

use egui::{Label, Ui};

use super::widgets::{Look, column, heading, progress_ui};
use crate::session::view::{BootPart, BootStep, BootView, Progress};

/// Draws the loading screen.
pub fn boot_ui(ui: &mut Ui, look: Look<'_>, view: &BootView) {
    let theme = look.theme;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.palette.ground);
    let height = ui.available_height();
    column(ui, 420.0, |ui| {
        ui.add_space((height * 0.14).max(theme.space.wide));
        heading(ui, theme.display(look.say("app-name")));
        ui.add(Label::new(theme.soft(look.say("boot-lead"))));
        ui.add_space(theme.space.wide);
        for step in &view.steps {
            step_ui(ui, look, step);
        }
    });
}

fn step_ui(ui: &mut Ui, look: Look<'_>, step: &BootStep) {
    let theme = look.theme;
    let p = theme.palette;
    let label = look.say(match step.part {
        BootPart::Content => "boot-content",
        BootPart::Store => "boot-store",
        BootPart::Room => "boot-room",
        BootPart::Person => "boot-person",
        BootPart::Shaders => "boot-shaders",
        BootPart::Devices => "boot-devices",
    });
    let (part, ink, state) = match step.progress {
        Progress::Waiting => (0.0, p.faint, "step-waiting"),
        Progress::Running(part) => (part, p.text, "step-running"),
        Progress::Done => (1.0, p.soft, "step-done"),
    };
    ui.horizontal(|ui| {
        ui.add(Label::new(theme.body(&label).color(ink)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add(Label::new(theme.caption(look.say(state))));
        });
    });
    progress_ui(ui, look, &label, part, 420.0_f32.min(ui.available_width()));
    ui.add_space(theme.space.small);
}
