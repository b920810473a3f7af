//! A small content without a problem, for the tests to break.

use greenroom::scenario::{Library, LineId, Problem};

pub(super) const BANK: &str = r#"schema = 1
id = "care/basics"
title = "Basics of care"
language = "en"
about = "Questions for tests."

[[question]]
id = "clean-hands"
text = "How do you keep your hands clean between two patients?"
kind = "technical"
competencies = ["technical"]
difficulty = 3
minutes = 3
keywords = ["soap", "gel"]
weak = ["Says always"]

[[question.evidence]]
id = "before"
text = "Cleans them before each patient"
cues = ["before each", "soap", "gel"]

[[question.evidence]]
id = "after"
text = "Cleans them afterwards"
cues = ["afterwards", "gloves off", "rinse"]

[[question.evidence]]
id = "rings"
text = "Takes rings off"
cues = ["rings", "watch", "sleeves"]

[[question.probes]]
gap = "rings"
text = "You mentioned {thing}. What else do you take off?"

[[question.probes]]
gap = "reasoning"
text = "What is the reason for that?"

[[question]]
id = "lost-keys"
text = "Tell me about a time when something important went missing on your ward."
kind = "behavioural"
competencies = ["domain", "problem_solving"]
difficulty = 2
minutes = 4

[[question.evidence]]
id = "what"
text = "Says what was lost"
cues = ["key", "chart", "wallet"]

[[question.evidence]]
id = "search"
text = "Searched in an order"
cues = ["searched", "retraced", "looked under"]

[[question.evidence]]
id = "told"
text = "Told the owner"
cues = ["told", "owned up", "rang the family"]

[[question.probes]]
gap = "action"
text = "When {said}, what did you do first?"

[[question.probes]]
gap = "result"
text = "How did it end?"
"#;

pub(super) const SCENARIO: &str = r#"schema = 1
id = "ward"
title = "A day on the ward"
summary = "For tests."
sector = "care"
role = "Care assistant"
level = "any"
kind = "interview"
language = "en"
minutes = 10
published = true
personas = ["kim"]
objectives = ["Answers with a case"]
end_criteria = ["All was asked"]

[employer]
name = "Elm House"
about = "A home for forty people."

[opening]
brief = "We have ten minutes."

[[section]]
id = "start"
title = "The start"
draw = 2

[[section.question]]
bank = "care/basics#clean-hands"
must = true

[[section.question]]
bank = "care/basics#lost-keys"

[[section.question]]
id = "night-call"
text = "A resident rings at three in the morning and wants company. What do you do?"
kind = "situational"
competencies = ["communication"]
difficulty = 2
minutes = 3

[[section.question.evidence]]
id = "goes"
text = "Goes there"
cues = ["go to him", "sit down", "lamp"]

[[section.question.evidence]]
id = "asks"
text = "Asks what is wrong"
cues = ["ask him", "pain", "dream"]

[[section.question.evidence]]
id = "note"
text = "Writes it down"
cues = ["note", "handover", "morning team"]

[[section.question.probes]]
gap = "note"
text = "After {thing}, who hears about it in the morning?"

[[section.question.probes]]
gap = "reasoning"
text = "What speaks for that?"

[[fact]]
id = "pay"
about = ["pay", "salary"]
text = "It is fourteen an hour."

[closing]
text = "You will hear from us on Friday."
"#;

pub(super) const PERSONA: &str = r#"schema = 1
id = "kim"
name = "Kim Vale"
role = "Team lead"
manner = "Calm."
avatar = "interviewer"

[dials]
warmth = 0.5
pace = 0.5
probing = 0.5
strictness = 0.5

[voice]
pitch = 0.0
rate = 1.0

[lines]
skip_ok = [
    "Fine, we leave it.",
    "No harm done there.",
    "We can drop it.",
    "On we go then.",
    "Good, something else next.",
]
"#;

pub(super) const ADVICE: &str = r#"schema = 1

[[advice]]
gap = "result"
step = "Add one line about what came of it."
why = "A story needs an end."
guide = "stories#the-end"
"#;

/// A guide with two sections.
pub(super) const GUIDE: &str = "# Telling stories

A story is remembered when it has a beginning and an end, and this guide shows how to find both of them in a few minutes.

## The beginning

Say where it was and what was at stake. Two sentences are enough for that, because nobody asked for the history of the
ward. If you catch yourself in a third one, go on to what you did, and leave the rest for the questions that follow.

## The end

Say what was different afterwards. A number is good when you have one, and otherwise a before and an after will do just as
well. Then stop, and let the silence stand: it says that the story is over, and the next question can come when it comes.
";

const DIMENSIONS: [&str; 5] = ["communication", "technical", "confidence", "domain", "problem_solving"];

pub(super) fn rubric(id: &str) -> String {
    let mut text = format!(
        "schema = 1\nid = \"{id}\"\nname = \"{id}\"\nabout = \"What is judged\"\nnot_judged = [\"accent\"]\npositive = [\"clear\"]\nnegative = [\"vague\"]\n"
    );
    for level in 1..=5 {
        text.push_str(&format!("\n[[level]]\nlevel = {level}\ntext = \"At level {level}.\"\n"));
    }
    text
}

/// Six wordings of every key.
pub(super) fn lines() -> String {
    let mut text = "schema = 1\nlanguage = \"en\"\n\n[lines]\n".to_owned();
    for id in LineId::ALL {
        let key = serde_json::to_value(id).unwrap();
        let key = key.as_str().unwrap();
        let slot = if ["clarify", "question_back", "fact_then_back", "resume"].contains(&key) { " {question}" } else { "" };
        text.push_str(&format!("{key} = [\n"));
        for first in ["One", "Two", "Three", "Four", "Five", "Six"] {
            text.push_str(&format!("    \"{first} plain wording.{slot}\",\n"));
        }
        text.push_str("]\n");
    }
    text
}

/// All files by path.
pub(super) fn files() -> Vec<(String, String)> {
    let mut files = vec![
        ("seeds/banks/care/basics.toml".to_owned(), BANK.to_owned()),
        ("scenarios/ward.toml".to_owned(), SCENARIO.to_owned()),
        ("seeds/personas/kim.toml".to_owned(), PERSONA.to_owned()),
        ("seeds/advice.toml".to_owned(), ADVICE.to_owned()),
        ("seeds/lines/en.toml".to_owned(), lines()),
        ("seeds/knowledge/stories.md".to_owned(), GUIDE.to_owned()),
    ];
    files.extend(DIMENSIONS.map(|id| (format!("seeds/rubrics/{id}.toml"), rubric(id))));
    files
}

/// The library after one file was changed.
pub(super) fn with(path: &str, change: impl FnOnce(&str) -> String) -> (Library, Vec<Problem>) {
    let mut files = files();
    let file = files.iter_mut().find(|(known, _)| known == path).unwrap();
    file.1 = change(&file.1);
    Library::from_files(files)
}
