//! Something the program cannot go on without is broken: what, why, what to do.

use egui::{Label, Ui};

use super::widgets::{Kind, Look, column, fault_ui, heading, press};
use crate::session::acts::{Acts, Screen, UiAct};
use crate::session::view::FaultView;

/// Draws the failure screen.
pub fn fault_screen_ui(ui: &mut Ui, look: Look<'_>, view: &FaultView, acts: &mut Acts) {
    let theme = look.theme;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.palette.ground);
    let height = ui.available_height();
    column(ui, theme.size.measure, |ui| {
        ui.add_space((height * 0.18).max(theme.space.wide));
        heading(ui, theme.heading(look.say("fault-title")));
        ui.add(Label::new(theme.soft(look.say("fault-lead"))).wrap());
        ui.add_space(theme.space.wide);
        fault_ui(ui, look, view, acts);
        ui.add_space(theme.space.large);
        ui.horizontal(|ui| {
            press(ui, look, acts, UiAct::Go(Screen::Title), Kind::Plain, true);
            press(ui, look, acts, UiAct::Quit, Kind::Quiet, true);
        });
    });
}
