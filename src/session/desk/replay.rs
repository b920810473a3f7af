//! Turns of the interviewer's side, said again beside a report, each with the voice of whoever said it. The voice has a thread
//! of its own, and is opened and closed on a worker, so that no frame waits for a device.

use std::collections::BTreeMap;

use bevy::prelude::*;
use crossbeam_channel::{Receiver, bounded};

use crate::interview::journal::Line;
use crate::interview::{Speaker, Tone, TurnId, UtteranceId};
use crate::scenario::VoiceHints;
use crate::session::view::{Language, Load, ReviewView, ToastTone, Views};
use crate::store::Store;
use crate::voice::{self, Notice, Options};

use super::acting::on_store;
use super::errand::{Brought, Errands};
use super::{Desk, Start};

/// Notices that may wait for a frame.
const NOTICES: usize = 64;

/// The voices of one session.
#[derive(Debug)]
pub(super) struct Replay {
    session: String,
    /// How each turn of the interviewer's side sounds.
    voices: BTreeMap<TurnId, VoiceHints>,
    speaker: voice::Speaker,
    notices: Receiver<Notice>,
    saying: Option<UtteranceId>,
    next: u32,
}

impl Replay {
    /// Looks up who said what, and starts the voice.
    pub(super) fn open(store: &Store, session: &str, volume: f32) -> Result<Self, String> {
        let head = store.journal_head(session).map_err(|error| error.to_string())?;
        // Without the plan everybody has the same voice, which is better than none.
        let plan = head.and_then(|line| serde_json::from_str(&line).ok()).and_then(|line| match line {
            Line::Header(header) => Some(header.blueprint),
            Line::In { .. } | Line::Out { .. } => None,
        });
        let turns = store.turns(session).map_err(|error| error.to_string())?;
        let asked = turns.iter().filter(|turn| turn.speaker == Speaker::Interviewer);
        let voices = plan.iter().flat_map(|plan| asked.clone().map(|turn| (turn.id, plan.voice_of(turn.part).1))).collect();
        let (notices_out, notices) = bounded(NOTICES);
        let speaker = voice::spawn(Options { volume, ..Options::default() }, notices_out).map_err(|error| error.to_string())?;
        Ok(Self { session: session.to_owned(), voices, speaker, notices, saying: None, next: 0 })
    }

    fn say(&mut self, turn: TurnId, text: &str) {
        self.hush();
        let handle = self.speaker.handle();
        handle.set_hints(self.voices.get(&turn).copied().unwrap_or_default());
        let utterance = UtteranceId(self.next);
        self.next = self.next.wrapping_add(1);
        self.saying = Some(utterance);
        handle.say(utterance, text, Tone::Neutral);
    }

    fn hush(&mut self) {
        if let Some(utterance) = self.saying.take() {
            self.speaker.handle().hush(utterance);
        }
    }

    /// How loud, 0 to 1.
    pub(super) fn set_volume(&self, volume: f32) {
        self.speaker.handle().set_volume(volume);
    }
}

/// Says a turn of the report that is shown, with the voice of that session if it is there already.
pub(super) fn say(turn: TurnId, desk: &mut Desk, views: &mut Views, errands: &mut Errands) {
    let volume = views.setup.volume;
    let Load::Ready(review) = &mut views.review else { return };
    if !review.replay.audible {
        return;
    }
    review.replay.saying = Some(turn);
    let session = review.report.session.id.clone();
    match desk.replay.as_mut().filter(|replay| replay.session == session) {
        Some(replay) => say_of(replay, review, turn),
        None => on_store(desk, errands, move |store| Brought::Voices(Replay::open(store, &session, volume).map(Box::new))),
    }
}

fn say_of(replay: &mut Replay, review: &ReviewView, turn: TurnId) {
    if let Some(said) = review.report.turns.iter().find(|said| said.index == turn && said.speaker == Speaker::Interviewer) {
        replay.say(turn, &said.text);
    }
}

/// The voice is there: says what was asked for meanwhile, if the same report is still shown.
pub(super) fn take_in(opened: Replay, desk: &mut Desk, views: &Views, errands: &mut Errands) {
    let Load::Ready(review) = &views.review else { return close(Some(opened), errands) };
    if review.report.session.id != opened.session {
        return close(Some(opened), errands);
    }
    let earlier = desk.replay.replace(opened);
    close(earlier, errands);
    if let (Some(replay), Some(turn)) = (desk.replay.as_mut(), review.replay.saying) {
        say_of(replay, review, turn);
    }
}

/// Nothing more is said.
pub(super) fn stop(desk: &mut Desk, views: &mut Views) {
    if let Some(replay) = &mut desk.replay {
        replay.hush();
    }
    if let Load::Ready(review) = &mut views.review {
        review.replay.saying = None;
    }
}

/// Takes in how it went since the last frame.
pub(super) fn follow(mut desk: ResMut<Desk>, mut views: ResMut<Views>) {
    let Some(replay) = &mut desk.replay else { return };
    let notices: Vec<Notice> = replay.notices.try_iter().collect();
    for notice in notices {
        let Some(replay) = &mut desk.replay else { return };
        let over = match notice {
            Notice::Finished { utterance } | Notice::Cut { utterance, .. } | Notice::Failed { utterance, .. } => {
                replay.saying == Some(utterance)
            }
            Notice::DeviceLost { reason } => {
                desk.toast(&mut views, ToastTone::Bad, reason);
                true
            }
            Notice::Started { .. } | Notice::DeviceBack => false,
        };
        if over {
            stop(&mut desk, &mut views);
        }
    }
}

/// Whoever leaves the report hears no more of it.
pub(super) fn leave(mut desk: ResMut<Desk>, mut views: ResMut<Views>, mut errands: ResMut<Errands>) {
    stop(&mut desk, &mut views);
    let replay = desk.replay.take();
    close(replay, &mut errands);
}

/// Ends a voice. Its thread is waited for on a worker.
fn close(replay: Option<Replay>, errands: &mut Errands) {
    if let Some(replay) = replay {
        errands.run(move || {
            drop(replay);
            Brought::Nothing
        });
    }
}

/// Whether there is something to hear turns with.
pub(super) fn audible(views: &Views, start: &Start) -> bool {
    start.audible && views.title.equipment.loudspeaker
}

/// The voice could not be had.
pub(super) fn failed(why: String, desk: &mut Desk, views: &mut Views, language: &Language) {
    stop(desk, views);
    desk.toast(views, ToastTone::Bad, language.get_args("say-failed", &[("why", (&why).into())]));
}
