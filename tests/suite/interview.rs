//! Behaviour of `interview`.
