//! Everything that a screen can ask for. Screens change nothing themselves: they push a [`UiAct`], and the session takes them once a frame.

use std::path::PathBuf;

use bevy::prelude::{Resource, States};

use super::view::{CatalogueFilter, ExportKind, HistoryQuery, ProgressQuery, Setting, Views};
use crate::interview::{Act, TurnId};
use crate::scenario::DocumentKind;

/// Which screen is shown.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Loading, with progress.
    #[default]
    Boot,
    /// Where everything begins.
    Title,
    /// Scenario, interviewer, documents.
    Setup,
    /// In the room.
    Interview,
    /// The report.
    Review,
    /// Past sessions.
    History,
    /// The skills that are judged.
    Skills,
    /// How everything looks and sounds.
    Settings,
    /// Microphone and voice, tried out.
    Sound,
    /// What is there and what is missing.
    CheckUp,
    /// The program, and whose work is in it.
    About,
    /// Something the program cannot go on without is broken.
    Fault,
}

impl Screen {
    /// Every screen.
    pub const ALL: [Self; 12] = [
        Self::Boot,
        Self::Title,
        Self::Setup,
        Self::Interview,
        Self::Review,
        Self::History,
        Self::Skills,
        Self::Settings,
        Self::Sound,
        Self::CheckUp,
        Self::About,
        Self::Fault,
    ];

    /// As `greenroom shot --screen` names it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Boot => "boot",
            Self::Title => "title",
            Self::Setup => "setup",
            Self::Interview => "interview",
            Self::Review => "review",
            Self::History => "history",
            Self::Skills => "skills",
            Self::Settings => "settings",
            Self::Sound => "sound",
            Self::CheckUp => "checkup",
            Self::About => "about",
            Self::Fault => "fault",
        }
    }
}

/// One wish of the person at the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum UiAct {
    /// Show another screen.
    Go(Screen),
    /// Choose the scenario of this id.
    ChooseScenario(String),
    /// Show only the scenarios that fit.
    LookFor(Box<CatalogueFilter>),
    /// Choose the interviewer of this id.
    ChoosePersona(String),
    /// How the interviewer should call the candidate.
    SetName(String),
    /// The resume as text.
    SetResume(String),
    /// The job description as text.
    SetJob(String),
    /// Choose the file that this document is in.
    ChooseFile(DocumentKind),
    /// Read this file, which is one of the documents.
    TakeFile(PathBuf),
    /// Multiplier of every waiting time of the interviewer, 1 to 4.
    SetPatience(f32),
    /// The candidate wears a headset, so the microphone may stay open while the interviewer speaks.
    SetHeadset(bool),
    /// Loudness of the interviewer, 0 to 1.
    SetVolume(f32),
    /// Set this for good.
    Set(Setting),
    /// Ask the language model whether it answers.
    TestModel,
    /// Try something out with microphone or voice.
    Try(Trial),
    /// Fetch the speech model of this name, or use it when it is here.
    GetModel(String),
    /// No speech model now; do not offer it again.
    DeclineModel,
    /// Stop the speech model that is on its way, or leave it after it failed.
    StopModel,
    /// Show or hide the words that are spoken.
    ToggleCaptions,
    /// Start the interview as set up.
    Begin,
    /// A control of the running interview.
    Interview(Act),
    /// The typed answer is finished.
    SendTyped(String),
    /// A key was pressed in the answer's field.
    TypingNow,
    /// Show this turn of the transcript in the report.
    JumpToTurn(TurnId),
    /// Tick or untick this step of the plan.
    TickStep(usize),
    /// Show the report of this session.
    OpenSession(String),
    /// Delete this session with everything that belongs to it. Asked for only after confirmation.
    DeleteSession(String),
    /// Go on with this interrupted session.
    ResumeSession(String),
    /// End this interrupted session where it stands and judge it.
    FinishInterrupted(String),
    /// The same scenario and documents again.
    PractiseAgain(String),
    /// Show this page of past sessions, counted from 0.
    HistoryPage(usize),
    /// Look for these past sessions.
    LookThrough(Box<HistoryQuery>),
    /// Show scores over time instead of the list of past sessions, or the list again.
    OverTime(bool),
    /// Show the scores of these sessions over time.
    ShowProgress(Box<ProgressQuery>),
    /// Say this turn of the interviewer's again, in the report.
    SayTurn(TurnId),
    /// Say no more.
    StopSaying,
    /// Write this session to a file.
    Export(String, ExportKind),
    /// Try again what failed on this screen.
    Retry,
    /// Take away this message.
    DismissToast(u64),
    /// End the program.
    Quit,
}

/// What can be tried out before an interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trial {
    /// Record a few seconds of the microphone.
    Record,
    /// Play what was recorded.
    Play,
    /// Let the interviewer's voice say a sentence.
    Voice,
    /// Stop what is being done.
    Stop,
}

/// A key with its modifiers, as plain data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// The control key, or the command key on a Mac.
    pub command: bool,
    /// The key.
    pub key: egui::Key,
    /// As it is shown beside the control.
    pub shown: &'static str,
}

impl Shortcut {
    const fn plain(key: egui::Key, shown: &'static str) -> Self {
        Self { command: false, key, shown }
    }
}

impl UiAct {
    /// The acts of the interview that have a key of their own.
    ///
    /// Function keys, because letters belong to the answer that is being typed.
    pub const INTERVIEW_KEYS: [Self; 9] = [
        Self::Interview(Act::Interrupt),
        Self::Interview(Act::Repeat),
        Self::Interview(Act::Thinking),
        Self::Interview(Act::Skip),
        Self::Interview(Act::Undo),
        Self::ToggleCaptions,
        Self::Interview(Act::Pause),
        Self::Interview(Act::Continue),
        Self::Interview(Act::Done),
    ];

    /// The message id of the control's words.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Go(Screen::Title) => "go-title",
            Self::Go(Screen::Setup) => "go-setup",
            Self::Go(Screen::History) => "go-history",
            Self::Go(Screen::Skills) => "go-skills",
            Self::Go(Screen::Settings) => "go-settings",
            Self::Go(Screen::Sound) => "go-sound",
            Self::Go(Screen::CheckUp) => "go-checkup",
            Self::Go(Screen::About) => "go-about",
            Self::Go(_) => "go-back",
            Self::ChooseFile(_) => "choose-file",
            Self::Begin => "begin",
            Self::Interview(Act::Pause) => "pause",
            Self::Interview(Act::Continue) => "continue",
            Self::Interview(Act::Repeat) => "repeat",
            Self::Interview(Act::Thinking) => "thinking",
            Self::Interview(Act::Done) => "done",
            Self::Interview(Act::Interrupt) => "interrupt",
            Self::Interview(Act::Skip) => "skip",
            Self::Interview(Act::Undo) => "undo",
            Self::Interview(Act::Stop) => "end",
            Self::SendTyped(_) => "send",
            Self::ToggleCaptions => "captions",
            Self::OpenSession(_) => "open",
            Self::DeleteSession(_) => "delete",
            Self::ResumeSession(_) => "resume",
            Self::FinishInterrupted(_) => "finish",
            Self::PractiseAgain(_) => "practise-again",
            Self::Export(_, ExportKind::Html) => "export-html",
            Self::Export(_, ExportKind::Table) => "export-table",
            Self::SayTurn(_) => "say-turn",
            Self::StopSaying => "say-stop",
            Self::Export(_, ExportKind::Transcript) => "export-transcript",
            Self::TestModel => "model-test",
            Self::Try(Trial::Record) => "sound-record",
            Self::Try(Trial::Play) => "sound-play",
            Self::Try(Trial::Voice) => "sound-voice",
            Self::Try(Trial::Stop) => "sound-stop",
            Self::Retry => "retry",
            Self::Quit => "quit",
            // Fields, lists and rows are labelled where they stand.
            _ => "choose",
        }
    }

    /// The key, where there is one.
    #[must_use]
    pub fn shortcut(&self) -> Option<Shortcut> {
        use egui::Key;
        Some(match self {
            Self::Interview(Act::Repeat) => Shortcut::plain(Key::F2, "F2"),
            Self::Interview(Act::Thinking) => Shortcut::plain(Key::F3, "F3"),
            Self::Interview(Act::Skip) => Shortcut::plain(Key::F4, "F4"),
            Self::Interview(Act::Interrupt | Act::Done) => Shortcut::plain(Key::F6, "F6"),
            Self::ToggleCaptions => Shortcut::plain(Key::F7, "F7"),
            Self::Interview(Act::Undo) => Shortcut::plain(Key::F8, "F8"),
            Self::Interview(Act::Pause | Act::Continue) => Shortcut::plain(Key::Escape, "Esc"),
            Self::Interview(Act::Stop) => Shortcut::plain(Key::F10, "F10"),
            Self::SendTyped(_) => Shortcut::plain(Key::Enter, "Enter"),
            Self::Begin => Shortcut { command: true, key: Key::Enter, shown: "Ctrl+Enter" },
            _ => return None,
        })
    }

    /// Whether it can be asked for now.
    #[must_use]
    pub fn enabled(&self, views: &Views) -> bool {
        match self {
            Self::Begin => views.setup.can_begin(),
            Self::Interview(act) => views.interview.allows(*act),
            Self::SendTyped(text) => views.interview.can_send(text),
            _ => true,
        }
    }
}

/// What was asked for since the session last looked.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct Acts(Vec<UiAct>);

impl Acts {
    /// Asks for something.
    pub fn push(&mut self, act: UiAct) {
        self.0.push(act);
    }

    /// Takes everything that was asked for, in order.
    pub fn take(&mut self) -> Vec<UiAct> {
        std::mem::take(&mut self.0)
    }

    /// What waits to be taken.
    #[must_use]
    pub fn pending(&self) -> &[UiAct] {
        &self.0
    }
}
