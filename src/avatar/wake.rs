//! Loads the body file and surveys it once it stands in the world; says what is wrong when it cannot be used.

use bevy::gltf::GltfAssetLabel;
use bevy::light::NotShadowCaster;
use bevy::mesh::morph::MorphWeights;
use bevy::mesh::skinning::SkinnedMesh;
use bevy::prelude::*;
use bevy::world_serialization::WorldInstanceReady;

use super::rig::survey;
use crate::session::feed::{Broken, RoomFault};

/// Which body sits in the room, as a path within the asset folder.
#[derive(Resource, Clone, Debug, PartialEq, Eq)]
pub struct BodyFile(pub String);

impl Default for BodyFile {
    fn default() -> Self {
        Self("interviewer/interviewer.glb".into())
    }
}

/// Root of the interviewer.
#[derive(Component, Clone, Debug)]
#[require(Transform, Visibility)]
pub struct Avatar {
    scene: Handle<WorldAsset>,
    reported: bool,
}

/// Beginnings of the names of such parts.
const SHADELESS: [&str; 8] = ["eyes", "eye_shade", "teeth", "tongue", "lashes", "brows", "trousers", "shoes"];

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<BodyFile>().add_systems(Startup, load).add_systems(Update, watch);
}

fn load(mut commands: Commands, assets: Res<AssetServer>, file: Res<BodyFile>) {
    let scene: Handle<WorldAsset> = assets.load(GltfAssetLabel::Scene(0).from_asset(file.0.clone()));
    commands.spawn((Name::new("Interviewer"), Avatar { scene: scene.clone(), reported: false }, WorldAssetRoot(scene))).observe(arrive);
}

fn arrive(
    ready: On<WorldInstanceReady>,
    mut commands: Commands,
    nodes: Query<(&Transform, Option<&Name>, Option<&ChildOf>)>,
    children: Query<&Children>,
    skins: Query<&SkinnedMesh>,
    morphs: Query<&MorphWeights>,
    meshes: Res<Assets<Mesh>>,
    mut faults: MessageWriter<RoomFault>,
    file: Res<BodyFile>,
) {
    // What is too small or too low to throw a shadow that anybody sees need not be drawn for it.
    for entity in children.iter_descendants(ready.entity) {
        let part = nodes.get(entity).ok().and_then(|(_, name, _)| name);
        if part.is_some_and(|name| SHADELESS.iter().any(|stem| name.starts_with(stem))) {
            for below in std::iter::once(entity).chain(children.iter_descendants(entity)) {
                commands.entity(below).insert(NotShadowCaster);
            }
        }
    }
    let rig = survey(ready.entity, &nodes, &children, &skins, &morphs, &meshes);
    for problem in &rig.problems {
        warn!("the body file `{}` has {problem}; the rest works", file.0);
    }
    if rig.faces.is_empty() && rig.bone(super::rig::Joint::Head).is_none() {
        faults.write(RoomFault { broken: Broken::StiffBody, file: file.0.clone(), why: String::new() });
    }
    commands.insert_resource(rig);
}

/// Reports once when the file cannot be loaded.
fn watch(assets: Res<AssetServer>, file: Res<BodyFile>, mut avatars: Query<&mut Avatar>, mut faults: MessageWriter<RoomFault>) {
    for mut avatar in &mut avatars {
        if avatar.reported {
            continue;
        }
        if let bevy::asset::RecursiveDependencyLoadState::Failed(problem) = assets.recursive_dependency_load_state(&avatar.scene) {
            avatar.reported = true;
            faults.write(RoomFault { broken: Broken::Body, file: file.0.clone(), why: problem.to_string() });
        }
    }
}
