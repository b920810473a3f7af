//! What a model gets to judge: who was asked what and said what, and by which rubrics.

use std::borrow::Cow;

use crate::evaluation::exchange::as_asked;
use crate::interview::{Blueprint, Channel, Moment, Part, Speaker, Turn, TurnId, TurnKind};
use crate::scenario::{Question, Rubric};

/// A session, or a single answer outside of any.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// Role and employer; words from outside.
    pub(super) frame: String,
    /// A role-play: no interview.
    pub(super) played: bool,
    /// BCP 47 tag.
    pub(super) language: &'a str,
    /// What is judged.
    pub(super) rubrics: Vec<&'a Rubric>,
    /// The questions in the order in which they were asked.
    pub(super) asked: Vec<Asked<'a>>,
    /// Everything that was said.
    pub(super) turns: Cow<'a, [Turn]>,
}

/// A question that was asked.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a> {
    /// Its id.
    pub(super) id: String,
    /// In the words that it was asked in.
    pub(super) text: String,
    /// As it was planned; `None` for one that nobody had planned.
    pub(super) planned: Option<&'a Question>,
}

impl<'a> Case<'a> {
    /// A session that is over.
    #[must_use]
    pub fn of_session(plan: &'a Blueprint, turns: &'a [Turn]) -> Self {
        let mut asked: Vec<Asked<'a>> = Vec::new();
        for turn in turns.iter().filter(|turn| matches!(turn.kind, TurnKind::Question | TurnKind::Probe | TurnKind::Answer)) {
            let Some(id) = turn.question.as_ref().filter(|id| asked.iter().all(|known| known.id != **id)) else { continue };
            let put = turns.iter().find(|turn| turn.question.as_ref() == Some(id) && turn.kind == TurnKind::Question);
            let planned = plan.question(id);
            let text = planned.map_or_else(|| put.map_or_else(String::new, |turn| turn.text.clone()), |question| as_asked(question, put));
            asked.push(Asked { id: id.clone(), text, planned });
        }
        let card = &plan.scenario;
        let mut frame = format!("Role: {}\nEmployer: {}. {}", card.role, card.employer.name, card.employer.about);
        if !plan.job_terms.is_empty() {
            frame = format!("{frame}\nThe job asks for: {}", plan.job_terms.join("; "));
        }
        if let Some(play) = &plan.roleplay {
            frame = format!(
                "{frame}\nThe other side is {}, {}. The candidate is {}.\nObjective: {}",
                play.character, play.part, play.candidate, play.objective
            );
        }
        Self {
            frame,
            played: plan.roleplay.is_some(),
            language: &card.language,
            rubrics: plan.rubrics.iter().collect(),
            asked,
            turns: Cow::Borrowed(turns),
        }
    }

    /// One answer to one question.
    #[must_use]
    pub fn of_answer(question: &'a Question, rubrics: Vec<&'a Rubric>, answer: &str) -> Self {
        let turn = |id: u32, speaker: Speaker, kind: TurnKind, text: &str| Turn {
            id: TurnId(id),
            speaker,
            part: Part::Interviewer,
            kind,
            question: Some(question.id.clone()),
            gap: None,
            cites: None,
            text: text.to_owned(),
            verbatim: None,
            channel: (speaker == Speaker::Candidate).then_some(Channel::Typed),
            start: Moment::START,
            end: Moment::START,
            latency_ms: None,
            words: Vec::new(),
        };
        Self {
            frame: "One answer of a practice interview.".to_owned(),
            played: question.kind.is_played(),
            language: "en",
            rubrics,
            asked: vec![Asked { id: question.id.clone(), text: question.text.clone(), planned: Some(question) }],
            turns: Cow::Owned(vec![
                turn(1, Speaker::Interviewer, TurnKind::Question, &question.text),
                turn(2, Speaker::Candidate, TurnKind::Answer, answer),
            ]),
        }
    }

    /// A question's number as the model sees it, from 1.
    pub(super) fn number(&self, question: Option<&str>) -> Option<usize> {
        question.and_then(|id| self.asked.iter().position(|asked| asked.id == id)).map(|place| place + 1)
    }
}
