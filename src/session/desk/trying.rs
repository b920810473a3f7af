//! Microphone and voice, tried out while their page is shown.

use bevy::prelude::*;

use crate::hearing::devices;
use crate::session::acts::{self, Screen};
use crate::session::trial::{Command, Devices, Event, Trial};
use crate::session::view::{MicrophoneChoice, SoundView, Trying, Views};
use crate::voice;

use super::errand::{Brought, Errands};
use super::{Desk, Start};

/// What the voice says. Interviews are in English, so this is too.
const SAMPLE: &str = "Good morning, and welcome. Take your time with every answer. Shall we begin with something that went well?";

/// A trial under way.
#[derive(Debug)]
pub(super) struct OnTrial {
    trial: Trial,
    /// What sounds, when something does.
    sounding: Trying,
    /// Seconds of the recording so far, and its length.
    recording: Option<(f32, f32)>,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(OnEnter(Screen::Sound), open).add_systems(OnExit(Screen::Sound), close).add_systems(Update, follow);
}

fn open(mut desk: ResMut<Desk>, mut views: ResMut<Views>, start: Res<Start>) {
    views.sound = SoundView { loudspeaker: voice::playback::default_device().filter(|_| start.audible), ..SoundView::default() };
    match Trial::start(views.settings.microphone.clone(), views.setup.volume, Devices::real()) {
        Ok(trial) => desk.trying = Some(OnTrial { trial, sounding: Trying::Nothing, recording: None }),
        Err(error) => views.sound.problem = Some(error.to_string()),
    }
}

fn close(mut desk: ResMut<Desk>, mut views: ResMut<Views>) {
    desk.trying = None;
    views.sound = SoundView::default();
}

/// Hands a wish on.
pub(super) fn ask(desk: &mut Desk, views: &mut Views, wish: acts::Trial) {
    let voice_of = |desk: &Desk| {
        let id = views.setup.persona.as_ref()?;
        Some(desk.library.personas.get(id)?.voice)
    };
    let mut hints = voice_of(desk).unwrap_or_default();
    hints.rate *= views.settings.rate;
    let Some(trying) = &mut desk.trying else { return };
    views.sound.problem = None;
    let command = match wish {
        acts::Trial::Record => {
            views.sound.verdict = None;
            Command::Record
        }
        acts::Trial::Play => {
            trying.sounding = Trying::Playing;
            Command::Play
        }
        acts::Trial::Voice => {
            trying.sounding = Trying::Speaking;
            Command::Say { text: SAMPLE.to_owned(), hints }
        }
        acts::Trial::Stop => Command::Stop,
    };
    trying.trial.ask(command);
}

/// Another microphone was chosen.
pub(super) fn listen(desk: &Desk, views: &mut Views) {
    if let Some(trying) = &desk.trying {
        (views.sound.problem, views.sound.verdict, views.sound.level) = (None, None, None);
        trying.trial.ask(Command::Listen(views.settings.microphone.clone()));
    }
}

/// Another loudness was chosen.
pub(super) fn set_volume(desk: &Desk, volume: f32) {
    if let Some(trying) = &desk.trying {
        trying.trial.ask(Command::Volume(volume));
    }
}

fn follow(mut desk: ResMut<Desk>, mut views: ResMut<Views>, time: Res<Time<Real>>) {
    let Some(trying) = &mut desk.trying else { return };
    let sound = &mut views.sound;
    for event in trying.trial.events() {
        match event {
            Event::Microphones(found) => {
                sound.microphones = found.into_iter().map(|one| MicrophoneChoice { id: one.id, name: one.name }).collect();
            }
            Event::Open => sound.level = Some(0.0),
            Event::Deaf(why) => (sound.level, sound.problem) = (None, Some(why)),
            Event::Recording(length_s) => trying.recording = Some((0.0, length_s)),
            Event::Recorded(verdict) => {
                trying.recording = None;
                (sound.verdict, sound.recorded, sound.doing) = (Some(verdict), true, Trying::Nothing);
            }
            Event::Sounding => sound.doing = trying.sounding,
            Event::Still => {
                trying.recording = None;
                sound.doing = Trying::Nothing;
            }
            Event::Mute(why) => {
                sound.doing = Trying::Nothing;
                sound.loudspeaker = None;
                sound.problem = Some(why);
            }
        }
    }
    if let Some((so_far, length)) = &mut trying.recording {
        *so_far = (*so_far + time.delta_secs()).min(*length);
        sound.doing = Trying::Recording { part: *so_far / *length };
    }
    if sound.level.is_some() {
        sound.level = Some(trying.trial.level());
    }
}

/// Tells when the microphone that was chosen is not there any more; the system's is used then.
pub(super) fn look_for_microphone(views: &Views, errands: &mut Errands) {
    let Some(wanted) = views.settings.microphone.clone() else { return };
    errands.run(move || {
        let there = devices::microphones().is_ok_and(|all| all.iter().any(|one| one.id == wanted));
        if there { Brought::Nothing } else { Brought::OtherMicrophone }
    });
}
