//! An open microphone: the sound system's callback writes mono samples into a ring, the ears read them from it. The
//! callback neither allocates nor locks; what finds no room in the ring is counted and lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use cpal::traits::{DeviceTrait as _, StreamTrait as _};
use cpal::{ErrorKind, FromSample, Sample, SampleFormat, SizedSample};
use rtrb::{Consumer, Producer, RingBuffer};

use super::devices::{self, DeviceError};

/// Seconds of sound that the ring holds: what the ears may be late.
const RING_SECS: usize = 4;

/// What the callback tells besides samples.
#[derive(Debug, Default)]
struct Status {
    overruns: AtomicU64,
    lost: AtomicBool,
}

/// A running input stream. It stops when dropped.
pub struct Capture {
    // Held for its drop.
    _stream: cpal::Stream,
    samples: Consumer<f32>,
    status: Arc<Status>,
    overruns_told: u64,
    name: String,
    rate: u32,
}

impl Capture {
    /// Opens the microphone with this id or name, or the default one, in its own format, and starts it.
    ///
    /// # Errors
    /// When there is no such microphone, or it cannot be opened.
    pub fn open(microphone: Option<&str>) -> Result<Self, DeviceError> {
        let device = devices::find(microphone)?;
        let config = device.default_input_config().map_err(|error| DeviceError::from_cpal(&error))?;
        let rate = config.sample_rate();
        let (producer, samples) = RingBuffer::new(rate as usize * RING_SECS);
        let status = Arc::new(Status::default());
        let stream = stream(&device, config, producer, &status)?;
        stream.play().map_err(|error| DeviceError::from_cpal(&error))?;
        let name = devices::name(&device).unwrap_or_else(|| "microphone".to_owned());
        Ok(Self { _stream: stream, samples, status, overruns_told: 0, name, rate })
    }

    /// As the system shows it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The device's sample rate in Hz.
    #[must_use]
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// Moves what was captured since the last call to `out`: mono, at the device's rate. Gives the number of samples
    /// that were lost since the last call because nobody read them in time.
    pub fn read(&mut self, out: &mut Vec<f32>) -> u64 {
        let ready = self.samples.slots();
        if let Ok(chunk) = self.samples.read_chunk(ready) {
            let (first, second) = chunk.as_slices();
            out.extend_from_slice(first);
            out.extend_from_slice(second);
            chunk.commit_all();
        }
        let overruns = self.status.overruns.load(Ordering::Relaxed);
        overruns - std::mem::replace(&mut self.overruns_told, overruns)
    }

    /// Whether the device is gone. The stream gives nothing more.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.status.lost.load(Ordering::Relaxed) || self.samples.is_abandoned()
    }
}

fn stream(
    device: &cpal::Device,
    config: cpal::SupportedStreamConfig,
    producer: Producer<f32>,
    status: &Arc<Status>,
) -> Result<cpal::Stream, DeviceError> {
    match config.sample_format() {
        SampleFormat::I8 => typed::<i8>(device, config, producer, status),
        SampleFormat::I16 => typed::<i16>(device, config, producer, status),
        SampleFormat::I24 => typed::<cpal::I24>(device, config, producer, status),
        SampleFormat::I32 => typed::<i32>(device, config, producer, status),
        SampleFormat::I64 => typed::<i64>(device, config, producer, status),
        SampleFormat::U8 => typed::<u8>(device, config, producer, status),
        SampleFormat::U16 => typed::<u16>(device, config, producer, status),
        SampleFormat::U24 => typed::<cpal::U24>(device, config, producer, status),
        SampleFormat::U32 => typed::<u32>(device, config, producer, status),
        SampleFormat::U64 => typed::<u64>(device, config, producer, status),
        SampleFormat::F32 => typed::<f32>(device, config, producer, status),
        SampleFormat::F64 => typed::<f64>(device, config, producer, status),
        other => Err(DeviceError::Format(other.to_string())),
    }
}

fn typed<T>(
    device: &cpal::Device,
    config: cpal::SupportedStreamConfig,
    mut producer: Producer<f32>,
    status: &Arc<Status>,
) -> Result<cpal::Stream, DeviceError>
where
    T: SizedSample,
    f32: FromSample<T>,
{
    let channels = usize::from(config.channels().max(1));
    let (heard, told) = (Arc::clone(status), Arc::clone(status));
    let on_samples = move |interleaved: &[T], _: &cpal::InputCallbackInfo| {
        let lost = write_mono(&mut producer, interleaved, channels);
        if lost > 0 {
            heard.overruns.fetch_add(lost, Ordering::Relaxed);
        }
    };
    let on_error = move |error: cpal::Error| match error.kind() {
        // The stream goes on after these.
        ErrorKind::DeviceChanged | ErrorKind::Xrun | ErrorKind::RealtimeDenied => {}
        _ => told.lost.store(true, Ordering::Relaxed),
    };
    device.build_input_stream(config.config(), on_samples, on_error, None).map_err(|error| DeviceError::from_cpal(&error))
}

/// Averages the channels into the ring; gives the number of frames that found no room.
fn write_mono<T>(producer: &mut Producer<f32>, interleaved: &[T], channels: usize) -> u64
where
    T: Sample,
    f32: FromSample<T>,
{
    let share = 1.0 / channels as f32;
    let frames = interleaved.len() / channels;
    let room = producer.slots().min(frames);
    let mono = interleaved.chunks_exact(channels).map(|frame| frame.iter().map(|sample| f32::from_sample(*sample)).sum::<f32>() * share);
    if let Ok(chunk) = producer.write_chunk_uninit(room) {
        chunk.fill_from_iter(mono);
    }
    (frames - room) as u64
}
