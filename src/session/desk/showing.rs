//! What happens in a session, turned into what is seen: captions, states, the body's demeanour, the mouth.

use std::collections::BTreeMap;

use bevy::prelude::*;

use crate::interview::{Blueprint, Cue, Moment, Note, Output, Part, Speaker, TurnId, TurnKind};
use crate::session::acts::Screen;
use crate::session::feed::{CueGiven, Demeanour, Doing, Lips, PhraseEnded};
use crate::session::live::Update as SessionUpdate;
use crate::session::view::{Card, Equipment, FaultView, Floor, InterviewView, Language, Load, Mission, ToastTone, Views};

use super::Desk;
use super::errand::review_of;

/// What is remembered between frames about the session that is shown.
#[derive(Debug, Default)]
pub(super) struct Showing {
    /// The candidate's open turn.
    pub(super) turn: Option<TurnId>,
    /// The interviewer's turn that is being said.
    saying: Option<TurnId>,
    segments: BTreeMap<u32, String>,
    partial: String,
    before_pause: Floor,
    held_before_us: u64,
    paused_at: Option<Moment>,
    paused_us: u64,
    typed_s: f32,
    mouth: Option<crate::speech::LipReading>,
    warmth: f32,
    /// Whose words are being said.
    part: Part,
    /// The names of those who speak besides the interviewer.
    names: Vec<(Part, String)>,
}

impl Showing {
    pub(super) fn begin(&mut self, plan: &Blueprint, held_before_us: u64) {
        let others = (0..plan.panel.len()).map(Part::Panel).chain([Part::Character, Part::Interviewer]);
        let names = others.map(|part| (part, plan.voice_of(part).0.to_owned())).collect();
        *self = Self { warmth: plan.persona.dials.warmth, held_before_us, names, ..Self::default() };
    }

    /// The open turn, at most once a second: a key press is news to the conductor, every key press is not.
    pub(super) fn typing_since_last_second(&mut self) -> Option<TurnId> {
        let due = self.typed_s <= 0.0;
        if due {
            self.typed_s = 1.0;
        }
        self.turn.filter(|_| due)
    }

    /// Whole seconds of the session without pauses, as the conductor counts them, so that the view changes once a second
    /// and not with every frame. `started` and `now` are moments of the session's clock.
    fn elapsed_s(&self, started: Moment, now: Moment) -> u32 {
        let now = self.paused_at.unwrap_or(now);
        let since_start = now.as_micros().saturating_sub(started.as_micros() + self.paused_us);
        u32::try_from((self.held_before_us + since_start) / 1_000_000).unwrap_or(u32::MAX)
    }

    fn follow_pause(&mut self, at: Moment, output: &Output) {
        match output {
            Output::Note { note: Note::Paused { paused: true } } => self.paused_at = Some(at),
            Output::Note { note: Note::Paused { paused: false } } => {
                let since = self.paused_at.take().unwrap_or(at);
                self.paused_us += at.as_micros().saturating_sub(since.as_micros());
            }
            // What is said and judged after the end is no part of the interview.
            Output::Ended { .. } => self.paused_at = self.paused_at.or(Some(at)),
            _ => {}
        }
    }

    fn heard(&self) -> String {
        let mut text: Vec<&str> = self.segments.values().map(String::as_str).collect();
        text.push(&self.partial);
        text.retain(|part| !part.trim().is_empty());
        text.join(" ")
    }
}

/// The view of a session that begins.
#[must_use]
pub fn interview_view(plan: &Blueprint, equipment: Equipment) -> InterviewView {
    InterviewView {
        interviewer: plan.persona.name.clone(),
        mission: plan.roleplay.as_ref().map(|play| Mission { candidate: play.candidate.clone(), objective: play.objective.clone() }),
        planned_minutes: plan.scenario.minutes,
        limit_s: plan.time_limit().map(|limit| u32::try_from(limit.as_secs()).unwrap_or(u32::MAX)),
        equipment,
        level: (equipment.microphone && equipment.recogniser).then_some(0.0),
        ..InterviewView::default()
    }
}

/// Takes in what has happened since the last frame.
pub(super) fn follow(
    mut desk: ResMut<Desk>,
    mut views: ResMut<Views>,
    mut cues: MessageWriter<CueGiven>,
    mut phrases: MessageWriter<PhraseEnded>,
    mut commands: Commands,
    time: Res<Time>,
    language: Res<Language>,
    start: Res<super::Start>,
) {
    let Some(live) = &desk.live else { return };
    let updates: Vec<SessionUpdate> = live.updates().collect();
    for update in updates {
        match update {
            SessionUpdate::Output { at, output } => {
                desk.showing.follow_pause(at, &output);
                show(&mut desk.showing, &mut views, &mut cues, *output);
            }
            SessionUpdate::Partial { turn, text } => {
                if desk.showing.turn == Some(turn) {
                    desk.showing.partial = text;
                }
            }
            SessionUpdate::Recognised { turn, segment, text } => {
                if desk.showing.turn == Some(turn) {
                    desk.showing.partial.clear();
                    desk.showing.segments.insert(segment, text);
                }
            }
            SessionUpdate::PhraseEnded => {
                phrases.write(PhraseEnded { at_s: time.elapsed_secs_f64() });
            }
            SessionUpdate::Trouble(why) => desk.toast(&mut views, ToastTone::Note, why),
            SessionUpdate::Judged(report) => {
                let audible = super::replay::audible(&views, &start);
                views.review = Load::Ready(review_of(*report, audible));
                desk.live = None;
                commands.set_state_if_neq(Screen::Review);
            }
            SessionUpdate::Unsaved(unsaved) => {
                let mut review = review_of(unsaved.report().clone(), super::replay::audible(&views, &start));
                review.unsaved = Some(FaultView {
                    what: language.get("unsaved-title"),
                    why: unsaved.why().to_owned(),
                    remedy: language.get("unsaved-remedy"),
                    details: String::new(),
                    retry: true,
                });
                views.review = Load::Ready(review);
                desk.unsaved = Some(unsaved);
                desk.live = None;
                commands.set_state_if_neq(Screen::Review);
            }
            SessionUpdate::NotJudged(why) => {
                desk.toast(&mut views, ToastTone::Bad, why);
                desk.live = None;
                commands.set_state_if_neq(Screen::Title);
            }
        }
    }
    if desk.live.as_ref().is_some_and(|live| live.is_gone() && live.updates().next().is_none()) {
        // Its last words would have been a report.
        desk.live = None;
        desk.toast(&mut views, ToastTone::Bad, language.get("broken-off"));
        commands.set_state_if_neq(Screen::Title);
    }
    let heard = desk.showing.heard();
    if views.interview.heard != heard {
        views.interview.heard = heard;
    }
}

fn show(showing: &mut Showing, views: &mut Views, cues: &mut MessageWriter<CueGiven>, output: Output) {
    let view = &mut views.interview;
    match output {
        Output::Say { turn, text, part, .. } => {
            if showing.part != part || showing.saying.is_none() {
                showing.part = part;
                if let Some((_, name)) = showing.names.iter().find(|(whose, _)| *whose == part) {
                    view.interviewer.clone_from(name);
                }
            }
            if showing.saying == Some(turn) {
                view.spoken.push(' ');
                view.spoken.push_str(&text);
            } else {
                view.spoken = text;
            }
            showing.saying = Some(turn);
            view.floor = Floor::Speaking;
        }
        Output::Listen { turn, policy } => {
            if showing.turn != Some(turn) {
                showing.segments.clear();
                showing.partial.clear();
            }
            showing.turn = Some(turn);
            if !policy.barge_in {
                view.floor = if policy.patience.is_some() { Floor::Listening } else { Floor::TakeYourTime };
                if view.level.is_some() != policy.voice {
                    view.level = policy.voice.then_some(0.0);
                }
            }
        }
        Output::StopListening { .. } => {
            if matches!(view.floor, Floor::Listening | Floor::TakeYourTime) {
                view.floor = Floor::WritingDown;
            }
        }
        // What nobody waits for is not seen.
        Output::Ask { prompt, .. } => {
            if !prompt.purpose.can_wait() && view.floor != Floor::Speaking {
                view.floor = Floor::Thinking;
            }
        }
        Output::Card { text, number, of, .. } => view.card = Some(Card { number, of, text }),
        Output::Cue { cue } => {
            cues.write(CueGiven(cue));
            if cue == Cue::TakeYourTime && view.floor == Floor::Listening {
                view.floor = Floor::TakeYourTime;
            }
        }
        Output::Keep { turn } => {
            if turn.speaker == Speaker::Candidate && turn.kind == TurnKind::Answer {
                view.can_undo = true;
            }
            if turn.speaker == Speaker::Candidate {
                showing.segments.clear();
                showing.partial.clear();
            }
        }
        Output::Drop { .. } => view.can_undo = false,
        Output::Note { note: Note::Paused { paused: true } } => {
            showing.before_pause = view.floor;
            view.floor = Floor::Paused;
        }
        Output::Note { note: Note::Paused { paused: false } } => view.floor = showing.before_pause,
        Output::Ended { because } => {
            view.floor = Floor::Judging;
            view.ended = Some(because);
        }
        Output::Hush { .. } | Output::Cancel { .. } | Output::Note { .. } | Output::Evaluate => {}
    }
}

/// The clock, the level, and how the body feels.
pub(super) fn tick(mut desk: ResMut<Desk>, mut views: ResMut<Views>, mut demeanour: ResMut<Demeanour>, time: Res<Time<Real>>) {
    let Some(live) = &desk.live else {
        demeanour.doing = Doing::Idle;
        return;
    };
    let level = live.level().map(crate::hearing::meter::Meter::rms);
    let (started, now) = (live.started_at(), live.now());
    let floor = views.interview.floor;
    let showing = &mut desk.showing;
    showing.typed_s -= time.delta_secs();
    let elapsed = showing.elapsed_s(started, now);
    if views.interview.elapsed_s != elapsed {
        views.interview.elapsed_s = elapsed;
    }
    if let (Some(shown), Some(level)) = (views.interview.level, level)
        && (shown - level).abs() > 0.005
    {
        views.interview.level = Some(level);
    }
    demeanour.warmth = showing.warmth;
    demeanour.candidate_level = level.unwrap_or(0.0);
    demeanour.doing = match floor {
        Floor::Ready | Floor::Paused | Floor::Judging => Doing::Idle,
        Floor::Speaking => Doing::Speaking,
        Floor::Listening => Doing::Listening,
        Floor::TakeYourTime => Doing::Waiting,
        Floor::WritingDown | Floor::Thinking => Doing::Thinking,
    };
}

/// Where the mouth is, on the clock of the voice.
pub(super) fn mouth(mut desk: ResMut<Desk>, mut lips: ResMut<Lips>) {
    // A colleague is on the telephone: the mouth that can be seen is not theirs.
    let seen = !matches!(desk.showing.part, Part::Panel(_));
    let reading = desk.live.as_ref().filter(|_| seen).and_then(|live| live.lips().reading());
    let Some(here) = reading else {
        if lips.track.is_some() {
            *lips = Lips::default();
        }
        desk.showing.mouth = None;
        return;
    };
    let before = desk.showing.mouth.replace(here.clone()).filter(|before| before.piece == here.piece);
    lips.previous_s = before.map_or(-1.0, |before| before.position_s);
    lips.position_s = here.position_s;
    lips.track = Some(here.track);
}
