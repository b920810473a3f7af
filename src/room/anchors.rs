//! Places in the room that others need: seats, sight lines, marks of the camera. Metres; the interviewer's seat is above the origin and faces +Z.
//! They repeat what `tools/room/scene.py` builds.

use bevy::prelude::*;

/// Middle of the table's top.
pub const TABLE: Vec3 = Vec3::new(0.0, 0.73, 0.80);

/// The interviewer's notebook.
pub const NOTES: Vec3 = Vec3::new(-0.375, 0.748, 0.525);

/// Between the interviewer's eyes, for a body of the usual size.
pub const FACE: Vec3 = Vec3::new(0.0, 1.219, 0.16);

/// Between the candidate's eyes when they sit.
pub const CANDIDATE: Vec3 = Vec3::new(0.0, 1.225, 1.40);

/// Where things are that can be looked at, in the world. The room keeps it up to date.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct Sights {
    /// The candidate's eyes: the camera.
    pub candidate: Vec3,
    /// The interviewer's notes.
    pub notes: Vec3,
}

impl Default for Sights {
    fn default() -> Self {
        Self { candidate: CANDIDATE, notes: NOTES }
    }
}
