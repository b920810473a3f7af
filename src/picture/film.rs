//! The interviewer says something, frame by frame: numbered pictures, the sound, and the mouth as data. Picture and sound begin together, and
//! every frame shows exactly its own instant, so they are in step by construction.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bevy::prelude::*;
use serde::Serialize;

use super::{PictureError, Setup, Studio};
use crate::room::Quality;
use crate::room::camera::{Framing, Viewpoint};
use crate::session::feed::{Demeanour, Doing, Lips};
use crate::speech::VisemeTrack;

/// A piece of speech that is performed from a certain instant on.
#[derive(Resource, Clone, Debug)]
pub struct Performance {
    /// The mouth.
    pub track: Arc<VisemeTrack>,
    /// Seconds of the app's virtual time at which the first sample is heard.
    pub starts_s: f64,
}

impl Performance {
    /// Moves lips and state by the clock of the app: for pictures, where no sound plays.
    pub fn plugin(app: &mut App) {
        app.add_systems(PreUpdate, perform.run_if(resource_exists::<Self>));
    }
}

fn perform(time: Res<Time>, piece: Res<Performance>, mut lips: ResMut<Lips>, mut mood: ResMut<Demeanour>) {
    let at = (time.elapsed_secs_f64() - piece.starts_s) as f32;
    let before = at - time.delta_secs();
    let sounding = at >= 0.0 && before < piece.track.end_s();
    *lips = if sounding { Lips { track: Some(piece.track.clone()), position_s: at, previous_s: before } } else { Lips::default() };
    // The breath before the first word belongs to speaking.
    mood.doing = if at > -0.5 && before < piece.track.end_s() { Doing::Speaking } else { Doing::Waiting };
}

/// What is filmed.
#[derive(Clone, Debug)]
pub struct Film {
    /// The sound, mono.
    pub samples: Vec<f32>,
    /// Samples per second.
    pub sample_rate: u32,
    /// Its mouth.
    pub track: Arc<VisemeTrack>,
    /// Frames per second.
    pub frame_rate: u32,
    /// Silence before, in seconds.
    pub lead_s: f64,
    /// Silence after, in seconds.
    pub tail_s: f64,
    /// From where.
    pub framing: Framing,
    /// Width and height in pixels.
    pub size: UVec2,
    /// How well it is drawn.
    pub quality: Quality,
    /// Seed of blinks, looks and posture.
    pub seed: u64,
    /// The asset folder; Bevy's own rules when `None`.
    pub assets: Option<PathBuf>,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FilmReport {
    /// Number of pictures, `frame_00000.png` and on.
    pub frames: usize,
    /// Pictures per second.
    pub frame_rate: u32,
    /// Seconds from the first picture to the first sample of speech; the sound file holds the same silence.
    pub lead_s: f64,
    /// Length in seconds.
    pub length_s: f64,
}

/// Writes frames, `speech.wav` and `visemes.json` into `folder`. `progress` is told how many frames of how many are done.
///
/// # Errors
/// When there is no graphics adapter, the room is broken, or a file cannot be written.
pub fn film(film: &Film, folder: &Path, mut progress: impl FnMut(usize, usize)) -> Result<FilmReport, PictureError> {
    if !(1..=120).contains(&film.frame_rate) {
        return Err(PictureError::FrameRate(film.frame_rate));
    }
    std::fs::create_dir_all(folder).map_err(|source| PictureError::Write { path: folder.into(), source })?;
    let speech_s = f64::from(film.track.end_s()).max(film.samples.len() as f64 / f64::from(film.sample_rate.max(1)));
    let length_s = film.lead_s + speech_s + film.tail_s;
    let frames = (length_s * f64::from(film.frame_rate)).ceil() as usize;
    let report = FilmReport { frames, frame_rate: film.frame_rate, lead_s: film.lead_s, length_s };
    write_sound(film, length_s, &folder.join("speech.wav"))?;
    write_mouth(film, &report, &folder.join("visemes.json"))?;

    let setup = Setup { size: film.size, quality: film.quality, seed: film.seed, assets: film.assets.clone(), body: None };
    let framing = film.framing;
    let mut studio = Studio::open(setup, |app| {
        app.insert_resource(Viewpoint { framing, steady: true, cut: true, ..Viewpoint::default() });
        Performance::plugin(app);
    })?;
    // Springs and looks have settled before the first frame.
    let starts = 2.0;
    studio.world().insert_resource(Performance { track: film.track.clone(), starts_s: starts + film.lead_s });
    studio.run_to(starts);
    let mut written = 0;
    let mut keep = |image: image::RgbaImage| -> Result<(), PictureError> {
        let path = folder.join(format!("frame_{written:05}.png"));
        image.save(&path).map_err(|source| PictureError::Encode { path, source })?;
        written += 1;
        progress(written, frames);
        Ok(())
    };
    let instant = |frame: usize| Duration::from_secs_f64(frame as f64 / f64::from(film.frame_rate));
    for frame in 0..frames {
        let step = if frame == 0 { Duration::ZERO } else { instant(frame) - instant(frame - 1) };
        for image in studio.roll(step) {
            keep(image)?;
        }
    }
    let owed = studio.owed();
    for image in studio.finish(owed)? {
        keep(image)?;
    }
    Ok(report)
}

/// Sixteen bits, with the silence before and after.
fn write_sound(film: &Film, length_s: f64, path: &Path) -> Result<(), PictureError> {
    let failed = |problem: hound::Error| PictureError::Write { path: path.into(), source: std::io::Error::other(problem) };
    let spec = hound::WavSpec { channels: 1, sample_rate: film.sample_rate, bits_per_sample: 16, sample_format: hound::SampleFormat::Int };
    let mut file = hound::WavWriter::create(path, spec).map_err(failed)?;
    let lead = (film.lead_s * f64::from(film.sample_rate)).round() as usize;
    let total = (length_s * f64::from(film.sample_rate)).round() as usize;
    for at in 0..total {
        let sample = at.checked_sub(lead).and_then(|at| film.samples.get(at)).copied().unwrap_or(0.0);
        file.write_sample((sample.clamp(-1.0, 1.0) * f32::from(i16::MAX)) as i16).map_err(failed)?;
    }
    file.finalize().map_err(failed)
}

fn write_mouth(film: &Film, report: &FilmReport, path: &Path) -> Result<(), PictureError> {
    let data = serde_json::json!({ "film": report, "speech": film.track.data() });
    std::fs::write(path, format!("{data:#}\n")).map_err(|source| PictureError::Write { path: path.into(), source })
}
