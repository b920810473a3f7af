//! From a loaded body file to named bones and named shapes, or a list of what is missing. What is there works without the rest.

use bevy::mesh::morph::MorphWeights;
use bevy::mesh::skinning::SkinnedMesh;
use bevy::platform::collections::{HashMap, HashSet};
use bevy::prelude::*;

use super::channels;

/// A joint of the body that behaviour moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it; L is the person's own left")]
pub enum Joint {
    Hips,
    Spine,
    Spine1,
    Spine2,
    Neck,
    Head,
    EyeL,
    EyeR,
    ClavicleL,
    ClavicleR,
    ForearmR,
    HandR,
}

impl Joint {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Hips,
        Self::Spine,
        Self::Spine1,
        Self::Spine2,
        Self::Neck,
        Self::Head,
        Self::EyeL,
        Self::EyeR,
        Self::ClavicleL,
        Self::ClavicleR,
        Self::ForearmR,
        Self::HandR,
    ];

    /// Name of the joint's node in a body file.
    #[must_use]
    pub const fn node(self) -> &'static str {
        match self {
            Self::Hips => "hips",
            Self::Spine => "spine",
            Self::Spine1 => "spine1",
            Self::Spine2 => "spine2",
            Self::Neck => "neck",
            Self::Head => "head",
            Self::EyeL => "eye_l",
            Self::EyeR => "eye_r",
            Self::ClavicleL => "clavicle_l",
            Self::ClavicleR => "clavicle_r",
            Self::ForearmR => "forearm_r",
            Self::HandR => "hand_r",
        }
    }
}

/// A joint at rest.
#[derive(Clone, Copy, Debug)]
pub struct Bone {
    /// Its entity.
    pub entity: Entity,
    /// Its transform when nothing moves it.
    pub rest: Transform,
    /// Rotation of its parent at rest, in the model's frame.
    pub parent: Quat,
    /// Its position at rest, in the model's frame.
    pub position: Vec3,
}

impl Bone {
    /// The local rotation that turns the joint by `turn`, which is given in the model's axes and carried along by the joints below it.
    #[must_use]
    pub fn turned(&self, turn: Quat) -> Quat {
        self.parent.inverse() * turn * self.parent * self.rest.rotation
    }
}

/// A mesh with shapes.
#[derive(Clone, Debug)]
pub struct FaceMesh {
    /// The entity with its [`MorphWeights`].
    pub entity: Entity,
    /// Name of the node.
    pub name: String,
    /// Place among the mesh's weights, and channel.
    pub shapes: Vec<(usize, usize)>,
}

/// Everything of the body that behaviour can move.
#[derive(Resource, Clone, Debug)]
pub struct Rig {
    /// Root of the spawned file.
    pub root: Entity,
    bones: HashMap<Joint, Bone>,
    /// Meshes with shapes, by name.
    pub faces: Vec<FaceMesh>,
    /// Whether the face has shapes of speech of its own.
    pub has_visemes: bool,
    /// What is missing, in words.
    pub problems: Vec<String>,
}

impl Rig {
    /// A joint, when the body has it.
    #[must_use]
    pub fn bone(&self, joint: Joint) -> Option<&Bone> {
        self.bones.get(&joint)
    }

    /// The point between the eyes at rest, in the model's frame; the usual height of a seated person's when the body has no eyes.
    #[must_use]
    pub fn eyes(&self) -> Vec3 {
        match (self.bone(Joint::EyeL), self.bone(Joint::EyeR)) {
            (Some(left), Some(right)) => left.position.midpoint(right.position),
            _ => Vec3::new(0.0, 1.2, 0.15),
        }
    }
}

/// Looks through the spawned body below `root`.
pub fn survey(
    root: Entity,
    nodes: &Query<(&Transform, Option<&Name>, Option<&ChildOf>)>,
    children: &Query<&Children>,
    skins: &Query<&SkinnedMesh>,
    morphs: &Query<&MorphWeights>,
    meshes: &Assets<Mesh>,
) -> Rig {
    let below: Vec<Entity> = std::iter::once(root).chain(children.iter_descendants(root)).collect();
    // A mesh and a joint may have the same name: only joints of a skin count as bones.
    let joints: HashSet<Entity> =
        below.iter().filter_map(|entity| skins.get(*entity).ok()).flat_map(|skin| skin.joints.iter().copied()).collect();
    let mut problems = Vec::new();
    let mut bones = HashMap::default();
    for joint in Joint::ALL {
        let found = below.iter().copied().find(|entity| {
            joints.contains(entity) && nodes.get(*entity).is_ok_and(|(_, name, _)| name.is_some_and(|name| name.as_str() == joint.node()))
        });
        match found {
            Some(entity) => {
                bones.insert(joint, bone_at(entity, root, nodes));
            }
            None => problems.push(format!("no joint `{}`", joint.node())),
        }
    }
    let mut faces = Vec::new();
    for entity in below {
        let Ok(weights) = morphs.get(entity) else { continue };
        let names = weights.first_mesh().and_then(|mesh| meshes.get(mesh)).and_then(Mesh::morph_target_names);
        let name = nodes.get(entity).ok().and_then(|(_, name, _)| name).map_or_else(String::new, ToString::to_string);
        let Some(names) = names else {
            problems.push(format!("the mesh `{name}` has shapes without names"));
            continue;
        };
        let shapes = names.iter().enumerate().filter_map(|(at, shape)| Some((at, channels::index(shape)?))).collect();
        faces.push(FaceMesh { entity, name, shapes });
    }
    // Eyeballs turn with their bones; shapes that move them as well would turn them twice.
    if bones.contains_key(&Joint::EyeL) && bones.contains_key(&Joint::EyeR) {
        for face in faces.iter_mut().filter(|face| face.name.starts_with("eyes")) {
            face.shapes.retain(|(_, channel)| channels::name(*channel).is_none_or(|name| !name.starts_with("eyeLook")));
        }
    }
    let known: HashSet<usize> = faces.iter().flat_map(|face| face.shapes.iter().map(|(_, channel)| *channel)).collect();
    let missing: Vec<&str> = (0..channels::COUNT).filter(|channel| !known.contains(channel)).filter_map(channels::name).collect();
    if !missing.is_empty() {
        problems.push(format!("no shape {}", missing.join(", ")));
    }
    let has_visemes = channels::index("viseme_aa").is_some_and(|channel| known.contains(&channel));
    Rig { root, bones, faces, has_visemes, problems }
}

/// A joint with what it needs to know of its place, composed upwards to the root.
fn bone_at(entity: Entity, root: Entity, nodes: &Query<(&Transform, Option<&Name>, Option<&ChildOf>)>) -> Bone {
    let rest = nodes.get(entity).map_or(Transform::IDENTITY, |(transform, ..)| *transform);
    let mut above = Transform::IDENTITY;
    let mut at = entity;
    while let Ok((_, _, Some(parent))) = nodes.get(at) {
        at = parent.parent();
        if at == root {
            break;
        }
        if let Ok((transform, ..)) = nodes.get(at) {
            above = *transform * above;
        }
    }
    Bone { entity, rest, parent: above.rotation, position: (above * rest).translation }
}
