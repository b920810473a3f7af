//! Sessions judged by the embedded judge, waited for to the end.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use crossbeam_channel::never;
use greenroom::config::prices::Prices;
use greenroom::evaluation::Report;
use greenroom::interview::Conductor;
use greenroom::session::{Ended, Judge, Recorder};
use greenroom::store::Store;

fn judge() -> Judge {
    Judge::embedded(Prices::default())
}

/// Judges a session that has just ended.
pub(crate) fn conclude(store: &Store, recorder: &Recorder, conductor: &Conductor) -> Report {
    let (plan, turns) = (conductor.plan(), conductor.transcript());
    judged(store, Ended { session: recorder.session(), plan, turns, fallbacks: recorder.fallbacks() })
}

/// Judges what was said in a session that is over.
pub(crate) fn judged(store: &Store, ended: Ended<'_>) -> Report {
    greenroom::session::conclude(store, ended, &judge(), &never::<()>()).unwrap()
}

/// The report of a session, made from its journal when there is none.
pub(crate) fn finish(store: &Store, session: &str) -> Report {
    greenroom::session::finish(store, session, &judge(), &never::<()>()).unwrap()
}
