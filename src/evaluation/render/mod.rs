//! A report as something to look at: a self-contained page, a table for spreadsheets, and captions for the recording.

mod csv;
mod drawn;
mod escape;
mod html;
mod labels;
mod sections;
mod vtt;

pub use csv::render_csv;
pub use html::render_html;
pub use labels::{Labels, default_label};
pub use vtt::transcript_vtt;
