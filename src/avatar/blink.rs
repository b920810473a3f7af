//! When to blink and how far the lids are down. Pure: time and gaze shifts go in, a lid position comes out.

use super::behaviour::Blinks;
use super::dice::Dice;
use crate::session::feed::Doing;

/// One movement of the lids.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Blink {
    start_s: f64,
    depth: f32,
}

/// The lids of one session.
#[derive(Clone, Debug)]
pub struct Blinker {
    dice: Dice,
    next_s: f64,
    current: Option<Blink>,
    /// The second of a double blink is already decided.
    second_at_s: Option<f64>,
    count: u32,
}

impl Blinker {
    /// Nobody blinks in the first half second.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed, "blink");
        let first = f64::from(0.6 + 2.0 * dice.unit());
        Self { dice, next_s: first, current: None, second_at_s: None, count: 0 }
    }

    /// How many blinks have begun.
    #[must_use]
    pub const fn count(&self) -> u32 {
        self.count
    }

    /// How far the lids are down at `now_s`, 0 to 1. Call it with growing times.
    pub fn lids(&mut self, now_s: f64, doing: Doing, table: &Blinks) -> f32 {
        if let Some(at) = self.second_at_s.filter(|at| now_s >= *at) {
            self.second_at_s = None;
            self.begin(at, table);
        }
        if now_s >= self.next_s {
            let at = self.next_s;
            self.begin(at, table);
            if self.dice.chance(table.double) {
                let pause = self.dice.between(0.06, 0.2);
                self.second_at_s = Some(at + f64::from(length(table) + pause));
            }
            self.plan(at, doing, table);
            // After a jump of the clock there is nothing to make up for.
            if now_s >= self.next_s {
                self.plan(now_s, doing, table);
            }
        }
        self.current.map_or(0.0, |blink| blink.depth * course((now_s - blink.start_s) as f32, table))
    }

    /// The eyes go a long way: often the lids fall with them, and the next blink is counted from here.
    pub fn gaze_shifts(&mut self, now_s: f64, degrees: f32, doing: Doing, table: &Blinks) {
        let resting = self.current.is_none_or(|blink| now_s - blink.start_s > f64::from(length(table) + 0.3));
        if degrees >= table.shift_degrees && resting && self.dice.chance(table.shift_chance) {
            self.begin(now_s, table);
            self.plan(now_s, doing, table);
        }
    }

    fn begin(&mut self, at_s: f64, table: &Blinks) {
        let depth = if self.dice.chance(table.partial) { table.partial_depth } else { 1.0 };
        self.current = Some(Blink { start_s: at_s, depth });
        self.count += 1;
    }

    /// Draws the next interval. Double blinks count twice, so the intervals are longer by their share.
    fn plan(&mut self, from_s: f64, doing: Doing, table: &Blinks) {
        let mean = 60.0 * (1.0 + table.double) / table.per_minute.get(doing);
        let interval = self.dice.log_normal(mean, table.spread).max(table.shortest_s);
        self.next_s = from_s + f64::from(interval);
    }
}

fn length(table: &Blinks) -> f32 {
    table.close_s + table.hold_s + table.open_s
}

/// Fast down, a moment shut, slowly up.
fn course(at_s: f32, table: &Blinks) -> f32 {
    if at_s < 0.0 {
        0.0
    } else if at_s < table.close_s {
        super::motion::smooth(at_s / table.close_s)
    } else if at_s < table.close_s + table.hold_s {
        1.0
    } else {
        let up = (at_s - table.close_s - table.hold_s) / table.open_s;
        if up >= 1.0 { 0.0 } else { (1.0 - up).powf(1.6) }
    }
}
