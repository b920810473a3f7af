//! How the program looks and sounds, as a person sets it for good; what there is to choose from; what the program knows of itself.

use crate::config::preferences::Shade;
use crate::room::Quality;

/// What a person sets for good.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingsView {
    /// BCP 47 tag of the language of the screens; the system's when `None`.
    pub language: Option<String>,
    /// Dark or light.
    pub shade: Shade,
    /// Size of everything in percent.
    pub scale: u16,
    /// Size of the captions in percent of their usual size.
    pub caption_size: u16,
    /// The room's quality; by what the graphics adapter can do when `None`.
    pub quality: Option<Quality>,
    /// Multiplier of the speed of the interviewer's speech.
    pub rate: f32,
    /// Id of the microphone; the system's when `None`.
    pub microphone: Option<String>,
    /// The language model, if one is configured.
    pub model: Option<ModelView>,
    /// Where everything is kept.
    pub folder: String,
}

impl Default for SettingsView {
    fn default() -> Self {
        Self {
            language: None,
            shade: Shade::Auto,
            scale: 100,
            caption_size: 100,
            quality: None,
            rate: 1.0,
            microphone: None,
            model: None,
            folder: String::new(),
        }
    }
}

impl SettingsView {
    /// Changes one of them.
    pub fn set(&mut self, setting: &Setting) {
        match setting.clone() {
            Setting::Language(language) => self.language = language,
            Setting::Shade(shade) => self.shade = shade,
            Setting::Scale(scale) => self.scale = scale,
            Setting::CaptionSize(size) => self.caption_size = size,
            Setting::Quality(quality) => self.quality = quality,
            Setting::Rate(rate) => self.rate = rate,
            Setting::Microphone(microphone) => self.microphone = microphone,
        }
    }
}

/// One of the settings, as it is to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// See [`SettingsView::language`].
    Language(Option<String>),
    /// See [`SettingsView::shade`].
    Shade(Shade),
    /// See [`SettingsView::scale`].
    Scale(u16),
    /// See [`SettingsView::caption_size`].
    CaptionSize(u16),
    /// See [`SettingsView::quality`].
    Quality(Option<Quality>),
    /// See [`SettingsView::rate`].
    Rate(f32),
    /// See [`SettingsView::microphone`].
    Microphone(Option<String>),
}

/// The language model that the operator configured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelView {
    /// Its name.
    pub name: String,
    /// The host that it is asked at.
    pub host: String,
    /// On this machine: nothing that is said leaves it.
    pub local: bool,
    /// What came of asking it.
    pub test: ModelTest,
}

/// Whether a model answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ModelTest {
    /// It was not asked.
    #[default]
    Not,
    /// It is being asked.
    Running,
    /// It answers: a sentence.
    Good(String),
    /// It does not: a sentence.
    Bad(String),
}

/// The examination of the machine and the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckUp {
    /// In groups.
    pub findings: Vec<CheckedThing>,
}

impl CheckUp {
    /// Whether an interview can be held.
    #[must_use]
    pub fn is_able(&self) -> bool {
        self.findings.iter().all(|finding| finding.standing != Standing::Blocking)
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedThing {
    /// Message id of its group.
    pub group: &'static str,
    /// How it stands.
    pub standing: Standing,
    /// What is the case: a sentence.
    pub text: String,
    /// What to do, where there is something to do.
    pub remedy: Option<String>,
}

/// How a thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There, and it works.
    Found,
    /// Not there, and an interview does without.
    Missing,
    /// There, but it does not work; an interview does without.
    Problem,
    /// Without it no interview can be held.
    Blocking,
}
