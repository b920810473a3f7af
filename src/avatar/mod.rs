//! The interviewer's body: a glTF file with named bones and shapes, moved by what the conversation says.
//!
//! Everything that decides (when to blink, where to look, when to nod) is pure and takes time as a number; the systems here only carry it onto
//! bones and shapes. All chance comes from [`Seed`], so the same session looks the same again.

#![expect(elided_lifetimes_in_paths, reason = "the parameters of Bevy systems would drown in them")]

pub mod behaviour;
pub mod blink;
pub mod body;
pub mod breath;
pub mod channels;
pub mod dice;
pub mod eyes;
pub mod face;
pub mod gaze;
pub mod lips;
pub mod listening;
pub mod looking;
pub mod motion;
pub mod rig;
mod wake;

use bevy::prelude::*;

use crate::session::feed::Seed;

pub use wake::{Avatar, BodyFile};

/// Order of the body's work within `Update`.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AvatarSystems {
    /// Cues and phrase ends are taken in.
    Sense,
    /// The gaze moves.
    Gaze,
    /// Bones of the body move, then those of the eyes.
    Body,
    /// Lids, brows and smile.
    Face,
    /// The mouth, and everything onto the meshes.
    Lips,
}

/// Puts the interviewer into the room.
pub fn plugin(app: &mut App) {
    let table = match behaviour::Behaviour::built_in() {
        Ok(table) => table,
        Err(problem) => {
            error!("{problem}");
            return;
        }
    };
    app.insert_resource(table)
        .insert_resource(face::Face::new(0))
        .insert_resource(gaze::Looking::new(0))
        .insert_resource(body::Body::new(0))
        .init_resource::<body::BodyPose>()
        .init_resource::<crate::room::anchors::Sights>()
        .configure_sets(
            Update,
            (AvatarSystems::Sense, AvatarSystems::Gaze, AvatarSystems::Body, AvatarSystems::Face, AvatarSystems::Lips).chain(),
        )
        .add_systems(
            Update,
            (
                (face::reseed, gaze::reseed, body::reseed).run_if(resource_changed::<Seed>).before(AvatarSystems::Sense),
                (face::react, gaze::react, body::react).in_set(AvatarSystems::Sense),
                gaze::look.in_set(AvatarSystems::Gaze),
                (body::hold, gaze::turn_eyes).chain().in_set(AvatarSystems::Body),
                face::compose.in_set(AvatarSystems::Face),
                (lips::speak, lips::wear).chain().in_set(AvatarSystems::Lips),
            ),
        )
        .add_plugins(wake::plugin);
}
