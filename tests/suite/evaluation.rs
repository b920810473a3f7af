//! Behaviour of `evaluation`.
