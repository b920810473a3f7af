//! The thin layer between Bevy and the screens: it gives egui its look, calls the screen that is shown, and passes on what was asked for.

use bevy::ecs::error::BevyError;
use bevy::prelude::*;
use bevy_egui::{EguiContexts, EguiPlugin, EguiPrimaryContextPass};
use egui::{LayerId, UiBuilder};

use super::boot::boot_ui;
use super::fault::fault_screen_ui;
use super::history::{HistoryState, history_ui};
use super::interview::{InterviewState, interview_ui};
use super::review::{ReviewState, review_ui};
use super::setup::setup_ui;
use super::theme::{Theme, Themes, fonts_ready, install_fonts};
use super::title::{TitleState, title_ui};
use super::widgets;
use crate::config::locale::Text;
use crate::session::acts::{Acts, Screen};
use crate::session::view::Views;

/// Both looks.
#[derive(Resource, Clone, Debug, Deref)]
pub struct Look(pub Themes);

/// The language of the screens.
#[derive(Resource, Clone, Debug, Default, Deref)]
pub struct Language(pub Text);

/// What screens remember between frames: a draft, an open question. It starts afresh when a screen is entered.
#[derive(Resource, Clone, Debug, Default)]
pub struct States {
    /// The title's.
    pub title: TitleState,
    /// The interview's.
    pub interview: InterviewState,
    /// The report's.
    pub review: ReviewState,
    /// The history's.
    pub history: HistoryState,
}

/// Draws the screens. Needs a camera for egui's primary context, and [`Views`] filled by the session.
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
    app.init_state::<Screen>().init_resource::<Views>().init_resource::<Acts>().init_resource::<Language>().init_resource::<States>();
    for screen in Screen::ALL {
        app.add_systems(OnEnter(screen), forget);
    }
    let show = |screen| in_state(screen);
    app.add_systems(
        EguiPrimaryContextPass,
        (
            draw_boot.run_if(show(Screen::Boot)),
            draw_title.run_if(show(Screen::Title)),
            draw_setup.run_if(show(Screen::Setup)),
            draw_interview.run_if(show(Screen::Interview)),
            draw_review.run_if(show(Screen::Review)),
            draw_history.run_if(show(Screen::History)),
            draw_fault.run_if(show(Screen::Fault)),
        ),
    );
}

fn forget(mut states: ResMut<States>) {
    *states = States::default();
}

/// Calls `content` on the whole screen in one of the looks, with the toasts above it; nothing before the typefaces are there.
fn on_screen(
    contexts: &mut EguiContexts,
    theme: &Theme,
    language: &Language,
    views: &Views,
    acts: &mut Acts,
    content: impl FnOnce(&mut egui::Ui, widgets::Look<'_>, &mut Acts),
) -> Result<(), BevyError> {
    let ctx = contexts.ctx_mut()?.clone();
    if !fonts_ready(&ctx) {
        install_fonts(&ctx);
        return Ok(());
    }
    let look = widgets::Look::new(theme, language);
    ctx.all_styles_mut(|style| *style = theme.style());
    let builder = UiBuilder::new().layer_id(LayerId::background()).max_rect(ctx.content_rect()).style(theme.style());
    let mut ui = egui::Ui::new(ctx.clone(), egui::Id::new("screen"), builder);
    content(&mut ui, look, acts);
    widgets::toasts_ui(&ctx, look, &views.toasts, acts);
    Ok(())
}

fn draw_boot(mut contexts: EguiContexts, look: Res<Look>, words: Res<Language>, views: Res<Views>, mut acts: ResMut<Acts>) -> Result {
    on_screen(&mut contexts, &look.house, &words, &views, &mut acts, |ui, look, _| boot_ui(ui, look, &views.boot))
}

fn draw_title(
    mut contexts: EguiContexts,
    look: Res<Look>,
    words: Res<Language>,
    views: Res<Views>,
    mut states: ResMut<States>,
    mut acts: ResMut<Acts>,
) -> Result {
    on_screen(&mut contexts, &look.house, &words, &views, &mut acts, |ui, look, acts| {
        title_ui(ui, look, &views.title, &mut states.title, acts);
    })
}

fn draw_setup(mut contexts: EguiContexts, look: Res<Look>, words: Res<Language>, views: Res<Views>, mut acts: ResMut<Acts>) -> Result {
    on_screen(&mut contexts, &look.house, &words, &views, &mut acts, |ui, look, acts| setup_ui(ui, look, &views.setup, acts))
}

fn draw_interview(
    mut contexts: EguiContexts,
    look: Res<Look>,
    words: Res<Language>,
    views: Res<Views>,
    mut states: ResMut<States>,
    mut acts: ResMut<Acts>,
) -> Result {
    on_screen(&mut contexts, &look.house, &words, &views, &mut acts, |ui, look, acts| {
        interview_ui(ui, look, &views.interview, &mut states.interview, acts);
    })
}

fn draw_review(
    mut contexts: EguiContexts,
    look: Res<Look>,
    words: Res<Language>,
    views: Res<Views>,
    mut states: ResMut<States>,
    mut acts: ResMut<Acts>,
) -> Result {
    on_screen(&mut contexts, &look.paper, &words, &views, &mut acts, |ui, look, acts| {
        review_ui(ui, look, &views.review, &mut states.review, acts);
    })
}

fn draw_history(
    mut contexts: EguiContexts,
    look: Res<Look>,
    words: Res<Language>,
    views: Res<Views>,
    mut states: ResMut<States>,
    mut acts: ResMut<Acts>,
) -> Result {
    on_screen(&mut contexts, &look.paper, &words, &views, &mut acts, |ui, look, acts| {
        history_ui(ui, look, &views.history, &mut states.history, acts);
    })
}

fn draw_fault(mut contexts: EguiContexts, look: Res<Look>, words: Res<Language>, views: Res<Views>, mut acts: ResMut<Acts>) -> Result {
    on_screen(&mut contexts, &look.house, &words, &views, &mut acts, |ui, look, acts| fault_screen_ui(ui, look, &views.fault, acts))
}
