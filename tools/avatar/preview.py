"""Pictures of the exported file, to be looked at: `blender -b -noaudio -P preview.py -- FILE.glb OUTDIR [SHEET...]`.

The file is imported like any other program would import it, so a picture also proves that the GLB is readable.
Sheets: neutral, faces (expressions), visemes, body.  Each shot is small; the two-core machine sets the limit.
"""
import math
import sys
from pathlib import Path

import bpy
import numpy as np
from mathutils import Matrix, Vector

np.bool = bool  # Debian 12's importer still uses the alias that its numpy dropped

VISEMES = [f'viseme_{v}' for v in 'sil PP FF TH DD kk CH SS nn RR aa E I O U'.split()]
FACES = {
    'blink': {'eyeBlinkLeft': 1, 'eyeBlinkRight': 1},
    'smile': {'mouthSmileLeft': .7, 'mouthSmileRight': .7, 'cheekSquintLeft': .4, 'cheekSquintRight': .4},
    'browup': {'browInnerUp': .8, 'browOuterUpLeft': .7, 'browOuterUpRight': .7, 'eyeWideLeft': .3, 'eyeWideRight': .3},
    'frown': {'browDownLeft': .8, 'browDownRight': .8, 'mouthFrownLeft': .5, 'mouthFrownRight': .5},
    'jaw': {'jawOpen': 1}, 'lookside': {'eyeLookOutLeft': 1, 'eyeLookInRight': 1},
}

# glTF axes: (degrees about X, degrees about Y)
POSES = [{'neck': (8, 0), 'head': (12, 0)}, {'neck': (0, 12), 'head': (0, 20)}, {'neck': (-4, 0), 'head': (-8, 0)},
         {'eye_l': (0, 20), 'eye_r': (0, 20)}, {'eye_l': (15, -15), 'eye_r': (15, -15)}, {'spine2': (4, 0), 'upperarm_l': (-14, 0)}]


def setup(path, samples):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    bpy.ops.import_scene.gltf(filepath=str(path))
    s = bpy.context.scene
    s.render.engine = 'CYCLES'
    s.cycles.samples = samples
    s.cycles.use_denoising = False  # Debian's build has no denoiser
    s.cycles.max_bounces = 4
    s.cycles.transparent_max_bounces = 24
    s.view_settings.view_transform = 'Standard'
    world = bpy.data.worlds.new('w')
    s.world = world
    world.use_nodes = True
    world.node_tree.nodes['Background'].inputs[0].default_value = (.55, .62, .72, 1)
    world.node_tree.nodes['Background'].inputs[1].default_value = .45
    for loc, energy, size, colour in (((-1.1, -1.6, 2.1), 42, .9, (1, .95, .88)), ((1.5, -1.0, 1.5), 14, 1.2, (.85, .92, 1)),
                                      ((.7, 1.4, 2.0), 26, .6, (1, .97, .93))):
        light = bpy.data.lights.new('l', 'AREA')
        light.energy, light.size, light.color = energy, size, colour
        ob = bpy.data.objects.new('l', light)
        ob.location = loc
        ob.rotation_euler = (Vector((0, 0, 1.15)) - Vector(loc)).to_track_quat('-Z', 'Y').to_euler()
        s.collection.objects.link(ob)
    bpy.ops.mesh.primitive_plane_add(size=9, location=(0, 2.2, 1), rotation=(math.pi / 2, 0, 0))
    bpy.ops.mesh.primitive_cube_add(size=1, location=(0, -.62, .715))
    table = bpy.context.object
    table.name, table.scale = 'table', (1.6, .8, .03)
    table.hide_render = True
    wall = bpy.data.materials.new('wall')
    wall.use_nodes = True
    wall.node_tree.nodes['Principled BSDF'].inputs['Base Color'].default_value = (.36, .38, .40, 1)
    bpy.data.objects['Plane'].data.materials.append(wall)
    wood = wall.copy()
    wood.node_tree.nodes['Principled BSDF'].inputs['Base Color'].default_value = (.30, .19, .11, 1)
    table.data.materials.append(wood)


def shot(out, target, distance, yaw, size, lens=85, height=0.0, pitch=0.0):
    """One picture; Blender space (Z up, facing -Y)."""
    s = bpy.context.scene
    cam = s.camera
    if cam is None:
        cam = bpy.data.objects.new('cam', bpy.data.cameras.new('cam'))
        s.collection.objects.link(cam)
        s.camera = cam
    cam.data.lens, cam.data.clip_start = lens, 0.01
    a = math.radians(yaw)
    cam.location = Vector(target) + distance * Vector((math.sin(a), -math.cos(a), height))
    cam.rotation_euler = (Vector(target) - cam.location).to_track_quat('-Z', 'Y').to_euler()
    s.render.resolution_x, s.render.resolution_y = size
    s.render.filepath = str(out)
    bpy.ops.render.render(write_still=True)


def face(weights):
    for ob in bpy.data.objects:
        if ob.type == 'MESH' and ob.data.shape_keys:
            for k in ob.data.shape_keys.key_blocks[1:]:
                k.value = weights.get(k.name, 0)


def turn(bone, degrees_x=0, degrees_y=0):
    rig = next(o for o in bpy.data.objects if o.type == 'ARMATURE')
    b = rig.pose.bones[bone]
    # rotations are given about the model's axes (glTF: X left, Y up); the importer turns bones, so convert
    rest = b.bone.matrix_local.to_3x3()
    want = Matrix.Rotation(math.radians(degrees_y), 3, 'Z') @ Matrix.Rotation(math.radians(degrees_x), 3, 'X')
    b.rotation_mode = 'QUATERNION'
    b.rotation_quaternion = (rest.inverted() @ want @ rest).to_quaternion()


def sheet(files, out, columns):
    """Paste equal-sized pictures into one."""
    rows = []
    pics = []
    for f in files:
        im = bpy.data.images.load(str(f))
        pics.append(np.array(im.pixels[:], np.float32).reshape(im.size[1], im.size[0], 4))
        bpy.data.images.remove(im)
    while len(pics) % columns:
        pics.append(np.zeros_like(pics[0]))
    for r in range(0, len(pics), columns):
        rows.append(np.concatenate(pics[r:r + columns], axis=1))
    a = np.concatenate(rows[::-1], axis=0)
    im = bpy.data.images.new('sheet', a.shape[1], a.shape[0])
    im.pixels.foreach_set(a.ravel())
    im.filepath_raw, im.file_format = str(out), 'PNG'
    im.save()


def main():
    args = sys.argv[sys.argv.index('--') + 1:]
    path, out, sheets = Path(args[0]), Path(args[1]), args[2:] or ['neutral', 'faces', 'visemes', 'body']
    out.mkdir(parents=True, exist_ok=True)
    setup(path, 20)
    head, mouth, eyes = (0, -.08, 1.185), (0, -.12, 1.125), (0, -.12, 1.2)
    tmp = out / 'parts'
    tmp.mkdir(exist_ok=True)
    if 'neutral' in sheets:
        files = [tmp / f'neutral{y}.png' for y in (0, 35, 90)]
        for f, y in zip(files, (0, 35, 90)):
            shot(f, head, 1.25, y, (440, 540))
        sheet(files, out / 'neutral.png', 3)
    if 'portrait' in sheets:
        shot(out / 'portrait.png', (0, -.08, 1.17), 1.0, 10, (600, 680))
    if 'close' in sheets:
        shot(out / 'close.png', eyes, .55, 12, (640, 400))
    if 'eye' in sheets:
        files = []
        for n, w in (('open', {}), ('squint', {'eyeSquintLeft': 1}), ('blink', {'eyeBlinkLeft': 1}), ('half', {'eyeBlinkLeft': .5}),
                     ('down', {'eyeLookDownLeft': 1}), ('up', {'eyeLookUpLeft': 1}), ('wide', {'eyeWideLeft': 1}),
                     ('smile', {'mouthSmileLeft': 1, 'cheekSquintLeft': 1}), ('out', {'eyeLookOutLeft': 1})):
            face(w)
            files.append(tmp / f'eye_{n}.png')
            shot(files[-1], (.029, -.165, 1.2185), .3, 8, (300, 200))
        sheet(files, out / 'eye.png', 3)
        face({})
    if 'mouth' in sheets:
        files = []
        for n in ('viseme_aa', 'viseme_E', 'viseme_FF', 'viseme_TH', 'viseme_O', 'viseme_PP'):
            face({n: 1})
            files.append(tmp / f'mouth_{n}.png')
            shot(files[-1], mouth, .38, 12, (320, 260))
        sheet(files, out / 'mouth.png', 3)
        face({})
    bpy.data.objects['table'].hide_render = False
    if 'room' in sheets:
        shot(out / 'room.png', (0, -.1, 1.02), 1.55, 8, (640, 480), lens=50)
    if 'hands' in sheets:
        shot(out / 'hands.png', (0, -.45, .76), .9, 0, (640, 400), height=.6)
    bpy.data.objects['table'].hide_render = True
    if 'back' in sheets:
        shot(out / 'back.png', head, 1.3, 155, (400, 480), height=.25)
    if 'body' in sheets:
        files = [tmp / f'body{y}.png' for y in (0, 50, 90)]
        for f, y in zip(files, (0, 50, 90)):
            shot(f, (0, -.15, .68), 3.1, y, (360, 520), height=.12)
        sheet(files, out / 'body.png', 3)
    if 'pose' in sheets:
        files = []
        for i, turns in enumerate(POSES):
            for bone, (x, y) in turns.items():
                turn(bone, x, y)
            files.append(tmp / f'pose{i}.png')
            shot(files[-1], head, 1.25, 12, (300, 360))
            for bone in turns:
                turn(bone)
        sheet(files, out / 'pose.png', 3)
    if 'faces' in sheets:
        files = []
        for n, w in FACES.items():
            face(w)
            files.append(tmp / f'{n}.png')
            shot(files[-1], (0, -.08, 1.2), .75, 12, (360, 420))
        sheet(files, out / 'faces.png', 3)
        face({})
    if 'arkit' in sheets:
        files = []
        for n in ('cheekPuff tongueOut mouthFunnel mouthLeft jawLeft eyeLookDownLeft noseSneerLeft mouthRollLower '
                  'mouthShrugUpper mouthPressLeft eyeSquintLeft mouthPucker').split():
            face({n: 1, **({n.replace('Left', 'Right'): 1} if n[:3] in ('eye', 'nos') or 'Press' in n else {})})
            files.append(tmp / f'{n}.png')
            shot(files[-1], (0, -.08, 1.165), .8, 12, (260, 280))
        sheet(files, out / 'arkit.png', 4)
        face({})
    if 'visemes' in sheets:
        files = []
        for n in VISEMES:
            face({n: 1})
            files.append(tmp / f'{n}.png')
            shot(files[-1], mouth, .62, 18, (250, 220))
        sheet(files, out / 'visemes.png', 5)
        face({})


main()
