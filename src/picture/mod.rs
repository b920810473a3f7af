//! Pictures and films without a window: the same room, drawn into an image, with time moved by hand so that everything comes out the same again.

#![expect(elided_lifetimes_in_paths, reason = "the parameters of Bevy systems would drown in them")]

mod adapter;
mod film;
mod studio;
mod yardstick;

use std::path::PathBuf;

use bevy::prelude::*;
use image::RgbaImage;
use thiserror::Error;

use crate::room::Quality;
use crate::room::camera::{Framing, Viewpoint};
use crate::session::feed::{Demeanour, Doing, RoomFault};

pub use adapter::{Adapter, adapter};
pub use film::{Film, FilmReport, Performance, film};
pub use studio::{Setup, Studio};
pub use yardstick::yardstick;

/// Why there is no picture.
#[derive(Debug, Error)]
pub enum PictureError {
    /// Neither a graphics card nor a software renderer.
    #[error("no graphics adapter was found ({0}); install a graphics driver, or Mesa's software Vulkan (Debian: mesa-vulkan-drivers)")]
    NoAdapter(String),
    /// Part of the room cannot be shown.
    #[error("{0}")]
    Fault(RoomFault),
    /// The files take longer than anybody would wait.
    #[error("the room was not ready after {seconds} s; still missing: {missing}; check that the asset folder is complete")]
    NotReady {
        /// How long was waited.
        seconds: u64,
        /// What is not there.
        missing: String,
    },
    /// The renderer gave no picture back.
    #[error("the renderer gave no picture back; try a smaller size or a lower quality")]
    NoPicture,
    /// A file cannot be written.
    #[error("`{}` could not be written: {source}; choose another folder", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A picture cannot be encoded or written.
    #[error("`{}` could not be written: {source}; choose another folder", path.display())]
    Encode {
        /// Which.
        path: PathBuf,
        /// Why.
        source: image::ImageError,
    },
    /// A film needs whole frames.
    #[error("{0} frames a second is not possible; use 1 to 120")]
    FrameRate(u32),
}

/// One still picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shot {
    /// From where.
    pub framing: Framing,
    /// What the interviewer is busy with until then.
    pub doing: Doing,
    /// Seconds of the room's time before the picture is taken.
    pub at_secs: f64,
    /// Width and height in pixels.
    pub size: UVec2,
    /// How well it is drawn.
    pub quality: Quality,
    /// Seed of blinks, looks and posture.
    pub seed: u64,
}

impl Default for Shot {
    fn default() -> Self {
        Self {
            framing: Framing::Seated,
            doing: Doing::Listening,
            at_secs: 2.0,
            size: UVec2::new(1280, 720),
            quality: Quality::High,
            seed: 0,
        }
    }
}

/// Takes a picture. `dress` may add plugins and state before the app starts: screens, a session's view.
///
/// # Errors
/// When there is no graphics adapter, a part of the room is broken, or the renderer fails.
pub fn shot(shot: &Shot, assets: Option<PathBuf>, dress: impl FnOnce(&mut App)) -> Result<RgbaImage, PictureError> {
    let setup = Setup { size: shot.size, quality: shot.quality, seed: shot.seed, assets, ..Setup::default() };
    let shot = *shot;
    let mut studio = Studio::open(setup, |app| {
        app.insert_resource(Viewpoint { framing: shot.framing, steady: true, cut: true, ..Viewpoint::default() });
        app.insert_resource(Demeanour { doing: shot.doing, ..Demeanour::default() });
        dress(app);
    })?;
    studio.run_to(shot.at_secs);
    studio.capture()
}
