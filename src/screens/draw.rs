//! From what is shown to egui, and from Bevy to here: which screen, in which look, with what it remembers.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPlugin, EguiPrimaryContextPass};
use egui::{Key, LayerId, Modifiers, UiBuilder};

use super::about::about_ui;
use super::boot::boot_ui;
use super::checkup::checkup_ui;
use super::fault::fault_screen_ui;
use super::history::{HistoryState, history_ui};
use super::interview::{InterviewState, interview_ui};
use super::review::{ReviewState, review_ui};
use super::settings::settings_ui;
use super::setup::setup_ui;
use super::skills::{SkillsState, skills_ui};
use super::sound::sound_ui;
use super::theme::{Themes, fonts_ready, install_fonts};
use super::title::{TitleState, title_ui};
use super::widgets::{self, toasts_ui};
use crate::config::locale::Text;
use crate::config::preferences::{SCALES, Shade};
use crate::session::acts::{Acts, Screen, UiAct};
use crate::session::view::{Language, Setting, Views};

/// Both looks.
#[derive(Resource, Clone, Debug, Deref)]
pub struct Look(pub Themes);

/// What screens remember between frames: a draft, an open question. It starts afresh when a screen is entered.
#[derive(Resource, Clone, Debug, Default)]
pub struct Remembered {
    /// The title's.
    pub title: TitleState,
    /// The interview's.
    pub interview: InterviewState,
    /// The report's.
    pub review: ReviewState,
    /// The history's.
    pub history: HistoryState,
    /// That of the skills.
    pub skills: SkillsState,
    /// Where one came from, for pages that are reached from several.
    pub from: Option<Screen>,
}

/// Draws one screen on the whole of `ui`, with the short messages above it. What is played is dark, what is read is on paper.
pub fn screen_ui(
    ui: &mut egui::Ui,
    screen: Screen,
    themes: &Themes,
    text: &Text,
    views: &Views,
    remembered: &mut Remembered,
    acts: &mut Acts,
) {
    let ctx = ui.ctx().clone();
    if !fonts_ready(&ctx) {
        install_fonts(&ctx);
        ctx.request_repaint();
        return;
    }
    let theme = match (views.settings.shade, screen) {
        (Shade::Light, _) | (Shade::Auto, Screen::Review | Screen::History | Screen::Skills | Screen::About) => &themes.paper,
        (Shade::Dark | Shade::Auto, _) => &themes.house,
    };
    let captions = f32::from(views.settings.caption_size) / 100.0;
    let look = widgets::Look { captions, ..widgets::Look::new(theme, text) };
    scale(&ctx, views.settings.scale, acts);
    ctx.all_styles_mut(|style| *style = theme.style());
    ui.set_style(theme.style());
    match screen {
        Screen::Boot => boot_ui(ui, look, &views.boot),
        Screen::Title => title_ui(ui, look, &views.title, &views.ears, &mut remembered.title, acts),
        Screen::Setup => setup_ui(ui, look, &views.setup, &views.ears, acts),
        Screen::Interview => interview_ui(ui, look, &views.interview, &mut remembered.interview, acts),
        Screen::Review => review_ui(ui, look, &views.review, &mut remembered.review, acts),
        Screen::History => history_ui(ui, look, &views.history, &mut remembered.history, acts),
        Screen::Skills => skills_ui(ui, look, &views.setup, &mut remembered.skills, acts),
        Screen::Settings => settings_ui(ui, look, &views.settings, acts),
        Screen::Sound => {
            let back = remembered.from.filter(|from| *from == Screen::Setup).unwrap_or(Screen::Settings);
            sound_ui(ui, look, &views.sound, &views.settings, &views.setup, back, acts);
        }
        Screen::CheckUp => checkup_ui(ui, look, &views.checkup, acts),
        Screen::About => about_ui(ui, look, acts),
        Screen::Fault => fault_screen_ui(ui, look, &views.fault, acts),
    }
    // Below what stands at the upper right.
    let top = match screen {
        Screen::Interview => 176.0,
        Screen::Boot | Screen::Title | Screen::Fault => theme.space.wide,
        _ => 84.0,
    };
    toasts_ui(&ctx, look, &views.toasts, top, acts);
}

/// Draws the screen that is shown. Needs a camera for egui's primary context, and [`Views`] filled by the session, which takes the [`Acts`].
pub fn plugin(app: &mut App) {
    if !app.is_plugin_added::<EguiPlugin>() {
        app.add_plugins(EguiPlugin::default());
    }
    match Themes::embedded() {
        Ok(themes) => {
            app.insert_resource(Look(themes));
        }
        Err(problem) => error!("{problem}"),
    }
    app.init_state::<Screen>().init_resource::<Views>().init_resource::<Acts>().init_resource::<Language>().init_resource::<Remembered>();
    for screen in Screen::ALL {
        app.add_systems(OnEnter(screen), forget);
    }
    app.add_systems(EguiPrimaryContextPass, draw.run_if(resource_exists::<Look>));
}

fn forget(mut remembered: ResMut<Remembered>, screen: Res<State<Screen>>, mut last: Local<Option<Screen>>) {
    *remembered = Remembered { from: last.replace(*screen.get()), ..Remembered::default() };
}

/// Everything in this size. The keys for it are those of browsers, and they change the setting.
fn scale(ctx: &egui::Context, percent: u16, acts: &mut Acts) {
    let next = |larger: bool| {
        let mut steps = SCALES.into_iter();
        if larger { steps.find(|step| *step > percent) } else { steps.rfind(|step| *step < percent) }
    };
    let wanted = ctx.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::COMMAND, key);
        if pressed(Key::Plus) || pressed(Key::Equals) {
            next(true)
        } else if pressed(Key::Minus) {
            next(false)
        } else {
            pressed(Key::Num0).then_some(100)
        }
    });
    if let Some(wanted) = wanted {
        acts.push(UiAct::Set(Setting::Scale(wanted)));
    }
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
    ctx.set_zoom_factor(f32::from(percent) / 100.0);
}

fn draw(
    mut contexts: EguiContexts,
    screen: Res<State<Screen>>,
    look: Res<Look>,
    language: Res<Language>,
    views: Res<Views>,
    mut remembered: ResMut<Remembered>,
    mut acts: ResMut<Acts>,
) -> Result {
    let ctx = contexts.ctx_mut()?;
    let builder = UiBuilder::new().layer_id(LayerId::background()).max_rect(ctx.content_rect());
    let mut ui = egui::Ui::new(ctx.clone(), egui::Id::new("screen"), builder);
    screen_ui(&mut ui, *screen.get(), &look, &language, &views, &mut remembered, &mut acts);
    Ok(())
}
