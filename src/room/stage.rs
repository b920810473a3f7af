//! The room is drawn into a picture of its own size, the stage; a second camera brings it onto the output, where the interface is drawn at
//! full resolution. So a slow machine draws fewer pixels of the room and as many of the text.

use bevy::asset::{load_internal_asset, uuid_handle};
use bevy::camera::visibility::RenderLayers;
use bevy::camera::{RenderTarget, ScalingMode};
use bevy::core_pipeline::tonemapping::{DebandDither, Tonemapping};
use bevy::light::NotShadowCaster;
use bevy::mesh::MeshVertexBufferLayoutRef;
use bevy::pbr::{MaterialPipeline, MaterialPipelineKey};
use bevy::prelude::*;
use bevy::render::render_resource::{
    AsBindGroup, Extent3d, RenderPipelineDescriptor, SpecializedMeshPipelineError, TextureFormat, TextureUsages,
};
use bevy::shader::ShaderRef;
use bevy::window::PrimaryWindow;
use bevy_egui::{EguiGlobalSettings, PrimaryEguiContext};

use super::quality::Quality;

const SHADER: Handle<Shader> = uuid_handle!("5b0f3a52-7c2e-4d0b-9a35-0f6c27f2a9d1");

/// The layer of things that only the presenting camera sees.
const PRESENTED: RenderLayers = RenderLayers::layer(7);

/// The presenting camera draws after the room's.
const PRESENTER_ORDER: isize = 10;

/// Where the finished picture goes.
#[derive(Resource, Clone, Debug, Default)]
pub enum Output {
    /// The primary window.
    #[default]
    Window,
    /// An image of this size in pixels.
    Image(Handle<Image>, UVec2),
}

/// The room's own picture.
#[derive(Resource, Clone, Debug)]
pub struct Stage {
    /// What the room's camera draws into.
    pub image: Handle<Image>,
    /// Its size in pixels.
    pub size: UVec2,
    material: Handle<Present>,
}

/// The camera that brings the stage onto the output; the interface is drawn by it.
#[derive(Component, Clone, Copy, Debug)]
pub struct Presenter;

/// Order in `Startup`: the stage is there before the room's camera is.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StageReady;

#[derive(Asset, AsBindGroup, TypePath, Clone, Debug)]
#[bind_group_data(Sharpen)]
struct Present {
    #[texture(0)]
    #[sampler(1)]
    stage: Handle<Image>,
    #[uniform(2)]
    settings: Vec4,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[repr(C)]
struct Sharpen(bool);

impl From<&Present> for Sharpen {
    fn from(present: &Present) -> Self {
        Self(present.settings.x > 0.0)
    }
}

impl Material for Present {
    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }

    fn enable_prepass() -> bool {
        false
    }

    fn enable_shadows() -> bool {
        false
    }

    fn specialize(
        _: &MaterialPipeline,
        descriptor: &mut RenderPipelineDescriptor,
        _: &MeshVertexBufferLayoutRef,
        key: MaterialPipelineKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        if let Some(fragment) = descriptor.fragment.as_mut().filter(|_| key.bind_group_data.0) {
            fragment.shader_defs.push("SHARPEN".into());
        }
        Ok(())
    }
}

pub(super) fn plugin(app: &mut App) {
    load_internal_asset!(app, SHADER, "../../shaders/present.wgsl", Shader::from_wgsl);
    app.init_resource::<Output>()
        .init_resource::<Quality>()
        .add_plugins(MaterialPlugin::<Present>::default())
        .add_systems(PreStartup, one_interface)
        .add_systems(Startup, set_up.in_set(StageReady))
        .add_systems(PostUpdate, fit);
}

/// The interface belongs to the presenting camera and to no other.
fn one_interface(settings: Option<ResMut<EguiGlobalSettings>>) {
    if let Some(mut settings) = settings {
        settings.auto_create_primary_context = false;
    }
}

fn set_up(
    mut commands: Commands,
    output: Res<Output>,
    quality: Res<Quality>,
    windows: Query<&Window, With<PrimaryWindow>>,
    mut images: ResMut<Assets<Image>>,
    mut meshes: ResMut<Assets<Mesh>>,
    mut materials: ResMut<Assets<Present>>,
) {
    let size = stage_size(&output, *quality, &windows);
    let mut picture = Image::new_target_texture(size.x, size.y, TextureFormat::Rgba8UnormSrgb, None);
    picture.texture_descriptor.usage |= TextureUsages::COPY_SRC;
    let image = images.add(picture);
    let material = materials.add(Present { stage: image.clone(), settings: settings(*quality, size) });
    commands.spawn((
        Name::new("Stage"),
        Mesh3d(meshes.add(Rectangle::new(1.0, 1.0))),
        MeshMaterial3d(material.clone()),
        NotShadowCaster,
        PRESENTED,
    ));
    let mut presenter = commands.spawn((
        Name::new("Presenter"),
        Presenter,
        PrimaryEguiContext,
        Camera3d::default(),
        Camera { order: PRESENTER_ORDER, clear_color: ClearColorConfig::Custom(Color::BLACK), ..default() },
        Projection::Orthographic(OrthographicProjection {
            scaling_mode: ScalingMode::Fixed { width: 1.0, height: 1.0 },
            ..OrthographicProjection::default_3d()
        }),
        Transform::from_xyz(0.0, 0.0, 1.0),
        Msaa::Off,
        Tonemapping::None,
        DebandDither::Disabled,
        PRESENTED,
    ));
    if let Output::Image(target, _) = &*output {
        presenter.insert(RenderTarget::from(target.clone()));
    }
    commands.insert_resource(Stage { image, size, material });
}

/// Follows the window's size and the quality.
fn fit(
    output: Res<Output>,
    quality: Res<Quality>,
    windows: Query<&Window, With<PrimaryWindow>>,
    mut stage: ResMut<Stage>,
    mut images: ResMut<Assets<Image>>,
    mut materials: ResMut<Assets<Present>>,
) {
    let size = stage_size(&output, *quality, &windows);
    if size == stage.size && !quality.is_changed() {
        return;
    }
    if size != stage.size
        && let Some(mut image) = images.get_mut(&stage.image)
    {
        image.resize(Extent3d { width: size.x, height: size.y, depth_or_array_layers: 1 });
        stage.size = size;
    }
    // Writing to the material also makes it look at the new texture.
    if let Some(mut material) = materials.get_mut(&stage.material) {
        material.settings = settings(*quality, size);
    }
}

fn settings(quality: Quality, size: UVec2) -> Vec4 {
    Vec4::new(quality.profile().sharpen, 0.32, 1.0 / size.x as f32, 1.0 / size.y as f32)
}

fn stage_size(output: &Output, quality: Quality, windows: &Query<&Window, With<PrimaryWindow>>) -> UVec2 {
    let full = match output {
        Output::Image(_, size) => *size,
        Output::Window => windows.single().map_or(UVec2::new(1280, 720), Window::physical_size),
    };
    (full.as_vec2() * quality.profile().scale).round().as_uvec2().max(UVec2::splat(16))
}
