//! Utterances from `Say` to their end, on a clock that the tests make up.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use greenroom::clock;
use greenroom::interview::{Tone, UtteranceId};
use greenroom::speech::Viseme;
use greenroom::voice::playback::{Controls, Output, Piece, Progress, SilentOutput};
use greenroom::voice::{AudioClock, Command, Lips, Notice, Performer, Synth, VoiceError, render};
use proptest::prelude::*;

use super::voice;

const TEXT: &str = "Thank you. Tell me about a problem you solved, please. I will listen.";
const STEP: Duration = Duration::from_millis(5);

struct Rig {
    performer: Performer,
    controls: Arc<Controls>,
    lips: Lips,
    now: Duration,
    log: Vec<(Duration, Notice)>,
}

/// A loudspeaker that can be pulled out: silent, but it calls itself one.
struct Pluggable(SilentOutput, Arc<AtomicBool>);

impl Output for Pluggable {
    fn has_room(&self) -> bool {
        self.0.has_room()
    }
    fn queue(&mut self, piece: Piece, now: Duration) {
        self.0.queue(piece, now);
    }
    fn progress(&mut self, now: Duration) -> Progress {
        self.0.progress(now)
    }
    fn is_silenced(&mut self, utterance: UtteranceId, now: Duration) -> bool {
        self.0.is_silenced(utterance, now)
    }
    fn is_alive(&mut self, _now: Duration) -> bool {
        self.1.load(Ordering::Relaxed)
    }
    fn clock(&self) -> Arc<AudioClock> {
        self.0.clock()
    }
}

impl Rig {
    fn new(plugged: Option<Arc<AtomicBool>>) -> Self {
        let controls = Arc::new(Controls::new());
        let lips = Lips::new(clock::now());
        let of_opener = Arc::clone(&controls);
        let opener = Box::new(move || {
            let (answer, opened) = crossbeam_channel::bounded(1);
            let output = match &plugged {
                Some(plugged) if plugged.load(Ordering::Relaxed) => {
                    let silent = SilentOutput::new(Arc::clone(&of_opener), Duration::ZERO);
                    Ok(Box::new(Pluggable(silent, Arc::clone(plugged))) as Box<dyn Output>)
                }
                _ => Err(VoiceError::NoDevice),
            };
            answer.send(output).expect("somebody waits");
            opened
        });
        let performer =
            Performer::new(Synth::new().expect("the voice is whole"), Arc::clone(&controls), lips.clone(), opener, Duration::ZERO);
        Self { performer, controls, lips, now: Duration::ZERO, log: Vec::new() }
    }

    fn tell(&mut self, command: Command) {
        self.performer.handle(self.now, command);
        self.collect();
    }

    fn say(&mut self, utterance: u32, text: &str) {
        self.tell(Command::Say { utterance: UtteranceId(utterance), text: text.to_owned(), tone: Tone::Neutral });
    }

    fn run(&mut self, time: Duration) {
        let end = self.now + time;
        while self.now < end {
            self.now += STEP;
            self.performer.step(self.now);
            self.collect();
        }
    }

    fn collect(&mut self) {
        while let Some(notice) = self.performer.poll() {
            self.log.push((self.now, notice));
        }
    }

    fn at(&self, wanted: &Notice) -> Option<Duration> {
        self.log.iter().find(|(_, notice)| notice == wanted).map(|(at, _)| *at)
    }

    fn cut(&self) -> usize {
        let cut =
            self.log.iter().find_map(|(_, notice)| if let Notice::Cut { heard_chars, .. } = notice { Some(*heard_chars) } else { None });
        cut.expect("it was cut")
    }
}

fn length_s(text: &str) -> f32 {
    render(voice(), text, greenroom::voice::Style::default()).length_s()
}

#[test]
fn a_line_starts_at_once_and_finishes_when_it_has_been_heard() {
    let mut rig = Rig::new(None);
    rig.say(1, TEXT);
    rig.run(Duration::from_secs(8));
    let id = UtteranceId(1);
    assert!(rig.at(&Notice::Started { utterance: id }).unwrap() <= 2 * STEP);
    let finished = rig.at(&Notice::Finished { utterance: id }).unwrap().as_secs_f32();
    assert!((finished - length_s(TEXT)).abs() < 0.05, "{finished} s for {} s", length_s(TEXT));
    assert_eq!(rig.log.len(), 3, "and it said once that there is no loudspeaker: {:?}", rig.log);
    assert!(!rig.performer.is_busy() && !rig.performer.is_audible());
}

#[test]
fn lips_follow_the_clock_of_what_is_heard() {
    let mut rig = Rig::new(None);
    assert!(rig.lips.reading_at(rig.now).is_none());
    rig.say(1, TEXT);
    let mut last = None;
    let mut shut = 0;
    for _ in 0..400 {
        rig.run(STEP);
        let reading = rig.lips.reading_at(rig.now).unwrap();
        if let Some((piece, position)) = last {
            assert!(reading.piece > piece || reading.position_s >= position, "never backwards");
            if reading.piece == piece {
                assert!(reading.position_s - position <= 0.0051);
            }
        }
        shut += usize::from(Lips::pose(None, Some(&reading)).get(Viseme::PP) > 0.95);
        last = Some((reading.piece, reading.position_s));
    }
    assert!(shut > 5, "the lips met");
    rig.run(Duration::from_secs(6));
    assert!(rig.lips.reading_at(rig.now).is_none() && rig.lips.utterance().is_none());
}

#[test]
fn a_hush_tells_how_much_was_heard_by_whole_words() {
    let mut rig = Rig::new(None);
    rig.say(1, TEXT);
    rig.run(Duration::from_millis(2_000));
    rig.tell(Command::Hush { utterance: UtteranceId(1) });
    rig.run(Duration::from_millis(20));
    let heard: String = TEXT.chars().take(rig.cut()).collect();
    assert!(heard.starts_with("Thank you. Tell me") && heard.len() < TEXT.len() - 20, "{heard:?}");
    assert!(TEXT[heard.len()..].starts_with(' '), "ends with a word: {heard:?}");
    rig.run(Duration::from_secs(9));
    assert!(rig.at(&Notice::Finished { utterance: UtteranceId(1) }).is_none());
    assert!(rig.lips.reading_at(rig.now).is_none());
}

#[test]
fn heard_characters_count_characters_and_not_bytes() {
    let text = "\u{c9}lodie\u{2019}s caf\u{e9}. Is it \u{e9}lite? Perhaps it is.";
    let mut rig = Rig::new(None);
    rig.say(1, text);
    rig.run(Duration::from_secs_f32(length_s("\u{c9}lodie\u{2019}s caf\u{e9}.") + 0.15));
    rig.tell(Command::Hush { utterance: UtteranceId(1) });
    rig.run(STEP);
    assert_eq!(text.chars().take(rig.cut()).collect::<String>(), "\u{c9}lodie\u{2019}s caf\u{e9}.");
}

#[test]
fn a_hush_before_the_first_word_and_one_for_nobody() {
    let mut rig = Rig::new(None);
    rig.tell(Command::Hush { utterance: UtteranceId(9) });
    rig.say(1, TEXT);
    rig.say(2, "And this?");
    rig.tell(Command::Hush { utterance: UtteranceId(2) });
    assert!(rig.at(&Notice::Cut { utterance: UtteranceId(2), heard_chars: 0 }).is_some(), "it was waiting");
    rig.tell(Command::Hush { utterance: UtteranceId(1) });
    rig.run(STEP);
    assert!(rig.at(&Notice::Cut { utterance: UtteranceId(1), heard_chars: 0 }).is_some());
    rig.say(1, "Again.");
    rig.run(Duration::from_secs(3));
    assert!(rig.at(&Notice::Finished { utterance: UtteranceId(1) }).is_some(), "the same number may be said again");
}

#[test]
fn a_pause_stops_the_voice_and_its_clock() {
    let mut rig = Rig::new(None);
    rig.say(1, TEXT);
    rig.run(Duration::from_secs(1));
    rig.tell(Command::Pause);
    let before = rig.lips.reading_at(rig.now).unwrap().position_s;
    rig.run(Duration::from_secs(5));
    assert!((rig.lips.reading_at(rig.now).unwrap().position_s - before).abs() < 1e-3);
    rig.tell(Command::Resume);
    rig.run(Duration::from_secs(9));
    let finished = rig.at(&Notice::Finished { utterance: UtteranceId(1) }).unwrap().as_secs_f32();
    assert!((finished - 5.0 - length_s(TEXT)).abs() < 0.05, "{finished}");
}

#[test]
fn a_text_without_words_still_has_a_beginning_and_an_end() {
    for text in ["", "\u{1F44D}", "...", " \n "] {
        let mut rig = Rig::new(None);
        rig.say(1, text);
        rig.run(Duration::from_secs(1));
        let kinds: Vec<&Notice> = rig.log.iter().map(|(_, notice)| notice).skip(1).collect();
        assert_eq!(kinds, [&Notice::Started { utterance: UtteranceId(1) }, &Notice::Finished { utterance: UtteranceId(1) }], "{text:?}");
    }
}

#[test]
fn a_loudspeaker_that_goes_does_not_take_the_sentence_along() {
    let plugged = Arc::new(AtomicBool::new(true));
    let mut rig = Rig::new(Some(Arc::clone(&plugged)));
    assert!(rig.performer.is_audible());
    rig.say(1, TEXT);
    rig.run(Duration::from_millis(1_800));
    let before = rig.lips.reading_at(rig.now).unwrap();
    plugged.store(false, Ordering::Relaxed);
    rig.run(STEP);
    let after = rig.lips.reading_at(rig.now).unwrap();
    assert_eq!(before.piece, after.piece);
    assert!((after.position_s - before.position_s).abs() < 0.02, "{} then {}", before.position_s, after.position_s);
    rig.run(Duration::from_secs(8));
    let finished = rig.at(&Notice::Finished { utterance: UtteranceId(1) }).unwrap().as_secs_f32();
    assert!((finished - length_s(TEXT)).abs() < 0.1, "{finished}");
    assert!(matches!(rig.log[1].1, Notice::DeviceLost { .. }), "{:?}", rig.log);
    plugged.store(true, Ordering::Relaxed);
    rig.say(2, "Hello again.");
    assert!(rig.at(&Notice::DeviceBack).is_some() && rig.performer.is_audible());
}

#[test]
fn more_than_a_handful_of_lines_at_once_is_refused() {
    let mut rig = Rig::new(None);
    (0..6).for_each(|utterance| rig.say(utterance, "Hm."));
    rig.run(Duration::from_secs(9));
    let failed = rig.log.iter().filter(|(_, notice)| matches!(notice, Notice::Failed { .. })).count();
    let finished = rig.log.iter().filter(|(_, notice)| matches!(notice, Notice::Finished { .. })).count();
    assert_eq!((failed, finished), (2, 4));
}

#[derive(Clone, Debug)]
enum Event {
    Say(u8),
    Hush(u8),
    HushFlagFirst(u8),
    Pause(bool),
    Plug(bool),
    Wait(u16),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        (0u8..3).prop_map(Event::Say),
        (0u8..8).prop_map(Event::Hush),
        (0u8..8).prop_map(Event::HushFlagFirst),
        any::<bool>().prop_map(Event::Pause),
        any::<bool>().prop_map(Event::Plug),
        (1u16..900).prop_map(Event::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn every_say_ends_exactly_once(events in prop::collection::vec(event(), 1..24), plugged in any::<bool>()) {
        let plugged = Arc::new(AtomicBool::new(plugged));
        let mut rig = Rig::new(Some(Arc::clone(&plugged)));
        let texts = ["Hm.", TEXT, "\u{1F44D}"];
        let mut said = 0u32;
        for event in events {
            match event {
                Event::Say(text) => {
                    rig.say(said, texts[usize::from(text)]);
                    said += 1;
                }
                Event::Hush(utterance) => rig.tell(Command::Hush { utterance: UtteranceId(u32::from(utterance)) }),
                Event::HushFlagFirst(utterance) => {
                    rig.controls.hush(UtteranceId(u32::from(utterance)));
                    rig.run(STEP);
                    rig.tell(Command::Hush { utterance: UtteranceId(u32::from(utterance)) });
                }
                Event::Pause(true) => rig.tell(Command::Pause),
                Event::Pause(false) => rig.tell(Command::Resume),
                Event::Plug(there) => plugged.store(there, Ordering::Relaxed),
                Event::Wait(ms) => rig.run(Duration::from_millis(u64::from(ms))),
            }
        }
        rig.tell(Command::Resume);
        rig.run(Duration::from_secs(40));
        let mut ends: BTreeMap<UtteranceId, usize> = BTreeMap::new();
        let mut starts: BTreeMap<UtteranceId, usize> = BTreeMap::new();
        for (_, notice) in &rig.log {
            match notice {
                Notice::Started { utterance } => {
                    prop_assert!(!ends.contains_key(utterance), "nothing starts after its end");
                    *starts.entry(*utterance).or_default() += 1;
                }
                Notice::Finished { utterance } => {
                    prop_assert!(starts.contains_key(utterance), "nothing finishes that did not start");
                    *ends.entry(*utterance).or_default() += 1;
                }
                Notice::Cut { utterance, .. } | Notice::Failed { utterance, .. } => *ends.entry(*utterance).or_default() += 1,
                Notice::DeviceLost { .. } | Notice::DeviceBack => {}
            }
        }
        prop_assert!(!rig.performer.is_busy());
        prop_assert_eq!(ends.len() as u32, said);
        prop_assert!(ends.values().chain(starts.values()).all(|times| *times == 1), "{:?}", rig.log);
    }
}
