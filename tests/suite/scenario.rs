//! Behaviour of `scenario`.
