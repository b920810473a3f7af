//! The session as a line: who spoke when, where it was silent inside an answer, and which question was when.

use crate::evaluation::{Report, ReportTurn};
use crate::interview::{Speaker, TurnId, TurnKind};

/// A silence between two words counts from here on: what is called a long pause in spontaneous speech (Campione and Véronis,
/// 2002).
const PAUSE_MS: u64 = 1000;

/// One turn on the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Which.
    pub turn: TurnId,
    /// Who.
    pub speaker: Speaker,
    /// What it is.
    pub kind: TurnKind,
    /// Milliseconds since the session began.
    pub start_ms: u64,
    /// Milliseconds since the session began; the same as the beginning where it took no speaking time.
    pub end_ms: u64,
    /// Counted from 1, of a planned question.
    pub number: Option<usize>,
    /// Typed, so that it has a moment and no length.
    pub typed: bool,
}

/// A silence of more than a second inside an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// In which turn.
    pub turn: TurnId,
    /// Milliseconds since the session began.
    pub start_ms: u64,
    /// Milliseconds since the session began.
    pub end_ms: u64,
}

/// A session as a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Milliseconds from the beginning to the last word.
    pub length_ms: u64,
    /// In the order of the turns.
    pub pieces: Vec<Piece>,
    /// In the order of time.
    pub silences: Vec<Silence>,
}

impl Timeline {
    /// The line of a report's turns.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let mut line = Self::default();
        let mut questions = 0;
        for turn in &report.turns {
            let number = (turn.speaker == Speaker::Interviewer && turn.kind == TurnKind::Question).then(|| {
                questions += 1;
                questions
            });
            line.length_ms = line.length_ms.max(turn.end_ms);
            line.silences.extend(silences(turn));
            line.pieces.push(piece(turn, number));
        }
        line
    }

    /// How many of these silences lie in a turn.
    #[must_use]
    pub fn silences_of(&self, turn: TurnId) -> usize {
        self.silences.iter().filter(|silence| silence.turn == turn).count()
    }
}

fn piece(turn: &ReportTurn, number: Option<usize>) -> Piece {
    let typed = turn.speaker == Speaker::Candidate && turn.words.is_none();
    // What was typed is there when it is sent.
    let start_ms = if typed { turn.end_ms } else { turn.start_ms };
    Piece { turn: turn.index, speaker: turn.speaker, kind: turn.kind, start_ms, end_ms: turn.end_ms.max(start_ms), number, typed }
}

fn silences(turn: &ReportTurn) -> Vec<Silence> {
    let pairs = turn.words.as_deref().unwrap_or_default().windows(2);
    let gap = |pair: &[crate::interview::Word]| Silence { turn: turn.index, start_ms: pair[0].end_ms, end_ms: pair[1].start_ms };
    pairs.map(gap).filter(|gap| gap.end_ms.saturating_sub(gap.start_ms) >= PAUSE_MS).collect()
}
