//! What is there and what is missing, and how to get it: `greenroom doctor` for the window.

use egui::{Label, ScrollArea, Ui};

use super::widgets::{Button, Look, card, column, fault_ui, heading, leave_key, loading_ui, overline, page_header, paragraph, pill};
use crate::session::acts::{Acts, Screen, UiAct};
use crate::session::view::{CheckUp, CheckedThing, Load, Standing};

/// Draws the check-up.
pub fn checkup_ui(ui: &mut Ui, look: Look<'_>, view: &Load<CheckUp>, acts: &mut Acts) {
    let theme = look.theme;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.palette.ground);
    let mut leave = leave_key(ui);
    egui::Frame::new().inner_margin(theme.margin(theme.space.wide)).show(ui, |ui| {
        column(ui, 980.0, |ui| {
            let ready = !matches!(view, Load::Loading);
            let mut again = false;
            leave |= page_header(ui, look, "go-settings", look.say("checkup-title"), |ui| {
                again = Button::new(look.say("checkup-again")).enabled(ready).ui(ui, look).clicked();
            });
            if again {
                acts.push(UiAct::Retry);
            }
            ui.add_space(theme.space.medium);
            match view {
                Load::Loading => loading_ui(ui, look, look.say("checkup-running")),
                Load::Failed(fault) => fault_ui(ui, look, fault, acts),
                Load::Ready(checkup) => {
                    ScrollArea::vertical().id_salt("checkup").auto_shrink(false).show(ui, |ui| {
                        egui::Frame::new()
                            .inner_margin(egui::Margin { left: 0, right: 18, top: 0, bottom: 24 })
                            .show(ui, |ui| findings_ui(ui, look, checkup));
                    });
                }
            }
        });
    });
    if leave {
        acts.push(UiAct::Go(Screen::Settings));
    }
}

fn findings_ui(ui: &mut Ui, look: Look<'_>, checkup: &CheckUp) {
    let theme = look.theme;
    let (id, colour) = if checkup.is_able() { ("checkup-able", theme.palette.good) } else { ("checkup-unable", theme.palette.poor) };
    heading(ui, theme.title(look.say(id)).color(colour));
    if look.text.tag() != "en" {
        paragraph(ui, look, theme.caption(look.say("checkup-language")));
    }
    ui.add_space(theme.space.medium);
    let mut rest = checkup.findings.as_slice();
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|finding| finding.group == first.group).count();
        let (group, after) = rest.split_at(length);
        rest = after;
        card(look).show(ui, |ui| {
            ui.set_width(ui.available_width());
            overline(ui, look, look.say(first.group));
            for finding in group {
                ui.add_space(theme.space.hair);
                finding_ui(ui, look, finding);
            }
        });
        ui.add_space(theme.space.small);
    }
}

fn finding_ui(ui: &mut Ui, look: Look<'_>, finding: &CheckedThing) {
    let theme = look.theme;
    let (id, colour) = match finding.standing {
        Standing::Found => ("standing-found", theme.palette.good),
        Standing::Missing => ("standing-missing", theme.palette.fair),
        Standing::Problem => ("standing-problem", theme.palette.poor),
        Standing::Blocking => ("standing-blocking", theme.palette.poor),
    };
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(egui::vec2(150.0, 0.0), egui::Layout::left_to_right(egui::Align::Min), |ui| {
            ui.set_width(150.0);
            pill(ui, look, Some(colour), &look.say(id));
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = theme.space.hair;
            // On a line with the words in the pill.
            ui.add_space(theme.space.hair + 3.0);
            ui.add(Label::new(theme.body(&finding.text)).wrap());
            if let Some(remedy) = &finding.remedy {
                ui.add(Label::new(theme.soft(remedy)).wrap());
            }
        });
    });
}
