//! Continuous distributions on top of the seeded generator.

use std::f32::consts::TAU;

use crate::scenario::chance::Pcg32;

/// A stream of chance for one purpose of the body.
#[derive(Clone, Debug)]
pub struct Dice(Pcg32);

impl Dice {
    /// The stream for a purpose; other purposes never shift it.
    #[must_use]
    pub const fn new(seed: u64, purpose: &str) -> Self {
        Self(Pcg32::named(seed, purpose))
    }

    /// From 0 up to but without 1.
    pub fn unit(&mut self) -> f32 {
        // 24 bits are what an f32 can hold exactly.
        (self.0.next_u32() >> 8) as f32 / 16_777_216.0
    }

    /// Evenly between two bounds.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// True with this probability.
    pub fn chance(&mut self, probability: f32) -> bool {
        self.0.chance(probability)
    }

    /// Standard normal (Box and Muller), held within three standard deviations so that nothing is ever absurd.
    pub fn normal(&mut self) -> f32 {
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        (radius * (TAU * self.unit()).cos()).clamp(-3.0, 3.0)
    }

    /// Log-normal with this mean and this standard deviation of the logarithm.
    pub fn log_normal(&mut self, mean: f32, spread: f32) -> f32 {
        (mean.max(1e-3).ln() - 0.5 * spread * spread + spread * self.normal()).exp()
    }
}
