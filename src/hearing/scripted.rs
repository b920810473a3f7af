//! A recogniser that knows beforehand what will be said: for tests, rehearsals and the demonstration.

use std::collections::VecDeque;

use super::recogniser::{Cancel, HeardWord, Hints, Recognised, Recogniser, RecogniserError};

/// Answers segment by segment with the texts that it was given, whatever it hears.
#[derive(Clone, Debug)]
pub struct Scripted {
    segments: VecDeque<Option<String>>,
}

impl Scripted {
    /// One text per segment, in order. When they run out it recognises nothing.
    #[must_use]
    pub fn new<T: Into<String>>(segments: impl IntoIterator<Item = T>) -> Self {
        Self { segments: segments.into_iter().map(|text| Some(text.into())).collect() }
    }

    /// Recognises nothing in the next segment.
    #[must_use]
    pub fn then_nothing(mut self) -> Self {
        self.segments.push_back(None);
        self
    }

    /// Recognises this in the next segment.
    #[must_use]
    pub fn then(mut self, text: impl Into<String>) -> Self {
        self.segments.push_back(Some(text.into()));
        self
    }
}

impl Recogniser for Scripted {
    fn name(&self) -> String {
        "scripted".to_owned()
    }

    fn recognise(&mut self, pcm: &[f32], hints: &Hints, cancel: &Cancel) -> Result<Recognised, RecogniserError> {
        if cancel.is_cancelled() {
            return Err(RecogniserError::Cancelled);
        }
        // A look at an unfinished segment sees as many words as a person says in the time: 2.5 a second.
        let seconds = pcm.len() as f32 / 16_000.0;
        let text = if hints.partial { self.segments.front().cloned() } else { self.segments.pop_front() };
        let Some(text) = text.flatten() else { return Ok(Recognised { no_speech: 1.0, ..Recognised::default() }) };
        let mut said: Vec<&str> = text.split_whitespace().collect();
        if hints.partial {
            said.truncate((seconds * 2.5) as usize);
        }
        let share = seconds / said.len().max(1) as f32;
        let place = |(index, word): (usize, &&str)| HeardWord {
            text: (*word).to_owned(),
            start: share * index as f32,
            end: share * (index + 1) as f32,
            confidence: 1.0,
        };
        Ok(Recognised { text: said.join(" "), words: said.iter().enumerate().map(place).collect(), no_speech: 0.0 })
    }
}
