//! Nothing in the room brings the program down: failing systems are logged, and a lost graphics device is brought back.

use bevy::ecs::error::{BevyError, ErrorContext};
use bevy::prelude::*;
use bevy::render::error_handler::{ErrorType, RenderErrorHandler, RenderErrorPolicy};

use crate::session::feed::RoomFault;

pub(super) fn plugin(app: &mut App) {
    app.set_error_handler(log).insert_resource(RenderErrorHandler(|problem, main, _| match problem.ty {
        ErrorType::DeviceLost => RenderErrorPolicy::Recover(default()),
        ErrorType::OutOfMemory | ErrorType::Internal | ErrorType::Validation => {
            main.write_message(RoomFault {
                what: "The graphics driver refused to go on, so the room is not drawn any more.".into(),
                why: format!("{:?}: {}", problem.ty, problem.description),
                todo: "Choose a lower quality in the settings and start Greenroom again; the interview so far is kept.".into(),
            });
            RenderErrorPolicy::StopRendering
        }
    }));
}

/// The fallback for every error of a system, command or observer: said once, in the log, with where it came from.
fn log(problem: BevyError, context: ErrorContext) {
    error!("{} failed: {problem}", context.name());
}
