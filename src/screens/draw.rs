//! From what is shown to egui, and from Bevy to here: which screen, in which look, with what it remembers.

use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPlugin, EguiPrimaryContextPass};
use egui::{LayerId, UiBuilder};

use super::boot::boot_ui;
use super::fault::fault_screen_ui;
use super::history::{HistoryState, history_ui};
use super::interview::{InterviewState, interview_ui};
use super::review::{ReviewState, review_ui};
use super::setup::setup_ui;
use super::theme::{Themes, fonts_ready, install_fonts};
use super::title::{TitleState, title_ui};
use super::widgets::{self, toasts_ui};
use crate::config::locale::Text;
use crate::session::acts::{Acts, Screen};
use crate::session::view::{Language, Views};

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
    let theme = match screen {
        Screen::Review | Screen::History => &themes.paper,
        _ => &themes.house,
    };
    let look = widgets::Look::new(theme, text);
    ctx.all_styles_mut(|style| *style = theme.style());
    ui.set_style(theme.style());
    match screen {
        Screen::Boot => boot_ui(ui, look, &views.boot),
        Screen::Title => title_ui(ui, look, &views.title, &views.ears, &mut remembered.title, acts),
        Screen::Setup => setup_ui(ui, look, &views.setup, &views.ears, acts),
        Screen::Interview => interview_ui(ui, look, &views.interview, &mut remembered.interview, acts),
        Screen::Review => review_ui(ui, look, &views.review, &mut remembered.review, acts),
        Screen::History => history_ui(ui, look, &views.history, &mut remembered.history, acts),
        Screen::Fault => fault_screen_ui(ui, look, &views.fault, acts),
    }
    // Below what stands at the upper right.
    let top = match screen {
        Screen::Interview => 176.0,
        Screen::Setup | Screen::Review | Screen::History => 84.0,
        Screen::Boot | Screen::Title | Screen::Fault => theme.space.wide,
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

fn forget(mut remembered: ResMut<Remembered>) {
    *remembered = Remembered::default();
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
