//! The live level of the microphone, for a meter on the screen. Written by the ears, read by anyone, without a lock.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use crate::speech::levels;

/// A handle on the level. Clones show the same level.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<Shown>);

#[derive(Debug, Default)]
struct Shown {
    rms: AtomicU32,
    peak: AtomicU32,
    voiced: AtomicBool,
}

impl Meter {
    /// Root mean square of the newest 16 ms; 1.0 is full scale.
    #[must_use]
    pub fn rms(&self) -> f32 {
        f32::from_bits(self.0.rms.load(Ordering::Relaxed))
    }

    /// Peak with a fall of about 20 dB a second; 1.0 is full scale.
    #[must_use]
    pub fn peak(&self) -> f32 {
        f32::from_bits(self.0.peak.load(Ordering::Relaxed))
    }

    /// Whether the newest frame was taken for a voice.
    #[must_use]
    pub fn voiced(&self) -> bool {
        self.0.voiced.load(Ordering::Relaxed)
    }

    pub(super) fn show(&self, frame: &[f32], voiced: bool) {
        // 0.32 dB a frame of 16 ms are 20 dB a second.
        let peak = levels::peak(frame).max(self.peak() * 0.9638);
        self.0.rms.store(levels::rms(frame).to_bits(), Ordering::Relaxed);
        self.0.peak.store(peak.to_bits(), Ordering::Relaxed);
        self.0.voiced.store(voiced, Ordering::Relaxed);
    }

    pub(super) fn clear(&self) {
        self.0.rms.store(0, Ordering::Relaxed);
        self.0.peak.store(0, Ordering::Relaxed);
        self.0.voiced.store(false, Ordering::Relaxed);
    }
}
