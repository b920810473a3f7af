//! What the report draws, as numbers: shapes for whoever paints them, in the window or on a page.

mod radar;
mod timeline;

pub use radar::{Axis, Radar};
pub use timeline::{Piece, Silence, Timeline};
