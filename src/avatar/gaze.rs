//! Brings decisions about looks onto the bones: eyes turn to the target whatever the head does below them.

use bevy::prelude::*;

use super::behaviour::Behaviour;
use super::body::BodyPose;
use super::eyes::{Bearing, GazeMotion, bearing_of, rotation, within};
use super::looking::{Planner, Talk, Target};
use super::rig::{Joint, Rig};
use crate::interview::Cue;
use crate::room::anchors::Sights;
use crate::session::feed::{CueGiven, Demeanour, Lips, Seed};

/// The looks' state over a session.
#[derive(Resource, Clone, Debug)]
pub struct Looking {
    planner: Planner,
    motion: GazeMotion,
    target: Target,
    /// Gaze and head in the body's frame.
    pub bearing: Bearing,
    /// Mean direction of the eyes in the head, degrees, x to the person's left, y up.
    pub in_head: Vec2,
    /// Always looks at the candidate, for still pictures.
    pub fixed: bool,
}

impl Looking {
    /// Looks straight ahead.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self {
            planner: Planner::new(seed),
            motion: GazeMotion::new(seed),
            target: Target::Candidate,
            bearing: Bearing { gaze: Vec2::ZERO, steady: Vec2::ZERO, head: Vec2::ZERO, shift: None },
            in_head: Vec2::ZERO,
            fixed: false,
        }
    }

    /// What the eyes are directed at.
    #[must_use]
    pub const fn target(&self) -> Target {
        self.target
    }
}

/// Takes in cues that direct the eyes.
pub(super) fn react(time: Res<Time>, table: Res<Behaviour>, mut cues: MessageReader<CueGiven>, mut looking: ResMut<Looking>) {
    let now = time.elapsed_secs_f64();
    for CueGiven(cue) in cues.read() {
        match cue {
            Cue::TakeNote => looking.planner.hold(Target::Notes, now, table.posture.note_s),
            Cue::LookAway => {
                let aside = looking.planner.thinking_aside();
                looking.planner.hold(aside, now, 1.3);
            }
            Cue::Attend | Cue::Smile | Cue::TakeYourTime => looking.planner.hold(Target::Candidate, now, 1.6),
            Cue::Nod | Cue::BrowRaise | Cue::Lean => {}
        }
    }
}

/// Decides where to look and moves gaze and head towards it. The body's frame is the world's: the interviewer faces +Z.
pub(super) fn look(
    time: Res<Time>,
    table: Res<Behaviour>,
    mood: Res<Demeanour>,
    lips: Res<Lips>,
    sights: Res<Sights>,
    rig: If<Res<Rig>>,
    globals: Query<&GlobalTransform>,
    looking: ResMut<Looking>,
) {
    let now = time.elapsed_secs_f64();
    let looking = looking.into_inner();
    let speech = lips.track.as_ref().map(|_| (lips.position_s, lips.remaining_s().unwrap_or(0.0)));
    let mut target = looking.planner.look(now, Talk { doing: mood.doing, speech }, &table.gaze);
    if looking.fixed {
        target = Target::Candidate;
    }
    let eyes = eyes_now(&rig, &globals);
    let goal = bearing_of(point(target, &sights, eyes) - eyes);
    let fresh = target != looking.target;
    looking.target = target;
    looking.bearing = looking.motion.turn(now, time.delta_secs(), goal, fresh, &table);
}

/// Turns the eyeballs: the gaze minus what neck and body already do, each eye to the point itself.
pub(super) fn turn_eyes(
    table: Res<Behaviour>,
    sights: Res<Sights>,
    rig: If<Res<Rig>>,
    pose: Res<BodyPose>,
    globals: Query<&GlobalTransform>,
    mut bones: Query<&mut Transform>,
    looking: ResMut<Looking>,
) {
    let looking = looking.into_inner();
    let middle = eyes_now(&rig, &globals);
    let at = point(looking.target, &sights, middle);
    // What the gaze still is away from its goal: on the way there, or in the small movements of fixation.
    let off = looking.bearing.gaze - bearing_of(at - middle);
    let mut sum = Vec2::ZERO;
    let mut count = 0.0;
    for joint in [Joint::EyeL, Joint::EyeR] {
        let Some(bone) = rig.bone(joint) else { continue };
        let from = globals.get(bone.entity).map_or(middle, GlobalTransform::translation);
        let wanted = bearing_of(at - from) + off;
        let in_head = bearing_of(pose.head.inverse() * (rotation(wanted) * Vec3::Z));
        let in_head = within(in_head, Vec2::ZERO, &table.eyes, None);
        if let Ok(mut transform) = bones.get_mut(bone.entity) {
            transform.rotation = bone.turned(rotation(in_head));
        }
        sum += in_head;
        count += 1.0;
    }
    if count > 0.0 {
        looking.in_head = sum / count;
    } else {
        looking.in_head = within(looking.bearing.gaze - looking.bearing.head, Vec2::ZERO, &table.eyes, None);
    }
}

/// The point between the eyes as the last frame left it.
fn eyes_now(rig: &Rig, globals: &Query<&GlobalTransform>) -> Vec3 {
    let place = |joint| rig.bone(joint).and_then(|bone| globals.get(bone.entity).ok()).map(GlobalTransform::translation);
    match (place(Joint::EyeL), place(Joint::EyeR)) {
        // Before the first propagation everything lies at the origin.
        (Some(left), Some(right)) if left.distance_squared(right) > 1e-6 => left.midpoint(right),
        _ => rig.eyes(),
    }
}

fn point(target: Target, sights: &Sights, eyes: Vec3) -> Vec3 {
    match target {
        Target::Candidate => sights.candidate,
        Target::Notes => sights.notes,
        Target::Aside(degrees) => eyes + 2.0 * (rotation(bearing_of(sights.candidate - eyes) + degrees) * Vec3::Z),
    }
}

/// The seed changed: a new session begins with new looks.
pub(super) fn reseed(seed: Res<Seed>, mut looking: ResMut<Looking>) {
    let fixed = looking.fixed;
    *looking = Looking::new(seed.0);
    looking.fixed = fixed;
}
