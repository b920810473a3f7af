//! Pictures of every screen and of its states, drawn without a window into the folder that `GREENROOM_PICTURES` names.

#![expect(elided_lifetimes_in_paths, reason = "the parameters of Bevy systems would drown in them")]

use std::path::Path;

use bevy::camera::RenderTarget;
use bevy::log::LogPlugin;
use bevy::prelude::*;
use bevy::render::RenderPlugin;
use bevy::render::render_resource::{TextureFormat, TextureUsages};
use bevy::render::view::screenshot::{Screenshot, ScreenshotCaptured};
use bevy::window::ExitCondition;
use bevy::winit::WinitPlugin;
use greenroom::config::locale::{LANGUAGES, Text};
use greenroom::config::preferences::{SCALES, Shade};
use greenroom::documents::Trouble;
use greenroom::interview::TurnId;
use greenroom::session::acts::Screen;
use greenroom::session::view::*;

use super::samples;

/// The picture that was taken last.
#[derive(Resource, Default)]
struct Taken(Option<Image>);

struct Camera {
    app: App,
    target: Handle<Image>,
}

impl Camera {
    fn new(width: u32, height: u32) -> Self {
        let mut app = App::new();
        let window = WindowPlugin { primary_window: None, exit_condition: ExitCondition::DontExit, ..default() };
        let render = RenderPlugin { synchronous_pipeline_compilation: true, ..default() };
        app.add_plugins(DefaultPlugins.set(window).set(render).disable::<WinitPlugin>().disable::<LogPlugin>());
        app.add_plugins(greenroom::screens::plugin).init_resource::<Taken>();
        let mut image = Image::new_target_texture(width, height, TextureFormat::Rgba8UnormSrgb, None);
        image.texture_descriptor.usage |= TextureUsages::COPY_SRC;
        let target = app.world_mut().resource_mut::<Assets<Image>>().add(image);
        let camera = (
            Camera3d::default(),
            RenderTarget::from(target.clone()),
            Transform::from_xyz(0.0, 1.35, 2.1).looking_at(Vec3::new(0.0, 1.3, 0.0), Vec3::Y),
        );
        app.world_mut().spawn((camera, Msaa::Off));
        app.add_systems(Startup, stand_in);
        app.finish();
        app.cleanup();
        Self { app, target }
    }

    fn take(&mut self, screen: Screen, views: &Views, path: &Path) {
        let world = self.app.world_mut();
        world.insert_resource(views.clone());
        world.resource_mut::<NextState<Screen>>().set(screen);
        for _ in 0..7 {
            self.app.update();
        }
        self.app.world_mut().resource_mut::<Taken>().0 = None;
        self.app
            .world_mut()
            .spawn(Screenshot::image(self.target.clone()))
            .observe(|shot: On<ScreenshotCaptured>, mut taken: ResMut<Taken>| taken.0 = Some(shot.image.clone()));
        for _ in 0..40 {
            self.app.update();
            if let Some(image) = self.app.world_mut().resource_mut::<Taken>().0.take() {
                image.try_into_dynamic().unwrap().to_rgb8().save(path).unwrap();
                return;
            }
        }
        panic!("no picture of {screen:?} came back");
    }
}

/// Something of the size and place of a person before a wall, to judge what the interview's panes cover.
fn stand_in(mut commands: Commands, mut meshes: ResMut<Assets<Mesh>>, mut materials: ResMut<Assets<StandardMaterial>>) {
    let mut thing = |mesh: Mesh, colour: Color, at: Vec3| {
        let material = StandardMaterial { base_color: colour, unlit: true, ..default() };
        commands.spawn((Mesh3d(meshes.add(mesh)), MeshMaterial3d(materials.add(material)), Transform::from_translation(at)));
    };
    thing(Cuboid::new(9.0, 6.0, 0.1).into(), Color::srgb(0.80, 0.76, 0.69), Vec3::new(0.0, 1.5, -1.5));
    thing(Cuboid::new(0.46, 0.7, 0.25).into(), Color::srgb(0.23, 0.28, 0.36), Vec3::new(0.0, 0.95, -0.05));
    thing(Sphere::new(0.125).into(), Color::srgb(0.86, 0.66, 0.55), Vec3::new(0.0, 1.48, 0.0));
    thing(Cuboid::new(3.0, 0.08, 0.8).into(), Color::srgb(0.42, 0.29, 0.19), Vec3::new(0.0, 0.72, 0.5));
}

/// Name, screen, views.
fn scenes() -> Vec<(&'static str, Screen, Views)> {
    let mut scenes = Vec::new();
    let mut scene = |name, screen, change: &dyn Fn(&mut Views)| {
        let mut views = samples::views();
        change(&mut views);
        scenes.push((name, screen, views));
    };
    scene("boot", Screen::Boot, &|_| {});
    scene("title", Screen::Title, &|_| {});
    scene("title-interrupted", Screen::Title, &|views| {
        views.title.interrupted = Some(samples::interrupted());
        views.title.equipment = Equipment::default();
    });
    for (name, microphone) in [("title-offer", true), ("title-offer-without-microphone", false)] {
        scene(name, Screen::Title, &|views| {
            views.title = TitleView { equipment: Equipment { microphone, recogniser: false, loudspeaker: true }, ..TitleView::default() };
            views.ears = samples::ears(None);
        });
    }
    for (name, state) in [("title-fetching", samples::fetching()), ("title-not-fetched", samples::not_fetched())] {
        scene(name, Screen::Title, &|views| {
            views.title.equipment.recogniser = false;
            views.ears = EarsView { fetching: state.clone(), ..samples::ears(None) };
        });
    }
    scene("setup", Screen::Setup, &|_| {});
    let states = [
        ("setup-ears-none", None, Fetching::Not),
        ("setup-ears-fetching", None, samples::fetching()),
        ("setup-ears-checking", None, Fetching::Running { name: "base.en".into(), done: 120, of: 142, checking: true }),
        ("setup-ears-not-fetched", None, samples::not_fetched()),
        ("setup-ears-used", Some("base.en"), Fetching::Not),
    ];
    for (name, used, state) in states {
        scene(name, Screen::Setup, &|views| {
            views.ears = EarsView { fetching: state.clone(), ..samples::ears(used) };
        });
    }
    scene("setup-error", Screen::Setup, &|views| views.setup.scenarios = Load::Failed(samples::fault()));
    scene("setup-files", Screen::Setup, &|views| {
        views.setup.people.truncate(1);
        views.setup.resume = "Amina Haddad\n\nStaff Nurse, Surgical Ward 3\n- Looked after patients before and after bowel surgery".into();
        views.setup.resume_file = FileView::Read("amina-haddad-resume.pdf".into());
        views.setup.job = String::new();
        let scanned = Trouble::Scanned;
        views.setup.job_file = FileView::Failed(format!("advert.pdf {scanned}"));
    });
    scene("setup-reading", Screen::Setup, &|views| {
        views.setup.people.truncate(1);
        views.setup.resume_file = FileView::Reading("amina-haddad-resume.pdf".into());
    });
    scene("interview", Screen::Interview, &|_| {});
    scene("interview-speaking", Screen::Interview, &|views| {
        let view = &mut views.interview;
        view.floor = Floor::Speaking;
        view.heard = String::new();
        view.spoken =
            "It is good to have you here. We have half an hour and eight questions, some about what you have done, some about what \
                       you would do. Take a moment to think whenever you need one."
                .into();
        view.level = None;
        view.equipment = Equipment { loudspeaker: true, ..Equipment::default() };
        view.can_undo = false;
    });
    scene("interview-long", Screen::Interview, &|views| {
        views.interview.heard = "and then I rang the registrar again and said it once more in other words ".repeat(30);
        views.interview.card.as_mut().unwrap().text = "Suppose that the evening shift is two people short, a relative is shouting at the \
            desk, and a colleague asks you to sign for a medicine that you did not see being given. What do you do first, what do you \
            leave, and what do you say to each of them?"
            .into();
        views.toasts = vec![
            Toast { id: 1, tone: ToastTone::Good, text: "The microphone is back".into() },
            Toast { id: 2, tone: ToastTone::Bad, text: "The sound could not be saved: the disk is full".into() },
        ];
    });
    scene("interview-paused", Screen::Interview, &|views| views.interview.floor = Floor::Paused);
    scene("interview-judging", Screen::Interview, &|views| views.interview.floor = Floor::Judging);
    scene("review", Screen::Review, &|_| {});
    scene("review-focused", Screen::Review, &|views| {
        let Load::Ready(view) = &mut views.review else { return };
        view.focused = Some(TurnId(6));
        // What stands further down comes up.
        view.report.dimensions.drain(..3);
    });
    scene("review-after", Screen::Review, &|views| {
        let Load::Ready(view) = &mut views.review else { return };
        view.report.dimensions.clear();
        view.report.went_well.clear();
        view.report.went_okay.clear();
        view.report.overall.score = None;
        view.ticked = vec![true, false];
    });
    scene("review-answers", Screen::Review, &|views| {
        let Load::Ready(view) = &mut views.review else { return };
        view.report.dimensions.clear();
        view.report.went_well.clear();
        view.report.went_okay.clear();
        view.report.needs_improvement.clear();
        view.report.plan.clear();
        view.report.overall.score = None;
        view.report.answers.remove(0);
    });
    scene("review-none", Screen::Review, &|views| views.review = Load::Ready(samples::review(samples::report_without_scores())));
    scene("history", Screen::History, &|_| {});
    scene("history-empty", Screen::History, &|views| {
        views.history = HistoryView { rows: Load::Ready(vec![]), ..HistoryView::default() };
    });
    for (name, sessions) in [("history-over-time", 5), ("history-over-time-few", 2)] {
        scene(name, Screen::History, &|views| {
            views.history.over_time = true;
            views.history.progress = Load::Ready(samples::progress(sessions));
        });
    }
    scene("review-spoken", Screen::Review, &|views| views.review = Load::Ready(samples::review(samples::spoken_report())));
    scene("history-loading", Screen::History, &|views| views.history.rows = Load::Loading);
    scene("settings", Screen::Settings, &|_| {});
    scene("settings-tested", Screen::Settings, &|views| {
        views.settings.model.as_mut().unwrap().test =
            ModelTest::Bad("large-one at api.example.org cannot be used: it refused the key (401); check GREENROOM_LLM_API_KEY".into());
    });
    scene("sound", Screen::Sound, &|_| {});
    scene("sound-recording", Screen::Sound, &|views| {
        views.sound = SoundView { doing: Trying::Recording { part: 0.4 }, verdict: None, recorded: false, ..samples::sound() };
    });
    scene("sound-none", Screen::Sound, &|views| views.sound = SoundView::default());
    scene("checkup", Screen::CheckUp, &|_| {});
    scene("checkup-running", Screen::CheckUp, &|views| views.checkup = Load::Loading);
    scene("about", Screen::About, &|_| {});
    scene("skills", Screen::Skills, &|_| {});
    scene("fault", Screen::Fault, &|_| {});
    scenes
}

#[test]
fn every_screen_can_be_pictured() {
    let Ok(folder) = std::env::var("GREENROOM_PICTURES") else {
        eprintln!("no pictures: GREENROOM_PICTURES names no folder");
        return;
    };
    // "title interview*": these, and those that begin so; all of them without.
    let only = std::env::var("GREENROOM_PICTURES_ONLY").unwrap_or_else(|_| "*".into());
    let wanted = |name: &str| only.split_whitespace().any(|one| one.strip_suffix('*').map_or(name == one, |start| name.starts_with(start)));
    let sizes = std::env::var("GREENROOM_PICTURES_SIZES").unwrap_or_else(|_| "1280x720 1920x1080".into());
    // "es light 150": each of them where it differs from the usual.
    let how = std::env::var("GREENROOM_PICTURES_AS").unwrap_or_default();
    let has = |word: &str| how.split_whitespace().any(|one| one == word);
    let shade = if has("light") {
        Shade::Light
    } else if has("dark") {
        Shade::Dark
    } else {
        Shade::Auto
    };
    let scale = SCALES.into_iter().find(|scale| has(&scale.to_string())).unwrap_or(100);
    let language = LANGUAGES.iter().find(|(tag, _)| has(tag)).map_or("en", |(tag, _)| tag);
    std::fs::create_dir_all(&folder).unwrap();
    for size in sizes.split_whitespace() {
        let (width, height) = size.split_once('x').unwrap();
        let mut camera = Camera::new(width.parse().unwrap(), height.parse().unwrap());
        camera.app.insert_resource(Language(Text::new(language)));
        for (name, screen, mut views) in scenes() {
            views.settings.scale = scale;
            views.settings.shade = shade;
            if wanted(name) {
                camera.take(screen, &views, &Path::new(&folder).join(format!("{name}-{size}.png")));
            }
        }
    }
}
