//! What each quality costs and shows, as data. The interface is always drawn at full resolution; only the room is scaled.

use std::fmt;
use std::str::FromStr;

use bevy::prelude::*;

/// How much is spent on the picture.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Quality {
    /// Software rendering and old laptops.
    Low,
    /// Integrated graphics.
    #[default]
    Medium,
    /// A graphics card.
    High,
    /// The browser: WebGL2, no compute.
    Web,
}

/// A quality in detail.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Profile {
    /// Edge of the room's picture relative to the output.
    pub scale: f32,
    /// Samples per pixel for edges: 1, 2, 4 or 8.
    pub samples: u32,
    /// Smooths edges in the finished picture.
    pub fxaa: bool,
    /// High dynamic range until the end, with a little glow of the window.
    pub bloom: bool,
    /// The room behind the interviewer is slightly out of focus.
    pub depth_of_field: bool,
    /// Darkens where surfaces meet. Needs one sample per pixel.
    pub ambient_occlusion: bool,
    /// Edge of the shadow map in texels; 0 for no shadows.
    pub shadow_map: usize,
    /// Soft edges of shadows.
    pub soft_shadows: bool,
    /// Draws the inner sides of open surfaces, such as collars.
    pub inner_sides: bool,
    /// The warm light from the lamp's side.
    pub rim_light: bool,
    /// Hides steps in smooth gradients.
    pub dither: bool,
    /// Strength of sharpening after enlarging, 0 to 1.
    pub sharpen: f32,
}

impl Quality {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Web];

    /// What to begin with on a machine where nobody has chosen yet.
    #[must_use]
    pub const fn suited(software: bool) -> Self {
        if cfg!(target_arch = "wasm32") {
            Self::Web
        } else if software {
            Self::Low
        } else {
            Self::Medium
        }
    }

    /// The numbers behind the name.
    #[must_use]
    pub const fn profile(self) -> Profile {
        match self {
            Self::Low => Profile {
                scale: 0.45,
                samples: 1,
                fxaa: true,
                bloom: false,
                depth_of_field: false,
                ambient_occlusion: false,
                shadow_map: 512,
                soft_shadows: false,
                inner_sides: false,
                rim_light: false,
                dither: false,
                sharpen: 0.0,
            },
            Self::Medium => Profile {
                scale: 0.85,
                samples: 4,
                fxaa: false,
                bloom: false,
                depth_of_field: false,
                ambient_occlusion: false,
                shadow_map: 1024,
                soft_shadows: true,
                inner_sides: true,
                rim_light: true,
                dither: true,
                sharpen: 0.12,
            },
            Self::High => Profile {
                scale: 1.0,
                samples: 4,
                fxaa: false,
                bloom: true,
                depth_of_field: true,
                ambient_occlusion: false,
                shadow_map: 2048,
                soft_shadows: true,
                inner_sides: true,
                rim_light: true,
                dither: true,
                sharpen: 0.0,
            },
            Self::Web => Profile {
                scale: 0.75,
                samples: 1,
                fxaa: true,
                bloom: false,
                depth_of_field: false,
                ambient_occlusion: false,
                shadow_map: 1024,
                soft_shadows: false,
                inner_sides: true,
                rim_light: true,
                dither: false,
                sharpen: 0.12,
            },
        }
    }
}

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Web => "web",
        })
    }
}

impl FromStr for Quality {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|quality| quality.to_string() == text)
            .ok_or_else(|| format!("there is no quality `{text}`: use low, medium, high or web"))
    }
}
