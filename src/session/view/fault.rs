//! What is wrong, why, and what to do, in the person's language.

use super::FaultView;
use crate::config::locale::Text;
use crate::session::feed::{Broken, RoomFault};

impl FaultView {
    /// Something that failed, and that can be tried again.
    #[must_use]
    pub fn failed(text: &Text, what: &str, why: &str) -> Self {
        Self { what: text.get(what), why: why.to_owned(), remedy: text.get("remedy-again"), details: String::new(), retry: true }
    }

    /// A part of the room that cannot be shown.
    #[must_use]
    pub fn of_room(text: &Text, fault: &RoomFault) -> Self {
        let (what, why, remedy) = match fault.broken {
            Broken::Room => ("fault-room", fault.why.clone(), "remedy-reinstall"),
            Broken::Body => ("fault-body", fault.why.clone(), "remedy-reinstall"),
            Broken::StiffBody => ("fault-stiff-body", text.get("fault-stiff-body-why"), "remedy-other-body"),
            Broken::Driver => ("fault-driver", fault.why.clone(), "remedy-lower-quality"),
        };
        let what = text.get_args(what, &[("file", (&fault.file).into())]);
        Self { what, why, remedy: text.get(remedy), details: String::new(), retry: false }
    }
}

/// In one line for a terminal, in English.
impl std::fmt::Display for RoomFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let FaultView { what, why, remedy, .. } = FaultView::of_room(&Text::default(), self);
        write!(f, "{what} ({why}). {remedy}.")
    }
}
