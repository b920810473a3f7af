//! The program itself: version, what was built into it, and the assets that the room reads.

use super::finding::{Finding, Group, State};
use crate::config::paths;

pub(super) fn look() -> Vec<Finding> {
    vec![version(), room()]
}

fn version() -> Finding {
    let features = [("room", cfg!(feature = "room")), ("whisper", cfg!(feature = "whisper"))];
    let built: Vec<&str> = features.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect();
    let built = if built.is_empty() { "no optional features".to_owned() } else { format!("with {}", built.join(" and ")) };
    let profile = if cfg!(debug_assertions) { "development build" } else { "release build" };
    Finding::found(Group::Program, "version", format!("greenroom {}, {profile} {built}", env!("CARGO_PKG_VERSION")))
}

fn room() -> Finding {
    if !cfg!(feature = "room") {
        return Finding::missing(
            Group::Program,
            "room",
            "this build has no room: interviews are held in the terminal",
            "`greenroom rehearse --help`, or build with the default features",
        );
    }
    match paths::assets_folder() {
        Ok(folder) if !folder.join("interviewer").is_dir() => {
            let text = format!("{} does not hold the room's assets", folder.display());
            Finding::problem(Group::Program, "room", text, "set GREENROOM_ASSETS to the folder `assets` of the program, or unset it")
        }
        Ok(folder) => Finding::found(Group::Program, "room", format!("the room's assets are in {}", folder.display())),
        Err(error) => Finding::of_error(Group::Program, "room", State::Problem, &error.to_string(), "start it with ./run.sh"),
    }
}
