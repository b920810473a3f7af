//! A session from its beginning to its report: what is recorded as it happens, what is made of it at the end, how one
//! that was broken off goes on, and what screens show of it and ask for.

#[cfg(feature = "room")]
pub mod acts;
#[cfg(not(target_arch = "wasm32"))]
mod conclude;
#[cfg(not(target_arch = "wasm32"))]
mod record;
#[cfg(not(target_arch = "wasm32"))]
mod resume;
#[cfg(feature = "room")]
pub mod view;

#[cfg(not(target_arch = "wasm32"))]
pub use conclude::{Circumstances, conclude, cost_of};
#[cfg(not(target_arch = "wasm32"))]
pub use record::{RecordError, Recorder};
#[cfg(not(target_arch = "wasm32"))]
pub use resume::{ResumeError, Resumed, resume};
