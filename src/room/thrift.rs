//! Fits the materials of what is lit (the interviewer) to the quality: hair with soft edges where there are several samples per pixel, and on
//! slow machines no inner sides of clothes, which nobody sees but the processor would draw.

use bevy::platform::collections::HashMap;
use bevy::prelude::*;
use bevy::render::render_resource::Face;

use super::quality::Quality;

/// Materials as their files made them.
#[derive(Resource, Default)]
struct Originals(HashMap<AssetId<StandardMaterial>, (AlphaMode, Option<Face>)>);

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Originals>().add_systems(Update, fit);
}

fn fit(
    quality: Res<Quality>,
    mut loaded: MessageReader<AssetEvent<StandardMaterial>>,
    mut originals: ResMut<Originals>,
    mut materials: ResMut<Assets<StandardMaterial>>,
) {
    let profile = quality.profile();
    let mut ids: Vec<AssetId<StandardMaterial>> = Vec::new();
    for event in loaded.read() {
        let AssetEvent::LoadedWithDependencies { id } = event else { continue };
        if let Some(material) = materials.get(*id) {
            originals.0.insert(*id, (material.alpha_mode, material.cull_mode));
            ids.push(*id);
        }
    }
    if quality.is_changed() {
        ids = originals.0.keys().copied().collect();
    }
    for id in ids {
        let Some((alpha, cull)) = originals.0.get(&id).copied() else { continue };
        let wished_alpha = match alpha {
            AlphaMode::Mask(_) if profile.samples > 1 => AlphaMode::AlphaToCoverage,
            other => other,
        };
        let wished_cull = if profile.inner_sides || alpha != AlphaMode::Opaque { cull } else { Some(Face::Back) };
        if let Some(mut material) = materials.get_mut(id)
            && (material.alpha_mode, material.cull_mode) != (wished_alpha, wished_cull)
        {
            material.alpha_mode = wished_alpha;
            material.cull_mode = wished_cull;
        }
    }
}
