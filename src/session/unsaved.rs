//! A session that is over and that the store did not take: judged in memory, and stored when the store takes it after all.

use std::sync::Arc;

use jiff::Timestamp;

use crate::clock;
use crate::config::prices::Prices;
use crate::evaluation::Report;
use crate::interview::{Blueprint, EndReason, Turn};
use crate::store::{Ending, Store, StoreError};

use super::judging::{Ended, Judge, JudgeError, conclude};
use super::record::Recorder;

/// What is known of a session that is not stored. Clones are the same session.
///
/// The lines of its journal and its turns wait in the store's own memory; what is kept here is what would otherwise be gone with
/// the failed attempt: that and how it ended, and its report.
#[derive(Clone, Debug)]
pub struct Unsaved(Arc<Kept>);

#[derive(Debug)]
struct Kept {
    store: Store,
    session: String,
    ending: Ending,
    report: Report,
    why: String,
}

impl PartialEq for Unsaved {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Unsaved {
    /// Judges a session that could not be stored because of `why`, in a store that is made for it and has no file.
    ///
    /// # Errors
    /// When even that cannot be had.
    pub fn judge(recorder: &Recorder, plan: &Blueprint, turns: &[Turn], because: EndReason, why: String) -> Result<Self, JudgeError> {
        let ending = Ending { at: clock::wall(), because, active_us: recorder.active_us() };
        // A disk that takes nothing can still be read as a rule.
        let (store, session) = (recorder.store().clone(), recorder.session().to_owned());
        let row = store.session(&session).ok();
        let memory = Store::in_memory()?;
        memory.begin_session(recorder.entry(plan, row.as_ref().map_or(ending.at, |row| row.started_at)))?;
        memory.equip(&session, row.map(|row| row.instruments).unwrap_or_default())?;
        memory.flush()?;
        memory.end_session(recorder.session(), ending)?;
        let ended = Ended { session: recorder.session(), plan, turns, fallbacks: recorder.fallbacks() };
        // The embedded judge waits for nobody. What a model cost is in the store that failed.
        let report = conclude(&memory, ended, &Judge::embedded(Prices::default()), &crossbeam_channel::never::<()>())?;
        Ok(Self(Arc::new(Kept { store, session, ending, report, why })))
    }

    /// The report.
    #[must_use]
    pub fn report(&self) -> &Report {
        &self.0.report
    }

    /// Why it is not stored. A sentence for a person.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.0.why
    }

    /// Tries to store it: what waits of its journal, its end and its report. Once it has worked, further calls change nothing.
    ///
    /// # Errors
    /// When the store still does not take it.
    pub fn save(&self) -> Result<(), StoreError> {
        let kept = &*self.0;
        kept.store.flush()?;
        kept.store.end_session(&kept.session, kept.ending)?;
        kept.store.save_report(&kept.session, &kept.report, kept.ending.at, false).map(drop)
    }

    /// When the session ended.
    #[must_use]
    pub fn ended_at(&self) -> Timestamp {
        self.0.ending.at
    }
}
