//! What several tests need: a small plan, a conductor that is led by hand, and a model's server that plays a script.

pub mod model_reply;
pub mod model_server;
pub mod plan;
pub mod table;
