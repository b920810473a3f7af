//! A session from its beginning to its report: what is recorded as it happens, what is made of it at the end, and how one
//! that was broken off goes on.

mod conclude;
mod record;
mod resume;

pub use conclude::{Circumstances, conclude, cost_of};
pub use record::{Recorder, RecordError};
pub use resume::{Resumed, ResumeError, resume};
