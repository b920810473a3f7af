//! What spoken answers are understood with, what could be fetched for it, and how far that is.

/// The ears: speech models.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EarsView {
    /// This build can recognise speech at all.
    pub possible: bool,
    /// The file that the program was started with; then there is nothing to choose.
    pub named: Option<String>,
    /// What is used: a model's name, or that of a file of one's own.
    pub used: Option<String>,
    /// What can be fetched or chosen, the smallest first.
    pub choices: Vec<EarsChoice>,
    /// What is being fetched.
    pub fetching: Fetching,
    /// A model has been offered before; it is not offered twice.
    pub offered: bool,
}

/// A speech model as offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarsChoice {
    /// Its name, which is also how it is asked for.
    pub name: String,
    /// Its length in MiB.
    pub mebibytes: u64,
    /// Which machines it suits.
    pub suits: Pace,
    /// How much of it is here.
    pub here: Here,
}

/// How fast a machine has to be for a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Any will do.
    Slow,
    /// As most are.
    Usual,
    /// Faster than most.
    Fast,
}

/// How much of a model is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// Nothing.
    Nothing,
    /// A part, which is gone on with.
    Part,
    /// All of it.
    Whole,
}

/// A model on its way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Fetching {
    /// None is.
    #[default]
    Not,
    /// It comes.
    Running {
        /// Which.
        name: String,
        /// MiB that are here.
        done: u64,
        /// MiB in all.
        of: u64,
        /// All is here, and it is compared with what was published.
        checking: bool,
    },
    /// It did not come.
    Failed {
        /// Which.
        name: String,
        /// A sentence: why, and what to do.
        why: String,
    },
}

impl EarsView {
    /// The model that is offered to those who have none: the one in the middle, which suits most machines.
    #[must_use]
    pub fn offer(&self) -> Option<&EarsChoice> {
        let wanted = self.possible && self.named.is_none() && self.used.is_none() && !self.offered && self.fetching == Fetching::Not;
        self.choices.get(self.choices.len() / 2).filter(|_| wanted)
    }
}
