//! What a person last chose: loudness, captions, scenario. A small file of its own, beside the database, so that it can be
//! read, mended and thrown away; losing it loses nothing that was said.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// What is remembered from one start to the next. Nothing about the candidate is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Loudness of the interviewer, 0 to 1.
    pub volume: f32,
    /// Whether the words that are spoken are shown.
    pub captions: bool,
    /// The candidate wears a headset.
    pub headset: bool,
    /// Multiplier of every waiting time, 1 to 4.
    pub patience: f32,
    /// Id of the scenario.
    pub scenario: Option<String>,
    /// Id of the interviewer.
    pub persona: Option<String>,
    /// A speech model has been offered; whoever wants one then finds it before the interview.
    pub model_offered: bool,
    /// BCP 47 tag of the language of the screens; the system's when `None`.
    pub language: Option<String>,
    /// Dark or light.
    pub shade: Shade,
    /// Size of everything on the screens in percent, one of [`SCALES`].
    pub scale: u16,
    /// Size of the words that are spoken in percent of their usual size, one of [`CAPTION_SIZES`].
    pub caption_size: u16,
    /// Name of the room's quality; by what the graphics adapter can do when `None`.
    pub quality: Option<String>,
    /// Multiplier of the speed of the interviewer's speech, one within [`RATES`].
    pub rate: f32,
    /// Id of the microphone; the system's when `None`.
    pub microphone: Option<String>,
}

/// Sizes of the screens in percent.
pub const SCALES: [u16; 7] = [75, 90, 100, 125, 150, 175, 200];
/// Sizes of the captions in percent.
pub const CAPTION_SIZES: [u16; 4] = [100, 125, 150, 200];
/// Slowest and fastest speech: slower is drawn out, faster is hard to follow in a second language.
pub const RATES: std::ops::RangeInclusive<f32> = 0.7..=1.3;

/// Dark or light screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shade {
    /// What is played is dark, what is read afterwards is light.
    #[default]
    Auto,
    /// Everything dark.
    Dark,
    /// Everything light.
    Light,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            volume: 0.8,
            captions: true,
            headset: false,
            patience: 1.0,
            scenario: None,
            persona: None,
            model_offered: false,
            language: None,
            shade: Shade::Auto,
            scale: 100,
            caption_size: 100,
            quality: None,
            rate: 1.0,
            microphone: None,
        }
    }
}

/// Why preferences cannot be read or kept. The program goes on without.
#[derive(Debug, thiserror::Error)]
pub enum PreferencesError {
    /// The file is not what it should be.
    #[error("{path} cannot be read ({why}), so the usual settings are used; delete the file to be rid of this message")]
    Unreadable {
        /// Which.
        path: String,
        /// What is wrong.
        why: String,
    },
    /// The file cannot be written.
    #[error("your settings cannot be kept in {path}: {error}")]
    Unwritable {
        /// Which.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
}

/// Where the preferences lie in a data folder.
#[must_use]
pub fn file(data: &Path) -> PathBuf {
    data.join("preferences.toml")
}

/// The preferences in a file; the usual ones when there is none.
///
/// # Errors
/// When there is one that cannot be read.
pub fn load(path: &Path) -> Result<Preferences, PreferencesError> {
    let unreadable = |why: String| PreferencesError::Unreadable { path: path.display().to_string(), why };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Preferences::default()),
        Err(error) => return Err(unreadable(error.to_string())),
    };
    let read: Preferences = toml::from_str(&text).map_err(|error| unreadable(error.message().to_owned()))?;
    let within = |value: f32, least: f32, most: f32, usual: f32| if value.is_finite() { value.clamp(least, most) } else { usual };
    let usual = Preferences::default();
    Ok(Preferences {
        volume: within(read.volume, 0.0, 1.0, usual.volume),
        patience: within(read.patience, 1.0, 4.0, usual.patience),
        rate: within(read.rate, *RATES.start(), *RATES.end(), usual.rate),
        scale: nearest(&SCALES, read.scale),
        caption_size: nearest(&CAPTION_SIZES, read.caption_size),
        ..read
    })
}

fn nearest(steps: &[u16], wanted: u16) -> u16 {
    steps.iter().copied().min_by_key(|step| step.abs_diff(wanted)).unwrap_or(wanted)
}

/// Keeps the preferences. The file is replaced as a whole, so that a crash leaves the old one.
///
/// # Errors
/// When it cannot be written.
pub fn save(path: &Path, preferences: &Preferences) -> Result<(), PreferencesError> {
    let unwritable = |error| PreferencesError::Unwritable { path: path.display().to_string(), error };
    let text = toml::to_string(preferences).map_err(|error| unwritable(std::io::Error::other(error)))?;
    let draft = path.with_extension("toml.new");
    std::fs::File::create(&draft).and_then(|mut file| file.write_all(text.as_bytes())).map_err(unwritable)?;
    std::fs::rename(&draft, path).map_err(unwritable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path());
        assert_eq!(load(&path).unwrap(), Preferences::default(), "nothing was chosen yet");
        let chosen = Preferences { volume: 0.25, captions: false, scenario: Some("registered-nurse".into()), ..Preferences::default() };
        save(&path, &chosen).unwrap();
        assert_eq!(load(&path).unwrap(), chosen);
    }

    #[test]
    fn odd_values_and_keys_of_other_versions_do_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path());
        std::fs::write(&path, "volume = 7.0\npatience = nan\nscale = 1000\ncaption_size = 0\nrate = 9.0\nshadows = \"soft\"\n").unwrap();
        let read = load(&path).unwrap();
        assert_eq!((read.volume, read.patience, read.captions), (1.0, 1.0, true));
        assert_eq!((read.scale, read.caption_size, read.rate), (200, 100, 1.3));
    }

    #[test]
    fn a_broken_file_is_named_with_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path());
        std::fs::write(&path, "volume = \"loud").unwrap();
        let told = load(&path).unwrap_err().to_string();
        assert!(told.contains("preferences.toml") && told.contains("delete the file"), "{told}");
    }
}
