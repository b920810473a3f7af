//! Reading on a thread of its own, which may panic and may be given up.

use std::panic;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Once};
use std::thread;
use std::time::Duration;

use super::trouble::Trouble;

/// Name of the threads.
const NAME: &str = "document";

/// Bytes of stack, taken only as far as they are used: libraries go down into nested objects by recursion, up to limits of
/// their own that are too deep for an ordinary thread.
const STACK: usize = 64 * 1024 * 1024;

/// Whether anybody still waits.
#[derive(Clone, Debug, Default)]
pub(super) struct Leave(Arc<AtomicBool>);

impl Leave {
    /// Goes on only while somebody waits.
    pub(super) fn check(&self) -> Result<(), Trouble> {
        if self.0.load(Ordering::Relaxed) { Err(Trouble::TooSlow) } else { Ok(()) }
    }
}

/// Does the work on a thread of its own and waits so long for it. A panic in it is damage in the file; what nobody waits for
/// any more ends at its next [`Leave::check`].
pub(super) fn within<T: Send + 'static>(
    time: Duration,
    work: impl FnOnce(&Leave) -> Result<T, Trouble> + Send + 'static,
) -> Result<T, Trouble> {
    keep_quiet();
    let leave = Leave::default();
    let (done, result) = mpsc::sync_channel(1);
    let reader = {
        let leave = leave.clone();
        // Nobody waiting any more is no error.
        thread::Builder::new().name(NAME.to_owned()).stack_size(STACK).spawn(move || done.send(work(&leave)).ok())
    };
    reader.map_err(Trouble::Unreadable)?;
    match result.recv_timeout(time) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => {
            leave.0.store(true, Ordering::Relaxed);
            Err(Trouble::TooSlow)
        }
        Err(RecvTimeoutError::Disconnected) => Err(Trouble::Damaged),
    }
}

/// The message of a panic can hold words of the document, and the person is told of the damage anyway: panics of these threads
/// are not printed.
fn keep_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |about| {
            if thread::current().name() != Some(NAME) {
                before(about);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_while_reading_is_damage_and_nothing_else_notices() {
        let read: Result<(), Trouble> = within(Duration::from_secs(60), |_| panic!("the words of the candidate"));
        assert!(matches!(read, Err(Trouble::Damaged)));
    }

    #[test]
    fn what_takes_longer_than_allowed_is_given_up_and_learns_of_it() {
        let (told, learns) = mpsc::sync_channel(1);
        let read: Result<(), Trouble> = within(Duration::ZERO, move |leave| {
            while leave.check().is_ok() {
                thread::yield_now();
            }
            told.send(()).unwrap();
            leave.check()
        });
        assert!(matches!(read, Err(Trouble::TooSlow)));
        learns.recv().unwrap();
    }
}
