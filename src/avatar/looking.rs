//! Decides where the interviewer looks: at the candidate, at the notes, or away. Pure; time and the conversation go in.
//!
//! Shares of time are held by a small debt: a look that was cut short or forced lengthens or shortens the next ones.

use bevy::math::Vec2;

use super::behaviour::Looks;
use super::dice::Dice;
use crate::session::feed::Doing;

/// What the eyes are directed at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// The candidate's eyes.
    Candidate,
    /// The notes on the table.
    Notes,
    /// So many degrees from the candidate: x to the interviewer's left, y up.
    Aside(Vec2),
}

/// What a decision rests on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Talk {
    /// What the interviewer is busy with.
    pub doing: Doing,
    /// Seconds since the piece of speech began and until it ends, while one is heard.
    pub speech: Option<(f32, f32)>,
}

/// The looks of one session.
#[derive(Clone, Debug)]
pub struct Planner {
    dice: Dice,
    target: Target,
    until_s: f64,
    last_s: f64,
    doing: Doing,
    /// Held by a cue, until then.
    held_s: f64,
    /// Seconds of looking at the candidate that are owed, for each thing to be busy with.
    debt: [f32; 5],
}

/// No debt grows beyond this: nobody stares for ten seconds to make up for a glance.
const LARGEST_DEBT_S: f32 = 6.0;

impl Planner {
    /// Begins with a look at the candidate.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self {
            dice: Dice::new(seed, "gaze"),
            target: Target::Candidate,
            until_s: 1.0,
            last_s: 0.0,
            doing: Doing::Idle,
            held_s: f64::MIN,
            debt: [0.0; 5],
        }
    }

    /// Looks at something for a while, whatever else would be due.
    pub const fn hold(&mut self, target: Target, now_s: f64, for_s: f32) {
        self.target = target;
        self.held_s = now_s + for_s as f64;
        self.until_s = self.held_s;
    }

    /// Where to think: up and to a side, or down beside the table.
    pub fn thinking_aside(&mut self) -> Target {
        let side = if self.dice.chance(0.5) { 1.0 } else { -1.0 };
        let (yaw, pitch) = if self.dice.chance(0.6) {
            (self.dice.between(10.0, 18.0), self.dice.between(5.0, 11.0))
        } else {
            (self.dice.between(14.0, 22.0), self.dice.between(-14.0, -6.0))
        };
        Target::Aside(Vec2::new(side * yaw, pitch))
    }

    /// The target at `now_s`. Call it with growing times.
    pub fn look(&mut self, now_s: f64, talk: Talk, table: &Looks) -> Target {
        let step = (now_s - self.last_s).clamp(0.0, 0.5) as f32;
        self.last_s = now_s;
        let at_candidate = self.target == Target::Candidate;
        let debt = &mut self.debt[talk.doing as usize];
        *debt += table.share.get(talk.doing) * step - if at_candidate { step } else { 0.0 };
        *debt = debt.clamp(-LARGEST_DEBT_S, LARGEST_DEBT_S);
        if now_s < self.held_s {
            self.doing = talk.doing;
            return self.target;
        }
        if talk.doing != self.doing {
            self.doing = talk.doing;
            self.turn_over(now_s, talk.doing);
        }
        let near_edge = talk.speech.is_some_and(|(since, left)| since < table.at_start_s || left < table.at_end_s);
        if talk.doing == Doing::Speaking && near_edge {
            if !at_candidate {
                self.target = Target::Candidate;
            }
            // The look ends with the edge; what follows is decided then.
            self.until_s = now_s;
        } else if now_s >= self.until_s {
            self.decide(now_s, talk.doing, table);
        }
        self.target
    }

    /// A new part of the conversation begins with the look that belongs to it.
    fn turn_over(&mut self, now_s: f64, doing: Doing) {
        match doing {
            Doing::Speaking | Doing::Listening => {
                self.target = Target::Candidate;
                self.until_s = now_s + f64::from(self.dice.between(0.8, 1.8));
            }
            Doing::Thinking => self.until_s = now_s + f64::from(self.dice.between(0.2, 0.6)),
            Doing::Waiting | Doing::Idle => {}
        }
    }

    fn decide(&mut self, now_s: f64, doing: Doing, table: &Looks) {
        let share = table.share.get(doing).clamp(0.05, 0.95);
        let look = table.look_s.get(doing);
        let debt = self.debt[doing as usize];
        let length = if self.target == Target::Candidate {
            self.target = self.away(doing, table);
            self.dice.log_normal(look * (1.0 - share) / share, 0.45) - 0.6 * debt
        } else {
            self.target = Target::Candidate;
            self.dice.log_normal(look, 0.45) + 0.6 * debt
        };
        self.until_s = now_s + f64::from(length.clamp(table.shortest_s, table.longest_s));
    }

    fn away(&mut self, doing: Doing, table: &Looks) -> Target {
        if self.dice.chance(table.notes.get(doing)) {
            return Target::Notes;
        }
        match doing {
            Doing::Thinking => self.thinking_aside(),
            Doing::Idle | Doing::Waiting => Target::Aside(Vec2::new(self.dice.between(-24.0, 24.0), self.dice.between(-12.0, 4.0))),
            Doing::Speaking | Doing::Listening => {
                let side = if self.dice.chance(0.5) { 1.0 } else { -1.0 };
                Target::Aside(Vec2::new(side * self.dice.between(7.0, 15.0), self.dice.between(-9.0, 4.0)))
            }
        }
    }
}
