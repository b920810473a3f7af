//! What several tests need: a small plan, a conductor that is led by hand, and a model's server that plays a script.

pub(crate) mod anthropic_reply;
pub(crate) mod embedded;
pub(crate) mod embedding;
pub(crate) mod judge;
pub(crate) mod model_reply;
pub(crate) mod model_server;
pub(crate) mod plan;
pub(crate) mod table;
