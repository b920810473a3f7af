//! How eyes and head get to where they look: saccades, fixation, the head that follows, and the limits of both. Pure; angles in degrees,
//! x to the interviewer's left, y up.

use bevy::math::{Quat, Vec2, Vec3};

use super::behaviour::{Behaviour, Eyes, Head, Saccades};
use super::dice::Dice;
use super::motion::{Spring, minimum_jerk};

/// A fast movement of both eyes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Saccade {
    /// Direction at its beginning.
    pub from: Vec2,
    /// When it begins, in seconds.
    pub start_s: f64,
    /// How long it takes in seconds.
    pub length_s: f32,
}

impl Saccade {
    /// A movement over so many degrees takes as long as the main sequence says.
    #[must_use]
    pub fn new(from: Vec2, to: Vec2, start_s: f64, table: &Saccades) -> Self {
        Self { from, start_s, length_s: table.base_s + table.per_degree_s * from.distance(to) }
    }

    /// The direction at an instant, when the goal is `to` by now.
    #[must_use]
    pub fn at(&self, now_s: f64, to: Vec2) -> Vec2 {
        self.from.lerp(to, minimum_jerk((now_s - self.start_s) as f32 / self.length_s))
    }

    /// The highest speed in degrees per second on the way to `to`: 1.875 times the mean, by its minimum-jerk course.
    #[must_use]
    pub fn peak_speed(&self, to: Vec2) -> f32 {
        1.875 * self.from.distance(to) / self.length_s
    }
}

/// The direction of gaze of one session.
#[derive(Clone, Debug)]
pub struct GazeMotion {
    dice: Dice,
    gaze: Vec2,
    goal: Vec2,
    saccade: Option<Saccade>,
    wander: Vec2,
    wander_until_s: f64,
    micro: Vec2,
    shifted_s: f64,
    head_goal: Vec2,
    head: [Spring; 2],
}

/// Where eyes and head are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bearing {
    /// Of the gaze, in the body's frame.
    pub gaze: Vec2,
    /// Of the gaze without the small movements of fixation.
    pub steady: Vec2,
    /// Of the head, in the body's frame, before nods and sway.
    pub head: Vec2,
    /// Size in degrees of the shift that began with this call.
    pub shift: Option<f32>,
}

impl GazeMotion {
    /// Straight ahead.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self {
            dice: Dice::new(seed, "saccade"),
            gaze: Vec2::ZERO,
            goal: Vec2::ZERO,
            saccade: None,
            wander: Vec2::ZERO,
            wander_until_s: 0.0,
            micro: Vec2::ZERO,
            shifted_s: f64::MIN,
            head_goal: Vec2::ZERO,
            head: [Spring { value: 0.0, speed: 0.0 }; 2],
        }
    }

    /// Moves on to `now_s`. `goal` is the direction of the target as it is now; `fresh` says that it is another target than before.
    pub fn turn(&mut self, now_s: f64, step_s: f32, goal: Vec2, fresh: bool, table: &Behaviour) -> Bearing {
        let goal = within(goal, Vec2::ZERO, &table.eyes, Some(&table.head));
        let mut shift = None;
        if fresh {
            shift = Some(self.gaze.distance(goal));
            self.saccade = Some(Saccade::new(self.gaze, goal, now_s, &table.saccade));
            self.shifted_s = now_s;
            self.wander = Vec2::ZERO;
            self.wander_until_s = now_s + f64::from(0.4 + self.dice.log_normal(table.saccade.wander_s, 0.5));
        }
        self.goal = goal;
        self.fixate(now_s, step_s, &table.saccade);
        let aim = self.goal + self.wander;
        self.gaze = match self.saccade {
            Some(saccade) if now_s < saccade.start_s + f64::from(saccade.length_s) => saccade.at(now_s, aim),
            _ => aim,
        };
        let head = self.follow(now_s, step_s, &table.head);
        Bearing { gaze: self.gaze + self.micro, steady: self.gaze, head, shift }
    }

    /// Small movements while the target stays the same.
    fn fixate(&mut self, now_s: f64, step_s: f32, table: &Saccades) {
        if now_s >= self.wander_until_s {
            let from = self.goal + self.wander;
            self.wander = Vec2::new(self.dice.normal(), 0.7 * self.dice.normal()) * (0.5 * table.wander_degrees);
            self.saccade = Some(Saccade::new(from, self.goal + self.wander, now_s, table));
            self.wander_until_s = now_s + f64::from(self.dice.log_normal(table.wander_s, 0.5).max(0.25));
        }
        // Between microsaccades the eyes drift off slowly; each one brings them back or over.
        if self.dice.chance(table.micro_per_second * step_s) {
            self.micro = Vec2::new(self.dice.normal(), self.dice.normal()) * (0.4 * table.micro_degrees);
        } else {
            self.micro += Vec2::new(self.dice.normal(), self.dice.normal()) * (0.25 * table.micro_degrees * step_s);
        }
        self.micro = self.micro.clamp_length_max(table.micro_degrees);
    }

    /// The head follows what lies beyond its dead zone, later and slower than the eyes.
    fn follow(&mut self, now_s: f64, step_s: f32, table: &Head) -> Vec2 {
        if now_s >= self.shifted_s + f64::from(table.delay_s) {
            let far = self.goal.length();
            let beyond = (far - table.dead_degrees).max(0.0);
            self.head_goal = if far > 0.0 { self.goal * (table.share * beyond / far) } else { Vec2::ZERO };
        }
        let yaw = self.head[0].follow(self.head_goal.x.clamp(-table.yaw, table.yaw), table.quickness, step_s);
        let pitch = self.head[1].follow(self.head_goal.y.clamp(-table.pitch, table.pitch), table.quickness, step_s);
        Vec2::new(yaw, pitch)
    }
}

/// Holds a direction within what eyes (and head, when given) can reach around `centre`.
#[must_use]
pub fn within(direction: Vec2, centre: Vec2, eyes: &Eyes, head: Option<&Head>) -> Vec2 {
    let (more_yaw, more_pitch) = head.map_or((0.0, 0.0), |head| (head.yaw * 0.7, head.pitch * 0.7));
    let off = if direction.is_finite() { direction - centre } else { Vec2::ZERO };
    centre + Vec2::new(off.x.clamp(-eyes.yaw - more_yaw, eyes.yaw + more_yaw), off.y.clamp(-eyes.down - more_pitch, eyes.up + more_pitch))
}

/// The rotation that turns straight ahead (+Z) into this direction.
#[must_use]
pub fn rotation(direction: Vec2) -> Quat {
    Quat::from_rotation_y(direction.x.to_radians()) * Quat::from_rotation_x(-direction.y.to_radians())
}

/// The direction in which something lies, seen from the origin; straight ahead for a point at the origin.
#[must_use]
pub fn bearing_of(offset: Vec3) -> Vec2 {
    let way = offset.normalize_or(Vec3::Z);
    Vec2::new(way.x.atan2(way.z).to_degrees(), way.y.clamp(-1.0, 1.0).asin().to_degrees())
}
