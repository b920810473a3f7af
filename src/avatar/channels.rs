//! The names of everything a face can do: the 52 shapes of ARKit and the 15 mouth shapes of speech, as indices into one array of weights.

use crate::speech::{Pose, Viseme};

/// The ARKit blend shapes, in the order of Apple's documentation.
pub const ARKIT: [&str; 52] = [
    "eyeBlinkLeft",
    "eyeLookDownLeft",
    "eyeLookInLeft",
    "eyeLookOutLeft",
    "eyeLookUpLeft",
    "eyeSquintLeft",
    "eyeWideLeft",
    "eyeBlinkRight",
    "eyeLookDownRight",
    "eyeLookInRight",
    "eyeLookOutRight",
    "eyeLookUpRight",
    "eyeSquintRight",
    "eyeWideRight",
    "jawForward",
    "jawLeft",
    "jawRight",
    "jawOpen",
    "mouthClose",
    "mouthFunnel",
    "mouthPucker",
    "mouthLeft",
    "mouthRight",
    "mouthSmileLeft",
    "mouthSmileRight",
    "mouthFrownLeft",
    "mouthFrownRight",
    "mouthDimpleLeft",
    "mouthDimpleRight",
    "mouthStretchLeft",
    "mouthStretchRight",
    "mouthRollLower",
    "mouthRollUpper",
    "mouthShrugLower",
    "mouthShrugUpper",
    "mouthPressLeft",
    "mouthPressRight",
    "mouthLowerDownLeft",
    "mouthLowerDownRight",
    "mouthUpperUpLeft",
    "mouthUpperUpRight",
    "browDownLeft",
    "browDownRight",
    "browInnerUp",
    "browOuterUpLeft",
    "browOuterUpRight",
    "cheekPuff",
    "cheekSquintLeft",
    "cheekSquintRight",
    "noseSneerLeft",
    "noseSneerRight",
    "tongueOut",
];

/// How many channels there are.
pub const COUNT: usize = ARKIT.len() + Viseme::COUNT;

/// Index of a shape by name. Names of other files that mean the same are understood: first letter in either case, `viseme_ih` for `viseme_I`.
#[must_use]
pub fn index(name: &str) -> Option<usize> {
    if let Some(mouth) = name.strip_prefix("viseme_") {
        let mouth = match mouth {
            "ih" => "I",
            "oh" => "O",
            "ou" => "U",
            other => other,
        };
        let at = Viseme::ALL.iter().position(|viseme| viseme.morph_name()["viseme_".len()..].eq_ignore_ascii_case(mouth))?;
        return Some(ARKIT.len() + at);
    }
    ARKIT.iter().position(|known| known.eq_ignore_ascii_case(name))
}

/// Name of a channel as morph targets have it.
#[must_use]
pub fn name(channel: usize) -> Option<&'static str> {
    ARKIT.get(channel).copied().or_else(|| Viseme::ALL.get(channel.checked_sub(ARKIT.len())?).map(|viseme| viseme.morph_name()))
}

/// Weights of all channels at one instant, 0 to 1 each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights(pub [f32; COUNT]);

impl Default for Weights {
    fn default() -> Self {
        Self([0.0; COUNT])
    }
}

impl Weights {
    /// Adds to a shape by its ARKit name; unknown names are left out.
    pub fn add(&mut self, name: &str, weight: f32) {
        if let Some(channel) = index(name) {
            self.0[channel] = (self.0[channel] + weight).clamp(0.0, 1.0);
        }
    }

    /// Adds to the left and the right side of a shape.
    pub fn add_both(&mut self, stem: &str, left: f32, right: f32) {
        self.add(&format!("{stem}Left"), left);
        self.add(&format!("{stem}Right"), right);
    }

    /// The weight of a shape by name; 0 for an unknown one.
    #[must_use]
    pub fn get(&self, name: &str) -> f32 {
        index(name).map_or(0.0, |channel| self.0[channel])
    }

    /// Puts a mouth on. Everything else that moves the mouth is held back by as much as the mouth speaks, except the share that may stay
    /// of a smile: the mouth belongs to speech.
    pub fn speak(&mut self, pose: &Pose, smile_share: f32) {
        let silent = pose.get(Viseme::Sil).clamp(0.0, 1.0);
        for (channel, weight) in self.0.iter_mut().take(ARKIT.len()).enumerate() {
            let name = ARKIT[channel];
            if name.starts_with("mouthSmile") {
                *weight *= silent + (1.0 - silent) * smile_share;
            } else if name.starts_with("mouth") || name.starts_with("jaw") || name == "tongueOut" || name == "cheekPuff" {
                *weight *= silent;
            }
        }
        for (weight, shape) in self.0[ARKIT.len()..].iter_mut().zip(pose.0) {
            *weight = shape.clamp(0.0, 1.0);
        }
    }

    /// The same mouth for a face without the speech shapes, out of ARKit ones.
    pub fn without_visemes(&mut self) {
        let mouth: [f32; Viseme::COUNT] = std::array::from_fn(|at| self.0[ARKIT.len() + at]);
        for (viseme, parts) in SUBSTITUTES {
            for (name, share) in *parts {
                let weight = share * mouth[viseme.index()];
                if index(name).is_some() { self.add(name, weight) } else { self.add_both(name, weight, weight) }
            }
        }
        self.0[ARKIT.len()..].fill(0.0);
    }
}

/// What stands in for a missing speech shape. Chosen by eye on a face that has both.
const SUBSTITUTES: &[(Viseme, &[(&str, f32)])] = &[
    (Viseme::PP, &[("mouthRollLower", 0.35), ("mouthRollUpper", 0.35), ("mouthPress", 0.35), ("mouthClose", 0.1)]),
    (Viseme::FF, &[("mouthRollLower", 0.6), ("mouthUpperUp", 0.25), ("jawOpen", 0.05)]),
    (Viseme::TH, &[("jawOpen", 0.16), ("tongueOut", 0.25), ("mouthLowerDown", 0.2)]),
    (Viseme::DD, &[("jawOpen", 0.14), ("mouthLowerDown", 0.25), ("mouthUpperUp", 0.12)]),
    (Viseme::KK, &[("jawOpen", 0.18), ("mouthLowerDown", 0.2)]),
    (Viseme::CH, &[("mouthFunnel", 0.55), ("jawOpen", 0.1)]),
    (Viseme::SS, &[("mouthStretch", 0.3), ("mouthLowerDown", 0.3), ("jawOpen", 0.04)]),
    (Viseme::NN, &[("jawOpen", 0.14), ("mouthLowerDown", 0.2)]),
    (Viseme::RR, &[("mouthFunnel", 0.35), ("mouthPucker", 0.15), ("jawOpen", 0.12)]),
    (Viseme::Aa, &[("jawOpen", 0.5), ("mouthLowerDown", 0.2)]),
    (Viseme::E, &[("jawOpen", 0.3), ("mouthStretch", 0.3), ("mouthLowerDown", 0.2)]),
    (Viseme::I, &[("jawOpen", 0.16), ("mouthStretch", 0.4), ("mouthSmile", 0.15)]),
    (Viseme::O, &[("jawOpen", 0.32), ("mouthFunnel", 0.5)]),
    (Viseme::U, &[("jawOpen", 0.16), ("mouthPucker", 0.65), ("mouthFunnel", 0.15)]),
];
