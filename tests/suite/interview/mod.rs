//! Behaviour of the conductor.

mod adapting;
mod endings;
mod floor;
mod intents;
mod invariants;
mod journal;
mod panel;
mod phases;
mod sessions;
