"""Small modelling kit: every function makes one bevelled object, in the coordinates of the engine.

Engine coordinates: metres, Y up, the interviewer sits at the origin and faces +Z. Blender has Z up, so a point (x, y, z) of the engine
is (x, -z, y) there. Objects of the room itself are given in the room's own frame, which is turned about the vertical, so that the
camera sees a corner and the window wall instead of a flat stage set.
"""
import math
import random

import bpy
from mathutils import Matrix, Vector

TURN = math.radians(-14.0)


def place(x, y, z):
    """A point of the engine's world."""
    return Vector((x, -z, y))


def room(x, y, z):
    """A point of the room's turned frame."""
    c, s = math.cos(TURN), math.sin(TURN)
    return place(x * c + z * s, y, -x * s + z * c)


def frame(turned):
    return room if turned else place


def finish(obj, material, group, bevel=0.0, segments=2, smooth=True):
    """Material, bake group and rounded edges. Bevels are applied, because the bake needs real geometry."""
    obj.data.materials.clear()
    obj.data.materials.append(material)
    obj["group"] = group
    if bevel > 0.0:
        mod = obj.modifiers.new("bevel", "BEVEL")
        mod.width, mod.segments, mod.limit_method = bevel, segments, "ANGLE"
        mod.harden_normals = False
        bpy.context.view_layer.objects.active = obj
        bpy.ops.object.modifier_apply(modifier="bevel")
    for face in obj.data.polygons:
        face.use_smooth = smooth
    obj.data.use_auto_smooth = True
    obj.data.auto_smooth_angle = math.radians(40.0)
    return obj


def mesh(name, points, faces):
    data = bpy.data.meshes.new(name)
    data.from_pydata([tuple(p) for p in points], [], faces)
    data.update()
    obj = bpy.data.objects.new(name, data)
    bpy.context.collection.objects.link(obj)
    return obj


def box(name, centre, size, material, group, turned=True, bevel=0.004, yaw=0.0):
    """A cuboid; `yaw` turns it about its own vertical, in degrees."""
    at = frame(turned)
    cx, cy, cz = centre
    hx, hy, hz = (s / 2 for s in size)
    c, s = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
    points = []
    for sx, sy, sz in [(-1, -1, -1), (1, -1, -1), (1, 1, -1), (-1, 1, -1), (-1, -1, 1), (1, -1, 1), (1, 1, 1), (-1, 1, 1)]:
        x, z = sx * hx, sz * hz
        points.append(at(cx + x * c + z * s, cy + sy * hy, cz - x * s + z * c))
    faces = [(0, 3, 2, 1), (4, 5, 6, 7), (0, 1, 5, 4), (2, 3, 7, 6), (1, 2, 6, 5), (0, 4, 7, 3)]
    return finish(mesh(name, points, faces), material, group, bevel)


def plane(name, corners, material, group, turned=True, cuts=0):
    at = frame(turned)
    obj = mesh(name, [at(*c) for c in corners], [(0, 1, 2, 3)])
    return finish(obj, material, group, smooth=False)


def lathe(name, centre, profile, material, group, turned=True, steps=40, squash=1.0, cap=True):
    """A turned shape; `profile` is a list of (radius, height) from bottom to top."""
    at = frame(turned)
    cx, cy, cz = centre
    points, faces = [], []
    for radius, height in profile:
        for i in range(steps):
            a = 2 * math.pi * i / steps
            points.append(at(cx + radius * math.cos(a), cy + height, cz + squash * radius * math.sin(a)))
    for ring in range(len(profile) - 1):
        for i in range(steps):
            j = (i + 1) % steps
            a, b = ring * steps, (ring + 1) * steps
            faces.append((a + i, b + i, b + j, a + j))
    if cap:
        faces.append(tuple(range(steps)))
        top = (len(profile) - 1) * steps
        faces.append(tuple(top + i for i in reversed(range(steps))))
    return finish(mesh(name, points, faces), material, group)


def tube(name, path, radius, material, group, turned=True, steps=10):
    """A round bar along points of the frame."""
    at = frame(turned)
    curve = bpy.data.curves.new(name, "CURVE")
    curve.dimensions, curve.bevel_depth, curve.bevel_resolution, curve.use_fill_caps = "3D", radius, steps // 4, True
    line = curve.splines.new("BEZIER")
    line.bezier_points.add(len(path) - 1)
    for point, where in zip(line.bezier_points, path):
        point.co = at(*where)
        point.handle_left_type = point.handle_right_type = "AUTO"
    line.resolution_u = 6
    obj = bpy.data.objects.new(name, curve)
    bpy.context.collection.objects.link(obj)
    bpy.ops.object.select_all(action="DESELECT")
    obj.select_set(True)
    bpy.context.view_layer.objects.active = obj
    bpy.ops.object.convert(target="MESH")
    return finish(bpy.context.view_layer.objects.active, material, group)


def pad(name, centre, size, material, group, turned=False, curve=0.0, lean=0.0, round_to=0.03):
    """A cushion: a rounded box that is bent backwards at its sides by `curve` and leaned back by `lean` degrees."""
    at = frame(turned)
    cx, cy, cz = centre
    hx, hy, hz = (s / 2 for s in size)
    n = 10
    points, faces = [], []
    index = {}

    def vertex(i, j, k):
        key = (i, j, k)
        if key not in index:
            x, y, z = (2 * i / n - 1), (2 * j / n - 1), (2 * k - 1)
            px, py, pz = x * hx, y * hy, z * hz
            pz += curve * x * x
            pz -= math.tan(math.radians(lean)) * (py + hy)
            index[key] = len(points)
            points.append(at(cx + px, cy + py, cz + pz))
        return index[key]

    for i in range(n):
        for j in range(n):
            faces.append((vertex(i, j, 1), vertex(i + 1, j, 1), vertex(i + 1, j + 1, 1), vertex(i, j + 1, 1)))
            faces.append((vertex(i, j, 0), vertex(i, j + 1, 0), vertex(i + 1, j + 1, 0), vertex(i + 1, j, 0)))
    for i in range(n):
        faces.append((vertex(i, 0, 0), vertex(i + 1, 0, 0), vertex(i + 1, 0, 1), vertex(i, 0, 1)))
        faces.append((vertex(i, n, 1), vertex(i + 1, n, 1), vertex(i + 1, n, 0), vertex(i, n, 0)))
        faces.append((vertex(0, i, 1), vertex(0, i + 1, 1), vertex(0, i + 1, 0), vertex(0, i, 0)))
        faces.append((vertex(n, i, 0), vertex(n, i + 1, 0), vertex(n, i + 1, 1), vertex(n, i, 1)))
    return finish(mesh(name, points, faces), material, group, bevel=round_to, segments=3)


def leaf(name, root, direction, length, width, droop, material, group):
    """One plant leaf: a bent strip with a fold along its middle."""
    d = Vector(direction).normalized()
    side = d.cross(Vector((0, 1, 0))).normalized()
    points, faces = [], []
    steps = 7
    for i in range(steps + 1):
        t = i / steps
        centre = Vector(root) + d * (length * t) + Vector((0, -droop * t * t, 0))
        w = width * math.sin(math.pi * min(1.0, 0.08 + 0.92 * t) ** 0.8) * 0.5
        points += [room(*(centre - side * w)), room(*(centre + Vector((0, -0.18 * w, 0)))), room(*(centre + side * w))]
    for i in range(steps):
        a, b = 3 * i, 3 * (i + 1)
        faces += [(a, a + 1, b + 1, b), (a + 1, a + 2, b + 2, b + 1)]
    return finish(mesh(name, points, faces), material, group)


def dice(seed):
    return random.Random(seed)
