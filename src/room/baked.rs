//! The material of everything whose light is baked.

use bevy::asset::{load_internal_asset, uuid_handle};
use bevy::mesh::MeshVertexBufferLayoutRef;
use bevy::pbr::{MaterialPipeline, MaterialPipelineKey};
use bevy::prelude::*;
use bevy::render::render_resource::{AsBindGroup, RenderPipelineDescriptor, SpecializedMeshPipelineError};
use bevy::shader::ShaderRef;

const SHADER: Handle<Shader> = uuid_handle!("0c1a7b4e-58f3-4e43-8d7f-4f0c5d1f9b62");

/// A texture of radiance, or one radiance for the whole surface.
#[derive(Asset, AsBindGroup, TypePath, Clone, Debug)]
pub struct Baked {
    /// Radiance divided by `gain`; white when there is none.
    #[texture(0)]
    #[sampler(1)]
    pub radiance: Option<Handle<Image>>,
    /// Factor on the texture, in units of white.
    #[uniform(2)]
    pub gain: Vec4,
}

impl Material for Baked {
    fn fragment_shader() -> ShaderRef {
        SHADER.into()
    }

    fn enable_shadows() -> bool {
        false
    }

    fn specialize(
        _: &MaterialPipeline,
        descriptor: &mut RenderPipelineDescriptor,
        _: &MeshVertexBufferLayoutRef,
        _: MaterialPipelineKey<Self>,
    ) -> Result<(), SpecializedMeshPipelineError> {
        // Leaves and slats of the blinds are single surfaces that are seen from both sides.
        descriptor.primitive.cull_mode = None;
        Ok(())
    }
}

pub(super) fn plugin(app: &mut App) {
    load_internal_asset!(app, SHADER, "../../shaders/baked.wgsl", Shader::from_wgsl);
    app.add_plugins(MaterialPlugin::<Baked>::default());
}
