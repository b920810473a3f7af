//! The candidate's eyes: a camera on the seat across the table, which moves a little with the pointer so that the room has depth.

use bevy::anti_alias::fxaa::{Fxaa, Sensitivity};
use bevy::camera::{Exposure, Hdr, RenderTarget, ShadowLodOrigin};
use bevy::core_pipeline::tonemapping::{DebandDither, Tonemapping};
use bevy::light::ShadowFilteringMethod;
use bevy::pbr::ScreenSpaceAmbientOcclusion;
use bevy::post_process::bloom::Bloom;
use bevy::post_process::dof::{DepthOfField, DepthOfFieldMode};
use bevy::prelude::*;
use bevy::window::PrimaryWindow;

use super::anchors::{CANDIDATE, FACE, Sights};
use super::quality::Quality;
use super::stage::Stage;

/// With this exposure a white surface under an illuminance of pi is white in the picture, so lights are given in units of white.
const UNIT_EXPOSURE: Exposure = Exposure { ev100: -0.263_034_4 };

/// How the room is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Framing {
    /// From the candidate's seat: head and shoulders, the table's edge, the room behind.
    #[default]
    Seated,
    /// The face fills the picture.
    Close,
    /// The whole room, from its corner.
    Establishing,
}

/// What the camera shows. Changes are followed smoothly, unless `cut` is set.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq)]
pub struct Viewpoint {
    /// The shot.
    pub framing: Framing,
    /// Where the candidate leans, -1 to 1 to the right and up. The pointer sets it.
    pub lean: Vec2,
    /// The pointer does not move the camera.
    pub steady: bool,
    /// The next change is a cut.
    pub cut: bool,
}

/// A place to look from.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Mark {
    eye: Vec3,
    at: Vec3,
    /// Vertical, degrees.
    field: f32,
}

impl Framing {
    const fn mark(self) -> Mark {
        match self {
            Self::Seated => Mark { eye: CANDIDATE, at: Vec3::new(0.0, 1.005, 0.12), field: 38.5 },
            Self::Close => Mark { eye: Vec3::new(0.0, 1.222, 1.05), at: Vec3::new(0.0, 1.19, 0.14), field: 21.0 },
            Self::Establishing => Mark { eye: Vec3::new(1.45, 1.72, 2.55), at: Vec3::new(-0.25, 0.92, -0.2), field: 54.0 },
        }
    }
}

/// Marks the room's camera.
#[derive(Component, Clone, Copy, Debug)]
pub struct Eye {
    now: Mark,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Viewpoint>()
        .init_resource::<Sights>()
        .insert_resource(ClearColor(Color::srgb(0.02, 0.02, 0.022)))
        .add_systems(Startup, open.after(super::stage::StageReady))
        .add_systems(Update, (lean, follow, equip.run_if(resource_changed::<Quality>)).chain());
}

fn open(mut commands: Commands, stage: Res<Stage>, view: Res<Viewpoint>) {
    let mark = view.framing.mark();
    commands.spawn((
        Name::new("Eye"),
        Eye { now: mark },
        Camera3d::default(),
        RenderTarget::from(stage.image.clone()),
        Projection::Perspective(PerspectiveProjection { fov: mark.field.to_radians(), near: 0.08, far: 30.0, ..default() }),
        Transform::from_translation(mark.eye).looking_at(mark.at, Vec3::Y),
        UNIT_EXPOSURE,
        Tonemapping::KhronosPbrNeutral,
        ShadowLodOrigin,
    ));
}

/// The pointer's place in the window is where the candidate leans.
fn lean(windows: Query<&Window, With<PrimaryWindow>>, mut view: ResMut<Viewpoint>) {
    if view.steady {
        return;
    }
    let Some(window) = windows.iter().next() else { return };
    let wished = window.cursor_position().map_or(Vec2::ZERO, |at| {
        let part = at / window.size().max(Vec2::ONE) * 2.0 - 1.0;
        Vec2::new(part.x, -part.y).clamp(Vec2::NEG_ONE, Vec2::ONE)
    });
    if view.lean.distance_squared(wished) > 1e-6 {
        view.lean = wished;
    }
}

fn follow(
    time: Res<Time>,
    mut view: ResMut<Viewpoint>,
    mut sights: ResMut<Sights>,
    mut eyes: Query<(&mut Eye, &mut Transform, &mut Projection, Option<&mut DepthOfField>)>,
) {
    /// How far the head moves to a side and up, in metres.
    const REACH: Vec2 = Vec2::new(0.035, 0.018);
    /// Per second; a head takes about half a second.
    const QUICKNESS: f32 = 5.0;
    for (mut eye, mut transform, mut projection, focus) in &mut eyes {
        let mut goal = view.framing.mark();
        let side = (goal.at - goal.eye).cross(Vec3::Y).normalize_or_zero();
        goal.eye += side * (REACH.x * view.lean.x) + Vec3::Y * (REACH.y * view.lean.y);
        let share = if view.cut { 1.0 } else { 1.0 - (-QUICKNESS * time.delta_secs()).exp() };
        eye.now.eye = eye.now.eye.lerp(goal.eye, share);
        eye.now.at = eye.now.at.lerp(goal.at, share);
        eye.now.field += (goal.field - eye.now.field) * share;
        *transform = Transform::from_translation(eye.now.eye).looking_at(eye.now.at, Vec3::Y);
        if let Projection::Perspective(lens) = &mut *projection
            && (lens.fov - eye.now.field.to_radians()).abs() > 1e-5
        {
            lens.fov = eye.now.field.to_radians();
        }
        // Whatever the shot, the interviewer is what is sharp.
        if let Some(mut focus) = focus {
            focus.focal_distance = eye.now.eye.distance(FACE);
        }
        // From the corner of the room nobody is looked at: the candidate still sits at the table.
        sights.candidate = if view.framing == Framing::Establishing { CANDIDATE } else { eye.now.eye };
    }
    if view.cut {
        view.cut = false;
    }
}

/// Fits the camera out for a quality.
fn equip(mut commands: Commands, quality: Res<Quality>, eyes: Query<Entity, With<Eye>>) {
    let profile = quality.profile();
    for entity in &eyes {
        let mut camera = commands.entity(entity);
        camera.remove::<(Hdr, Bloom, DepthOfField, Fxaa, ScreenSpaceAmbientOcclusion)>();
        camera.insert((
            match profile.samples {
                0 | 1 => Msaa::Off,
                2 => Msaa::Sample2,
                3..=7 => Msaa::Sample4,
                _ => Msaa::Sample8,
            },
            if profile.dither { DebandDither::Enabled } else { DebandDither::Disabled },
            if profile.soft_shadows { ShadowFilteringMethod::Gaussian } else { ShadowFilteringMethod::Hardware2x2 },
        ));
        if profile.fxaa {
            // More sensitive settings cost a tenth of a frame on a processor and blur the face.
            camera.insert(Fxaa { edge_threshold: Sensitivity::Medium, edge_threshold_min: Sensitivity::Medium, ..default() });
        }
        if profile.bloom {
            camera.insert((Hdr, Bloom { intensity: 0.06, ..Bloom::NATURAL }));
        }
        if profile.depth_of_field {
            camera.insert((
                Hdr,
                DepthOfField {
                    mode: DepthOfFieldMode::Bokeh,
                    focal_distance: CANDIDATE.distance(FACE),
                    aperture_f_stops: 2.6,
                    sensor_height: 0.024,
                    max_circle_of_confusion_diameter: 14.0,
                    max_depth: 12.0,
                },
            ));
        }
        if profile.ambient_occlusion {
            camera.insert(ScreenSpaceAmbientOcclusion::default());
        }
    }
}
