//! A session from its beginning to its report: what is recorded as it happens, what is made of it at the end, how one that
//! was broken off goes on; and, for the room, what the screens and the body are told of it.

#[cfg(not(target_arch = "wasm32"))]
mod io;
#[cfg(not(target_arch = "wasm32"))]
mod judging;
#[cfg(not(target_arch = "wasm32"))]
pub mod live;
#[cfg(not(target_arch = "wasm32"))]
mod propose;
#[cfg(not(target_arch = "wasm32"))]
mod record;
#[cfg(not(target_arch = "wasm32"))]
mod resume;
#[cfg(not(target_arch = "wasm32"))]
pub mod trial;
#[cfg(not(target_arch = "wasm32"))]
mod unsaved;
#[cfg(not(target_arch = "wasm32"))]
mod vectors;
#[cfg(not(target_arch = "wasm32"))]
mod world;

#[cfg(feature = "room")]
pub mod acts;
#[cfg(all(feature = "room", not(target_arch = "wasm32")))]
pub mod desk;
#[cfg(feature = "room")]
pub mod feed;
#[cfg(feature = "room")]
pub mod view;

#[cfg(not(target_arch = "wasm32"))]
pub use io::Io;
#[cfg(not(target_arch = "wasm32"))]
pub use judging::{
    AnswerJudged, Ended, Judge, JudgeError, JudgeSettings, call_record, conclude, cost_of, finish, is_being_judged, judge_again,
};
#[cfg(not(target_arch = "wasm32"))]
pub use propose::{PATIENCE, Proposed, propose};
#[cfg(not(target_arch = "wasm32"))]
pub use record::{RecordError, Recorder};
#[cfg(not(target_arch = "wasm32"))]
pub use resume::{ResumeError, Resumed, resume};
#[cfg(not(target_arch = "wasm32"))]
pub use unsaved::Unsaved;
#[cfg(not(target_arch = "wasm32"))]
pub use vectors::{Filling, Found, Made, Vectoriser, VectorsError, search_guides};
