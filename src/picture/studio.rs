//! An app without a window whose time is moved by hand and whose pictures are handed back.

use std::path::PathBuf;
use std::time::Duration;

use bevy::app::PluginGroupBuilder;
use bevy::image::Image;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::pipelined_rendering::PipelinedRenderingPlugin;
use bevy::render::render_resource::{PollType, TextureFormat, TextureUsages};
use bevy::render::renderer::RenderDevice;
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::time::TimeUpdateStrategy;
use bevy::window::ExitCondition;
use bevy::winit::WinitPlugin;
use image::RgbaImage;

use super::PictureError;
use super::adapter::{adapter, render_creation};
use crate::avatar::BodyFile;
use crate::avatar::rig::Rig;
use crate::room::Quality;
use crate::room::stage::Output;
use crate::session::feed::{RoomFault, Seed};

/// Longest wait for files in seconds; software renderers also compile their pipelines in it.
const PATIENCE_S: u64 = 180;
/// Time between two looks at whether files have arrived.
const NAP: Duration = Duration::from_millis(4);
/// One step of time while nothing is drawn.
const STEP: Duration = Duration::from_micros(16_667);
/// Frames until pipelines and textures are there: the first three are black on software renderers.
const WARM_UP: usize = 5;
/// Frames after a stretch in which nothing was drawn: what has just come into view may show its last shape for one frame.
const SETTLE: usize = 2;
/// Most frames to wait for a picture that was asked for.
const RETURN: usize = 12;

/// What a studio is opened with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Width and height in pixels.
    pub size: UVec2,
    /// How well the room is drawn.
    pub quality: Quality,
    /// Seed of everything that is left to chance.
    pub seed: u64,
    /// The asset folder; Bevy's own rules when `None`.
    pub assets: Option<PathBuf>,
    /// Another body than the usual one, as a path in the asset folder.
    pub body: Option<String>,
}

impl Default for Setup {
    fn default() -> Self {
        Self { size: UVec2::new(1280, 720), quality: Quality::High, seed: 0, assets: None, body: None }
    }
}

/// Pictures that have come back, by number.
#[derive(Resource, Default)]
struct Taken(Vec<(u64, RgbaImage)>);

/// Faults that were reported.
#[derive(Resource, Default)]
struct Faults(Vec<RoomFault>);

/// A room that can be photographed.
pub struct Studio {
    app: App,
    target: Handle<Image>,
    now: Duration,
    asked: u64,
    returned: u64,
    /// Frames to draw before the next picture counts.
    due: usize,
}

impl Studio {
    /// Builds the room and waits until all of it is there. `dress` adds what else belongs into the picture.
    ///
    /// # Errors
    /// When there is no graphics adapter, or a file is missing or broken.
    pub fn open(setup: Setup, dress: impl FnOnce(&mut App)) -> Result<Self, PictureError> {
        adapter()?;
        let mut app = App::new();
        app.add_plugins(plugins(setup.assets.as_ref()));
        let target = {
            let mut image = Image::new_target_texture(setup.size.x, setup.size.y, TextureFormat::Rgba8UnormSrgb, None);
            image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
            app.world_mut().resource_mut::<Assets<Image>>().add(image)
        };
        app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO))
            .insert_resource(Output::Image(target.clone(), setup.size))
            .insert_resource(setup.quality)
            .init_resource::<Taken>()
            .init_resource::<Faults>();
        if let Some(body) = setup.body {
            app.insert_resource(BodyFile(body));
        }
        app.add_plugins((crate::session::feed::plugin, crate::room::plugin, crate::avatar::plugin))
            .insert_resource(Seed(setup.seed))
            .add_systems(Last, |mut reader: MessageReader<RoomFault>, mut faults: ResMut<Faults>| {
                faults.0.extend(reader.read().cloned());
            });
        dress(&mut app);
        app.finish();
        app.cleanup();
        let mut studio = Self { app, target, now: Duration::ZERO, asked: 0, returned: 0, due: WARM_UP };
        studio.wait_for_files()?;
        Ok(studio)
    }

    /// The world, to change what is shown.
    pub fn world(&mut self) -> &mut World {
        self.app.world_mut()
    }

    /// Seconds of the room's time since it was ready.
    #[must_use]
    pub const fn now_s(&self) -> f64 {
        self.now.as_secs_f64()
    }

    /// Moves time on to `at_s` in small steps without drawing anything.
    pub fn run_to(&mut self, at_s: f64) {
        let at = Duration::from_secs_f64(at_s.clamp(0.0, 86_400.0));
        if at <= self.now {
            return;
        }
        self.cameras(false);
        while self.now < at {
            let step = STEP.min(at - self.now);
            self.update(step);
        }
        self.cameras(true);
        self.due = self.due.max(SETTLE);
    }

    /// Draws the present moment.
    ///
    /// # Errors
    /// When the renderer gives no picture back.
    pub fn capture(&mut self) -> Result<RgbaImage, PictureError> {
        self.warm_up();
        let number = self.ask();
        for _ in 0..RETURN {
            self.update(Duration::ZERO);
            if let Some((_, image)) = self.taken().into_iter().find(|(taken, _)| *taken == number) {
                return Ok(image);
            }
        }
        Err(PictureError::NoPicture)
    }

    /// Moves time on by `step` and draws that moment; the picture comes back with one of the next calls or with [`finish`](Self::finish).
    pub fn roll(&mut self, step: Duration) -> Vec<RgbaImage> {
        self.warm_up();
        self.ask();
        self.update(step);
        self.taken().into_iter().map(|(_, image)| image).collect()
    }

    /// How many pictures were asked for and have not come back.
    #[must_use]
    pub const fn owed(&self) -> usize {
        (self.asked - self.returned) as usize
    }

    /// The pictures that [`roll`](Self::roll) still owes, `count` of them.
    ///
    /// # Errors
    /// When the renderer does not give them back.
    pub fn finish(&mut self, count: usize) -> Result<Vec<RgbaImage>, PictureError> {
        let mut images = Vec::new();
        for _ in 0..RETURN {
            if images.len() >= count {
                break;
            }
            self.update(Duration::ZERO);
            images.extend(self.taken().into_iter().map(|(_, image)| image));
        }
        if images.len() == count { Ok(images) } else { Err(PictureError::NoPicture) }
    }

    /// Draws frames of `step` and waits for each to be finished; how long one took on the wall clock, in seconds, in order.
    pub fn time_frames(&mut self, count: usize, step: Duration) -> Vec<f64> {
        self.warm_up();
        (0..count)
            .map(|_| {
                let before = crate::clock::now();
                self.update(step);
                before.elapsed().as_secs_f64()
            })
            .collect()
    }

    fn warm_up(&mut self) {
        for _ in 0..std::mem::take(&mut self.due) {
            self.update(Duration::ZERO);
        }
    }

    fn ask(&mut self) -> u64 {
        self.asked += 1;
        let number = self.asked;
        self.app.world_mut().spawn(Screenshot::image(self.target.clone())).observe(
            move |captured: On<ScreenshotCaptured>, mut taken: ResMut<Taken>| {
                let size = captured.image.size();
                let image = captured.image.data.clone().and_then(|data| RgbaImage::from_raw(size.x, size.y, data));
                taken.0.extend(image.map(|image| (number, image)));
            },
        );
        number
    }

    fn taken(&mut self) -> Vec<(u64, RgbaImage)> {
        let mut taken = std::mem::take(&mut self.app.world_mut().resource_mut::<Taken>().0);
        taken.sort_by_key(|(number, _)| *number);
        self.returned += taken.len() as u64;
        taken
    }

    fn cameras(&mut self, active: bool) {
        let world = self.app.world_mut();
        for mut camera in world.query::<&mut Camera>().iter_mut(world) {
            camera.is_active = active;
        }
    }

    fn update(&mut self, step: Duration) {
        self.now += step;
        self.app.insert_resource(TimeUpdateStrategy::ManualDuration(step));
        advance(&mut self.app);
    }

    fn wait_for_files(&mut self) -> Result<(), PictureError> {
        self.update(Duration::ZERO);
        self.cameras(false);
        let begun = crate::clock::now();
        loop {
            self.update(Duration::ZERO);
            if let Some(fault) = self.app.world().resource::<Faults>().0.first() {
                return Err(PictureError::Fault(fault.clone()));
            }
            let room = crate::room::ready(self.app.world_mut());
            let person = self.app.world().contains_resource::<Rig>();
            if room && person {
                break;
            }
            if begun.elapsed().as_secs() >= PATIENCE_S {
                let missing = [(!room).then_some("the room"), (!person).then_some("the interviewer")];
                return Err(PictureError::NotReady {
                    seconds: PATIENCE_S,
                    missing: missing.into_iter().flatten().collect::<Vec<_>>().join(", "),
                });
            }
            std::thread::sleep(NAP);
        }
        self.cameras(true);
        Ok(())
    }
}

/// One frame, until it is drawn.
pub(super) fn advance(app: &mut App) {
    app.update();
    if let Some(device) = app.world().get_resource::<RenderDevice>() {
        // A lost device shows as a missing picture.
        device.wgpu_device().poll(PollType::Wait { submission_index: None, timeout: None }).ok();
    }
}

pub(super) fn plugins(assets: Option<&PathBuf>) -> PluginGroupBuilder {
    let folder = assets.map_or_else(AssetPlugin::default, |folder| AssetPlugin {
        // Absolute, so that it does not depend on where the program was started.
        file_path: folder.canonicalize().unwrap_or_else(|_| folder.clone()).to_string_lossy().into_owned(),
        ..AssetPlugin::default()
    });
    DefaultPlugins
        .set(WindowPlugin { primary_window: None, exit_condition: ExitCondition::DontExit, ..default() })
        .set(RenderPlugin { synchronous_pipeline_compilation: true, render_creation: render_creation(), ..default() })
        .set(folder)
        .disable::<WinitPlugin>()
        .disable::<LogPlugin>()
        // One frame after the other: what was asked for with a frame shows that frame.
        .disable::<PipelinedRenderingPlugin>()
}
