//! Behaviour of `store`, and what its tests share.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod content;
mod crash;
mod delete;
mod opening;
mod sessions;
mod vectors;

use std::path::PathBuf;

use greenroom::evaluation::{Cost, Delivery, Overall, REPORT_SCHEMA, Report, SessionInfo, Source};
use greenroom::interview::{Channel, EndReason, Moment, Part, Purpose, RequestId, Speaker, Turn, TurnId, TurnKind};
use greenroom::scenario::ScenarioKind;
use greenroom::store::{CallRecord, NewSession, Store, new_session_id};
use jiff::Timestamp;
use tempfile::TempDir;

/// A phrase that occurs nowhere else.
const PHRASE: &str = "the quokka ate my deployment pipeline";

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn new_session(id: &str, second: i64) -> NewSession {
    NewSession {
        id: id.into(),
        scenario: "backend-junior".into(),
        title: "Backend developer".into(),
        persona: "maya".into(),
        role: "Backend developer".into(),
        kind: ScenarioKind::Interview,
        objective: None,
        language: "en".into(),
        seed: u64::MAX - 1,
        engine: "0.1.0".into(),
        started_at: at(second),
    }
}

fn begun(store: &Store, second: i64) -> String {
    let id = new_session_id();
    store.begin_session(new_session(&id, second)).unwrap();
    id
}

fn turn(index: u32, text: &str) -> Turn {
    Turn {
        id: TurnId(index),
        speaker: Speaker::Candidate,
        part: Part::Interviewer,
        kind: TurnKind::Answer,
        question: Some("backend#queue".into()),
        gap: None,
        cites: None,
        text: text.into(),
        verbatim: Some(format!("uh {text}")),
        channel: Some(Channel::Voice),
        start: Moment::from_millis(1500),
        end: Moment::from_millis(9250),
        latency_ms: Some(420),
        words: Vec::new(),
    }
}

fn report(id: &str, score: Option<f64>) -> Report {
    let source = Source { name: "embedded judge".into(), engine: "embedded".into(), fallbacks: Vec::new() };
    Report {
        schema: REPORT_SCHEMA.into(),
        session: SessionInfo {
            id: id.into(),
            scenario: "backend-junior".into(),
            title: "Backend developer".into(),
            role: "Backend developer".into(),
            language: "en".into(),
            started_at: at(0).to_string(),
            ended_at: at(600).to_string(),
            duration_ms: 600_000,
            ended_because: EndReason::Completed,
            interviewer: source.clone(),
            judge: source,
            judging: None,
            recogniser: None,
            voice: None,
        },
        turns: Vec::new(),
        answers: Vec::new(),
        dimensions: Vec::new(),
        overall: Overall { score, confidence: 0.5, spread: None },
        objective: None,
        coverage: Vec::new(),
        delivery: Delivery {
            words_per_minute: None,
            fillers_per_minute: None,
            fillers: None,
            pauses: None,
            talk_ratio: None,
            latency_ms: None,
            not_measured: Some("typed".into()),
        },
        went_well: Vec::new(),
        went_okay: Vec::new(),
        needs_improvement: Vec::new(),
        plan: Vec::new(),
        cost: Cost::default(),
    }
}

fn call(session: &str, error: Option<&str>) -> CallRecord {
    CallRecord {
        session: session.into(),
        request: Some(RequestId(3)),
        purpose: Purpose::Probe,
        model: "small-1".into(),
        host: "api.example".into(),
        started_at: at(30),
        millis: 812,
        first_chunk_ms: error.is_none().then_some(240),
        tokens_in: 600,
        tokens_out: 24,
        estimated: false,
        cached: false,
        error: error.map(Into::into),
    }
}

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("greenroom.db");
    (folder, path)
}
