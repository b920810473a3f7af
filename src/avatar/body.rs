//! The body below the eyes: breathing, nods, the head that follows the gaze, leaning, writing, small shifts of posture.

use bevy::prelude::*;

use super::behaviour::Behaviour;
use super::breath::Breath;
use super::dice::Dice;
use super::eyes::rotation;
use super::gaze::Looking;
use super::lips;
use super::listening::{Nodder, PhraseEar};
use super::motion::{Spring, drift, pulse, smooth};
use super::rig::{Joint, Rig};
use crate::interview::Cue;
use crate::session::feed::{CueGiven, Demeanour, Doing, Lips, PhraseEnded, Seed};

/// What the body shows in this frame.
#[derive(Resource, Clone, Copy, Debug, Default)]
pub struct BodyPose {
    /// Rotation of the head in the model's frame, everything below it included.
    pub head: Quat,
    /// Pitch of the nod in degrees, positive is down.
    pub nod: f32,
    /// How full the lungs are, 0 to 1.
    pub breath: f32,
}

/// The body's state over a session.
#[derive(Resource, Clone, Debug)]
pub struct Body {
    ear: PhraseEar,
    nodder: Nodder,
    breath: Breath,
    dice: Dice,
    lean: Option<f64>,
    writing: Option<f64>,
    posture: Vec2,
    posture_now: [Spring; 2],
    shift_s: f64,
    beat: Spring,
    piece: Option<usize>,
}

impl Body {
    /// Sits still.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            ear: PhraseEar::default(),
            nodder: Nodder::new(seed),
            breath: Breath::default(),
            dice: Dice::new(seed, "posture"),
            lean: None,
            writing: None,
            posture: Vec2::ZERO,
            posture_now: [Spring::default(); 2],
            shift_s: 12.0,
            beat: Spring::default(),
            piece: None,
        }
    }

    /// The nod that was begun last.
    #[must_use]
    pub const fn latest_nod(&self) -> Option<super::motion::Nod> {
        self.nodder.latest()
    }
}

/// Hears phrase ends and cues.
pub(super) fn react(
    time: Res<Time>,
    table: Res<Behaviour>,
    mood: Res<Demeanour>,
    mut cues: MessageReader<CueGiven>,
    mut phrases: MessageReader<PhraseEnded>,
    body: ResMut<Body>,
) {
    let now = time.elapsed_secs_f64();
    let body = body.into_inner();
    let keenness = (0.4 + 0.6 * mood.warmth) * (1.0 - 0.5 * mood.stillness);
    let listening = matches!(mood.doing, Doing::Listening | Doing::Waiting);
    let level = if listening { mood.candidate_level } else { 0.0 };
    let heard = body.ear.hear(level, time.delta_secs(), &table.phrase);
    let told = phrases.read().count() > 0;
    if listening && (heard || told) {
        body.nodder.phrase_ended(now, keenness, &table.nod);
    }
    for CueGiven(cue) in cues.read() {
        match cue {
            Cue::Nod => body.nodder.asked(now, &table.nod),
            Cue::Lean => body.lean = Some(now),
            Cue::TakeNote => body.writing = Some(now),
            Cue::Attend | Cue::BrowRaise | Cue::Smile | Cue::LookAway | Cue::TakeYourTime => {}
        }
    }
}

/// Moves the bones.
pub(super) fn hold(
    time: Res<Time>,
    table: Res<Behaviour>,
    mood: Res<Demeanour>,
    lips: Res<Lips>,
    looking: Res<Looking>,
    rig: If<Res<Rig>>,
    body: ResMut<Body>,
    mut pose: ResMut<BodyPose>,
    mut bones: Query<&mut Transform>,
) {
    let now = time.elapsed_secs_f64();
    let step = time.delta_secs();
    let body = body.into_inner();
    let restless = 1.0 - 0.85 * mood.stillness.clamp(0.0, 1.0);

    let piece = lips.track.as_ref().map(|track| std::sync::Arc::as_ptr(track) as usize);
    let piece_begins = piece.is_some() && piece != body.piece;
    body.piece = piece;
    pose.breath = body.breath.volume(now, mood.doing == Doing::Speaking, piece_begins, &table.breath);
    pose.nod = body.nodder.pitch(now);

    let opening = lips::pose(&lips).opening();
    let beat = body.beat.follow(opening, 9.0, step) * table.posture.speech_beat_degrees;
    let lean = body.lean.map_or(0.0, |since| pulse((now - since) as f32, 0.9, table.posture.lean_s, 1.4)) * table.posture.lean_degrees;
    let writing = body.writing.map_or(0.0, |since| pulse((now - since) as f32, 0.4, table.posture.note_s - 0.8, 0.5));
    settle(body, now, step, mood.stillness, &table);
    let [weight, turn] = body.posture_now.map(|spring| spring.value);

    let sway = table.posture.sway_degrees * restless;
    let full = pose.breath;
    // Angles in degrees: pitch (positive is down or forward), yaw and roll (positive to the person's left).
    let turns: [(Joint, Vec3); 6] = [
        (Joint::Hips, Vec3::new(0.0, 0.25 * turn, 0.35 * weight)),
        (Joint::Spine, Vec3::new(0.45 * lean + 0.5 * writing, 0.3 * turn + 0.3 * sway * drift(now, 0.3), -0.2 * weight)),
        (Joint::Spine1, Vec3::new(0.35 * lean + 0.8 * writing + 0.3 * sway * drift(now, 1.9), 0.2 * turn, -0.3 * weight)),
        (Joint::Spine2, Vec3::new(0.2 * lean + 1.2 * writing - table.breath.chest_degrees * full, 0.0, 0.2 * sway * drift(now, 3.1))),
        (Joint::Neck, Vec3::new(0.4 * pose.nod - 0.4 * lean - 0.5 * writing + 0.5 * table.breath.chest_degrees * full, 0.0, 0.2 * weight)),
        (Joint::Head, Vec3::new(0.6 * pose.nod + beat - 0.3 * lean + 0.4 * table.breath.chest_degrees * full, 0.0, 0.0)),
    ];
    let head = looking.bearing.head;
    let small = Vec2::new(drift(now, 5.3), 0.7 * drift(now, 7.7)) * sway;
    let mut below = Quat::IDENTITY;
    for (joint, angles) in turns {
        let Some(bone) = rig.bone(joint) else { continue };
        let mut turn = Quat::from_euler(EulerRot::YXZ, angles.y.to_radians(), angles.x.to_radians(), -angles.z.to_radians());
        // The neck takes part of a turn of the head; the rest, and a little roll, is the head's.
        match joint {
            Joint::Neck => turn = rotation(0.4 * (head + small)) * turn,
            Joint::Head => {
                let roll = Quat::from_rotation_z((0.08 * head.x + 0.6 * sway * drift(now, 9.1)).to_radians());
                turn = rotation(0.6 * (head + small)) * roll * turn;
            }
            _ => {}
        }
        below *= turn;
        if let Ok(mut transform) = bones.get_mut(bone.entity) {
            transform.rotation = bone.turned(turn);
        }
    }
    pose.head = below;

    let shoulder = (table.breath.shoulder_degrees * full).to_radians();
    for (joint, side) in [(Joint::ClavicleL, 1.0), (Joint::ClavicleR, -1.0)] {
        set(&rig, &mut bones, joint, Quat::from_rotation_z(side * shoulder));
    }
    // The hand writes: small fast strokes while a slow one carries it along the line.
    let strokes = writing * (1.6 * drift(now * 22.0, 0.7) + 1.2 * smooth(((now * 0.8) % 1.0) as f32));
    set(&rig, &mut bones, Joint::ForearmR, Quat::from_rotation_y((0.8 * strokes).to_radians()));
    set(&rig, &mut bones, Joint::HandR, Quat::from_rotation_y((-1.5 * strokes).to_radians()));
}

/// Now and then the weight goes to the other side. With full stillness it stays where it is.
fn settle(body: &mut Body, now: f64, step: f32, stillness: f32, table: &Behaviour) {
    if now >= body.shift_s {
        let size = table.posture.shift_degrees * (1.0 - stillness.clamp(0.0, 1.0));
        body.posture = Vec2::new(body.dice.normal(), body.dice.normal()).clamp_length_max(1.5) * size;
        body.shift_s = now + f64::from(body.dice.log_normal(table.posture.shift_every_s, 0.4).max(8.0));
    }
    body.posture_now[0].follow(body.posture.x, 2.4, step);
    body.posture_now[1].follow(body.posture.y, 2.4, step);
}

fn set(rig: &Rig, bones: &mut Query<&mut Transform>, joint: Joint, turn: Quat) {
    if let Some(bone) = rig.bone(joint)
        && let Ok(mut transform) = bones.get_mut(bone.entity)
    {
        transform.rotation = bone.turned(turn);
    }
}

/// The seed changed: a new session begins with a new body language.
pub(super) fn reseed(seed: Res<Seed>, mut body: ResMut<Body>) {
    *body = Body::new(seed.0);
}
