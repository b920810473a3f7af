//! The mouth follows the sound: the track's shapes at the position that is heard now go onto every mesh that has them.

use bevy::mesh::morph::MorphWeights;
use bevy::prelude::*;

use super::behaviour::Behaviour;
use super::face::Face;
use super::rig::Rig;
use crate::session::feed::Lips;
use crate::speech::Pose;

/// The mouth for this frame. A contact of the lips that fell between two frames is shown on this one.
#[must_use]
pub fn pose(lips: &Lips) -> Pose {
    lips.track.as_ref().map_or(Pose::REST, |track| track.pose_over(lips.previous_s, lips.position_s))
}

/// Puts speech on the face.
pub(super) fn speak(lips: Res<Lips>, table: Res<Behaviour>, rig: Option<Res<Rig>>, mut face: ResMut<Face>) {
    face.weights.speak(&pose(&lips), table.face.smile_in_speech);
    if rig.is_some_and(|rig| !rig.has_visemes) {
        face.weights.without_visemes();
    }
}

/// Hands the weights to the meshes, by name.
pub(super) fn wear(face: Res<Face>, rig: If<Res<Rig>>, mut meshes: Query<&mut MorphWeights>) {
    for mesh in &rig.faces {
        let Ok(mut morphs) = meshes.get_mut(mesh.entity) else { continue };
        let weights = morphs.weights_mut();
        for (at, channel) in &mesh.shapes {
            if let Some(weight) = weights.get_mut(*at) {
                *weight = face.weights.0[*channel];
            }
        }
    }
}
