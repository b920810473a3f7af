"""Eyeballs, their painted texture, the shadow the lids throw on them, and the eyelashes.

The eyeball is one closed-front surface with the corneal bulge modelled into it and a low roughness: the highlight
then follows the bulge as a real catch-light does, without a second transparent layer that a renderer would have to
sort.
"""
import numpy as np

from meshkit import Part, normalise, vertex_normals
from rig import NAMES

IRIS, PUPIL = 0.00585, 0.0021     # m, radii
BULGE = 0.00115                   # how far the cornea stands out of the ball
SPAN = np.radians(105)            # how far round the ball the mesh reaches from the pupil
SEGMENTS, RINGS = 24, 13


def surface(radius, theta):
    """Distance of the ball's surface from its centre at an angle from the pupil."""
    r = radius - 0.00015
    edge = np.arcsin((IRIS + 0.0006) / r)
    return r + BULGE * np.clip(1 - (theta / edge) ** 2, 0, 1)


def ball(lids):
    """Vertices of one eyeball around its centre, looking along +Z."""
    # rings are denser around the cornea, where the outline of the bulge and the iris edge are
    theta = SPAN * np.linspace(0, 1, RINGS + 1) ** 1.35
    rad = surface(lids.radius, theta)
    pos, uv = [[0, 0, rad[0]]], [[0.5, 0.5]]
    for t, q in zip(theta[1:], rad[1:]):
        for k in range(SEGMENTS):
            a = 2 * np.pi * k / SEGMENTS
            pos.append([q * np.sin(t) * np.cos(a), q * np.sin(t) * np.sin(a), q * np.cos(t)])
            m = 0.495 * (t / SPAN) ** 0.7
            uv.append([0.5 + m * np.cos(a), 0.5 - m * np.sin(a)])
    tri = [[0, 1 + k, 1 + (k + 1) % SEGMENTS] for k in range(SEGMENTS)]
    for i in range(RINGS - 1):
        a, b = 1 + i * SEGMENTS, 1 + (i + 1) * SEGMENTS
        for k in range(SEGMENTS):
            n = (k + 1) % SEGMENTS
            tri += [[a + k, b + k, b + n], [a + k, b + n, a + n]]
    pos, tri = np.array(pos), np.array(tri)
    return pos + lids.centre, np.array(uv), tri, vertex_normals(pos, tri)


def eyeballs(lids, rig):
    """The `eyes` part: both balls, each bound to its own bone."""
    pos, uv, tri, nrm, weights = [], [], [], [], []
    bones = rig.weights.shape[1]
    for i, s in enumerate('lr'):
        p, u, t, n = ball(lids[s])
        tri.append(t + sum(len(x) for x in pos))
        w = np.zeros((len(p), bones + 2))
        w[:, bones + i] = 1
        pos.append(p)
        uv.append(u)
        nrm.append(n)
        weights.append(w)
        rig.head[f'eye_{s}'] = lids[s].centre.copy()
        rig.tail[f'eye_{s}'] = lids[s].centre + [0, 0, lids[s].radius]
    return Part('eyes', 'eye', *map(np.concatenate, (pos, nrm, uv, tri, weights)))


def paint(size, radius):
    """sRGB picture of the eyeball: veins, limbal ring, iris fibres, collarette, pupil."""
    rng = np.random.default_rng(11)
    y, x = np.mgrid[0:size, 0:size]
    dx, dy = (x + .5) / size - .5, .5 - (y + .5) / size
    m = np.sqrt(dx * dx + dy * dy)
    ang = np.arctan2(dy, dx)
    theta = SPAN * np.clip(m / 0.495, 0, 1) ** (1 / 0.7)
    r = radius * np.sin(theta)
    r = np.where(theta > np.pi / 2, radius, r)
    # sclera: warm off-white, redder and darker towards the lids and corners
    out = np.empty((size, size, 3))
    edge = np.clip((theta - 0.42) / 0.75, 0, 1)[..., None]
    out[:] = np.array([.845, .815, .785]) * (1 - edge) + np.array([.70, .575, .53]) * edge
    veins = np.zeros((size, size))
    for _ in range(46):
        a, t = rng.uniform(0, 2 * np.pi), rng.uniform(1.05, 1.3)
        side = abs(np.cos(a))
        da, width = 0.0, rng.uniform(.6, 1.2)
        for _ in range(70):
            t -= 0.011
            if t < 0.50 + 0.25 * (1 - side):
                break
            da += rng.normal(0, .012)
            q = 0.495 * (t / SPAN) ** 0.7
            cx, cy = (0.5 + q * np.cos(a + da)) * size, (0.5 - q * np.sin(a + da)) * size
            lo, hi = int(max(cy - 3, 0)), int(min(cy + 4, size))
            l2, h2 = int(max(cx - 3, 0)), int(min(cx + 4, size))
            yy, xx = np.mgrid[lo:hi, l2:h2]
            veins[lo:hi, l2:h2] = np.maximum(veins[lo:hi, l2:h2],
                                             np.exp(-((xx - cx) ** 2 + (yy - cy) ** 2) / width ** 2)
                                             * np.clip((t - .5) * 1.3, 0, .55) * side)
    out = out * (1 - veins[..., None]) + np.array([.62, .30, .25]) * veins[..., None]
    # iris: fibres are noise stretched along the radius
    f = np.clip((r - PUPIL) / (IRIS - PUPIL), 0, 1)
    n = 720
    fibres = np.zeros((n, 64))
    for octave, amp in ((1, .5), (3, .3), (8, .2)):
        g = rng.random((n, 2 + octave))
        xs = np.linspace(0, g.shape[1] - 1.001, 64)
        i = xs.astype(int)
        fibres += amp * (g[:, i] * (1 - (xs - i)) + g[:, i + 1] * (xs - i))
    k = np.array([.25, .5, .25])
    fibres = sum(w * np.roll(fibres, s, 0) for w, s in zip(k, (-1, 0, 1)))
    wave = f * 63 + 1.5 * np.sin(ang * 7 + 1) * f
    v = fibres[((ang / (2 * np.pi) % 1) * n).astype(int) % n, np.clip(wave, 0, 63).astype(int)]
    collar = np.exp(-((f - .30 - .05 * np.sin(ang * 9 + .6) - .03 * np.sin(ang * 23)) / .11) ** 2)
    outer, inner = np.array([.235, .265, .245]), np.array([.385, .305, .195])
    mix = np.clip(collar * 1.15 + (f < .28) * .55, 0, 1)[..., None]
    iris = outer * (1 - mix) + inner * mix
    iris = iris * (0.55 + 0.95 * v[..., None])
    iris *= (1 - 0.80 * np.clip((f - .78) / .22, 0, 1) ** 1.4)[..., None]      # limbal ring
    iris *= (0.45 + 0.55 * np.clip(f / .10, 0, 1))[..., None]                  # pupillary ruff
    iris *= (1 - 0.35 * np.clip(dy / 0.17 + .1, 0, 1))[..., None]              # the upper lid shades it
    soft = lambda e, w: np.clip((e - r) / w + .5, 0, 1)[..., None]
    a = soft(IRIS, 0.0007)
    out = out * (1 - a) + iris * a
    p = soft(PUPIL, 0.00025)
    out = out * (1 - p) + np.array([.012, .011, .012]) * p
    return np.clip(out, 0, 1)


def shade_rows(pos, lids):
    """Bands on the eyeball along the lid edges; a pure function of the face's vertices, like `lash_rows`."""
    out = []
    for s in 'lr':
        eye = lids[s]
        for ring, towards in ((eye.upper, -1), (eye.lower, 1)):
            p = resample(pos[ring], LASH_COLUMNS)
            taper = np.clip(1.15 - np.abs(np.linspace(-1, 1, len(p))) ** 3, .25, 1)[:, None]
            for step in SHADE_STEPS:
                q = normalise(normalise(p - eye.centre) + np.array([0, towards * step, 0]) * (taper if step > 0 else 1))
                theta = np.arccos(np.clip(q[:, 2], -1, 1))
                out.append(eye.centre + q * (surface(eye.radius, theta) + .00022)[:, None])
    return np.concatenate(out)


SHADE_STEPS = (-.035, .05, .18, .34)  # radians into the opening, from the lid edge


def shade(human, deltas, lids, rig):
    """`eye_shade`: the shadow the lids throw on the ball.  It stays with the lids when the eye turns or closes."""
    tri = strips([LASH_COLUMNS] * 4, len(SHADE_STEPS))
    u = np.linspace(0, 1, LASH_COLUMNS)
    uv = [np.stack([u, np.full(len(u), (half + v) / 2)], axis=1) for s in 'lr' for half in (0, 1)
          for v in (.04, .35, .65, .96)]
    w = np.zeros((len(u) * 16, rig.weights.shape[1] + 2))
    w[:, NAMES.index('head')] = 1
    part = follow('eye_shade', 'eye_shade', lambda p: shade_rows(p, lids), human.pos, deltas, tri, np.concatenate(uv), w)
    out = part.pos - np.where(part.pos[:, :1] > 0, lids['l'].centre, lids['r'].centre)
    part.nrm = normalise(out)
    return part


def shade_picture(width=16, height=64):
    """RGBA: upper half for the upper lid (strong, soft), lower half for the lower one (weak, with a wet line)."""
    v = (np.arange(height // 2) + .5) / (height // 2)
    out = np.zeros((height, width, 4))
    out[..., :3] = [.20, .095, .075]
    out[:height // 2, :, 3] = (.66 * np.clip(1 - (v - .2) / .72, 0, 1) ** 1.5)[:, None]
    out[height // 2:, :, 3] = (.40 * np.clip(1 - (v - .2) / .50, 0, 1) ** 1.6)[:, None]
    return out


def lash_rows(pos, lids):
    """Lash cards grown from the lid edges; like `lid_shade`, a pure function of the face's vertices."""
    out = []
    for s in 'lr':
        eye = lids[s]
        for ring, length, lift in ((eye.upper, .0070, .30), (eye.lower, .0036, -.22)):
            p = resample(pos[ring], LASH_COLUMNS)
            t = np.linspace(-1, 1, len(p)) * eye.sign  # +1: outer corner
            d = normalise(p - eye.centre)
            along = length * (0.72 + 0.28 * np.clip(t + .3, -1, 1)) * np.clip(1.25 - np.abs(t) ** 6, .45, 1)
            out_dir = normalise(d * [1.0, 1.0, 1.0] + np.stack([eye.sign * .35 * t, 0 * t, 0 * t], axis=1))
            for k, up in ((0, 0.0), (.5, .35), (1.0, 1.0)):
                step = out_dir * k * along[:, None] + np.array([0, lift, .05]) * (up * along * .75)[:, None]
                out.append(p - d * 0.0006 + step)
    return np.concatenate(out)


LASH_COLUMNS = 15


def resample(points, n):
    """n points at equal distances along a polyline."""
    s = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    t = np.linspace(0, s[-1], n)
    return np.stack([np.interp(t, s, points[:, k]) for k in range(3)], axis=1)


def strips(counts, rows):
    """Triangles of consecutive row strips; counts: columns of each strip, each strip has `rows` rows."""
    tri, base = [], 0
    for c in counts:
        for r in range(rows - 1):
            for k in range(c - 1):
                a = base + r * c + k
                tri += [[a, a + 1, a + c + 1], [a, a + c + 1, a + c]]
        base += c * rows
    return np.array(tri)


def follow(name, material, make, pos, deltas, tri, uv, weights, threshold=4e-5, names=None):
    """A part whose vertices are a function of the face, with the morphs that actually move it."""
    p = make(pos)
    part = Part(name, material, p, vertex_normals(p, tri), uv, tri, weights)
    for k, d in deltas.items():
        if names is not None and not names(k):
            continue
        dp = make(pos + d) - p
        if np.abs(dp).max() > threshold:
            part.morphs[k] = (dp, None)
    return part


def lashes(human, deltas, lids, rig):
    counts = [LASH_COLUMNS] * 4
    tri = strips(counts, 3)
    u = np.linspace(0, 1, LASH_COLUMNS)
    uv = []
    for s in 'lr':
        for half in (0, 1):
            for row in (0.98, 0.55, 0.02):
                x = u if s == 'l' else 1 - u
                uv.append(np.stack([x, np.full(len(u), half * .5 + row * .5)], axis=1))
    uv = np.concatenate(uv)
    w = np.zeros((len(uv), rig.weights.shape[1] + 2))
    w[:, NAMES.index('head')] = 1
    return follow('lashes', 'lash', lambda p: lash_rows(p, lids), human.pos, deltas, tri, uv, w)


def lash_picture(width=512, height=128):
    """RGBA strokes: upper half for the upper lid, lower half for the lower; tapered, in little clumps."""
    rng = np.random.default_rng(5)
    out = np.zeros((height, width, 4))
    out[..., :3] = [.14, .105, .085]
    h = height // 2
    for half, count, full in ((0, 70, 1.0), (1, 40, .7)):
        y0 = half * h
        for i in range(count):
            clump = np.round(i / 3) * 3
            x = (i + rng.uniform(-.4, .4)) / count * width
            tip = (clump + 1.0) / count * width + rng.normal(0, 2) + (x / width - .45) * 26
            length = h * full * rng.uniform(.62, .98)
            for k in range(int(length * 2)):
                t = k / (length * 2)
                xx = x + (tip - x) * t ** 1.4
                yy = y0 + h - 1 - t * length
                wd = (1.5 if half == 0 else .8) * (1 - t) ** .8 + .3
                lo, hi = int(max(xx - wd, 0)), int(min(xx + wd + 1, width))
                if yy >= y0:
                    out[int(yy), lo:hi, 3] = np.maximum(out[int(yy), lo:hi, 3], 1 - .25 * t)
    return out
