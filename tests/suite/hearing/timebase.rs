//! The session's time of what was heard.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use greenroom::hearing::Timebase;
use greenroom::hearing::timebase::SampleTime;
use greenroom::interview::Moment;

/// A clock that the test sets, in milliseconds.
fn clock() -> (SampleTime, Arc<AtomicU64>) {
    let millis = Arc::new(AtomicU64::new(0));
    let shown = Arc::clone(&millis);
    (SampleTime::new(Timebase::Clock(Arc::new(move || Moment::from_millis(shown.load(Ordering::Relaxed))))), millis)
}

/// Sound of `ms` in all has arrived when the clock shows `at`.
fn arrive(time: &mut SampleTime, clock: &AtomicU64, at: u64, ms: u64) {
    clock.store(at, Ordering::Relaxed);
    time.arrived(ms * 16);
}

#[test]
fn on_the_sample_clock_the_samples_are_the_time() {
    let time = SampleTime::new(Timebase::Samples(Moment::from_millis(5000)));
    assert_eq!(time.at(16_000), Moment::from_millis(6000));
    assert_eq!(time.now(32_000), Moment::from_millis(7000));
}

#[test]
fn sound_that_comes_late_and_in_bursts_is_placed_where_it_was() {
    let (mut time, clock) = clock();
    // Every 100 ms, up to 80 ms late.
    for (n, late) in [0, 80, 30, 70, 10, 60, 80, 20].into_iter().enumerate() {
        let ms = (n as u64 + 1) * 100;
        arrive(&mut time, &clock, 1000 + ms + late, ms);
        let error = time.at(ms * 16).as_millis() as i64 - (1000 + ms) as i64;
        assert!((0..=5).contains(&error), "{error} ms off after {ms} ms");
    }
    assert_eq!(time.now(0), Moment::from_millis(1820), "what is noticed is noticed now");
}

#[test]
fn a_sound_card_that_is_a_little_slow_is_followed() {
    let (mut time, clock) = clock();
    for n in 1..=36_000_u64 {
        // An hour in which the card loses 300 ms of every 1000 s.
        arrive(&mut time, &clock, n * 100 + n * 100 * 3 / 10_000, n * 100);
    }
    let error = time.at(3_600_000 * 16).as_millis() as i64 - (3_600_000 + 1080);
    assert!(error.abs() <= 2, "{error} ms off");
}

#[test]
fn a_gap_in_the_sound_and_a_session_that_stood_still_are_taken_up() {
    let (mut time, clock) = clock();
    arrive(&mut time, &clock, 1000, 1000);
    // The microphone was away for five seconds.
    arrive(&mut time, &clock, 7000, 2000);
    assert_eq!(time.at(2000 * 16), Moment::from_millis(7000));
    // The session was paused for three: sound went on, its clock did not.
    arrive(&mut time, &clock, 7100, 5100);
    assert_eq!(time.at(5100 * 16), Moment::from_millis(7100));
}
