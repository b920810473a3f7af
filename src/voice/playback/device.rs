//! The loudspeaker: a kira manager of its own that plays one [`Line`](super::Line).

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use cpal::traits::{DeviceTrait as _, HostTrait as _};
use crossbeam_channel::{Receiver, bounded};
use kira::{AudioManager, AudioManagerSettings, Capacities};

use super::stream::{Stream, StreamSettings};
use super::{Controls, LineEnds, Output, Piece, Progress, Pulse, line};
use crate::interview::UtteranceId;
use crate::voice::VoiceError;
use crate::voice::clock::AudioClock;

/// How long a device may take until it asks for sound the first time.
const OPENING: Duration = Duration::from_secs(2);
/// A device that asks for nothing for so long is lost (decision 12).
const STANDSTILL: Duration = Duration::from_millis(300);

/// The default loudspeaker, open and playing silence until there is something to say.
pub struct DeviceOutput {
    manager: Option<AudioManager<Stream>>,
    ends: LineEnds,
    clock: Arc<AudioClock>,
    pulse: Arc<Pulse>,
    rate: u32,
    seen: (u64, Duration),
}

/// Opens the default loudspeaker on a thread of its own. Every way in which drivers fail comes back as an error: absence, refusal, a panic;
/// one that does not answer does not hold anybody up.
///
/// `latency` is added to what the device says of itself (wireless headphones do not know theirs).
#[must_use]
pub fn open_device(controls: &Arc<Controls>, epoch: Instant, latency: Duration) -> Receiver<Result<Box<dyn Output>, VoiceError>> {
    let (answer, opened) = bounded(1);
    let failed = answer.clone();
    let controls = Arc::clone(controls);
    let thread = std::thread::Builder::new().name("voice-open".to_owned()).spawn(move || {
        let output = catch_unwind(AssertUnwindSafe(|| DeviceOutput::open(controls, epoch, latency)));
        let output = output.unwrap_or_else(|_panic| Err(VoiceError::Device("its driver broke down".to_owned())));
        // Nobody waits any more when the voice has ended meanwhile.
        answer.send(output.map(|output| Box::new(output) as Box<dyn Output>)).ok();
    });
    if let Err(problem) = thread {
        failed.send(Err(VoiceError::Thread(problem))).ok();
    }
    opened
}

/// The name of the loudspeaker that [`open_device`] would open; `None` without one. Nothing is opened.
#[must_use]
pub fn default_device() -> Option<String> {
    let device = cpal::default_host().default_output_device()?;
    Some(device.description().ok()?.name().to_owned())
}

impl DeviceOutput {
    fn open(controls: Arc<Controls>, epoch: Instant, latency: Duration) -> Result<Self, VoiceError> {
        let pulse = Arc::new(Pulse::default());
        let capacities =
            Capacities { sub_track_capacity: 1, send_track_capacity: 1, clock_capacity: 1, modulator_capacity: 1, listener_capacity: 1 };
        let backend_settings = StreamSettings { pulse: Arc::clone(&pulse), epoch };
        let settings = AudioManagerSettings::<Stream> { capacities, backend_settings, ..AudioManagerSettings::default() };
        let mut manager = AudioManager::new(settings)?;
        let rate = manager.backend_mut().rate();
        let (line, mut ends) = line(controls, Arc::clone(&pulse), rate);
        manager.play(line).map_err(|problem| VoiceError::Device(problem.to_string()))?;
        let clock = Arc::new(AudioClock::new(ends.take_marks(), latency));
        Ok(Self { manager: Some(manager), ends, clock, pulse, rate, seen: (0, Duration::MAX) })
    }

    /// Frames a second of the device.
    #[must_use]
    pub const fn rate(&self) -> u32 {
        self.rate
    }
}

impl Output for DeviceOutput {
    fn has_room(&self) -> bool {
        self.ends.has_room()
    }

    fn queue(&mut self, piece: Piece, now: Duration) {
        self.ends.collect();
        if self.ends.is_empty() {
            // The watch on a standstill begins with the playing.
            self.seen = (self.pulse.calls.load(Ordering::Acquire), now);
        }
        self.ends.queue(&piece);
    }

    fn progress(&mut self, now: Duration) -> Progress {
        self.ends.collect();
        Progress { handed_over: self.clock.handed_over(), heard: self.clock.heard(now) }
    }

    fn is_silenced(&mut self, utterance: UtteranceId, _now: Duration) -> bool {
        self.ends.collect();
        !self.ends.holds(utterance)
    }

    fn is_alive(&mut self, now: Duration) -> bool {
        let calls = self.pulse.calls.load(Ordering::Acquire);
        if calls != self.seen.0 || now < self.seen.1 {
            self.seen = (calls, now);
        }
        // The first call may take as long as opening does.
        let patience = if calls == 0 { OPENING } else { STANDSTILL };
        !self.pulse.lost.load(Ordering::Acquire) && now.saturating_sub(self.seen.1) < patience
    }

    fn clock(&self) -> Arc<AudioClock> {
        Arc::clone(&self.clock)
    }
}

impl Drop for DeviceOutput {
    fn drop(&mut self) {
        // Closing a device that is gone can take as long as its driver likes.
        let manager = self.manager.take();
        if let Err(problem) = std::thread::Builder::new().name("voice-close".to_owned()).spawn(move || drop(manager)) {
            tracing::warn!(%problem, "the loudspeaker is closed on the voice's own thread");
        }
    }
}

impl std::fmt::Debug for DeviceOutput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeviceOutput").field("rate", &self.rate).finish_non_exhaustive()
    }
}
