//! A measure beside the range that others were found in.

use egui::{Rect, Response, Sense, Shape, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::Look;
use crate::evaluation::Usual;

/// Draws the range as a bar and the value as a mark on it. It is no meter: nothing is full or empty.
pub fn band_ui(ui: &mut Ui, look: Look<'_>, usual: &Usual, value: f64, spoken: &str) -> Response {
    let p = look.theme.palette;
    let width = ui.available_width().clamp(60.0, 260.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 20.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, spoken));
    let inner = rect.shrink2(vec2(7.0, 0.0));
    let at = |value: f64| inner.left() + inner.width() * usual.place(value) as f32;
    let middle = rect.center().y;
    let bar = |from: f32, to: f32, half: f32| Rect::from_min_max(pos2(from, middle - half), pos2(to, middle + half));
    ui.painter().rect_filled(bar(inner.left(), inner.right(), 3.0), 3.0, p.line);
    ui.painter().rect_filled(bar(at(usual.from), at(usual.to), 5.0), 2.0, p.outline);
    let x = at(value);
    let mark = vec![pos2(x, middle - 9.0), pos2(x + 6.0, middle), pos2(x, middle + 9.0), pos2(x - 6.0, middle)];
    ui.painter().add(Shape::convex_polygon(mark, p.accent, egui::Stroke::new(1.5, p.raised)));
    response
}
