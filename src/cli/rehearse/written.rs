//! Recordings whose words are known: one paragraph for each file, divided among the pieces in which it is heard.

use std::collections::VecDeque;
use std::path::Path;

use crate::hearing::{self, Cancel, Hints, Recognised, Recogniser, RecogniserError, Transcription};
use crate::interview::TurnId;

/// A sentence's end this near to where a piece ends is taken for it.
const NEAR: usize = 4;

/// The paragraphs that are left.
pub(super) struct Written(VecDeque<String>);

impl Written {
    /// Paragraphs are divided by empty lines.
    pub(super) fn new(text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        Self(text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).map(str::to_owned).collect())
    }

    /// Hears a recording as the next paragraph; as nothing when there is none left.
    pub(super) fn hear(&mut self, file: &Path, turn: TurnId, hints: &Hints) -> anyhow::Result<Transcription> {
        let mut lengths = Lengths::default();
        let heard = hearing::transcribe_file(file, turn, &mut lengths, hints)?;
        let Some(paragraph) = self.0.pop_front() else { return Ok(heard) };
        Ok(hearing::transcribe_file(file, turn, &mut hearing::Scripted::new(divided(&paragraph, &lengths.0)), hints)?)
    }
}

/// Understands nothing and keeps how long each piece is.
#[derive(Default)]
struct Lengths(Vec<usize>);

impl Recogniser for Lengths {
    fn name(&self) -> String {
        "lengths".to_owned()
    }

    fn recognise(&mut self, pcm: &[f32], hints: &Hints, _cancel: &Cancel) -> Result<Recognised, RecogniserError> {
        if !hints.partial {
            self.0.push(pcm.len());
        }
        Ok(Recognised { no_speech: 1.0, ..Recognised::default() })
    }
}

/// The words in pieces as long as these, at the ends of sentences where there is one near.
fn divided(paragraph: &str, lengths: &[usize]) -> Vec<String> {
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let whole = lengths.iter().sum::<usize>().max(1);
    let (mut pieces, mut from, mut heard) = (Vec::new(), 0, 0);
    for (place, length) in lengths.iter().enumerate() {
        heard += length;
        let share = words.len() * heard / whole;
        let ends = |at: usize| at > from && words.get(at - 1).is_some_and(|word| word.ends_with(['.', '?', '!']));
        let near = (0..=NEAR).flat_map(|step| [share.saturating_sub(step), share + step]).find(|at| ends(*at));
        let to = if place + 1 == lengths.len() { words.len() } else { near.unwrap_or(share).clamp(from, words.len()) };
        pieces.push(words[from..to].join(" "));
        from = to;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_divided_at_the_ends_of_sentences_and_none_is_lost() {
        let text = "I rang the depot at six. Forty parcels arrived by noon.";
        assert_eq!(divided(text, &[10, 9]), ["I rang the depot at six.", "Forty parcels arrived by noon."]);
        assert_eq!(divided(text, &[10]), [text]);
        assert_eq!(divided(text, &[1, 1, 1]).join(" ").split_whitespace().count(), 11);
        assert!(divided(text, &[]).is_empty());
    }

    #[test]
    fn paragraphs_are_divided_by_empty_lines() {
        assert_eq!(Written::new("One\ntwo.\r\n\r\n\n\nThree.\n").0, ["One\ntwo.", "Three."]);
    }
}
