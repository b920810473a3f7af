//! The candidate of a measurement: speaks fixed answers in turn, as words or as sound for a recogniser.

use std::path::Path;
use std::time::Duration;

use anyhow::bail;

use super::model::Model;
use super::summary::timed;
use crate::hearing::{self, Cancel, Hints, Recognised, Recogniser, RecogniserError};
use crate::interview::rehearsal::{Cast, Doings, Situation};
use crate::interview::{Input, Prompt, RequestId, Speaker, TurnId, TurnKind};
use crate::scenario::VoiceHints;
use crate::voice::{Style, Synth, render};

/// Long and short, finished and broken off, one a paragraph.
const ANSWERS: &str = include_str!("answers.txt");
/// To "what would you like to ask me?".
const NOTHING_TO_ASK: &str = "No, that is all, thank you.";
/// They begin a little after the question.
const BREATH: Duration = Duration::from_millis(600);
/// Without sound: one word at the pace of the embedded voice.
const WORD: Duration = Duration::from_millis(353);
/// Without sound: the silence after which hearing notices a pause, and the time until its words are there.
const HANGOVER: Duration = Duration::from_millis(300);
const RECOGNITION: Duration = Duration::from_millis(400);
/// Lower than the interviewers.
pub(super) const VOICE: Style = Style { hints: VoiceHints { pitch: -3.0, rate: 1.0 }, tone: crate::interview::Tone::Neutral };

/// What is said, in order.
pub(super) fn answers() -> Vec<&'static str> {
    ANSWERS.split("\n\n").map(str::trim).filter(|answer| !answer.is_empty()).collect()
}

/// The recogniser with this speech model.
pub(super) fn recogniser(path: &Path) -> anyhow::Result<Box<dyn Recogniser>> {
    let Some(make) = hearing::with_model(Some(path)) else {
        bail!("this build cannot recognise speech, so {} is of no use; build with the feature `whisper`", path.display());
    };
    Ok(make()?)
}

/// Answers, and takes the times of recognition and of the model.
pub(super) struct Candidate {
    next: usize,
    spoken: Option<Spoken>,
    model: Option<Model>,
}

/// What turns the answers into sound and the sound into words.
struct Spoken {
    synth: Synth,
    recogniser: Timed,
    last_segments_ms: Vec<f64>,
}

impl Candidate {
    /// Gives words at once, or speaks them to a recogniser.
    pub(super) fn new(recogniser: Option<Box<dyn Recogniser>>, model: Option<Model>) -> anyhow::Result<Self> {
        let spoken = match recogniser {
            None => None,
            Some(inner) => Some(Spoken { synth: Synth::new()?, recogniser: Timed { inner, last_ms: 0.0 }, last_segments_ms: Vec::new() }),
        };
        Ok(Self { next: 0, spoken, model })
    }

    /// Of every answer, how long its last segment took to recognise: the others are recognised while it is spoken.
    pub(super) fn recognition_ms(&self) -> &[f64] {
        self.spoken.as_ref().map_or(&[], |spoken| &spoken.last_segments_ms)
    }

    /// From each request to the model's first words.
    pub(super) fn reply_ms(&self) -> &[f64] {
        self.model.as_ref().map_or(&[], |model| &model.first_words_ms)
    }

    fn text(&mut self, invited: bool) -> String {
        if invited {
            return NOTHING_TO_ASK.to_owned();
        }
        let answers = answers();
        self.next += 1;
        answers[(self.next - 1) % answers.len()].to_owned()
    }
}

impl Cast for Candidate {
    fn answer(&mut self, situation: &Situation<'_>) -> Doings {
        let last = situation.turns.iter().rev().find(|turn| turn.speaker == Speaker::Interviewer);
        let text = self.text(last.is_some_and(|turn| turn.kind == TurnKind::Invitation));
        let Some(spoken) = &mut self.spoken else { return said(situation.turn, text) };
        let pcm = render(&spoken.synth, &text, VOICE).samples;
        let heard = hearing::transcribe::transcribe(&pcm, situation.turn, &mut spoken.recogniser, &Hints::default());
        spoken.last_segments_ms.push(spoken.recogniser.last_ms);
        heard.starting_at(situation.now + BREATH).inputs.into_iter().map(|(at, input)| (at - situation.now, input)).collect()
    }

    fn word(&mut self, request: RequestId, prompt: &Prompt) -> Doings {
        match &mut self.model {
            Some(model) => model.word(request, prompt),
            None => vec![(Duration::ZERO, Input::ReplyFailed { request, reason: "no model".to_owned() })],
        }
    }
}

/// An answer in one breath whose words arrive soon after it.
fn said(turn: TurnId, text: String) -> Doings {
    let lasts = WORD * u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX);
    let voiced_ms = u32::try_from(lasts.as_millis()).unwrap_or(u32::MAX);
    let silence_ms = u32::try_from(HANGOVER.as_millis()).unwrap_or(u32::MAX);
    let paused = BREATH + lasts + HANGOVER;
    vec![
        (BREATH, Input::SpeechBegan { turn }),
        (paused, Input::SpeechPaused { turn, segment: 0, voiced_ms, silence_ms }),
        (paused + RECOGNITION, Input::Final { turn, segment: 0, text, words: Vec::new() }),
    ]
}

/// A recogniser with a stop-watch.
struct Timed {
    inner: Box<dyn Recogniser>,
    last_ms: f64,
}

impl Recogniser for Timed {
    fn name(&self) -> String {
        self.inner.name()
    }

    fn recognise(&mut self, pcm: &[f32], hints: &Hints, cancel: &Cancel) -> Result<Recognised, RecogniserError> {
        let (result, took) = timed(|| self.inner.recognise(pcm, hints, cancel));
        self.last_ms = took;
        result
    }
}
