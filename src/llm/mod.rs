//! Language models behind one door: any OpenAI-compatible server, and Anthropic's own protocol. Beside it, models that make vectors.
//!
//! A live turn is streamed and gets one try: somebody is waiting in the room, and the embedded interviewer speaks
//! instead. Judgements are fetched whole and tried again, with growing pauses. Nothing that leaves this module by way of an
//! error holds the key, the prompt or the answer. async-openai itself logs what it cannot parse, answers included, so the
//! program's log filter must switch [`SILENT_TARGET`] off.

mod anthropic;
mod batch;
mod call;
mod check;
mod config;
mod dialect;
mod door;
mod embedding;
mod failure;
mod handle;
mod live;
mod notice;
mod reply;
mod wire;

pub use call::{Answer, Call};
pub use check::{Checked, check};
pub use config::{Config, ConfigError, Kind, Wanted};
pub use dialect::Schema;
pub use embedding::{Embedder, EmbeddingError, EmbeddingFailure, TEXTS_AT_ONCE};
pub use failure::Failure;
pub use handle::{Handle, spawn};
pub use notice::Notice;
pub use wire::install_tls;

/// The `tracing` target that may quote answers and must never be written to a log.
pub const SILENT_TARGET: &str = "async_openai";
