"""The 52 ARKit face shapes as vertex deltas, and the repairs they need on this particular face.

The face units were made for MakeHuman's default head.  On a shaped head a blink over- or undershoots and the lips of
the neutral face do not quite touch, so both are measured along the lid and lip edge loops and corrected, with the
correction fading out into the skin around them.
"""
import collections

import numpy as np

from body import UNITS, load_target

ARKIT = ('browDownLeft browDownRight browInnerUp browOuterUpLeft browOuterUpRight cheekPuff cheekSquintLeft '
         'cheekSquintRight eyeBlinkLeft eyeBlinkRight eyeLookDownLeft eyeLookDownRight eyeLookInLeft eyeLookInRight '
         'eyeLookOutLeft eyeLookOutRight eyeLookUpLeft eyeLookUpRight eyeSquintLeft eyeSquintRight eyeWideLeft '
         'eyeWideRight jawForward jawLeft jawOpen jawRight mouthClose mouthDimpleLeft mouthDimpleRight mouthFrownLeft '
         'mouthFrownRight mouthFunnel mouthLeft mouthLowerDownLeft mouthLowerDownRight mouthPressLeft '
         'mouthPressRight mouthPucker mouthRight mouthRollLower mouthRollUpper mouthShrugLower mouthShrugUpper '
         'mouthSmileLeft mouthSmileRight mouthStretchLeft mouthStretchRight mouthUpperUpLeft mouthUpperUpRight '
         'noseSneerLeft noseSneerRight tongueOut').split()

# midline vertices of the lip rings, from the visible lip inwards: (upper, lower)
LIP_RINGS = [(468, 494), (474, 493), (520, 523), (537, 540), (554, 557)]
VISIBLE_RING = 1
# one vertex of the outer lid edge above the middle of the left eye, and one of its inner edge
LID_OUTER, LID_INNER = 6785, 13352
# a trace of expression that stays in the neutral face: friendly and attentive, not a mask
REST = {'mouthSmileLeft': .17, 'mouthSmileRight': .14, 'cheekSquintLeft': .06, 'cheekSquintRight': .05,
        'browDownLeft': .10, 'browDownRight': .08}
OPEN = (0.095, 0.100)  # share of a blink by which the neutral lids are opened (left, right)


class Topology:
    """Edge loops of the body mesh and its left-right mirror."""

    def __init__(self, quads):
        self.near, self.faces = collections.defaultdict(set), collections.defaultdict(set)
        for i, f in enumerate(quads.tolist()):
            for k in range(4):
                self.faces[f[k]].add(i)
                self.near[f[k]].add(f[k - 1])
                self.near[f[k - 1]].add(f[k])

    def walk(self, a, b):
        """The edge loop that leaves `a` through `b`; closed loops only, else None."""
        out = [a, b]
        while True:
            shared = self.faces[a] & self.faces[b]
            ahead = [c for c in self.near[b] if c != a and not self.faces[b] & self.faces[c] & shared]
            if len(self.near[b]) != 4 or len(ahead) != 1 or len(out) > 400:
                return None
            a, b = b, ahead[0]
            if b == out[0]:
                return out
            out.append(b)

    def ring(self, vertex, through=None, longest=80):
        """The shortest closed edge loop through a vertex (and through another one, if given)."""
        loops = [self.walk(vertex, n) for n in sorted(self.near[vertex])]
        loops = [x for x in loops if x and len(x) <= longest and (through is None or through in x)]
        return min(loops, key=len) if loops else None

    def grow(self, seed, steps):
        """Vertices within `steps` edges of the seeds, with their distance."""
        dist = {int(v): 0 for v in seed}
        front = list(dist)
        for d in range(1, steps + 1):
            front = sorted({n for v in front for n in self.near[v]} - set(dist))
            dist.update((n, d) for n in front)
        return dist


def halves(pos, ring, left, right):
    """Split a closed ring at two of its members; returns (upper, lower) vertex lists from -X to +X."""
    i, j = ring.index(left), ring.index(right)
    if i > j:
        i, j = j, i
    a, b = ring[i:j + 1], ring[j:] + ring[:i + 1]
    out = sorted((a, b), key=lambda s: -np.mean(pos[s, 1]))
    return [s if pos[s[0], 0] < pos[s[-1], 0] else s[::-1] for s in out]


class Lips:
    """Measures and closes the gap between the lips, column by column."""

    def __init__(self, human, topo):
        self.rings = []
        pos = human.pos
        for up, low in LIP_RINGS:
            ring = topo.ring(up, low)
            left, right = min(ring, key=lambda v: pos[v, 0]), max(ring, key=lambda v: pos[v, 0])
            self.rings.append(halves(pos, ring, left, right))
        self.columns = np.linspace(-0.0185, 0.0185, 38)
        slit = self.rings[VISIBLE_RING]
        self.slit_x = np.concatenate([pos[slit[0], 0], pos[slit[1], 0]])
        order = np.argsort(self.slit_x)
        self.slit_x = self.slit_x[order]
        self.slit_y = np.concatenate([pos[slit[0], 1], pos[slit[1], 1]])[order]
        y = np.interp(pos[:, 0], self.slit_x, self.slit_y)
        mid = pos[slit[0]].mean(axis=0)
        self.upper = pos[:, 1] > y
        # which half a lip vertex belongs to is a matter of topology, not of height (inner rims overlap)
        for up, low in self.rings:
            self.upper[up], self.upper[low] = True, False
        d = np.linalg.norm((pos - [0, 0, mid[2]] - np.stack([np.clip(pos[:, 0], -.02, .02), y, 0 * y], 1)) *
                           [1, 1, 0.55], axis=1)
        self.fade = np.exp(-(d / 0.0075) ** 2)
        self.fade[13380:] = 0
        self.fade[d > 0.02] = 0

    def profiles(self, pos, x):
        """(z, y) polylines of the upper and of the lower lip in the column x."""
        out = []
        for half in (0, 1):
            pts = []
            for r in self.rings:
                p = pos[r[half]]
                o = np.argsort(p[:, 0])
                pts.append([np.interp(x, p[o, 0], p[o, 2]), np.interp(x, p[o, 0], p[o, 1])])
            out.append(np.array(pts))
        return out

    def gap(self, pos, inner=None):
        """Smallest vertical distance between the lips in every column; negative: they run into each other."""
        out = []
        for x in self.columns:
            up, low = (p[np.argsort(p[:, 0])] for p in self.profiles(pos, x))
            z = np.linspace(max(up[0, 0], low[0, 0]), min(up[-1, 0], low[-1, 0]), 25)
            if z[-1] < z[0]:
                out.append(up[:, 1].min() - low[:, 1].max())
                continue
            out.append(np.min(np.interp(z, up[:, 0], up[:, 1]) - np.interp(z, low[:, 0], low[:, 1])))
        return np.array(out)

    def close(self, pos, goal=-0.0001, steps=14, share_upper=0.35):
        """Correction (delta) that brings the lips together in every column without pushing them into each other."""
        total = np.zeros_like(pos)
        for _ in range(steps):
            g = self.gap(pos + total) - goal
            g = np.interp(np.clip((pos + total)[:, 0], self.columns[0], self.columns[-1]), self.columns, g)
            fade = self.fade * np.clip((0.0255 - np.abs(pos[:, 0])) / 0.005, 0, 1)
            total[:, 1] += np.where(self.upper, -share_upper, 1 - share_upper) * g * fade
        return total


class Lids:
    """One eye: its ball and the outer and inner edge loops of its lids."""

    def __init__(self, human, topo, side):
        self.side, self.sign = side, 1 if side == 'l' else -1
        ball = human.pos[human.vertices(f'helper-{side}-eye')]
        fit = np.linalg.lstsq(np.c_[2 * ball, np.ones(len(ball))], (ball ** 2).sum(axis=1), rcond=None)[0]
        self.radius = float(np.sqrt(fit[3] + fit[:3] @ fit[:3]))
        # MakeHuman's lids hang low over its eyeball; the ball is lowered here and the lid raised in load()
        self.centre = fit[:3] - [0, 0.0012, 0]
        if side == 'r':
            want = human.rest[[LID_OUTER, LID_INNER]] * [-1, 1, 1]
            found = [int(np.argmin(np.linalg.norm(human.rest[:13380] - w, axis=1))) for w in want]
        else:
            found = [LID_OUTER, LID_INNER]
        self.outer, self.inner = (topo.ring(v) for v in found)
        p = human.pos
        corner = lambda ring: (min(ring, key=lambda v: p[v, 0]), max(ring, key=lambda v: p[v, 0]))
        self.upper, self.lower = halves(p, self.outer, *corner(self.outer))
        self.upper_in, self.lower_in = halves(p, self.inner, *corner(self.inner))

    def aperture(self, pos, lower=None):
        """Opening between the lid edges at the columns of the upper edge (metres, negative: overlapping)."""
        up, low = pos[self.upper], pos[self.lower]
        return up[:, 1] - np.interp(up[:, 0], low[:, 0], low[:, 1])

    def blink(self, pos, delta, overlap=0.0002):
        """The blink shape rescaled column by column so that the lid edges meet, then lifted off the eyeball."""
        delta = delta.copy()
        x0, x1 = pos[self.upper, 0].min(), pos[self.upper, 0].max()
        near = (np.linalg.norm(delta, axis=1) > 0) & (np.linalg.norm(pos - self.centre, axis=1) < 0.05)
        for _ in range(8):
            gap = self.aperture(pos + delta) + overlap
            travel = -delta[self.upper, 1]
            factor = np.where(travel > 5e-4, 1 + gap / np.maximum(travel, 5e-4), 1.0)
            factor = np.clip(factor, 0.3, 2.5)
            xs = pos[self.upper, 0]
            o = np.argsort(xs)
            inside = (xs[o] > x0 + 0.0015) & (xs[o] < x1 - 0.0015)
            s = np.interp(pos[:, 0], xs[o][inside], factor[o][inside])
            moving = near & (delta[:, 1] < 0)
            delta[moving] *= s[moving, None]
        return self.clear(pos, delta)

    def clear(self, pos, delta, margin=0.0007):
        """Push lid skin that would sink into the eyeball out to a lid's thickness above it.

        Skin further from the lid's edge stays further out (it bulges, as it does in a squint), and the inner side of
        the lid is kept below the outer one.
        """
        p = pos + delta
        d = p - self.centre
        r = np.linalg.norm(d, axis=1)
        rest = np.linalg.norm(pos - self.centre, axis=1)
        steps = np.full(len(pos), -1)
        steps[list(self.zone)] = list(self.zone.values())
        need = self.radius + np.maximum(margin, np.minimum(rest - self.radius, margin + .00045 * steps))
        moved = np.linalg.norm(delta, axis=1) > (1e-5 if delta.any() else -1)
        front = (d[:, 2] > 0) & moved
        bad = front & (steps >= 0) & (r < need)
        delta = delta.copy()
        delta[bad] += d[bad] / r[bad, None] * (need - r)[bad, None]
        if delta.any():
            limit = np.maximum(rest, self.radius + .0002)
            inside = np.zeros(len(pos), bool)
            inside[self.under] = True
            high = inside & front & (r > limit)
            delta[high] += d[high] / r[high, None] * (limit - r)[high, None]
        return delta


def load(human, topo):
    """All 52 shapes as {name: (vertices,3)} with blinks repaired; also closes the neutral lips in human.pos."""
    n = len(human.pos)
    out = {name: load_target(UNITS / f'{name}.target', n) for name in ARKIT}
    human.pos = human.pos + sum(w * out[n] for n, w in REST.items())
    lips = Lips(human, topo)
    human.pos = human.pos + lips.close(human.pos, goal=-0.00005)
    human.pos = human.pos - OPEN[0] * out['eyeBlinkLeft'] - OPEN[1] * out['eyeBlinkRight']
    lids = {s: Lids(human, topo, s) for s in 'lr'}
    for s, eye in lids.items():
        inner = topo.grow(eye.inner, 1)
        skin = topo.grow(eye.outer, 7)
        eye.zone = {v: k for v, k in skin.items() if v not in inner or v in eye.outer}
        eye.under = sorted(v for v in topo.grow(eye.inner, 2) if v not in eye.zone and v not in eye.inner and v < 13380)
        human.pos = human.pos + eye.clear(human.pos, np.zeros_like(human.pos), 0.0006)
    # ARKit's mouthClose undoes jawOpen for the lips alone
    shut = out['jawOpen'] + out['mouthClose']
    out['mouthClose'] = out['mouthClose'] + lips.close(human.pos + shut, goal=-0.0001)
    for s, side in (('l', 'Left'), ('r', 'Right')):
        out[f'eyeBlink{side}'] = lids[s].blink(human.pos, out[f'eyeBlink{side}'])
        for name in out:  # cheeks and squints push lid skin into this face's eyeball: keep it outside
            if name.startswith(('eyeSquint', 'cheekSquint', 'eyeLook', 'eyeWide', 'mouthSmile', 'noseSneer')):
                out[name] = lids[s].clear(human.pos, out[name], 0.0009)
        # a smile is these three together
        smile = out[f'mouthSmile{side}'] + out[f'cheekSquint{side}'] + .5 * out[f'eyeSquint{side}']
        out[f'cheekSquint{side}'] = out[f'cheekSquint{side}'] + lids[s].clear(human.pos, smile, 0.0009) - smile
    return out, lips, lids
