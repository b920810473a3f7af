//! What stands where nothing is yet, where nothing is at all, and where something went wrong.

use egui::{Label, Ui, vec2};

use super::{Button, Kind, Look, card, heading, paragraph};
use crate::session::acts::{Acts, UiAct};
use crate::session::view::FaultView;

/// Something is on its way. Stands still, so that it disturbs nobody.
pub fn loading_ui(ui: &mut Ui, look: Look<'_>, words: String) {
    let theme = look.theme;
    ui.add_space(theme.space.medium);
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(26.0, 22.0), egui::Sense::hover());
        for dot in 0..3 {
            let x = rect.left() + 4.0 + 9.0 * dot as f32;
            ui.painter().circle_filled(egui::pos2(x, rect.center().y), 3.0, theme.palette.accent);
        }
        ui.add(Label::new(theme.soft(words)));
    });
    ui.add_space(theme.space.medium);
}

/// Nothing is here, and what to do about it.
pub fn empty_ui(ui: &mut Ui, look: Look<'_>, title: String, words: String, next: Option<(UiAct, &mut Acts)>) {
    let theme = look.theme;
    ui.vertical(|ui| {
        heading(ui, theme.title(title));
        ui.add_space(theme.space.hair);
        paragraph(ui, look, theme.soft(words));
        if let Some((act, acts)) = next {
            ui.add_space(theme.space.medium);
            if Button::new(look.say(act.label())).kind(Kind::Primary).ui(ui, look).clicked() {
                acts.push(act);
            }
        }
    });
}

/// What is wrong, why, what to do.
pub fn fault_ui(ui: &mut Ui, look: Look<'_>, fault: &FaultView, acts: &mut Acts) {
    let theme = look.theme;
    card(look).stroke(egui::Stroke::new(1.0, theme.palette.poor)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, theme.title(&fault.what));
        if !fault.why.is_empty() {
            paragraph(ui, look, theme.soft(&fault.why));
        }
        if !fault.remedy.is_empty() {
            ui.add_space(theme.space.small);
            ui.add(Label::new(theme.strong(look.say("what-to-do"))));
            paragraph(ui, look, theme.body(&fault.remedy));
        }
        if !fault.details.is_empty() {
            ui.add_space(theme.space.small);
            ui.add(Label::new(theme.caption(look.say_with("details", &[("details", (&fault.details).into())]))).wrap());
        }
        if fault.retry {
            ui.add_space(theme.space.medium);
            if Button::new(look.say(UiAct::Retry.label())).kind(Kind::Primary).ui(ui, look).clicked() {
                acts.push(UiAct::Retry);
            }
        }
    });
}
