//! What is asked next, and what has happened around the question that is open.

use crate::scenario::{Gap, Question};

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

    /// Closes the question that is open.
    pub(crate) fn close(&mut self) {
        self.current = None;
    }
}
