//! The sound inside the audio callback, and the clock that follows it.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use greenroom::interview::UtteranceId;
use greenroom::voice::AudioClock;
use greenroom::voice::clock::Mark;
use greenroom::voice::playback::{Controls, Line, LineEnds, Piece, Pulse, line};
use kira::Frame;
use kira::info::MockInfoBuilder;
use kira::sound::Sound as _;
use proptest::prelude::*;

const RATE: u32 = 48_000;
const ONE: UtteranceId = UtteranceId(1);

struct Desk {
    controls: Arc<Controls>,
    pulse: Arc<Pulse>,
    line: Line,
    ends: LineEnds,
    clock: AudioClock,
    frames: u64,
}

impl Desk {
    fn new() -> Self {
        let (controls, pulse) = (Arc::new(Controls::new()), Arc::new(Pulse::default()));
        let (line, mut ends) = line(Arc::clone(&controls), Arc::clone(&pulse), RATE);
        let clock = AudioClock::new(ends.take_marks(), Duration::ZERO);
        Self { controls, pulse, line, ends, clock, frames: 0 }
    }

    fn queue(&mut self, number: u32, samples: &[f32], pause_s: f32) {
        self.ends.queue(&Piece { number, utterance: ONE, samples: samples.into(), pause_s, skip_s: 0.0 });
    }

    /// Asks for frames as a device does that plays them at once.
    fn play(&mut self, frames: usize) -> Vec<f32> {
        let info = MockInfoBuilder::new().build();
        let mut heard = Vec::new();
        while heard.len() < frames {
            self.pulse.heard_at_ns.store(self.now().as_nanos() as u64, Ordering::Relaxed);
            self.line.on_start_processing();
            for _ in 0..3 {
                let mut block = [Frame::from_mono(9.0); 128];
                self.line.process(&mut block, 1.0 / f64::from(RATE), &info);
                heard.extend(block.iter().map(|frame| frame.left));
                self.frames += 128;
            }
        }
        self.ends.collect();
        heard
    }

    fn now(&self) -> Duration {
        Duration::from_secs_f64(self.frames as f64 / f64::from(RATE))
    }
}

fn tone(hertz: f32, seconds: f32) -> Vec<f32> {
    (0..(seconds * 16_000.0) as usize).map(|n| 0.5 * (n as f32 / 16_000.0 * hertz * std::f32::consts::TAU).sin()).collect()
}

fn size(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0f32, |peak, sample| peak.max(sample.abs()))
}

#[test]
fn pieces_follow_each_other_without_a_gap_and_in_their_own_pitch() {
    let mut desk = Desk::new();
    desk.queue(0, &tone(440.0, 0.5), 0.0);
    desk.queue(1, &tone(440.0, 0.5), 0.25);
    let heard = desk.play(RATE as usize * 3 / 2);
    for (index, sample) in heard[2_000..22_000].iter().enumerate() {
        let expected = 0.5 * ((index + 2_000) as f32 / 48_000.0 * 440.0 * std::f32::consts::TAU).sin();
        assert!((sample - expected).abs() < 0.01, "frame {index}: {sample} for {expected}");
    }
    assert!(size(&heard[24_100..35_900]) < 0.01, "the pause");
    assert!(size(&heard[37_000..59_000]) > 0.49, "the second piece");
    assert!(size(&heard[60_500..]) < f32::EPSILON, "then silence");
    assert!(desk.ends.is_empty(), "everything came back to be freed");
}

#[test]
fn a_device_of_any_rate_plays_the_same_length() {
    for rate in [16_000, 22_050, 44_100, 48_000, 96_000] {
        let (controls, pulse) = (Arc::new(Controls::new()), Arc::new(Pulse::default()));
        let (mut line, mut ends) = line(controls, pulse, rate);
        ends.queue(&Piece { number: 0, utterance: ONE, samples: tone(440.0, 0.5).into(), pause_s: 0.0, skip_s: 0.1 });
        let info = MockInfoBuilder::new().build();
        let mut frames = vec![Frame::ZERO; rate as usize];
        line.process(&mut frames, 1.0 / f64::from(rate), &info);
        let sounding = frames.iter().rposition(|frame| frame.left.abs() > 0.02).unwrap() as f32 / rate as f32;
        assert!((sounding - 0.4).abs() < 0.004, "{rate}: {sounding} s");
        let crossings = frames[..rate as usize / 4].windows(2).filter(|pair| pair[0].left <= 0.0 && pair[1].left > 0.0).count();
        assert!((109..=111).contains(&crossings), "{rate}: {crossings} periods in a quarter of a second");
    }
}

#[test]
fn the_clock_knows_what_is_heard_and_never_more_than_was_handed_over() {
    let mut desk = Desk::new();
    assert_eq!(desk.clock.heard(Duration::from_secs(1)), None);
    desk.queue(7, &tone(200.0, 0.4), 0.1);
    desk.play(4_608);
    let here = desk.clock.heard(desk.now()).unwrap();
    assert!((here.seconds - (4_608.0 / 48_000.0 - 0.1)).abs() < 1e-4, "{here:?}");
    let later = desk.clock.heard(desk.now() + Duration::from_secs(1)).unwrap();
    assert!((later.seconds - desk.clock.handed_over().unwrap().seconds).abs() < 1e-4, "{later:?}");
    desk.play(40_000);
    let end = desk.clock.heard(desk.now()).unwrap();
    assert!((end.seconds - 0.4).abs() < 1e-3 && end.piece == 7, "{end:?}");
}

#[test]
fn a_hush_fades_out_within_ten_milliseconds_and_drops_what_is_queued() {
    let mut desk = Desk::new();
    desk.queue(0, &tone(300.0, 1.0), 0.0);
    desk.queue(1, &tone(300.0, 1.0), 0.0);
    desk.play(9_600);
    desk.controls.hush(ONE);
    let after = desk.play(4_800);
    assert!(size(&after[..100]) > 0.3, "it fades and does not break off");
    assert!(size(&after[480..]) < f32::EPSILON, "silent after 10 ms");
    let jump = after.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0f32, f32::max);
    assert!(jump < 0.05, "no click: {jump}");
    assert!(!desk.ends.holds(ONE));
}

#[test]
fn ducking_and_volume_glide() {
    let mut desk = Desk::new();
    desk.queue(0, &tone(300.0, 2.0), 0.0);
    let before = size(&desk.play(9_600)[4_800..]);
    desk.controls.duck(true);
    let during = desk.play(9_600);
    let ratio = size(&during[4_800..]) / before;
    assert!((ratio - 0.25).abs() < 0.02, "12 dB down: {ratio}");
    let jump = during.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0f32, f32::max);
    assert!(jump < 0.03, "{jump}");
    desk.controls.duck(false);
    desk.controls.set_volume(f32::NAN);
    desk.play(4_800);
    assert!((size(&desk.play(9_600)) - before).abs() < 0.02);
}

#[test]
fn a_pause_loses_no_sample_and_a_hush_in_it_is_final() {
    let mut desk = Desk::new();
    desk.queue(0, &tone(300.0, 1.0), 0.0);
    desk.play(9_600);
    desk.controls.pause(true);
    let fading = desk.play(9_600);
    assert!(size(&fading[1_200..]) < f32::EPSILON);
    let stood = desk.clock.handed_over().unwrap().seconds;
    desk.play(48_000);
    assert!((desk.clock.handed_over().unwrap().seconds - stood).abs() < 1e-6);
    desk.controls.pause(false);
    desk.play(9_600);
    assert!((desk.clock.handed_over().unwrap().seconds - stood - 0.2).abs() < 0.01);
    desk.controls.pause(true);
    desk.play(9_600);
    desk.controls.hush(ONE);
    desk.play(480);
    assert!(!desk.ends.holds(ONE));
}

#[test]
fn speech_has_no_images_above_its_own_band() {
    let mut desk = Desk::new();
    desk.queue(0, &tone(6_500.0, 0.5), 0.0);
    let heard = desk.play(20_000);
    let part = &heard[4_000..16_000];
    let level = |hertz: f32| {
        let (mut re, mut im) = (0.0f64, 0.0f64);
        for (index, sample) in part.iter().enumerate() {
            let angle = f64::from(index as f32 * hertz / 48_000.0) * std::f64::consts::TAU;
            re += f64::from(*sample) * angle.cos();
            im += f64::from(*sample) * angle.sin();
        }
        (re.hypot(im) / part.len() as f64 * 2.0) as f32
    };
    assert!((level(6_500.0) - 0.5).abs() < 0.03, "{}", level(6_500.0));
    assert!(level(9_500.0) < 0.001, "the image at 9.5 kHz is {}", level(9_500.0));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_clock_never_runs_backwards(jitters in prop::collection::vec(-0.015f64..0.015, 4..60), looks in prop::collection::vec(0.0f64..0.02, 4..60)) {
        let clock = AudioClock::new(None, Duration::from_millis(3));
        let (mut position, mut last) = (0.0, None);
        for (block, (jitter, look)) in jitters.iter().zip(&looks).enumerate() {
            let begin = 1.0 + block as f64 * 0.01;
            let heard_at = Duration::from_secs_f64(begin + jitter);
            clock.note(Mark { piece: block as u32 / 20, from_s: position % 0.2, to_s: position % 0.2 + 0.01, heard_at });
            position += 0.01;
            if let Some(here) = clock.heard(Duration::from_secs_f64(begin + look)) {
                let key = (here.piece, here.seconds);
                prop_assert!(last.is_none_or(|last| key >= last), "{:?} after {:?}", key, last);
                prop_assert!(here.piece < block as u32 / 20 || f64::from(here.seconds) <= clock.handed_over().map_or(0.0, |end| f64::from(end.seconds)) + 1e-6);
                last = Some(key);
            }
        }
    }
}
