//! Answers whose levels a person has set, by which a judge is checked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The answers to the questions of one bank, `seeds/calibration/SECTOR/DOMAIN.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calibration {
    /// Answers with set levels.
    pub items: Vec<CalibrationItem>,
    /// Answers that must score low, or not above their base.
    pub traps: Vec<Trap>,
}

/// An answer with the level that a person gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalibrationItem {
    /// The question, `bank#id`.
    pub question: String,
    /// As a whole, 1 to 5.
    pub level: u8,
    /// Per competency of the question, 1 to 5.
    pub competencies: BTreeMap<String, u8>,
    /// The person's reason.
    pub why: String,
    /// The answer.
    pub text: String,
}

/// What a trap tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrapKind {
    /// Catchwords without sentences.
    Salad,
    /// The question's words given back.
    Echo,
    /// A good answer to something else.
    OtherQuestion,
    /// An answer with empty words added: not above its base.
    Padding,
    /// "Fine."
    Fine,
}

/// An answer that must score at most 2 of 10, or, padded, not above its base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trap {
    /// The question, `bank#id`.
    pub question: String,
    /// What it tries.
    pub kind: TrapKind,
    /// The answer.
    pub text: String,
    /// Of a padded answer, the same without the padding.
    pub base: Option<String>,
}

impl Calibration {
    /// Only the items and traps of questions that `keep` names.
    #[must_use]
    pub fn only(mut self, keep: impl Fn(&str) -> bool) -> Self {
        self.items.retain(|item| keep(&item.question));
        self.traps.retain(|trap| keep(&trap.question));
        self
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        self.items.extend_from_slice(&others.items);
        self.traps.extend_from_slice(&others.traps);
        self
    }
}
