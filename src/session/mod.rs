//! A session from its beginning to its report: what is recorded as it happens, what is made of it at the end, and how one
//! that was broken off goes on.

#[cfg(not(target_arch = "wasm32"))]
mod conclude;
#[cfg(feature = "room")]
pub mod feed;
#[cfg(not(target_arch = "wasm32"))]
mod record;
#[cfg(not(target_arch = "wasm32"))]
mod resume;

#[cfg(not(target_arch = "wasm32"))]
pub use conclude::{Circumstances, conclude, cost_of};
#[cfg(not(target_arch = "wasm32"))]
pub use record::{Recorder, RecordError};
#[cfg(not(target_arch = "wasm32"))]
pub use resume::{Resumed, ResumeError, resume};
