//! What is shown in the room.

use super::Equipment;
use crate::interview::{Act, EndReason};

/// Who has the floor, as it is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Floor {
    /// Before the first word.
    #[default]
    Ready,
    /// The interviewer speaks.
    Speaking,
    /// The candidate has the floor.
    Listening,
    /// The candidate has asked for time: nothing runs out.
    TakeYourTime,
    /// The last words are being recognised.
    WritingDown,
    /// The interviewer looks for words.
    Thinking,
    /// The clock stands.
    Paused,
    /// It is over and being judged.
    Judging,
}

/// In the room.
#[derive(Clone, Debug, PartialEq)]
pub struct InterviewView {
    /// Who has the floor.
    pub floor: Floor,
    /// The name of whoever speaks on the other side.
    pub interviewer: String,
    /// What the candidate is there for, in a role-play.
    pub mission: Option<Mission>,
    /// The question that stands.
    pub card: Option<Card>,
    /// Captions are shown.
    pub captions: bool,
    /// What the interviewer says or last said.
    pub spoken: String,
    /// The candidate's words of this turn as recognised so far.
    pub heard: String,
    /// Active time so far.
    pub elapsed_s: u32,
    /// Planned length.
    pub planned_minutes: u32,
    /// Active time after which no further question is begun; none without a limit.
    pub limit_s: Option<u32>,
    /// Why it is over, once it is.
    pub ended: Option<EndReason>,
    /// Loudness at the microphone, 0 to 1; none without a microphone.
    pub level: Option<f32>,
    /// What is there.
    pub equipment: Equipment,
    /// The last answer can be taken back.
    pub can_undo: bool,
}

impl Default for InterviewView {
    fn default() -> Self {
        Self {
            floor: Floor::Ready,
            interviewer: String::new(),
            mission: None,
            card: None,
            captions: true,
            spoken: String::new(),
            heard: String::new(),
            elapsed_s: 0,
            planned_minutes: 0,
            limit_s: None,
            ended: None,
            level: None,
            equipment: Equipment::default(),
            can_undo: false,
        }
    }
}

impl InterviewView {
    /// The candidate has the floor.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.floor, Floor::Listening | Floor::TakeYourTime)
    }

    /// Whole minutes that are left for questions, rounded up, when they become few. The limit leaves more room than what was
    /// planned, which would only confuse at the beginning. None without a limit or after the end.
    #[must_use]
    pub fn minutes_left(&self) -> Option<u32> {
        const FEW: u32 = 5;
        let left = self.limit_s.filter(|_| self.ended.is_none())?.saturating_sub(self.elapsed_s).div_ceil(60);
        Some(left).filter(|left| *left <= FEW)
    }

    /// Whether the conductor would do anything with this act now.
    #[must_use]
    pub fn allows(&self, act: Act) -> bool {
        let mine = self.is_open();
        let theirs = matches!(self.floor, Floor::Speaking | Floor::Thinking);
        match act {
            Act::Pause => mine || theirs || self.floor == Floor::WritingDown,
            Act::Continue => self.floor == Floor::Paused,
            Act::Repeat => mine,
            Act::Thinking => self.floor == Floor::Listening,
            Act::Done => mine && !self.heard.is_empty(),
            Act::Interrupt => self.floor == Floor::Speaking,
            Act::Skip => mine || theirs,
            Act::Undo => self.can_undo && (mine || theirs),
            Act::Stop => !matches!(self.floor, Floor::Ready | Floor::Judging),
        }
    }

    /// Whether this typed answer can be sent now.
    #[must_use]
    pub fn can_send(&self, text: &str) -> bool {
        self.is_open() && !text.trim().is_empty()
    }
}

/// What a role-play is about for the candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mission {
    /// Who they are in it.
    pub candidate: String,
    /// What they have to reach.
    pub objective: String,
}

/// The question that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Which, from 1.
    pub number: usize,
    /// Of how many planned.
    pub of: usize,
    /// Its words.
    pub text: String,
}
