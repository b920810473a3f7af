//! Smaller copies of textures (mip levels), which the files do not carry: without them distant surfaces shimmer, and a software renderer waits
//! for memory all the time.

use bevy::image::Image;
use bevy::platform::collections::{HashMap, HashSet};
use bevy::prelude::*;
use bevy::render::render_resource::TextureFormat;
use bevy::tasks::futures::check_ready;
use bevy::tasks::{AsyncComputeTaskPool, Task};

use super::baked::Baked;
use super::set::ROOM_FOLDER;

/// Textures that are being reduced.
#[derive(Resource, Default)]
struct Reducing {
    tasks: HashMap<AssetId<Image>, Task<Option<Image>>>,
    done: HashSet<AssetId<Image>>,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Reducing>().add_systems(Update, (begin, end).chain());
}

/// Whether no texture is on its way.
pub(super) fn idle(world: &World) -> bool {
    world.get_resource::<Reducing>().is_none_or(|reducing| reducing.tasks.is_empty())
}

fn begin(
    mut events: MessageReader<AssetEvent<StandardMaterial>>,
    materials: Res<Assets<StandardMaterial>>,
    images: Res<Assets<Image>>,
    assets: Res<AssetServer>,
    mut reducing: ResMut<Reducing>,
) {
    for event in events.read() {
        let AssetEvent::LoadedWithDependencies { id } = event else { continue };
        let Some(material) = materials.get(*id) else { continue };
        let cutoff = if let AlphaMode::Mask(cutoff) = material.alpha_mode { Some(cutoff) } else { None };
        let textures = [
            (&material.base_color_texture, cutoff),
            (&material.normal_map_texture, None),
            (&material.metallic_roughness_texture, None),
            (&material.occlusion_texture, None),
        ];
        for (texture, cutoff) in textures.into_iter().filter_map(|(texture, cutoff)| Some((texture.as_ref()?, cutoff))) {
            let Some(image) = images.get(texture).filter(|_| reducing.done.insert(texture.id())) else { continue };
            let image = image.clone();
            // Baked islands lie six texels apart: from the fourth level on they would run into each other.
            let baked = assets.get_path(texture.id()).is_some_and(|path| path.path().starts_with(ROOM_FOLDER));
            let most = if baked { 3 } else { u32::MAX };
            let task = AsyncComputeTaskPool::get().spawn(async move { with_levels(image, cutoff, most) });
            reducing.tasks.insert(texture.id(), task);
        }
    }
}

fn end(
    mut reducing: ResMut<Reducing>,
    mut images: ResMut<Assets<Image>>,
    mut lit: ResMut<Assets<StandardMaterial>>,
    mut baked: ResMut<Assets<Baked>>,
) {
    let mut changed = false;
    reducing.tasks.retain(|id, task| {
        let Some(done) = check_ready(task) else { return true };
        if let Some(image) = done
            && let Some(mut slot) = images.get_mut(*id)
        {
            *slot = image;
            changed = true;
        }
        false
    });
    if changed {
        // Materials hold on to the texture they were first drawn with; writing to them makes them look again.
        lit.iter_mut().for_each(drop);
        baked.iter_mut().for_each(drop);
    }
}

/// The image with its levels, `most` of them; `None` when it has some already or is of another kind. With a `cutoff` the share of texels above it in the
/// alpha channel stays the same, so that hair does not thin out with distance.
#[must_use]
pub fn with_levels(mut image: Image, cutoff: Option<f32>, most: u32) -> Option<Image> {
    let format = image.texture_descriptor.format;
    let colour = format == TextureFormat::Rgba8UnormSrgb;
    let (mut width, mut height) = (image.width() as usize, image.height() as usize);
    if image.texture_descriptor.mip_level_count != 1 || !(colour || format == TextureFormat::Rgba8Unorm) || width.min(height) < 2 {
        return None;
    }
    let mut data = image.data.take()?;
    let covered = cutoff.map(|cutoff| coverage(&data, cutoff, 1.0));
    let mut level = data.clone();
    let mut count = 1;
    while (width > 1 || height > 1) && count < most {
        level = halved(&level, width, height, colour);
        (width, height) = ((width / 2).max(1), (height / 2).max(1));
        let mut stored = level.clone();
        if let (Some(cutoff), Some(covered)) = (cutoff, covered) {
            keep_coverage(&mut stored, cutoff, covered);
        }
        data.extend(stored);
        count += 1;
    }
    image.data = Some(data);
    image.texture_descriptor.mip_level_count = count;
    Some(image)
}

/// Each texel the mean of four; colours as light, by the square that stands in for the sRGB curve.
fn halved(texels: &[u8], width: usize, height: usize, colour: bool) -> Vec<u8> {
    let (half_width, half_height) = ((width / 2).max(1), (height / 2).max(1));
    let mut half = Vec::with_capacity(half_width * half_height * 4);
    for y in 0..half_height {
        let rows = [(2 * y).min(height - 1), (2 * y + 1).min(height - 1)];
        for x in 0..half_width {
            let columns = [(2 * x).min(width - 1), (2 * x + 1).min(width - 1)];
            let at = rows.map(|row| columns.map(|column| 4 * (row * width + column)));
            for channel in 0..4 {
                let four = at.as_flattened().iter().map(|at| f32::from(texels[at + channel]));
                let mean = if colour && channel < 3 { (four.map(|v| v * v).sum::<f32>() / 4.0).sqrt() } else { four.sum::<f32>() / 4.0 };
                half.push((mean + 0.5) as u8);
            }
        }
    }
    half
}

fn coverage(texels: &[u8], cutoff: f32, scale: f32) -> f32 {
    let above = texels.chunks_exact(4).filter(|texel| f32::from(texel[3]) * scale > 255.0 * cutoff).count();
    above as f32 / (texels.len() / 4).max(1) as f32
}

/// Scales alpha until as much lies above the cutoff as in the full image.
fn keep_coverage(texels: &mut [u8], cutoff: f32, wanted: f32) {
    let (mut low, mut high) = (0.25f32, 4.0f32);
    for _ in 0..10 {
        let middle = f32::midpoint(low, high);
        if coverage(texels, cutoff, middle) < wanted { low = middle } else { high = middle }
    }
    for texel in texels.chunks_exact_mut(4) {
        // Rounded up: what lies just above the cutoff must not fall below it by being stored.
        texel[3] = (f32::from(texel[3]) * high).ceil().min(255.0) as u8;
    }
}
