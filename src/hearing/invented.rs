//! What recognisers write although nobody said it: names of sounds, the same words without end, and thanks for watching.

use super::recogniser::HeardWord;

/// What Whisper likes to hear in silence, without case and punctuation: the last lines of many videos.
const SILENCE: [&str; 16] = [
    "thank you",
    "thank you very much",
    "thank you so much",
    "thanks for watching",
    "thank you for watching",
    "thank you so much for watching",
    "thanks for listening",
    "please subscribe",
    "see you next time",
    "see you in the next video",
    "bye",
    "bye bye",
    "you",
    "okay",
    "so",
    "the end",
];

/// No-speech probability from which one of these is not believed. Whisper's own threshold.
const DOUBT: f32 = 0.6;
/// No-speech probability from which nothing is believed that the engine is not sure of either.
const STRONG_DOUBT: f32 = 0.85;
/// Confidence below which the engine is not sure.
const UNSURE: f32 = 0.5;

/// Whether the words are what an engine makes of silence.
pub(super) fn is_silence(words: &[HeardWord], no_speech: f32) -> bool {
    if words.is_empty() || no_speech < DOUBT {
        return false;
    }
    let said: Vec<String> = words.iter().map(|word| bare(&word.text)).collect();
    let phrase = said.join(" ");
    let mean = words.iter().map(|word| word.confidence).sum::<f32>() / words.len() as f32;
    SILENCE.iter().any(|known| repeats(&phrase, known)) || no_speech >= STRONG_DOUBT && mean < UNSURE
}

/// Whether `phrase` is `known`, once or several times over.
fn repeats(phrase: &str, known: &str) -> bool {
    let mut rest = phrase;
    loop {
        rest = match rest.strip_prefix(known) {
            Some(rest) => rest.trim_start(),
            None => return false,
        };
        if rest.is_empty() {
            return true;
        }
    }
}

/// Words that an annotation has at most.
const ANNOTATION_WORDS: usize = 8;
const BRACKETS: [(char, char); 5] = [('[', ']'), ('(', ')'), ('*', '*'), ('♪', '♪'), ('{', '}')];

/// Takes out `[music]`, `(audience laughing)`, `*sighs*`, `♪ la la ♪`. A bracket that is never closed is only
/// taken off its word.
pub(super) fn without_annotations(words: Vec<HeardWord>) -> Vec<HeardWord> {
    let mut kept = Vec::with_capacity(words.len());
    let mut index = 0;
    while let Some(word) = words.get(index) {
        let Some((open, close)) = BRACKETS.iter().copied().find(|(open, _)| word.text.starts_with(*open)) else {
            kept.push(word.clone());
            index += 1;
            continue;
        };
        let closes = |at: usize| -> bool {
            let text = words[at].text.trim_end_matches(|c: char| c.is_ascii_punctuation() && !"])}*".contains(c));
            let text = if at == index { text.strip_prefix(open).unwrap_or(text) } else { text };
            text.ends_with(close)
        };
        let to = words.len().min(index + ANNOTATION_WORDS);
        if let Some(end) = (index..to).find(|&at| closes(at)) {
            index = end + 1;
        } else {
            kept.push(HeardWord { text: word.text.trim_start_matches(open).to_owned(), ..word.clone() });
            index += 1;
        }
    }
    kept.retain(|word| !word.text.is_empty());
    kept
}

/// Longest phrase that is looked for, in words.
const LOOP_WORDS: usize = 8;
/// From so many times in a row a phrase of several words is a loop of the decoder. People repeat themselves two or three times.
const LOOP_TIMES: usize = 4;
/// A single word is said more often in a row by people who stammer.
const LOOP_TIMES_SINGLE: usize = 6;

/// Leaves one of a phrase that is repeated without end.
pub(super) fn collapse_loops(words: &mut Vec<HeardWord>) {
    // The shortest first: a phrase said twelve times is also a phrase of twice its length said six times.
    for length in 1..=LOOP_WORDS {
        let needed = if length == 1 { LOOP_TIMES_SINGLE } else { LOOP_TIMES };
        let mut from = 0;
        while from + length * needed <= words.len() {
            let bare: Vec<String> = words[from..].iter().map(|word| bare(&word.text)).collect();
            let times = bare.chunks_exact(length).take_while(|chunk| *chunk == &bare[..length]).count();
            if times >= needed {
                words.drain(from + length..from + length * times);
            }
            from += 1;
        }
    }
}

fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
