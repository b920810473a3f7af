//! From a recogniser's tokens to words. Pure, so that it can be tested on recorded token tables.
//!
//! Whisper's vocabulary is made of pieces of bytes: a word begins with a space, goes on in further pieces, and may be
//! split inside a character. Times are in hundredths of a second and not always in order.

use super::invented;
use super::recogniser::{HeardWord, Recognised};

/// A piece of text as the engine gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Not necessarily whole characters.
    pub bytes: Vec<u8>,
    /// Hundredths of a second since the segment's first sample; -1 for unknown.
    pub start_cs: i64,
    /// Hundredths of a second since the segment's first sample; -1 for unknown.
    pub end_cs: i64,
    /// 0 to 1.
    pub probability: f32,
    /// Whether it stands for no text: a time, a language, the end.
    pub special: bool,
}

/// The words of a segment of this length in seconds. Annotations of sounds, endless repetitions, and what the engine
/// makes of silence are taken out.
#[must_use]
pub fn words(tokens: &[Token], no_speech: f32, seconds: f32) -> Recognised {
    let mut words = gather(tokens);
    words.retain(|word| !word.text.is_empty());
    let mut words = invented::without_annotations(words);
    invented::collapse_loops(&mut words);
    join_marks(&mut words);
    if invented::is_silence(&words, no_speech) {
        words.clear();
    }
    order_times(&mut words, seconds);
    let text = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    Recognised { text, words, no_speech }
}

/// Pieces of a word that is being put together.
#[derive(Default)]
struct Pieces {
    bytes: Vec<u8>,
    start_cs: i64,
    end_cs: i64,
    probability: f32,
    count: u8,
}

impl Pieces {
    fn word(&self) -> HeardWord {
        HeardWord {
            text: String::from_utf8_lossy(&self.bytes).replace('\u{fffd}', "").trim().to_owned(),
            start: if self.start_cs < 0 { f32::NAN } else { self.start_cs as f32 / 100.0 },
            end: if self.end_cs < 0 { f32::NAN } else { self.end_cs as f32 / 100.0 },
            confidence: (self.probability / f32::from(self.count.max(1))).clamp(0.0, 1.0),
        }
    }
}

fn gather(tokens: &[Token]) -> Vec<HeardWord> {
    let mut words = Vec::new();
    let mut current: Option<Pieces> = None;
    for token in tokens.iter().filter(|token| !token.special && !is_mark_of_engine(&token.bytes)) {
        if token.bytes.first().is_none_or(u8::is_ascii_whitespace) {
            words.extend(current.take().map(|pieces| pieces.word()));
        }
        let pieces = current.get_or_insert_with(|| Pieces { start_cs: token.start_cs, end_cs: -1, ..Pieces::default() });
        pieces.bytes.extend_from_slice(&token.bytes);
        pieces.end_cs = pieces.end_cs.max(token.end_cs);
        // A comma's probability says nothing about the word that it follows.
        if token.bytes.iter().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()) {
            pieces.probability += token.probability;
            pieces.count = pieces.count.saturating_add(1);
        }
    }
    words.extend(current.map(|pieces| pieces.word()));
    words
}

/// `[_BEG_]`, `[_TT_150]`, `<|endoftext|>`: tokens that stand for no text, as their names are printed.
fn is_mark_of_engine(bytes: &[u8]) -> bool {
    bytes.starts_with(b"[_") && bytes.ends_with(b"]") || bytes.starts_with(b"<|") && bytes.ends_with(b"|>")
}

/// Puts punctuation that stands alone onto the word before it. A dash alone is dropped.
fn join_marks(words: &mut Vec<HeardWord>) {
    let mut joined: Vec<HeardWord> = Vec::with_capacity(words.len());
    for word in words.drain(..) {
        if word.text.chars().any(char::is_alphanumeric) {
            joined.push(word);
        } else if let Some(last) = joined.last_mut()
            && matches!(word.text.as_str(), "." | "," | "?" | "!" | ";" | ":" | "..." | "…" | "%" | "\"" | "'")
        {
            last.text.push_str(&word.text);
        }
    }
    *words = joined;
}

/// Makes times known, inside the segment, and in order.
fn order_times(words: &mut [HeardWord], seconds: f32) {
    let mut earliest = 0.0_f32;
    for index in 0..words.len() {
        // The next word whose time is known bounds those whose time is not.
        let next = words[index + 1..].iter().map(|word| word.start).find(|start| start.is_finite()).unwrap_or(seconds);
        let unknown = 1 + words[index + 1..].iter().take_while(|word| !word.start.is_finite()).count();
        let word = &mut words[index];
        let start = if word.start.is_finite() { word.start } else { earliest };
        let share = (next.clamp(0.0, seconds) - start.min(seconds)).max(0.0) / unknown as f32;
        let end = if word.end.is_finite() { word.end } else { start + share };
        word.start = start.clamp(earliest.min(seconds), seconds);
        word.end = end.clamp(word.start, seconds);
        earliest = word.end;
    }
}
