//! One line of the examination.

use std::fmt;

use serde::Serialize;

/// How things stand. The mark is a word, so that it needs no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is there and works.
    Found,
    /// It is not there, and an interview does without.
    Missing,
    /// It is there or was asked for, and does not work; an interview does without.
    Problem,
    /// Without it no interview can be held.
    Blocking,
}

impl State {
    /// As the terminal shows it.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Missing => "missing",
            Self::Problem => "problem",
            Self::Blocking => "blocks",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// The program itself.
    Program,
    /// Where data lie.
    Folders,
    /// Scenarios and questions.
    Content,
    /// What the interviewer speaks with.
    Voice,
    /// What the candidate is understood with.
    Hearing,
    /// A language model.
    LanguageModel,
    /// What draws the room.
    Graphics,
}

impl Group {
    /// Its heading at the terminal.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Program => "Program",
            Self::Folders => "Folders",
            Self::Content => "Content",
            Self::Voice => "Voice",
            Self::Hearing => "Hearing",
            Self::LanguageModel => "Language model",
            Self::Graphics => "Graphics",
        }
    }
}

/// What was found out about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it is about.
    pub group: Group,
    /// Names it for machines; does not change.
    pub id: &'static str,
    /// How things stand.
    pub state: State,
    /// What is the case.
    pub text: String,
    /// What to do, where there is something to do.
    pub remedy: Option<String>,
}

impl Finding {
    pub(super) fn found(group: Group, id: &'static str, text: impl Into<String>) -> Self {
        Self { group, id, state: State::Found, text: text.into(), remedy: None }
    }

    pub(super) fn missing(group: Group, id: &'static str, text: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { group, id, state: State::Missing, text: text.into(), remedy: Some(remedy.into()) }
    }

    pub(super) fn problem(group: Group, id: &'static str, text: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { group, id, state: State::Problem, text: text.into(), remedy: Some(remedy.into()) }
    }

    pub(super) fn blocking(group: Group, id: &'static str, text: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { group, id, state: State::Blocking, text: text.into(), remedy: Some(remedy.into()) }
    }

    /// From an error whose sentence says after a semicolon what to do.
    pub(super) fn of_error(group: Group, id: &'static str, state: State, error: &str, otherwise: &str) -> Self {
        let (text, remedy) = error.split_once("; ").unwrap_or((error, otherwise));
        Self { group, id, state, text: text.to_owned(), remedy: Some(remedy.to_owned()) }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "  {:<8} {}", self.state.mark(), self.text)?;
        match &self.remedy {
            Some(remedy) => write!(f, " -> {remedy}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_errors_advice_becomes_the_remedy() {
        let finding = Finding::of_error(Group::Hearing, "x", State::Problem, "it is damaged; fetch it again", "nothing");
        assert_eq!(finding.to_string(), "  problem  it is damaged -> fetch it again");
        let finding = Finding::of_error(Group::Hearing, "x", State::Blocking, "it is damaged", "fetch another");
        assert_eq!(finding.to_string(), "  blocks   it is damaged -> fetch another");
    }
}
