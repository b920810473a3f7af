//! The one page that wires the program: Bevy's plugins and ours, the window, where files lie, what happens to errors.

use std::path::PathBuf;

use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::window::{PresentMode, WindowResolution};
use bevy::winit::WinitSettings;

use crate::config::locale::Text;
use crate::picture;
use crate::room::Quality;
use crate::session::desk::{self, Start};
use crate::session::view::Language;

/// How the program is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// What sessions are held with.
    pub start: Start,
    /// The folder with models, pictures and typefaces.
    pub assets: PathBuf,
    /// How well the room is drawn; chosen by the graphics adapter when `None`.
    pub quality: Option<Quality>,
    /// The window's size in pixels.
    pub size: UVec2,
}

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When there is no graphics adapter, not even a software one.
pub fn run(options: Options) -> Result<AppExit, picture::PictureError> {
    let adapter = picture::adapter()?;
    let quality = options.quality.unwrap_or(if adapter.software { Quality::Low } else { Quality::High });
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin {
                primary_window: Some(Window {
                    title: "Greenroom".into(),
                    name: Some("greenroom".into()),
                    resolution: WindowResolution::new(options.size.x, options.size.y),
                    resize_constraints: WindowResizeConstraints { min_width: 960.0, min_height: 540.0, ..default() },
                    // Lips and words wait for nothing but the next refresh.
                    present_mode: PresentMode::AutoVsync,
                    ..default()
                }),
                ..default()
            })
            .set(AssetPlugin { file_path: options.assets.to_string_lossy().into_owned(), ..default() })
            // The command line has set up the log already.
            .disable::<LogPlugin>(),
    )
    // A window in the background goes on hearing and speaking.
    .insert_resource(WinitSettings::continuous())
    .insert_resource(Language(Text::chosen(None)))
    .insert_resource(options.start)
    .insert_resource(quality)
    .add_plugins(plugin);
    Ok(app.run())
}

/// Everything of ours, with a window or without.
pub fn plugin(app: &mut App) {
    app.add_plugins((crate::session::feed::plugin, crate::room::plugin, crate::avatar::plugin, crate::screens::plugin, desk::plugin));
}
