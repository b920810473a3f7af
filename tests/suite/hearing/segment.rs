//! Sound cut into segments.

use greenroom::speech::segment::{Segment, SegmentEvent, SegmentSettings, Segmenter};
use greenroom::speech::vad::{FRAME_SAMPLES, frames};

/// Plays frames whose every sample is the frame's number.
fn play(segmenter: &mut Segmenter, frames: impl IntoIterator<Item = (bool, f32)>) -> Vec<SegmentEvent> {
    let mut events = Vec::new();
    for (voiced, level) in frames {
        let number = (segmenter.position() / FRAME_SAMPLES as u64) as f32;
        events.extend(segmenter.push(if voiced { 0.95 } else { 0.05 }, level, &[number; FRAME_SAMPLES]));
    }
    events
}

fn voice(count: usize) -> impl Iterator<Item = (bool, f32)> {
    std::iter::repeat_n((true, -20.0), count)
}

fn quiet(count: usize) -> impl Iterator<Item = (bool, f32)> {
    std::iter::repeat_n((false, -80.0), count)
}

fn segments(events: &[SegmentEvent]) -> Vec<&Segment> {
    events.iter().filter_map(|event| if let SegmentEvent::Paused(segment) = event { Some(segment) } else { None }).collect()
}

#[test]
fn a_segment_holds_the_voice_with_300_ms_before_it_and_the_hangover_after_it() {
    let mut segmenter = Segmenter::new(SegmentSettings::default());
    let events = play(&mut segmenter, quiet(100).chain(voice(50)).chain(quiet(40)));
    let [segment] = segments(&events)[..] else { panic!("{} events", events.len()) };
    let first = 100 - u64::from(frames(300));
    assert_eq!(segment.start, first * FRAME_SAMPLES as u64);
    assert_eq!(segment.pcm[0] as u64, first);
    assert_eq!(segment.voiced_from, 100 * FRAME_SAMPLES as u64);
    assert_eq!(segment.voiced_to, 150 * FRAME_SAMPLES as u64);
    assert_eq!(segment.voiced_ms(), 800);
    assert_eq!(segment.pcm.len(), (frames(300) as usize * 2 + 50) * FRAME_SAMPLES);
    assert!(segment.speech && !segment.cut);
    assert_eq!(segment.silence_ms(segment.start + segment.pcm.len() as u64), frames(300) * 16);
}

#[test]
fn a_voice_at_the_very_beginning_has_no_sound_before_it() {
    let mut segmenter = Segmenter::new(SegmentSettings::default());
    let events = play(&mut segmenter, voice(50).chain(quiet(40)));
    assert_eq!(segments(&events)[0].start, 0);
}

#[test]
fn a_click_is_a_segment_that_is_no_speech() {
    let mut segmenter = Segmenter::new(SegmentSettings::default());
    let events = play(&mut segmenter, quiet(50).chain(voice(4)).chain(quiet(40)));
    assert!(!segments(&events)[0].speech);
}

#[test]
fn what_was_skipped_is_in_no_segment() {
    let mut segmenter = Segmenter::new(SegmentSettings::default());
    play(&mut segmenter, quiet(50));
    for _ in 0..10 {
        segmenter.skip();
    }
    let events = play(&mut segmenter, quiet(2).chain(voice(50)).chain(quiet(40)));
    assert_eq!(segments(&events)[0].start, 60 * FRAME_SAMPLES as u64);
}

#[test]
fn an_endless_voice_is_cut_at_its_quietest_place_and_nothing_is_lost_or_doubled() {
    let mut segmenter = Segmenter::new(SegmentSettings::default());
    // 60 s of voice that dips at 17 s and at 34 s, too short to be pauses.
    let dips = [1062 + 100, 2125 + 100];
    let input = quiet(100).chain((100..3850).map(|frame| {
        let dip = dips.iter().any(|dip| (frame - 2..=frame + 2).contains(dip));
        // A voice is never as steady as a noise.
        (!dip, if dip { -45.0 } else { -20.0 - (frame % 10) as f32 })
    }));
    let mut events = play(&mut segmenter, input);
    events.extend(segmenter.close().map(SegmentEvent::Paused));
    let segments = segments(&events);
    assert!(segments.len() >= 4, "{} segments", segments.len());
    for segment in &segments {
        assert!(segment.pcm.len() <= 20_000 * 16 + FRAME_SAMPLES, "{} samples", segment.pcm.len());
    }
    assert!(segments[0].cut && segments[0].silence_ms(u64::MAX) == 0, "the voice went on");
    assert_eq!(segments[0].voiced_to, dips[0] * FRAME_SAMPLES as u64);
    assert_eq!(segments[1].voiced_to, dips[1] * FRAME_SAMPLES as u64);
    let all: Vec<f32> = segments.iter().flat_map(|segment| segment.pcm.iter().copied()).collect();
    assert!(all.chunks_exact(FRAME_SAMPLES).map(|frame| frame[0]).eq((81..3850).map(|frame| frame as f32)), "frames in order, each once");
    let began = events.iter().filter(|event| matches!(event, SegmentEvent::Began(_))).count();
    assert_eq!(began, segments.len(), "each part begins");
}

#[test]
fn closing_completes_what_is_open_and_forgets_what_was_before() {
    let mut segmenter = Segmenter::new(SegmentSettings::default());
    play(&mut segmenter, quiet(50).chain(voice(30)));
    assert!(segmenter.so_far().is_some());
    let segment = segmenter.close().unwrap();
    assert_eq!(segment.voiced_ms(), 480);
    assert_eq!(segmenter.close(), None);
    let events = play(&mut segmenter, voice(30).chain(quiet(40)));
    assert_eq!(segments(&events)[0].start, 80 * FRAME_SAMPLES as u64, "no sound from before the closing");
}
