//! How long nobody has to say anything, and how long somebody may go on: every number of the silences before an answer and of
//! its length, in one place. The silence *after* words is [`floor::patience`](super::floor::patience).

use std::time::Duration;

use crate::scenario::Grade;

/// What the waiting depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaitContext {
    /// How demanding the interview is.
    pub grade: Grade,
    /// The interviewer's pace, 0 (patient) to 1 (brisk).
    pub pace: f32,
    /// Declared accommodation, 1 to 4.
    pub allowance: f32,
    /// The answer can be spoken; typing takes longer.
    pub spoken: bool,
    /// The candidate said that they are thinking.
    pub thinking: bool,
}

/// What happens in a turn in which nothing comes, counted from its beginning or from the last sign of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// "Take your time."
    pub reassure: Duration,
    /// "I am still here."
    pub still_there: Duration,
    /// "Shall we pause? You can also type."
    pub offer: Duration,
    /// The session ends with [`EndReason::Idle`](super::EndReason::Idle).
    pub idle: Duration,
    /// The same where the candidate was invited to ask: no question is an answer as well, and the interview closes.
    pub no_question: Duration,
}

/// The waiting in an open turn.
///
/// | silence | seconds | what is said |
/// |---|---|---|
/// | reassure | 10, for a brisk interviewer down to 6 | there is time |
/// | still there | 45 | somebody listens |
/// | offer | 80 | a pause or typing |
/// | idle | 120 | the end; what was said is judged |
/// | no question | 20 | the closing, after the invitation to ask |
///
/// The rows are multiplied by 1.25 in an easy interview and by 0.8 in a hard one (not the first, which is a kindness), by 2.5 where
/// answers are typed, by 8 instead where the candidate is thinking, and by the declared accommodation. A pause has no limit.
/// The floor policy asks for no dead air and for nobody to be hurried; the seconds are this program's own choice.
#[must_use]
pub fn waiting(context: &WaitContext) -> Waiting {
    let manner = match (context.thinking, context.spoken) {
        (true, _) => 8.0,
        (false, true) => 1.0,
        (false, false) => 2.5,
    };
    let grade = match context.grade {
        Grade::Easy => 1.25,
        Grade::Medium => 1.0,
        Grade::Hard => 0.8,
    };
    let scale = manner * context.allowance.clamp(1.0, 4.0);
    let span = |seconds: f32| Duration::from_secs_f32(seconds * scale * grade);
    Waiting {
        reassure: Duration::from_secs_f32(10.0 * (1.0 - 0.4 * context.pace.clamp(0.0, 1.0)) * scale),
        still_there: span(45.0),
        offer: span(80.0),
        idle: span(120.0),
        no_question: span(20.0),
    }
}

/// When an answer that is spoken has lasted so long that its speaker is asked to come to an end: three minutes, or as long as the
/// question was planned with, times the declared accommodation.
#[must_use]
pub fn longest_answer(question_minutes: u32, allowance: f32) -> Duration {
    Duration::from_secs(180.max(60 * u64::from(question_minutes))).mul_f32(allowance.clamp(1.0, 4.0))
}

/// How long somebody who was asked to come to an end may still go on before the interviewer takes the word at a pause.
pub const LAST_WORDS: Duration = Duration::from_secs(60);

/// How long the interviewer waits for a pause of the usual length before any pause will do, and after that for any pause before
/// the voice counts as a radio, or as a detector that hangs.
pub const PAUSE_LIMIT: Duration = Duration::from_secs(45);

/// After a pause of this length the question is said again when the session goes on.
pub const FORGOTTEN_AFTER: Duration = Duration::from_secs(20);

/// The candidate is told that the time is nearly used up so long before, or a tenth of the time before, whichever is less.
pub const WARNING: Duration = Duration::from_secs(120);

/// In a shorter interview than this many minutes nobody is told: the announcement would be longer than what is left.
pub const SHORTEST_WARNED: u32 = 5;
