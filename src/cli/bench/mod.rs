//! `greenroom bench`: repeatable measurements of the program's own speed.

use std::process::ExitCode;

use clap::Subcommand;

use super::Place;

mod candidate;
#[cfg(feature = "room")]
mod frame;
mod hearing;
mod history;
mod model;
mod report;
mod scratch;
mod store;
mod summary;
mod turn;
mod voice;
mod world;

#[derive(Debug, Subcommand)]
pub(super) enum Bench {
    /// From the end of an answer to the interviewer's first sound, turn by turn
    Turn(turn::Args),
    /// How long the interviewer's voice needs for sentences of several lengths
    Voice(voice::Args),
    /// How long the ears need for a second of sound, and the recogniser for an answer
    Hearing(hearing::Args),
    /// How long sessions and content take to be written, listed, searched, opened and deleted
    Store(store::Args),
    /// How long a picture of the interview takes at each quality
    #[cfg(feature = "room")]
    Frame(frame::Args),
}

/// Exit code 0 when it was measured, whatever the result.
pub(super) fn run(place: &Place, what: &Bench) -> anyhow::Result<ExitCode> {
    match what {
        Bench::Turn(args) => turn::run(place, args),
        Bench::Voice(args) => voice::run(place, args),
        Bench::Hearing(args) => hearing::run(args),
        Bench::Store(args) => store::run(place, args),
        #[cfg(feature = "room")]
        Bench::Frame(args) => frame::run(place, args),
    }
}
