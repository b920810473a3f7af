//! What several tests need: a small plan, and a conductor that is led by hand.

pub mod plan;
pub mod table;
