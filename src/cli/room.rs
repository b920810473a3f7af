//! `greenroom` itself, `shot` and `film`: everything that draws.

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;
use std::sync::Arc;

use anyhow::Context as _;
use bevy::math::UVec2;
use bevy::prelude::{App, AppExit, NextState};
use clap::Args as ClapArgs;

use super::operator::Operator;
use super::{Place, say, tell};
use crate::app::{self, Options};
use crate::config::locale::Text;
use crate::config::paths;
use crate::config::preferences::Shade;
use crate::models;
use crate::picture::{self, Film, Shot};
use crate::room::Quality;
use crate::room::camera::Framing;
use crate::scenario::Severity;
use crate::screens;
use crate::session::acts::Screen;
use crate::session::desk::{self, Start};
use crate::session::feed::Doing;
use crate::session::view::{Equipment, Language, Load};
use crate::speech::{Envelope, Phone, VisemeTrack};
use crate::voice::{self, SAMPLE_RATE, Style, Synth};

#[derive(Debug, Default, ClapArgs)]
pub(super) struct RoomArgs {
    /// The room's quality: low, medium or high [default: by what the graphics adapter can do]
    #[arg(long)]
    quality: Option<Quality>,
    /// The window's size
    #[arg(long, value_name = "WxH", default_value = "1280x720")]
    size: Size,
    /// A speech model (a ggml file of whisper.cpp) [default: the one that was fetched last]
    #[arg(long, value_name = "FILE", env = "GREENROOM_SPEECH_MODEL")]
    speech_model: Option<PathBuf>,
    /// Use no language model even if one is configured
    #[arg(long)]
    offline: bool,
    /// Let the interviewer speak without sound
    #[arg(long)]
    mute: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ShotArgs {
    /// title, setup, interview, review, history, skills, settings, sound, checkup, about, boot, fault; room, close or establishing for the room alone
    #[arg(long)]
    screen: String,
    /// The session that is shown [default: the newest that was judged]
    #[arg(long, value_name = "ID")]
    session: Option<String>,
    /// Seconds of the room's time before the picture is taken
    #[arg(long, value_name = "SECS", default_value_t = 2.0)]
    at: f64,
    /// The picture's size
    #[arg(long, value_name = "WxH", default_value = "1280x720")]
    size: Size,
    /// The room's quality
    #[arg(long, default_value = "high")]
    quality: Quality,
    /// Show the screen as with a microphone and a speech model
    #[arg(long)]
    microphone: bool,
    /// The language of the screen
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: String,
    /// Dark or light: auto, dark or light
    #[arg(long, default_value = "auto")]
    shade: String,
    /// Size of everything on the screen in percent, from 75 to 200
    #[arg(long, value_name = "PERCENT", default_value_t = 100, value_parser = clap::value_parser!(u16).range(75..=200))]
    scale: u16,
    /// Seed of blinks and looks
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Where to write the picture
    #[arg(long, value_name = "FILE.png")]
    out: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub(super) struct FilmArgs {
    /// What the interviewer says
    #[arg(long)]
    say: String,
    /// Pictures a second
    #[arg(long, default_value_t = 25)]
    fps: u32,
    /// The pictures' size
    #[arg(long, value_name = "WxH", default_value = "640x360")]
    size: Size,
    /// The room's quality
    #[arg(long, default_value = "high")]
    quality: Quality,
    /// Only the face
    #[arg(long)]
    close: bool,
    /// Seed of blinks and looks
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Folder for the frames, speech.wav and visemes.json
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

/// Width and height in pixels, written `1280x720`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size(UVec2);

impl Size {
    /// Both in pixels.
    pub(super) fn pixels(self) -> UVec2 {
        self.0
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let sides = text.split_once('x').and_then(|(width, height)| Some((width.parse::<u32>().ok()?, height.parse::<u32>().ok()?)));
        match sides {
            Some((width, height)) if (64..=7680).contains(&width) && (64..=4320).contains(&height) => Ok(Self(UVec2::new(width, height))),
            _ => Err("a size is written like 1280x720, from 64x64 to 7680x4320".to_owned()),
        }
    }
}

/// Opens the window.
pub(super) fn open(place: &Place, args: RoomArgs) -> anyhow::Result<ExitCode> {
    let Operator { model, judge, embedding } = Operator::read(place, args.offline, None)?;
    let start = Start {
        data: place.data()?,
        content: place.content(),
        speech_model: args.speech_model.filter(|path| !path.as_os_str().is_empty()),
        models: place.models()?.path().to_owned(),
        published: models::PUBLISHED,
        models_from: place.models_from.clone(),
        model,
        judge,
        embedding,
        audible: !args.mute,
    };
    let options = Options { start, assets: paths::assets_folder()?, quality: args.quality, size: args.size.0 };
    Ok(match app::run(options)? {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(code) => ExitCode::from(code.get()),
    })
}

/// Takes a picture without a window.
pub(super) fn shot(place: &Place, args: &ShotArgs) -> anyhow::Result<ExitCode> {
    let assets = Some(paths::assets_folder()?);
    let framing = match args.screen.as_str() {
        "close" => Framing::Close,
        "establishing" => Framing::Establishing,
        _ => Framing::Seated,
    };
    let shot = Shot { framing, doing: Doing::Listening, at_secs: args.at, size: args.size.0, quality: args.quality, seed: args.seed };
    let picture = if matches!(args.screen.as_str(), "room" | "close" | "establishing") {
        picture::shot(&shot, assets, |_| {})?
    } else {
        let screen = Screen::ALL.into_iter().find(|screen| screen.name() == args.screen).with_context(|| {
            let names: Vec<&str> = Screen::ALL.iter().map(|screen| screen.name()).collect();
            format!("there is no screen `{}`; there are {}, and room, close, establishing", args.screen, names.join(", "))
        })?;
        let equipment = Equipment { microphone: args.microphone, recogniser: args.microphone, loudspeaker: true };
        let (library, problems) = place.library();
        let mut views = desk::preview(screen, &place.store()?, &library, args.session.as_deref(), equipment)?;
        views.setup.problems = problems.iter().filter(|problem| problem.severity == Severity::Error).map(ToString::to_string).collect();
        views.settings.scale = args.scale;
        views.settings.shade = shade(&args.shade)?;
        if screen == Screen::CheckUp {
            let start = Start { data: place.data()?, content: place.content(), ..Start::default() };
            views.checkup = Load::Ready(desk::check_up(&start, place.speech_model(None)?));
        }
        let shot = Shot { framing: desk::framing(screen), ..shot };
        let language = Language(Text::new(&args.language));
        picture::shot(&shot, assets, move |app: &mut App| {
            app.add_plugins(screens::plugin).insert_resource(views).insert_resource(language);
            app.world_mut().resource_mut::<NextState<Screen>>().set(screen);
        })?
    };
    picture.save(&args.out).with_context(|| format!("{} cannot be written", args.out.display()))?;
    Ok(ExitCode::SUCCESS)
}

fn shade(name: &str) -> anyhow::Result<Shade> {
    Ok(match name {
        "auto" => Shade::Auto,
        "dark" => Shade::Dark,
        "light" => Shade::Light,
        other => anyhow::bail!("there is no shade `{other}`; there are auto, dark and light"),
    })
}

/// Films the interviewer saying something.
pub(super) fn film(args: &FilmArgs) -> anyhow::Result<ExitCode> {
    let synth = Synth::new()?;
    let rendered = voice::render(&synth, &args.say, Style::default());
    let film = Film {
        track: Arc::new(whole_track(&rendered)),
        samples: rendered.samples,
        sample_rate: SAMPLE_RATE,
        frame_rate: args.fps,
        lead_s: 0.4,
        tail_s: 0.4,
        framing: if args.close { Framing::Close } else { Framing::Seated },
        size: args.size.0,
        quality: args.quality,
        seed: args.seed,
        assets: Some(paths::assets_folder()?),
    };
    let report = picture::film(&film, &args.out, |done, of| {
        if done % 25 == 0 {
            tell(&format!("frame {done} of {of}"));
        }
    })?;
    say(&serde_json::to_string(&report)?);
    Ok(ExitCode::SUCCESS)
}

/// One mouth for a text of several sentences.
fn whole_track(rendered: &voice::Rendered) -> VisemeTrack {
    let phones: Vec<Phone> = rendered
        .sentences
        .iter()
        .flat_map(|sentence| {
            let by = sentence.start_s;
            sentence.spoken.track.phones().iter().map(move |phone| Phone {
                start_s: phone.start_s + by,
                end_s: phone.end_s + by,
                ..phone.clone()
            })
        })
        .collect();
    VisemeTrack::new(phones, Some(Envelope::of(&rendered.samples, SAMPLE_RATE)))
}
