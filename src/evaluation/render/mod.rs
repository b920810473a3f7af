//! A report as something to look at: a self-contained page, and captions for the recording.

mod escape;
mod html;
mod labels;
mod sections;
mod vtt;

pub use html::render_html;
pub use labels::{Labels, default_label};
pub use vtt::transcript_vtt;
