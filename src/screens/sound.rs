//! Microphone and voice, tried out: is one heard, does one hear, and how fast and loud should it be.

use egui::{Checkbox, ComboBox, Label, ScrollArea, Slider, Ui};

use super::widgets::{
    Kind, Look, card, column, halves, heading, leave_key, meter_ui, overline, page_header, paragraph, press, progress_ui,
};
use crate::config::preferences::RATES;
use crate::session::acts::{Acts, Screen, Trial, UiAct};
use crate::session::view::{Setting, SettingsView, SetupView, SoundView, Trying, Verdict};

/// Below this width everything stands in one column.
const TWO_COLUMNS: f32 = 860.0;

/// Draws the page. `back` is where one came from.
pub fn sound_ui(ui: &mut Ui, look: Look<'_>, view: &SoundView, settings: &SettingsView, setup: &SetupView, back: Screen, acts: &mut Acts) {
    let theme = look.theme;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.palette.ground);
    let mut leave = leave_key(ui);
    egui::Frame::new().inner_margin(theme.margin(theme.space.wide)).show(ui, |ui| {
        column(ui, 1120.0, |ui| {
            leave |= page_header(ui, look, UiAct::Go(back).label(), look.say("sound-title"), |_| {});
            ui.add_space(theme.space.medium);
            ScrollArea::vertical().id_salt("sound").auto_shrink(false).show(ui, |ui| {
                egui::Frame::new().inner_margin(egui::Margin { left: 0, right: 18, top: 4, bottom: 24 }).show(ui, |ui| {
                    halves(ui, look, TWO_COLUMNS, |ui, number| match number {
                        0 => microphone_ui(ui, look, view, settings, acts),
                        _ => voice_ui(ui, look, view, settings, setup, acts),
                    });
                });
            });
        });
    });
    if leave {
        acts.push(UiAct::Go(back));
    }
}

fn microphone_ui(ui: &mut Ui, look: Look<'_>, view: &SoundView, settings: &SettingsView, acts: &mut Acts) {
    let theme = look.theme;
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = heading(ui, theme.title(look.say("sound-microphone")));
        ui.add_space(theme.space.hair);
        if view.microphones.is_empty() {
            paragraph(ui, look, theme.body(look.say("sound-none")));
            return;
        }
        let named = |id: &String| view.microphones.iter().find(|one| one.id == *id).map(|one| one.name.clone());
        let system = look.say("sound-system");
        let chosen = settings.microphone.as_ref().and_then(named).unwrap_or_else(|| system.clone());
        let width = ui.available_width().min(420.0);
        let box_ = ComboBox::from_id_salt("sound_microphone").width(width).truncate().selected_text(theme.body(chosen).line_height(None));
        let shown = box_.show_ui(ui, |ui| {
            let all = [(None, &system)].into_iter().chain(view.microphones.iter().map(|one| (Some(one.id.clone()), &one.name)));
            for (id, name) in all {
                if ui.selectable_label(settings.microphone == id, theme.body(name).line_height(None)).clicked() {
                    acts.push(UiAct::Set(Setting::Microphone(id)));
                }
            }
        });
        shown.response.labelled_by(title.id);
        ui.add_space(theme.space.small);
        paragraph(ui, look, theme.soft(look.say("sound-say")));
        ui.horizontal(|ui| {
            meter_ui(ui, look, view.level.unwrap_or_default());
            if let Trying::Recording { part } = view.doing {
                ui.add(Label::new(theme.strong(look.say("sound-recording"))));
                let width = ui.available_width().min(160.0);
                progress_ui(ui, look, &look.say("sound-recording"), part, width);
            }
        });
        ui.add_space(theme.space.hair);
        ui.horizontal_wrapped(|ui| {
            let open = view.level.is_some();
            if matches!(view.doing, Trying::Recording { .. } | Trying::Playing) {
                press(ui, look, acts, UiAct::Try(Trial::Stop), Kind::Plain, true);
            } else {
                let kind = if view.recorded { Kind::Plain } else { Kind::Primary };
                press(ui, look, acts, UiAct::Try(Trial::Record), kind, open);
            }
            let playable = view.recorded && view.loudspeaker.is_some() && !matches!(view.doing, Trying::Recording { .. });
            if view.doing == Trying::Playing {
                ui.add(Label::new(theme.soft(look.say("sound-playing"))));
            } else {
                press(ui, look, acts, UiAct::Try(Trial::Play), Kind::Plain, playable);
            }
        });
        if let Some(problem) = &view.problem {
            paragraph(ui, look, theme.body(problem).color(theme.palette.poor));
        }
        if let Some(verdict) = view.verdict {
            let (id, colour) = match verdict {
                Verdict::Good => ("verdict-good", theme.palette.good),
                Verdict::Silent => ("verdict-silent", theme.palette.poor),
                Verdict::NoVoice => ("verdict-no-voice", theme.palette.poor),
                Verdict::TooQuiet => ("verdict-too-quiet", theme.palette.fair),
                Verdict::TooLoud => ("verdict-too-loud", theme.palette.fair),
                Verdict::Noisy => ("verdict-noisy", theme.palette.fair),
            };
            let said = paragraph(ui, look, theme.strong(look.say(id)).color(colour));
            ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
        }
        paragraph(ui, look, theme.caption(look.say("sound-private")));
    });
}

fn voice_ui(ui: &mut Ui, look: Look<'_>, view: &SoundView, settings: &SettingsView, setup: &SetupView, acts: &mut Acts) {
    let theme = look.theme;
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, theme.title(look.say("sound-interviewer")));
        let words = match &view.loudspeaker {
            Some(name) => look.say_with("sound-loudspeaker", &[("name", name.into())]),
            None => look.say("sound-no-loudspeaker"),
        };
        paragraph(ui, look, theme.soft(words));
        ui.add_space(theme.space.hair);
        ui.horizontal_wrapped(|ui| {
            if view.doing == Trying::Speaking {
                press(ui, look, acts, UiAct::Try(Trial::Stop), Kind::Plain, true);
                ui.add(Label::new(theme.soft(look.say("sound-speaking"))));
            } else {
                press(ui, look, acts, UiAct::Try(Trial::Voice), Kind::Plain, view.loudspeaker.is_some());
            }
        });
        ui.add_space(theme.space.small);
        let rate = look.say(match settings.rate {
            rate if rate < 0.95 => "sound-rate-slow",
            rate if rate > 1.05 => "sound-rate-fast",
            _ => "sound-rate-usual",
        });
        if let Some(rate) = slider_ui(ui, look, "sound-rate", rate, settings.rate, RATES) {
            acts.push(UiAct::Set(Setting::Rate(rate)));
        }
        let percent = look.say_with("percent", &[("value", (setup.volume * 100.0).round().into())]);
        if let Some(volume) = slider_ui(ui, look, "volume", percent, setup.volume, 0.0..=1.0) {
            acts.push(UiAct::SetVolume(volume));
        }
        ui.add_space(theme.space.medium);
        overline(ui, look, look.say("sound-headset"));
        let mut headset = setup.headset;
        if ui.add(Checkbox::new(&mut headset, theme.body(look.say("headset")))).changed() {
            acts.push(UiAct::SetHeadset(headset));
        }
        ui.add(Label::new(theme.caption(look.say("headset-help"))).wrap());
    });
}

fn slider_ui(ui: &mut Ui, look: Look<'_>, label: &str, value: String, now: f32, range: std::ops::RangeInclusive<f32>) -> Option<f32> {
    let theme = look.theme;
    let words = ui.add(Label::new(theme.strong(look.say(label))));
    let mut next = now;
    let changed = ui
        .horizontal(|ui| {
            let response = ui.add(Slider::new(&mut next, range).step_by(0.05).show_value(false)).labelled_by(words.id);
            ui.add(Label::new(theme.soft(value)).wrap());
            response.changed()
        })
        .inner;
    changed.then_some(next)
}
