//! The skills at a glance: the shape beside a bar for each, which leads to what it rests on.

use egui::{Align, Label, Layout, Sense, Ui, UiBuilder, WidgetInfo, WidgetType};

use super::{ReviewState, of_dimension};
use crate::evaluation::Dimension;
use crate::evaluation::charts::Radar;
use crate::screens::widgets::{Look, card, focus_ring, level_ui, radar_ui};

/// From this width on the bars stand beside the shape.
const BESIDE: f32 = 600.0;
/// The share of the width that the shape takes beside the bars, and its bounds.
const SHARE: f32 = 0.54;
const SHAPE: std::ops::RangeInclusive<f32> = 340.0..=460.0;

/// Draws them. Without a shape (too few dimensions, or none assessed) the cards below say everything.
pub(super) fn glance_ui(ui: &mut Ui, look: Look<'_>, dimensions: &[Dimension], state: &mut ReviewState) {
    let Some(radar) = Radar::of(dimensions) else { return };
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        if ui.available_width() >= BESIDE {
            ui.horizontal_top(|ui| {
                let width = (ui.available_width() * SHARE).clamp(*SHAPE.start(), *SHAPE.end());
                radar_ui(ui, look, &radar, width);
                ui.add_space(look.theme.space.medium);
                ui.vertical(|ui| bars_ui(ui, look, dimensions, state));
            });
        } else {
            let width = ui.available_width();
            radar_ui(ui, look, &radar, width);
            bars_ui(ui, look, dimensions, state);
        }
    });
    ui.add_space(look.theme.space.hair);
}

fn bars_ui(ui: &mut Ui, look: Look<'_>, dimensions: &[Dimension], state: &mut ReviewState) {
    let theme = look.theme;
    for dimension in dimensions {
        let background = ui.painter().add(egui::Shape::Noop);
        let builder = UiBuilder::new().id_salt(("glance", &dimension.id)).sense(Sense::click());
        let response = ui.scope_builder(builder, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 5)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.horizontal(|ui| {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let score = dimension
                            .score
                            .map_or_else(|| theme.caption(look.say("not-assessed")), |score| theme.strong(format!("{score:.1}")));
                        ui.add(Label::new(score));
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            ui.add(Label::new(theme.body(&dimension.name)).truncate())
                        });
                    });
                });
                let width = ui.available_width();
                level_ui(ui, look, &dimension.name, dimension.score, width);
            });
        });
        let response = response.response.on_hover_cursor(egui::CursorIcon::PointingHand);
        let spoken = look.say_with("go-dimension", &[("name", (&dimension.name).into())]);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &spoken));
        if response.hovered() || response.has_focus() {
            let shape = egui::epaint::RectShape::filled(response.rect, theme.corner(theme.radius.small), theme.palette.accent_soft);
            ui.painter().set(background, shape);
        }
        focus_ring(ui, &response, look, theme.radius.small);
        if response.clicked() {
            state.go_to(of_dimension(&dimension.id));
        }
    }
}
