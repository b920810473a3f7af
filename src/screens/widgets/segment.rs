//! A row of choices of which exactly one holds.

use egui::{Label, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, vec2};

use super::Look;
use super::button::focus_ring;

/// Draws the choices under their name, and gives the one that was pressed. They wrap where they do not fit into one row.
pub fn segments_ui<T: Clone + PartialEq>(ui: &mut Ui, look: Look<'_>, name: &str, choices: &[(T, String)], chosen: &T) -> Option<T> {
    let theme = look.theme;
    let mut pressed = None;
    ui.add(Label::new(theme.strong(name)));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(theme.space.hair + 2.0, theme.space.hair + 2.0);
        for (value, words) in choices {
            let held = value == chosen;
            if segment_ui(ui, look, name, words, held).clicked() && !held {
                pressed = Some(value.clone());
            }
        }
    });
    pressed
}

fn segment_ui(ui: &mut Ui, look: Look<'_>, name: &str, words: &str, chosen: bool) -> Response {
    let theme = look.theme;
    let p = theme.palette;
    let font = if chosen { theme.strong_font(theme.sizes.body) } else { theme.font(theme.sizes.body) };
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, p.text);
    let mark = 16.0;
    let desired = vec2(galley.size().x + mark + 2.0 * theme.space.medium + theme.space.small, theme.size.control - 2.0);
    let (rect, response) = ui.allocate_exact_size(desired, Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, chosen, format!("{name}: {words}")));
    let lit = response.hovered() || response.has_focus();
    let fill = if chosen || lit { p.accent_soft } else { p.raised };
    let edge = if chosen { Stroke::new(1.5, p.accent) } else { Stroke::new(1.0, p.outline) };
    let painter = ui.painter();
    painter.rect(rect, theme.corner(theme.radius.medium), fill, edge, egui::StrokeKind::Inside);
    // A mark, so that the choice does not rest on colour.
    let centre = egui::pos2(rect.left() + theme.space.medium + mark / 2.0, rect.center().y);
    painter.circle_stroke(centre, 6.5, Stroke::new(1.5, if chosen { p.accent } else { p.outline }));
    if chosen {
        painter.circle_filled(centre, 3.5, p.accent);
    }
    let at = egui::pos2(rect.left() + theme.space.medium + mark + theme.space.small, rect.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, p.text);
    focus_ring(ui, &response, look, theme.radius.medium);
    response
}
