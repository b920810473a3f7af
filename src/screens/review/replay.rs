//! Hearing the interviewer's turns again.

use egui::{Label, Response, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::evaluation::ReportTurn;
use crate::interview::{Speaker, TurnId};
use crate::screens::widgets::{Look, chip_ui, focus_ring};
use crate::session::acts::{Acts, UiAct};
use crate::session::view::ReviewView;

/// Draws what can be done about what is being said, or that nothing can be heard.
pub(super) fn controls_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, acts: &mut Acts) {
    if !view.replay.audible {
        ui.add(Label::new(look.theme.caption(look.say("say-silent"))).wrap());
        return;
    }
    let Some(turn) = view.replay.saying else { return };
    ui.horizontal_wrapped(|ui| {
        ui.add(Label::new(look.theme.caption(look.say("say-now")).color(look.theme.palette.accent)));
        let stop = look.say(UiAct::StopSaying.label());
        if chip_ui(ui, look, &stop, &stop, None).clicked() {
            acts.push(UiAct::StopSaying);
        }
        if let Some(next) = next(view, turn) {
            let words = look.say("say-next");
            if chip_ui(ui, look, &words, &words, None).clicked() {
                acts.push(UiAct::SayTurn(next));
                acts.push(UiAct::JumpToTurn(next));
            }
        }
    });
}

/// The interviewer's next turn.
fn next(view: &ReviewView, turn: TurnId) -> Option<TurnId> {
    view.report
        .turns
        .iter()
        .map(|turn| (turn.index, turn.speaker))
        .find(|(index, speaker)| *index > turn && *speaker == Speaker::Interviewer)
        .map(|(index, _)| index)
}

/// Draws the button beside a turn of the interviewer's.
pub(super) fn button_ui(ui: &mut Ui, look: Look<'_>, view: &ReviewView, turn: &ReportTurn, acts: &mut Acts) {
    let saying = view.replay.saying == Some(turn.index);
    let start: String = turn.text.chars().take(60).collect();
    let spoken = if !view.replay.audible {
        look.say("say-silent")
    } else if saying {
        look.say(UiAct::StopSaying.label())
    } else {
        look.say_with("say-turn-named", &[("words", start.into())])
    };
    let response = icon_ui(ui, look, saying, view.replay.audible, &spoken);
    if response.clicked() {
        acts.push(if saying { UiAct::StopSaying } else { UiAct::SayTurn(turn.index) });
    }
    if response.hovered() {
        response.on_hover_text(look.say(if saying { "say-stop" } else { "say-turn" }));
    }
}

/// A triangle to begin, a square to stop.
fn icon_ui(ui: &mut Ui, look: Look<'_>, saying: bool, enabled: bool, spoken: &str) -> Response {
    let p = look.theme.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(26.0, 24.0), if enabled { Sense::click() } else { Sense::hover() });
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, enabled, spoken));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let lit = response.hovered() || response.has_focus();
    if enabled && (lit || saying) {
        ui.painter().rect(rect, 6.0, p.accent_soft, Stroke::new(1.0, p.accent), StrokeKind::Inside);
    }
    let ink = if enabled { p.accent } else { p.line };
    let c = rect.center();
    if saying {
        ui.painter().rect_filled(egui::Rect::from_center_size(c, vec2(9.0, 9.0)), 1.0, ink);
    } else {
        let corners = vec![pos2(c.x - 4.0, c.y - 6.0), pos2(c.x + 6.5, c.y), pos2(c.x - 4.0, c.y + 6.0)];
        ui.painter().add(Shape::convex_polygon(corners, ink, Stroke::NONE));
    }
    focus_ring(ui, &response, look, 6.0);
    response
}
