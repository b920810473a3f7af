//! A language model that judges: it reads the transcript out of the request, as a model would, and quotes from it.

use serde_json::{Value, json};

use super::model_server::Request;

/// An answer of the candidate's, as it stands in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) turn: u32,
    pub(crate) text: String,
}

/// Whether a judgement of the whole is asked for.
pub(crate) fn wants_judgement(request: &Request) -> bool {
    shape(request) == "judgement"
}

/// Whether a role-play's objective is asked for.
pub(crate) fn wants_objective(request: &Request) -> bool {
    shape(request) == "objective"
}

fn shape(request: &Request) -> &str {
    let system = request.message("system");
    if system.contains("You judge how somebody did") {
        "judgement"
    } else if system.contains("You check whether somebody reached the objective") {
        "objective"
    } else {
        ""
    }
}

/// The lines that are marked as answers.
pub(crate) fn answers(request: &Request) -> Vec<Line> {
    let answer = |line: &str| {
        let (number, rest) = line.strip_prefix('[')?.split_once(']')?;
        let (_, text) = rest.split_once("Candidate, answer: ")?;
        Some(Line { turn: number.parse().ok()?, text: text.to_owned() })
    };
    request.message("user").lines().filter_map(answer).collect()
}

/// The ids of the competencies, as the shape names them or, without one, the prompt.
pub(crate) fn competencies(request: &Request) -> Vec<String> {
    let user = request.message("user");
    let is_rubric = |line: &&str| user.contains(&format!("{line}\nNot to be judged: "));
    user.lines().filter(is_rubric).filter_map(|line| line.split_once(": ").map(|(id, _)| id.to_owned())).collect()
}

/// The first so many words of a line.
pub(crate) fn words(line: &Line, count: usize) -> String {
    line.text.split_whitespace().take(count).collect::<Vec<_>>().join(" ")
}

/// A judgement that gives every competency this level, with the beginnings of the two longest answers as quotes.
pub(crate) fn judgement(request: &Request, level: impl Fn(&str) -> Option<u8>) -> Value {
    let mut lines = answers(request);
    lines.sort_by_key(|line| std::cmp::Reverse(line.text.len()));
    let quotes: Vec<Value> = lines.iter().take(2).map(|line| json!({ "turn": line.turn, "quote": words(line, 12) })).collect();
    let one = |id: String| {
        let level = level(&id);
        let reason = level.is_none().then_some("Nothing was said that bears on it.");
        json!({ "id": id, "level": level, "reason": reason, "quotes": if level.is_some() { quotes.clone() } else { Vec::new() } })
    };
    json!({
        "competencies": competencies(request).into_iter().map(one).collect::<Vec<_>>(),
        "answers": [{ "question": "Q1", "notes": ["You came to the point at once."] }],
        "strengths": [{ "text": "You told one case from beginning to end.", "quotes": quotes }],
        "mixed": [],
        "weaknesses": [],
    })
}
