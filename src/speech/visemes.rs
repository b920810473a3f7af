//! The fifteen mouth shapes that drive the face, and a mixture of them.

use serde::{Deserialize, Serialize};

/// A mouth shape of the Oculus set. The order is that of the published list and of [`Pose`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Viseme {
    /// Silence: lips relaxed.
    Sil,
    /// p b m: lips pressed together.
    PP,
    /// f v: lower lip against the upper teeth.
    FF,
    /// th dh: tongue between the teeth.
    TH,
    /// t d: tongue behind the upper teeth.
    DD,
    /// k g ng: back of the tongue raised.
    KK,
    /// ch jh sh zh: lips forward, teeth close.
    CH,
    /// s z: teeth together, corners drawn back.
    SS,
    /// n l: tongue tip up, mouth slightly open.
    NN,
    /// r er: lips slightly rounded.
    RR,
    /// Open vowel of "father".
    Aa,
    /// Vowel of "bed".
    E,
    /// Vowel of "see".
    I,
    /// Rounded vowel of "thought".
    O,
    /// Narrowly rounded vowel of "you".
    U,
}

impl Viseme {
    /// How many there are.
    pub const COUNT: usize = 15;

    /// All of them in their order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Sil,
        Self::PP,
        Self::FF,
        Self::TH,
        Self::DD,
        Self::KK,
        Self::CH,
        Self::SS,
        Self::NN,
        Self::RR,
        Self::Aa,
        Self::E,
        Self::I,
        Self::O,
        Self::U,
    ];

    /// Those that part the lips.
    pub const OPENING: [Self; 5] = [Self::Aa, Self::E, Self::I, Self::O, Self::U];

    /// Name of the morph target that shows it, as in files made for the Oculus set.
    #[must_use]
    pub const fn morph_name(self) -> &'static str {
        match self {
            Self::Sil => "viseme_sil",
            Self::PP => "viseme_PP",
            Self::FF => "viseme_FF",
            Self::TH => "viseme_TH",
            Self::DD => "viseme_DD",
            Self::KK => "viseme_kk",
            Self::CH => "viseme_CH",
            Self::SS => "viseme_SS",
            Self::NN => "viseme_nn",
            Self::RR => "viseme_RR",
            Self::Aa => "viseme_aa",
            Self::E => "viseme_E",
            Self::I => "viseme_I",
            Self::O => "viseme_O",
            Self::U => "viseme_U",
        }
    }

    /// Position in a [`Pose`].
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// Weights of the fifteen shapes at one instant, each from 0 to 1, in the order of [`Viseme::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pose(pub [f32; Viseme::COUNT]);

impl Pose {
    /// All weights zero.
    pub const ZERO: Self = Self([0.0; Viseme::COUNT]);

    /// The resting mouth.
    pub const REST: Self = {
        let mut weights = [0.0; Viseme::COUNT];
        weights[Viseme::Sil.index()] = 1.0;
        Self(weights)
    };

    /// Weight of one shape.
    #[must_use]
    pub const fn get(&self, viseme: Viseme) -> f32 {
        self.0[viseme.index()]
    }

    /// Sets the weight of one shape, held within 0 to 1.
    pub fn set(&mut self, viseme: Viseme, weight: f32) {
        self.0[viseme.index()] = weight.clamp(0.0, 1.0);
    }

    /// Sum of the shapes that part the lips.
    #[must_use]
    pub fn opening(&self) -> f32 {
        Viseme::OPENING.iter().map(|viseme| self.get(*viseme)).sum()
    }

    /// How far the jaw is down, 0 to 1, for faces that move it apart from the lips. A wide open mouth is 0.7: speech never needs more,
    /// and more looks like shouting.
    #[must_use]
    pub fn jaw(&self) -> f32 {
        const PART: [f32; Viseme::COUNT] = [0.0, 0.0, 0.06, 0.16, 0.16, 0.2, 0.12, 0.06, 0.2, 0.18, 0.85, 0.55, 0.32, 0.6, 0.3];
        let open: f32 = self.0.iter().zip(PART).map(|(weight, part)| weight * part).sum();
        let shut = self.get(Viseme::PP).max(0.7 * self.get(Viseme::FF));
        (open * (1.0 - shut)).clamp(0.0, 0.7)
    }
}

impl Default for Pose {
    fn default() -> Self {
        Self::REST
    }
}
