//! The body's behaviour as pure functions of time: blinks, looks, nods, breath, limits. And the light of the surroundings.

use std::f32::consts::PI;

use bevy::asset::RenderAssetUsages;
use bevy::image::Image;
use bevy::math::{Vec2, Vec3};
use bevy::render::render_resource::{Extent3d, TextureDimension, TextureFormat};
use greenroom::avatar::behaviour::Behaviour;
use greenroom::avatar::blink::Blinker;
use greenroom::avatar::breath::Breath;
use greenroom::avatar::channels::{self, Weights};
use greenroom::avatar::dice::Dice;
use greenroom::avatar::eyes::{GazeMotion, Saccade, bearing_of, rotation, within};
use greenroom::avatar::listening::{Nodder, PhraseEar};
use greenroom::avatar::looking::{Planner, Talk, Target};
use greenroom::avatar::motion::{Nod, Spring, drift, minimum_jerk, pulse};
use greenroom::room::Quality;
use greenroom::room::mips::with_levels;
use greenroom::room::surround::{Panorama, surround};
use greenroom::session::feed::Doing;
use greenroom::speech::{Pose, Viseme};
use proptest::prelude::*;

const STEP: f32 = 1.0 / 60.0;
const TEN_MINUTES: usize = 60 * 60 * 10;

fn table() -> Behaviour {
    Behaviour::built_in().unwrap()
}

fn seconds(frame: usize) -> f64 {
    frame as f64 / 60.0
}

/// Frames in which a blink begins over ten minutes.
fn blinks(seed: u64, doing: Doing) -> Vec<f64> {
    let (mut blinker, table) = (Blinker::new(seed), table());
    let mut begun = Vec::new();
    for frame in 0..TEN_MINUTES {
        let before = blinker.count();
        let lids = blinker.lids(seconds(frame), doing, &table.blink);
        assert!((0.0..=1.0).contains(&lids));
        if blinker.count() > before {
            begun.push(seconds(frame));
        }
    }
    begun
}

#[test]
fn blinks_come_as_often_as_people_blink() {
    for (doing, per_minute) in [(Doing::Idle, 17.0), (Doing::Listening, 22.0), (Doing::Speaking, 26.0)] {
        for seed in 0..4 {
            let rate = blinks(seed, doing).len() as f64 / 10.0;
            assert!((rate - per_minute).abs() < 0.16 * per_minute, "{doing:?} with seed {seed}: {rate} a minute");
        }
    }
}

#[test]
fn about_every_seventh_blink_is_double() {
    let begun: Vec<f64> = (0..4).flat_map(|seed| blinks(seed, Doing::Speaking)).collect();
    let double = begun.windows(2).filter(|pair| (0.0..0.5).contains(&(pair[1] - pair[0]))).count();
    let share = double as f64 / (begun.len() - double) as f64;
    assert!((0.09..0.21).contains(&share), "{share}");
}

#[test]
fn a_large_gaze_shift_often_brings_a_blink_and_a_small_one_never() {
    let table = table();
    let mut with_blink = 0;
    for seed in 0..200 {
        let mut blinker = Blinker::new(seed);
        blinker.gaze_shifts(0.1, 4.0, Doing::Speaking, &table.blink);
        assert_eq!(blinker.count(), 0);
        blinker.gaze_shifts(0.2, 25.0, Doing::Speaking, &table.blink);
        with_blink += blinker.count();
    }
    assert!((80..140).contains(&with_blink), "{with_blink} of 200");
}

#[test]
fn gaze_rests_on_the_candidate_for_the_share_that_people_show() {
    let table = table();
    for (doing, share) in [(Doing::Listening, 0.75), (Doing::Speaking, 0.40), (Doing::Waiting, 0.70), (Doing::Thinking, 0.30)] {
        for seed in 0..4 {
            let mut planner = Planner::new(seed);
            let mut looked = 0;
            for frame in 0..TEN_MINUTES {
                let now = seconds(frame);
                // Pieces of speech of seven seconds with a short gap.
                let at = (now % 7.5) as f32;
                let speech = (doing == Doing::Speaking && at < 7.0).then_some((at, 7.0 - at));
                looked += usize::from(planner.look(now, Talk { doing, speech }, &table.gaze) == Target::Candidate);
            }
            let found = looked as f32 / TEN_MINUTES as f32;
            assert!((found - share).abs() < 0.05, "{doing:?} with seed {seed}: {found}");
        }
    }
}

#[test]
fn speakers_look_at_the_candidate_when_they_begin_and_when_they_end() {
    let table = table();
    let mut planner = Planner::new(3);
    for frame in 0..60 * 90 {
        let now = seconds(frame);
        let at = (now % 6.0) as f32;
        let target = planner.look(now, Talk { doing: Doing::Speaking, speech: Some((at, 6.0 - at)) }, &table.gaze);
        if (at > 0.0 && at < table.gaze.at_start_s) || 6.0 - at < table.gaze.at_end_s {
            assert_eq!(target, Target::Candidate, "at {at} s of 6 s");
        }
    }
}

#[test]
fn saccades_follow_the_main_sequence() {
    let table = table();
    let saccade = |degrees: f32| Saccade::new(Vec2::ZERO, Vec2::X * degrees, 0.0, &table.saccade);
    assert!((saccade(10.0).length_s - 0.043).abs() < 1e-4);
    let speeds: Vec<f32> = [1.0, 5.0, 10.0, 20.0, 30.0].iter().map(|degrees| saccade(*degrees).peak_speed(Vec2::X * *degrees)).collect();
    assert!(speeds.windows(2).all(|pair| pair[1] > pair[0]), "{speeds:?}");
    // About 400 degrees a second for ten degrees, saturating below 700 (Bahill, Clark and Stark 1975).
    assert!((350.0..500.0).contains(&speeds[2]) && speeds[4] < 720.0, "{speeds:?}");
}

#[test]
fn the_head_follows_later_and_less_than_the_eyes() {
    let table = table();
    let mut motion = GazeMotion::new(1);
    let goal = Vec2::new(25.0, 0.0);
    let mut at_100_ms = None;
    let mut last = None;
    for frame in 0..120 {
        let bearing = motion.turn(seconds(frame), STEP, goal, frame == 0, &table);
        if frame == 6 {
            at_100_ms = Some(bearing);
        }
        last = Some(bearing);
    }
    let (early, late) = (at_100_ms.unwrap(), last.unwrap());
    assert!((early.gaze.x - 25.0).abs() < 1.5 && early.head.x < 2.0, "{early:?}");
    assert!((8.0..14.0).contains(&late.head.x), "{late:?}");
}

/// Levels of 20 ms of talk: syllables that rise and fall, phrases with pauses between them. Gives the ends of the phrases, too.
fn talk(silence_first: usize) -> (Vec<f32>, Vec<usize>) {
    let mut levels = vec![0.001; silence_first];
    let mut ends = Vec::new();
    for phrase in 0..12 {
        for frame in 0..(70 + 17 * (phrase % 4)) {
            let syllable = 0.5 + 0.5 * (frame as f32 * 0.02 * 2.0 * PI * 4.5 + phrase as f32).sin();
            levels.push(0.008 + 0.12 * syllable * syllable);
        }
        ends.push(levels.len());
        levels.extend(std::iter::repeat_n(0.001, 120));
    }
    (levels, ends)
}

/// Starts of the nods in seconds.
fn nods(levels: &[f32], seed: u64) -> Vec<f64> {
    let table = table();
    let (mut ear, mut nodder) = (PhraseEar::default(), Nodder::new(seed));
    let mut starts: Vec<f64> = Vec::new();
    for (at, level) in levels.iter().enumerate() {
        let now = at as f64 * 0.02;
        if ear.hear(*level, 0.02, &table.phrase) {
            nodder.phrase_ended(now, 1.0, &table.nod);
        }
        if let Some(nod) = nodder.latest().filter(|nod| starts.last() != Some(&nod.start_s)) {
            starts.push(nod.start_s);
        }
    }
    starts
}

#[test]
fn nods_come_within_300_ms_of_a_phrases_end_and_only_there() {
    let (levels, ends) = talk(50);
    let starts = nods(&levels, 7);
    assert!(starts.len() >= 5, "{} nods to {} phrases", starts.len(), ends.len());
    for start in starts {
        assert!(ends.iter().any(|end| (0.0..=0.3).contains(&(start - *end as f64 * 0.02))), "a nod at {start}");
    }
}

#[test]
fn the_same_talk_400_ms_later_gets_the_same_nods_400_ms_later() {
    let (plain, shifted) = (nods(&talk(50).0, 11), nods(&talk(70).0, 11));
    assert_eq!(plain.len(), shifted.len());
    for (early, late) in plain.iter().zip(&shifted) {
        assert!((late - early - 0.4).abs() < 1e-9, "{early} and {late}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn steady_noise_gets_no_nod(level in 0.0f32..0.9, from in 0usize..200, seed in any::<u64>()) {
        let mut dice = Dice::new(seed, "noise");
        let mut levels = vec![0.0005; from];
        // A fan that is switched on, hums with the usual scatter of a 20 ms level, and is switched off.
        levels.extend((0..600).map(|_| level * (1.0 + 0.04 * dice.normal())));
        levels.extend(std::iter::repeat_n(0.0005, 100));
        prop_assert_eq!(nods(&levels, seed), Vec::<f64>::new());
    }

    #[test]
    fn eyes_and_head_stay_within_their_limits(seed in any::<u64>(), goals in prop::collection::vec((-400.0f32..400.0, -400.0f32..400.0, 1usize..40), 1..30)) {
        let table = table();
        let mut motion = GazeMotion::new(seed);
        let mut frame = 0;
        for (x, y, frames) in goals {
            for at in 0..frames {
                frame += 1;
                let bearing = motion.turn(seconds(frame), STEP, Vec2::new(x, y), at == 0, &table);
                prop_assert!(bearing.gaze.is_finite() && bearing.head.is_finite());
                prop_assert!(bearing.head.x.abs() <= table.head.yaw && bearing.head.y.abs() <= table.head.pitch);
                let eyes = within(bearing.gaze - bearing.head, Vec2::ZERO, &table.eyes, None);
                prop_assert!(eyes.x.abs() <= table.eyes.yaw && eyes.y <= table.eyes.up && -eyes.y <= table.eyes.down);
            }
        }
    }

    #[test]
    fn directions_and_rotations_agree(x in -80.0f32..80.0, y in -80.0f32..80.0) {
        let back = bearing_of(rotation(Vec2::new(x, y)) * Vec3::Z);
        prop_assert!(back.distance(Vec2::new(x, y)) < 0.05, "{back}");
    }

    #[test]
    fn springs_do_not_care_about_the_frame_rate(target in -30.0f32..30.0, quickness in 1.0f32..12.0) {
        let (mut fine, mut coarse) = (Spring::default(), Spring::default());
        for _ in 0..60 {
            fine.follow(target, quickness, 0.01);
        }
        for _ in 0..6 {
            coarse.follow(target, quickness, 0.1);
        }
        prop_assert!((fine.value - coarse.value).abs() < 0.01, "{fine:?} {coarse:?}");
        prop_assert!(fine.value.abs() <= target.abs() + 1e-3);
    }
}

#[test]
fn nonsense_for_a_direction_is_straight_ahead() {
    let eyes = within(Vec2::new(f32::NAN, 3.0), Vec2::ZERO, &table().eyes, None);
    assert_eq!(eyes, Vec2::ZERO);
    assert_eq!(bearing_of(Vec3::ZERO), Vec2::ZERO);
}

#[test]
fn movements_begin_and_end_at_rest() {
    let nod = Nod { start_s: 1.0, degrees: 5.0, cycle_s: 0.4, dips: 2 };
    assert_eq!((nod.pitch(1.0), nod.pitch(1.8)), (0.0, 0.0));
    let deepest = (0..100).map(|at| nod.pitch(1.0 + f64::from(at) * 0.008)).fold(0.0, f32::max);
    assert!((deepest - 5.0).abs() < 0.1, "{deepest}");
    assert_eq!((pulse(0.0, 0.3, 1.0, 0.5), pulse(1.0, 0.3, 1.0, 0.5), pulse(9.0, 0.3, 1.0, 0.5)), (0.0, 1.0, 0.0));
    assert_eq!((minimum_jerk(-1.0), minimum_jerk(2.0)), (0.0, 1.0));
    assert!((0..10_000).all(|at| drift(f64::from(at) * 0.37, 2.0).abs() <= 1.0));
}

#[test]
fn a_breath_is_taken_before_the_first_word_and_at_rest_14_times_a_minute() {
    let table = table();
    let mut breath = Breath::default();
    let (mut count, mut rising) = (0, false);
    for frame in 0..TEN_MINUTES {
        let before = breath;
        let full = breath.volume(seconds(frame), false, false, &table.breath);
        assert!((0.0..=1.0).contains(&full));
        let rises = full > 0.02 && full < 0.5 && !rising && breath != before;
        rising = if full < 0.01 { false } else { rising || rises };
        count += usize::from(rises);
    }
    assert!((120..=180).contains(&count), "{count} breaths in ten minutes");
    let mut breath = Breath::default();
    let full = (0..40).map(|frame| breath.volume(seconds(frame), true, frame == 10, &table.breath)).fold(0.0, f32::max);
    assert!(full > 0.9, "{full}");
}

#[test]
fn the_mouth_belongs_to_speech() {
    let mut weights = Weights::default();
    weights.add_both("mouthSmile", 0.5, 0.5);
    weights.add("jawOpen", 0.4);
    weights.add("browInnerUp", 0.3);
    let mut pose = Pose::ZERO;
    pose.set(Viseme::Aa, 0.8);
    weights.speak(&pose, 0.4);
    assert!((weights.get("mouthSmileLeft") - 0.2).abs() < 1e-6);
    assert_eq!((weights.get("jawOpen"), weights.get("browInnerUp")), (0.0, 0.3));
    assert!((weights.get("viseme_aa") - 0.8).abs() < 1e-6);
    weights.without_visemes();
    assert!(weights.get("jawOpen") > 0.3 && weights.get("viseme_aa") == 0.0);
}

#[test]
fn every_channel_is_found_by_its_name_and_by_the_usual_variants() {
    for channel in 0..channels::COUNT {
        assert_eq!(channels::index(channels::name(channel).unwrap()), Some(channel));
    }
    assert_eq!(channels::index("viseme_oh"), channels::index("viseme_O"));
    assert_eq!(channels::index("EyeBlinkLeft"), channels::index("eyeBlinkLeft"));
    assert_eq!((channels::index("bodyFat"), channels::name(channels::COUNT)), (None, None));
}

#[test]
fn a_wrong_behaviour_table_is_refused_with_its_line() {
    let broken = include_str!("../../assets/behaviour/default.toml").replace("close_s = 0.075", "close_s = \"soon\"");
    let message = Behaviour::parse(&broken).unwrap_err().to_string();
    assert!(message.contains("line") && message.contains("close_s"), "{message}");
    let unknown = format!("{}\nfidget = 1.0\n", include_str!("../../assets/behaviour/default.toml"));
    assert!(Behaviour::parse(&unknown).unwrap_err().to_string().contains("fidget"));
}

#[test]
fn qualities_have_names_and_grow_dearer() {
    for quality in Quality::ALL {
        assert_eq!(quality.to_string().parse(), Ok(quality));
    }
    assert!("ultra".parse::<Quality>().unwrap_err().contains("low, medium, high or web"));
    let [low, medium, high, web] = Quality::ALL.map(|quality| quality.profile());
    assert!(low.scale < medium.scale && medium.scale < high.scale);
    assert!(
        [low, web].iter().all(|profile| profile.samples == 1 && !profile.ambient_occlusion && !profile.bloom && !profile.depth_of_field)
    );
}

fn panorama(look: impl Fn(usize, usize) -> [f32; 3]) -> Panorama {
    let (width, height) = (64, 32);
    let data = (0..width * height).flat_map(|at| {
        let [r, g, b] = look(at % width, at / width);
        [r, g, b, 1.0].into_iter().flat_map(f32::to_le_bytes)
    });
    let image = Image::new(
        Extent3d { width: width as u32, height: height as u32, depth_or_array_layers: 1 },
        TextureDimension::D2,
        data.collect(),
        TextureFormat::Rgba32Float,
        RenderAssetUsages::MAIN_WORLD,
    );
    Panorama::of(&image).unwrap()
}

/// The texels of a cube map as colours.
fn texels(image: &Image) -> Vec<Vec3> {
    let decode = |bits: u32| {
        let scale = 2f32.powi((bits >> 27) as i32 - 24);
        Vec3::new((bits & 511) as f32, (bits >> 9 & 511) as f32, (bits >> 18 & 511) as f32) * scale
    };
    image.data.as_ref().unwrap().chunks_exact(4).map(|four| decode(u32::from_le_bytes(four.try_into().unwrap()))).collect()
}

#[test]
fn even_surroundings_light_evenly() {
    let light = surround(&panorama(|_, _| [0.5, 0.25, 1.0]));
    for image in [&light.soft, &light.sharp] {
        assert!(texels(image).iter().all(|texel| texel.distance(Vec3::new(0.5, 0.25, 1.0)) < 0.01));
    }
}

#[test]
fn a_window_on_the_left_lights_what_faces_left() {
    // Columns left of the middle look towards -X.
    let light = surround(&panorama(|x, _| if (8..24).contains(&x) { [1.0; 3] } else { [0.0; 3] }));
    let soft = texels(&light.soft);
    let mean = |face: usize| soft[face * 64..(face + 1) * 64].iter().map(|texel| texel.x).sum::<f32>() / 64.0;
    assert!(mean(1) > 0.5 && mean(0) < 0.1, "{} against {}", mean(1), mean(0));
    assert!((mean(2) - mean(3)).abs() < 0.05, "up {} and down {}", mean(2), mean(3));
}

#[test]
fn smaller_copies_keep_the_mean_and_the_coverage_of_hair() {
    let texels = |alpha: fn(u32) -> u8| (0..64u32 * 64).flat_map(move |at| [100, 150, 200, alpha(at)]).collect::<Vec<u8>>();
    let image = |data| {
        let size = Extent3d { width: 64, height: 64, depth_or_array_layers: 1 };
        Image::new(size, TextureDimension::D2, data, TextureFormat::Rgba8UnormSrgb, RenderAssetUsages::MAIN_WORLD)
    };
    let even = with_levels(image(texels(|_| 255)), None, u32::MAX).unwrap();
    assert_eq!(even.texture_descriptor.mip_level_count, 7);
    let data = even.data.as_ref().unwrap();
    assert_eq!(data.len(), 4 * (4096 + 1024 + 256 + 64 + 16 + 4 + 1));
    assert!(data.chunks_exact(4).all(|texel| texel == [100, 150, 200, 255]));
    assert!(with_levels(even, None, u32::MAX).is_none(), "it has its levels already");
    // Strands one texel wide with gaps of two would vanish below a cutoff of a half.
    let hair = with_levels(image(texels(|at| if at % 3 == 0 { 255 } else { 0 })), Some(0.5), 3).unwrap();
    let data = hair.data.as_ref().unwrap();
    let covered = |level: &[u8]| level.chunks_exact(4).filter(|texel| texel[3] > 127).count() as f32 / (level.len() / 4) as f32;
    let (full, half) = (covered(&data[..4 * 4096]), covered(&data[4 * 4096..4 * 5120]));
    assert!(half >= 0.9 * full, "{full} becomes {half}");
    assert_eq!(hair.texture_descriptor.mip_level_count, 3);
}
