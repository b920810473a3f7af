//! What each phone asks of the mouth: shapes, whether the lips shut, how much it insists.

use serde::{Deserialize, Serialize};

use super::visemes::Viseme;

/// One sound of an utterance with its place in time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Phone {
    /// `ARPAbet` name in lower case without a stress digit, `pau` for silence.
    pub name: String,
    /// Beginning in seconds.
    pub start_s: f32,
    /// End in seconds.
    pub end_s: f32,
    /// Whether it belongs to a stressed syllable.
    pub stressed: bool,
    /// Which word of the utterance it belongs to; `None` in a pause.
    pub word_index: Option<usize>,
}

/// A mixture of shapes that a phone aims at; the second part of a diphthong is a target of its own.
pub(crate) type Target = &'static [(Viseme, f32)];

/// How the lips shut for a phone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shut {
    /// [`Viseme::PP`] or [`Viseme::FF`].
    pub(crate) viseme: Viseme,
    /// Weight at full contact.
    pub(crate) weight: f32,
    /// The part of the phone during which the contact holds: a stop opens before its end, with the burst; a nasal stays shut.
    pub(crate) hold: (f32, f32),
}

/// What a phone asks of the mouth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Articulation {
    /// One target, or two for a diphthong.
    pub(crate) targets: &'static [Target],
    /// How much it insists against its neighbours. Sounds made inside the mouth leave the lips to the vowels around them.
    pub(crate) dominance: f32,
    /// Rounds the lips, which begins well before the sound (up to 200 ms in connected speech).
    pub(crate) rounded: bool,
    /// A vowel: its opening follows stress and loudness.
    pub(crate) vowel: bool,
    /// Contact of the lips or of lip and teeth.
    pub(crate) shut: Option<Shut>,
}

const fn vowel(targets: &'static [Target]) -> Articulation {
    Articulation { targets, dominance: 1.3, rounded: false, vowel: true, shut: None }
}

const fn rounded(targets: &'static [Target]) -> Articulation {
    Articulation { targets, dominance: 1.5, rounded: true, vowel: true, shut: None }
}

const fn inner(targets: &'static [Target], dominance: f32) -> Articulation {
    Articulation { targets, dominance, rounded: false, vowel: false, shut: None }
}

const fn contact(viseme: Viseme, weight: f32, hold: (f32, f32)) -> Articulation {
    Articulation { targets: &[&[]], dominance: 0.4, rounded: false, vowel: false, shut: Some(Shut { viseme, weight, hold }) }
}

/// Looks a phone up; `None` when it is not a phone of American English as the embedded voice knows it.
///
/// Default weight 0.6, full weight for contacts: the values of `talkinghead.mjs`, where lips otherwise fail to touch.
pub(crate) fn articulation(name: &str) -> Option<Articulation> {
    use Viseme::{Aa, CH, DD, E, FF, I, KK, NN, O, PP, RR, SS, Sil, TH, U};
    Some(match name {
        "aa" => vowel(&[&[(Aa, 0.68)]]),
        "ae" => vowel(&[&[(Aa, 0.48), (E, 0.25)]]),
        "ah" => vowel(&[&[(Aa, 0.42), (E, 0.12)]]),
        "ax" => vowel(&[&[(Aa, 0.26), (E, 0.16)]]),
        "ao" => rounded(&[&[(O, 0.55), (Aa, 0.15)]]),
        "aw" => vowel(&[&[(Aa, 0.62)], &[(U, 0.5), (O, 0.12)]]),
        "ay" => vowel(&[&[(Aa, 0.62)], &[(I, 0.48)]]),
        "eh" => vowel(&[&[(E, 0.55), (Aa, 0.12)]]),
        "ey" => vowel(&[&[(E, 0.56)], &[(I, 0.48)]]),
        "ih" => vowel(&[&[(I, 0.42), (E, 0.12)]]),
        "iy" => vowel(&[&[(I, 0.6)]]),
        "ow" => rounded(&[&[(O, 0.6)], &[(U, 0.58)]]),
        "oy" => rounded(&[&[(O, 0.6)], &[(I, 0.48)]]),
        "uh" => rounded(&[&[(U, 0.42), (O, 0.12)]]),
        "uw" => rounded(&[&[(U, 0.62)]]),
        "er" | "axr" => Articulation { rounded: true, ..vowel(&[&[(RR, 0.52), (E, 0.15)]]) },
        "p" | "b" => contact(PP, 1.0, (0.05, 0.6)),
        "m" | "em" => contact(PP, 0.98, (0.05, 0.78)),
        "f" | "v" => contact(FF, 0.97, (0.15, 0.85)),
        "th" | "dh" => inner(&[&[(TH, 0.6)]], 0.9),
        "t" | "d" => inner(&[&[(DD, 0.55)]], 0.6),
        "dx" => inner(&[&[(DD, 0.4)]], 0.4),
        "n" | "nx" | "en" => inner(&[&[(NN, 0.55)]], 0.6),
        "l" | "el" => inner(&[&[(NN, 0.5), (E, 0.08)]], 0.6),
        "k" | "g" | "ng" => inner(&[&[(KK, 0.5)]], 0.5),
        "hh" | "hv" => inner(&[&[(E, 0.12), (Aa, 0.1)]], 0.15),
        "ch" | "jh" | "sh" | "zh" => Articulation { rounded: true, ..inner(&[&[(CH, 0.62), (U, 0.1)]], 1.1) },
        "s" | "z" => inner(&[&[(SS, 0.6)]], 0.9),
        "r" => Articulation { rounded: true, ..inner(&[&[(RR, 0.6)]], 0.9) },
        "w" => Articulation { rounded: true, ..inner(&[&[(U, 0.68)]], 1.3) },
        "y" => inner(&[&[(I, 0.5)]], 0.7),
        "pau" | "h#" => inner(&[&[(Sil, 1.0)]], 0.9),
        "brth" => inner(&[&[(Sil, 0.8), (Aa, 0.12)]], 0.9),
        _ => return None,
    })
}

/// Whether the mouth knows what to do for a phone of this name.
#[must_use]
pub fn is_known(name: &str) -> bool {
    articulation(name).is_some()
}

/// Whether the lips must touch for it: p b m and the syllabic m.
#[must_use]
pub fn closes_lips(name: &str) -> bool {
    articulation(name).and_then(|phone| phone.shut).is_some_and(|shut| shut.viseme == Viseme::PP)
}

/// Whether the lower lip must touch the teeth for it: f and v.
#[must_use]
pub fn bites_lip(name: &str) -> bool {
    articulation(name).and_then(|phone| phone.shut).is_some_and(|shut| shut.viseme == Viseme::FF)
}

/// Whether it is a silence.
#[must_use]
pub fn is_silence(name: &str) -> bool {
    matches!(name, "pau" | "h#" | "brth")
}
