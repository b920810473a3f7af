//! Light from the surroundings: a small panorama of the room, seen from the interviewer's head, becomes the two cube maps that light skin,
//! cloth and glass and shine in the eyes.

use std::f32::consts::{PI, TAU};

use bevy::asset::RenderAssetUsages;
use bevy::prelude::*;
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat, TextureViewDescriptor, TextureViewDimension};

/// Edge of a face of the sharp cube in texels.
const SHARP_EDGE: u32 = 64;
/// Edge of a face of the soft cube in texels.
const SOFT_EDGE: u32 = 8;
/// Directions sampled for one texel of a blurred level.
const SAMPLES: u32 = 48;
/// Radiance above this is left out of the soft light: the window's own light comes from the key light, which can throw shadows.
const SOFT_LIMIT: f32 = 1.5;

/// A panorama: rows from the zenith down, the middle column looks along -Z, to the right of it lies +X.
pub struct Panorama {
    width: usize,
    height: usize,
    texels: Vec<Vec3>,
}

impl Panorama {
    /// From a loaded picture of 32-bit floats; `None` for any other kind.
    #[must_use]
    pub fn of(image: &Image) -> Option<Self> {
        if image.texture_descriptor.format != TextureFormat::Rgba32Float {
            return None;
        }
        let data = image.data.as_ref()?;
        let texels = data
            .chunks_exact(16)
            .map(|texel| {
                let part = |at: usize| f32::from_le_bytes([texel[at], texel[at + 1], texel[at + 2], texel[at + 3]]);
                Vec3::new(part(0), part(4), part(8))
            })
            .collect();
        Some(Self { width: image.width() as usize, height: image.height() as usize, texels })
    }

    /// Half the size, each texel the mean of four.
    fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let texels = (0..width * height)
            .map(|at| {
                let (x, y) = (2 * (at % width), 2 * (at / width));
                let texel = |dx: usize, dy: usize| self.texels[(y + dy) * self.width + x + dx];
                (texel(0, 0) + texel(1, 0) + texel(0, 1) + texel(1, 1)) / 4.0
            })
            .collect();
        Self { width, height, texels }
    }

    /// Radiance from a direction, between texels.
    fn look(&self, way: Vec3) -> Vec3 {
        let x = (0.5 + way.x.atan2(-way.z) / TAU) * self.width as f32 - 0.5;
        let y = (0.5 - way.y.clamp(-1.0, 1.0).asin() / PI) * self.height as f32 - 0.5;
        let (left, top) = (x.floor(), y.floor());
        let at = |x: f32, y: f32| {
            let column = (x as i64).rem_euclid(self.width as i64) as usize;
            let row = (y as i64).clamp(0, self.height as i64 - 1) as usize;
            self.texels[row * self.width + column]
        };
        let (fx, fy) = (x - left, y - top);
        at(left, top).lerp(at(left + 1.0, top), fx).lerp(at(left, top + 1.0).lerp(at(left + 1.0, top + 1.0), fx), fy)
    }
}

/// Both cube maps.
pub struct Surround {
    /// Irradiance over pi: what a white wall facing that way sends back.
    pub soft: Image,
    /// Reflections, blurrier from level to level.
    pub sharp: Image,
}

/// Computes the cube maps. Takes some tens of milliseconds.
#[must_use]
pub fn surround(panorama: &Panorama) -> Surround {
    let levels = SHARP_EDGE.ilog2() + 1;
    let mut blurred = vec![Panorama { width: panorama.width, height: panorama.height, texels: panorama.texels.clone() }];
    while blurred.last().is_some_and(|last| last.width > 32) {
        let next = blurred.last().map(Panorama::halved);
        blurred.extend(next);
    }
    let coarse = blurred.last().unwrap_or(panorama);
    let mut sharp = Vec::new();
    for face in 0..6 {
        for level in 0..levels {
            let edge = SHARP_EDGE >> level;
            let rough = level as f32 / (levels - 1) as f32;
            // A blurred level is sampled from a panorama whose texels are about as large as the gaps between samples.
            let source = &blurred[(level as usize).min(blurred.len() - 1)];
            for at in 0..edge * edge {
                let way = direction(face, at % edge, at / edge, edge);
                sharp.extend(shared_exponent(if level == 0 { source.look(way) } else { blur(source, way, rough) }).to_le_bytes());
            }
        }
    }
    let mut soft = Vec::new();
    for face in 0..6 {
        for at in 0..SOFT_EDGE * SOFT_EDGE {
            let way = direction(face, at % SOFT_EDGE, at / SOFT_EDGE, SOFT_EDGE);
            soft.extend(shared_exponent(irradiance(coarse, way)).to_le_bytes());
        }
    }
    Surround { soft: cube(soft, SOFT_EDGE, 1), sharp: cube(sharp, SHARP_EDGE, levels) }
}

/// Direction in the world of a texel of a cube map. Cube maps are left-handed, so z is mirrored.
fn direction(face: u32, x: u32, y: u32, edge: u32) -> Vec3 {
    let u = 2.0 * (x as f32 + 0.5) / edge as f32 - 1.0;
    let v = 2.0 * (y as f32 + 0.5) / edge as f32 - 1.0;
    let way = match face {
        0 => Vec3::new(1.0, -v, -u),
        1 => Vec3::new(-1.0, -v, u),
        2 => Vec3::new(u, 1.0, v),
        3 => Vec3::new(u, -1.0, -v),
        4 => Vec3::new(u, -v, 1.0),
        _ => Vec3::new(-u, -v, -1.0),
    };
    Vec3::new(way.x, way.y, -way.z).normalize()
}

/// Cosine-weighted mean over the half of the panorama that a surface sees.
fn irradiance(panorama: &Panorama, normal: Vec3) -> Vec3 {
    let (mut sum, mut weight) = (Vec3::ZERO, 0.0);
    for row in 0..panorama.height {
        let up = PI * (0.5 - (row as f32 + 0.5) / panorama.height as f32);
        for column in 0..panorama.width {
            let round = TAU * ((column as f32 + 0.5) / panorama.width as f32 - 0.5);
            let way = Vec3::new(round.sin() * up.cos(), up.sin(), -round.cos() * up.cos());
            let share = normal.dot(way).max(0.0) * up.cos();
            sum += share * panorama.texels[row * panorama.width + column].min(Vec3::splat(SOFT_LIMIT));
            weight += share;
        }
    }
    sum / weight.max(1e-6)
}

/// Mean over a GGX lobe of this perceptual roughness around a direction (view and normal taken as the same, as usual for prefiltering).
fn blur(panorama: &Panorama, way: Vec3, rough: f32) -> Vec3 {
    let alpha = (rough * rough).max(1e-3);
    let (side, up) = way.any_orthonormal_pair();
    let (mut sum, mut weight) = (Vec3::ZERO, 0.0);
    for sample in 0..SAMPLES {
        let part = (sample as f32 + 0.5) / SAMPLES as f32;
        let round = TAU * (sample as f32 * 0.618_034).fract();
        let cos = ((1.0 - part) / (1.0 + (alpha * alpha - 1.0) * part)).sqrt();
        let sin = (1.0 - cos * cos).max(0.0).sqrt();
        let half = side * (sin * round.cos()) + up * (sin * round.sin()) + way * cos;
        let out = 2.0 * way.dot(half) * half - way;
        let share = out.dot(way).max(0.0);
        sum += share * panorama.look(out);
        weight += share;
    }
    sum / weight.max(1e-6)
}

/// Three small floats with a common exponent, the one filterable HDR format of every backend (Vulkan specification, E5B9G9R9).
fn shared_exponent(colour: Vec3) -> u32 {
    const LARGEST: f32 = 65408.0;
    let colour = colour.clamp(Vec3::ZERO, Vec3::splat(LARGEST));
    let mut exponent = (colour.max_element().max(1e-7).log2().floor() as i32).max(-16) + 16;
    if (colour.max_element() / f32::powi(2.0, exponent - 24)).round() >= 512.0 {
        exponent += 1;
    }
    let scale = f32::powi(2.0, exponent - 24);
    let part = |value: f32| ((value / scale).round() as u32).min(511);
    part(colour.x) | part(colour.y) << 9 | part(colour.z) << 18 | (exponent as u32) << 27
}

fn cube(data: Vec<u8>, edge: u32, levels: u32) -> Image {
    let mut image = Image::new_uninit(
        Extent3d { width: edge, height: edge, depth_or_array_layers: 6 },
        TextureDimension::D2,
        TextureFormat::Rgb9e5Ufloat,
        RenderAssetUsages::RENDER_WORLD,
    );
    image.texture_descriptor.mip_level_count = levels;
    image.texture_view_descriptor = Some(TextureViewDescriptor { dimension: Some(TextureViewDimension::Cube), ..default() });
    image.data = Some(data);
    image
}
