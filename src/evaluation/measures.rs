//! Measures of speaking, from word times alone. Typed answers take no speaking time and are not measured.

use std::collections::BTreeMap;

use super::levels::round;
use super::wording::Wording;
use super::{Delivery, Filler, Pauses};
use crate::interview::{Channel, Speaker, Turn, TurnKind};

/// A silence between two words of an answer counts as a pause from here on.
const PAUSE_MS: u64 = 1000;
/// What is counted as a filler in a verbatim transcript.
const FILLERS: [&str; 7] = ["um", "uh", "er", "erm", "hmm", "ah", "uhm"];

/// Measures the spoken answers. Everything is null where nothing was spoken, with the reason.
pub(crate) fn delivery(words: &Wording, turns: &[Turn]) -> Delivery {
    let answers: Vec<&Turn> = turns.iter().filter(|turn| turn.speaker == Speaker::Candidate && turn.kind == TurnKind::Answer).collect();
    let voiced: Vec<&Turn> = answers.iter().copied().filter(|turn| turn.channel == Some(Channel::Voice)).collect();
    let timed: Vec<&Turn> = voiced.iter().copied().filter(|turn| !turn.words.is_empty()).collect();
    if timed.is_empty() {
        let reason = match (answers.is_empty(), voiced.is_empty()) {
            (true, _) => "silent",
            (_, true) => "typed",
            _ => "no_times",
        };
        return Delivery { not_measured: Some(words.delivery(reason).to_owned()), ..Delivery::default() };
    }
    let spoken_ms: u64 = timed.iter().map(|turn| span_ms(turn)).sum();
    let count: usize = timed.iter().map(|turn| turn.words.len()).sum();
    let minutes = spoken_ms as f64 / 60_000.0;
    let per_minute = |count: usize| (minutes > 0.0).then(|| round(count as f64 / minutes, 1));
    let fillers = fillers(&timed);
    let filler_count = fillers.as_ref().map(|fillers| fillers.iter().map(|filler| filler.count as usize).sum());
    let other_ms: u64 = turns
        .iter()
        .filter(|turn| turn.speaker == Speaker::Interviewer)
        .map(|turn| turn.end.as_millis().saturating_sub(turn.start.as_millis()))
        .sum();
    Delivery {
        words_per_minute: per_minute(count),
        fillers_per_minute: filler_count.and_then(per_minute),
        fillers,
        pauses: Some(pauses(&timed)),
        talk_ratio: (spoken_ms + other_ms > 0).then(|| round(spoken_ms as f64 / (spoken_ms + other_ms) as f64, 3)),
        latency_ms: median(voiced.iter().filter_map(|turn| turn.latency_ms).collect()),
        not_measured: None,
    }
}

/// From the first word to the last, pauses included: that is how long the candidate held the floor.
fn span_ms(turn: &Turn) -> u64 {
    let (first, last) = (turn.words.first().map_or(0, |word| word.start_ms), turn.words.last().map_or(0, |word| word.end_ms));
    last.saturating_sub(first)
}

fn pauses(turns: &[&Turn]) -> Pauses {
    let silences = turns.iter().flat_map(|turn| turn.words.windows(2).map(|pair| pair[1].start_ms.saturating_sub(pair[0].end_ms)));
    let long: Vec<u64> = silences.filter(|silence| *silence >= PAUSE_MS).collect();
    Pauses { count: u32::try_from(long.len()).unwrap_or(u32::MAX), longest_ms: long.into_iter().max().unwrap_or(0) }
}

/// Fillers of verbatim transcripts; `None` unless every measured turn has one, because ordinary recognition leaves
/// fillers out.
fn fillers(turns: &[&Turn]) -> Option<Vec<Filler>> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for turn in turns {
        for word in turn.verbatim.as_deref()?.split(|letter: char| !letter.is_alphanumeric()) {
            if let Some(filler) = FILLERS.iter().find(|filler| filler.eq_ignore_ascii_case(word)) {
                *counts.entry(filler).or_default() += 1;
            }
        }
    }
    let mut found: Vec<Filler> = counts.into_iter().map(|(text, count)| Filler { text: text.to_owned(), count }).collect();
    found.sort_by_key(|filler| std::cmp::Reverse(filler.count));
    Some(found)
}

fn median(mut values: Vec<u64>) -> Option<u64> {
    values.sort_unstable();
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        length if length % 2 == 1 => Some(values[middle]),
        _ => Some(u64::midpoint(values[middle - 1], values[middle])),
    }
}
