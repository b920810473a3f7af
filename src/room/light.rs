//! The lights that the interviewer sits in. The room itself is baked; these model the window for skin, hair and cloth, and shade them.

use bevy::light::{DirectionalLightShadowMap, EnvironmentMapLight, GlobalAmbientLight};
use bevy::prelude::*;
use bevy::tasks::futures::check_ready;
use bevy::tasks::{AsyncComputeTaskPool, Task};

use super::anchors::FACE;
use super::camera::Eye;
use super::quality::Quality;
use super::set::ROOM_FOLDER;
use super::surround::{Panorama, Surround, surround};

/// Shares of white at the face: from the window's middle, from the lamp's side, and from all around. They agree with the bake's levels.
const KEY: f32 = 0.80;
const RIM: f32 = 0.36;
const FILL: f32 = 1.75;

/// The window's light on the interviewer: the one light that throws shadows.
#[derive(Component, Clone, Copy, Debug)]
struct Key;

/// The lamp's light.
#[derive(Component, Clone, Copy, Debug)]
struct Rim;

/// The panorama on its way to becoming light.
#[derive(Resource)]
enum Daylight {
    Loading(Handle<Image>),
    Computing(Task<Option<Surround>>),
    Shining,
}

pub(super) fn plugin(app: &mut App) {
    app.insert_resource(GlobalAmbientLight { brightness: 0.0, ..default() })
        .add_systems(Startup, kindle)
        .add_systems(Update, (dawn, fit.run_if(resource_changed::<Quality>)));
}

fn kindle(mut commands: Commands, assets: Res<AssetServer>) {
    commands.insert_resource(Daylight::Loading(assets.load(format!("{ROOM_FOLDER}/surround.hdr"))));
    // The middle of the window in the room, pulled forwards so that it models the face: the bake's window reaches past the candidate.
    let window = Vec3::new(-1.75, 1.95, 1.25);
    let (distance, white) = (window.distance(FACE), std::f32::consts::PI);
    commands.spawn((
        Name::new("Window light"),
        Key,
        SpotLight {
            color: Color::linear_rgb(0.95, 0.98, 1.0),
            // Lumens for this share of white at the face.
            intensity: KEY * white * distance * distance * 4.0 * std::f32::consts::PI,
            range: 6.0,
            radius: 0.25,
            inner_angle: 0.30,
            outer_angle: 0.42,
            shadow_maps_enabled: true,
            shadow_depth_bias: 0.006,
            shadow_normal_bias: 1.2,
            ..default()
        },
        Transform::from_translation(window).looking_at(FACE - Vec3::Y * 0.28, Vec3::Y),
    ));
    // The warm lamp and the ceiling from the other side: hair and shoulder stand out from the wall.
    let lamp = Vec3::new(1.35, 2.05, -0.75);
    let distance = lamp.distance(FACE);
    commands.spawn((
        Name::new("Lamp light"),
        Rim,
        PointLight {
            color: Color::linear_rgb(1.0, 0.80, 0.58),
            intensity: RIM * white * distance * distance * 4.0 * std::f32::consts::PI,
            range: 4.0,
            radius: 0.15,
            shadow_maps_enabled: false,
            ..default()
        },
        Transform::from_translation(lamp),
    ));
}

/// Turns the panorama into cube maps on another thread and hangs them on the camera.
fn dawn(mut commands: Commands, mut daylight: ResMut<Daylight>, mut images: ResMut<Assets<Image>>, eyes: Query<Entity, With<Eye>>) {
    let next = match &mut *daylight {
        Daylight::Loading(handle) => {
            let Some(panorama) = images.get(&*handle).map(Panorama::of) else { return };
            Daylight::Computing(AsyncComputeTaskPool::get().spawn(async move { panorama.as_ref().map(surround) }))
        }
        Daylight::Computing(task) => {
            let Some(done) = check_ready(task) else { return };
            if let Some(Surround { soft, sharp }) = done {
                let (diffuse_map, specular_map) = (images.add(soft), images.add(sharp));
                for eye in &eyes {
                    let light = EnvironmentMapLight {
                        diffuse_map: diffuse_map.clone(),
                        specular_map: specular_map.clone(),
                        intensity: FILL,
                        ..default()
                    };
                    commands.entity(eye).insert(light);
                }
            } else {
                error!("the panorama `{ROOM_FOLDER}/surround.hdr` is not a picture of 32-bit floats; the interviewer is lit without it");
            }
            Daylight::Shining
        }
        Daylight::Shining => return,
    };
    *daylight = next;
}

/// Whether the daylight is there. A panorama that cannot be loaded is reported with the rest of the room.
pub(super) fn shines(world: &World) -> bool {
    matches!(world.get_resource::<Daylight>(), Some(Daylight::Shining))
}

fn fit(
    quality: Res<Quality>,
    mut map: ResMut<DirectionalLightShadowMap>,
    mut keys: Query<&mut SpotLight, With<Key>>,
    mut rims: Query<&mut Visibility, With<Rim>>,
) {
    let profile = quality.profile();
    // Spot lights share the texture of directional ones.
    map.size = profile.shadow_map.max(256);
    for mut key in &mut keys {
        key.shadow_maps_enabled = profile.shadow_map > 0;
    }
    for mut rim in &mut rims {
        *rim = if profile.rim_light { Visibility::Inherited } else { Visibility::Hidden };
    }
}
