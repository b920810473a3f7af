//! A played situation: whom the interviewer plays, what the candidate has to reach, and what spoils it. The scenes are
//! ordinary questions of the kind [`Scene`](super::QuestionKind::Scene), with what the played person says as their text.

use serde::{Deserialize, Serialize};

use super::line::Lines;
use super::model::VoiceHints;

/// Breaches after which the played person has had enough, unless the scenario says otherwise.
pub(super) const MOST_BREACHES: u8 = 2;

/// What makes a scenario a role-play.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RolePlay {
    /// Whom the interviewer plays, as shown beside what they say.
    pub character: String,
    /// What that person is and wants, for the candidate to know beforehand.
    pub part: String,
    /// Who the candidate is in it.
    pub candidate: String,
    /// What the candidate has to reach. It is reached when every needed item of the scenes has been said.
    pub objective: String,
    /// What must not happen.
    pub breaches: Vec<Breach>,
    /// So many breaches end the talk.
    pub most_breaches: u8,
    /// What the played person says when the objective is reached.
    pub reached: Vec<String>,
    /// What they say when they give up.
    pub missed: Vec<String>,
    /// How they sound.
    pub voice: VoiceHints,
    /// What they say instead of the interviewer's own lines.
    pub lines: Lines,
}

/// Something that a professional does not say in such a talk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// Unique within the role-play.
    pub id: String,
    /// What it is, for the report.
    pub text: String,
    /// Words by which it is heard, compared by stem.
    pub cues: Vec<String>,
    /// What the played person answers.
    pub replies: Vec<String>,
}
