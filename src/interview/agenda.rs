//! What is asked next, and what has happened around the question that is open.

use crate::scenario::{Gap, Question, QuestionKind};

use super::blueprint::Blueprint;

/// The planned questions and how far they have been gone through.
#[derive(Clone, Debug)]
pub(crate) struct Agenda {
    order: Vec<Planned>,
    next: usize,
    /// The question that is open.
    pub(crate) current: Option<Exchange>,
}

#[derive(Clone, Debug)]
struct Planned {
    section: usize,
    question: Question,
}

/// Which way the next question goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Aim {
    /// The answers were weak.
    Easier,
    /// They were strong.
    Harder,
}

/// The exchange about one question.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    /// The question.
    pub(crate) question: Question,
    /// Its number among the main questions, from 1.
    pub(crate) number: usize,
    /// Index of its section.
    pub(crate) section: usize,
    /// Whether the section began with it.
    pub(crate) opens_section: bool,
    /// What was answered so far, with the gap each answer was asked for.
    pub(crate) answers: Vec<(Option<Gap>, String)>,
    /// Gaps already probed: never again in this exchange.
    pub(crate) probed: Vec<Gap>,
    /// Phrases of the candidate already given back to them.
    pub(crate) quoted: Vec<String>,
    /// Whether what is said here meets resistance; decided when it first matters.
    pub(crate) resisted: Option<bool>,
    /// The gap that the last utterance asked for.
    pub(crate) asking: Option<Gap>,
    /// Times a non-answer was followed by asking again.
    pub(crate) clarified: u8,
    /// Times "I don't know" was answered with an invitation.
    pub(crate) encouraged: u8,
    /// Times nothing was recognised in what was heard.
    pub(crate) not_heard: u8,
    /// Questions back that were dealt with.
    pub(crate) questions_back: u8,
    /// "Take your time" was said.
    pub(crate) reassured: bool,
}

impl Agenda {
    /// The plan's questions in order.
    #[must_use]
    pub(crate) fn new(plan: &Blueprint) -> Self {
        let order = plan.questions().map(|(section, question)| Planned { section, question: question.clone() }).collect();
        Self { order, next: 0, current: None }
    }

    /// How many main questions are planned.
    #[must_use]
    pub(crate) fn planned(&self) -> usize {
        self.order.len()
    }

    /// Whether a question has been or will be asked.
    #[must_use]
    pub(crate) fn has(&self, id: &str) -> bool {
        self.order.iter().any(|planned| planned.question.id == id)
    }

    /// Whether a question was open before the one that is open now.
    #[must_use]
    pub(crate) fn began(&self) -> bool {
        self.next > 1
    }

    /// How many have not been begun.
    #[must_use]
    pub(crate) fn remaining(&self) -> usize {
        self.order.len() - self.next
    }

    /// Opens the next question; `None` when all have been asked.
    pub(crate) fn advance(&mut self) -> Option<&Exchange> {
        let before = self.next.checked_sub(1).and_then(|n| self.order.get(n)).map(|planned| planned.section);
        let Some(planned) = self.order.get(self.next) else {
            self.current = None;
            return None;
        };
        self.next += 1;
        self.current = Some(Exchange {
            question: planned.question.clone(),
            number: self.next,
            section: planned.section,
            opens_section: before != Some(planned.section),
            answers: Vec::new(),
            probed: Vec::new(),
            quoted: Vec::new(),
            resisted: None,
            asking: None,
            clarified: 0,
            encouraged: 0,
            not_heard: 0,
            questions_back: 0,
            reassured: false,
        });
        self.current.as_ref()
    }

    /// Puts an easier or harder question of the same section in the place of the next one, where there is one that comes
    /// nearer to what the last answer calls for: a step from the question that it was given to. What must be asked, and what
    /// cites the documents, stays. Gives the ids of both.
    pub(crate) fn adapt(&mut self, plan: &Blueprint, aim: Aim) -> Option<(String, String)> {
        // A warm-up says nothing about what somebody can do.
        let warm_up = |question: &Question| matches!(question.kind, QuestionKind::Opening | QuestionKind::Motivation);
        let open = self.current.as_ref().filter(|exchange| !warm_up(&exchange.question))?;
        let stays = |question: &Question| question.must || question.cites.is_some() || warm_up(question);
        let planned = self.order.get(self.next).filter(|planned| !stays(&planned.question))?;
        let last = open.question.difficulty;
        let now = planned.question.difficulty;
        let wanted = match aim {
            Aim::Harder if now <= last && last < 5 => last + 1,
            Aim::Easier if now >= last && last > 1 => last - 1,
            _ => return None,
        };
        let asked = |id: &str| self.order.iter().any(|other| other.question.id == id);
        // The same kind keeps the section's mixture.
        let worth = |spare: &&Question| (spare.kind != planned.question.kind, spare.difficulty.abs_diff(wanted), spare.id.clone());
        let spares = plan.sections.get(planned.section)?.reserve.iter().filter(|spare| !asked(&spare.id));
        let spare = spares.filter(|spare| spare.difficulty.abs_diff(wanted) < now.abs_diff(wanted)).min_by_key(worth)?;
        let ids = (planned.question.id.clone(), spare.id.clone());
        self.order[self.next].question = spare.clone();
        Some(ids)
    }

    /// Adds a question to the end, in the section that was open last.
    pub(crate) fn append(&mut self, question: Question) {
        let section = self.order.last().map_or(0, |planned| planned.section);
        self.order.push(Planned { section, question });
    }

    /// Closes the question that is open.
    pub(crate) fn close(&mut self) {
        self.current = None;
    }
}
