//! The dimensions around a circle: how far out each one is, and which neighbours a line may join.

use crate::evaluation::Dimension;

/// Fewer axes make no shape.
const FEWEST: usize = 3;
/// Levels of the rating scale: the rings.
const RINGS: usize = 5;

/// One dimension as a direction with a length.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The dimension's id.
    pub id: String,
    /// As shown.
    pub name: String,
    /// To the right, -1 to 1.
    pub x: f64,
    /// Downwards, -1 to 1; the first axis points up.
    pub y: f64,
    /// 1 to 10; none when not assessed.
    pub score: Option<f64>,
}

impl Axis {
    /// How far out the score is, 0 to 1: the level, in part where the score lies between two, over the five rings.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        // The inverse of `score = 1 + (level - 1) * 9 / 4`.
        self.score.map(|score| (1.0 + (score - 1.0) * 4.0 / 9.0) / RINGS as f64)
    }
}

/// The dimensions around a circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Radar {
    /// Clockwise from the top.
    pub axes: Vec<Axis>,
}

impl Radar {
    /// Number of rings, one for each level.
    pub const RINGS: usize = RINGS;

    /// `None` with fewer than three dimensions, or when none was assessed.
    #[must_use]
    pub fn of(dimensions: &[Dimension]) -> Option<Self> {
        if dimensions.len() < FEWEST || dimensions.iter().all(|dimension| dimension.score.is_none()) {
            return None;
        }
        let step = std::f64::consts::TAU / dimensions.len() as f64;
        let axis = |(place, dimension): (usize, &Dimension)| {
            let angle = step * place as f64;
            Axis { id: dimension.id.clone(), name: dimension.name.clone(), x: angle.sin(), y: -angle.cos(), score: dimension.score }
        };
        Some(Self { axes: dimensions.iter().enumerate().map(axis).collect() })
    }

    /// Whether every dimension was assessed, so that the outline is closed and may be filled.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.axes.iter().all(|axis| axis.score.is_some())
    }

    /// Places of neighbours that were both assessed. Over one that was not, no line leads: nothing is known there.
    pub fn edges(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let next = |place: usize| (place + 1) % self.axes.len();
        let known = |place: usize| self.axes[place].score.is_some();
        (0..self.axes.len()).map(move |place| (place, next(place))).filter(move |(from, to)| known(*from) && known(*to))
    }
}
