//! What was judged: each skill with its level, its description and the words it rests on; then the remarks.

use egui::{Align, Label, Layout, Ui};

use super::{ReviewState, evidence_ui, of_dimension};
use crate::evaluation::{Dimension, Remark};
use crate::screens::widgets::{Look, card, heading, level_ui, paragraph, standing};
use crate::session::acts::Acts;

/// Draws one skill.
pub(super) fn dimension_ui(ui: &mut Ui, look: Look<'_>, dimension: &Dimension, state: &mut ReviewState, acts: &mut Acts) {
    let theme = look.theme;
    let key = of_dimension(&dimension.id);
    let frame = if state.is_lit(&key) { card(look).stroke(egui::Stroke::new(1.5, theme.palette.accent)) } else { card(look) };
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            heading(ui, theme.strong(&dimension.name).size(theme.sizes.lead));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let words = match dimension.score {
                    Some(score) => theme.title(format!("{score:.1}")),
                    None => theme.soft(look.say("not-assessed")),
                };
                ui.add(Label::new(words));
                if let Some(level) = dimension.level {
                    ui.add(Label::new(theme.soft(look.say(standing(level)))));
                }
            });
        });
        let width = ui.available_width();
        level_ui(ui, look, &dimension.name, dimension.score, width);
        ui.add_space(theme.space.hair);
        if let Some(why) = &dimension.not_assessed {
            paragraph(ui, look, theme.soft(why));
        }
        if let Some(anchor) = &dimension.anchor {
            paragraph(ui, look, theme.soft(anchor));
        }
        let opinions = dimension.opinions.iter();
        for words in opinions.flat_map(|opinions| opinions.disagreement.iter().chain(&opinions.held_down)) {
            paragraph(ui, look, theme.body(words));
        }
        evidence_ui(ui, look, &dimension.id, &dimension.evidence, state, acts);
    });
    state.arrive(&key, &shown.response);
    ui.add_space(theme.space.hair);
}

/// Draws a group of remarks, or that there are none.
pub(super) fn remarks_ui(
    ui: &mut Ui,
    look: Look<'_>,
    group: &str,
    none: &str,
    remarks: &[Remark],
    state: &mut ReviewState,
    acts: &mut Acts,
) {
    let theme = look.theme;
    let p = theme.palette;
    // The group's colour repeats what its heading says.
    let colour = match group {
        "went-well" => p.good,
        "went-okay" => p.fair,
        _ => p.poor,
    };
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if remarks.is_empty() {
            ui.add(Label::new(theme.soft(look.say(none))).wrap());
        }
        for (number, remark) in remarks.iter().enumerate() {
            if number > 0 {
                ui.add_space(theme.space.small);
            }
            ui.horizontal_top(|ui| {
                let (mark, _) = ui.allocate_exact_size(egui::vec2(14.0, 22.0), egui::Sense::hover());
                let dash = egui::Rect::from_center_size(mark.center(), egui::vec2(9.0, 9.0));
                match group {
                    "went-well" => ui.painter().circle_filled(dash.center(), 4.5, colour),
                    "went-okay" => ui.painter().circle_stroke(dash.center(), 4.0, egui::Stroke::new(2.0, colour)),
                    _ => ui.painter().rect_filled(dash, 1.0, colour),
                };
                ui.vertical(|ui| {
                    ui.add(Label::new(theme.body(&remark.text)).wrap());
                    evidence_ui(ui, look, &format!("{group}{number}"), &remark.evidence, state, acts);
                });
            });
        }
    });
}
