//! Behaviour of `llm`.
