//! Parts that several screens are made of. Each draws itself, says what it is to screen readers, and changes nothing.

mod band;
mod button;
mod chip;
mod choice;
mod dialog;
mod field;
mod frame;
mod level;
mod notice;
mod pager;
mod quote;
mod radar;
mod score;
mod segment;
mod toast;

pub use band::band_ui;
pub(super) use button::focus_ring;
pub use button::{Button, Kind, press};
pub use chip::chip_ui;
pub use choice::choice_ui;
pub(super) use dialog::just_opened;
pub use dialog::{Answer, Dialog, dialog_ui};
pub use field::{Field, field_ui};
pub use frame::{card, column, halves, heading, leave_key, overline, page_header, paragraph, pill, sheet};
pub use level::{meter_ui, progress_ui};
pub use notice::{empty_ui, fault_ui, loading_ui};
pub use pager::pager_ui;
pub use quote::quote_ui;
pub use radar::radar_ui;
pub use score::{level_ui, standing};
pub use segment::segments_ui;
pub use toast::toasts_ui;

use super::theme::Theme;
use crate::config::locale::{Arg, Text};

/// Message ids of the months.
const MONTHS: [&str; 12] = [
    "month-january",
    "month-february",
    "month-march",
    "month-april",
    "month-may",
    "month-june",
    "month-july",
    "month-august",
    "month-september",
    "month-october",
    "month-november",
    "month-december",
];

/// What every part is drawn with: the look and the words.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Colours, distances, type.
    pub theme: &'a Theme,
    /// The language.
    pub text: &'a Text,
    /// Size of the captions, 1 as usual.
    pub captions: f32,
}

impl<'a> Look<'a> {
    /// Both together.
    #[must_use]
    pub fn new(theme: &'a Theme, text: &'a Text) -> Self {
        Self { theme, text, captions: 1.0 }
    }

    /// A message.
    #[must_use]
    pub fn say(&self, id: &str) -> String {
        self.text.get(id)
    }

    /// A time (RFC 3339) as people say it here: "20 November 2026, 10:15". What is no time stays as it is.
    #[must_use]
    pub fn when(&self, at: &str) -> String {
        let Ok(at) = at.parse::<jiff::Timestamp>() else { return at.to_owned() };
        let at = at.to_zoned(jiff::tz::TimeZone::system());
        let month = usize::try_from(at.month()).ok().and_then(|month| MONTHS.get(month - 1)).map(|id| self.say(id)).unwrap_or_default();
        let time = at.strftime("%H:%M").to_string();
        let year = at.strftime("%Y").to_string();
        let day = f64::from(at.day());
        self.say_with("date-and-time", &[("day", day.into()), ("month", month.into()), ("year", year.into()), ("time", time.into())])
    }

    /// A message with its places filled in.
    #[must_use]
    pub fn say_with(&self, id: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        self.text.get_args(id, args)
    }
}
