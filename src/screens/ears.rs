//! What spoken answers are understood with: offered once on the title, chosen in the set-up, and on its way in both.

use egui::{Align, Label, Layout, Ui};

use super::widgets::{Button, Kind, Look, card, heading, overline, paragraph, progress_ui};
use crate::session::acts::{Acts, UiAct};
use crate::session::view::{EarsChoice, EarsView, Fetching, Here, Pace};

/// The title's part: the offer, or what became of it. Nothing where there is nothing to say.
pub(super) fn offer_ui(ui: &mut Ui, look: Look<'_>, view: &EarsView, microphone: bool, acts: &mut Acts) {
    let theme = look.theme;
    if let Some(offer) = view.offer() {
        card(look).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, theme.title(look.say("ears-offer-title")));
            let words = if microphone { "ears-offer" } else { "ears-offer-no-microphone" };
            paragraph(ui, look, theme.soft(look.say(words)));
            ui.add_space(theme.space.small);
            ui.horizontal_wrapped(|ui| {
                let size = look.say_with("ears-get-size", &[("size", offer.mebibytes.into())]);
                if Button::new(size).ui(ui, look).clicked() {
                    acts.push(UiAct::GetModel(offer.name.clone()));
                }
                if Button::new(look.say("ears-not-now")).kind(Kind::Quiet).ui(ui, look).clicked() {
                    acts.push(UiAct::DeclineModel);
                }
            });
        });
        ui.add_space(theme.space.large);
    } else if view.fetching != Fetching::Not {
        card(look).show(ui, |ui| {
            ui.set_width(ui.available_width());
            fetching_ui(ui, look, &view.fetching, acts);
        });
        ui.add_space(theme.space.large);
    }
}

/// The set-up's part: what is used, or what could be.
pub(super) fn ears_ui(ui: &mut Ui, look: Look<'_>, view: &EarsView, acts: &mut Acts) {
    let theme = look.theme;
    overline(ui, look, look.say("setup-ears"));
    let words = match (&view.used, &view.named) {
        _ if !view.possible => look.say("ears-impossible"),
        (Some(model), _) => look.say_with("ears-used", &[("model", model.into())]),
        (None, Some(file)) => look.say_with("ears-named-broken", &[("file", file.into())]),
        (None, None) => look.say("ears-none"),
    };
    // What is on its way says the same, and on small screens there is no room for both.
    if view.used.is_some() || view.fetching == Fetching::Not {
        paragraph(ui, look, theme.soft(words));
    }
    if !view.possible || view.named.is_some() {
        return;
    }
    match &view.fetching {
        Fetching::Not if view.used.is_some() => {}
        Fetching::Not => choices_ui(ui, look, view, acts),
        fetching => {
            ui.add_space(theme.space.small);
            card(look).show(ui, |ui| {
                ui.set_width(ui.available_width());
                fetching_ui(ui, look, fetching, acts);
            });
        }
    }
}

/// The other models, for those who have one: at the end of the set-up, where they are in nobody's way.
pub(super) fn others_ui(ui: &mut Ui, look: Look<'_>, view: &EarsView, acts: &mut Acts) {
    if view.possible && view.named.is_none() && view.used.is_some() && view.fetching == Fetching::Not {
        ui.add_space(look.theme.space.large);
        overline(ui, look, look.say("ears-others"));
        choices_ui(ui, look, view, acts);
    }
}

fn choices_ui(ui: &mut Ui, look: Look<'_>, view: &EarsView, acts: &mut Acts) {
    ui.add_space(look.theme.space.hair);
    for choice in &view.choices {
        choice_row(ui, look, choice, view.used.as_ref() == Some(&choice.name), acts);
    }
}

fn choice_row(ui: &mut Ui, look: Look<'_>, choice: &EarsChoice, used: bool, acts: &mut Acts) {
    let theme = look.theme;
    let args = [("model", (&choice.name).into()), ("size", choice.mebibytes.into())];
    let facts = match choice.suits {
        Pace::Slow => "ears-facts-slow",
        Pace::Usual => "ears-facts-usual",
        Pace::Fast => "ears-facts-fast",
    };
    ui.horizontal(|ui| {
        ui.set_min_height(theme.size.control);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if used {
                ui.add(Label::new(theme.strong(look.say("ears-in-use"))));
            } else {
                let (label, spoken) = match choice.here {
                    Here::Nothing => ("ears-get", "ears-get-spoken"),
                    Here::Part => ("ears-get-rest", "ears-get-rest-spoken"),
                    Here::Whole => ("ears-use", "ears-use-spoken"),
                };
                if Button::new(look.say(label)).spoken(look.say_with(spoken, &args)).ui(ui, look).clicked() {
                    acts.push(UiAct::GetModel(choice.name.clone()));
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(theme.strong(&choice.name)));
                ui.add(Label::new(theme.caption(look.say_with(facts, &args))).truncate());
            });
        });
    });
}

/// How far it is, with the way to stop it; or why it did not come, with the way to try again.
fn fetching_ui(ui: &mut Ui, look: Look<'_>, fetching: &Fetching, acts: &mut Acts) {
    let theme = look.theme;
    match fetching {
        Fetching::Not => {}
        Fetching::Running { name, done, of, checking } => {
            let title = look.say_with(if *checking { "ears-checking" } else { "ears-fetching" }, &[("model", name.into())]);
            heading(ui, theme.title(&title));
            progress_ui(ui, look, &title, *done as f32 / (*of).max(1) as f32, ui.available_width());
            ui.horizontal(|ui| {
                ui.set_min_height(theme.size.control);
                let far = look.say_with("ears-far", &[("done", (*done).into()), ("of", (*of).into())]);
                ui.add(Label::new(theme.caption(far)));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if Button::new(look.say("ears-cancel")).kind(Kind::Quiet).ui(ui, look).clicked() {
                        acts.push(UiAct::StopModel);
                    }
                });
            });
        }
        Fetching::Failed { name, why } => {
            heading(ui, theme.title(look.say_with("ears-failed", &[("model", name.into())])));
            paragraph(ui, look, theme.soft(why));
            ui.add_space(theme.space.hair);
            ui.horizontal_wrapped(|ui| {
                if Button::new(look.say("retry")).ui(ui, look).clicked() {
                    acts.push(UiAct::GetModel(name.clone()));
                }
                if Button::new(look.say("ears-leave")).kind(Kind::Quiet).ui(ui, look).clicked() {
                    acts.push(UiAct::StopModel);
                }
            });
        }
    }
}
