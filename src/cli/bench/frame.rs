//! `greenroom bench frame`: how long one picture of the interview takes at each quality, beside the least that Bevy needs for
//! a lit scene on the same adapter. Drawn without a window: what a screen's refresh adds is not in it.

use std::process::ExitCode;

use bevy::math::UVec2;
use bevy::prelude::{App, NextState};
use clap::Args as ClapArgs;
use serde::Serialize;

use super::super::room::Size;
use super::super::{Place, say, tell};
use super::summary::{Measure, Measures, PROMISED_NOTHING, Quantity};
use crate::config::paths;
use crate::picture::{self, Setup, Studio};
use crate::room::Quality;
use crate::room::camera::Viewpoint;
use crate::screens;
use crate::session::acts::Screen;
use crate::session::desk;
use crate::session::feed::{Demeanour, Doing};
use crate::session::view::{Equipment, Views};

/// The form of the JSON. A field that changes its meaning gets a new number.
const SCHEMA: &str = "greenroom.bench-frame/1";
/// A frame of the room's time.
const STEP: std::time::Duration = std::time::Duration::from_micros(16_667);

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Args {
    /// Machine-readable
    #[arg(long)]
    json: bool,
    /// How many frames are measured at each quality
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    frames: u32,
    /// The picture's size
    #[arg(long, value_name = "WxH", default_value = "1280x720")]
    size: Size,
    /// Only these qualities
    #[arg(long, value_name = "QUALITY", value_delimiter = ',', default_values = ["low", "medium", "high"])]
    quality: Vec<Quality>,
}

#[derive(Serialize)]
struct Result {
    schema: &'static str,
    adapter: String,
    driver: String,
    software: bool,
    size: [u32; 2],
    qualities: Vec<OfQuality>,
    yardstick: Measure,
}

#[derive(Serialize)]
struct OfQuality {
    quality: String,
    frame_ms: Measure,
    /// By the median.
    frames_per_second: f64,
    /// The median as a multiple of the yardstick's.
    times_the_yardstick: f64,
}

pub(in crate::cli) fn run(place: &Place, args: &Args) -> anyhow::Result<ExitCode> {
    let adapter = picture::adapter()?;
    let size = args.size.pixels();
    let frames = args.frames as usize;
    let millis = |seconds: Vec<f64>| seconds.into_iter().map(|second| second * 1000.0).collect::<Vec<f64>>();
    let quantity = |what| Quantity { name: "frame_ms", what, budget: PROMISED_NOTHING };
    tell("the yardstick: a cube under a lamp");
    let yardstick = millis(picture::yardstick(size, frames)?);
    let least = median(&yardstick);
    let mut table = Measures::default();
    let mut qualities = Vec::new();
    for quality in &args.quality {
        tell(&format!("the room at quality {quality}"));
        let times = millis(room(place, *quality, size, frames)?);
        let middle = median(&times);
        let frame_ms = Measure::of(quantity(label(*quality)), &times, None);
        table.0.push(("frame_ms", frame_ms.clone()));
        qualities.push(OfQuality {
            quality: quality.to_string(),
            frame_ms,
            frames_per_second: tenths(1000.0 / middle),
            times_the_yardstick: tenths(middle / least),
        });
    }
    let yardstick = Measure::of(quantity("Bevy's least lit scene"), &yardstick, None);
    table.0.push(("yardstick", yardstick.clone()));
    if args.json {
        let (adapter, driver, software) = (adapter.name, adapter.driver.trim().to_owned(), adapter.software);
        let whole = Result { schema: SCHEMA, adapter, driver, software, size: size.to_array(), qualities, yardstick };
        say(&serde_json::to_string_pretty(&whole)?);
    } else {
        say(&format!("{} ({}), {}x{}", adapter.name, adapter.driver.trim(), size.x, size.y));
        say(&table.table());
        for one in &qualities {
            say(&format!(
                "{}: {:.1} frames a second, {:.1} times the yardstick",
                one.quality, one.frames_per_second, one.times_the_yardstick
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The interview as it is seen: the room, the person listening, and the screen over it.
fn room(place: &Place, quality: Quality, size: UVec2, frames: usize) -> anyhow::Result<Vec<f64>> {
    let equipment = Equipment { microphone: true, recogniser: true, loudspeaker: true };
    let views: Views = desk::preview(Screen::Interview, &place.store()?, &place.library().0, None, equipment)?;
    let setup = Setup { size, quality, assets: Some(paths::assets_folder()?), ..Setup::default() };
    let mut studio = Studio::open(setup, |app: &mut App| {
        app.insert_resource(Viewpoint { framing: desk::framing(Screen::Interview), steady: true, cut: true, ..Viewpoint::default() });
        app.insert_resource(Demeanour { doing: Doing::Listening, ..Demeanour::default() });
        app.add_plugins(screens::plugin).insert_resource(views);
        app.world_mut().resource_mut::<NextState<Screen>>().set(Screen::Interview);
    })?;
    studio.run_to(2.0);
    Ok(studio.time_frames(frames, STEP))
}

fn label(quality: Quality) -> &'static str {
    match quality {
        Quality::Low => "the interview at low quality",
        Quality::Medium => "the interview at medium quality",
        Quality::High => "the interview at high quality",
        Quality::Web => "the interview as in the browser",
    }
}

fn median(samples: &[f64]) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
