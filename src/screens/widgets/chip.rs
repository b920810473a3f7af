//! Small things to press in a row: a way somewhere, or one of a few to choose.

use egui::{Color32, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, vec2};

use super::Look;
use super::button::focus_ring;

/// Draws a chip with these words, which a screen reader calls `spoken`. `chosen` makes it one of several to choose from.
pub fn chip_ui(ui: &mut Ui, look: Look<'_>, label: &str, spoken: &str, chosen: Option<bool>) -> Response {
    let theme = look.theme;
    let p = theme.palette;
    let words = ui.painter().layout_no_wrap(label.to_owned(), theme.font(theme.sizes.caption), Color32::PLACEHOLDER);
    let size = vec2(words.size().x + 2.0 * theme.space.medium, words.size().y + theme.space.small);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| match chosen {
        Some(chosen) => WidgetInfo::selected(WidgetType::RadioButton, true, chosen, spoken),
        None => WidgetInfo::labeled(WidgetType::Button, true, spoken),
    });
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let lit = response.hovered() || response.has_focus();
    let picked = chosen == Some(true);
    let fill = if lit || picked { p.accent_soft } else { p.raised };
    let edge = if picked { Stroke::new(1.5, p.accent) } else { Stroke::new(1.0, p.outline) };
    let corner = theme.corner(rect.height() / 2.0);
    ui.painter().rect(rect, corner, fill, edge, egui::StrokeKind::Inside);
    // Chosen is not told by colour alone.
    if picked {
        ui.painter().hline(rect.shrink(theme.space.medium).x_range(), rect.bottom() - 4.0, Stroke::new(1.5, p.accent));
    }
    let at = rect.center() - words.size() / 2.0;
    ui.painter().galley(at, words, if picked { p.text } else { p.soft });
    focus_ring(ui, &response, look, rect.height() / 2.0);
    response
}
