//! A person of a few hundred triangles with the names of a real one: an egg for a head, two eyes on bones, lids and a mouth that morph.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

/// Joints with their parent and their place relative to it.
const JOINTS: [(&str, Option<usize>, [f32; 3]); 12] = [
    ("hips", None, [0.0, 0.54, 0.0]),
    ("spine", Some(0), [0.0, 0.1, 0.0]),
    ("spine1", Some(1), [0.0, 0.1, 0.0]),
    ("spine2", Some(2), [0.0, 0.1, 0.0]),
    ("neck", Some(3), [0.0, 0.24, 0.02]),
    ("head", Some(4), [0.0, 0.1, 0.04]),
    ("eye_l", Some(5), [0.031, 0.039, 0.085]),
    ("eye_r", Some(5), [-0.031, 0.039, 0.085]),
    ("clavicle_l", Some(3), [0.03, 0.2, 0.05]),
    ("clavicle_r", Some(3), [-0.03, 0.2, 0.05]),
    ("forearm_r", Some(9), [-0.2, -0.25, 0.1]),
    ("hand_r", Some(10), [0.06, 0.0, 0.24]),
];

/// The file under construction.
#[derive(Default)]
struct Glb {
    bytes: Vec<u8>,
    views: Vec<Value>,
    accessors: Vec<Value>,
    meshes: Vec<Value>,
    materials: Vec<Value>,
}

/// One mesh: all of it hangs on one joint.
struct Part {
    name: &'static str,
    joint: u8,
    colour: [f32; 3],
    roughness: f32,
    points: Vec<[f32; 3]>,
    faces: Vec<u16>,
    shapes: Vec<(&'static str, Vec<[f32; 3]>)>,
}

fn place(joint: usize) -> [f32; 3] {
    let (_, parent, at) = JOINTS[joint];
    let base = parent.map_or([0.0; 3], place);
    [base[0] + at[0], base[1] + at[1], base[2] + at[2]]
}

impl Glb {
    fn store(&mut self, data: &[u8], count: usize, kind: &str, component: u32, bounds: Option<([f32; 3], [f32; 3])>) -> usize {
        while !self.bytes.len().is_multiple_of(4) {
            self.bytes.push(0);
        }
        self.views.push(json!({ "buffer": 0, "byteOffset": self.bytes.len(), "byteLength": data.len() }));
        self.bytes.extend(data);
        let mut accessor = json!({ "bufferView": self.views.len() - 1, "componentType": component, "count": count, "type": kind });
        if let Some((low, high)) = bounds {
            accessor["min"] = json!(low);
            accessor["max"] = json!(high);
        }
        self.accessors.push(accessor);
        self.accessors.len() - 1
    }

    fn vectors(&mut self, vectors: &[[f32; 3]]) -> usize {
        let data: Vec<u8> = vectors.iter().flatten().flat_map(|value| value.to_le_bytes()).collect();
        let low = vectors.iter().fold([f32::MAX; 3], |low, v| std::array::from_fn(|i| low[i].min(v[i])));
        let high = vectors.iter().fold([f32::MIN; 3], |high, v| std::array::from_fn(|i| high[i].max(v[i])));
        self.store(&data, vectors.len(), "VEC3", 5126, Some((low, high)))
    }

    fn add(&mut self, part: &Part) {
        let count = part.points.len();
        let centre = place(part.joint as usize);
        let normals: Vec<[f32; 3]> = part
            .points
            .iter()
            .map(|p| {
                let d: [f32; 3] = std::array::from_fn(|i| p[i] - centre[i]);
                let length = d.iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-6);
                d.map(|v| v / length)
            })
            .collect();
        let joints: Vec<u8> = (0..count).flat_map(|_| [part.joint, 0, 0, 0]).collect();
        let weights: Vec<u8> = (0..count).flat_map(|_| [1.0f32, 0.0, 0.0, 0.0]).flat_map(f32::to_le_bytes).collect();
        let indices: Vec<u8> = part.faces.iter().flat_map(|index| index.to_le_bytes()).collect();
        let attributes = json!({
            "POSITION": self.vectors(&part.points),
            "NORMAL": self.vectors(&normals),
            "JOINTS_0": self.store(&joints, count, "VEC4", 5121, None),
            "WEIGHTS_0": self.store(&weights, count, "VEC4", 5126, None),
        });
        let indices = self.store(&indices, part.faces.len(), "SCALAR", 5123, None);
        let targets: Vec<Value> = part.shapes.iter().map(|(_, moves)| json!({ "POSITION": self.vectors(moves) })).collect();
        let [r, g, b] = part.colour;
        self.materials.push(json!({
            "name": part.name, "doubleSided": true,
            "pbrMetallicRoughness": { "baseColorFactor": [r, g, b, 1.0], "metallicFactor": 0.0, "roughnessFactor": part.roughness },
        }));
        let mut primitive = json!({ "attributes": attributes, "indices": indices, "material": self.materials.len() - 1 });
        let mut mesh = json!({ "name": part.name });
        if !targets.is_empty() {
            primitive["targets"] = json!(targets);
            mesh["weights"] = json!(vec![0.0; part.shapes.len()]);
            mesh["extras"] = json!({ "targetNames": part.shapes.iter().map(|(name, _)| *name).collect::<Vec<_>>() });
        }
        mesh["primitives"] = json!([primitive]);
        self.meshes.push(mesh);
    }

    fn finish(mut self, names: &[&str]) -> Vec<u8> {
        let inverse: Vec<u8> = (0..JOINTS.len())
            .flat_map(|joint| {
                let [x, y, z] = place(joint);
                [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, -x, -y, -z, 1.0]
            })
            .flat_map(f32::to_le_bytes)
            .collect();
        let inverse = self.store(&inverse, JOINTS.len(), "MAT4", 5126, None);
        let mut nodes: Vec<Value> = (0..JOINTS.len())
            .map(|joint| {
                let children: Vec<usize> = (0..JOINTS.len()).filter(|other| JOINTS[*other].1 == Some(joint)).collect();
                let mut node = json!({ "name": JOINTS[joint].0, "translation": JOINTS[joint].2 });
                if !children.is_empty() {
                    node["children"] = json!(children);
                }
                node
            })
            .collect();
        let mut roots = vec![0];
        for (mesh, name) in names.iter().enumerate() {
            roots.push(nodes.len());
            nodes.push(json!({ "name": name, "mesh": mesh, "skin": 0 }));
        }
        let joints: Vec<usize> = (0..JOINTS.len()).collect();
        let document = json!({
            "asset": { "version": "2.0" }, "scene": 0, "scenes": [{ "nodes": roots }], "nodes": nodes, "meshes": self.meshes,
            "materials": self.materials, "accessors": self.accessors, "bufferViews": self.views,
            "skins": [{ "joints": joints, "skeleton": 0, "inverseBindMatrices": inverse }],
            "buffers": [{ "byteLength": self.bytes.len() }],
        });
        let mut text = document.to_string().into_bytes();
        text.resize(text.len().next_multiple_of(4), b' ');
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
        let mut file = b"glTF".to_vec();
        let word = |file: &mut Vec<u8>, value: usize| file.extend((value as u32).to_le_bytes());
        word(&mut file, 2);
        word(&mut file, 12 + 8 + text.len() + 8 + self.bytes.len());
        word(&mut file, text.len());
        file.extend(b"JSON");
        file.extend(&text);
        word(&mut file, self.bytes.len());
        file.extend(b"BIN\0");
        file.extend(&self.bytes);
        file
    }
}

/// An ellipsoid around a point.
fn egg(centre: [f32; 3], size: [f32; 3]) -> (Vec<[f32; 3]>, Vec<u16>) {
    let (rings, sectors) = (14u16, 20u16);
    let mut points = Vec::new();
    let mut faces = Vec::new();
    for ring in 0..=rings {
        let up = std::f32::consts::PI * (f32::from(ring) / f32::from(rings) - 0.5);
        for sector in 0..=sectors {
            let round = std::f32::consts::TAU * f32::from(sector) / f32::from(sectors);
            let way = [up.cos() * round.sin(), up.sin(), up.cos() * round.cos()];
            points.push(std::array::from_fn(|i| centre[i] + size[i] * way[i]));
            if ring < rings && sector < sectors {
                let at = ring * (sectors + 1) + sector;
                faces.extend([at, at + 1, at + sectors + 1, at + 1, at + sectors + 2, at + sectors + 1]);
            }
        }
    }
    (points, faces)
}

/// An upright quad facing +Z.
fn quad(centre: [f32; 3], half: [f32; 2]) -> (Vec<[f32; 3]>, Vec<u16>) {
    let [x, y, z] = centre;
    let points =
        vec![[x - half[0], y - half[1], z], [x + half[0], y - half[1], z], [x + half[0], y + half[1], z], [x - half[0], y + half[1], z]];
    (points, vec![0, 1, 2, 0, 2, 3])
}

fn part(name: &'static str, joint: u8, colour: [f32; 3], roughness: f32, (points, faces): (Vec<[f32; 3]>, Vec<u16>)) -> Part {
    Part { name, joint, colour, roughness, points, faces, shapes: Vec::new() }
}

/// Writes the person to `interviewer/interviewer.glb` below a folder.
pub(crate) fn write(folder: &Path) {
    let head = place(5);
    let (left, right) = (place(6), place(7));
    let skin = [0.62, 0.40, 0.30];
    let mut parts = vec![
        part("head", 5, skin, 0.6, egg([head[0], head[1] + 0.03, head[2] - 0.015], [0.082, 0.128, 0.10])),
        part("shirt", 3, [0.12, 0.16, 0.25], 0.9, egg([0.0, 0.88, -0.02], [0.22, 0.2, 0.12])),
    ];
    for (name, joint, eye) in [("eyes", 6, left), ("eyes_r", 7, right)] {
        parts.push(part(name, joint, [0.85, 0.85, 0.85], 0.2, egg(eye, [0.0165; 3])));
        let (mut points, faces) = egg([eye[0], eye[1], eye[2] + 0.0105], [0.0085; 3]);
        for point in &mut points {
            point[2] = point[2].min(eye[2] + 0.0172);
        }
        parts.push(part("iris", joint, [0.02, 0.02, 0.025], 0.2, (points, faces)));
    }
    // Lids hang above the eyes and come down; the mouth is a dark line that opens.
    for (name, eye) in [("eyeBlinkLeft", left), ("eyeBlinkRight", right)] {
        let mut lid = part("lashes", 5, skin, 0.6, quad([eye[0], eye[1] + 0.022, eye[2] + 0.0215], [0.021, 0.003]));
        lid.shapes.push((name, vec![[0.0, -0.040, 0.0], [0.0, -0.040, 0.0], [0.0; 3], [0.0; 3]]));
        parts.push(lid);
    }
    let mut mouth = part("teeth_lower", 5, [0.05, 0.01, 0.01], 0.5, quad([head[0], head[1] - 0.045, head[2] + 0.092], [0.026, 0.0012]));
    let open = vec![[0.0, -0.022, 0.0], [0.0, -0.022, 0.0], [0.0; 3], [0.0; 3]];
    mouth.shapes = vec![("jawOpen", open.clone()), ("viseme_aa", open), ("viseme_PP", vec![[0.0, 0.001, 0.0]; 4])];
    parts.push(mouth);
    let mut file = Glb::default();
    for part in &parts {
        file.add(part);
    }
    let names: Vec<&str> = parts.iter().map(|part| part.name).collect();
    let at = folder.join("interviewer");
    fs::create_dir_all(&at).unwrap();
    fs::write(at.join("interviewer.glb"), file.finish(&names)).unwrap();
}
