//! The wishes that reach the audio callback without a lock: volume, ducking, pause, hush.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

use crate::interview::UtteranceId;

/// Gain while the candidate may be about to speak: 12 dB down, still heard but no longer in the way.
const DUCKED: f32 = 0.25;

/// Shared by the handle, the thread of the voice and the audio callback.
#[derive(Debug)]
pub struct Controls {
    volume: AtomicU32,
    ducked: AtomicBool,
    paused: AtomicBool,
    audible: AtomicBool,
    /// The utterance that has to be silent, plus one; 0 for none.
    hushed: AtomicU64,
}

impl Controls {
    /// Full volume, nothing held.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            volume: AtomicU32::new(1.0f32.to_bits()),
            ducked: AtomicBool::new(false),
            paused: AtomicBool::new(false),
            audible: AtomicBool::new(false),
            hushed: AtomicU64::new(0),
        }
    }

    /// Sets the volume, 0 to 1 as an amplitude.
    pub fn set_volume(&self, volume: f32) {
        let volume = if volume.is_finite() { volume.clamp(0.0, 1.0) } else { 1.0 };
        self.volume.store(volume.to_bits(), Ordering::Relaxed);
    }

    /// Makes the voice quieter or gives it its volume back.
    pub fn duck(&self, ducked: bool) {
        self.ducked.store(ducked, Ordering::Relaxed);
    }

    /// Stops where it is, or goes on.
    pub fn pause(&self, paused: bool) {
        self.paused.store(paused, Ordering::Relaxed);
    }

    /// Whether there is a loudspeaker.
    #[must_use]
    pub fn is_audible(&self) -> bool {
        self.audible.load(Ordering::Relaxed)
    }

    pub(in crate::voice) fn set_audible(&self, audible: bool) {
        self.audible.store(audible, Ordering::Relaxed);
    }

    /// Silences an utterance for good.
    pub fn hush(&self, utterance: UtteranceId) {
        self.hushed.store(u64::from(utterance.0) + 1, Ordering::Release);
    }

    /// Allows an utterance to sound even though one of the same number was silenced before.
    pub fn allow(&self, utterance: UtteranceId) {
        if self.is_hushed(utterance) {
            self.hushed.store(0, Ordering::Release);
        }
    }

    /// Whether an utterance has to be silent.
    #[must_use]
    pub fn is_hushed(&self, utterance: UtteranceId) -> bool {
        self.hushed.load(Ordering::Acquire) == u64::from(utterance.0) + 1
    }

    /// Whether everything stands.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.paused.load(Ordering::Relaxed)
    }

    /// The amplitude to go to.
    #[must_use]
    pub fn gain(&self) -> f32 {
        let volume = f32::from_bits(self.volume.load(Ordering::Relaxed));
        if self.ducked.load(Ordering::Relaxed) { volume * DUCKED } else { volume }
    }
}

impl Default for Controls {
    fn default() -> Self {
        Self::new()
    }
}
