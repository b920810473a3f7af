//! The mouth over time: phones with their times become weights of the fifteen shapes.
//!
//! Each phone pulls the mouth towards its shape with a dominance that rises before the sound and sinks more slowly after it; the shape at an
//! instant is the mean of what pulls there (the dominance model of Cohen and Massaro, 1993). Contacts of the lips are apart from that:
//! they are complete or they did not happen, so they gate the mixture and always reach their full weight.

use std::sync::Arc;

use serde::Serialize;

use super::loudness::Envelope;
use super::phones::{Articulation, Phone, articulation, is_silence};
use super::visemes::{Pose, Viseme};

/// How long before a sound the mouth begins to move to it.
const LEAD_S: f32 = 0.06;
/// How long before a rounded sound the lips begin to round, across consonants that leave them free.
const ROUNDING_LEAD_S: f32 = 0.16;
/// How long a shape takes to sink after its sound, when the next one is long enough.
const RELEASE_S: f32 = 0.11;
/// How long the lips take to shut …
const SHUT_S: f32 = 0.07;
/// … and to part: a stop bursts open.
const PART_S: f32 = 0.05;
/// The shortest time in which the lips can shut. Only two different contacts in a row come so near to each other.
const SHORTEST_SHUT_S: f32 = 0.03;
/// How long the mouth takes to get ready for speech out of a silence, and to come to rest.
const PREPARE_S: f32 = 0.12;
/// How much the resting mouth pulls all the time, so that the mouth comes back to it where nothing else pulls.
const REST_PULL: f32 = 0.05;
/// The most that the opening shapes may add up to: beyond it a face shouts.
const WIDEST: f32 = 0.95;

/// One pull towards a shape. Full between `from` and `to`.
#[derive(Clone, Debug, PartialEq)]
struct Aim {
    pose: Pose,
    dominance: f32,
    rise: f32,
    from: f32,
    to: f32,
    fall: f32,
}

/// A contact of the lips, or of the lower lip and the teeth. Times in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Closure {
    /// Which phone of the track.
    pub phone: usize,
    /// [`Viseme::PP`] or [`Viseme::FF`].
    pub viseme: Viseme,
    /// Weight while it is complete.
    pub weight: f32,
    /// The lips begin to move.
    pub rise_s: f32,
    /// Contact is complete from here …
    pub from_s: f32,
    /// … to here.
    pub to_s: f32,
    /// The lips are apart again.
    pub fall_s: f32,
}

impl Closure {
    /// The instant that stands for the contact.
    #[must_use]
    pub fn instant_s(&self) -> f32 {
        f32::midpoint(self.from_s, self.to_s)
    }
}

/// The mouth during one spoken piece. Time 0 is its first sample.
#[derive(Clone, Debug, PartialEq)]
pub struct VisemeTrack {
    phones: Vec<Phone>,
    aims: Vec<Aim>,
    closures: Vec<Closure>,
    loudness: Option<Envelope>,
}

/// The curve of one shape as straight lines between points.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Curve {
    /// Name of the morph target.
    pub viseme: &'static str,
    /// Time in seconds and weight.
    pub keys: Vec<(f32, f32)>,
}

/// Everything about a track as data, for files beside pictures and sound.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TrackData {
    /// The sounds.
    pub phones: Vec<Phone>,
    /// Where the lips touch.
    pub closures: Vec<Closure>,
    /// The shapes that occur.
    pub curves: Vec<Curve>,
}

/// Which track is being heard and where in it: what a face needs to know.
#[derive(Clone, Debug)]
pub struct LipReading {
    /// Counts the spoken pieces, so that a face notices a new one.
    pub piece: u32,
    /// The piece's mouth.
    pub track: Arc<VisemeTrack>,
    /// Seconds of the piece that have been heard.
    pub position_s: f32,
}

impl VisemeTrack {
    /// Makes the track of phones that follow each other in time. Unknown phones leave the mouth to their neighbours. With `loudness` (of the
    /// same samples) the opening of vowels follows the voice.
    #[must_use]
    pub fn new(phones: Vec<Phone>, loudness: Option<Envelope>) -> Self {
        let asked: Vec<Option<Articulation>> = phones.iter().map(|phone| articulation(&phone.name)).collect();
        let mut aims = Vec::with_capacity(phones.len() + 4);
        let mut closures: Vec<Closure> = Vec::new();
        let rest = |from: f32, to: f32| {
            let (rise, fall) = (from - PREPARE_S, to + PREPARE_S);
            Aim { pose: Pose::REST, dominance: 0.9, rise, from, to, fall }
        };
        if let Some(first) = phones.first().filter(|first| !is_silence(&first.name)) {
            aims.push(rest(f32::MIN, first.start_s - PREPARE_S));
        }
        if let Some(last) = phones.last().filter(|last| !is_silence(&last.name)) {
            aims.push(rest(last.end_s + PREPARE_S, f32::MAX));
        }
        for (index, phone) in phones.iter().enumerate() {
            let Some(wanted) = asked[index] else { continue };
            aims.extend(aims_of(&phones, &asked, index, wanted));
            if let Some(shut) = wanted.shut {
                let before = closures.last().copied();
                closures.push(closure(&phones, index, phone, shut, before));
            }
        }
        Self { phones, aims, closures, loudness }
    }

    /// The sounds.
    #[must_use]
    pub fn phones(&self) -> &[Phone] {
        &self.phones
    }

    /// Where the lips touch, in order.
    #[must_use]
    pub fn closures(&self) -> &[Closure] {
        &self.closures
    }

    /// End of the last phone in seconds.
    #[must_use]
    pub fn end_s(&self) -> f32 {
        self.phones.last().map_or(0.0, |phone| phone.end_s)
    }

    /// The mouth at an instant; at rest before and after.
    #[must_use]
    pub fn pose(&self, time_s: f32) -> Pose {
        let mut mixture = [0.0f32; Viseme::COUNT];
        mixture[Viseme::Sil.index()] = REST_PULL;
        let mut pulls = REST_PULL;
        for aim in self.aims.iter().filter(|aim| aim.rise <= time_s && time_s <= aim.fall) {
            let pull = aim.dominance * swell(time_s, aim.rise, aim.from, aim.to, aim.fall);
            pulls += pull;
            for (sum, weight) in mixture.iter_mut().zip(aim.pose.0) {
                *sum += pull * weight;
            }
        }
        let (contacts, shut) = self.contacts(time_s);
        let mut pose = Pose::ZERO;
        for (weight, sum) in pose.0.iter_mut().zip(mixture) {
            *weight = sum / pulls * (1.0 - shut);
        }
        let wished = pose.opening() * self.openness(time_s);
        let scale = wished.min(WIDEST) / pose.opening().max(f32::EPSILON);
        for viseme in Viseme::OPENING {
            pose.set(viseme, pose.get(viseme) * scale);
        }
        for viseme in [Viseme::PP, Viseme::FF] {
            pose.set(viseme, pose.get(viseme) + contacts.get(viseme));
        }
        pose
    }

    /// What to show for a frame that stands for the time after `from_s` up to and with `to_s`: the mouth at its end, but a contact that falls
    /// between is never lost, however long the frame.
    #[must_use]
    pub fn pose_over(&self, from_s: f32, to_s: f32) -> Pose {
        self.closures
            .iter()
            .rev()
            .map(Closure::instant_s)
            .find(|instant| from_s < *instant && *instant <= to_s)
            .map_or_else(|| self.pose(to_s), |instant| self.pose(instant))
    }

    /// The track as data: the curves are within 0.01 of [`pose`](Self::pose) at steps of 10 ms and at every contact.
    #[must_use]
    pub fn data(&self) -> TrackData {
        let steps = (self.end_s() * 100.0).ceil() as usize;
        let mut times: Vec<f32> = (0..=steps).map(|step| step as f32 / 100.0).collect();
        times.extend(self.closures.iter().flat_map(|closure| [closure.from_s, closure.instant_s(), closure.to_s]));
        times.sort_by(f32::total_cmp);
        times.dedup();
        let poses: Vec<Pose> = times.iter().map(|time| self.pose(*time)).collect();
        let curves = Viseme::ALL
            .iter()
            .map(|viseme| {
                let points: Vec<(f32, f32)> = times.iter().copied().zip(poses.iter().map(|pose| pose.get(*viseme))).collect();
                Curve { viseme: viseme.morph_name(), keys: straightened(&points, 0.01) }
            })
            .filter(|curve| curve.keys.iter().any(|(_, weight)| *weight > 0.0))
            .collect();
        TrackData { phones: self.phones.clone(), closures: self.closures.clone(), curves }
    }

    /// How complete each kind of contact is, and how far the lips are shut by any of them.
    fn contacts(&self, time_s: f32) -> (Pose, f32) {
        let mut contacts = Pose::ZERO;
        let mut shut = 0.0f32;
        for (index, closure) in self.closures.iter().enumerate() {
            if time_s < closure.rise_s || time_s > closure.fall_s {
                continue;
            }
            let complete = |closure: &Closure| swell(time_s, closure.rise_s, closure.from_s, closure.to_s, closure.fall_s);
            let mut strength = complete(closure);
            shut = shut.max(strength);
            // A later contact of the other kind takes the lips over.
            for later in self.closures[index + 1..].iter().take(2).filter(|later| later.viseme != closure.viseme) {
                strength *= 1.0 - complete(later);
            }
            contacts.set(closure.viseme, contacts.get(closure.viseme).max(strength * closure.weight));
        }
        (contacts, shut)
    }

    /// How wide vowels open at an instant: with the voice, within a quarter either way.
    fn openness(&self, time_s: f32) -> f32 {
        self.loudness.as_ref().map_or(1.0, |loudness| 0.78 + 0.28 * loudness.relative(time_s))
    }
}

/// 0 before `rise`, 1 between `from` and `to`, 0 after `fall`, smooth between.
fn swell(time: f32, rise: f32, from: f32, to: f32, fall: f32) -> f32 {
    let smooth = |part: f32| {
        let part = part.clamp(0.0, 1.0);
        part * part * (3.0 - 2.0 * part)
    };
    if time < from {
        smooth((time - rise) / (from - rise).max(1e-6))
    } else if time > to {
        smooth((fall - time) / (fall - to).max(1e-6))
    } else {
        1.0
    }
}

fn length(phone: &Phone) -> f32 {
    (phone.end_s - phone.start_s).max(0.0)
}

fn aims_of(phones: &[Phone], asked: &[Option<Articulation>], index: usize, wanted: Articulation) -> Vec<Aim> {
    let phone = &phones[index];
    let (start, span) = (phone.start_s, length(phone));
    let rise = rise_of(phones, asked, index, wanted);
    let release = match phones.get(index + 1) {
        Some(next) if !is_silence(&next.name) => RELEASE_S.min(0.7 * length(next)),
        _ => 1.5 * RELEASE_S,
    };
    let fall = phone.end_s + release;
    let size = match (wanted.vowel, phone.stressed) {
        (true, true) => 1.1,
        (true, false) => 0.85,
        (false, _) => 1.0,
    };
    let aim = |target: &[(Viseme, f32)], rise: f32, from: f32, to: f32, fall: f32| {
        let mut pose = Pose::ZERO;
        for (viseme, weight) in target {
            pose.set(*viseme, weight * size);
        }
        Aim { pose, dominance: wanted.dominance, rise, from, to, fall }
    };
    if is_silence(&phone.name) {
        // At rest for ever before and after; the lips part and meet within the pause.
        let from = if index == 0 { f32::MIN } else { start + (0.4 * span).min(PREPARE_S) };
        let to =
            if index + 1 == phones.len() { f32::MAX } else { phone.end_s - (if index == 0 { span } else { 0.4 * span }).min(PREPARE_S) };
        return vec![aim(wanted.targets[0], rise.min(from), from, to.max(from), to.max(phone.end_s + 0.02))];
    }
    match wanted.targets {
        [first, second, ..] => vec![
            aim(first, rise, start + 0.15 * span, start + 0.42 * span, start + 0.9 * span),
            aim(second, start + 0.38 * span, start + 0.75 * span, start + 0.95 * span, fall),
        ],
        [only] => vec![aim(only, rise, start + 0.25 * span, start + 0.7 * span, fall)],
        [] => Vec::new(),
    }
}

/// When the mouth begins to move to a phone: not before the middle of the one before, but lips round across anything that leaves them free.
fn rise_of(phones: &[Phone], asked: &[Option<Articulation>], index: usize, wanted: Articulation) -> f32 {
    let start = phones[index].start_s;
    let Some(before) = index.checked_sub(1) else { return start - LEAD_S };
    if is_silence(&phones[index].name) {
        return start - LEAD_S.min(0.3 * length(&phones[before]));
    }
    if !wanted.rounded {
        return start - LEAD_S.min(0.5 * length(&phones[before]));
    }
    let earliest = start - ROUNDING_LEAD_S;
    let mut rise = start;
    for place in (0..index).rev() {
        let free = asked[place].is_some_and(|other| !other.vowel);
        rise = if free { phones[place].start_s } else { f32::midpoint(phones[place].start_s, phones[place].end_s) };
        if !free || rise <= earliest {
            break;
        }
    }
    rise.max(earliest)
}

fn closure(phones: &[Phone], index: usize, phone: &Phone, shut: super::phones::Shut, before: Option<Closure>) -> Closure {
    let span = length(phone);
    let (mut from, to) = (phone.start_s + shut.hold.0 * span, phone.start_s + shut.hold.1 * span);
    let mut rise = from - SHUT_S;
    if let Some(previous) = index.checked_sub(1).map(|place| &phones[place]).filter(|previous| !is_silence(&previous.name)) {
        rise = rise.max(previous.start_s + 0.35 * length(previous));
    }
    if let Some(other) = before.filter(|other| other.viseme != shut.viseme) {
        rise = rise.max(other.to_s);
    }
    from = from.max(rise + SHORTEST_SHUT_S).min(f32::midpoint(phone.start_s, to));
    rise = rise.min(from);
    let next = phones.get(index + 1).filter(|next| !is_silence(&next.name));
    let fall = (to + PART_S).min(next.map_or(f32::MAX, |next| phone.end_s + 0.6 * length(next))).max(to + 0.02);
    Closure { phone: index, viseme: shut.viseme, weight: shut.weight, rise_s: rise, from_s: from, to_s: to, fall_s: fall }
}

/// Leaves out the points that lie within `tolerance` of the straight line between their neighbours (Ramer, Douglas, Peucker).
fn straightened(points: &[(f32, f32)], tolerance: f32) -> Vec<(f32, f32)> {
    let Some(end) = points.len().checked_sub(1) else { return Vec::new() };
    let mut kept = vec![false; points.len()];
    kept[0] = true;
    kept[end] = true;
    let mut open = vec![(0, end)];
    while let Some((first, last)) = open.pop() {
        let (a, b) = (points[first], points[last]);
        let off = |point: (f32, f32)| {
            let part = if b.0 > a.0 { (point.0 - a.0) / (b.0 - a.0) } else { 0.0 };
            (point.1 - (a.1 + (b.1 - a.1) * part)).abs()
        };
        let worst = (first + 1..last).max_by(|left, right| off(points[*left]).total_cmp(&off(points[*right])));
        if let Some(worst) = worst.filter(|worst| off(points[*worst]) > tolerance) {
            kept[worst] = true;
            open.extend([(first, worst), (worst, last)]);
        }
    }
    points.iter().zip(kept).filter_map(|(point, kept)| kept.then_some(*point)).collect()
}
