//! What an interviewer says besides the questions, by key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{Gap, QuestionKind};

/// What can be said that is not a question: every key has several wordings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the wordings in seeds/lines/en.toml show what each is for")]
pub enum LineId {
    Greeting,
    Acknowledge,
    AcknowledgeShort,
    AcknowledgeFeeling,
    MmHm,
    Bridge,
    BridgeSection,
    TakeYourTime,
    RepeatIntro,
    RephraseIntro,
    MeantStory,
    MeantPlan,
    MeantMethod,
    MeantOpen,
    Clarify,
    DidNotHear,
    OfferTyping,
    SkipOk,
    DontKnow,
    DontKnowMoveOn,
    QuestionBack,
    FactThenBack,
    NoFact,
    InviteQuestions,
    AnythingElse,
    NoMoreQuestions,
    WindUp,
    TooLong,
    TimeWarning,
    TimeUp,
    Resume,
    PauseOk,
    StillThere,
    OfferPause,
    EndEarly,
    EndIdle,
    EndOutage,
    Closing,
    ProbeSituation,
    ProbeTask,
    ProbeAction,
    ProbeResult,
    ProbeOwnership,
    ProbeSpecifics,
    ProbeReasoning,
    ProbeReflection,
    ProbeActionPlanned,
    ProbeSpecificsPlanned,
    ProbeReasoningPlanned,
    PushbackIntro,
    StepOut,
    NotYet,
    HandOver,
    TakeOver,
}

impl LineId {
    /// Every key; `content check` demands each of them.
    pub const ALL: [Self; 54] = [
        Self::Greeting,
        Self::Acknowledge,
        Self::AcknowledgeShort,
        Self::AcknowledgeFeeling,
        Self::MmHm,
        Self::Bridge,
        Self::BridgeSection,
        Self::TakeYourTime,
        Self::RepeatIntro,
        Self::RephraseIntro,
        Self::MeantStory,
        Self::MeantPlan,
        Self::MeantMethod,
        Self::MeantOpen,
        Self::Clarify,
        Self::DidNotHear,
        Self::OfferTyping,
        Self::SkipOk,
        Self::DontKnow,
        Self::DontKnowMoveOn,
        Self::QuestionBack,
        Self::FactThenBack,
        Self::NoFact,
        Self::InviteQuestions,
        Self::AnythingElse,
        Self::NoMoreQuestions,
        Self::WindUp,
        Self::TooLong,
        Self::TimeWarning,
        Self::TimeUp,
        Self::Resume,
        Self::PauseOk,
        Self::StillThere,
        Self::OfferPause,
        Self::EndEarly,
        Self::EndIdle,
        Self::EndOutage,
        Self::Closing,
        Self::ProbeSituation,
        Self::ProbeTask,
        Self::ProbeAction,
        Self::ProbeResult,
        Self::ProbeOwnership,
        Self::ProbeSpecifics,
        Self::ProbeReasoning,
        Self::ProbeReflection,
        Self::ProbeActionPlanned,
        Self::ProbeSpecificsPlanned,
        Self::ProbeReasoningPlanned,
        Self::PushbackIntro,
        Self::StepOut,
        Self::NotYet,
        Self::HandOver,
        Self::TakeOver,
    ];

    /// What a question of this kind is after, for somebody who did not understand it.
    #[must_use]
    pub fn meant_by(kind: QuestionKind) -> Self {
        match kind {
            QuestionKind::Behavioural => Self::MeantStory,
            QuestionKind::Situational | QuestionKind::Domain => Self::MeantPlan,
            QuestionKind::Technical => Self::MeantMethod,
            QuestionKind::Opening | QuestionKind::Motivation | QuestionKind::Boundary | QuestionKind::Scene => Self::MeantOpen,
        }
    }

    /// The general probe for a gap, where there is one. What somebody would do is asked in other words than what they did.
    #[must_use]
    pub fn probe_for(gap: &Gap, kind: QuestionKind) -> Option<Self> {
        let planned = matches!(kind, QuestionKind::Situational | QuestionKind::Technical | QuestionKind::Domain);
        Some(match gap {
            Gap::Action if planned => Self::ProbeActionPlanned,
            Gap::Specifics if planned => Self::ProbeSpecificsPlanned,
            Gap::Reasoning if planned => Self::ProbeReasoningPlanned,
            Gap::Situation => Self::ProbeSituation,
            Gap::Task => Self::ProbeTask,
            Gap::Action => Self::ProbeAction,
            Gap::Result => Self::ProbeResult,
            Gap::Ownership => Self::ProbeOwnership,
            Gap::Specifics => Self::ProbeSpecifics,
            Gap::Reasoning => Self::ProbeReasoning,
            Gap::Reflection => Self::ProbeReflection,
            Gap::Relevance | Gap::Evidence(_) | Gap::Pushback => return None,
        })
    }
}

/// Wordings by key.
pub type Lines = BTreeMap<LineId, Vec<String>>;
