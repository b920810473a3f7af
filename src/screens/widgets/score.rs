//! A level of a rating scale as five steps, with its number and its word.

use egui::{Rect, Response, Sense, Ui, WidgetInfo, WidgetType, vec2};

use super::Look;

/// The message id of a level's word. A level is a place on a described scale, so it has a name of its own.
#[must_use]
pub fn standing(level: u8) -> &'static str {
    match level {
        0 | 1 => "level-one",
        2 => "level-two",
        3 => "level-three",
        4 => "level-four",
        _ => "level-five",
    }
}

/// Five steps, filled up to the level; the last filled one in part, as the score between two levels says.
pub fn level_ui(ui: &mut Ui, look: Look<'_>, name: &str, score: Option<f64>, width: f32) -> Response {
    let theme = look.theme;
    let p = theme.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 10.0), Sense::hover());
    // The inverse of `score = 1 + (level - 1) * 9 / 4`: a level between 1 and 5.
    let level = score.map(|score| 1.0 + (score - 1.0) * 4.0 / 9.0);
    let spoken = match score {
        Some(score) => look.say_with("score-of", &[("name", name.into()), ("score", format!("{score:.1}").into())]),
        None => look.say_with("score-none", &[("name", name.into())]),
    };
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(WidgetType::ProgressIndicator, true, &spoken);
        info.value = score;
        info
    });
    let gap = 4.0;
    let step = (rect.width() - 4.0 * gap) / 5.0;
    for index in 0..5 {
        let x = rect.left() + index as f32 * (step + gap);
        let bar = Rect::from_min_size(egui::pos2(x, rect.top()), vec2(step, rect.height()));
        if let Some(level) = level {
            ui.painter().rect_filled(bar, 3.0, p.line);
            let filled = (level as f32 - index as f32).clamp(0.0, 1.0);
            if filled > 0.0 {
                ui.painter().rect_filled(Rect::from_min_size(bar.min, vec2(step * filled, bar.height())), 3.0, p.accent);
            }
        } else {
            ui.painter().rect_stroke(bar, 3.0, egui::Stroke::new(1.0, p.line), egui::StrokeKind::Inside);
        }
    }
    response
}
