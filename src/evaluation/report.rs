//! The report, `greenroom.report/1`. Its JSON Schema is derived from these types and published as
//! `assets/schema/report.schema.json`; a test compares the two.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::interview::{EndReason, Purpose, Speaker, TurnId, TurnKind, Word};
use crate::scenario::{Citation, Gap, GuideRef};

/// Name and version of this shape.
pub const REPORT_SCHEMA: &str = "greenroom.report/1";

/// A judged session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// `greenroom.report/1`.
    pub schema: String,
    /// What, when, with whom and judged by what.
    pub session: SessionInfo,
    /// Everything that was said.
    pub turns: Vec<ReportTurn>,
    /// Question by question.
    pub answers: Vec<AnswerReport>,
    /// The five dimensions and the scenario's own.
    pub dimensions: Vec<Dimension>,
    /// All of it in one number, or nothing.
    pub overall: Overall,
    /// What had to be reached in a role-play, and whether it was; null in an interview.
    #[serde(default)]
    pub objective: Option<ObjectiveReport>,
    /// Subjects that had to come up, in the scenario's order; empty when it names none.
    #[serde(default)]
    pub coverage: Vec<SubjectReport>,
    /// How it was said, as far as it can be measured.
    pub delivery: Delivery,
    /// What worked.
    pub went_well: Vec<Remark>,
    /// What worked half.
    pub went_okay: Vec<Remark>,
    /// What to work on.
    pub needs_improvement: Vec<Remark>,
    /// What to do next, most useful first.
    pub plan: Vec<PlanStep>,
    /// What the models cost.
    pub cost: Cost,
}

impl Report {
    /// The dimensions whose judgement quotes this turn.
    pub fn resting_on(&self, turn: TurnId) -> impl Iterator<Item = &Dimension> {
        self.dimensions.iter().filter(move |dimension| dimension.evidence.iter().any(|evidence| evidence.turn == turn))
    }
}

/// The objective of a role-play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ObjectiveReport {
    /// What the candidate had to reach.
    pub text: String,
    /// Whom the interviewer played.
    pub character: String,
    /// Whether it was reached.
    pub outcome: Outcome,
    /// What it needed.
    pub criteria: Vec<Criterion>,
    /// What was said that spoils such a talk, in order.
    pub breaches: Vec<Criterion>,
    /// What decided on it.
    pub judged_by: String,
    /// How it came out by the rules that need no model, where a model decided otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_by_rules: Option<Outcome>,
}

/// How a role-play came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Everything needed was said.
    Reached,
    /// The played person gave up.
    Missed,
    /// It ended before it was decided.
    Open,
}

/// Something that a role-play's objective needs, or that spoils it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Criterion {
    /// In words.
    pub text: String,
    /// Whether it was said.
    pub met: bool,
    /// Where, if it can be quoted.
    pub evidence: Option<Evidence>,
    /// Whether it was said by the rules that need no model, where a model decided otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub met_by_rules: Option<bool>,
}

/// A subject that had to come up, whatever the question was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SubjectReport {
    /// Unique within the scenario.
    pub id: String,
    /// As shown.
    pub title: String,
    /// Whether the candidate spoke of it.
    pub covered: bool,
    /// Where for the first time, if it can be quoted.
    pub evidence: Option<Evidence>,
}

/// What, when, with whom, and judged by what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionInfo {
    /// Unique.
    pub id: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// The job.
    pub role: String,
    /// BCP 47 tag.
    pub language: String,
    /// RFC 3339.
    pub started_at: String,
    /// RFC 3339.
    pub ended_at: String,
    /// Active time in milliseconds.
    pub duration_ms: u64,
    /// Why it ended.
    pub ended_because: EndReason,
    /// Who asked, and what worded the questions.
    pub interviewer: Source,
    /// What judged.
    pub judge: Source,
    /// How a model judged; absent where the embedded judge did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judging: Option<Judging>,
    /// What recognised speech; null when everything was typed.
    pub recogniser: Option<String>,
    /// What the interviewer spoke with; null when silent.
    pub voice: Option<String>,
}

/// Who or what did something, and what stood in for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// "Maya Lindqvist", "embedded judge", "gpt-x at api.example".
    pub name: String,
    /// `embedded` or the model's name.
    pub engine: String,
    /// Times that the embedded one stood in for a model that failed, with the reasons.
    pub fallbacks: Vec<String>,
}

/// How a model judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Judging {
    /// Times that it was asked to judge the whole.
    pub runs: u32,
    /// Of these, the judgements that could be used.
    pub counted: u32,
    /// Passages that it quoted.
    pub quotes: u32,
    /// Of these, dropped: they do not stand in the candidate's answers, or are too short, or the question given back.
    pub quotes_dropped: u32,
    /// The overall score of the embedded judge, for comparison.
    pub embedded_score: Option<f64>,
}

/// One turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReportTurn {
    /// Its number; evidence names it.
    pub index: TurnId,
    /// Who.
    pub speaker: Speaker,
    /// Their name, where it is not the interviewer: a person who is played, or a colleague in a panel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is.
    pub kind: TurnKind,
    /// What was said.
    pub text: String,
    /// With hesitations; null without a verbatim recogniser.
    pub verbatim: Option<String>,
    /// Milliseconds since the session began.
    pub start_ms: u64,
    /// Milliseconds since the session began.
    pub end_ms: u64,
    /// Null when typed.
    pub words: Option<Vec<Word>>,
    /// The question it belongs to.
    pub question_id: Option<String>,
    /// What a probe is aimed at.
    pub gap: Option<Gap>,
    /// The words of the resume or the job that it names.
    pub cites: Option<Citation>,
}

/// Words of the candidate that something rests on: they occur letter for letter in the turn's `text` or `verbatim`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// A turn of the candidate's.
    pub turn: TurnId,
    /// At least three words, or the whole answer.
    pub quote: String,
    /// Milliseconds since the session began; null when typed.
    pub start_ms: Option<u64>,
    /// Milliseconds since the session began; null when typed.
    pub end_ms: Option<u64>,
}

/// One question and what was said to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AnswerReport {
    /// The question's id.
    pub question_id: String,
    /// As it was asked.
    pub question: String,
    /// All turns of the exchange, probes included.
    pub turns: Vec<TurnId>,
    /// The four parts of a story, where the question asks for one.
    pub star: Star,
    /// What stayed missing at the end of the exchange.
    pub gaps: Vec<Gap>,
    /// In words, for the candidate.
    pub notes: Vec<String>,
    /// What a good answer would contain and this one did not, from the question's list.
    pub missing: Vec<String>,
}

/// The four parts of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Star {
    /// Where and when.
    pub situation: Option<Evidence>,
    /// What had to be reached.
    pub task: Option<Evidence>,
    /// What the candidate did.
    pub action: Option<Evidence>,
    /// What came of it.
    pub result: Option<Evidence>,
}

/// One competency's judgement, or the reason why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dimension {
    /// The rubric's id.
    pub id: String,
    /// As shown.
    pub name: String,
    /// 1 to 10: `1 + (level - 1) * 9 / 4`, with the mean level before rounding.
    pub score: Option<f64>,
    /// 1 to 5.
    pub level: Option<u8>,
    /// The rubric's words for this level.
    pub anchor: Option<String>,
    /// 0 to 1: how much the level rests on.
    pub confidence: f64,
    /// At least one where there is a score.
    pub evidence: Vec<Evidence>,
    /// Why there is no score.
    pub not_assessed: Option<String>,
    /// What each run of a model thought, and the embedded judge beside it; absent where the embedded judge alone judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opinions: Option<Opinions>,
}

/// Several opinions on one competency.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Opinions {
    /// Levels of a model's runs, 1 to 5; null where a run did not assess it.
    pub runs: Vec<Option<u8>>,
    /// Standard deviation over these in points of the score; null with fewer than two.
    pub spread: Option<f64>,
    /// The embedded judge's level, 1 to 5; null where it does not assess it.
    pub embedded: Option<u8>,
    /// Where two of them lie two levels or more apart: a sentence that says so.
    pub disagreement: Option<String>,
    /// Where answers that are none held the level down: a sentence that says so.
    pub held_down: Option<String>,
}

/// The mean of what was assessed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Overall {
    /// 1 to 10; null when nothing was assessed.
    pub score: Option<f64>,
    /// 0 to 1.
    pub confidence: f64,
    /// Standard deviation over answers, or over a model's runs, in points of the score; null with fewer than two.
    pub spread: Option<f64>,
}

/// Measures of speech. All null when the answers were typed, with the reason.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Delivery {
    /// Words per minute of speaking time.
    pub words_per_minute: Option<f64>,
    /// Null until a verbatim transcript exists.
    pub fillers_per_minute: Option<f64>,
    /// Null until a verbatim transcript exists.
    pub fillers: Option<Vec<Filler>>,
    /// Silences of more than a second inside answers.
    pub pauses: Option<Pauses>,
    /// The candidate's share of all speaking time, 0 to 1.
    pub talk_ratio: Option<f64>,
    /// Median time from the end of a question to the first word.
    pub latency_ms: Option<u64>,
    /// Why fields are null.
    pub not_measured: Option<String>,
}

/// A filler and how often it was heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Filler {
    /// "um".
    pub text: String,
    /// Times.
    pub count: u32,
}

/// Silences inside answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pauses {
    /// How many.
    pub count: u32,
    /// The longest.
    pub longest_ms: u64,
}

/// A remark with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Remark {
    /// To the candidate.
    pub text: String,
    /// May be empty only where something was not said at all.
    pub evidence: Vec<Evidence>,
}

/// Something to do before the next interview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanStep {
    /// What.
    pub step: String,
    /// What for, tied to what was said.
    pub why: String,
    /// Where to read or practise on.
    pub resource: Option<String>,
    /// The section of a guide that the step rests on.
    pub source: Option<GuideRef>,
}

/// Tokens and money.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cost {
    /// Sent.
    pub tokens_in: u64,
    /// Received.
    pub tokens_out: u64,
    /// Null when the price of one of the models is not known.
    pub usd: Option<f64>,
    /// Of which day the prices are, and where they come from; absent where no price was needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prices: Option<String>,
    /// The same by what it was for.
    pub by_purpose: BTreeMap<Purpose, PurposeCost>,
}

/// Tokens of one purpose.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PurposeCost {
    /// Calls made.
    pub calls: u32,
    /// Of these, failed.
    pub failed: u32,
    /// Of these, answered from what the same call had brought before: no tokens.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub cached: u32,
    /// Sent.
    pub tokens_in: u64,
    /// Received.
    pub tokens_out: u64,
    /// Time waited.
    pub millis: u64,
    /// Null when the price of one of the models is not known.
    #[serde(default)]
    pub usd: Option<f64>,
}

/// For what is written only where there is something to say.
fn is_zero(number: &u32) -> bool {
    *number == 0
}
