//! A plan of three questions with wordings that name their key, so that a log reads like a protocol.

use greenroom::interview::{Blueprint, PlannedSection, ScenarioCard, Settings};
use greenroom::scenario::{
    Anchor, Dials, Employer, EvidenceItem, Fact, Gap, Grade, Level, LineId, Lines, Persona, Probe, Question, QuestionKind, Rubric,
    ScenarioKind, VoiceHints,
};

/// Wordings for every key: `[key 1]`, with the required slots.
pub(crate) fn lines() -> Lines {
    LineId::ALL
        .into_iter()
        .map(|id| {
            let key = serde_json::to_value(id).unwrap().as_str().unwrap().to_owned();
            let slot = match id {
                LineId::Clarify | LineId::QuestionBack | LineId::FactThenBack | LineId::Resume => " {question}",
                LineId::BridgeSection => " {section}",
                _ => "",
            };
            (id, (1..=5).map(|n| format!("[{key} {n}]{slot}")).collect())
        })
        .collect()
}

/// A question with two evidence items and two probes.
pub(crate) fn question(id: &str, text: &str, kind: QuestionKind) -> Question {
    Question {
        id: id.to_owned(),
        text: text.to_owned(),
        kind,
        competencies: vec!["communication".into(), "problem_solving".into()],
        difficulty: 2,
        minutes: 3,
        keywords: vec!["deadline".into(), "customer".into()],
        weak: Vec::new(),
        evidence: vec![
            EvidenceItem {
                id: "listens".into(),
                text: "Hears the other side out".into(),
                cues: vec!["listened".into(), "asked them why".into()],
                acts: Vec::new(),
                needed: false,
            },
            EvidenceItem {
                id: "agreement".into(),
                text: "Reaches an agreement".into(),
                cues: vec!["agreed".into(), "compromise".into()],
                acts: Vec::new(),
                needed: false,
            },
        ],
        probes: vec![
            Probe { gap: Gap::Result, text: "You mentioned {thing}. What came of it?".into() },
            Probe { gap: Gap::Result, text: "What came of it in the end?".into() },
            Probe { gap: Gap::Ownership, text: "What was your own part in that?".into() },
        ],
        must: true,
        synonyms: std::collections::BTreeMap::new(),
        topic: None,
        levels: Vec::new(),
        pushback: None,
        cites: None,
    }
}

/// The plan: a warm-up and two questions about work.
pub(crate) fn plan() -> Blueprint {
    Blueprint {
        scenario: ScenarioCard {
            id: "test".into(),
            title: "Test interview".into(),
            role: "Clerk".into(),
            level: Level::Any,
            grade: Grade::Medium,
            kind: ScenarioKind::Interview,
            language: "en".into(),
            minutes: 20,
            employer: Employer { name: "Harbour Lane".into(), about: "A small firm.".into() },
        },
        persona: Persona {
            id: "ada".into(),
            name: "Ada Quist".into(),
            role: "Team lead".into(),
            manner: "Calm.".into(),
            avatar: "interviewer".into(),
            dials: Dials { warmth: 0.5, pace: 0.5, probing: 0.5, strictness: 0.5 },
            voice: VoiceHints::default(),
            lines: lines(),
        },
        candidate_name: None,
        panel: Vec::new(),
        roleplay: None,
        brief: "This will take twenty minutes.".into(),
        sections: vec![
            PlannedSection {
                id: "warm-up".into(),
                title: "Warm-up".into(),
                led_by: None,
                reserve: Vec::new(),
                questions: vec![question("test#start", "What brought you here today?", QuestionKind::Opening)],
            },
            PlannedSection {
                id: "work".into(),
                title: "Working with others".into(),
                led_by: None,
                reserve: Vec::new(),
                questions: vec![
                    question("test#conflict", "Tell me about a time you disagreed with a colleague.", QuestionKind::Behavioural),
                    question("test#deadline", "Tell me about a deadline that you missed.", QuestionKind::Behavioural),
                ],
            },
        ],
        cover: Vec::new(),
        facts: vec![
            Fact { id: "pay".into(), about: vec!["salary".into(), "pay".into()], text: "The pay is fourteen an hour.".into() },
            Fact { id: "team".into(), about: vec!["team".into(), "colleagues".into()], text: "The team has six people.".into() },
        ],
        closing: "You will hear from us by Friday.".into(),
        rubrics: ["communication", "technical", "confidence", "domain", "problem_solving"]
            .into_iter()
            .map(|id| Rubric {
                id: id.into(),
                name: id.into(),
                about: "What is judged.".into(),
                not_judged: Vec::new(),
                positive: Vec::new(),
                negative: Vec::new(),
                levels: (1..=5).map(|level| Anchor { level, text: format!("Level {level} of {id}.") }).collect(),
            })
            .collect(),
        advice: Vec::new(),
        neighbours: Vec::new(),
        job_terms: Vec::new(),
        seed: 7,
        settings: Settings { voice: true, headset: true, ..Settings::default() },
    }
}
