//! Shapes of movement: springs that do not depend on the frame rate, nods, eased pulses and slow drift. All of it pure.

use std::f32::consts::{PI, TAU};

/// A value that follows a target as a critically damped spring: no overshoot, exact for any step.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spring {
    /// Where it is.
    pub value: f32,
    /// How fast it moves, per second.
    pub speed: f32,
}

impl Spring {
    /// Moves on by `step_s` seconds towards `target`; `quickness` is the natural frequency in radians per second.
    pub fn follow(&mut self, target: f32, quickness: f32, step_s: f32) -> f32 {
        let off = self.value - target;
        let decay = (-quickness * step_s).exp();
        let pull = self.speed + quickness * off;
        self.value = target + (off + pull * step_s) * decay;
        self.speed = (self.speed - quickness * pull * step_s) * decay;
        self.value
    }
}

/// One nod, of one or two dips.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nod {
    /// When it begins, in seconds.
    pub start_s: f64,
    /// Depth of the first dip in degrees.
    pub degrees: f32,
    /// Length of one dip in seconds.
    pub cycle_s: f32,
    /// How many.
    pub dips: u8,
}

impl Nod {
    /// Pitch at an instant in degrees, positive is down. 0 before and after; smooth throughout.
    #[must_use]
    pub fn pitch(&self, now_s: f64) -> f32 {
        let at = (now_s - self.start_s) as f32;
        if at <= 0.0 || at >= self.length_s() {
            return 0.0;
        }
        let dip = (at / self.cycle_s).floor();
        // The head falls faster than it comes back.
        let part = (at / self.cycle_s - dip).powf(0.8);
        self.degrees * 0.6f32.powf(dip) * 0.5 * (1.0 - (TAU * part).cos())
    }

    /// From start to end in seconds.
    #[must_use]
    pub fn length_s(&self) -> f32 {
        self.cycle_s * f32::from(self.dips)
    }
}

/// Rises to 1, stays, falls to 0: a raise of the brows, a smile, a lean. `now_s` counts from its beginning.
#[must_use]
pub fn pulse(now_s: f32, rise_s: f32, hold_s: f32, fall_s: f32) -> f32 {
    if now_s <= 0.0 {
        0.0
    } else if now_s < rise_s {
        smooth(now_s / rise_s)
    } else if now_s < rise_s + hold_s {
        1.0
    } else {
        smooth(1.0 - (now_s - rise_s - hold_s) / fall_s)
    }
}

/// 0 to 1 with level ends; what lies outside is held.
#[must_use]
pub fn smooth(part: f32) -> f32 {
    let part = part.clamp(0.0, 1.0);
    part * part * (3.0 - 2.0 * part)
}

/// Minimum-jerk course from 0 to 1 (Flash and Hogan 1985), the velocity profile of a saccade.
#[must_use]
pub fn minimum_jerk(part: f32) -> f32 {
    let p = part.clamp(0.0, 1.0);
    p * p * p * (10.0 + p * (6.0 * p - 15.0))
}

/// Slow drift between -1 and 1 that never repeats within a session. `phase` keeps several of them apart.
#[must_use]
pub fn drift(now_s: f64, phase: f32) -> f32 {
    let wave = |hertz: f64, shift: f32| ((now_s * hertz * f64::from(TAU)) % f64::from(TAU)) as f32 + shift;
    let sum = wave(0.071, phase).sin() + 0.6 * wave(0.137, 1.7 * phase + PI / 3.0).sin() + 0.3 * wave(0.293, 2.9 * phase).sin();
    sum / 1.9
}
