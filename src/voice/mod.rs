//! The interviewer's voice: synthesis, playback and the clock that the lips follow.
