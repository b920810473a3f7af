//! Scripted candidates: answers from a file, in order or by what is asked.
//!
//! A `.txt` file holds one answer a paragraph, given in order. A `.toml` file holds `[[answer]]` tables with `about` (words
//! of the question) and `text`, and a `default`: the unused answer whose words fit the question best is given.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::facts::stems;
use super::intent::{Intent, intent};
use super::rehearsal::{Cast, Doings, Situation, typed};
use super::transcript::TurnKind;

/// A candidate who answers from a script.
#[derive(Clone, Debug)]
pub struct ScriptedCandidate {
    script: Script,
}

#[derive(Clone, Debug)]
enum Script {
    InOrder(std::collections::VecDeque<String>),
    ByQuestion { answers: Vec<Answer>, default: Option<String> },
}

#[derive(Clone, Debug)]
struct Answer {
    about: Vec<BTreeSet<String>>,
    text: String,
    used: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    default: Option<String>,
    #[serde(default)]
    answer: Vec<FileAnswer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileAnswer {
    about: Vec<String>,
    text: String,
}

/// Why a script cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ScriptError {
    /// Not TOML of the expected shape.
    #[error("not a candidate's script: {0}")]
    Syntax(String),
    /// Nothing in it.
    #[error("there is no answer in it")]
    Empty,
}

impl ScriptedCandidate {
    /// Answers separated by blank lines, given in order.
    ///
    /// # Errors
    /// When there are none.
    pub fn from_paragraphs(text: &str) -> Result<Self, ScriptError> {
        let text = text.replace("\r\n", "\n");
        let answers: std::collections::VecDeque<String> = text
            .split("\n\n")
            .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|text| !text.is_empty())
            .collect();
        if answers.is_empty() { Err(ScriptError::Empty) } else { Ok(Self { script: Script::InOrder(answers) }) }
    }

    /// Answers by what is asked.
    ///
    /// # Errors
    /// When the text is not a script, or holds no answer.
    pub fn from_toml(text: &str) -> Result<Self, ScriptError> {
        let file: File = toml::from_str(text).map_err(|error| ScriptError::Syntax(error.to_string()))?;
        if file.answer.is_empty() && file.default.is_none() {
            return Err(ScriptError::Empty);
        }
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let answers = file
            .answer
            .into_iter()
            .map(|answer| Answer {
                about: answer.about.iter().map(|phrase| stems(phrase)).collect(),
                text: tidy(&answer.text),
                used: false,
            })
            .collect();
        Ok(Self { script: Script::ByQuestion { answers, default: file.default.as_deref().map(tidy) } })
    }

    /// What is said to `asked`; `None` when there is nothing left to say. `invited` to ask, it is a question or nothing; to
    /// somebody who is `played` it may be anything.
    pub fn reply(&mut self, asked: &str, invited: bool, played: bool) -> Option<String> {
        match &mut self.script {
            Script::InOrder(answers) => answers.pop_front(),
            Script::ByQuestion { answers, default } => {
                let asked = stems(asked);
                let mut best: Option<(usize, usize)> = None;
                // "What would you like to ask me?" is answered with a question or not at all.
                let fits = |answer: &Answer| !answer.used && (played || (intent(&answer.text) == Intent::Question) == invited);
                for (index, answer) in answers.iter().enumerate().filter(|(_, answer)| fits(answer)) {
                    // All words of a phrase have to be there; a longer phrase says more.
                    let fit: usize =
                        answer.about.iter().filter(|phrase| !phrase.is_empty() && phrase.is_subset(&asked)).map(BTreeSet::len).sum();
                    if fit > 0 && best.is_none_or(|(most, _)| fit > most) {
                        best = Some((fit, index));
                    }
                }
                if let Some((_, index)) = best {
                    answers[index].used = true;
                    return Some(answers[index].text.clone());
                }
                if invited {
                    return Some("No, that is all, thank you.".to_owned());
                }
                default.clone()
            }
        }
    }
}

impl Cast for ScriptedCandidate {
    fn answer(&mut self, situation: &Situation<'_>) -> Doings {
        let last = super::rehearsal::asked_before(situation.turns, situation.turn);
        let played = last.is_some_and(|turn| turn.part == super::transcript::Part::Character);
        let invited =
            last.is_some_and(|turn| matches!(turn.kind, TurnKind::Invitation) || (turn.kind == TurnKind::Fact && turn.question.is_none()));
        typed(situation.turn, self.reply(situation.asked, invited, played))
    }
}
