//! Asks for a graphics adapter before the renderer does: the renderer would panic without one.

use bevy::render::settings::{RenderCreation, WgpuSettings};
use bevy::tasks::block_on;
use wgpu::{DeviceType, Instance, InstanceDescriptor, RequestAdapterOptions};

use super::PictureError;

/// What will draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adapter {
    /// As the driver calls it.
    pub name: String,
    /// Driver and its version.
    pub driver: String,
    /// The processor draws; everything is slow.
    pub software: bool,
}

/// The adapter that the renderer will get.
///
/// # Errors
/// [`PictureError::NoAdapter`] when there is none.
pub fn adapter() -> Result<Adapter, PictureError> {
    let settings = WgpuSettings::default();
    let Some(backends) = settings.backends else {
        return Err(PictureError::NoAdapter("every graphics backend is switched off by WGPU_BACKEND".into()));
    };
    let instance = Instance::new(InstanceDescriptor { backends, ..InstanceDescriptor::new_without_display_handle() });
    let options = RequestAdapterOptions { power_preference: settings.power_preference, ..RequestAdapterOptions::default() };
    let found = block_on(instance.request_adapter(&options)).map_err(|problem| PictureError::NoAdapter(problem.to_string()))?;
    let info = found.get_info();
    Ok(Adapter { software: info.device_type == DeviceType::Cpu, driver: format!("{} {}", info.driver, info.driver_info), name: info.name })
}

/// The renderer's settings that belong to [`adapter`].
pub(super) fn render_creation() -> RenderCreation {
    WgpuSettings::default().into()
}
