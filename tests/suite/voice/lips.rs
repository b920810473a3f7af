//! The mouth.

use std::collections::BTreeSet;

use super::{LINES, voice};
use greenroom::speech::phones::{bites_lip, closes_lips, is_known};
use greenroom::speech::{Closure, Envelope, Phone, Pose, Viseme, VisemeTrack};
use greenroom::voice::Style;
use proptest::prelude::*;

/// Every phone of the embedded voice.
const PHONESET: [&str; 50] = [
    "aa", "ae", "ah", "ao", "aw", "ax", "axr", "ay", "b", "ch", "d", "dh", "dx", "eh", "el", "em", "en", "er", "ey", "f", "g", "hh", "hv",
    "ih", "iy", "jh", "k", "l", "m", "n", "nx", "ng", "ow", "oy", "p", "r", "s", "sh", "t", "th", "uh", "uw", "v", "w", "y", "z", "zh",
    "pau", "h#", "brth",
];

/// The most that a weight changes in 10 ms; contacts of the lips are faster than anything else.
const STEADY: f32 = 0.4;
const STEADY_CONTACT: f32 = 0.6;

fn track(phones: &[(&str, f32)]) -> VisemeTrack {
    let mut start_s = 0.0;
    let phones = phones
        .iter()
        .map(|(name, length)| {
            let phone = Phone { name: (*name).to_owned(), start_s, end_s: start_s + length, stressed: true, word_index: Some(0) };
            start_s += length;
            phone
        })
        .collect();
    VisemeTrack::new(phones, None)
}

fn weights_are_in_range(track: &VisemeTrack) -> Result<(), String> {
    for step in -20..(track.end_s() * 200.0) as i32 + 40 {
        let pose = track.pose(step as f32 / 200.0);
        if !pose.0.iter().all(|weight| (0.0..=1.0).contains(weight)) || !(0.0..=0.7).contains(&pose.jaw()) {
            return Err(format!("{pose:?} at {step}"));
        }
    }
    Ok(())
}

fn moves_without_jumps(track: &VisemeTrack) -> Result<(), String> {
    for step in -20..(track.end_s() * 100.0) as i32 + 40 {
        let (before, after) = (track.pose(step as f32 / 100.0), track.pose((step + 1) as f32 / 100.0));
        let contact = [Viseme::PP, Viseme::FF].iter().any(|viseme| before.get(*viseme) > 0.0 || after.get(*viseme) > 0.0);
        let most = if contact { STEADY_CONTACT } else { STEADY };
        for viseme in Viseme::ALL {
            let change = (after.get(viseme) - before.get(viseme)).abs();
            if change > most {
                return Err(format!("{viseme:?} changes by {change} at {step} in {:?}", track.phones()));
            }
        }
    }
    Ok(())
}

fn contacts_are_complete(track: &VisemeTrack) -> Result<(), String> {
    for (index, phone) in track.phones().iter().enumerate() {
        let wanted = match (closes_lips(&phone.name), bites_lip(&phone.name)) {
            (true, _) => Viseme::PP,
            (_, true) => Viseme::FF,
            _ => continue,
        };
        let closure: &Closure =
            track.closures().iter().find(|closure| closure.phone == index).ok_or_else(|| format!("{phone:?} has no contact"))?;
        let instant = closure.instant_s();
        let pose = track.pose(instant);
        if !(phone.start_s <= instant && instant <= phone.end_s) || pose.get(wanted) < 0.95 || pose.opening() >= 0.1 {
            return Err(format!("{phone:?} at {instant}: {pose:?}"));
        }
    }
    Ok(())
}

#[test]
fn every_phone_of_the_voice_has_a_mouth() {
    let ids: BTreeSet<usize> = PHONESET.iter().filter_map(|name| flite_rs::phoneset::phone_id(name)).collect();
    assert_eq!(ids, (0..50).collect(), "the list is the voice's own");
    for name in PHONESET {
        assert!(is_known(name), "{name}");
    }
    assert!(!is_known("xx"));
}

#[test]
fn morph_targets_have_the_published_names() {
    let names: Vec<&str> = Viseme::ALL.iter().map(|viseme| viseme.morph_name()).collect();
    let expected = "sil PP FF TH DD kk CH SS nn RR aa E I O U";
    assert_eq!(names, expected.split(' ').map(|name| format!("viseme_{name}")).collect::<Vec<_>>());
    assert!(Viseme::ALL.iter().enumerate().all(|(index, viseme)| viseme.index() == index));
}

#[test]
fn lips_meet_for_every_p_b_m_f_v_of_thirty_lines() {
    let mut contacts = 0;
    for line in LINES {
        let said = voice().say(line, Style::default());
        contacts_are_complete(&said.track).unwrap_or_else(|problem| panic!("{line}: {problem}"));
        weights_are_in_range(&said.track).unwrap_or_else(|problem| panic!("{line}: {problem}"));
        moves_without_jumps(&said.track).unwrap_or_else(|problem| panic!("{line}: {problem}"));
        contacts += said.track.closures().len();
    }
    assert!(contacts > 120, "only {contacts} contacts");
}

#[test]
fn no_frame_rate_loses_a_contact() {
    let said = voice().say("Tell me about a problem you solved.", Style::default());
    for (frames_a_second, phase) in [(60.0, 0.003), (30.0, 0.011), (24.0, 0.02), (12.0, 0.05), (9.0, 0.0)] {
        for closure in said.track.closures() {
            let mut shown = false;
            let mut from = -1.0;
            for frame in 0..400 {
                let to = phase + frame as f32 / frames_a_second;
                let inside = from < closure.instant_s() && closure.instant_s() <= to;
                shown |= inside && said.track.pose_over(from, to).get(closure.viseme) >= 0.95;
                from = to;
            }
            assert!(shown, "{frames_a_second} fps, {closure:?}");
        }
    }
}

#[test]
fn a_flap_shorter_than_a_frame_still_closes_the_lips() {
    let quick = track(&[("pau", 0.1), ("aa", 0.12), ("b", 0.015), ("aa", 0.12), ("pau", 0.2)]);
    contacts_are_complete(&quick).unwrap();
    let closure = quick.closures()[0];
    assert!(closure.to_s - closure.from_s < 1.0 / 60.0);
    let pose = quick.pose_over(0.19, 0.29);
    assert!(pose.get(Viseme::PP) > 0.95, "{pose:?}");
    assert!(quick.pose(0.29).get(Viseme::PP) < 0.5, "the end of that frame alone would have lost it");
}

#[test]
fn lips_round_before_a_rounded_sound() {
    let two = track(&[("pau", 0.2), ("s", 0.12), ("t", 0.08), ("uw", 0.15), ("pau", 0.2)]);
    let tea = track(&[("pau", 0.2), ("s", 0.12), ("t", 0.08), ("iy", 0.15), ("pau", 0.2)]);
    assert!(two.pose(0.37).get(Viseme::U) > 0.2, "rounded while the t is still sounding: {:?}", two.pose(0.37));
    assert!(two.pose(0.3).get(Viseme::U) > 0.02, "and a little already in the s: {:?}", two.pose(0.3));
    assert!(tea.pose(0.3).get(Viseme::I) < 0.01, "a spread vowel waits: {:?}", tea.pose(0.3));
}

#[test]
fn a_diphthong_travels() {
    for (phone, first, second) in [
        ("ay", Viseme::Aa, Viseme::I),
        ("aw", Viseme::Aa, Viseme::U),
        ("oy", Viseme::O, Viseme::I),
        ("ow", Viseme::O, Viseme::U),
        ("ey", Viseme::E, Viseme::I),
    ] {
        let track = track(&[("pau", 0.2), (phone, 0.25), ("pau", 0.2)]);
        let (early, late) = (track.pose(0.27), track.pose(0.42));
        assert!(early.get(first) > 0.4 && early.get(first) > 2.0 * early.get(second), "{phone} begins {early:?}");
        assert!(late.get(second) > 0.3 && late.get(second) > 2.0 * late.get(first), "{phone} ends {late:?}");
    }
}

#[test]
fn a_shape_comes_faster_than_it_goes() {
    let track = track(&[("pau", 0.4), ("aa", 0.2), ("pau", 0.5)]);
    let half_open = |ms: &i32| track.pose(*ms as f32 / 1000.0).get(Viseme::Aa) > 0.3;
    let rise = 400 - (300..700).find(half_open).unwrap();
    let fall = (300..900).rev().find(half_open).unwrap() - 600;
    assert!(rise > 0, "the mouth is half open {rise} ms before the sound");
    assert!(fall > rise, "and half shut {fall} ms after it");
}

#[test]
fn silence_is_a_mouth_at_rest() {
    let track = track(&[("pau", 0.4), ("m", 0.1), ("aa", 0.2), ("pau", 0.6)]);
    for time in [-5.0, 0.05, 1.1, 60.0] {
        let pose = track.pose(time);
        assert!(pose.get(Viseme::Sil) > 0.95 && pose.opening() < 0.02, "{time}: {pose:?}");
    }
    assert_eq!(VisemeTrack::new(Vec::new(), None).pose(0.0).get(Viseme::Sil), Pose::REST.get(Viseme::Sil));
}

#[test]
fn vowels_open_with_the_voice_and_with_stress() {
    let phones = || {
        let phone = |start_s, end_s| Phone { name: "aa".to_owned(), start_s, end_s, stressed: true, word_index: Some(0) };
        vec![phone(0.0, 0.3), phone(0.3, 0.6)]
    };
    let samples: Vec<f32> = (0..9_600).map(|n| (n as f32 * 0.3).sin() * if n < 4_800 { 0.5 } else { 0.05 }).collect();
    let followed = VisemeTrack::new(phones(), Some(Envelope::of(&samples, 16_000)));
    assert!(followed.pose(0.15).get(Viseme::Aa) > followed.pose(0.45).get(Viseme::Aa) + 0.1);
    let mut weak = phones();
    weak.iter_mut().for_each(|phone| phone.stressed = false);
    let (strong, weak) = (VisemeTrack::new(phones(), None), VisemeTrack::new(weak, None));
    assert!(strong.pose(0.15).get(Viseme::Aa) > weak.pose(0.15).get(Viseme::Aa) + 0.05);
}

#[test]
fn the_curves_of_the_data_are_the_track() {
    let said = voice().say("Five people fixed my bug.", Style::default());
    let data = said.track.data();
    assert_eq!(data.phones.len(), said.track.phones().len());
    for curve in &data.curves {
        let viseme = Viseme::ALL.into_iter().find(|viseme| viseme.morph_name() == curve.viseme).unwrap();
        for pair in curve.keys.windows(2) {
            let middle = f32::midpoint(pair[0].0, pair[1].0);
            let drawn = f32::midpoint(pair[0].1, pair[1].1);
            let off = (said.track.pose(middle).get(viseme) - drawn).abs();
            assert!(off < 0.06, "{} at {middle} is off by {off}", curve.viseme);
        }
    }
    assert!(data.curves.iter().map(|curve| curve.keys.len()).sum::<usize>() < 600);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_row_of_phones_moves_a_mouth_properly(row in prop::collection::vec((0..PHONESET.len(), 0.02f32..0.3, any::<bool>()), 1..24)) {
        let mut start_s = 0.0;
        let phones: Vec<Phone> = row.iter().map(|(index, length, stressed)| {
            let phone = Phone { name: PHONESET[*index].to_owned(), start_s, end_s: start_s + length, stressed: *stressed, word_index: None };
            start_s += length;
            phone
        }).collect();
        let track = VisemeTrack::new(phones, None);
        prop_assert_eq!(weights_are_in_range(&track), Ok(()));
        prop_assert_eq!(contacts_are_complete(&track), Ok(()));
        let natural = row.iter().all(|(_, length, _)| *length >= 0.045);
        if natural {
            prop_assert_eq!(moves_without_jumps(&track), Ok(()));
        }
    }
}
