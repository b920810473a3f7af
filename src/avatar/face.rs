//! The face besides speech: blinks, lids that follow the eyes, brows, smiles, and the small difference between left and right.

use bevy::prelude::*;

use super::behaviour::Behaviour;
use super::blink::Blinker;
use super::channels::Weights;
use super::dice::Dice;
use super::gaze::Looking;
use super::motion::{Spring, drift, pulse};
use crate::interview::Cue;
use crate::session::feed::{CueGiven, Demeanour, Doing, Lips, Seed};

/// The face's state over a session.
#[derive(Resource, Clone, Debug)]
pub struct Face {
    /// What the meshes show.
    pub weights: Weights,
    blinker: Blinker,
    dice: Dice,
    /// Which side is a little stronger, -1 to 1.
    side: f32,
    smile: Option<(f64, f32)>,
    brows: Option<(f64, f32)>,
    ease: Spring,
    /// Lids are held down: for a still picture of a blink.
    pub held_lids: Option<f32>,
}

impl Face {
    /// A face at rest.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed, "face");
        let side = dice.between(-1.0, 1.0);
        Self {
            weights: Weights::default(),
            blinker: Blinker::new(seed),
            dice,
            side,
            smile: None,
            brows: None,
            ease: Spring::default(),
            held_lids: None,
        }
    }

    /// Blinks so far.
    #[must_use]
    pub const fn blinks(&self) -> u32 {
        self.blinker.count()
    }
}

/// Takes in cues: smiles and brows begin.
pub(super) fn react(
    time: Res<Time>,
    table: Res<Behaviour>,
    mood: Res<Demeanour>,
    mut cues: MessageReader<CueGiven>,
    mut face: ResMut<Face>,
) {
    let now = time.elapsed_secs_f64();
    for CueGiven(cue) in cues.read() {
        match cue {
            Cue::Smile => {
                let depth = table.face.smile * (0.6 + 0.6 * mood.warmth) * face.dice.between(0.9, 1.1);
                face.smile = Some((now, depth));
            }
            Cue::BrowRaise => {
                let height = table.face.brow * face.dice.between(0.85, 1.1);
                face.brows = Some((now, height));
            }
            Cue::TakeYourTime => {
                let depth = 0.5 * table.face.smile;
                face.smile = Some((now, depth));
            }
            Cue::Attend | Cue::Nod | Cue::TakeNote | Cue::Lean | Cue::LookAway => {}
        }
    }
}

/// Composes the weights of everything but the mouth's speech.
pub(super) fn compose(
    time: Res<Time>,
    table: Res<Behaviour>,
    mood: Res<Demeanour>,
    lips: Res<Lips>,
    looking: Res<Looking>,
    face: ResMut<Face>,
) {
    let now = time.elapsed_secs_f64();
    let face = face.into_inner();
    let mut weights = Weights::default();
    if let Some(degrees) = looking.bearing.shift {
        face.blinker.gaze_shifts(now, degrees, mood.doing, &table.blink);
    }
    let shut = face.blinker.lids(now, mood.doing, &table.blink);
    let shut = face.held_lids.unwrap_or(shut);
    lids(&mut weights, shut, looking.in_head, &table);

    let even = |depth: f32, side: f32| (depth * (1.0 + table.face.asymmetry * side), depth * (1.0 - table.face.asymmetry * side));
    let listening = matches!(mood.doing, Doing::Listening | Doing::Waiting);
    let wished = table.face.rest_smile * (0.3 + mood.warmth) + if listening { 0.02 } else { 0.0 };
    let base = face.ease.follow(wished, 2.0, time.delta_secs());
    let smile = face.smile.map_or(0.0, |(since, depth)| depth * pulse((now - since) as f32, 0.45, table.face.smile_s, 0.9));
    let (left, right) = even((base + smile).clamp(0.0, 1.0), face.side);
    weights.add_both("mouthSmile", left, right);
    // A smile that reaches the eyes.
    weights.add_both("cheekSquint", 0.55 * left, 0.55 * right);
    weights.add_both("eyeSquint", 0.3 * left, 0.3 * right);

    let raised = face.brows.map_or(0.0, |(since, height)| height * pulse((now - since) as f32, 0.16, table.face.brow_s, 0.5));
    // Looking up lifts the brows; thinking draws them together a little; they are never quite still.
    let lift = (looking.in_head.y / 60.0).clamp(0.0, 0.3) + 0.03 * (1.0 + drift(now, 4.2));
    let stress = if lips.track.is_some() { 0.06 * (1.0 + drift(now * 6.0, 1.3)) } else { 0.0 };
    let (left, right) = even((raised + lift + stress).min(1.0), -face.side);
    weights.add("browInnerUp", 0.7 * f32::midpoint(left, right));
    weights.add_both("browOuterUp", left, right);
    if mood.doing == Doing::Thinking {
        weights.add_both("browDown", 0.14, 0.12);
        weights.add_both("mouthPress", 0.12, 0.1);
    }
    face.weights = weights;
}

/// Lids follow the eyes; blinks come on top. `in_head` are degrees, x to the person's left, y up.
fn lids(weights: &mut Weights, shut: f32, in_head: Vec2, table: &Behaviour) {
    let (down, up) = ((-in_head.y).max(0.0), in_head.y.max(0.0));
    let follow = table.lids.rest + table.lids.blink_per_degree_down * down;
    let depth = (follow + (1.0 - follow) * shut).clamp(0.0, 1.0);
    weights.add_both("eyeBlink", depth, depth);
    // A shut lid must not be opened again by the shapes that go with the eyes.
    let open = 1.0 - shut;
    let look = |degrees: f32| (degrees / table.lids.look_degrees).clamp(0.0, 1.0) * open;
    weights.add_both("eyeLookDown", look(down), look(down));
    weights.add_both("eyeLookUp", look(up), look(up));
    weights.add_both("eyeWide", table.lids.wide_per_degree_up * up * open, table.lids.wide_per_degree_up * up * open);
    let (left, right) = (in_head.x.max(0.0), (-in_head.x).max(0.0));
    weights.add("eyeLookOutLeft", look(left));
    weights.add("eyeLookInRight", look(left));
    weights.add("eyeLookInLeft", look(right));
    weights.add("eyeLookOutRight", look(right));
}

/// The seed changed: a new session begins with a new face.
pub(super) fn reseed(seed: Res<Seed>, mut face: ResMut<Face>) {
    let held_lids = face.held_lids;
    *face = Face { held_lids, ..Face::new(seed.0) };
}
