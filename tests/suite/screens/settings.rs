//! Settings, sound, check-up, skills and about, operated by name and by key.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::NodeT as _;
use greenroom::config::preferences::Shade;
use greenroom::room::Quality;
use greenroom::session::acts::{Screen, Trial, UiAct};
use greenroom::session::view::*;

use super::samples;
use super::stage::Stage;

#[test]
fn every_setting_can_be_chosen_by_its_name() {
    let mut stage = Stage::sized(Screen::Settings, samples::views(), [1280.0, 2000.0]);
    for name in ["Language of the screens: Español", "Light or dark: Light", "Size of everything: 150 %", "Size of the captions: 200 %"] {
        stage.click(name);
    }
    stage.click("Quality of the room: Low");
    // The words are those of the language that the stage was built with; the choice itself has been made.
    let settings = stage.harness.state().views.settings.clone();
    assert_eq!((settings.language.as_deref(), settings.shade), (Some("es"), Shade::Light));
    assert_eq!((settings.scale, settings.caption_size, settings.quality), (150, 200, Some(Quality::Low)));
    assert_eq!(stage.taken().len(), 5);
    stage.click("Quality of the room: Low");
    assert_eq!(stage.taken(), [], "what holds already is not asked for again");
}

#[test]
fn the_keys_of_browsers_change_the_size_on_every_page() {
    for screen in [Screen::Title, Screen::Interview, Screen::Review, Screen::About] {
        let mut stage = Stage::new(screen, samples::views());
        for key in [Key::Plus, Key::Plus, Key::Minus, Key::Num0, Key::Minus, Key::Minus, Key::Minus] {
            stage.harness.key_press_modifiers(Modifiers::COMMAND, key);
            stage.frames();
        }
        let scales: Vec<u16> = stage
            .taken()
            .into_iter()
            .filter_map(|act| if let UiAct::Set(Setting::Scale(scale)) = act { Some(scale) } else { None })
            .collect();
        assert_eq!(scales, [125, 150, 125, 100, 90, 75], "{screen:?}: the smallest stays the smallest");
    }
}

#[test]
fn at_every_size_everything_that_can_be_pressed_lies_within_the_width() {
    let pressed = [Role::Button, Role::CheckBox, Role::RadioButton];
    let mut outside = Vec::new();
    for screen in Screen::ALL {
        for (scale, language) in [(75_u16, "en"), (150, "es"), (200, "en"), (200, "es")] {
            let mut views = samples::views();
            views.settings.language = Some(language.into());
            // The stage is measured in points: a window of 1280 by 720 at this size.
            let width = 128_000.0 / f32::from(scale);
            let stage = Stage::sized(screen, views, [width, 72_000.0 / f32::from(scale)]);
            for node in stage.harness.root().children_recursive().filter(|node| pressed.contains(&node.accesskit_node().role())) {
                let rect = node.rect();
                let name = node.accesskit_node().label().unwrap_or_default();
                if rect.left() < -1.0 || rect.right() > width + 1.0 {
                    outside.push(format!("{name:?} on {screen:?} at {scale} % in {language}: {rect:?}"));
                }
            }
        }
    }
    assert!(outside.is_empty(), "{}", outside.join("\n"));
}

#[test]
fn a_model_is_tested_on_request_and_what_it_says_is_shown() {
    let mut stage = Stage::sized(Screen::Settings, samples::views(), [1280.0, 2000.0]);
    assert!(stage.mentions("large-one at api.example.org. What is said in an interview is sent there."));
    stage.click("Test it");
    assert_eq!(stage.taken(), [UiAct::TestModel]);
    let mut views = samples::views();
    views.settings.model.as_mut().unwrap().test = ModelTest::Running;
    let stage = Stage::sized(Screen::Settings, views.clone(), [1280.0, 2000.0]);
    assert!(stage.is_disabled("Test it"));
    views.settings.model = None;
    let stage = Stage::sized(Screen::Settings, views, [1280.0, 2000.0]);
    assert!(stage.mentions("nothing leaves this computer") && !stage.says("Test it"));
}

#[test]
fn settings_lead_to_everything_else_and_back() {
    let mut stage = Stage::sized(Screen::Settings, samples::views(), [1280.0, 2000.0]);
    for name in ["Check-up", "About Greenroom", "Microphone and voice", "Home"] {
        stage.click(name);
    }
    stage.key(Key::Escape);
    let to = [Screen::CheckUp, Screen::About, Screen::Sound, Screen::Title, Screen::Title];
    assert_eq!(stage.taken(), to.map(UiAct::Go));
}

#[test]
fn a_microphone_is_recorded_and_heard_again() {
    let mut views = samples::views();
    views.sound = SoundView { verdict: None, recorded: false, ..samples::sound() };
    let mut stage = Stage::new(Screen::Sound, views);
    assert!(stage.is_disabled("Hear yourself"), "there is nothing yet");
    stage.click("Record five seconds");
    assert_eq!(stage.taken(), [UiAct::Try(Trial::Record)]);
    stage.harness.state_mut().views.sound.doing = Trying::Recording { part: 0.5 };
    stage.frames();
    assert!(stage.says("Recording: speak now"));
    stage.click("Stop");
    stage.harness.state_mut().views.sound = samples::sound();
    stage.frames();
    assert!(stage.says("This is fine: your voice is clear."));
    stage.click("Hear yourself");
    assert_eq!(stage.taken(), [UiAct::Try(Trial::Stop), UiAct::Try(Trial::Play)]);
}

#[test]
fn every_verdict_is_a_sentence_that_says_what_to_do() {
    let all = [Verdict::Silent, Verdict::NoVoice, Verdict::TooQuiet, Verdict::TooLoud, Verdict::Noisy];
    let words = ["switched off or muted?", "choose another microphone", "Come closer", "Move away", "use a headset"];
    for (verdict, words) in all.into_iter().zip(words) {
        let mut views = samples::views();
        views.sound.verdict = Some(verdict);
        assert!(Stage::new(Screen::Sound, views).mentions(words), "{verdict:?}");
    }
}

#[test]
fn without_devices_the_page_says_what_is_missing() {
    let mut views = samples::views();
    views.sound = SoundView::default();
    let stage = Stage::new(Screen::Sound, views);
    assert!(stage.mentions("No microphone was found.") && stage.mentions("No loudspeaker was found."));
    assert!(!stage.says("Record five seconds") && stage.is_disabled("Let me hear it"));
}

#[test]
fn the_check_up_says_how_each_thing_stands_and_what_to_do() {
    let mut stage = Stage::new(Screen::CheckUp, samples::views());
    assert!(stage.says("You can hold an interview here."));
    assert!(stage.says("There") && stage.says("Not there") && stage.says("Does not work"));
    assert!(stage.says("connect a loudspeaker or headphones"));
    stage.click("Look again");
    assert_eq!(stage.taken(), [UiAct::Retry]);
    let mut views = samples::views();
    if let Load::Ready(checkup) = &mut views.checkup {
        checkup.findings[0].standing = Standing::Blocking;
    }
    assert!(Stage::new(Screen::CheckUp, views).mentions("No interview can be held"));
}

#[test]
fn a_skill_leads_to_the_interviews_that_practise_it() {
    let mut views = samples::views();
    if let Load::Ready(scenarios) = &mut views.setup.scenarios {
        scenarios[0].skills = vec!["Safety mindset".into()];
    }
    let mut stage = Stage::sized(Screen::Skills, views, [1280.0, 1600.0]);
    assert!(stage.says("It shapes how the work is done.") && stage.says("How brave it sounds"));
    stage.click("Interviews that practise Safety mindset");
    let filter = CatalogueFilter { skill: Some("Safety mindset".into()), ..CatalogueFilter::default() };
    assert_eq!(stage.taken(), [UiAct::LookFor(Box::new(filter)), UiAct::Go(Screen::Setup)]);
}

#[test]
fn about_names_the_work_of_others_and_every_library() {
    let stage = Stage::sized(Screen::About, samples::views(), [1280.0, 3000.0]);
    assert!(stage.mentions("Atkinson Hyperlegible Next") && stage.mentions("MakeHuman") && stage.mentions("Carnegie Mellon"));
    let listed = include_str!("../../../assets/licences/libraries.tsv");
    let locked: toml::Table = include_str!("../../../Cargo.lock").parse().unwrap();
    let named = |name: &str| listed.lines().any(|line| line.split('\t').next() == Some(name));
    let manifest: toml::Table = include_str!("../../../Cargo.toml").parse().unwrap();
    for name in manifest["dependencies"].as_table().unwrap().keys() {
        assert!(named(name), "{name} is not listed; run tools/licences.sh");
    }
    let packages: Vec<(&str, &str)> = locked["package"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|package| Some((package.get("name")?.as_str()?, package.get("version")?.as_str()?)))
        .collect();
    for line in listed.lines() {
        let mut parts = line.split('\t');
        let (name, version) = (parts.next().unwrap(), parts.next().unwrap());
        assert!(packages.contains(&(name, version)), "{name} {version} is not in use any more; run tools/licences.sh");
        assert!(parts.next().is_some_and(|licence| !licence.is_empty()), "{name} has no licence");
    }
}
