//! What a listener with the question's checklist in hand finds in one answer. Both the interviewer (what is missing?)
//! and the judge (what is there?) work from this.

use std::ops::Range;

use crate::scenario::Gap;

/// A stretch of the answer's text, as byte offsets on character boundaries.
pub type Span = Range<usize>;

/// What kind of answer it is, before any judgement of its quality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Substance {
    /// Says something to the question.
    Answer,
    /// Too little to judge: "fine", "yes", a few words.
    NonAnswer,
    /// The words of the question given back.
    Echo,
    /// Cue words without sentences.
    Salad,
    /// Sentences, but about something else.
    OffTopic,
}

/// Where the four parts of a story stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StarSpans {
    /// Where and when.
    pub situation: Option<Span>,
    /// What had to be reached.
    pub task: Option<Span>,
    /// What the candidate did.
    pub action: Option<Span>,
    /// What came of it.
    pub result: Option<Span>,
}

/// The findings in one answer (all turns to one question read as one text are read turn by turn and then joined).
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// What kind of answer.
    pub substance: Substance,
    /// Story parts.
    pub star: StarSpans,
    /// Items of the question's evidence list that are there, with where.
    pub evidence: Vec<(String, Span)>,
    /// Sentences in which "I" does something: the candidate's own part.
    pub ownership: Vec<Span>,
    /// Sentences with a number, a name, a tool, a date: what could be checked.
    pub specifics: Vec<Span>,
    /// Sentences that give a reason or weigh alternatives.
    pub reasoning: Vec<Span>,
    /// Sentences that look back: learned, would do differently.
    pub reflection: Vec<Span>,
    /// What is missing, most worth asking first. Never contains a gap that the question's kind does not call for.
    pub gaps: Vec<Gap>,
    /// Noun phrases of the candidate's, pronouns turned ("your handover sheet"), most telling first.
    pub things: Vec<String>,
    /// Clauses of the candidate's, turned to the second person ("you moved the deadline"), most telling first.
    pub said: Vec<String>,
    /// Words, hesitations left out.
    pub words: usize,
}
