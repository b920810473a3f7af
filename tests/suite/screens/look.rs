//! The look and the words: contrast, sizes, names, completeness.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Color32, Rgba};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use greenroom::config::locale::{LANGUAGES, Text};
use greenroom::screens::theme::{Palette, Themes};
use greenroom::screens::widgets::Look;
use greenroom::session::acts::{Screen, UiAct};
use greenroom::session::view::*;

use super::samples;
use super::stage::Stage;

/// WCAG 2.2: relative luminance and contrast ratio.
fn contrast(one: Color32, other: Color32) -> f32 {
    let luminance = |colour: Color32| {
        let linear = Rgba::from(colour);
        0.2126 * linear.r() + 0.7152 * linear.g() + 0.0722 * linear.b()
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What is seen of a translucent colour over another; the renderer blends linear light.
fn over(veil: Color32, ground: Color32) -> Color32 {
    let part = f32::from(veil.a()) / 255.0;
    let [r, g, b, _] = veil.to_srgba_unmultiplied();
    (Rgba::from(Color32::from_rgb(r, g, b)) * part + Rgba::from(ground) * (1.0 - part)).into()
}

#[test]
fn every_text_colour_can_be_read_on_every_ground() {
    let themes = Themes::embedded().unwrap();
    for p in [themes.house.palette, themes.paper.palette] {
        let Palette { ground, raised, sunken, accent_soft, text, soft, faint, accent, good, fair, poor, .. } = p;
        // The room behind the veil may be anything between black and white.
        let veils = [over(p.veil, Color32::BLACK), over(p.veil, Color32::WHITE)];
        let grounds = [ground, raised, sunken, accent_soft, veils[0], veils[1]];
        for (name, ink) in
            [("text", text), ("soft", soft), ("faint", faint), ("accent", accent), ("good", good), ("fair", fair), ("poor", poor)]
        {
            for ground in grounds {
                let ratio = contrast(ink, ground);
                assert!(ratio >= 4.5, "{name} {ink:?} on {ground:?} has {ratio:.2} (dark: {})", p.dark);
            }
        }
        assert!(contrast(p.on_accent, accent) >= 4.5);
        assert!(contrast(if p.dark { sunken } else { raised }, poor) >= 4.5, "words on a dangerous button");
        for edge in [p.outline, p.focus] {
            for ground in [ground, raised, sunken] {
                assert!(contrast(edge, ground) >= 3.0, "{edge:?} on {ground:?}");
            }
        }
    }
}

#[test]
fn no_type_is_smaller_than_thirteen_points() {
    let sizes = Themes::embedded().unwrap().house.sizes;
    let all = [sizes.caption, sizes.body, sizes.lead, sizes.title, sizes.heading, sizes.display];
    assert!(all[0] >= 13.0 && all.is_sorted());
}

#[test]
fn nothing_that_can_be_used_is_without_a_name() {
    for screen in Screen::ALL {
        let stage = Stage::sized(screen, samples::views(), [1280.0, 4000.0]);
        let mut names = 0;
        for node in stage.harness.root().children_recursive() {
            let node = node.accesskit_node();
            let used = [Role::Button, Role::CheckBox, Role::RadioButton, Role::TextInput, Role::MultilineTextInput, Role::Slider];
            if used.contains(&node.role()) {
                let name = node.label().unwrap_or_default();
                assert!(!name.trim().is_empty(), "{:?} on {screen:?} has no name", node.role());
                names += 1;
            }
        }
        assert!(names > 0 || screen == Screen::Boot, "{screen:?} has nothing to use");
    }
}

#[test]
fn everything_on_the_interview_is_reached_with_the_tab_key() {
    let mut stage = Stage::new(Screen::Interview, samples::views());
    let mut reached = BTreeSet::new();
    for _ in 0..24 {
        stage.key(egui::Key::Tab);
        for node in stage.harness.root().children_recursive() {
            if node.is_focused() {
                reached.extend(node.accesskit_node().label());
            }
        }
    }
    for name in ["Your answer", "Say it again", "I’m thinking", "Skip", "Take back my answer", "Captions", "Pause", "End…"] {
        assert!(reached.contains(name), "{name} is not reached; reached are {reached:?}");
    }
}

#[test]
fn a_long_name_and_an_accented_one_are_shown_whole() {
    let mut views = samples::views();
    let name = "María José Ñúñez de Balboa y Ibáñez-Saavedra de los Ríos Łącka";
    views.setup.people[0].name = name.into();
    for size in [[1280.0, 720.0], [853.0, 480.0]] {
        let stage = Stage::sized(Screen::Setup, views.clone(), size);
        assert!(stage.harness.query_all_by_label(name).next().is_some());
        let begin = stage.harness.get_by_label("Begin the interview").rect();
        assert!(begin.right() <= size[0] && begin.bottom() <= size[1], "{begin:?}");
    }
}

#[test]
fn acts_are_enabled_by_the_views_alone() {
    use greenroom::interview::Act;
    let mut views = samples::views();
    assert!(UiAct::Begin.enabled(&views) && UiAct::Interview(Act::Repeat).enabled(&views));
    views.setup.persona = Some("nobody".into());
    views.interview.floor = Floor::Judging;
    assert!(!UiAct::Begin.enabled(&views));
    for act in [Act::Pause, Act::Repeat, Act::Thinking, Act::Done, Act::Interrupt, Act::Skip, Act::Undo, Act::Stop] {
        assert!(!UiAct::Interview(act).enabled(&views), "{act:?}");
    }
}

#[test]
fn choosing_another_scenario_keeps_an_interviewer_who_holds_it_and_replaces_one_who_does_not() {
    let mut views = samples::views();
    views.apply(&UiAct::ChoosePersona("sam-tarrant".into()));
    views.apply(&UiAct::ChooseScenario("general-behavioural".into()));
    assert_eq!(views.setup.persona.as_deref(), Some("sam-tarrant"));
    if let Load::Ready(scenarios) = &mut views.setup.scenarios {
        scenarios[1].personas = vec!["robin-ellery".into()];
    }
    views.apply(&UiAct::ChooseScenario("registered-nurse".into()));
    assert_eq!(views.setup.persona.as_deref(), Some("robin-ellery"));
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found
}

/// Message ids are the only literals of lower-case words joined by dashes in the files that speak to people.
fn named() -> BTreeSet<String> {
    let mut sources = files("src/screens", "rs");
    sources.extend(files("src/session", "rs"));
    let mut ids = BTreeSet::new();
    for path in sources {
        let text = std::fs::read_to_string(path).unwrap();
        let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        ids.extend(code.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    ids
}

#[test]
fn every_message_that_is_named_exists_and_every_message_is_named() {
    let mut messages = BTreeSet::new();
    for path in files("assets/locale/en", "ftl") {
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            messages.extend(line.split_once(" = ").filter(|(id, _)| !id.starts_with([' ', '#'])).map(|(id, _)| id.to_owned()));
        }
    }
    let named = named();
    let looks_like_id = |word: &str| {
        word.contains('-') && word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-') && !word.starts_with('-')
    };
    // Names of typefaces, not messages.
    let faces = ["text-ext", "strong-ext", "display-ext"];
    for id in named.iter().filter(|word| looks_like_id(word) && !faces.contains(&word.as_str())) {
        assert!(messages.contains(id), "{id} is named in the screens and stands in no file of assets/locale/en");
    }
    for id in messages {
        assert!(named.contains(&id), "{id} stands in assets/locale/en and is never shown");
    }
}

#[test]
fn no_screen_shows_the_id_of_a_message() {
    for (screen, language) in Screen::ALL.into_iter().flat_map(|screen| LANGUAGES.map(|(tag, _)| (screen, tag))) {
        let mut views = samples::views();
        views.settings.language = Some(language.to_owned());
        let stage = Stage::sized(screen, views, [1280.0, 9000.0]);
        for node in stage.harness.root().children_recursive() {
            let Some(label) = node.accesskit_node().label() else { continue };
            let other = label.contains([' ', '/']) || label.contains(char::is_uppercase);
            assert!(!label.contains('-') || other, "{label:?} on {screen:?}");
        }
    }
}

/// Message id to the names of its places, of one language.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files(&format!("assets/locale/{language}"), "ftl") {
        let mut id = String::new();
        for line in std::fs::read_to_string(&path).unwrap().lines().filter(|line| !line.starts_with('#')) {
            if let Some((found, _)) = line.split_once(" = ").filter(|(found, _)| !found.starts_with(' ')) {
                id = found.to_owned();
                assert!(messages.insert(id.clone(), BTreeSet::new()).is_none(), "{id} stands twice in {language}");
            }
            let places = line.split('$').skip(1).map(|rest| rest.chars().take_while(|letter| letter.is_alphanumeric()).collect::<String>());
            messages.entry(id.clone()).or_default().extend(places);
        }
    }
    messages
}

#[test]
fn every_language_has_every_message_with_the_same_places() {
    let english = messages("en");
    for (tag, name) in LANGUAGES {
        let own = messages(tag);
        for (id, places) in &english {
            assert_eq!(own.get(id), Some(places), "{id} in {name}");
        }
        assert_eq!(own.len(), english.len(), "{name} has messages that English has not");
    }
}

#[test]
fn a_language_is_found_by_any_form_of_its_tag() {
    for tag in ["es", "es-MX", "es_ES.UTF-8", "ES"] {
        assert_eq!(Text::new(tag).tag(), "es", "{tag}");
    }
    assert_eq!(Text::new("").tag(), "en");
}

#[test]
fn times_are_said_in_the_readers_language() {
    let themes = Themes::embedded().unwrap();
    let said = |tag: &str, at: &str| Look::new(&themes.paper, &Text::new(tag)).when(at);
    let (english, spanish) = (said("en", "2026-03-05T12:00:00Z"), said("es", "2026-03-05T12:00:00Z"));
    assert!(english.contains("March 2026, ") && spanish.contains("mar 2026, "), "{english} {spanish}");
    assert_eq!(said("en", "this morning"), "this morning");
}

#[test]
fn numbers_and_names_stand_in_messages_without_marks() {
    let text = Text::default();
    assert_eq!(text.get_args("question-of", &[("number", 3_usize.into()), ("of", 8_usize.into())]), "Question 3 of 8");
    assert_eq!(text.get_args("history-count", &[("count", 1_usize.into())]), "One interview");
    assert_eq!(Text::new("xx-XX").get("send"), "Send", "an unknown language falls back to English");
}

#[test]
fn colours_are_named_in_the_theme_alone() {
    for path in files("src/screens", "rs") {
        let text = std::fs::read_to_string(&path).unwrap();
        for word in ["from_rgb", "hex_color", "from_gray", "Color32::WHITE", "Color32::BLACK", "from_black_alpha"] {
            assert!(!text.contains(word), "{} names a colour: {word}", path.display());
        }
    }
}
