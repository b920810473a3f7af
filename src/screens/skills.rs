//! The skills that a report can judge, each with its five levels, and the way to interviews that practise it.

use egui::{Label, ScrollArea, Ui};

use super::widgets::{Button, Look, card, column, heading, leave_key, loading_ui, overline, page_header, paragraph};
use crate::session::acts::{Acts, Screen, UiAct};
use crate::session::view::{CatalogueFilter, Load, SetupView, SkillNote};

/// Below this width the skill that is read stands under the list.
const TWO_COLUMNS: f32 = 860.0;

/// What the page remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct SkillsState {
    /// Which skill is read.
    chosen: usize,
}

/// Draws the page.
pub fn skills_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView, state: &mut SkillsState, acts: &mut Acts) {
    let theme = look.theme;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.palette.ground);
    let mut leave = leave_key(ui);
    egui::Frame::new().inner_margin(theme.margin(theme.space.wide)).show(ui, |ui| {
        column(ui, 1120.0, |ui| {
            leave |= page_header(ui, look, "go-title", look.say("skills-title"), |_| {});
            ui.add_space(theme.space.small);
            paragraph(ui, look, theme.soft(look.say("skills-lead")));
            ui.add_space(theme.space.medium);
            if matches!(view.scenarios, Load::Loading) {
                loading_ui(ui, look, look.say("setup-loading"));
                return;
            }
            let Some(skill) = view.skills.get(state.chosen).or_else(|| view.skills.first()) else { return };
            if ui.available_width() >= TWO_COLUMNS {
                let whole = ui.available_rect_before_wrap();
                let left = egui::Rect::from_min_max(whole.min, egui::pos2(whole.left() + 290.0, whole.bottom()));
                let right = egui::Rect::from_min_max(egui::pos2(left.right() + theme.space.large, whole.top()), whole.max);
                ui.scope_builder(egui::UiBuilder::new().max_rect(left), |ui| {
                    ScrollArea::vertical().id_salt("skills_list").auto_shrink(false).show(ui, |ui| list_ui(ui, look, view, state));
                });
                ui.scope_builder(egui::UiBuilder::new().max_rect(right), |ui| {
                    ScrollArea::vertical().id_salt("skills_one").auto_shrink(false).show(ui, |ui| skill_ui(ui, look, view, skill, acts));
                });
            } else {
                ScrollArea::vertical().id_salt("skills_all").auto_shrink(false).show(ui, |ui| {
                    list_ui(ui, look, view, state);
                    ui.add_space(theme.space.medium);
                    skill_ui(ui, look, view, skill, acts);
                });
            }
        });
    });
    if leave {
        acts.push(UiAct::Go(Screen::Title));
    }
}

fn list_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView, state: &mut SkillsState) {
    let theme = look.theme;
    egui::Frame::new().inner_margin(egui::Margin { left: 0, right: 14, top: 4, bottom: 16 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = theme.space.hair;
        for (number, skill) in view.skills.iter().enumerate() {
            let response = super::widgets::choice_ui(ui, look, &skill.name, number == state.chosen, |ui| {
                ui.add(Label::new(theme.strong(&skill.name)).wrap());
            });
            if response.clicked() {
                state.chosen = number;
            }
        }
    });
}

fn skill_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView, skill: &SkillNote, acts: &mut Acts) {
    // Level with the list beside it, and with room for the bar.
    egui::Frame::new()
        .inner_margin(egui::Margin { left: 0, right: 18, top: 4, bottom: 24 })
        .show(ui, |ui| one_ui(ui, look, view, skill, acts));
}

fn one_ui(ui: &mut Ui, look: Look<'_>, view: &SetupView, skill: &SkillNote, acts: &mut Acts) {
    let theme = look.theme;
    card(look).inner_margin(theme.margin(theme.space.wide)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, theme.heading(&skill.name));
        paragraph(ui, look, theme.body(&skill.about));
        if view.skills().contains(skill.name.as_str()) {
            ui.add_space(theme.space.hair);
            let spoken = look.say_with("skills-practise-named", &[("skill", (&skill.name).into())]);
            if Button::new(look.say("skills-practise")).spoken(spoken).ui(ui, look).clicked() {
                let filter = CatalogueFilter { skill: Some(skill.name.clone()), ..CatalogueFilter::default() };
                acts.push(UiAct::LookFor(Box::new(filter)));
                acts.push(UiAct::Go(Screen::Setup));
            }
        }
        ui.add_space(theme.space.medium);
        overline(ui, look, look.say("skills-levels"));
        for (level, words) in &skill.levels {
            ui.add_space(theme.space.hair);
            ui.add(Label::new(theme.strong(format!(
                "{} · {}",
                look.say_with("level-number", &[("number", f64::from(*level).into())]),
                look.say(super::widgets::standing(*level))
            ))));
            paragraph(ui, look, theme.soft(words));
        }
        for (id, lines) in [("skills-good", &skill.positive), ("skills-bad", &skill.negative), ("skills-never", &skill.never)] {
            if lines.is_empty() {
                continue;
            }
            ui.add_space(theme.space.medium);
            overline(ui, look, look.say(id));
            for line in lines {
                ui.horizontal_top(|ui| {
                    ui.add(Label::new(theme.soft("–")));
                    ui.add(Label::new(theme.soft(line)).wrap());
                });
            }
        }
    });
}
