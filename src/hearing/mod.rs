//! Hearing: from the microphone or a file to words with times.
//!
//! [`source`] gives samples, [`ear`] finds voices in them, `worker` has them recognised, [`listener`] is the thread
//! that does all this for a live session, and [`transcribe`] does it at once for a recorded answer.

pub mod agreement;
pub mod availability;
pub mod capture;
pub mod convert;
pub mod devices;
pub mod ear;
pub mod heard;
mod invented;
pub mod listener;
mod listening;
pub mod meter;
pub mod model_file;
pub mod recogniser;
pub mod scripted;
pub mod source;
pub mod timebase;
pub mod tokens;
pub mod transcribe;
pub mod wav;
#[cfg(feature = "whisper")]
pub mod whisper;
mod worker;

pub use availability::{Availability, Finding, availability};
pub use heard::{Heard, Sink, Sound};
pub use listener::{Listener, ListenerOptions};
pub use recogniser::{Cancel, HeardWord, Hints, Recognised, Recogniser, RecogniserError, RecogniserMaker, with_model};
pub use scripted::Scripted;
pub use timebase::{SessionClock, Timebase};
pub use transcribe::{Transcription, transcribe_file};
