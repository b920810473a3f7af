//! Surfaces, columns and headings.

use egui::accesskit::Role;
use egui::{Align, Frame, InnerResponse, Label, Layout, Response, RichText, Stroke, Ui, UiBuilder, vec2};

use super::{Button, Look};

/// A raised surface with room inside.
pub fn card(look: Look<'_>) -> Frame {
    let theme = look.theme;
    Frame::new()
        .fill(theme.palette.raised)
        .stroke(Stroke::new(1.0, theme.palette.line))
        .corner_radius(theme.corner(theme.radius.large))
        .inner_margin(theme.margin(theme.space.large))
}

/// A dark pane over the room that words can be read on.
pub fn sheet(look: Look<'_>) -> Frame {
    let theme = look.theme;
    card(look).fill(theme.palette.veil).inner_margin(theme.margin(theme.space.large))
}

/// A column of at most this width in the middle of what is there.
pub fn column<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let space = ui.available_rect_before_wrap();
    let width = width.min(space.width());
    let rect = egui::Rect::from_min_size(egui::pos2(space.center().x - width / 2.0, space.top()), vec2(width, space.height()));
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)), |ui| {
        ui.set_width(width);
        content(ui)
    })
}

/// Text that screen readers jump to as a heading.
pub fn heading(ui: &mut Ui, text: RichText) -> Response {
    let words = text.text().to_owned();
    let response = ui.add(Label::new(text).wrap());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.clear_value();
        node.set_label(words);
    });
    response
}

/// A small heading above a group, with the distance that belongs to it.
pub fn overline(ui: &mut Ui, look: Look<'_>, text: String) -> Response {
    heading(ui, look.theme.overline(text))
}

/// Running text, never wider than can be read with ease.
pub fn paragraph(ui: &mut Ui, look: Look<'_>, text: RichText) -> Response {
    let width = ui.available_width().min(look.theme.size.measure);
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| ui.add(Label::new(text).wrap())).inner
}

/// Below this width what can be done with a page stands under its name.
const HEADER: f32 = 940.0;

/// The head of a page: the way back, the page's name, and what can be done with the whole of it.
pub fn page_header(ui: &mut Ui, look: Look<'_>, back: &str, title: String, actions: impl FnOnce(&mut Ui)) -> bool {
    let theme = look.theme;
    let mut leave = false;
    let wide = ui.available_width() >= HEADER;
    let mut actions = Some(actions);
    ui.horizontal(|ui| {
        leave = Button::new(look.say(back)).key(Some("Esc")).ui(ui, look).clicked();
        ui.add_space(theme.space.medium);
        heading(ui, theme.heading(title));
        if wide {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| actions.take().map(|actions| actions(ui)));
        }
    });
    if let Some(actions) = actions {
        ui.horizontal_wrapped(actions);
    }
    leave
}

/// A few words in a rounded edge, with a mark whose shape (not only its colour) says the same.
pub fn pill(ui: &mut Ui, look: Look<'_>, mark: Option<egui::Color32>, words: &str) -> Response {
    let theme = look.theme;
    Frame::new()
        .fill(theme.palette.raised)
        .stroke(Stroke::new(1.0, theme.palette.line))
        .corner_radius(theme.corner(theme.size.control / 2.0))
        .inner_margin(egui::Margin::symmetric(theme.space.medium as i8, theme.space.hair as i8 + 1))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                if let Some(mark) = mark {
                    let (dot, _) = ui.allocate_exact_size(vec2(10.0, 18.0), egui::Sense::hover());
                    ui.painter().circle_filled(dot.center(), 4.5, mark);
                }
                ui.add(Label::new(theme.strong(words).size(theme.sizes.caption + 1.0).line_height(None)));
            });
        })
        .response
}

/// Whether Escape asks to leave the page: not when it was pressed to leave a field.
pub fn leave_key(ui: &Ui) -> bool {
    let focused = ui.ctx().text_edit_focused();
    // Egui has already taken the keyboard from the field when a screen sees the key, so the frame before decides.
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<bool>(egui::Id::new("leave_key")), focused));
    !before && ui.input(|input| input.key_pressed(egui::Key::Escape))
}

/// Two columns side by side where there is room for them, else one under the other. `content` draws the part of this number.
pub fn halves(ui: &mut Ui, look: Look<'_>, least: f32, mut content: impl FnMut(&mut Ui, usize)) {
    let gap = look.theme.space.large;
    if ui.available_width() < least {
        content(ui, 0);
        ui.add_space(gap);
        content(ui, 1);
        return;
    }
    let width = (ui.available_width() - gap) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for number in 0..2 {
            // Not egui's columns, which set running text in justified lines.
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.x = look.theme.space.small;
                content(ui, number);
            });
        }
    });
}
