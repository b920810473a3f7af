"""Short side-parted hair as layered cards.

Roots are scattered over the scalp, each card follows a combing field along the head and stands off it by a volume
field, so the outline has strands instead of a helmet's edge.  The skin underneath is painted dark by skin.py with the
same `hairline`, which hides the gaps between cards.
"""
import numpy as np

import paint
from meshkit import Part, Surface, normalise, triangulate, vertex_normals
from rig import NAMES

CENTRE = np.array([0.0, .030, -.085])  # of the skull, from the middle of the eyes (m)
# hairline: azimuth from the front (degrees) -> elevation above which hair grows
AZIMUTH = [0, 12, 24, 34, 44, 52, 58, 63, 67, 75, 79, 98, 104, 112, 124, 140, 180]
ELEVATION = [22.5, 23.5, 28.5, 31.5, 29, 19, 8, -6, -27, -29, -12, -10, -22, -34, -41, -44, -45]
PART_X = .034          # the parting, on his left
COLUMNS = 8            # strand pictures side by side in the atlas
BROWN = np.array([.335, .245, .180])
GREY = np.array([.50, .47, .44])


def polar(p):
    """(azimuth from the front 0..180, elevation) in degrees of points relative to the skull's centre."""
    d = p - CENTRE
    return (np.degrees(np.arctan2(np.abs(d[:, 0]), d[:, 2])),
            np.degrees(np.arctan2(d[:, 1], np.hypot(d[:, 0], d[:, 2]))))


def hairline(p, q=None):
    """Signed distance (m, roughly) of points to the hairline; positive inside the hair."""
    az, el = polar(p)
    wave = 1.1 * np.sin(az * .35 + np.sign(p[:, 0]) * .8)
    return np.radians(el - np.interp(az, AZIMUTH, ELEVATION) - wave) * .085


def direction(p):
    """The way hair is combed at a scalp point (not yet tangent)."""
    az, el = polar(p)
    x, y, z = p.T
    top = paint.step(14, 40, el)
    over = paint.step(PART_X + .005, PART_X - .006, x)  # 1: right of the parting
    front = paint.step(-.075, .0, z)
    # at the forehead it is brushed up and back, further behind it lies across the head
    sweep = np.stack([-.80 + .42 * front, .62 * front, -.62 + .04 * front], axis=1)
    left = np.stack([.75 - .35 * front, -.35 + .75 * front, -.55 + 0 * x], axis=1)
    crown = np.stack([-.35 + 0 * x, -.3 + 0 * x, -.9 + 0 * x], axis=1)
    back_top = paint.step(-.10, -.15, z)
    up = paint.mix(left, sweep, over)
    up = paint.mix(up, crown, back_top)
    side = np.stack([.10 * np.sign(x), -1.0 + 0 * x, -.42 + .30 * paint.step(100, 150, az)], axis=1)
    return normalise(paint.mix(side, up, top))


def volume(p):
    """Stand-off (m) of the outermost hair: full on top, short at the sides, cropped at the nape."""
    az, el = polar(p)
    top = paint.step(8, 46, el)
    quiff = paint.step(-.06, .0, p[:, 2]) * paint.step(.06, -.03, p[:, 0])
    v = .0045 + .0160 * top + .007 * quiff * top
    v *= .45 + .55 * paint.step(-42, -5, el)
    return v * (.25 + .75 * paint.step(-.001, .016, hairline(p)))


def length(p):
    az, el = polar(p)
    return (.018 + .052 * paint.step(10, 45, el)) * (.55 + .45 * paint.step(-42, -5, el))


def scatter(pos, tri, count, spacing, keep, seed):
    """Random points on triangles, at least `spacing` apart, where keep(points) is true."""
    rng = np.random.default_rng(seed)
    a, b, c = (pos[tri[:, k]] for k in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    t = rng.choice(len(tri), count, p=area / area.sum())
    u, v = rng.random((2, count))
    flip = u + v > 1
    u[flip], v[flip] = 1 - u[flip], 1 - v[flip]
    p = a[t] + u[:, None] * (b - a)[t] + v[:, None] * (c - a)[t]
    p = p[keep(p)]
    cells, out = {}, []
    for q in p:
        k = tuple((q / spacing).astype(int))
        near = [o for dx in (-1, 0, 1) for dy in (-1, 0, 1) for dz in (-1, 0, 1)
                for o in cells.get((k[0] + dx, k[1] + dy, k[2] + dz), ())]
        if all(((q - o) ** 2).sum() > spacing ** 2 for o in near):
            cells.setdefault(k, []).append(q)
            out.append(q)
    return np.array(out)


def scalp(human, marks):
    """Head surface without ears as a query surface (m, from the middle of the eyes) and its normals."""
    q = human.quads['body']
    p = human.pos - marks['eye']
    lo, hi = marks['ear'][0] / 1000, marks['ear'][1] / 1000
    c = p[q].mean(axis=1)
    ear = (np.abs(c[:, 0]) > lo[0] + .004) & (c[:, 1] > lo[1]) & (c[:, 1] < hi[1]) & (c[:, 2] > lo[2] - .004) & (c[:, 2] < hi[2])
    keep = (c[:, 1] > -.10) & ~ear & (c[:, 2] > -.25)
    tri = triangulate(q[keep])
    return p, tri, vertex_normals(p, triangulate(q)), Surface(p, tri)


# spacing of the roots, height of the layer, distance from the hairline (from, to), width, length, segments, seed
LAYERS = ((.0066, 1.0, (.0045, 1), 1.0, 1.0, 4, 21), (.0105, .62, (.006, 1), 1.0, 1.0, 4, 22),
          (.0036, .40, (-.0012, .0055), .42, .62, 3, 23))


def cards(human, marks, rig, layers=LAYERS):
    """The `hair` part."""
    rng = np.random.default_rng(2)
    p, tri, nrm, surface = scalp(human, marks)
    pos, normals, uv, col, tris = [], [], [], [], []
    total = 0
    for spacing, tall, (lo, hi), wider, longer, segments, seed in layers:
        rag = lambda x: hairline(x) + .0012 * paint.noise3(x, .0045, 31)
        roots = scatter(p, tri, 26000, spacing, lambda x: (rag(x) > lo) & (rag(x) < hi), seed)
        n = surface.interpolate(roots, nrm)
        m = len(roots)
        edge = paint.step(0, .014, hairline(roots))
        size = longer * length(roots) * rng.uniform(.75, 1.2, m) * (.55 + .45 * edge)
        stand = volume(roots) * tall * rng.uniform(.70, 1.05, m)
        jitter = rng.normal(0, .11, (m, 3))
        wide = wider * rng.uniform(.0085, .0125, m) * (.62 + .38 * edge)
        twist = rng.normal(0, .24, m)
        col_at = rng.integers(0, COLUMNS, m)
        tone = rng.normal(1, .10, m)
        az, el = polar(roots)
        grey = np.clip(.04 + .36 * np.exp(-((az - 70) / 26) ** 2) * paint.step(35, 0, el) + rng.normal(0, .10, m), 0, .6)
        at, path, path_n = roots.copy(), [], []
        for k in range(segments + 1):
            t = k / segments
            # up from the root, then level: a profile that falls again makes every card look like a scale
            path.append(at + n * (stand * min(1, 1.9 * t) ** .75 * (1 - .18 * t ** 3) - .0012)[:, None])
            path_n.append(n)
            d = direction(at) + jitter
            d = normalise(d - (d * n).sum(axis=1, keepdims=True) * n)
            nxt = at + d * (size / segments)[:, None]
            _, _, loc = surface.nearest(nxt)
            n = normalise(surface.interpolate(loc, nrm))
            at = loc
        path, path_n = np.array(path), np.array(path_n)
        along = normalise(np.gradient(path, axis=0))
        for i in range(m):
            w = normalise(np.cross(along[:, i], path_n[:, i]))
            w = normalise(w + path_n[:, i] * twist[i])
            up = normalise(np.cross(w, along[:, i]))
            up *= np.sign((up * path_n[:, i]).sum(axis=1, keepdims=True))
            t = np.linspace(0, 1, segments + 1)
            half = (wide[i] * (1 - .35 * t ** 2) / 2)[:, None] * w
            soft = normalise(.65 * path_n[:, i] + .45 * up)
            for sgn, u in ((-1, .02), (1, .98)):
                pos.append(path[:, i] + sgn * half)
                normals.append(normalise(soft + sgn * .45 * w))
                uv.append(np.stack([np.full(len(t), (col_at[i] + u) / COLUMNS), 1 - .98 * t - .01], axis=1))
                shade = (.50 + .50 * np.clip(t * 1.8, 0, 1)) * tone[i]
                c = BROWN * (1 - grey[i]) + GREY * grey[i]
                col.append(np.clip(shade[:, None] * c * 1.12, 0, 1))
            s = segments + 1
            for k in range(segments):
                a, b = total + k, total + s + k
                tris += [[a, b, b + 1], [a, b + 1, a + 1]]
            total += 2 * s
    pos = np.concatenate(pos) + marks['eye']
    w = np.zeros((len(pos), rig.weights.shape[1] + 2))
    w[:, NAMES.index('head')] = 1
    return Part('hair', 'hair', pos, np.concatenate(normals), np.concatenate(uv), np.array(tris), w,
                color=np.concatenate(col))


def strands(width=1024, height=256):
    """RGBA atlas: COLUMNS pictures of combed strands, roots at the bottom, ragged tips at the top."""
    rng = np.random.default_rng(9)
    out = np.zeros((height, width, 4), np.float32)
    cell = width // COLUMNS
    for c in range(COLUMNS):
        dense = 40 + 12 * (c % 3)
        for _ in range(dense):
            x0 = rng.normal(.5, .21)
            if not .06 < x0 < .94:
                continue
            lean, tip = rng.normal(0, .06), rng.uniform(.62, 1.0)
            bend, bright = rng.normal(0, .05), rng.uniform(.42, 1.0) ** 1.2
            wd = rng.uniform(.7, 1.9)
            for y in range(height):
                t = y / (height - 1)
                if t > tip:
                    break
                x = (x0 + lean * t + bend * np.sin(t * 3.1)) * cell
                hw = wd * (1 - (t / tip) ** 3) + .3
                lo, hi = int(max(x - hw, 1)), int(min(x + hw + 1, cell - 1))
                if hi > lo:
                    row = out[height - 1 - y, c * cell + lo:c * cell + hi]
                    row[:, :3] = bright * (.90 + .10 * np.sin(y * .05 + c))
                    row[:, 3] = np.maximum(row[:, 3], 1.0 if hw > .8 else .75)
    hit = out[..., 3] > 0
    out[~hit, :3] = out[hit][:, :3].mean(axis=0) * .8
    return out


# ---- brows -------------------------------------------------------------------------------------------------------

BROW = np.array([[9.0, 14.0, 3.2], [17, 16.0, 4.6], [27, 18.8, 4.8], [36, 21.0, 4.0], [45, 21.0, 2.6], [54, 18.6, 1.2]])
BROW_COLUMNS, BROW_ROWS = 15, 4


def brow_line(x):
    """(height, half width) of the brow in mm at distance x from the midline."""
    return np.interp(x, BROW[:, 0], BROW[:, 1]), np.interp(x, BROW[:, 0], BROW[:, 2], left=0, right=0)


def brow_mask(p):
    """Soft painted brow for the skin, points in mm."""
    ax = np.abs(p[:, 0])
    y, half = brow_line(ax)
    side = np.where(p[:, 0] > 0, .6, -.3)  # one brow sits a little higher
    d = (p[:, 1] - y - side) / np.maximum(half, .8)
    return np.exp(-d ** 2 * 1.1) * paint.step(6, 12, ax) * paint.step(54, 46, ax) * (p[:, 2] > -10)


def brows(human, marks, deltas, rig):
    """`brows`: two layers of alpha-cut strips that ride on the skin."""
    from eyes import follow, strips
    q = human.quads['body']
    front = (human.pos[q].mean(axis=1) - marks['eye'])
    keep = (front[:, 2] > -.02) & (front[:, 1] > .003) & (front[:, 1] < .05)
    tri = triangulate(q[keep])
    surface = Surface(human.pos, tri)
    nrm = vertex_normals(human.pos, triangulate(q))
    pts, lift, uv = [], [], []
    u = np.linspace(0, 1, BROW_COLUMNS)
    for sx in (1, -1):
        for layer in (0, 1):
            for r in range(BROW_ROWS):
                v = r / (BROW_ROWS - 1)
                x = 7.5 + u * 46
                y, half = brow_line(x)
                half = np.maximum(half, 1.0) * 1.35
                y = y + (.6 if sx > 0 else -.3) + (v * 2 - 1) * half
                p = np.stack([sx * x, y, np.full(len(x), 60.0)], axis=1) / 1000 + marks['eye']
                pts.append(p)
                lift.append(np.full(len(x), (.0004, .0013)[layer] + .0007 * layer * v))
                uv.append(np.stack([u, np.full(len(u), layer * .5 + (1 - v) * .48 + .01)], axis=1))
    pts, lift, uv = np.concatenate(pts), np.concatenate(lift), np.concatenate(uv)
    hits = np.array([surface.tree.ray_cast(p.tolist(), [0, 0, -1])[0] for p in pts])
    idx, w, _ = surface.nearest(hits)
    ids = tri[idx]
    n = normalise(np.einsum('nk,nkd->nd', w, nrm[ids]))
    make = lambda pos: np.einsum('nk,nkd->nd', w, pos[ids]) + n * lift[:, None]
    t = strips([BROW_COLUMNS] * 4, BROW_ROWS)
    weights = np.zeros((len(pts), rig.weights.shape[1] + 2))
    weights[:, NAMES.index('head')] = 1
    part = follow('brows', 'brow', make, human.pos, deltas, t, uv, weights, threshold=2e-4)
    part.nrm = n
    return part


def brow_picture(width=512, height=256):
    """RGBA hair strokes for the brow strips: upper half first layer, lower half second."""
    rng = np.random.default_rng(13)
    out = np.zeros((height, width, 4), np.float32)
    out[..., :3] = BROWN * .9
    h = height // 2
    for layer, count in ((0, 330), (1, 150)):
        y0 = layer * h
        for _ in range(count):
            u = rng.beta(1.3, 1.35)
            spread = rng.normal(0, .36)
            half = .37 * (1 - .25 * u)
            x, y = (.03 + u * .94) * width, (.5 - np.clip(1.08 * spread, -.95, .95) * half) * h
            # upright at the nose, lying flat towards the tail, upper hairs combed down
            ang = np.radians(62 - 54 * min(u * 1.9, 1) + rng.normal(0, 10)) - (spread > .3) * .35
            size = h * rng.uniform(.22, .34) * (1.0 - .25 * u)
            wd, tone = rng.uniform(.7, 1.3), rng.uniform(.8, 1.35)
            for k in range(int(size * 2)):
                t = k / (size * 2)
                a = ang - .5 * t * (1 - u)
                x += np.cos(a) * .55 * 1.55
                y -= np.sin(a) * .55
                hw = wd * (1 - t) ** .7 + .2
                if not (0 <= y < h - 1):
                    break
                lo, hi = int(max(x - hw, 0)), int(min(x + hw + 1, width - 1))
                if hi > lo:
                    row = out[y0 + int(y), lo:hi]
                    row[:, :3] = np.clip(BROWN * tone, 0, 1)
                    row[:, 3] = np.maximum(row[:, 3], 1 - .35 * t)
    return out
