//! What keeps real time: a loudspeaker and a microphone of a sound server that is started for the test alone. A program of
//! its own, so that nothing else runs beside it. How fast things were is printed; the strict limits on it are asserted where
//! `GREENROOM_SOUND_TESTS=1` says that the machine is free, and what must be true on any machine is always asserted.

#![expect(clippy::unwrap_used, reason = "a failing helper fails its test")]

mod loudspeaker;
mod microphone;
#[path = "../suite/hearing/sound.rs"]
#[expect(dead_code, reason = "shared with the tests of hearing, which use all of it")]
mod sound;

/// Whether the machine is free enough for the limits on time.
fn strict() -> bool {
    std::env::var_os("GREENROOM_SOUND_TESTS").is_some()
}
