//! The connection from kira's mixer to the operating system's sound, by cpal.
//!
//! kira's own backend unwraps when it restarts after a device change, polls the device list twice a second and does not say when a frame will
//! be heard. This one reports both, and leaves restarting to the voice.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use cpal::traits::{DeviceTrait as _, HostTrait as _, StreamTrait as _};
use kira::backend::{Backend, Renderer};

use super::Pulse;
use crate::clock;
use crate::voice::VoiceError;

/// Frames converted at a time for devices that do not take floating point.
const SCRATCH_FRAMES: usize = 512;
/// Frames per callback that are asked for, when the device leaves the choice: 30 ms at 48 kHz. Twice that is buffered: enough for a busy
/// machine without real-time threads, and a hush is still heard within 80 ms.
const WISHED_FRAMES: u32 = 1_440;

/// What the stream needs to know.
#[derive(Clone, Debug)]
pub(super) struct StreamSettings {
    pub(super) pulse: Arc<Pulse>,
    /// Where the clock of the voice began.
    pub(super) epoch: Instant,
}

impl Default for StreamSettings {
    fn default() -> Self {
        Self { pulse: Arc::default(), epoch: clock::now() }
    }
}

/// A running stream to the default output device.
pub(super) struct Stream {
    device: cpal::Device,
    config: cpal::StreamConfig,
    format: cpal::SampleFormat,
    settings: StreamSettings,
    running: Option<cpal::Stream>,
}

impl Backend for Stream {
    type Settings = StreamSettings;
    type Error = VoiceError;

    fn setup(settings: Self::Settings, _internal_buffer_size: usize) -> Result<(Self, u32), Self::Error> {
        let device = cpal::default_host().default_output_device().ok_or(VoiceError::NoDevice)?;
        let supported = device.default_output_config().map_err(trouble)?;
        let mut config = supported.config();
        if let cpal::SupportedBufferSize::Range { min, max } = *supported.buffer_size() {
            config.buffer_size = cpal::BufferSize::Fixed(WISHED_FRAMES.clamp(min, max.max(min)));
        }
        let rate = config.sample_rate;
        Ok((Self { device, config, format: supported.sample_format(), settings, running: None }, rate))
    }

    fn start(&mut self, renderer: Renderer) -> Result<(), Self::Error> {
        let stream = match self.format {
            cpal::SampleFormat::I16 => self.build(renderer, |sample| (sample * f32::from(i16::MAX)) as i16),
            cpal::SampleFormat::I32 => self.build(renderer, |sample| (f64::from(sample) * f64::from(i32::MAX)) as i32),
            cpal::SampleFormat::U8 => self.build(renderer, |sample| (128.0 + sample * 127.0) as u8),
            _ => self.build::<f32>(renderer, |sample| sample),
        }?;
        stream.play().map_err(trouble)?;
        self.running = Some(stream);
        Ok(())
    }
}

impl Stream {
    /// Frames a second.
    pub(super) const fn rate(&self) -> u32 {
        self.config.sample_rate
    }

    fn build<T>(&self, mut renderer: Renderer, convert: fn(f32) -> T) -> Result<cpal::Stream, VoiceError>
    where
        T: cpal::SizedSample + Send + 'static,
    {
        let channels = self.config.channels;
        let StreamSettings { pulse, epoch } = self.settings.clone();
        let failing = Arc::clone(&pulse);
        let mut scratch = vec![0.0f32; SCRATCH_FRAMES * usize::from(channels.max(1))];
        let fill = move |data: &mut [T], info: &cpal::OutputCallbackInfo| {
            let times = info.timestamp();
            let delay = times.playback.saturating_duration_since(times.callback);
            let heard_at = clock::now().saturating_duration_since(epoch) + delay;
            pulse.heard_at_ns.store(nanos(heard_at), Ordering::Release);
            renderer.on_start_processing();
            for part in data.chunks_mut(scratch.len()) {
                let sound = &mut scratch[..part.len()];
                renderer.process(sound, channels);
                for (place, sample) in part.iter_mut().zip(sound) {
                    *place = convert(*sample);
                }
            }
            pulse.calls.fetch_add(1, Ordering::Release);
        };
        let fail = move |error: cpal::Error| {
            if !matches!(error.kind(), cpal::ErrorKind::Xrun | cpal::ErrorKind::RealtimeDenied | cpal::ErrorKind::DeviceChanged) {
                failing.lost.store(true, Ordering::Release);
            }
        };
        self.device.build_output_stream(self.config, fill, fail, Some(Duration::from_secs(2))).map_err(trouble)
    }
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}

#[expect(clippy::needless_pass_by_value, reason = "map_err hands it over")]
fn trouble(error: cpal::Error) -> VoiceError {
    match error.kind() {
        cpal::ErrorKind::DeviceNotAvailable | cpal::ErrorKind::HostUnavailable => VoiceError::NoDevice,
        _ => VoiceError::Device(error.to_string()),
    }
}
