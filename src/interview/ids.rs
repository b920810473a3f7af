//! Numbers that tie what comes back to what it was asked for. Everything that arrives with the id of a finished turn,
//! utterance or request is dropped.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0)
            }
        }
    };
}

id!(
    /// A turn of the conversation, the interviewer's or the candidate's, counted from 0. It is the `index` of the report.
    TurnId,
    "t"
);
id!(
    /// Something the interviewer says in one go.
    UtteranceId,
    "u"
);
id!(
    /// A call of a language model.
    RequestId,
    "r"
);
