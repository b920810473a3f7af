//! A session from its beginning to its report: what is recorded as it happens, what is made of it at the end, and how one
//! that was broken off goes on.

mod conclude;
mod io;
pub mod live;
mod record;
mod resume;
mod world;

pub use conclude::{Circumstances, call_record, conclude, cost_of};
pub use io::Io;
pub use record::{RecordError, Recorder};
pub use resume::{ResumeError, Resumed, resume};
