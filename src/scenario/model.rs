//! What a scenario, a bank, a rubric and an interviewer are made of, after references have been resolved.
//!
//! The shapes of the files themselves are in [`super::parse`]; these are the ones everybody else works with. All of
//! them serialise, because a session's [`crate::interview::Blueprint`] carries them whole into its journal.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::line::Lines;

use super::knowledge::GuideRef;
use super::play::RolePlay;

/// Seniority that a scenario is pitched at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Fits everybody.
    #[default]
    Any,
    /// First years in the job.
    Junior,
    /// Works without supervision.
    Mid,
    /// Others come to them.
    Senior,
    /// Answers for others' work.
    Lead,
}

/// How demanding a scenario is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Friendly questions, time to think.
    Easy,
    /// As most interviews are.
    #[default]
    Medium,
    /// Hard questions, resistance, a strict interviewer.
    Hard,
}

/// An ordinary interview, one by several people, or a played situation with an objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum ScenarioKind {
    /// Questions and answers.
    #[default]
    Interview,
    /// The interviewer plays somebody.
    RolePlay,
    /// Questions and answers, asked by several people.
    Panel,
}

/// What sort of answer a question asks for. Decides patience, STAR parts and which gaps are probed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// "Tell me about yourself": warm-up, no STAR expected.
    Opening,
    /// "Tell me about a time when ...": a past event, so situation, task, action and result are expected.
    Behavioural,
    /// "What would you do if ...": reasoning and steps are expected, a result is not.
    Situational,
    /// How something is done: method, tools, steps.
    Technical,
    /// Judgement of the profession: people, rules, risks.
    Domain,
    /// Why this job, why this employer.
    Motivation,
    /// Something that no interviewer may ask, in a scenario that says so: the answer sets a limit and leads back to the job.
    Boundary,
    /// A moment of a role-play: what the played person says, and the answer is what one would really say to them.
    Scene,
}

impl QuestionKind {
    /// Whether a complete answer tells a story with situation, task, action and result.
    #[must_use]
    pub fn tells_a_story(self) -> bool {
        self == Self::Behavioural
    }

    /// Whether the answer is what the candidate would really say to somebody, and no account of their work: then only
    /// the items of the question's list are looked for, and none of the parts of a story or a plan.
    #[must_use]
    pub fn is_played(self) -> bool {
        matches!(self, Self::Boundary | Self::Scene)
    }

    /// Whether it may meet resistance.
    #[must_use]
    pub fn takes_pushback(self) -> bool {
        self == Self::Situational || self.is_played()
    }
}

/// What an answer lacks. Written as its name, or as `evidence:ID` for an item of the question's own list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Gap {
    /// Where and when it was.
    Situation,
    /// What had to be reached.
    Task,
    /// What was done.
    Action,
    /// What came of it.
    Result,
    /// "We" throughout: the candidate's own part is not told.
    Ownership,
    /// No example, name, number or detail.
    Specifics,
    /// No reason for the way chosen.
    Reasoning,
    /// Nothing about what was learned or would be done differently.
    Reflection,
    /// The answer belongs to another question.
    Relevance,
    /// An item of the question's own evidence list.
    Evidence(String),
    /// Nothing: what was said is put under pressure, with the question's [`Pushback`].
    Pushback,
}

impl Gap {
    /// The named gaps, in the order in which they are usually worth asking for.
    pub const NAMED: [Self; 9] = [
        Self::Relevance,
        Self::Action,
        Self::Ownership,
        Self::Result,
        Self::Specifics,
        Self::Situation,
        Self::Task,
        Self::Reasoning,
        Self::Reflection,
    ];
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Situation => f.write_str("situation"),
            Self::Task => f.write_str("task"),
            Self::Action => f.write_str("action"),
            Self::Result => f.write_str("result"),
            Self::Ownership => f.write_str("ownership"),
            Self::Specifics => f.write_str("specifics"),
            Self::Reasoning => f.write_str("reasoning"),
            Self::Reflection => f.write_str("reflection"),
            Self::Relevance => f.write_str("relevance"),
            Self::Evidence(id) => write!(f, "evidence:{id}"),
            Self::Pushback => f.write_str("pushback"),
        }
    }
}

impl FromStr for Gap {
    type Err = std::convert::Infallible;

    /// A known name, `evidence:ID`, or the bare id of an evidence item (as the TOML files write it).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::NAMED
            .into_iter()
            .chain([Self::Pushback])
            .find(|gap| gap.to_string() == text)
            .unwrap_or_else(|| Self::Evidence(text.strip_prefix("evidence:").unwrap_or(text).to_owned())))
    }
}

impl Serialize for Gap {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Gap {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Gap {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Gap".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let names: Vec<String> = Self::NAMED.iter().chain([&Self::Pushback]).map(ToString::to_string).collect();
        schemars::json_schema!({
            "description": "What an answer lacks: a named part, or `evidence:` and the id of an item of the question's list. \
                            Or what a follow-up was besides: `pushback`, resistance against what was said.",
            "anyOf": [{ "type": "string", "enum": names }, { "type": "string", "pattern": "^evidence:[a-z0-9-]+$" }]
        })
    }
}

/// One thing that a good answer contains and a listener could tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceItem {
    /// Unique within the question.
    pub id: String,
    /// What the listener would tick, in words.
    pub text: String,
    /// Words and short phrases by which it is recognised, compared by stem.
    pub cues: Vec<String>,
    /// Acts by which it is met as well, when they are done in its own scene: each entry is a row of them, all within one turn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<Vec<SpeechAct>>,
    /// In a role-play: without it the objective is not reached.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needed: bool,
}

/// What somebody does with words, in whatever words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeechAct {
    /// Is sorry.
    Apology,
    /// Says how it is for the other side.
    Sympathy,
    /// Asks something that "yes" does not answer.
    Question,
    /// Says that something cannot or will not be.
    Refusal,
    /// Says what they can or will do.
    Offer,
    /// Names a day, an hour, a span.
    Time,
    /// Gives their name.
    Name,
    /// Gives a reason.
    Reason,
    /// Asks whether the other side agrees.
    Agreement,
    /// Goes through what was agreed, with a time.
    Summary,
}

impl SpeechAct {
    /// Every one with its name in the files.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Apology, "apology"),
        (Self::Sympathy, "sympathy"),
        (Self::Question, "question"),
        (Self::Refusal, "refusal"),
        (Self::Offer, "offer"),
        (Self::Time, "time"),
        (Self::Name, "name"),
        (Self::Reason, "reason"),
        (Self::Agreement, "agreement"),
        (Self::Summary, "summary"),
    ];
}

/// A follow-up aimed at one gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probe {
    /// The gap that it tries to close.
    pub gap: Gap,
    /// What the interviewer says. May hold one slot, `{thing}` or `{said}`, for the candidate's own words.
    pub text: String,
}

/// What the interviewer says when the candidate's plan for a situational question meets resistance, or when the limit that
/// they set, or the first offer that they made, is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pushback {
    /// As it is spoken.
    pub text: String,
    /// What a good reply holds on to, and where it gives way.
    pub listen: String,
}

/// Which document a question cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// The candidate's resume.
    Resume,
    /// The description of the job.
    Job,
}

/// A phrase that stands letter for letter in the candidate's documents and is named in a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// Where it stands.
    pub document: DocumentKind,
    /// The words.
    pub phrase: String,
}

/// A question with everything that is needed to ask it, to follow it up and to judge the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// `bank#id` for a bank's question, `scenario#id` for an inline one: stable across versions.
    pub id: String,
    /// As it is spoken.
    pub text: String,
    /// What sort of answer it asks for.
    pub kind: QuestionKind,
    /// Ids of the rubrics that an answer can speak for.
    pub competencies: Vec<String>,
    /// 1 (easy) to 5.
    pub difficulty: u8,
    /// Expected length of the exchange, follow-ups included.
    pub minutes: u32,
    /// Words that a good answer is likely to contain.
    pub keywords: Vec<String>,
    /// Other words for some of the keywords, from the bank's vocabulary. Either of them counts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub synonyms: BTreeMap<String, Vec<String>>,
    /// Common weak answers, described.
    pub weak: Vec<String>,
    /// What a good answer contains.
    pub evidence: Vec<EvidenceItem>,
    /// Follow-ups of this question; the general ones of [`Lines`] come after them.
    pub probes: Vec<Probe>,
    /// The bank's topic that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// The seniorities that it is meant for; empty when it fits everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// Resistance against a situational question's plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pushback: Option<Pushback>,
    /// Asked in any case, however the others are drawn.
    pub must: bool,
    /// The words of a document that this question was made from.
    pub cites: Option<Citation>,
}

impl Question {
    /// A keyword and its synonyms.
    #[must_use]
    pub fn wordings(&self, keyword: &str) -> Vec<String> {
        let others = self.synonyms.get(keyword).into_iter().flatten().cloned();
        [keyword.to_owned()].into_iter().chain(others).collect()
    }
}

/// A subject that has to come up in the interview, however the questions are drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// Unique within the scenario.
    pub id: String,
    /// As shown.
    pub title: String,
    /// Words by which it is heard in what the candidate says, compared by stem.
    pub cues: Vec<String>,
    /// What is asked when it has not come up.
    pub question: Question,
}

/// Something the interviewer can answer when asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Unique within the scenario.
    pub id: String,
    /// Words in the candidate's question, compared by stem.
    pub about: Vec<String>,
    /// The answer, as it is spoken.
    pub text: String,
}

/// Who the interview is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Employer {
    /// An invented name.
    pub name: String,
    /// What they do.
    pub about: String,
}

/// A stretch of the interview about one subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Unique within the scenario.
    pub id: String,
    /// As shown and as named in [`LineId::BridgeSection`](super::LineId::BridgeSection).
    pub title: String,
    /// The colleague of the panel who asks; the interviewer when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub led_by: Option<String>,
    /// How many of the questions are asked; all when absent.
    pub draw: Option<usize>,
    /// The candidates for being drawn, references resolved.
    pub questions: Vec<Question>,
}

/// A scenario as loaded: complete, with all references resolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    /// Equals the file's name.
    pub id: String,
    /// As shown in the catalogue.
    pub title: String,
    /// Two sentences for the catalogue.
    pub summary: String,
    /// The line of work, for filters.
    pub sector: String,
    /// The job.
    pub role: String,
    /// How senior.
    pub level: Level,
    /// How demanding.
    #[serde(default)]
    pub grade: Grade,
    /// Interview or role-play.
    pub kind: ScenarioKind,
    /// BCP 47 tag.
    pub language: String,
    /// Planned length.
    pub minutes: u32,
    /// Shown in the catalogue.
    pub published: bool,
    /// Ids of the interviewers it can be held by; the first is the default.
    pub personas: Vec<String>,
    /// Ids of those who ask beside them, in a panel.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panel: Vec<String>,
    /// What the candidate should show.
    pub objectives: Vec<String>,
    /// When it counts as complete.
    pub end_criteria: Vec<String>,
    /// Who is hiring.
    pub employer: Employer,
    /// What is said after the greeting.
    pub brief: String,
    /// What makes it a role-play.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roleplay: Option<RolePlay>,
    /// The subjects, in order.
    pub sections: Vec<Section>,
    /// Subjects that have to come up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cover: Vec<Cover>,
    /// What can be answered.
    pub facts: Vec<Fact>,
    /// What is said about the next steps at the end.
    pub closing: String,
}

/// One level of a behaviourally anchored rating scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// 1 to 5.
    pub level: u8,
    /// What is observed at this level.
    pub text: String,
}

/// A competency, described by what can be observed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubric {
    /// `communication`, `technical`, `confidence`, `domain`, `problem_solving`, or one of a scenario's own.
    pub id: String,
    /// As shown.
    pub name: String,
    /// What is judged.
    pub about: String,
    /// What must not enter the judgement.
    pub not_judged: Vec<String>,
    /// Signs that speak for it.
    pub positive: Vec<String>,
    /// Signs that speak against it.
    pub negative: Vec<String>,
    /// The five levels, in order.
    pub levels: Vec<Anchor>,
}

/// An exercise for a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advice {
    /// A [`Gap`]'s name, or `structure`, `length`, `hedging`.
    pub gap: String,
    /// What to do.
    pub step: String,
    /// What it is good for.
    pub why: String,
    /// Where to read or practise on.
    pub resource: Option<String>,
    /// The section of a guide that it rests on. Absent in journals of versions without guides.
    pub source: Option<GuideRef>,
}

/// Four numbers from 0 to 1 that make one interviewer different from another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dials {
    /// Acknowledges more, smiles more.
    pub warmth: f32,
    /// Takes the floor back sooner.
    pub pace: f32,
    /// Follows up more often.
    pub probing: f32,
    /// Is content with less or only with more.
    pub strictness: f32,
}

/// How the voice should sound.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct VoiceHints {
    /// Semitones against the voice's own pitch.
    pub pitch: f32,
    /// 1 is the voice's own speed, 1.25 a quarter faster.
    pub rate: f32,
}

impl Default for VoiceHints {
    fn default() -> Self {
        Self { pitch: 0.0, rate: 1.0 }
    }
}

/// An interviewer. `lines` holds the defaults of the language with this person's own wordings laid over them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Persona {
    /// Equals the file's name.
    pub id: String,
    /// As shown and as said in the greeting.
    pub name: String,
    /// Their job.
    pub role: String,
    /// One sentence for the setup screen.
    pub manner: String,
    /// Which body in `assets/`.
    pub avatar: String,
    /// Temperament.
    pub dials: Dials,
    /// Voice.
    pub voice: VoiceHints,
    /// Every [`LineId`](super::LineId).
    pub lines: Lines,
}
