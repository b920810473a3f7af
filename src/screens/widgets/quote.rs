//! The candidate's own words, as evidence: a stroke at the side, and the way to where they stand.

use egui::{Label, Response, Sense, Stroke, Ui, UiBuilder, WidgetInfo, WidgetType};

use super::Look;
use super::button::focus_ring;

/// Draws a quote. Pressing it should lead to its turn.
pub fn quote_ui(ui: &mut Ui, look: Look<'_>, words: &str, salt: impl std::hash::Hash + std::fmt::Debug) -> Response {
    let theme = look.theme;
    let p = theme.palette;
    let background = ui.painter().add(egui::Shape::Noop);
    let built = ui.scope_builder(UiBuilder::new().id_salt(("quote", salt)).sense(Sense::click()), |ui| {
        egui::Frame::new().inner_margin(egui::Margin { left: 16, right: 10, top: 6, bottom: 6 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(theme.body(look.say_with("quote", &[("words", words.into())]))).wrap());
        });
    });
    let response = built.response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let spoken = look.say_with("quote-go", &[("words", words.into())]);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &spoken));
    if response.hovered() || response.has_focus() {
        let shape = egui::epaint::RectShape::filled(response.rect, theme.corner(theme.radius.small), p.accent_soft);
        ui.painter().set(background, shape);
    }
    let stroke = response.rect.left() + 3.0;
    ui.painter().vline(stroke, response.rect.shrink(3.0).y_range(), Stroke::new(3.0, p.accent));
    focus_ring(ui, &response, look, theme.radius.small);
    response
}
