//! The desk between the person and the session: takes what the screens ask for, has it done, and shows what came of it.
//!
//! Nothing here waits. What takes longer than a frame (the database, the content, opening devices) is an errand on a
//! worker thread; what happens in a session arrives as updates and is turned into views and into what the body feels.

#![expect(elided_lifetimes_in_paths, reason = "the parameters of Bevy systems would drown in them")]

mod acting;
mod boot;
mod ears;
mod errand;
mod looking;
mod memory;
mod papers;
mod past;
mod preview;
mod replay;
mod showing;
mod trying;

use std::path::PathBuf;
use std::sync::Arc;

use bevy::prelude::*;

use crate::config::claim::Claim;
use crate::llm;
use crate::models::{Download, Published};
use crate::room::camera::{Framing, Viewpoint};
use crate::scenario::Library;
use crate::store::Store;

use super::acts::Screen;
use super::judging::JudgeSettings;
use super::live::Live;
use super::view::{Toast, ToastTone, Views};
use super::{Filling, Io, Unsaved};

pub use looking::check_up;
pub use preview::preview;
pub use showing::interview_view;

/// With what the program was started.
#[derive(Resource, Clone, Debug, Default)]
pub struct Start {
    /// The data folder.
    pub data: PathBuf,
    /// The operator's content.
    pub content: Vec<PathBuf>,
    /// The file of a speech model that was named; otherwise the one in the folder that came last is used.
    pub speech_model: Option<PathBuf>,
    /// The folder with speech models.
    pub models: PathBuf,
    /// The speech models that can be fetched.
    pub published: &'static [Published],
    /// Where they are fetched from, if not where they are published.
    pub models_from: Option<String>,
    /// The language model, if one is configured.
    pub model: Option<llm::Config>,
    /// How sessions are judged.
    pub judge: JudgeSettings,
    /// The model that makes vectors of the guides, if one is configured.
    pub embedding: Option<llm::Config>,
    /// Whether the interviewer can be heard.
    pub audible: bool,
}

/// What the program works with once it has started.
#[derive(Resource, Debug, Default)]
pub struct Desk {
    store: Option<Store>,
    /// Held as long as the window is open.
    claim: Option<Claim>,
    library: Arc<Library>,
    /// A speech model on its way. Before `io`, so that it is stopped before that waits for it.
    download: Option<Download>,
    /// The guides' vectors being made. Before `io` for the same reason.
    filling: Option<Filling>,
    io: Option<Io>,
    /// The file that spoken answers are understood with.
    speech_model: Option<PathBuf>,
    live: Option<Live>,
    /// Microphone and voice being tried out.
    trying: Option<trying::OnTrial>,
    /// A session that is over and is not stored yet.
    unsaved: Option<Unsaved>,
    showing: showing::Showing,
    /// What past sessions are being looked for.
    looking: past::Looking,
    /// The voice that says turns of a report again.
    replay: Option<replay::Replay>,
    toasts: u64,
    /// Seconds that each shown message still has.
    fading: Vec<(u64, f32)>,
}

/// Order of the desk's work within `Update`, before the body moves.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeskSystems;

/// Runs sessions for the screens.
pub fn plugin(app: &mut App) {
    app.init_resource::<Start>()
        .init_resource::<Desk>()
        .init_resource::<errand::Errands>()
        .init_resource::<memory::Memory>()
        .add_plugins((boot::plugin, looking::plugin, trying::plugin))
        .add_systems(Last, memory::keep_at_the_end)
        .add_systems(
            Update,
            (
                errand::collect,
                acting::take,
                past::look,
                replay::follow,
                ears::follow,
                showing::follow,
                showing::tick,
                showing::mouth,
                fade,
                memory::keep,
            )
                .chain()
                .in_set(DeskSystems)
                .before(crate::avatar::AvatarSystems::Sense),
        );
    app.add_systems(OnEnter(Screen::History), past::load);
    app.add_systems(OnExit(Screen::Review), replay::leave);
    app.add_systems(OnEnter(Screen::Title), acting::refresh_title);
    for screen in Screen::ALL {
        app.add_systems(OnEnter(screen), look_from);
    }
}

/// Takes messages away when they have been there long enough.
fn fade(mut desk: ResMut<Desk>, mut views: ResMut<Views>, time: Res<Time<Real>>) {
    if desk.fading.is_empty() {
        return;
    }
    for (_, left) in &mut desk.fading {
        *left -= time.delta_secs();
    }
    let (gone, staying): (Vec<_>, Vec<_>) = std::mem::take(&mut desk.fading).into_iter().partition(|(_, left)| *left <= 0.0);
    desk.fading = staying;
    if !gone.is_empty() {
        views.toasts.retain(|toast| !gone.iter().any(|(id, _)| *id == toast.id));
    }
}

/// The room is seen as a whole behind the title, and from the candidate's chair in the interview.
fn look_from(screen: Res<State<Screen>>, mut viewpoint: ResMut<Viewpoint>) {
    viewpoint.framing = framing(*screen.get());
    viewpoint.cut = true;
}

/// From where the room is seen behind a screen.
#[must_use]
pub fn framing(screen: Screen) -> Framing {
    match screen {
        Screen::Interview => Framing::Seated,
        _ => Framing::Establishing,
    }
}

impl Desk {
    /// Shows a short message.
    fn toast(&mut self, views: &mut Views, tone: ToastTone, text: impl Into<String>) {
        self.toasts += 1;
        // What went wrong stays long enough to be read twice.
        self.fading.push((self.toasts, if tone == ToastTone::Bad { 20.0 } else { 8.0 }));
        // More than a handful hide the room.
        if views.toasts.len() >= 4 {
            views.toasts.remove(0);
        }
        views.toasts.push(Toast { id: self.toasts, tone, text: text.into() });
    }

    /// Whether an interview is being held.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.live.is_some()
    }
}
