//! The built room: a file whose light is baked into its textures, so that it costs no lighting at all, and the few things that are not baked.

use bevy::asset::RecursiveDependencyLoadState;
use bevy::gltf::{GltfAssetLabel, GltfMaterialName};
use bevy::light::{NotShadowCaster, NotShadowReceiver};
use bevy::prelude::*;
use bevy::world_serialization::WorldInstanceReady;

use super::baked::Baked;
use crate::session::feed::{Broken, RoomFault};

/// Folder of the room's files within the asset folder.
pub const ROOM_FOLDER: &str = "room";

/// Baked radiance is stored halved (tools/room/build.py, `BAKE_GAIN`); the rest is the exposure of a bright morning.
const BAKE_GAIN: f32 = 2.0 * 1.3;
/// How much brighter than white the sky is. The bake used more; a picture keeps more of its colour with less.
const SKY_GAIN: f32 = 1.7;

/// Root of the room.
#[derive(Component, Clone, Debug)]
pub struct Office {
    scene: Handle<WorldAsset>,
    reported: bool,
    /// All of it stands.
    pub ready: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Startup, build).add_systems(Update, watch);
}

fn build(mut commands: Commands, assets: Res<AssetServer>) {
    let scene: Handle<WorldAsset> = assets.load(GltfAssetLabel::Scene(0).from_asset(format!("{ROOM_FOLDER}/office.glb")));
    commands
        .spawn((Name::new("Office"), Office { scene: scene.clone(), reported: false, ready: false }, WorldAssetRoot(scene)))
        .observe(furnish);
}

/// Gives every surface the look that its name asks for.
fn furnish(
    ready: On<WorldInstanceReady>,
    mut commands: Commands,
    children: Query<&Children>,
    surfaces: Query<(&GltfMaterialName, &MeshMaterial3d<StandardMaterial>)>,
    mut materials: ResMut<Assets<StandardMaterial>>,
    mut baked: ResMut<Assets<Baked>>,
    mut offices: Query<&mut Office>,
) {
    for entity in children.iter_descendants(ready.entity) {
        let Ok((name, handle)) = surfaces.get(entity) else { continue };
        let mut surface = commands.entity(entity);
        surface.insert((NotShadowCaster, NotShadowReceiver));
        if let Some(gain) = gain(&name.0) {
            let radiance = materials.get(handle).and_then(|material| material.base_color_texture.clone());
            let look = baked.add(Baked { radiance, gain: gain.extend(1.0) });
            surface.remove::<MeshMaterial3d<StandardMaterial>>().insert(MeshMaterial3d(look));
        } else if let Some(mut material) = materials.get_mut(handle) {
            // Glass and water: only what they reflect and a trace of grey; the colours behind stay as they are.
            material.base_color = Color::linear_rgba(0.012, 0.014, 0.014, 0.05);
            material.perceptual_roughness = 0.06;
            material.reflectance = 0.5;
            material.metallic = 0.0;
            material.alpha_mode = AlphaMode::Premultiplied;
            material.double_sided = true;
            material.cull_mode = None;
        }
    }
    if let Ok(mut office) = offices.get_mut(ready.entity) {
        office.ready = true;
    }
}

/// How bright a baked surface is; `None` for what is lit while the program runs.
fn gain(name: &str) -> Option<Vec3> {
    match name {
        baked if baked.starts_with("baked_") => Some(Vec3::splat(BAKE_GAIN)),
        sky if sky.starts_with("sky") => Some(Vec3::splat(SKY_GAIN)),
        "ink_plain" => Some(Vec3::new(0.10, 0.105, 0.14)),
        "shade_plain" => Some(Vec3::new(1.7, 1.22, 0.72)),
        _ => None,
    }
}

/// Reports once when the room cannot be loaded.
fn watch(assets: Res<AssetServer>, mut offices: Query<&mut Office>, mut faults: MessageWriter<RoomFault>) {
    for mut office in offices.iter_mut().filter(|office| !office.ready && !office.reported) {
        if let RecursiveDependencyLoadState::Failed(problem) = assets.recursive_dependency_load_state(&office.scene) {
            office.reported = true;
            faults.write(RoomFault { broken: Broken::Room, file: format!("{ROOM_FOLDER}/office.glb"), why: problem.to_string() });
        }
    }
}
