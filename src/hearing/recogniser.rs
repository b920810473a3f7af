//! What turns a segment of sound into words.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use thiserror::Error;

use crate::interview::{Moment, Word};

/// Turns sound into words. One at a time, on a thread of its own.
pub trait Recogniser: Send {
    /// What it is, for the report: engine and model.
    fn name(&self) -> String;

    /// Recognises one segment: mono, 16 kHz.
    ///
    /// # Errors
    /// [`RecogniserError::Cancelled`] when it was told to stop, otherwise when the engine failed on this segment.
    fn recognise(&mut self, pcm: &[f32], hints: &Hints, cancel: &Cancel) -> Result<Recognised, RecogniserError>;
}

/// Makes a recogniser on the thread that will use it: loading a model takes seconds.
pub type RecogniserMaker = Box<dyn FnOnce() -> Result<Box<dyn Recogniser>, RecogniserError> + Send>;

/// A maker for the model in this file; `None` without a model, and in builds without whisper.cpp. Then answers are typed.
#[must_use]
pub fn with_model(model: Option<&Path>) -> Option<RecogniserMaker> {
    #[cfg(feature = "whisper")]
    return model.map(|path| super::whisper::maker(path.to_owned()));
    #[cfg(not(feature = "whisper"))]
    return model.and(None);
}

/// A recogniser that cannot do its work.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RecogniserError {
    /// It was told to stop.
    #[error("the recognition was stopped")]
    Cancelled,
    /// It cannot be made.
    #[error("speech recognition is not available: {0}; answers can be typed")]
    Unavailable(String),
    /// It failed on a segment.
    #[error("speech recognition failed ({0}); say it again, or type it")]
    Failed(String),
}

/// What helps a recogniser with names and terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// BCP 47 tag of what is spoken; empty for English.
    pub language: String,
    /// Role, company, and words of the resume and the job.
    pub words: Vec<String>,
    /// What was recognised just before, in the same answer.
    pub before: String,
    /// Whether this is a look at an unfinished segment: speed counts more than the last word.
    pub partial: bool,
}

/// Characters of `words` that are used. A longer prompt takes the decoder's attention from the sound.
const WORDS_MAX: usize = 200;
/// Characters of `before` that are used.
const BEFORE_MAX: usize = 120;

impl Hints {
    /// The text that a recogniser is primed with: the words as a list, then the end of what was said before.
    #[must_use]
    pub fn prompt(&self) -> String {
        let mut prompt = String::new();
        for word in self.words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
            let separator = if prompt.is_empty() { "" } else { ", " };
            if prompt.chars().count() + separator.len() + word.chars().count() + 1 > WORDS_MAX {
                continue;
            }
            prompt.push_str(separator);
            prompt.push_str(word);
        }
        if !prompt.is_empty() {
            prompt.push('.');
        }
        let before = self.before.trim();
        let skipped = before.chars().count().saturating_sub(BEFORE_MAX);
        let mut tail: String = before.chars().skip(skipped).collect();
        if skipped > 0 {
            // Not in the middle of a word.
            tail = tail.split_once(' ').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
        }
        if !tail.is_empty() && !prompt.is_empty() {
            prompt.push(' ');
        }
        prompt + &tail
    }

    /// The primary language subtag in lower case: `en` of `en-GB`.
    #[must_use]
    pub fn primary_language(&self) -> String {
        let primary = self.language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        if primary.is_empty() { "en".to_owned() } else { primary }
    }
}

/// Words of a segment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recognised {
    /// What was said, empty for nothing.
    pub text: String,
    /// The same word by word; empty when the recogniser gives no times.
    pub words: Vec<HeardWord>,
    /// How sure the recogniser is that nobody spoke, 0 to 1.
    pub no_speech: f32,
}

/// A word with its place in the segment.
#[derive(Clone, Debug, PartialEq)]
pub struct HeardWord {
    /// With its punctuation.
    pub text: String,
    /// Seconds since the segment's first sample.
    pub start: f32,
    /// Seconds since the segment's first sample.
    pub end: f32,
    /// 0 to 1.
    pub confidence: f32,
}

impl Recognised {
    /// The words in the session's time, for a segment whose first sample was at this moment.
    #[must_use]
    pub fn words_at(&self, start: Moment) -> Vec<Word> {
        let at = |seconds: f32| (start + Duration::from_secs_f32(seconds.clamp(0.0, 3600.0))).as_millis();
        let place = |word: &HeardWord| Word {
            text: word.text.clone(),
            start_ms: at(word.start),
            end_ms: at(word.end),
            confidence: word.confidence,
        };
        self.words.iter().map(place).collect()
    }
}

/// Tells a running recognition to stop. Clones are the same flag.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Asks to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Takes the request back, before the next recognition.
    pub fn reset(&self) {
        self.0.store(false, Ordering::Relaxed);
    }

    /// Whether to stop.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Whether both are the same flag.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}
