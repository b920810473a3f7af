//! What the screens show, as plain data. The session fills these; a screen is a function of one of them.

mod catalogue;
mod ears;
mod fault;
mod interview;
mod reading;
mod settings;
mod setup;
mod sound;

pub use catalogue::*;
pub use ears::*;
pub use interview::*;
pub use reading::*;
pub use settings::*;
pub use setup::*;
pub use sound::*;

use bevy::prelude::{Deref, Resource};

use super::acts::{Screen, UiAct};
use crate::config::locale::Text;
use crate::scenario::DocumentKind;

/// Sessions on one page of the history.
pub const PAGE: usize = 20;

/// Longest resume or job description, in characters: some thirty pages.
pub const DOCUMENT_LIMIT: usize = 100_000;

/// The language that the person reads.
#[derive(Resource, Clone, Debug, Default, Deref)]
pub struct Language(pub Text);

/// The views of all screens.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Views {
    /// Loading.
    pub boot: BootView,
    /// The beginning.
    pub title: TitleView,
    /// Choosing.
    pub setup: SetupView,
    /// What spoken answers are understood with.
    pub ears: EarsView,
    /// In the room.
    pub interview: InterviewView,
    /// The report.
    pub review: Load<ReviewView>,
    /// Past sessions.
    pub history: HistoryView,
    /// How everything looks and sounds.
    pub settings: SettingsView,
    /// Microphone and voice, tried out.
    pub sound: SoundView,
    /// What is there and what is missing.
    pub checkup: Load<CheckUp>,
    /// What is broken.
    pub fault: FaultView,
    /// Short messages, oldest first.
    pub toasts: Vec<Toast>,
}

impl Views {
    /// Carries out what an act changes in the views alone: choices, texts, what is shown. The rest of an act is the session's.
    pub fn apply(&mut self, act: &UiAct) {
        match act {
            UiAct::ChooseScenario(id) => {
                self.setup.scenario = Some(id.clone());
                // An interviewer who does not hold the new scenario gives way to its first.
                let held: Vec<String> = self.setup.personas().map(|persona| persona.id.clone()).collect();
                if !self.setup.persona.as_ref().is_some_and(|persona| held.contains(persona)) {
                    self.setup.persona = held.into_iter().next();
                }
            }
            UiAct::ChoosePersona(id) => self.setup.persona = Some(id.clone()),
            UiAct::SetName(name) => self.setup.name.clone_from(name),
            UiAct::SetResume(text) => self.set_document(DocumentKind::Resume, text),
            UiAct::SetJob(text) => self.set_document(DocumentKind::Job, text),
            UiAct::SetPatience(patience) => self.setup.patience = *patience,
            UiAct::SetHeadset(headset) => self.setup.headset = *headset,
            UiAct::LookFor(filter) => self.setup.filter = (**filter).clone(),
            UiAct::SetVolume(volume) => self.setup.volume = *volume,
            UiAct::ToggleCaptions => self.interview.captions = !self.interview.captions,
            UiAct::JumpToTurn(turn) => {
                if let Load::Ready(review) = &mut self.review {
                    review.focused = Some(*turn);
                }
            }
            UiAct::TickStep(step) => {
                if let Load::Ready(review) = &mut self.review
                    && let Some(ticked) = review.ticked.get_mut(*step)
                {
                    *ticked = !*ticked;
                }
            }
            // Who goes on has seen the offer, and finds it again in the set-up.
            UiAct::GetModel(_) | UiAct::DeclineModel | UiAct::Go(Screen::Setup) => self.ears.offered = true,
            UiAct::Set(setting) => self.settings.set(setting),
            UiAct::HistoryPage(page) => self.history.page = *page,
            UiAct::LookThrough(query) => {
                self.history.query = (**query).clone();
                self.history.page = 0;
            }
            UiAct::OverTime(shown) => self.history.over_time = *shown,
            UiAct::ShowProgress(query) => self.history.progress_of = (**query).clone(),
            UiAct::DismissToast(id) => self.toasts.retain(|toast| toast.id != *id),
            _ => {}
        }
    }

    /// A document that is written by hand: what was wrong with a file does not matter any more, and without a text none is
    /// named.
    fn set_document(&mut self, kind: DocumentKind, written: &str) {
        let (text, file) = self.setup.document_mut(kind);
        written.clone_into(text);
        if matches!(file, FileView::Failed(_)) || (written.is_empty() && matches!(file, FileView::Read(_))) {
            *file = FileView::None;
        }
    }
}

/// Something that takes a moment and can fail.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Load<T> {
    /// Not there yet.
    #[default]
    Loading,
    /// Here it is.
    Ready(T),
    /// It did not work.
    Failed(FaultView),
}

/// What is wrong, why, and what to do. All three are sentences for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FaultView {
    /// What is wrong.
    pub what: String,
    /// Why; may be empty.
    pub why: String,
    /// What to do.
    pub remedy: String,
    /// For a bug report: shown small, may be empty.
    pub details: String,
    /// Trying again may help.
    pub retry: bool,
}

/// Steps of loading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BootView {
    /// In order.
    pub steps: Vec<BootStep>,
}

/// One step of loading.
#[derive(Clone, Debug, PartialEq)]
pub struct BootStep {
    /// What is made ready.
    pub part: BootPart,
    /// How far.
    pub progress: Progress,
}

/// What is made ready before the first screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BootPart {
    /// Scenarios, banks, interviewers.
    Content,
    /// The database.
    Store,
    /// Walls, furniture, light.
    Room,
    /// The interviewer's body.
    Person,
    /// Pipelines, so that the first frame does not stutter.
    Shaders,
    /// Microphone and loudspeaker.
    Devices,
}

/// How far something is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Progress {
    /// Not begun.
    Waiting,
    /// Begun; 0 to 1.
    Running(f32),
    /// Finished.
    Done,
}

/// What equipment there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Equipment {
    /// A microphone was found.
    pub microphone: bool,
    /// A speech model is installed, so spoken answers can be understood.
    pub recogniser: bool,
    /// A loudspeaker was found.
    pub loudspeaker: bool,
}

/// The beginning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TitleView {
    /// A session that the program did not end.
    pub interrupted: Option<Interrupted>,
    /// How many sessions there are to look back on.
    pub sessions: usize,
    /// What is there.
    pub equipment: Equipment,
}

/// A session that was broken off by the end of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interrupted {
    /// Its id.
    pub id: String,
    /// The scenario's title.
    pub title: String,
    /// When it began, RFC 3339.
    pub began: String,
    /// Questions answered.
    pub answered: usize,
}

/// A short message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Unique.
    pub id: u64,
    /// How it is meant.
    pub tone: ToastTone,
    /// A sentence, no full stop.
    pub text: String,
}

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastTone {
    /// It worked.
    Good,
    /// Worth knowing.
    Note,
    /// It did not work.
    Bad,
}
