//! One judgement of a session at a time: a second one would cost as much and be thrown away.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::error::JudgeError;

static BUSY: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Whoever holds it judges this session, and nobody else in this program does. Between programs the data folder is claimed.
#[derive(Debug)]
pub(super) struct Pass(String);

impl Pass {
    pub(super) fn take(session: &str) -> Result<Self, JudgeError> {
        if busy().insert(session.to_owned()) { Ok(Self(session.to_owned())) } else { Err(JudgeError::Busy(session.to_owned())) }
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        busy().remove(&self.0);
    }
}

/// Whether a session is being judged in this program at this moment.
#[must_use]
pub fn is_being_judged(session: &str) -> bool {
    busy().contains(session)
}

fn busy() -> MutexGuard<'static, BTreeSet<String>> {
    // A set is whole at any time, so a panic elsewhere spoils nothing.
    BUSY.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_judged_once_at_a_time() {
        let first = Pass::take("a session of this test").unwrap();
        assert!(matches!(Pass::take("a session of this test"), Err(JudgeError::Busy(_))));
        assert!(is_being_judged("a session of this test"));
        drop(first);
        assert!(!is_being_judged("a session of this test"));
        Pass::take("a session of this test").unwrap();
    }
}
