//! Pictures of the room, judged by properties that hold on every renderer: nothing here compares bits. Without a graphics adapter the tests
//! say so and pass.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where by panicking")]

mod body;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bevy::math::UVec2;
use greenroom::avatar::behaviour::Behaviour;
use greenroom::avatar::face::Face;
use greenroom::avatar::gaze::Looking;
use greenroom::picture::{self, Film, PictureError, Setup, Studio};
use greenroom::room::Quality;
use greenroom::room::camera::{Framing, Viewpoint};
use greenroom::session::feed::{Broken, Demeanour, Doing, Lips};
use greenroom::speech::{Phone, VisemeTrack};
use image::RgbaImage;

const SIZE: UVec2 = UVec2::new(640, 360);

/// An asset folder with the real room and the drawn person.
fn assets() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/room");
    fs::create_dir(folder.path().join("room")).unwrap();
    for name in ["office.glb", "surround.hdr"] {
        fs::copy(room.join(name), folder.path().join("room").join(name)).unwrap();
    }
    body::write(folder.path());
    folder
}

fn no_adapter() -> bool {
    match picture::adapter() {
        Ok(_) => false,
        Err(problem) => {
            #[expect(clippy::print_stderr, reason = "a skipped test says why")]
            {
                eprintln!("skipped: {problem}");
            }
            true
        }
    }
}

/// Mean red, green and blue of a part of the picture, given as shares of its width and height.
fn mean(image: &RgbaImage, [left, top, right, bottom]: [f32; 4]) -> [f32; 3] {
    let (mut sum, mut count) = ([0.0f32; 3], 0.0);
    for (x, y, pixel) in image.enumerate_pixels() {
        let (u, v) = (x as f32 / image.width() as f32, y as f32 / image.height() as f32);
        if (left..right).contains(&u) && (top..bottom).contains(&v) {
            for (sum, value) in sum.iter_mut().zip(pixel.0) {
                *sum += f32::from(value);
            }
            count += 1.0;
        }
    }
    sum.map(|value| value / count)
}

/// Mean difference of two pictures within a part, 0 to 255.
fn difference(a: &RgbaImage, b: &RgbaImage, [left, top, right, bottom]: [f32; 4]) -> f32 {
    let (mut sum, mut count) = (0.0, 0.0);
    for (x, y, pixel) in a.enumerate_pixels() {
        let (u, v) = (x as f32 / a.width() as f32, y as f32 / a.height() as f32);
        if (left..right).contains(&u) && (top..bottom).contains(&v) {
            let other = b.get_pixel(x, y);
            sum += (0..3).map(|i| f32::from(pixel.0[i].abs_diff(other.0[i]))).sum::<f32>() / 3.0;
            count += 1.0;
        }
    }
    sum / count
}

// Parts of the close shot, as shares of width and height.
const FACE: [f32; 4] = [0.44, 0.30, 0.56, 0.75];
const EYES: [f32; 4] = [0.40, 0.36, 0.60, 0.50];
const MOUTH: [f32; 4] = [0.44, 0.58, 0.56, 0.76];
const WALL: [f32; 4] = [0.05, 0.05, 0.25, 0.30];

fn studio(assets: &Path) -> Studio {
    let setup = Setup { size: SIZE, quality: Quality::Low, seed: 4, assets: Some(assets.into()), body: None };
    Studio::open(setup, |app| {
        app.insert_resource(Viewpoint { framing: Framing::Close, steady: true, cut: true, ..Viewpoint::default() });
        app.insert_resource(Demeanour { doing: Doing::Listening, stillness: 1.0, ..Demeanour::default() });
        app.world_mut().resource_mut::<Looking>().fixed = true;
        app.world_mut().resource_mut::<Face>().held_lids = Some(0.0);
    })
    .unwrap()
}

fn track() -> Arc<VisemeTrack> {
    let phone = |name: &str, start_s: f32, end_s: f32| Phone { name: name.into(), start_s, end_s, stressed: true, word_index: None };
    Arc::new(VisemeTrack::new(vec![phone("pau", 0.0, 0.1), phone("p", 0.1, 0.2), phone("aa", 0.2, 0.6), phone("pau", 0.6, 0.7)], None))
}

/// One room for everything that can be seen in it: opening it is what takes the time.
#[test]
fn the_room_shows_a_person_who_blinks_speaks_and_looks_at_us() {
    if no_adapter() {
        return;
    }
    let mut studio = studio(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets"));
    studio.run_to(2.0);
    let rest = studio.capture().unwrap();
    assert_eq!((rest.width(), rest.height()), (SIZE.x, SIZE.y));
    let [r, g, b] = mean(&rest, [0.0, 0.0, 1.0, 1.0]);
    assert!((20.0..230.0).contains(&((r + g + b) / 3.0)), "the picture is {r}, {g}, {b} on average");
    let [r, g, b] = mean(&rest, FACE);
    assert!(r > 1.15 * g && g > b, "the middle is not of a skin's colour: {r}, {g}, {b}");
    let dark = rest.enumerate_pixels().filter(|(x, y, pixel)| {
        let (u, v) = (*x as f32 / SIZE.x as f32, *y as f32 / SIZE.y as f32);
        (EYES[0]..EYES[2]).contains(&u) && (EYES[1]..EYES[3]).contains(&v) && pixel.0[..3].iter().all(|value| *value < 90)
    });
    assert!(dark.count() > 60, "no dark irises where the eyes are");

    let again = studio.capture().unwrap();
    assert_eq!(rest, again, "the same instant twice gives two pictures");

    studio.world().resource_mut::<Face>().held_lids = Some(1.0);
    studio.run_to(2.02);
    let blink = studio.capture().unwrap();
    let (eyes, wall) = (difference(&rest, &blink, EYES), difference(&rest, &blink, WALL));
    assert!(eyes > 2.5 && wall < 0.5, "a blink changes the eyes by {eyes} and the wall by {wall}");

    studio.world().resource_mut::<Face>().held_lids = Some(0.0);
    let track = track();
    let mouth = |studio: &mut Studio, at_s: f32, now_s: f64| {
        *studio.world().resource_mut::<Lips>() = Lips { track: Some(track.clone()), position_s: at_s, previous_s: at_s - 0.01 };
        studio.run_to(now_s);
        studio.capture().unwrap()
    };
    let shut = mouth(&mut studio, 0.15, 2.04);
    let open = mouth(&mut studio, 0.4, 2.06);
    let (lips, wall) = (difference(&shut, &open, MOUTH), difference(&shut, &open, WALL));
    assert!(lips > 6.0 && wall < 0.5, "speech changes the mouth by {lips} and the wall by {wall}");

    let candidate = studio.world().resource::<greenroom::room::anchors::Sights>().candidate;
    let looking = studio.world().resource::<Looking>();
    assert!(looking.bearing.steady.length() < 4.0, "the gaze is {} from straight ahead", looking.bearing.steady);
    assert!(candidate.z > 0.9);
    let limits = Behaviour::built_in().unwrap().eyes;
    assert!(looking.in_head.x.abs() <= limits.yaw && looking.in_head.y <= limits.up);
}

#[test]
fn a_film_has_a_frame_for_every_instant_its_sound_and_its_mouth() {
    if no_adapter() {
        return;
    }
    let (assets, out) = (assets(), tempfile::tempdir().unwrap());
    let film = Film {
        samples: vec![0.1; 11_200],
        sample_rate: 16_000,
        track: track(),
        frame_rate: 10,
        lead_s: 0.2,
        tail_s: 0.1,
        framing: Framing::Close,
        size: UVec2::new(160, 90),
        quality: Quality::Low,
        seed: 1,
        assets: Some(assets.path().into()),
    };
    let mut seen = 0;
    let report = picture::film(&film, out.path(), |done, of| {
        assert!(done == seen + 1 && of == 10);
        seen = done;
    })
    .unwrap();
    assert_eq!((report.frames, seen), (10, 10));
    let frame = |at: usize| image::open(out.path().join(format!("frame_{at:05}.png"))).unwrap().to_rgba8();
    // Frame 6 stands for 0.4 s of the piece: the vowel. Frame 0 lies before it.
    assert!(difference(&frame(0), &frame(6), MOUTH) > 3.0);
    let sound = hound::WavReader::open(out.path().join("speech.wav")).unwrap();
    assert_eq!(sound.duration(), 16_000);
    let data: serde_json::Value = serde_json::from_str(&fs::read_to_string(out.path().join("visemes.json")).unwrap()).unwrap();
    assert_eq!(data["film"]["frame_rate"], 10);
    assert!(data["speech"]["curves"].as_array().is_some_and(|curves| !curves.is_empty()));
}

#[test]
fn a_missing_or_broken_body_is_named_and_nothing_panics() {
    if no_adapter() {
        return;
    }
    let assets = assets();
    let body: PathBuf = assets.path().join("interviewer/interviewer.glb");
    fs::write(&body, b"this is no body").unwrap();
    let setup = Setup { size: UVec2::new(64, 36), quality: Quality::Low, seed: 0, assets: Some(assets.path().into()), body: None };
    let problem = Studio::open(setup.clone(), |_| {}).map(drop).unwrap_err();
    assert!(
        matches!(&problem, PictureError::Fault(fault) if fault.broken == Broken::Body && fault.file.ends_with("interviewer.glb")),
        "{problem}"
    );
    fs::remove_file(&body).unwrap();
    let problem = Studio::open(setup, |_| {}).map(drop).unwrap_err();
    let said = problem.to_string();
    assert!(said.contains("interviewer.glb") && said.contains("Install Greenroom again"), "{said}");
}

#[test]
fn an_impossible_frame_rate_is_refused() {
    let film = Film {
        samples: Vec::new(),
        sample_rate: 16_000,
        track: track(),
        frame_rate: 0,
        lead_s: 0.0,
        tail_s: 0.0,
        framing: Framing::Seated,
        size: SIZE,
        quality: Quality::Low,
        seed: 0,
        assets: None,
    };
    let problem = picture::film(&film, Path::new("nowhere"), |_, _| {}).unwrap_err();
    assert!(problem.to_string().starts_with("0 frames a second"), "{problem}");
    // Time may be asked for in any step.
    assert_eq!(Duration::from_secs_f64(0.04), Duration::from_millis(40));
}
