//! How everything looks and sounds, set for good.

use egui::{Label, ScrollArea, Ui};

use super::widgets::{Kind, Look, card, column, halves, heading, leave_key, page_header, paragraph, press, segments_ui};
use crate::config::locale::LANGUAGES;
use crate::config::preferences::{CAPTION_SIZES, SCALES, Shade};
use crate::room::Quality;
use crate::session::acts::{Acts, Screen, UiAct};
use crate::session::view::{ModelTest, ModelView, Setting, SettingsView};

/// Below this width everything stands in one column.
const TWO_COLUMNS: f32 = 860.0;

/// Draws the settings.
pub fn settings_ui(ui: &mut Ui, look: Look<'_>, view: &SettingsView, acts: &mut Acts) {
    let theme = look.theme;
    ui.painter().rect_filled(ui.max_rect(), 0.0, theme.palette.ground);
    if leave_key(ui) {
        acts.push(UiAct::Go(Screen::Title));
    }
    egui::Frame::new().inner_margin(theme.margin(theme.space.wide)).show(ui, |ui| {
        column(ui, 1120.0, |ui| {
            let mut asked = Vec::new();
            let leave = page_header(ui, look, "go-title", look.say("settings-title"), |ui| {
                for to in [Screen::About, Screen::CheckUp] {
                    let mut inner = Acts::default();
                    press(ui, look, &mut inner, UiAct::Go(to), Kind::Plain, true);
                    asked.extend(inner.take());
                }
            });
            asked.into_iter().for_each(|act| acts.push(act));
            if leave {
                acts.push(UiAct::Go(Screen::Title));
            }
            ui.add_space(theme.space.small);
            paragraph(ui, look, theme.soft(look.say("settings-kept")));
            ui.add_space(theme.space.small);
            ScrollArea::vertical().id_salt("settings").auto_shrink(false).show(ui, |ui| {
                egui::Frame::new().inner_margin(egui::Margin { left: 0, right: 18, top: 4, bottom: 24 }).show(ui, |ui| {
                    halves(ui, look, TWO_COLUMNS, |ui, number| match number {
                        0 => appearance_ui(ui, look, view, acts),
                        _ => rest_ui(ui, look, view, acts),
                    });
                });
            });
        });
    });
}

fn appearance_ui(ui: &mut Ui, look: Look<'_>, view: &SettingsView, acts: &mut Acts) {
    let theme = look.theme;
    card(look).show(ui, |ui| {
        ui.set_width(ui.available_width());
        heading(ui, theme.title(look.say("settings-look")));
        ui.add_space(theme.space.small);
        let own = LANGUAGES.iter().map(|(tag, name)| (Some((*tag).to_owned()), (*name).to_owned()));
        let languages: Vec<_> = [(None, look.say("language-system"))].into_iter().chain(own).collect();
        if let Some(language) = segments_ui(ui, look, &look.say("settings-language"), &languages, &view.language) {
            acts.push(UiAct::Set(Setting::Language(language)));
        }
        help(ui, look, "settings-language-help");
        let shades = [(Shade::Auto, "shade-auto"), (Shade::Dark, "shade-dark"), (Shade::Light, "shade-light")];
        let shades = shades.map(|(shade, id)| (shade, look.say(id)));
        if let Some(shade) = segments_ui(ui, look, &look.say("settings-shade"), &shades, &view.shade) {
            acts.push(UiAct::Set(Setting::Shade(shade)));
        }
        help(ui, look, "shade-help");
        let percent = |value: u16| (value, look.say_with("percent", &[("value", f64::from(value).into())]));
        if let Some(scale) = segments_ui(ui, look, &look.say("settings-scale"), &SCALES.map(percent), &view.scale) {
            acts.push(UiAct::Set(Setting::Scale(scale)));
        }
        help(ui, look, "settings-scale-help");
        if let Some(size) = segments_ui(ui, look, &look.say("settings-captions"), &CAPTION_SIZES.map(percent), &view.caption_size) {
            acts.push(UiAct::Set(Setting::CaptionSize(size)));
        }
        let size = theme.sizes.lead * f32::from(view.caption_size) / 100.0;
        ui.add(Label::new(theme.lead(look.say("captions-example")).size(size).line_height(Some(size * 1.32))).wrap());
        ui.add_space(theme.space.medium);
        let qualities = [
            (None, "quality-auto"),
            (Some(Quality::Low), "quality-low"),
            (Some(Quality::Medium), "quality-medium"),
            (Some(Quality::High), "quality-high"),
        ];
        let qualities = qualities.map(|(quality, id)| (quality, look.say(id)));
        if let Some(quality) = segments_ui(ui, look, &look.say("settings-quality"), &qualities, &view.quality) {
            acts.push(UiAct::Set(Setting::Quality(quality)));
        }
        help(ui, look, "quality-help");
    });
}

fn help(ui: &mut Ui, look: Look<'_>, id: &str) {
    ui.add(Label::new(look.theme.caption(look.say(id))).wrap());
    ui.add_space(look.theme.space.medium);
}

fn rest_ui(ui: &mut Ui, look: Look<'_>, view: &SettingsView, acts: &mut Acts) {
    let theme = look.theme;
    let part = |ui: &mut Ui, id: &str, content: &mut dyn FnMut(&mut Ui)| {
        card(look).show(ui, |ui| {
            ui.set_width(ui.available_width());
            heading(ui, theme.title(look.say(id)));
            ui.add_space(theme.space.hair);
            content(ui);
        });
        ui.add_space(theme.space.large);
    };
    part(ui, "settings-talk", &mut |ui| {
        paragraph(ui, look, theme.soft(look.say("settings-talk-help")));
        ui.add_space(theme.space.small);
        press(ui, look, acts, UiAct::Go(Screen::Sound), Kind::Plain, true);
    });
    part(ui, "settings-model", &mut |ui| model_ui(ui, look, view.model.as_ref(), acts));
    part(ui, "settings-data", &mut |ui| {
        paragraph(ui, look, theme.soft(look.say_with("data-folder", &[("folder", (&view.folder).into())])));
    });
}

fn model_ui(ui: &mut Ui, look: Look<'_>, model: Option<&ModelView>, acts: &mut Acts) {
    let theme = look.theme;
    let Some(model) = model else {
        paragraph(ui, look, theme.body(look.say("model-none")));
        paragraph(ui, look, theme.caption(look.say("model-none-help")));
        return;
    };
    let id = if model.local { "model-local" } else { "model-remote" };
    paragraph(ui, look, theme.body(look.say_with(id, &[("model", (&model.name).into()), ("host", (&model.host).into())])));
    ui.add_space(theme.space.small);
    press(ui, look, acts, UiAct::TestModel, Kind::Plain, model.test != ModelTest::Running);
    let (words, colour) = match &model.test {
        ModelTest::Not => return,
        ModelTest::Running => (look.say("model-testing"), theme.palette.soft),
        ModelTest::Good(words) => (words.clone(), theme.palette.good),
        ModelTest::Bad(words) => (words.clone(), theme.palette.poor),
    };
    let said = paragraph(ui, look, theme.body(words).color(colour));
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
}
