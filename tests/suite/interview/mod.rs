//! Behaviour of the conductor.

mod floor;
mod intents;
mod invariants;
mod journal;
mod phases;
mod sessions;
