//! A card that is one of several to choose from.

use egui::{Response, Sense, Stroke, Ui, UiBuilder, WidgetInfo, WidgetType};

use super::Look;
use super::button::focus_ring;

/// Draws a card around `content`; the whole card is a radio button called `label`.
pub fn choice_ui(ui: &mut Ui, look: Look<'_>, label: &str, chosen: bool, content: impl FnOnce(&mut Ui)) -> Response {
    let theme = look.theme;
    let p = theme.palette;
    let width = ui.available_width();
    let background = ui.painter().add(egui::Shape::Noop);
    let built = ui.scope_builder(UiBuilder::new().id_salt(label).sense(Sense::click()), |ui| {
        egui::Frame::new().inner_margin(theme.margin(theme.space.large)).show(ui, |ui| {
            ui.set_width(width - 2.0 * theme.space.large);
            ui.horizontal_top(|ui| {
                // A mark, so that the choice does not rest on colour.
                let (mark, _) = ui.allocate_exact_size(egui::vec2(20.0, 22.0), Sense::hover());
                let centre = mark.center();
                ui.painter().circle_stroke(centre, 8.5, Stroke::new(1.5, if chosen { p.accent } else { p.outline }));
                if chosen {
                    ui.painter().circle_filled(centre, 4.5, p.accent);
                }
                ui.add_space(theme.space.hair);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = theme.space.hair;
                    content(ui);
                });
            });
        });
    });
    let response = built.response;
    response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, chosen, label));
    let lit = response.hovered() || response.has_focus();
    let fill = if chosen || lit { p.accent_soft } else { p.raised };
    let edge = if chosen { Stroke::new(1.5, p.accent) } else { Stroke::new(1.0, p.line) };
    let corner = theme.corner(theme.radius.large);
    ui.painter().set(background, egui::epaint::RectShape::new(response.rect, corner, fill, edge, egui::StrokeKind::Inside));
    focus_ring(ui, &response, look, theme.radius.large);
    response
}
