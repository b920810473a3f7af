//! Behaviour of `hearing`.
