//! Nothing in the room brings the program down: failing systems are logged, and a lost graphics device is brought back.

use bevy::ecs::error::{BevyError, ErrorContext};
use bevy::prelude::*;
use bevy::render::error_handler::{ErrorType, RenderErrorHandler, RenderErrorPolicy};

use crate::session::feed::{Broken, RoomFault};

pub(super) fn plugin(app: &mut App) {
    app.set_error_handler(log).insert_resource(RenderErrorHandler(|problem, main, _| match problem.ty {
        ErrorType::DeviceLost => RenderErrorPolicy::Recover(default()),
        ErrorType::OutOfMemory | ErrorType::Internal | ErrorType::Validation => {
            main.write_message(RoomFault {
                broken: Broken::Driver,
                file: String::new(),
                why: format!("{:?}: {}", problem.ty, problem.description),
            });
            RenderErrorPolicy::StopRendering
        }
    }));
}

/// The fallback for every error of a system, command or observer: said once, in the log, with where it came from.
fn log(problem: BevyError, context: ErrorContext) {
    error!("{} failed: {problem}", context.name());
}
