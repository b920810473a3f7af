"""Daylight, fill and sky of the bake. Strengths are chosen so that a white sheet on the table comes out near 1."""
import math

import bpy
import numpy as np
from kit import room
from mathutils import Vector
from scene import BACK, FRONT, HIGH, LEFT, LINTEL, RIGHT, SILL, WINDOW_BACK, WINDOW_FRONT

# How much brighter than white the sky outside is. The engine uses the same factor (room/set.rs, SKY_GAIN).
SKY_GAIN = 3.2


def _area(name, at, towards, size, power, colour):
    data = bpy.data.lights.new(name, "AREA")
    data.shape, data.size, data.size_y = "RECTANGLE", *size
    data.energy, data.color = power, colour
    obj = bpy.data.objects.new(name, data)
    bpy.context.collection.objects.link(obj)
    obj.location = at
    obj.rotation_euler = (Vector(towards) - Vector(at)).to_track_quat("-Z", "Y").to_euler()
    obj.visible_camera = False
    return obj


def lamps():
    middle, high = (WINDOW_BACK + WINDOW_FRONT) / 2, (SILL + LINTEL) / 2
    _area("window", room(LEFT - 0.35, high + 0.1, middle), room(0, high - 0.4, middle), (WINDOW_FRONT - WINDOW_BACK + 0.5, LINTEL - SILL + 0.3), 165.0, (0.86, 0.94, 1.0))
    _area("ceiling", room(0.4, HIGH - 0.03, 0.6), room(0.4, 0, 0.6), (1.6, 1.6), 17.0, (1.0, 0.86, 0.70))
    world = bpy.data.worlds.new("world")
    bpy.context.scene.world = world
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs["Strength"].default_value = 0.0


def sky_pixels(width=768, height=320, seed=2):
    """A hazy morning: gradient, soft clouds, a far row of trees and roofs, as sRGB in 0..1, bottom row first."""
    rng = np.random.default_rng(seed)

    def cloud(octaves, base_x, base_y):
        total = np.zeros((height, width))
        for o in range(octaves):
            gx, gy = base_x * 2**o, base_y * 2**o
            grid = rng.random((gy + 2, gx + 2))
            ys, xs = np.linspace(0, gy, height), np.linspace(0, gx, width)
            y0, x0 = ys.astype(int), xs.astype(int)
            fy, fx = (ys - y0)[:, None], (xs - x0)[None, :]
            fy, fx = fy * fy * (3 - 2 * fy), fx * fx * (3 - 2 * fx)
            a = grid[y0][:, x0] * (1 - fx) + grid[y0][:, x0 + 1] * fx
            b = grid[y0 + 1][:, x0] * (1 - fx) + grid[y0 + 1][:, x0 + 1] * fx
            total += (a * (1 - fy) + b * fy) / 2**o
        return (total - total.min()) / (total.max() - total.min())

    up = np.linspace(0, 1, height)[:, None]
    zenith, horizon = np.array([0.56, 0.72, 0.90]), np.array([0.90, 0.93, 0.95])
    t = np.clip((up - 0.28) / 0.72, 0, 1) ** 0.8
    image = horizon + (zenith - horizon) * t[..., None]
    image = np.broadcast_to(image, (height, width, 3)).copy()
    veil = np.clip((cloud(4, 5, 5) - 0.45) * 2.2, 0, 1) * np.clip((up - 0.2) * 2.2, 0, 1)
    image += (np.array([0.97, 0.97, 0.97]) - image) * (0.75 * veil)[..., None]
    xs = np.arange(width)
    for base, rough, tint in [(0.30, 0.05, (0.66, 0.74, 0.76)), (0.23, 0.09, (0.50, 0.60, 0.56)), (0.13, 0.12, (0.36, 0.46, 0.38))]:
        line = np.full(width, base)
        for o in range(6):
            knots = rng.random(6 * 2**o + 2)
            line += rough * 0.6**o * (np.interp(np.linspace(0, 6 * 2**o, width), np.arange(6 * 2**o + 2), knots) - 0.5)
        if base > 0.2:
            for _ in range(7):
                at, wide, high = rng.integers(0, width), rng.integers(14, 46), rng.uniform(0.01, 0.07)
                line[at : at + wide] = base + high
        soft = np.clip((line[None, :] - up) * height / 3.0, 0, 1)
        shade = np.array(tint) * (0.93 + 0.14 * cloud(5, 24, 10)[..., None])
        image += (shade - image) * soft[..., None]
    return np.clip(image, 0, 1)


def sky():
    """The view: a panel some metres outside of the window, wide enough for every camera."""
    pixels = sky_pixels()
    height, width, _ = pixels.shape
    image = bpy.data.images.new("sky", width, height)
    image.pixels.foreach_set(np.concatenate([pixels, np.ones((height, width, 1))], axis=2).astype(np.float32).ravel())
    x, low, high = LEFT - 3.2, -1.4, 5.2
    data = bpy.data.meshes.new("sky")
    corners = [room(x, low, FRONT + 4.0), room(x, low, BACK - 7.5), room(x, high, BACK - 7.5), room(x, high, FRONT + 4.0)]
    data.from_pydata([tuple(c) for c in corners], [], [(0, 1, 2, 3)])
    layer = data.uv_layers.new(name="UVMap")
    for loop, uv in zip(layer.data, [(0, 0), (1, 0), (1, 1), (0, 1)]):
        loop.uv = uv
    obj = bpy.data.objects.new("sky", data)
    bpy.context.collection.objects.link(obj)
    obj["group"] = "sky"
    mat = bpy.data.materials.new("sky")
    mat.use_nodes = True
    tree = mat.node_tree
    tree.nodes.clear()
    texture = tree.nodes.new("ShaderNodeTexImage")
    texture.image = image
    glow = tree.nodes.new("ShaderNodeEmission")
    glow.inputs["Strength"].default_value = SKY_GAIN
    out = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(texture.outputs["Color"], glow.inputs["Color"])
    tree.links.new(glow.outputs[0], out.inputs["Surface"])
    data.materials.append(mat)
    obj.visible_diffuse = False
    return obj, image
