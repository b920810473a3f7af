//! The history of a measurement: one interview that is really held and judged, and as many copies as are wanted.

use anyhow::bail;
use crossbeam_channel::never;
use jiff::Timestamp;

use super::candidate::Candidate;
use crate::clock;
use crate::config::prices::Prices;
use crate::evaluation::Report;
use crate::intake::Intake;
use crate::interview::drive::drive;
use crate::interview::rehearsal::Stage;
use crate::interview::{Conductor, EndReason, Input, Moment, Settings, Turn};
use crate::scenario::{self, Library};
use crate::session::{Ended, Judge, Recorder, conclude};
use crate::store::{Ending, NewSession, Store, StoreError, new_session_id};

/// The interview that is held.
const SCENARIO: &str = "general-behavioural";

/// A session with everything that belongs to one.
pub(super) struct Specimen {
    pub(super) journal: Vec<String>,
    pub(super) turns: Vec<Turn>,
    report: Report,
}

impl Specimen {
    /// Holds an interview to its end and judges it.
    pub(super) fn hold(library: &Library) -> anyhow::Result<Self> {
        let store = Store::in_memory()?;
        let plan = scenario::plan(library, SCENARIO, None, &Intake::default(), 0, Settings { voice: true, ..Settings::default() }, None)?;
        let mut recorder = Recorder::begin(&store, &plan, clock::wall())?;
        let mut stage = Stage::new(Candidate::new(None, None)?);
        let mut conductor = Conductor::new(plan.clone());
        let Some(because) = drive(&mut conductor, &mut recorder, &mut stage, (Moment::START, Input::Begin)) else {
            bail!("the interview came to a standstill");
        };
        recorder.end(clock::wall(), because)?;
        let ended = Ended { session: recorder.session(), plan: &plan, turns: conductor.transcript(), fallbacks: &[] };
        let report = conclude(&store, ended, &Judge::embedded(Prices::default()), &never::<()>())?;
        let turns = store.turns(recorder.session())?;
        Ok(Self { journal: store.journal(recorder.session())?, turns, report })
    }

    /// Bytes of the report as it is stored.
    pub(super) fn report_bytes(&self) -> anyhow::Result<usize> {
        Ok(serde_json::to_string(&self.report)?.len())
    }

    /// Stores a session like it under a new id, and says which. It is `number` hours old.
    pub(super) fn copy(&self, store: &Store, library: &Library, number: u32) -> anyhow::Result<String> {
        let id = begun(store, library, number)?;
        for (seq, line) in (0..).zip(&self.journal) {
            store.append(&id, seq, Moment::START, line.clone())?;
        }
        for turn in &self.turns {
            store.keep_turn(&id, turn)?;
        }
        judged(store, &id, &self.report, number)?;
        Ok(id)
    }

    /// Stores sessions as the history lists them, with scores but without words: none of it is read for a page.
    pub(super) fn fill(&self, store: &Store, library: &Library, numbers: std::ops::Range<u32>) -> anyhow::Result<()> {
        let mut report = Report { turns: Vec::new(), answers: Vec::new(), ..self.report.clone() };
        for number in numbers {
            // From 1.0 to 10.0, in no order.
            report.overall.score = Some(1.0 + f64::from(number.wrapping_mul(37) % 91) / 10.0);
            let id = begun(store, library, number)?;
            judged(store, &id, &report, number)?;
        }
        Ok(())
    }
}

/// Begins a session of one scenario after another.
pub(super) fn begun(store: &Store, library: &Library, number: u32) -> anyhow::Result<String> {
    let Some(scenario) = library.scenarios.values().nth(number as usize % library.scenarios.len().max(1)) else {
        bail!("there is no scenario");
    };
    let id = new_session_id();
    store.begin_session(NewSession {
        id: id.clone(),
        scenario: scenario.id.clone(),
        title: scenario.title.clone(),
        persona: scenario.personas.first().cloned().unwrap_or_default(),
        role: scenario.role.clone(),
        kind: scenario.kind,
        objective: None,
        language: scenario.language.clone(),
        seed: u64::from(number),
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        started_at: hours_ago(number),
    })?;
    Ok(id)
}

fn judged(store: &Store, id: &str, report: &Report, number: u32) -> Result<(), StoreError> {
    let at = hours_ago(number);
    store.end_session(id, Ending { at, because: EndReason::Completed, active_us: report.session.duration_ms * 1000 })?;
    // Each of them is new.
    store.save_report(id, report, at, false).map(drop)
}

fn hours_ago(hours: u32) -> Timestamp {
    let now = clock::wall();
    Timestamp::from_second(now.as_second() - i64::from(hours) * 3600).unwrap_or(now)
}
