//! What a face needs to know of the voice, at any instant and from any thread.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::clock::AudioClock;
use super::synth::Spoken;
use crate::clock;
use crate::interview::UtteranceId;
use crate::speech::{LipReading, Pose};

/// The view of the utterance that is being heard. Cheap to clone and to ask.
#[derive(Clone, Debug)]
pub struct Lips {
    epoch: Instant,
    stage: Arc<Mutex<Stage>>,
}

#[derive(Debug, Default)]
struct Stage {
    clock: Option<Arc<AudioClock>>,
    utterance: Option<UtteranceId>,
    pieces: Vec<(u32, Spoken)>,
}

impl Lips {
    /// A view of nothing yet, on a clock that began at `epoch`.
    #[must_use]
    pub fn new(epoch: Instant) -> Self {
        Self { epoch, stage: Arc::default() }
    }

    /// Which utterance sounds and where its mouth is; `None` while nothing is said.
    #[must_use]
    pub fn reading(&self) -> Option<LipReading> {
        self.reading_at(self.now())
    }

    /// As [`reading`](Self::reading), for a time on the clock of the voice.
    #[must_use]
    pub fn reading_at(&self, now: Duration) -> Option<LipReading> {
        let (clock, pieces) = {
            let stage = self.lock();
            (stage.clock.clone()?, stage.pieces.iter().map(|(number, spoken)| (*number, Arc::clone(&spoken.track))).collect::<Vec<_>>())
        };
        let here = clock.heard(now)?;
        let (_, track) = pieces.into_iter().find(|(number, _)| *number == here.piece)?;
        Some(LipReading { piece: here.piece, track, position_s: here.seconds })
    }

    /// The utterance on stage, heard or about to be.
    #[must_use]
    pub fn utterance(&self) -> Option<UtteranceId> {
        self.lock().utterance
    }

    /// The mouth for a frame that follows `before` (the reading of the frame before): at rest while nothing is said, and never without a
    /// contact of the lips that fell between the two.
    #[must_use]
    pub fn pose(before: Option<&LipReading>, here: Option<&LipReading>) -> Pose {
        let Some(here) = here else { return Pose::REST };
        let from_s = before.filter(|before| before.piece == here.piece).map_or(-1.0, |before| before.position_s);
        here.track.pose_over(from_s, here.position_s)
    }

    /// Now, on the clock of the voice.
    #[must_use]
    pub fn now(&self) -> Duration {
        clock::now().saturating_duration_since(self.epoch)
    }

    pub(super) fn begin(&self, utterance: UtteranceId) {
        let mut stage = self.lock();
        stage.utterance = Some(utterance);
        stage.pieces.clear();
    }

    pub(super) fn add(&self, number: u32, spoken: Spoken) {
        self.lock().pieces.push((number, spoken));
    }

    pub(super) fn follow(&self, clock: Arc<AudioClock>) {
        self.lock().clock = Some(clock);
    }

    pub(super) fn end(&self) {
        let mut stage = self.lock();
        stage.utterance = None;
        stage.pieces.clear();
    }

    fn lock(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
