//! Captions in WebVTT: one cue a turn, with the speaker as its voice.

use super::escape::escape_cue;
use crate::evaluation::ReportTurn;
use crate::interview::Speaker;

/// Reading speed for turns without a duration of their own, in milliseconds per word: 150 words a minute.
const MS_PER_WORD: u64 = 400;
/// The shortest cue.
const SHORTEST_MS: u64 = 1000;

/// The transcript as WebVTT. Turns that took no time (typed ones) get the time that saying them would take, so that
/// cues are valid, in order and do not overlap.
#[must_use]
pub fn transcript_vtt(turns: &[ReportTurn]) -> String {
    let mut text = String::from("WEBVTT\n");
    let mut free_from = 0;
    for turn in turns.iter().filter(|turn| !turn.text.trim().is_empty()) {
        let words = u64::try_from(turn.text.split_whitespace().count()).unwrap_or(u64::MAX);
        let start = turn.start_ms.max(free_from);
        let estimated = words.saturating_mul(MS_PER_WORD).max(SHORTEST_MS);
        let end = if turn.end_ms >= start.saturating_add(SHORTEST_MS) { turn.end_ms } else { start.saturating_add(estimated) };
        free_from = end;
        let voice = match turn.speaker {
            Speaker::Interviewer => escape_cue(turn.name.as_deref().unwrap_or("Interviewer")),
            Speaker::Candidate => "Candidate".to_owned(),
        };
        // A blank line would end the cue.
        let said = escape_cue(&turn.text.split_whitespace().collect::<Vec<_>>().join(" "));
        text.push_str(&format!("\nturn-{}\n{} --> {}\n<v {voice}>{said}\n", turn.index.0, stamp(start), stamp(end)));
    }
    text
}

/// `01:02:03.456`
fn stamp(ms: u64) -> String {
    format!("{:02}:{:02}:{:02}.{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000)
}
