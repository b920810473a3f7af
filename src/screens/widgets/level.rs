//! Bars that move: how loud, how far.

use egui::{Rect, Response, Sense, Ui, WidgetInfo, WidgetType, vec2};

use super::Look;

/// Loudness of the microphone as ten strokes, and as words for those who do not see them.
pub fn meter_ui(ui: &mut Ui, look: Look<'_>, level: f32) -> Response {
    const STROKES: usize = 12;
    let theme = look.theme;
    // Loudness is heard as a ratio: -50 dB is silence, 0 dB full.
    let shown = ((20.0 * level.max(1e-5).log10() + 50.0) / 50.0).clamp(0.0, 1.0);
    let (rect, response) = ui.allocate_exact_size(vec2(STROKES as f32 * 7.0 - 3.0, 22.0), Sense::hover());
    let words = look.say(if shown < 0.25 {
        "meter-silent"
    } else if shown < 0.92 {
        "meter-good"
    } else {
        "meter-loud"
    });
    response.widget_info(|| {
        let mut info =
            WidgetInfo::labeled(WidgetType::ProgressIndicator, true, look.say_with("meter", &[("level", words.as_str().into())]));
        info.value = Some(f64::from(shown));
        info
    });
    for stroke in 0..STROKES {
        let at = (stroke as f32 + 0.5) / STROKES as f32;
        let height = 6.0 + 14.0 * at;
        let x = rect.left() + stroke as f32 * 7.0;
        let bar = Rect::from_min_max(egui::pos2(x, rect.bottom() - 1.0 - height), egui::pos2(x + 4.0, rect.bottom() - 1.0));
        let colour = if at > shown {
            theme.palette.line
        } else if at > 0.9 {
            theme.palette.poor
        } else {
            theme.palette.good
        };
        ui.painter().rect_filled(bar, 2.0, colour);
    }
    response
}

/// How far something is, 0 to 1.
pub fn progress_ui(ui: &mut Ui, look: Look<'_>, label: &str, part: f32, width: f32) -> Response {
    let theme = look.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 6.0), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(WidgetType::ProgressIndicator, true, label);
        info.value = Some(f64::from(part));
        info
    });
    ui.painter().rect_filled(rect, 3.0, theme.palette.line);
    let done = Rect::from_min_size(rect.min, vec2(rect.width() * part.clamp(0.0, 1.0), rect.height()));
    ui.painter().rect_filled(done, 3.0, theme.palette.accent);
    response
}
