//! The dimensions around a circle.

use egui::{Align2, Color32, FontId, Mesh, Pos2, Response, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, WidgetType, vec2};

use super::Look;
use crate::evaluation::charts::{Axis, Radar};

/// Height of the drawing, and what of it and of its width is for names at each side.
const HEIGHT: f32 = 300.0;
const NAMES: Vec2 = vec2(104.0, 46.0);
/// With more axes there is room for the names alone; the scores stand beside the shape.
const MANY: usize = 6;

/// Draws the shape in this width. Screen readers are told every dimension with its score.
pub fn radar_ui(ui: &mut Ui, look: Look<'_>, radar: &Radar, width: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let values: Vec<String> = radar.axes.iter().map(|axis| said(look, axis)).collect();
    let spoken = look.say_with("radar", &[("values", values.join("; ").into())]);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &spoken));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let p = look.theme.palette;
    let painter = ui.painter();
    let radius = (HEIGHT / 2.0 - NAMES.y).min(width / 2.0 - NAMES.x).max(40.0);
    let place = |axis: &Axis, share: f64| rect.center() + vec2(axis.x as f32, axis.y as f32) * radius * share as f32;
    for ring in 1..=Radar::RINGS {
        let share = ring as f64 / Radar::RINGS as f64;
        let corners = radar.axes.iter().map(|axis| place(axis, share)).collect();
        painter.add(Shape::closed_line(corners, Stroke::new(1.0, p.line)));
    }
    for axis in &radar.axes {
        let spoke = [rect.center(), place(axis, 1.0)];
        if axis.score.is_some() {
            painter.line_segment(spoke, Stroke::new(1.0, p.line));
        } else {
            painter.extend(Shape::dashed_line(&spoke, Stroke::new(1.0, p.outline), 3.0, 4.0));
        }
    }
    let corners: Vec<Option<Pos2>> = radar.axes.iter().map(|axis| axis.share().map(|share| place(axis, share))).collect();
    if radar.is_whole() {
        let outline: Vec<Pos2> = corners.iter().flatten().copied().collect();
        painter.add(filled(rect.center(), &outline, p.accent.gamma_multiply(0.16)));
    }
    for (from, to) in radar.edges() {
        if let (Some(from), Some(to)) = (corners[from], corners[to]) {
            painter.line_segment([from, to], Stroke::new(2.5, p.accent));
        }
    }
    for (axis, corner) in radar.axes.iter().zip(&corners) {
        match corner {
            Some(corner) => painter.circle_filled(*corner, 4.5, p.accent),
            // An open mark at the rim: nothing is known here, which is no low score.
            None => painter.circle(place(axis, 1.0), 4.5, p.raised, Stroke::new(1.5, p.soft)),
        };
        name_ui(ui, look, axis, rect, (radius, radar.axes.len() <= MANY));
    }
    response
}

/// A dimension with its score, in words.
fn said(look: Look<'_>, axis: &Axis) -> String {
    match axis.score {
        Some(score) => look.say_with("score-of", &[("name", (&axis.name).into()), ("score", format!("{score:.1}").into())]),
        None => look.say_with("score-none", &[("name", (&axis.name).into())]),
    }
}

/// A star shape around its middle, which a convex polygon could not draw.
fn filled(middle: Pos2, outline: &[Pos2], colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.colored_vertex(middle, colour);
    for corner in outline {
        mesh.colored_vertex(*corner, colour);
    }
    let count = u32::try_from(outline.len()).unwrap_or_default();
    for place in 0..count {
        mesh.add_triangle(0, 1 + place, 1 + (place + 1) % count);
    }
    mesh
}

/// The name at the rim, with the score below it where there is room.
fn name_ui(ui: &Ui, look: Look<'_>, axis: &Axis, rect: egui::Rect, (radius, scored): (f32, bool)) {
    let theme = look.theme;
    let side = if axis.x > 0.2 {
        egui::Align::Min
    } else if axis.x < -0.2 {
        egui::Align::Max
    } else {
        egui::Align::Center
    };
    let rim = rect.center() + vec2(axis.x as f32, axis.y as f32) * (radius + 10.0);
    // As wide as there is room for on this side.
    let room = match side {
        egui::Align::Min => rect.right() - rim.x,
        egui::Align::Max => rim.x - rect.left(),
        egui::Align::Center => rect.width(),
    };
    let value = axis.score.map_or_else(|| look.say("not-assessed"), |score| format!("{score:.1}"));
    let mut job = egui::text::LayoutJob::default();
    let mut line = |text: &str, font: FontId, colour| job.append(text, 0.0, egui::TextFormat::simple(font, colour));
    line(&axis.name, theme.font(theme.sizes.caption), theme.palette.soft);
    if scored {
        line("\n", theme.font(theme.sizes.caption), theme.palette.soft);
        line(&value, theme.strong_font(theme.sizes.caption), theme.palette.text);
    }
    job.wrap.max_width = room.max(60.0);
    job.halign = side;
    let galley = ui.painter().layout_job(job);
    let height = galley.size().y;
    // Names of the upper half stand above their place, those of the lower half below it.
    let top = rim.y - height * (1.0 - axis.y as f32) / 2.0;
    let anchor = Align2([side, egui::Align::Min]);
    let at = anchor.anchor_size(egui::pos2(rim.x, top), Vec2::new(galley.size().x, height)).min;
    // A galley that is aligned to the right or the middle hangs on that point.
    let x = match side {
        egui::Align::Min => at.x,
        egui::Align::Max | egui::Align::Center => rim.x,
    };
    ui.painter().galley(egui::pos2(x, top), galley, theme.palette.text);
}
