//! Behaviour of `voice`.
