//! The shapes of the content files as they are written, before references are resolved.
//!
//! Unknown keys are errors, because a mistyped key would otherwise silently change an interview. What a problem may
//! have to point at is [`Spanned`].

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::calibration::TrapKind;
use super::model::{Grade, Level, ScenarioKind};
use super::problem::Sheet;

/// The version of all content files.
pub(super) const SCHEMA: i64 = 1;

/// Text with its place.
pub(super) type Text = Spanned<String>;

/// What every content file begins with.
#[derive(Deserialize)]
struct Head {
    schema: Option<Spanned<i64>>,
}

/// A question in a bank, an inline question of a section, or a reference to a bank's question. Everything is
/// optional here, so that what is missing can be told in words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawQuestion {
    pub(super) bank: Option<Text>,
    pub(super) must: Option<Spanned<bool>>,
    pub(super) id: Option<Text>,
    pub(super) text: Option<Text>,
    pub(super) kind: Option<Text>,
    pub(super) competencies: Option<Vec<Text>>,
    pub(super) difficulty: Option<Spanned<i64>>,
    pub(super) minutes: Option<Spanned<i64>>,
    pub(super) keywords: Option<Vec<String>>,
    pub(super) weak: Option<Vec<String>>,
    pub(super) takes: Option<Text>,
    pub(super) topic: Option<Text>,
    pub(super) levels: Option<Vec<Text>>,
    pub(super) pushback: Option<RawPushback>,
    #[serde(default)]
    pub(super) evidence: Vec<Spanned<RawEvidence>>,
    #[serde(default)]
    pub(super) probes: Vec<Spanned<RawProbe>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPushback {
    pub(super) text: Text,
    pub(super) listen: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEvidence {
    pub(super) id: Text,
    pub(super) text: Text,
    pub(super) cues: Vec<String>,
    pub(super) needed: Option<Spanned<bool>>,
    #[serde(default)]
    pub(super) acts: Vec<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawProbe {
    pub(super) gap: Text,
    pub(super) text: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBank {
    #[serde(rename = "schema")]
    _schema: i64,
    pub(super) id: Text,
    pub(super) title: String,
    pub(super) language: Text,
    pub(super) about: String,
    pub(super) profile: Option<Spanned<RawProfile>>,
    #[serde(default)]
    pub(super) role: Vec<RawPosition>,
    #[serde(default)]
    pub(super) topic: Vec<RawTopic>,
    #[serde(default)]
    pub(super) term: Vec<RawTerm>,
    #[serde(default)]
    pub(super) question: Vec<Spanned<RawQuestion>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawProfile {
    pub(super) work: Text,
    pub(super) regulations: Vec<String>,
    pub(super) hazards: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPosition {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) level: Text,
    pub(super) about: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTopic {
    pub(super) id: Text,
    pub(super) title: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTerm {
    pub(super) name: Text,
    #[serde(default)]
    pub(super) also: Vec<String>,
    pub(super) means: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScenario {
    #[serde(rename = "schema")]
    _schema: i64,
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) summary: Text,
    pub(super) sector: Text,
    pub(super) role: Text,
    pub(super) level: Level,
    #[serde(default)]
    pub(super) grade: Grade,
    pub(super) kind: ScenarioKind,
    pub(super) language: Text,
    pub(super) minutes: Spanned<i64>,
    pub(super) published: bool,
    pub(super) personas: Spanned<Vec<Text>>,
    #[serde(default)]
    pub(super) panel: Vec<Text>,
    pub(super) objectives: Spanned<Vec<String>>,
    pub(super) end_criteria: Spanned<Vec<String>>,
    pub(super) employer: RawEmployer,
    pub(super) opening: RawOpening,
    pub(super) roleplay: Option<Spanned<RawRolePlay>>,
    #[serde(default)]
    pub(super) section: Vec<Spanned<RawSection>>,
    #[serde(default)]
    pub(super) cover: Vec<RawCover>,
    #[serde(default)]
    pub(super) fact: Vec<RawFact>,
    pub(super) closing: RawClosing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEmployer {
    pub(super) name: Text,
    pub(super) about: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOpening {
    pub(super) brief: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRolePlay {
    pub(super) character: Text,
    pub(super) part: Text,
    pub(super) candidate: Text,
    pub(super) objective: Text,
    pub(super) most_breaches: Option<Spanned<i64>>,
    pub(super) reached: Spanned<Vec<Text>>,
    pub(super) missed: Spanned<Vec<Text>>,
    #[serde(default)]
    pub(super) voice: RawVoice,
    #[serde(default)]
    pub(super) lines: RawLines,
    #[serde(default)]
    pub(super) breach: Vec<RawBreach>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBreach {
    pub(super) id: Text,
    pub(super) text: Text,
    pub(super) cues: Vec<String>,
    pub(super) replies: Spanned<Vec<Text>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClosing {
    pub(super) text: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSection {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) led_by: Option<Text>,
    pub(super) draw: Option<Spanned<i64>>,
    #[serde(default)]
    pub(super) question: Vec<Spanned<RawQuestion>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCover {
    pub(super) id: Text,
    pub(super) title: Text,
    pub(super) cues: Vec<String>,
    pub(super) question: Spanned<RawQuestion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFact {
    pub(super) id: Text,
    pub(super) about: Vec<String>,
    pub(super) text: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRubric {
    #[serde(rename = "schema")]
    _schema: i64,
    pub(super) id: Text,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) not_judged: Vec<String>,
    pub(super) positive: Vec<String>,
    pub(super) negative: Vec<String>,
    #[serde(default)]
    pub(super) level: Vec<Spanned<RawAnchor>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAnchor {
    pub(super) level: Spanned<i64>,
    pub(super) text: Text,
}

/// Wordings as written: keys are checked later, so that one mistyped key does not cost the file.
pub(super) type RawLines = BTreeMap<Text, Spanned<Vec<Text>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPersona {
    #[serde(rename = "schema")]
    _schema: i64,
    pub(super) id: Text,
    pub(super) name: Text,
    pub(super) role: Text,
    pub(super) manner: String,
    pub(super) avatar: Text,
    pub(super) dials: RawDials,
    #[serde(default)]
    pub(super) voice: RawVoice,
    #[serde(default)]
    pub(super) lines: RawLines,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDials {
    pub(super) warmth: Spanned<f32>,
    pub(super) pace: Spanned<f32>,
    pub(super) probing: Spanned<f32>,
    pub(super) strictness: Spanned<f32>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVoice {
    pub(super) pitch: Option<Spanned<f32>>,
    pub(super) rate: Option<Spanned<f32>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLanguage {
    #[serde(rename = "schema")]
    _schema: i64,
    pub(super) language: Text,
    pub(super) lines: RawLines,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAdviceFile {
    #[serde(rename = "schema")]
    _schema: i64,
    #[serde(default)]
    pub(super) advice: Vec<RawAdvice>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAdvice {
    pub(super) gap: Text,
    pub(super) step: Text,
    pub(super) why: String,
    pub(super) resource: Option<String>,
    pub(super) guide: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCalibration {
    #[serde(rename = "schema")]
    _schema: i64,
    #[serde(default)]
    pub(super) item: Vec<RawItem>,
    #[serde(default)]
    pub(super) trap: Vec<RawTrap>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawItem {
    pub(super) bank: Text,
    pub(super) level: Spanned<i64>,
    pub(super) competencies: BTreeMap<String, Spanned<i64>>,
    pub(super) why: Text,
    pub(super) text: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTrap {
    pub(super) bank: Text,
    pub(super) kind: TrapKind,
    pub(super) text: Text,
    pub(super) base: Option<Text>,
}

/// Reads a file into its shape. `None` after noting why it cannot be read.
pub(super) fn read<T: DeserializeOwned>(sheet: &mut Sheet<'_>) -> Option<T> {
    // The version comes first: a file of another version has other keys, and to list those would mislead. It stands
    // before the first table, so the rest need not be read for it.
    let head = toml::from_str::<Head>(sheet.text.split("\n[").next().unwrap_or_default());
    match head {
        Ok(Head { schema: Some(schema) }) if *schema.get_ref() != SCHEMA => {
            let found = *schema.get_ref();
            sheet.error(&schema, format!("`schema = {found}` is a version that this program does not know; it reads `schema = {SCHEMA}`."));
            return None;
        }
        Ok(Head { schema: None }) => {
            sheet.fault(format!("The file does not say its version; begin it with `schema = {SCHEMA}`."));
            return None;
        }
        _ => {}
    }
    match toml::from_str(sheet.text) {
        Ok(shape) => Some(shape),
        Err(error) => {
            let reason = error.message().trim_end_matches('.').replace('\n', ", ");
            let message = format!("The file was left out because it cannot be read here: {reason}; correct this line.");
            match error.span() {
                Some(span) => sheet.error(&span, message),
                None => sheet.fault(message),
            }
            None
        }
    }
}
