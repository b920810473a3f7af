//! The screens: pure functions of what they show, drawn with egui over the room.

#![expect(elided_lifetimes_in_paths, reason = "the parameters of Bevy systems would drown in them")]

pub mod about;
pub mod boot;
pub mod captions;
mod catalogue;
pub mod checkup;
mod draw;
mod ears;
pub mod fault;
pub mod history;
pub mod interview;
mod interview_over;
pub mod review;
pub mod settings;
pub mod setup;
pub mod skills;
pub mod sound;
pub mod theme;
pub mod title;
pub mod widgets;

pub use draw::{Look, Remembered, plugin, screen_ui};

pub use crate::session::acts::Screen;
