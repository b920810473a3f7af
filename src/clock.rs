//! The one place where the operating system's clocks are read. Everything else is given its time.

use std::time::Instant;

/// The monotonic clock.
#[expect(clippy::disallowed_methods, reason = "this is the place")]
#[must_use]
pub fn now() -> Instant {
    Instant::now()
}

/// The wall clock, for what is dated.
#[expect(clippy::disallowed_methods, reason = "this is the place")]
#[must_use]
pub fn wall() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
