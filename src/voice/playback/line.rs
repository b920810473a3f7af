//! The sound that plays queued pieces inside the audio callback: no lock, no allocation, no panic.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use kira::Frame;
use kira::info::Info;
use kira::sound::{Sound, SoundData};

use rubato::audioadapter_buffers::direct::SequentialSliceOfVecs;
use rubato::{Fft, FixedSync, Resampler as _};

use super::{Controls, Piece};
use crate::interview::UtteranceId;
use crate::voice::clock::Mark;
use crate::voice::synth::SAMPLE_RATE;

/// Pieces that fit into the queue.
const ROOM: usize = 8;
/// Marks that fit between two looks at the clock: one per 128 frames is 375 a second at 48 kHz.
const MARKS: usize = 1024;
/// Time constant of changes of volume, in seconds: no click, and quick enough for ducking.
const GLIDE_S: f32 = 0.02;
/// A hush fades the voice out over this time.
const HUSH_S: f32 = 0.01;

/// What the callback tells the others, and what it is told about its own time.
#[derive(Debug, Default)]
pub struct Pulse {
    /// How often the device asked for sound.
    pub calls: AtomicU64,
    /// When the first frame of the current call will be heard, nanoseconds on the clock of the voice.
    pub heard_at_ns: AtomicU64,
    /// The device says that it is gone.
    pub lost: AtomicBool,
}

/// A piece at the device's rate.
#[derive(Debug)]
struct Load {
    number: u32,
    utterance: UtteranceId,
    samples: Arc<[f32]>,
    /// Frames of pause at the beginning.
    pause: usize,
    /// Where to begin.
    start: usize,
}

/// The ends that stay outside the callback.
#[derive(Debug)]
pub struct LineEnds {
    loads: rtrb::Producer<Load>,
    /// Played pieces come back to be freed outside the callback.
    played: rtrb::Consumer<Load>,
    marks: Option<rtrb::Consumer<Mark>>,
    rate: u32,
    /// Pieces in the line that have not come back.
    under_way: Vec<UtteranceId>,
}

impl LineEnds {
    /// Queues a piece at the device's rate. Call it only when there [is room](Self::has_room).
    pub fn queue(&mut self, piece: &Piece) {
        let sound = resampled(&piece.samples, SAMPLE_RATE, self.rate);
        let frames = |seconds: f32| (seconds.max(0.0) * self.rate as f32) as usize;
        let pause = frames(piece.pause_s);
        let mut samples = vec![0.0; pause];
        samples.extend_from_slice(&sound);
        let start = if piece.skip_s > 0.0 { (pause + frames(piece.skip_s)).min(samples.len()) } else { 0 };
        let load = Load { number: piece.number, utterance: piece.utterance, samples: samples.into(), pause, start };
        if self.loads.push(load).is_ok() {
            self.under_way.push(piece.utterance);
        }
    }

    /// Frees what was played.
    pub fn collect(&mut self) {
        while let Ok(load) = self.played.pop() {
            if let Some(place) = self.under_way.iter().position(|utterance| *utterance == load.utterance) {
                self.under_way.remove(place);
            }
        }
    }

    /// Whether another piece can be queued.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.under_way.len() < ROOM
    }

    /// Whether nothing is queued or playing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.under_way.is_empty()
    }

    /// Whether a piece of an utterance is queued or playing.
    #[must_use]
    pub fn holds(&self, utterance: UtteranceId) -> bool {
        self.under_way.contains(&utterance)
    }

    /// The stretches that are handed over, for one [`AudioClock`](crate::voice::AudioClock).
    pub fn take_marks(&mut self) -> Option<rtrb::Consumer<Mark>> {
        self.marks.take()
    }
}

/// The sound itself. It never ends: without pieces it is silent.
#[derive(Debug)]
pub struct Line {
    controls: Arc<Controls>,
    pulse: Arc<Pulse>,
    rate: f32,
    loads: rtrb::Consumer<Load>,
    played: rtrb::Producer<Load>,
    marks: rtrb::Producer<Mark>,
    current: Option<(Load, usize)>,
    gain: f32,
    fade: f32,
    frames: u64,
}

/// Makes a line for a device of so many frames a second.
#[must_use]
pub fn line(controls: Arc<Controls>, pulse: Arc<Pulse>, rate: u32) -> (Line, LineEnds) {
    let (loads_in, loads) = rtrb::RingBuffer::new(ROOM);
    let (played, played_out) = rtrb::RingBuffer::new(2 * ROOM + 2);
    let (marks, marks_out) = rtrb::RingBuffer::new(MARKS);
    let gain = controls.gain();
    let line = Line { controls, pulse, rate: rate.max(1) as f32, loads, played, marks, current: None, gain, fade: 1.0, frames: 0 };
    let under_way = Vec::with_capacity(ROOM);
    (line, LineEnds { loads: loads_in, played: played_out, marks: Some(marks_out), rate, under_way })
}

impl Line {
    /// Gives a piece back. There is always room: no more pieces are on their way than the ring holds.
    fn give_back(&mut self) {
        if let Some((load, _)) = self.current.take()
            && let Err(rtrb::PushError::Full(load)) = self.played.push(load)
        {
            // Freeing memory here could stall the sound; losing some bytes cannot.
            std::mem::forget(load);
        }
        self.fade = 1.0;
    }

    /// Goes on to the next piece that may sound.
    fn next(&mut self) {
        while self.current.is_none() {
            let Ok(load) = self.loads.pop() else { return };
            let start = load.start;
            let hushed = self.controls.is_hushed(load.utterance);
            self.current = Some((load, start));
            if hushed {
                self.give_back();
            }
        }
    }

    fn mark(&mut self, from: usize, to: usize, at_frame: u64) {
        let Some((load, _)) = &self.current else { return };
        if to <= from {
            return;
        }
        let seconds = |frame: usize| (frame as f64 - load.pause as f64) / f64::from(self.rate);
        let heard_at = Duration::from_nanos(self.pulse.heard_at_ns.load(Ordering::Acquire))
            + Duration::from_secs_f64(at_frame as f64 / f64::from(self.rate));
        let mark = Mark { piece: load.number, from_s: seconds(from), to_s: seconds(to), heard_at };
        // Nobody looked for seconds: the next mark carries the whole position.
        self.marks.push(mark).ok();
    }

    /// Fills a block from the current piece; gives how many frames it took.
    fn fill(&mut self, out: &mut [Frame], done: usize) -> usize {
        let hushed = self.current.as_ref().is_some_and(|(load, _)| self.controls.is_hushed(load.utterance));
        let paused = self.controls.is_paused();
        let target = if paused { 0.0 } else { self.controls.gain() };
        let glide = 1.0 / (GLIDE_S * self.rate);
        let fade = 1.0 / (HUSH_S * self.rate);
        let Some((load, at)) = &mut self.current else { return out.len() };
        let from = *at;
        let mut count = 0;
        for frame in out.iter_mut() {
            if paused && self.gain <= 0.0 {
                break;
            }
            let Some(sample) = load.samples.get(*at) else { break };
            self.gain += (target - self.gain).clamp(-glide, glide);
            if hushed {
                self.fade = (self.fade - fade).max(0.0);
            }
            *frame = Frame::from_mono(sample * self.gain * self.fade);
            *at += 1;
            count += 1;
            if self.fade <= 0.0 {
                break;
            }
        }
        let silenced = self.fade <= 0.0 || (hushed && paused && self.gain <= 0.0);
        let (to, ended) = (*at, silenced || *at >= load.samples.len());
        self.mark(from, to, self.frames + done as u64);
        if ended {
            self.give_back();
            count
        } else {
            // Standing still, or the block is full.
            out.len()
        }
    }
}

impl Sound for Line {
    fn on_start_processing(&mut self) {
        self.frames = 0;
    }

    fn process(&mut self, out: &mut [Frame], _dt: f64, _info: &Info<'_>) {
        out.fill(Frame::ZERO);
        let mut done = 0;
        while done < out.len() {
            self.next();
            if self.current.is_none() {
                break;
            }
            done += self.fill(&mut out[done..], done);
        }
        self.frames += out.len() as u64;
    }

    fn finished(&self) -> bool {
        false
    }
}

impl SoundData for Line {
    type Error = std::convert::Infallible;
    type Handle = ();

    fn into_sound(self) -> Result<(Box<dyn Sound>, Self::Handle), Self::Error> {
        Ok((Box::new(self), ()))
    }
}

/// Mono samples at another rate, band-limited and without delay; unchanged when the rates are equal or cannot be converted.
fn resampled(samples: &[f32], from: u32, to: u32) -> Vec<f32> {
    let convert = || {
        let mut resampler = Fft::<f32>::new(from as usize, to as usize, 1024, 1, FixedSync::Both).ok()?;
        let input = [samples.to_vec()];
        let input = SequentialSliceOfVecs::new(&input, 1, samples.len()).ok()?;
        Some(resampler.process_all(&input, samples.len(), None).ok()?.take_data())
    };
    if from == to || samples.is_empty() { samples.to_vec() } else { convert().unwrap_or_else(|| samples.to_vec()) }
}
