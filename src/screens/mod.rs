//! The screens: pure functions of what they show, drawn with egui over the room.

#![expect(elided_lifetimes_in_paths, reason = "the parameters of Bevy systems would drown in them")]

pub mod boot;
pub mod captions;
mod catalogue;
mod draw;
mod ears;
pub mod fault;
pub mod history;
pub mod interview;
mod interview_over;
pub mod review;
pub mod setup;
pub mod theme;
pub mod title;
pub mod widgets;

pub use draw::{Look, Remembered, plugin, screen_ui};

pub use crate::session::acts::Screen;
