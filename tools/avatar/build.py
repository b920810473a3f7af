"""Puts the interviewer together.  Run by build.sh inside Blender: `blender -b -noaudio -P build.py -- OUTDIR [SIZE]`."""
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bpy  # noqa: E402
import numpy as np  # noqa: E402

import body, clothes, export, eyes, fabric, face, facts, hair, mouth, paint, rig as rigging, shapes, skin, visemes  # noqa: E402,E401
from meshkit import Surface, occlusion  # noqa: E402
from reduce import reduce  # noqa: E402

FEWER = {'jacket': .60, 'body': .58}  # share of triangles kept
GENERATOR = 'greenroom tools/avatar 1'


def log(text, since=[time.time()]):
    print(f'[{time.time() - since[0]:6.1f} s] {text}', flush=True)


def main():
    args = sys.argv[sys.argv.index('--') + 1:]
    out, size = Path(args[0]), int(args[1]) if len(args) > 1 else 2048
    tmp = Path(os.environ.get('GREENROOM_AVATAR_TMP', '/tmp')) / 'greenroom-avatar-textures'
    tmp.mkdir(parents=True, exist_ok=True)

    human = body.build()
    human.rest = body.Human().pos  # symmetric default shape, for looking up mirrored vertices
    rig = rigging.Rig(human)
    rigging.seat(human, rig)
    topo = shapes.Topology(human.quads['body'])
    units, lips, lids = shapes.load(human, topo)
    deltas = {**units, **visemes.build(human, units, lips)}
    marks = face.measure(human, lips, lids)
    marks['brow_mask'] = hair.brow_mask
    log('shape, pose and face shapes')

    eyeballs = eyes.eyeballs(lids, rig)
    teeth, tongue = mouth.teeth(human, deltas, rig), mouth.tongue(human, deltas, rig)
    lashes = eyes.lashes(human, deltas, lids, rig)
    shade = eyes.shade(human, deltas, lids, rig)
    brows = hair.brows(human, marks, deltas, rig)
    haircut = hair.cards(human, marks, rig)
    garments, _ = clothes.build(human, rig)
    garments = [reduce(g, FEWER[g.name]) if g.name in FEWER else g for g in garments]
    log(f'hair {len(haircut.tri)} triangles, clothes {sum(len(g.tri) for g in garments)}')

    on_head = skin.select_head(human, rig)
    head = skin.make('head', 'skin', human, rig, on_head, skin.head_uv(human, on_head), deltas)
    on_hands = skin.select_hands(human, rig) & ~on_head
    uv = human.uv.copy()
    used = np.unique(human.uvq['body'][on_hands])
    lo, hi = uv[used].min(axis=0), uv[used].max(axis=0)
    uv = .003 + (uv - lo) / (hi - lo) * .994
    hands = skin.make('body', 'hands', human, rig, on_hands, uv, {})
    hands = reduce(hands, FEWER['body'])
    solids = [Surface(p.pos, p.tri) for p in garments + [head, hands]]
    ao_head = occlusion(head.pos, head.nrm, solids, 40, .10)
    ao_hands = occlusion(hands.pos, hands.nrm, solids, 32, .08)
    for g in garments:
        g.ao = occlusion(g.pos, g.nrm, solids, 32, .14)
        if g.name != 'jacket':  # the jacket's is baked into its picture
            g.color = g.color * (0.42 + 0.58 * g.ao)[:, None]
    log(f'head {len(head.tri)} triangles, hands {len(hands.tri)}; occlusion')

    c = skin.Canvas(head, size, marks['eye'], ao_head)
    albedo, relief, gloss = skin.paint_head(c, marks, hair.hairline)
    ch = skin.Canvas(hands, size // 2, marks['eye'], ao_hands)
    hands_albedo, hands_relief, hands_gloss = skin.paint_hands(ch, rig, marks['eye'])
    coat = garments[0]
    coat.original_uv = coat.uv
    # both sides of collar and lapels share their texels: let the open side decide
    _, same = np.unique(np.round(coat.uv, 5), axis=0, return_inverse=True)
    best = np.zeros(same.max() + 1)
    np.maximum.at(best, same, coat.ao)
    coat.ao = np.where(coat.uv[:, 1] > .84, best[same], coat.ao)
    cj = skin.Canvas(coat, size // 2, marks['eye'], coat.ao)
    wool, wool_relief = fabric.paint_jacket(cj, rig, marks['eye'], clothes.BUTTON_Y, [.215, .240, .285])
    log('painted')
    orm = lambda canvas, g, k: canvas.picture(np.stack([np.ones_like(g), g, np.zeros_like(g)], axis=1))[::k, ::k]
    pictures = {
        'head_albedo.jpg': c.picture(albedo), 'head_normal.jpg': paint.normal_map(c.height(relief), c.pos, c.hit),
        'head_orm.jpg': orm(c, gloss, 4), 'hands_albedo.jpg': ch.picture(hands_albedo),
        'wool_albedo.jpg': cj.picture(wool, .25), 'wool_normal.jpg': paint.normal_map(cj.height(wool_relief), cj.pos, cj.hit),
        'hands_normal.jpg': paint.normal_map(ch.height(hands_relief), ch.pos, ch.hit),
        'eye_albedo.jpg': eyes.paint(512, lids['l'].radius), 'lash.png': eyes.lash_picture(), 'eye_shade.png': eyes.shade_picture(),
        'brow.png': hair.brow_picture(), 'hair.png': hair.strands(),
    }
    files = {}
    for name, image in pictures.items():
        paint.save(tmp / name, image, 90)
        files[name.split('.')[0]] = tmp / name
    log('textures ' + ', '.join(f'{k} {f.stat().st_size // 1024}K' for k, f in files.items()))
    materials = [
        dict(name='skin', albedo='head_albedo', normal='head_normal', orm='head_orm', roughness=1.0),
        dict(name='hands', albedo='hands_albedo', normal='hands_normal', roughness=.56),
        dict(name='eye', albedo='eye_albedo', roughness=.09),
        dict(name='teeth', roughness=.28), dict(name='tongue', roughness=.38),
        dict(name='eye_shade', albedo='eye_shade', roughness=.9, blend=True),
        dict(name='lash', albedo='lash', roughness=.7, mask=.42, double=True),
        dict(name='brow', albedo='brow', roughness=.75, mask=.40, double=True),
        dict(name='hair', albedo='hair', roughness=.74, mask=.40, double=True),
        dict(name='wool', albedo='wool_albedo', normal='wool_normal', roughness=.88, double=True),
        dict(name='cotton', base=[.56, .63, .72, 1], roughness=.80, double=True),
        dict(name='horn', base=[.06, .055, .05, 1], roughness=.35),
        dict(name='trousers', base=[.045, .046, .05, 1], roughness=.88),
        dict(name='leather', base=[.03, .02, .015, 1], roughness=.42),
    ]
    parts = [head, hands, eyeballs, *teeth, tongue, shade, lashes, brows, haircut, *garments]
    export.write(out / 'interviewer.glb', parts, rig, materials, files, GENERATOR)
    versions = f'Blender {bpy.app.version_string}, numpy {np.__version__}'
    facts.write(out / 'interviewer.toml', parts, rig, lids, marks, materials, files, GENERATOR,
                (out / 'interviewer.glb').stat().st_size, versions)
    log(f"{(out / 'interviewer.glb').stat().st_size / 1e6:.2f} MB, "
        f'{sum(len(p.tri) for p in parts)} triangles: ' + ', '.join(f'{p.name} {len(p.tri)}' for p in parts))

    print('built', out / 'interviewer.glb')


main()
