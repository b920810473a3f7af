//! What Bevy itself needs for the least that can be called a lit scene, so that frame times mean something on a machine
//! that nobody has seen.

use bevy::image::Image;
use bevy::prelude::*;
use bevy::render::render_resource::TextureFormat;

use super::PictureError;
use super::adapter::adapter;
use super::studio::{advance, plugins};

/// Frames until pipelines are there.
const WARM_UP: usize = 8;

/// Draws a cube on a plane under one lamp with shadows, and gives the time of each of `count` frames in seconds.
///
/// # Errors
/// When there is no graphics adapter.
pub fn yardstick(size: UVec2, count: usize) -> Result<Vec<f64>, PictureError> {
    adapter()?;
    let mut app = App::new();
    app.add_plugins(plugins(None));
    let target =
        app.world_mut().resource_mut::<Assets<Image>>().add(Image::new_target_texture(size.x, size.y, TextureFormat::Rgba8UnormSrgb, None));
    app.add_systems(
        Startup,
        move |mut commands: Commands, mut meshes: ResMut<Assets<Mesh>>, mut materials: ResMut<Assets<StandardMaterial>>| {
            let mut thing = |mesh: Mesh, colour: Color, at: Vec3| {
                commands.spawn((Mesh3d(meshes.add(mesh)), MeshMaterial3d(materials.add(colour)), Transform::from_translation(at)));
            };
            thing(Plane3d::default().mesh().size(5.0, 5.0).build(), Color::srgb(0.3, 0.5, 0.3), Vec3::ZERO);
            thing(Cuboid::default().into(), Color::srgb(0.8, 0.7, 0.6), Vec3::new(0.0, 0.5, 0.0));
            commands.spawn((PointLight { shadow_maps_enabled: true, ..default() }, Transform::from_xyz(4.0, 8.0, 4.0)));
            commands.spawn((
                Camera3d::default(),
                bevy::camera::RenderTarget::from(target.clone()),
                Transform::from_xyz(-2.0, 2.5, 5.0).looking_at(Vec3::ZERO, Vec3::Y),
            ));
        },
    );
    app.finish();
    app.cleanup();
    for _ in 0..WARM_UP {
        advance(&mut app);
    }
    Ok((0..count)
        .map(|_| {
            let before = crate::clock::now();
            advance(&mut app);
            before.elapsed().as_secs_f64()
        })
        .collect())
}
