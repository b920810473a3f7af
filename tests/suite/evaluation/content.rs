//! The shipped banks, scenarios and scripted candidates, and sessions made of them.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use greenroom::evaluation::{Cost, Provenance, Report, Source, embedded_judge, evaluate};
use greenroom::interview::{Blueprint, Channel, EndReason, Moment, Part, PlannedSection, Speaker, Turn, TurnId, TurnKind};
use greenroom::scenario::{Bank, Gap, Library, Question};
use toml::Value;

use crate::support::plan::plan;

/// A file of the repository.
pub(super) fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn table(path: &str) -> Value {
    toml::from_str(&file(path)).unwrap()
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list(value: &Value, key: &str) -> Vec<String> {
    value.get(key).and_then(Value::as_array).map(|all| all.iter().map(|one| one.as_str().unwrap().to_owned()).collect()).unwrap_or_default()
}

fn tables<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Everything that is shipped. Read once; several hundred property cases ask for it.
pub(super) fn library() -> &'static Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        let mut folders = vec![root.join("seeds"), root.join("scenarios")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                    files.push((name, fs::read_to_string(&path).unwrap()));
                }
            }
        }
        Library::from_files(files).0
    });
    &LIBRARY
}

/// The questions of the two first banks.
pub(super) fn banks() -> Vec<Question> {
    ["general/behavioural", "healthcare/nursing"].iter().flat_map(|id| library().banks[*id].questions.clone()).collect()
}

/// The question with this id.
pub(super) fn asked(id: &str) -> Option<&'static Question> {
    let (bank, _) = id.split_once('#')?;
    library().banks.get(bank)?.question(id)
}

/// All questions of a scenario.
pub(super) fn scenario(id: &str) -> Vec<Question> {
    library().scenarios[id].sections.iter().flat_map(|section| section.questions.clone()).collect()
}

/// A plan with these questions, the shipped rubrics and the shipped advice.
pub(super) fn blueprint(questions: Vec<Question>) -> Blueprint {
    let rubrics = ["communication", "technical", "confidence", "domain", "problem_solving"].map(|id| library().rubrics[id].clone());
    let ids: BTreeSet<&str> = questions.iter().filter_map(|question| question.id.split('#').next()).collect();
    let neighbours = ids.into_iter().filter_map(|id| library().banks.get(id)).flat_map(Bank::neighbours).collect();
    Blueprint {
        neighbours,
        sections: vec![PlannedSection { id: "all".into(), title: "All".into(), led_by: None, questions, reserve: Vec::new() }],
        rubrics: rubrics.to_vec(),
        advice: library().advice.clone(),
        ..plan()
    }
}

/// The scripted candidate's answers to the questions that they fit, in the questions' order; follow-ups left out.
pub(super) fn answers(candidate: &str, questions: &[Question]) -> Vec<(Question, String)> {
    let value = table(&format!("tests/candidates/{candidate}.toml"));
    let words = |text: &str| -> BTreeSet<String> {
        text.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).map(|word| word.trim_end_matches('s').to_owned()).collect()
    };
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut paired = Vec::new();
    for question in questions {
        let asked = words(&question.text);
        let fits = |about: &[String]| {
            about.iter().filter(|word| asked.contains(word.to_lowercase().trim_end_matches('s'))).count() as f64 / about.len() as f64
        };
        let best = tables(&value, "answer")
            .iter()
            .enumerate()
            .filter(|(at, answer)| !used.contains(at) && list(answer, "about").len() <= 5)
            .map(|(at, answer)| (fits(&list(answer, "about")), at, text(answer, "text")))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((fit, at, answer)) = best
            && fit > 0.6
        {
            used.insert(at);
            paired.push((question.clone(), answer.trim().to_owned()));
        }
    }
    assert!(paired.len() >= 5, "{candidate}: only {} answers found their question", paired.len());
    paired
}

/// A turn without a clock.
pub(super) fn turn(id: u32, speaker: Speaker, kind: TurnKind, question: Option<&str>, text: &str) -> Turn {
    Turn {
        id: TurnId(id),
        speaker,
        part: Part::Interviewer,
        kind,
        question: question.map(str::to_owned),
        gap: None,
        cites: None,
        text: text.to_owned(),
        verbatim: None,
        channel: (speaker == Speaker::Candidate).then_some(Channel::Typed),
        start: Moment::from_millis(u64::from(id) * 1000),
        end: Moment::from_millis(u64::from(id) * 1000),
        latency_ms: None,
        words: Vec::new(),
    }
}

/// The turns of a session in which each question got one answer.
pub(super) fn turns(answers: &[(Question, String)]) -> Vec<Turn> {
    let mut turns = Vec::new();
    for (question, answer) in answers {
        let next = u32::try_from(turns.len()).unwrap();
        turns.push(turn(next, Speaker::Interviewer, TurnKind::Question, Some(&question.id), &question.text));
        turns.push(turn(next + 1, Speaker::Candidate, TurnKind::Answer, Some(&question.id), answer));
    }
    turns
}

/// A probe and its answer, put behind everything.
pub(super) fn follow_up(turns: &mut Vec<Turn>, question: &Question, gap: Gap, probe: &str, answer: &str) {
    let next = u32::try_from(turns.len()).unwrap();
    let mut asked = turn(next, Speaker::Interviewer, TurnKind::Probe, Some(&question.id), probe);
    asked.gap = Some(gap);
    turns.push(asked);
    turns.push(turn(next + 1, Speaker::Candidate, TurnKind::Answer, Some(&question.id), answer));
}

/// What the shell would say about a session.
pub(super) fn provenance() -> Provenance {
    Provenance {
        session_id: "s-1".into(),
        started_at: "2026-03-04T10:00:00Z".into(),
        ended_at: "2026-03-04T10:20:00Z".into(),
        duration_ms: 1_200_000,
        ended_because: EndReason::Completed,
        interviewer: Source { name: "Ada Quist".into(), engine: "embedded".into(), fallbacks: Vec::new() },
        judge: embedded_judge(Vec::new()),
        recogniser: None,
        voice: None,
        cost: Cost::default(),
    }
}

/// The report of a session in which each question got one answer.
pub(super) fn judged(answers: &[(Question, String)]) -> Report {
    let questions = answers.iter().map(|(question, _)| question.clone()).collect();
    evaluate(&blueprint(questions), &turns(answers), &provenance())
}
