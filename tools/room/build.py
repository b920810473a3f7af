"""Builds the interview room: models it, bakes its light, writes office.glb and the surround that lights the interviewer.

    blender -b -P tools/room/build.py -- OUT_DIR
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import bpy
import numpy as np
import light
import looks
import scene
from kit import place

OUT = os.path.abspath(sys.argv[sys.argv.index("--") + 1])
DRAFT = bool(os.environ.get("DRAFT"))
# Texture edge and samples of light per group.
SIZES = {"table": (2048, 512, 96), "near": (2048, 1024, 128), "far": (512, 512, 64)}
# Baked radiance is stored halved, so that what is brighter than white keeps its shape (room/set.rs, BAKE_GAIN).
BAKE_GAIN = 2.0


def join(group):
    chosen = [o for o in bpy.data.objects if o.get("group") == group]
    if not chosen:
        return None
    bpy.ops.object.select_all(action="DESELECT")
    for obj in chosen:
        obj.select_set(True)
    bpy.context.view_layer.objects.active = chosen[0]
    if len(chosen) > 1:
        bpy.ops.object.join()
    obj = bpy.context.view_layer.objects.active
    obj.name = obj.data.name = group
    return obj


def outward(obj, flat_too=False):
    """Makes closed shapes face outwards. Walls and other open planes were drawn facing the room."""
    bpy.context.view_layer.objects.active = obj
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="SELECT")
    bpy.ops.mesh.normals_make_consistent(inside=False)
    bpy.ops.object.mode_set(mode="OBJECT")


def unwrap(obj, margin):
    while obj.data.uv_layers:
        obj.data.uv_layers.remove(obj.data.uv_layers[0])
    obj.data.uv_layers.new(name="UVMap")
    bpy.ops.object.select_all(action="DESELECT")
    obj.select_set(True)
    bpy.context.view_layer.objects.active = obj
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="SELECT")
    bpy.ops.uv.smart_project(angle_limit=1.15, island_margin=margin, area_weight=0.0, correct_aspect=True, scale_to_bounds=False)
    bpy.ops.object.mode_set(mode="OBJECT")


def bake(obj, kind, edge, samples, margin):
    """One pass as an array of shape (edge, edge, 3), linear."""
    image = bpy.data.images.new(f"{obj.name} {kind}", edge, edge, float_buffer=True)
    image.colorspace_settings.name = "Non-Color"
    for slot in obj.material_slots:
        tree = slot.material.node_tree
        node = tree.nodes.get("target") or tree.nodes.new("ShaderNodeTexImage")
        node.name, node.image = "target", image
        tree.nodes.active = node
    bpy.ops.object.select_all(action="DESELECT")
    obj.select_set(True)
    bpy.context.view_layer.objects.active = obj
    bpy.context.scene.cycles.samples = samples
    settings = bpy.context.scene.render.bake
    settings.margin, settings.use_clear = margin, True
    if kind == "colour":
        bpy.ops.object.bake(type="DIFFUSE", pass_filter={"COLOR"})
    else:
        bpy.ops.object.bake(type="DIFFUSE", pass_filter={"DIRECT", "INDIRECT"})
    flat = np.empty(edge * edge * 4, np.float32)
    image.pixels.foreach_get(flat)
    return flat.reshape(edge, edge, 4)[..., :3]


def soften(light_map, radius=6, sigma=2.6):
    """Takes the grain out of baked light. Texels that no surface uses are black and do not count."""
    used = (light_map.max(axis=2) > 1e-5).astype(np.float32)
    # Single bright or dark dots first: each texel is held between the second lowest and second highest of its neighbours.
    stack = np.stack([np.roll(light_map, (dy, dx), (0, 1)) for dy in (-1, 0, 1) for dx in (-1, 0, 1)])
    ordered = np.sort(stack, axis=0)
    light_map = np.clip(light_map, ordered[2], ordered[6])
    total, weight = np.zeros_like(light_map), np.zeros_like(used)
    for dy in range(-radius, radius + 1):
        for dx in range(-radius, radius + 1):
            w = np.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma))
            moved, mask = np.roll(light_map, (dy, dx), (0, 1)), np.roll(used, (dy, dx), (0, 1))
            # Close in value counts more: the edges of shadows stay.
            near = np.exp(-np.square((moved - light_map).mean(axis=2)) / (2 * (0.08 + 0.12 * light_map.mean(axis=2)) ** 2))
            total += moved * (w * mask * near)[..., None]
            weight += w * mask * near
    return np.where((weight > 0)[..., None], total / np.maximum(weight, 1e-6)[..., None], light_map)


def enlarge(image, edge):
    """Bilinear."""
    size = image.shape[0]
    if size == edge:
        return image
    at = (np.arange(edge) + 0.5) * size / edge - 0.5
    low = np.clip(np.floor(at).astype(int), 0, size - 1)
    high = np.clip(low + 1, 0, size - 1)
    f = np.clip(at - low, 0, 1).astype(np.float32)
    rows = image[low] * (1 - f)[:, None, None] + image[high] * f[:, None, None]
    return rows[:, low] * (1 - f)[None, :, None] + rows[:, high] * f[None, :, None]


def to_srgb(linear):
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.power(np.maximum(linear, 1e-8), 1 / 2.4) - 0.055)


def picture(name, srgb, quality):
    edge_y, edge_x, _ = srgb.shape
    image = bpy.data.images.new(name, edge_x, edge_y)
    image.pixels.foreach_set(np.concatenate([srgb, np.ones((edge_y, edge_x, 1))], axis=2).astype(np.float32).ravel())
    path = os.path.join(bpy.app.tempdir, name + ".jpg")
    image.filepath_raw, image.file_format = path, "JPEG"
    bpy.context.scene.render.image_settings.quality = quality
    image.save()
    return bpy.data.images.load(path)


def textured(name, image):
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    shader = mat.node_tree.nodes["Principled BSDF"]
    node = mat.node_tree.nodes.new("ShaderNodeTexImage")
    node.image = image
    mat.node_tree.links.new(node.outputs["Color"], shader.inputs["Base Color"])
    shader.inputs["Roughness"].default_value = 1.0
    shader.inputs["Specular"].default_value = 0.0
    return mat


def surround():
    """What the interviewer's head sees, as a small panorama: it lights skin, eyes and glasses."""
    camera = bpy.data.objects.new("eye", bpy.data.cameras.new("eye"))
    bpy.context.collection.objects.link(camera)
    camera.data.type, camera.data.cycles.panorama_type = "PANO", "EQUIRECTANGULAR"
    camera.location = place(0, 1.2, 0.15)
    # The middle of the panorama looks along the engine's -Z, so that longitude 0 is -Z there.
    camera.rotation_euler = (np.pi / 2, 0, 0)
    now = bpy.context.scene
    now.camera = camera
    now.cycles.samples = 24 if DRAFT else 192
    now.render.resolution_x, now.render.resolution_y, now.render.resolution_percentage = 256, 128, 100
    now.view_settings.view_transform = "Standard"
    now.render.image_settings.file_format = "HDR"
    now.render.filepath = os.path.join(OUT, "surround.hdr")
    bpy.ops.render.render(write_still=True)


def main():
    bpy.ops.wm.read_factory_settings(use_empty=True)
    now = bpy.context.scene
    now.render.engine = "CYCLES"
    now.cycles.device = "CPU"
    now.cycles.max_bounces, now.cycles.diffuse_bounces = 5, 5
    now.cycles.use_denoising = False
    now.cycles.sample_clamp_indirect = 4.0
    materials = looks.library()
    scene.everything(materials)
    people = scene.stand_in(materials)
    view, sky_image = light.sky()
    light.lamps()
    flat = ("floor", "ceiling", "wall", "reveal", "slat", "leaf", "shape", "words", "sky", "back wall", "lamp shade")
    for obj in [o for o in bpy.data.objects if o.type == "MESH"]:
        if not any(part in obj.name for part in flat):
            outward(obj)
    groups = {name: join(name) for name in ("table", "near", "far", "ink", "shade", "glass", "water")}
    for name in ("glass", "water"):
        groups[name].hide_render = True
    baked = {}
    for name, (edge, light_edge, samples) in SIZES.items():
        obj = groups[name]
        unwrap(obj, 0.003)
        if DRAFT:
            edge, light_edge, samples = edge // 2, light_edge // 2, 8
        colour = bake(obj, "colour", edge, 4, 6)
        irradiance = soften(bake(obj, "light", light_edge, samples, 6))
        baked[name] = to_srgb(colour * enlarge(irradiance, edge) / BAKE_GAIN)
        print("baked", name, "mean", float(baked[name].mean()))
    surround()
    for obj in people:
        bpy.data.objects.remove(obj)
    for name, srgb in baked.items():
        obj = groups[name]
        image = picture(name, srgb, 88)
        obj.data.materials.clear()
        obj.data.materials.append(textured("baked_" + name, image))
        for face in obj.data.polygons:
            face.material_index = 0
    pixels = np.empty(sky_image.size[0] * sky_image.size[1] * 4, np.float32)
    sky_image.pixels.foreach_get(pixels)
    view.data.materials.clear()
    view.data.materials.append(textured("sky", picture("sky_view", pixels.reshape(sky_image.size[1], sky_image.size[0], 4)[..., :3], 85)))
    for name in ("shade", "ink", "glass", "water"):
        flat_material = bpy.data.materials.new(name + "_plain")
        groups[name].data.materials.clear()
        groups[name].data.materials.append(flat_material)
    for obj in list(bpy.data.objects):
        if obj.type != "MESH":
            bpy.data.objects.remove(obj)
    bpy.ops.export_scene.gltf(
        filepath=os.path.join(OUT, "office.glb"), export_format="GLB", export_image_format="JPEG",
        export_normals=True, export_tangents=False, export_animations=False, export_cameras=False, export_lights=False, export_yup=True,
    )


main()
