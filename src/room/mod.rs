//! The interview room: what stands in it, its light, the camera on the candidate's chair, and what all of it costs.
//!
//! Furniture and walls are baked (`tools/room/`); only the interviewer is lit while the program runs.

#![expect(elided_lifetimes_in_paths, reason = "the parameters of Bevy systems would drown in them")]

pub mod anchors;
pub mod baked;
pub mod camera;
mod guard;
mod light;
pub mod mips;
pub mod quality;
pub mod set;
pub mod stage;
pub mod surround;
mod thrift;

use bevy::prelude::*;

pub use quality::{Profile, Quality};

/// Builds the room.
pub fn plugin(app: &mut App) {
    app.add_plugins((
        guard::plugin,
        baked::plugin,
        mips::plugin,
        thrift::plugin,
        stage::plugin,
        camera::plugin,
        light::plugin,
        set::plugin,
    ));
}

/// Whether everything of the room that has to be loaded is there.
#[must_use]
pub fn ready(world: &mut World) -> bool {
    let furnished = world.query::<&set::Office>().iter(world).all(|office| office.ready);
    furnished && light::shines(world) && mips::idle(world)
}
