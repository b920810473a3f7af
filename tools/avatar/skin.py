"""The skin meshes (`head`, `body`) and their baked textures.

All colour is painted as a function of the point on the surface in millimetres from the middle of the eyes, never of
the texture coordinate, so UV seams stay invisible and the painting survives a change of the layout.  The head gets
its own texture layout: MakeHuman's, stretched so that the face takes most of the pixels.
"""
import numpy as np

import paint
from body import MPFB
from meshkit import Part, bleed, corner_split, raster, triangulate, vertex_normals
from rig import NAMES

BASE = np.array([.765, .585, .497])


def select_head(human, rig):
    """Faces of head and neck, down to what an open collar shows."""
    q = human.quads['body']
    c = human.pos[q].mean(axis=1)
    w = rig.weights[:, [NAMES.index('head'), NAMES.index('neck')]].sum(axis=1)[q].min(axis=1)
    neck = rig.head['neck']
    front = (c[:, 1] > neck[1] - 0.075) & (np.abs(c[:, 0]) < 0.085) & (c[:, 2] > neck[2] - 0.10)
    notch = (c[:, 1] > .945) & (np.abs(c[:, 0]) < .06) & (c[:, 2] > .05)  # inside the open collar
    return (w > 0.5) | front | notch


def select_hands(human, rig):
    q = human.quads['body']
    out = np.zeros(len(q), bool)
    for s in 'lr':
        cols = [i for i, n in enumerate(NAMES) if n.endswith('_' + s) and n[:-2].rstrip('123') in
                ('hand', 'thumb', 'index', 'middle', 'ring', 'pinky')]
        w = rig.weights[:, cols].sum(axis=1)[q].max(axis=1)
        axis = rig.head[f'hand_{s}'] - rig.head[f'forearm_{s}']
        t = (human.pos[q].mean(axis=1) - rig.head[f'forearm_{s}']) @ axis / (axis @ axis)
        arm = rig.weights[:, NAMES.index(f'forearm_{s}')][q].max(axis=1)
        out |= (w > 0.5) | ((arm > 0.3) & (t > 0.72))
    return out


def islands(uvq, count):
    """Connected UV islands: a label per face."""
    label = np.arange(count)
    while True:
        low = label[uvq].min(axis=1)
        new = label.copy()
        np.minimum.at(new, uvq.ravel(), np.repeat(low, 4))
        new = new[new]
        if (new == label).all():
            return label[uvq[:, 0]]
        label = new


def stretch(t, lo, hi, centre, sigma, gain):
    """Monotone map of lo..hi to 0..1 that gives the neighbourhood of `centre` more room."""
    s = np.linspace(lo, hi, 400)
    d = 1 + gain * np.exp(-((s - centre) / sigma) ** 4)
    c = np.concatenate([[0], np.cumsum((d[1:] + d[:-1]) / 2)])
    return np.interp(t, s, c / c[-1])


def head_uv(human, faces):
    """New texture layout of the head: the face large, ears, neck and mouth in a column at the right."""
    uvq = human.uvq['body'][faces]
    uv = human.uv.copy()
    lab = islands(uvq, len(uv))
    small = []
    for k in np.unique(lab):
        idx = np.unique(uvq[lab == k])
        u = human.uv[idx]
        if u[:, 0].max() > 0.9 and u[:, 1].max() - u[:, 1].min() > 0.4:
            x = stretch(u[:, 0], u[:, 0].min(), u[:, 0].max(), 0.872, 0.105, 1.5)
            y = stretch(u[:, 1], u[:, 1].min(), u[:, 1].max(), 0.517, 0.105, 4.2)
            uv[idx] = np.stack([0.004 + x * 0.862, 0.004 + y * 0.992], axis=1)
        else:
            small.append((np.ptp(u[:, 0]) * np.ptp(u[:, 1]), idx))
    # the neck is the largest of the rest (turned on its side), then the mouth, then the ears
    small.sort(key=lambda s: -s[0])
    boxes = [(.872, .004, .996, .42), (.872, .43, .996, .60), (.872, .61, .996, .79), (.872, .80, .996, .98)]
    for (_, idx), (x0, y0, x1, y1) in zip(small, boxes):
        u = human.uv[idx]
        n = (u - u.min(axis=0)) / np.ptp(u, axis=0)
        if np.ptp(u[:, 0]) > 1.4 * np.ptp(u[:, 1]):
            n = n[:, ::-1]
        uv[idx] = np.array([x0, y0]) + n * [x1 - x0, y1 - y0]
    return uv


def make(name, material, human, rig, faces, uv, deltas):
    """A skin part of some body faces; normals come from the whole body so that cuts do not show."""
    flat = triangulate(human.quads['body'])
    nrm = vertex_normals(human.pos, flat)
    v, u, f = corner_split(human.quads['body'][faces], human.uvq['body'][faces])
    w = np.concatenate([rig.weights[v], np.zeros((len(v), 2))], axis=1)
    part = Part(name, material, human.pos[v], nrm[v], uv[u], triangulate(f), w, tangents=True, source=v)
    part.original_uv = human.uv[u]
    for k, d in deltas.items():
        moved = vertex_normals(human.pos + d, flat)
        part.morphs[k] = (d[v], (moved - nrm)[v])
    return part


class Canvas:
    """Position, normal, old UV and occlusion of every covered texel of a part's texture."""

    def __init__(self, part, size, eye, ao):
        attr = np.concatenate([(part.pos - eye) * 1000, part.nrm, part.original_uv, ao[:, None]], axis=1)
        img, self.hit = raster(part.uv, part.tri, attr.astype(np.float32), size)
        self.p, self.n = img[self.hit][:, :3], img[self.hit][:, 3:6]
        self.uv, self.ao = img[self.hit][:, 6:8], img[self.hit][:, 8]
        self.size, self.pos = size, img[..., :3] / 1000
        self.pos[~self.hit] = 0

    def picture(self, values, fill=0.5):
        out = np.full((self.size, self.size, values.shape[1]), fill, np.float32)
        out[self.hit] = values
        return bleed(out, self.hit, 6)[0]

    def height(self, values):
        out = np.zeros((self.size, self.size), np.float32)
        out[self.hit] = values
        return bleed(out[..., None], self.hit, 3)[0][..., 0]


def masks(canvas):
    load = lambda n: paint.sample(paint.load_mask(MPFB / 'textures' / f'mpfb_{n}.jpg'), canvas.uv)
    return {n: load(n) for n in ('lips', 'eyelids', 'ears', 'inside-mouth', 'fingernails')}


def paint_head(c, marks, hairline):
    """Albedo, height (m) and roughness of the head.  `marks`: measured points in mm from the eyes' middle."""
    p, m = c.p, masks(c)
    m['inside-mouth'] = np.where(c.uv[:, 1] > .80, m['inside-mouth'], 0)
    lips = np.clip(m['lips'] * 1.4, 0, 1) ** 1.3
    ax = np.abs(p[:, 0])
    mouth, nose, chin = marks['mouth'], marks['nose'], marks['chin']
    q = p / 1000
    big, mid, fine = paint.fbm(q, .035, 3, 1), paint.fbm(q, .009, 3, 5), paint.fbm(q, .0022, 2, 9)
    tone = BASE * (1 + .035 * big + .028 * mid + .022 * fine)[:, None]
    red = (.62 * paint.both(p, [39, mouth[1] + 33, mouth[2] - 22], [19, 17, 30])
           + .75 * paint.blob(p, nose, [13, 12, 14]) + .35 * paint.both(p, [15, nose[1] - 2, nose[2] - 16], [7, 8, 9])
           + .28 * paint.blob(p, chin, [20, 14, 20]) + .95 * m['ears'] * paint.step(-5, -40, p[:, 2])
           + .20 * paint.blob(p, [0, 42, marks['brow'][2]], [40, 20, 40]) + .25 * m['eyelids'])
    red *= 1 + .55 * mid + .35 * big
    red = np.clip(red, 0, 1.15)
    tone = tone * (1 - red[:, None] * np.array([.055, .175, .185]))
    # forehead and temples are a little yellower, the neck paler and cooler
    tone *= 1 + paint.step(18, 45, p[:, 1])[:, None] * np.array([.01, .015, -.02])
    tone *= 1 - paint.step(chin[1] - 2, chin[1] - 28, p[:, 1])[:, None] * np.array([.04, .03, .02])
    # around the eyes: brownish violet in the socket, a darker inner corner, thin skin below
    socket = paint.both(p, [27, -4, marks['lid'][2] - 4], [19, 10.5, 14])
    under = paint.both(p, [24, -12.5, marks['lid'][2] - 4], [13, 5, 12])
    inner = paint.both(p, [12, 0, marks['lid'][2] - 6], [5, 9, 10])
    tone *= 1 - np.clip(.11 * socket + .12 * under + .09 * inner, 0, 1)[:, None] * np.array([.75, 1.0, .85])
    tone *= 1 - (.15 * m['eyelids'])[:, None] * np.array([.7, 1.0, 1.0])
    # beard shadow: jaw, chin, upper lip; cool, with single stubs
    line = mouth[1] + 4 - .10 * np.clip(ax - 25, 0, None) + 14 * paint.step(38, 62, ax)
    beard = paint.step(line + 12, line - 10, p[:, 1] + 3.5 * mid) * paint.step(chin[1] - 42, chin[1] - 14, p[:, 1])
    beard *= paint.step(-82, -62, p[:, 2]) * (1 - paint.both(p, [44, mouth[1] + 10, mouth[2] - 25], [13, 15, 40]) * .8)
    moustache = paint.blob(p, [0, mouth[1] + 12, mouth[2]], [26, 7.5, 16])
    beard = np.clip(np.maximum(beard, moustache) * (1 - lips), 0, 1)
    tone = tone * (1 - beard[:, None] * np.array([.155, .115, .085]))
    stubs = paint.dots(q, .00105, .00026, .75, 3) * beard
    tone *= 1 - .26 * stubs[:, None]
    # spots: freckles, two or three moles
    tone *= 1 - (.12 * paint.dots(q, .0085, .0009, .35, 8) * paint.step(10, -6, p[:, 1]) * (1 - lips))[:, None] * np.array([.6, 1, 1.2])
    for at, size in (([-46, -36, 0], .8), ([51, -64, 0], .7)):
        d = np.hypot(p[:, 0] - at[0], p[:, 1] - at[1])
        spot = np.clip(1.6 - d / size, 0, 1) * (p[:, 2] > -60)
        tone = tone * (1 - spot[:, None] * np.array([.22, .32, .36]))
    # lips
    ribs = paint.noise3(np.stack([q[:, 0], q[:, 1] * .12, q[:, 2] * .12], axis=1), .0011, 21)
    lower = paint.step(mouth[1] + 1, mouth[1] - 1.5, p[:, 1])
    lip = np.array([.640, .395, .365]) * (1 + .07 * ribs + .05 * mid)[:, None] * (.90 + .13 * lower)[:, None]
    tone = paint.mix(tone, lip, lips * .78)
    seam = np.exp(-((p[:, 1] - np.interp(p[:, 0], marks['slit'][0], marks['slit'][1])) / .5) ** 2)
    seam *= (ax < 26) * (p[:, 2] > mouth[2] - 22) * (m['inside-mouth'] < .5)
    tone = tone * (1 - .28 * seam[:, None] * np.array([.8, 1, 1]))
    # wet inner lid rim and tear corner: pink
    for e in marks['eyes']:
        r = np.linalg.norm(p - e['centre'], axis=1)
        rim = paint.step(e['radius'] + 1.25, e['radius'] + .3, r) * (c.n[:, 2] > -.9)
        tone = paint.mix(tone, np.array([.56, .35, .31]), rim * .6)
    # soft shade under the brows, so that the hairs do not float on bare skin
    tone *= 1 - (.30 * marks['brow_mask'](p))[:, None] * np.array([.9, 1, 1.05])
    # scalp under the hair
    h = hairline(p / 1000, q)
    hairy = paint.step(-.0045, .0045, h + .0022 * paint.noise3(q, .004, 31) + .002 * paint.noise3(q, .0015, 33))
    tone = paint.mix(tone, np.array([.135, .098, .075]) * (1 + .25 * fine)[:, None], hairy * .93)
    tone = paint.mix(tone, np.array([.235, .075, .070]), m['inside-mouth'] * .95)
    height, crease = relief(c, marks, m, lips, ribs, stubs)
    # a crease is also a little darker and redder, from any side the light comes
    tone *= 1 - (.115 * np.clip(-crease / .00022, 0, 1) * (1 - lips))[:, None] * np.array([.75, 1.0, 1.0])
    ao = np.clip(c.ao, 0, 1)
    ao = ao + (1 - ao) * .55 * lips  # the lips shade each other already in any light
    tone *= (1 - (1 - ao) * .62)[:, None] ** np.array([.8, 1.05, 1.05])
    return np.clip(tone, 0, 1), height, gloss(c, marks, m, lips, hairy, mid)


def relief(c, marks, m, lips, ribs, stubs):
    """(height, share of it that is creases) in metres: pores, and the lines of a face of forty."""
    p, q = c.p, c.p / 1000
    ax = np.abs(p[:, 0])
    sp = np.stack([ax, p[:, 1], p[:, 2]], axis=1)
    cheeky = paint.both(p, [24, -32, marks['nose'][2] - 20], [22, 20, 30]) + paint.blob(p, marks['nose'], [16, 22, 20])
    pores = paint.dots(q, .00115, .00030, .8, 41) * (.25 + .75 * np.clip(cheeky, 0, 1))
    h = -.000085 * pores + .000040 * paint.noise3(q, .00065, 43) + .00004 * paint.noise3(q, .0016, 44)
    h += .00009 * paint.fbm(q, .006, 2, 46)
    pores_only, h = h, np.zeros_like(h)
    wob = 1.6 * paint.noise3(np.stack([q[:, 0], q[:, 0] * 0, q[:, 2] * 0], axis=1), .021, 51)
    gate = paint.step(46, 28, ax) * paint.step(26, 34, p[:, 1])
    brow = marks['brow'][1]
    for k, (y, d) in enumerate(((brow + 15, .9), (brow + 24.5, 1.0), (brow + 34, .7))):
        curve = y + wob * (1.2 + .2 * k) - .0035 * (ax - 12) ** 2 * .6
        broken = paint.step(-.75, .1, paint.noise3(np.stack([q[:, 0], q[:, 1] * .3, q[:, 2] * 0], axis=1), .012, 60 + k))
        h -= .00012 * d * np.exp(-((p[:, 1] - curve) / 1.15) ** 2) * gate * broken
    # frown: two short upright lines; crow's feet; the crease from nose to mouth; a fold under the eye
    h -= .00007 * np.exp(-((ax - 5.2 - .10 * (p[:, 1] - brow)) / 1.0) ** 2) * paint.step(brow - 9, brow - 2, p[:, 1]) * paint.step(brow + 13, brow + 5, p[:, 1])
    ox, oy, oz = marks['outer']
    for dy, rise, d in ((3.0, 4.5, .8), (0.0, .5, 1.0), (-3.5, -4.0, .9), (-6.0, -8.5, .5)):
        a, b = [ox + 3.5, oy + dy * .6, oz - 2], [ox + 17, oy + dy + rise, oz - 14]
        h -= .00015 * d * paint.stroke(sp, [a, b], .95)
    nx, ny, nz = marks['wing']
    mx, my, mz = marks['corner']
    h -= .00024 * paint.stroke(sp, [[nx + 2, ny + 3, nz - 3], [(nx + mx) / 2 + 5, (ny + my) / 2 + 2, (nz + mz) / 2],
                                    [mx + 6.5, my + 1.5, mz - 1]], 1.6)
    lx, ly, lz = marks['lid']
    h -= .00013 * paint.stroke(sp, [[13, -7.5, lz - 3], [20, -13, lz - 2], [30, -15, lz - 3], [40, -11, lz - 9]], 1.1)
    h -= .00010 * paint.stroke(sp, [[13, -5.5, lz - 3], [20, -9.6, lz], [30, -10.8, lz - 1], [41, -7, lz - 8]], .7)
    # neck rings
    chin = marks['chin'][1]
    for y in (chin - 38, chin - 58):
        h -= .00020 * np.exp(-((p[:, 1] - y - .02 * ax - 1.2 * wob) / 1.3) ** 2) * (p[:, 2] > -70)
    crease = h
    h = 1.6 * (h + pores_only)
    h = h * (1 - lips) + lips * (.00010 * ribs + .00003 * paint.noise3(q, .0008, 71))
    h += .00004 * stubs
    return np.where(m['inside-mouth'] > .5, 0, h), crease


def gloss(c, marks, m, lips, hairy, mid):
    p = c.p
    r = .58 + .04 * mid
    r -= .12 * paint.blob(p, marks['nose'], [14, 30, 16]) + .10 * paint.blob(p, [0, 45, marks['brow'][2]], [38, 22, 40])
    r -= .06 * paint.both(p, [36, -22, 0], [18, 14, 50])
    r = r * (1 - lips) + .40 * lips
    for e in marks['eyes']:
        d = np.linalg.norm(p - e['centre'], axis=1)
        r = np.where(d < e['radius'] + 1.0, .25, r)
    return np.where(m['inside-mouth'] > .5, .35, r * (1 - hairy) + .85 * hairy)


def paint_hands(c, rig, eye):
    """Albedo, height and roughness of hands and wrists: redder knuckles and fingertips, nails, faint veins."""
    p, q, m = c.p, c.p / 1000, masks(c)
    nails = np.clip(m['fingernails'] * 1.3, 0, 1)
    big, mid, fine = paint.fbm(q, .03, 3, 81), paint.fbm(q, .008, 3, 85), paint.fbm(q, .002, 2, 89)
    tone = BASE * .985 * (1 + .04 * big + .035 * mid + .02 * fine)[:, None]
    red = np.zeros(len(p))
    crease = np.zeros(len(p))
    for s in 'lr':
        for f in ('index', 'middle', 'ring', 'pinky', 'thumb'):
            for k in (1, 2, 3):
                at = (rig.head[f'{f}{k}_{s}'] - eye) * 1000
                d = np.linalg.norm(p - at, axis=1)
                red += (.55 if k == 1 else .45) * np.exp(-(d / 9) ** 2)
                axis = (rig.tail[f'{f}{k}_{s}'] - rig.head[f'{f}{k}_{s}'])
                along = (p - at) @ axis / np.linalg.norm(axis)
                if k > 1:
                    for o in (-1.6, 0, 1.7):
                        crease += np.exp(-((along - o + .5 * mid) / .45) ** 2) * (d < 12) * (c.n[:, 1] > .1)
            red += .6 * np.exp(-(np.linalg.norm(p - (rig.tail[f'{f}3_{s}'] - eye) * 1000, axis=1) / 9) ** 2)
    palm = paint.step(-.1, -.7, c.n[:, 1])
    red = np.clip(red + .5 * palm, 0, 1) * (1 + .5 * mid)
    tone = tone * (1 - red[:, None] * np.array([.05, .15, .15]))
    tone *= 1 - .10 * np.clip(crease, 0, 1)[:, None]
    vein = np.exp(-(paint.noise3(q, .016, 95) / .10) ** 2) * (1 - palm) * (1 - np.clip(red * 2, 0, 1))
    tone = tone * (1 - vein[:, None] * np.array([.05, .02, .00]))
    tone = paint.mix(tone, np.array([.80, .615, .555]), nails * .85)
    tone *= (1 - (1 - np.clip(c.ao, 0, 1)) * .55)[:, None] ** np.array([.85, 1.05, 1.05])
    h = -.00006 * np.clip(crease, 0, 1) + .00003 * paint.noise3(q, .0011, 97) + .00008 * vein + .00006 * paint.fbm(q, .004, 2, 99)
    h = h * (1 - nails) + .00025 * paint.step(.2, .9, nails)
    return np.clip(tone, 0, 1), h, (.58 + .03 * mid) * (1 - nails) + .32 * nails
