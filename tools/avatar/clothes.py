"""Jacket, shirt, trousers and shoes, cut from MakeHuman's helper tights.

The tights already follow the seated body, so every garment starts as a piece of them, is pushed off, spans the
hollows (see cloth.drape) and is cut along curves given here.  Collars and lapels are sheets laid onto that surface.
"""
import numpy as np

import collars
from fabric import folds
from cloth import Cloth, drape, grid_tri, tailor
from meshkit import Part, Surface, triangulate, vertex_normals
from rig import NAMES, TABLE_TOP

TABLE_EDGE = 0.20      # m; the sleeves are shaped for a table that begins about here
BUTTON_Y = 0.862       # where the jacket closes (m above the floor)


def weight_of(rig, verts, *names):
    return rig.weights[verts][..., [NAMES.index(n) for n in names]].sum(axis=-1)


def arm_t(pos, rig):
    """Position along the forearms: 0 elbow, 1 wrist; -9 for everything that is not near one."""
    out = np.full(len(pos), -9.0)
    for s in 'lr':
        a, b = rig.head[f'forearm_{s}'], rig.head[f'hand_{s}']
        t = (pos - a) @ (b - a) / ((b - a) @ (b - a))
        near = np.linalg.norm(pos - a - np.clip(t, 0, 1.2)[:, None] * (b - a), axis=1) < 0.12
        out = np.where(near, t, out)
    return out


def to_part(name, material, cloths, tile):
    """One part of several cloths; UVs are metres times `tile` repeats."""
    pos, nrm, uv, tri, w = [], [], [], [], []
    for c in cloths:
        tri.append(c.tri + sum(map(len, pos)))
        pos.append(c.pos)
        nrm.append(c.normals())
        uv.append(c.uv * tile)
        w.append(np.concatenate([c.weights, np.zeros((len(c.pos), 2))], axis=1))
    pos, nrm, uv, tri, w = map(np.concatenate, (pos, nrm, uv, tri, w))
    return Part(name, material, pos, nrm, uv, tri, w, color=np.ones((len(pos), 3)), tangents=True)


def pieces(human, rig):
    """Face selections of the tights: (upper body with arms, legs, feet)."""
    q = human.quads['helper-tights']
    legs = weight_of(rig, q, 'thigh_l', 'thigh_r', 'calf_l', 'calf_r').mean(axis=1)
    feet = weight_of(rig, q, 'foot_l', 'foot_r', 'ball_l', 'ball_r').mean(axis=1)
    hands = weight_of(rig, q, 'hand_l', 'hand_r').mean(axis=1)
    head = weight_of(rig, q, 'head').mean(axis=1)
    y = human.pos[q].mean(axis=1)[:, 1]
    hips = weight_of(rig, q, 'hips').mean(axis=1)
    low = (hips > .55) & (y < rig.head['hips'][1] - .02)
    upper = (legs < .5) & (feet < .3) & (hands < .85) & (head < .5) & ~low
    return upper, ((legs > .12) | low | (hips > .4)) & (feet < .65), feet > .35


def opening(y):
    """Half width of the jacket's front opening at a height, from the button up to the collar."""
    return np.interp(y, [.50, .62, BUTTON_Y - .03, BUTTON_Y, BUTTON_Y + .02, .98, 1.06, 1.11],
                     [.090, .045, .0010, .0008, .010, .052, .076, .086])


def jacket(human, rig, upper, under):
    cloth, q = tailor(human, rig, upper)
    sleeve = cloth.weights[:, [NAMES.index(n) for n in NAMES if n.startswith(('forearm', 'upperarm'))]].sum(axis=1)
    pad = sum(np.exp(-(np.linalg.norm(cloth.pos - rig.head[f'upperarm_{s}'] - [0, .045, -.005], axis=1) / .055) ** 2)
              for s in 'lr')
    off = .015 + .003 * sleeve + .008 * pad
    drape(cloth, q, off, 7, under, .010 + .002 * sleeve)
    cloth.pos = cloth.pos + vertex_normals(cloth.pos, cloth.tri) * folds(cloth.pos, rig, BUTTON_Y)[:, None]
    cloth.split()
    cloth.uv = cloth.uv * [.994, 1.72] + [.003, .003]  # the upper body's share of the layout, enlarged
    cloth.clip(collars.base_height(cloth.pos) + .010 - cloth.pos[:, 1])
    cloth.clip(.93 - arm_t(cloth.pos, rig))
    cloth.clip(cloth.pos[:, 1] - .535)
    p = cloth.pos
    cloth.clip(np.where(p[:, 2] > .0, np.abs(p[:, 0]) - opening(p[:, 1]), .1))
    return cloth.relax_border(5)


def shirt(human, rig, upper, under):
    cloth, q = tailor(human, rig, upper)
    drape(cloth, q, .006, 3, under, .0045)
    p = cloth.pos
    arm = arm_t(p, rig)
    seen = opening(p[:, 1]) + .030  # what the jacket leaves open, and a margin
    body = (p[:, 2] > .0) & (np.abs(p[:, 0]) < seen) & (p[:, 1] > .56) & (arm < 0)
    near_neck = (np.abs(p[:, 0]) < .11) & (p[:, 1] > 1.02)
    keep = ((arm > .80) | body | near_neck)[cloth.tri].all(axis=1)
    used, inv = np.unique(cloth.tri[keep], return_inverse=True)
    cloth = Cloth(p[used], cloth.weights[used], cloth.uv[used], inv.reshape(-1, 3))
    cloth.clip(collars.base_height(cloth.pos) + .006 - cloth.pos[:, 1])
    p = cloth.pos
    # the top button is open: a narrow V
    v = np.interp(p[:, 1], [.972, 1.03, 1.08], [0, .022, .030])
    cloth.clip(np.where((p[:, 2] > .05) & (p[:, 1] > .972), np.abs(p[:, 0] - .001) - v, .1))
    cloth.clip(1.035 - arm_t(cloth.pos, rig))
    return cloth.relax_border(4)


def loosen(w):
    """Clothes follow the chest, not the neck: a nod must not carry the collar along."""
    w = w.copy()
    head, neck, chest = (NAMES.index(n) for n in ('head', 'neck', 'spine2'))
    moved = w[:, head] * .9 + w[:, neck] * .75
    w[:, head] *= .1
    w[:, neck] *= .25
    w[:, chest] += moved
    return w


def rest_on_table(cloth, rig):
    """Sleeves lie flat where they touch the table."""
    p = cloth.pos
    touching = (arm_t(p, rig) > .12) & (p[:, 2] > TABLE_EDGE) & (p[:, 1] < TABLE_TOP + .0015)
    p[touching, 1] = TABLE_TOP + .0015


def buttons(cloth_surface, spots, radius, weights_of):
    """Buttons at (x, y) spots on the front of a garment."""
    out = []
    for x, y in spots:
        hit = cloth_surface.tree.ray_cast([x, y, .5], [0, 0, -1])
        if hit[0] is not None:
            p, t = collars.disc(np.array(hit[0]) + np.array(hit[1]) * .0008, hit[1], radius, radius * .32)
            out.append(Cloth(p, weights_of(p), np.zeros((len(p), 2)), t))
    return out


def build(human, rig):
    """All garments as parts."""
    upper, legs, feet = pieces(human, rig)
    flat = triangulate(human.quads['helper-tights'])
    under = Surface(human.pos, flat)
    body = Surface(human.pos, triangulate(human.quads['body']))
    follow = lambda p: loosen(under.interpolate(p, rig.weights))

    j = jacket(human, rig, upper, under)
    shell = Surface(j.pos, j.tri)
    s = shirt(human, rig, upper, under)
    linen = Surface(s.pos, s.tri)
    leaf = collars.sweep(body, under, 164, 45, collars.FALL, .0045, .0035, 0, .0100, .30)
    for c in (j, s):
        c.weights = loosen(c.weights)
        rest_on_table(c, rig)
    leaf_face = Surface(leaf.reshape(-1, 3), grid_tri(*leaf.shape[:2]))
    coat = collars.sweep(body, shell, 122, 35, collars.JACKET_FALL, .0085, .0035, .014, .0048, .10, over=leaf_face)
    lapels = [collars.lapel(opening, BUTTON_Y + .004, shell, sx, over=leaf_face) for sx in (1, -1)]
    j.hem(.0035, .016)
    s.hem(.0015, .010)
    spots = [(.001, y) for y in (.955, .875, .795)]
    trim = ([collars.to_cloth(coat, .0028, follow)]
            + [collars.to_cloth(g, .0026, follow, flip=k == 0) for k, g in enumerate(lapels)]
            + [collars.to_cloth(collars.welt(shell, 1), .002, follow)])
    # the strip of the jacket's texture below its body: collar, lapels (lying on their side), pocket
    for c, (u, v), lying in zip(trim, ((.02, .85), (.47, .85), (.73, .85), (.02, .965)), (0, 1, 1, 0)):
        c.uv = np.array([u, v]) + (c.uv[:, ::-1] if lying else c.uv) * [1.1, 1.0]
    parts = [
        to_part('jacket', 'wool', [j] + trim, 1.0),
        to_part('shirt', 'cotton', [s, collars.to_cloth(leaf, .0014, follow)], 1.0),
        to_part('buttons', 'horn', buttons(shell, [(.014, BUTTON_Y - .012), (.020, BUTTON_Y - .11)], .0095, follow)
                + buttons(linen, spots, .0055, follow), 1.0)]
    t, q = tailor(human, rig, legs, 0)
    drape(t, q, .014, 2, under, .009)
    parts.append(to_part('trousers', 'trousers', [t], 1.0))
    b, q = tailor(human, rig, feet, 0)
    drape(b, q, .009, 2, under, .007)
    b.pos[:, 1] = np.maximum(b.pos[:, 1], .001)
    parts.append(to_part('shoes', 'leather', [b], 1.0))
    return parts, under
