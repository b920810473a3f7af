//! Where everything begins: start, look back, or pick up what was broken off.

use egui::{Label, Stroke, Ui, UiBuilder, pos2, vec2};

use super::ears::offer_ui;
use super::widgets::{Answer, Button, Dialog, Kind, Look, card, dialog_ui, heading, overline, press};
use crate::session::acts::{Acts, Screen, UiAct};
use crate::session::view::{EarsView, Equipment, Fetching, Interrupted, TitleView};

/// What the title screen remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct TitleState {
    confirm_delete: bool,
}

/// Draws the title screen: a panel at the left, the room at the right.
pub fn title_ui(ui: &mut Ui, look: Look<'_>, view: &TitleView, ears: &EarsView, state: &mut TitleState, acts: &mut Acts) {
    let theme = look.theme;
    let whole = ui.max_rect();
    let width = (whole.width() * 0.44).clamp(480.0_f32.min(whole.width()), 640.0);
    let panel = egui::Rect::from_min_size(whole.min, vec2(width, whole.height()));
    ui.painter().rect_filled(panel, 0.0, theme.palette.ground);
    ui.painter().vline(panel.right(), panel.y_range(), Stroke::new(1.0, theme.palette.line));
    let side = (width * 0.11).max(theme.space.wide);
    let inner =
        egui::Rect::from_min_max(pos2(panel.left() + side, panel.top() + theme.space.wide), panel.max - vec2(side, theme.space.wide));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let full = view.interrupted.is_some() || ears.offer().is_some() || ears.fetching != Fetching::Not;
            let lift = if full { 0.05 } else { 0.16 };
            ui.add_space(whole.height() * lift);
            heading(ui, theme.display(look.say("app-name")));
            let (rule, _) = ui.allocate_exact_size(vec2(56.0, 3.0), egui::Sense::hover());
            ui.painter().rect_filled(rule, 1.5, theme.palette.accent);
            ui.add_space(theme.space.hair);
            ui.add(Label::new(theme.lead(look.say("title-lead")).color(theme.palette.soft)).wrap());
            ui.add_space(theme.space.wide);
            if let Some(interrupted) = &view.interrupted {
                interrupted_ui(ui, look, interrupted, state, acts);
                ui.add_space(theme.space.wide);
            }
            let calm = view.interrupted.is_some();
            let kind = if calm { Kind::Plain } else { Kind::Primary };
            let start = Button::new(look.say(UiAct::Go(Screen::Setup).label())).kind(kind).large().wide(280.0).ui(ui, look);
            if start.clicked() {
                acts.push(UiAct::Go(Screen::Setup));
            }
            ui.add_space(theme.space.hair);
            let past = look.say_with("go-history-count", &[("count", view.sessions.into())]);
            if Button::new(past).large().wide(280.0).ui(ui, look).clicked() {
                acts.push(UiAct::Go(Screen::History));
            }
            ui.add_space(theme.space.hair);
            ui.horizontal(|ui| {
                // Together as wide as those above and below.
                let half = (280.0 - ui.spacing().item_spacing.x) / 2.0;
                for to in [Screen::Skills, Screen::Settings] {
                    if Button::new(look.say(UiAct::Go(to).label())).wide(half).ui(ui, look).clicked() {
                        acts.push(UiAct::Go(to));
                    }
                }
            });
            ui.add_space(theme.space.hair);
            if Button::new(look.say(UiAct::Quit.label())).kind(Kind::Quiet).large().wide(280.0).ui(ui, look).clicked() {
                acts.push(UiAct::Quit);
            }
            ui.add_space(theme.space.wide);
            let offered = ears.offer().is_some();
            offer_ui(ui, look, ears, view.equipment.microphone, acts);
            equipment_ui(ui, look, view.equipment, offered);
        });
    });
}

fn interrupted_ui(ui: &mut Ui, look: Look<'_>, view: &Interrupted, state: &mut TitleState, acts: &mut Acts) {
    let theme = look.theme;
    card(look).stroke(Stroke::new(1.0, theme.palette.accent)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        overline(ui, look, look.say("interrupted-title"));
        heading(ui, theme.title(&view.title));
        let facts = [("began", look.when(&view.began).into()), ("answered", view.answered.into())];
        ui.add(Label::new(theme.soft(look.say_with("interrupted-facts", &facts))).wrap());
        ui.add_space(theme.space.small);
        ui.horizontal_wrapped(|ui| {
            press(ui, look, acts, UiAct::ResumeSession(view.id.clone()), Kind::Primary, true);
            press(ui, look, acts, UiAct::FinishInterrupted(view.id.clone()), Kind::Plain, true);
            let delete = UiAct::DeleteSession(view.id.clone());
            if Button::new(look.say(delete.label())).kind(Kind::Quiet).ui(ui, look).clicked() {
                state.confirm_delete = true;
            }
        });
    });
    if state.confirm_delete {
        match dialog_ui(ui.ctx(), look, "title_delete", &delete_dialog(look, &view.title)) {
            Answer::Open => {}
            Answer::Yes => {
                acts.push(UiAct::DeleteSession(view.id.clone()));
                state.confirm_delete = false;
            }
            Answer::No => state.confirm_delete = false,
        }
    }
}

/// Asked before a session is deleted.
pub(super) fn delete_dialog(look: Look<'_>, title: &str) -> Dialog {
    Dialog {
        title: look.say("delete-title"),
        words: look.say_with("delete-words", &[("title", title.into())]),
        yes: look.say("delete-yes"),
        no: look.say("keep"),
        danger: true,
    }
}

/// What there is to speak and hear with, in one line each. The offer of a model has said that there is none.
fn equipment_ui(ui: &mut Ui, look: Look<'_>, equipment: Equipment, offered: bool) {
    let theme = look.theme;
    ui.spacing_mut().item_spacing.y = theme.space.hair;
    let hearing = match (equipment.microphone, equipment.recogniser) {
        (true, true) => Some("equipment-speak"),
        (true, false) if offered => None,
        (true, false) => Some("equipment-no-model"),
        (false, _) => Some("equipment-no-microphone"),
    };
    let voice = if equipment.loudspeaker { "equipment-voice" } else { "equipment-silent" };
    for id in hearing.into_iter().chain([voice, "equipment-offline"]) {
        ui.add(Label::new(theme.caption(look.say(id))).wrap());
    }
}
