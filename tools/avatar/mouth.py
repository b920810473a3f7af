"""Teeth, gums and tongue.

MakeHuman's helper teeth are two plain strips, so single teeth are modelled here on the same arch.  The lower ones
move exactly as a jaw does: the rigid motion that best fits what a shape does to the helper strip.
"""
import numpy as np

from meshkit import Part, corner_split, normalise, triangulate, vertex_normals
from rig import NAMES

# widths (mm) and heights from the midline outwards
UPPER = [(8.4, 9.6), (6.6, 8.6), (7.4, 9.4), (6.8, 8.0), (6.6, 7.4), (9.6, 6.8)]
LOWER = [(5.3, 8.4), (5.9, 8.4), (6.7, 9.2), (6.8, 8.0), (7.0, 7.4), (10.2, 6.8)]
AROUND, LEVELS = 8, 4
UPPER_EDGE = -0.0016  # m; biting edge of the front teeth against the helper strip: they show a little when the lips part
IVORY, GUM = np.array([.86, .79, .68]), np.array([.55, .25, .24])


def arch_frame(strip):
    """Half width, depth and front of the arch from the helper strip's vertices."""
    return dict(front=strip[:, 2].max() - 0.0012, back=strip[:, 2].min(), half=np.abs(strip[:, 0]).max() - 0.0045,
                low=strip[:, 1].min(), high=strip[:, 1].max())


def arch_point(frame, s, scale):
    """Point and outward direction at arc length s (m) from the midline; the arch is half an ellipse."""
    a, b = frame['half'] * scale, (frame['front'] - frame['back']) * 0.98
    t = np.linspace(-np.pi / 2, np.pi / 2, 721)
    x, z = a * np.sin(t), frame['front'] - b * (1 - np.cos(t)) + (scale - 1) * 0.01
    arc = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(z)))])
    arc -= arc[-1] / 2
    px, pz = np.interp(s, arc, x), np.interp(s, arc, z)
    n = normalise(np.array([px / a ** 2, 0, (pz - frame['front'] + b) / b ** 2]))
    return np.array([px, 0, pz]), n


def tooth(width, height, upper, incisor):
    """One crown around the origin: x along the arch, y up from the biting edge, z outwards."""
    pos, tri = [], []
    depth = 0.0062 if incisor else 0.0088
    for level in range(LEVELS):
        h = level / (LEVELS - 1)
        wide = width * (0.94 - 0.16 * h if incisor else 0.97 - 0.10 * h) * (0.90 if level == 0 else 1)
        deep = depth * ((0.32 + 0.68 * h) if incisor else (0.82 + .18 * h))
        for k in range(AROUND):
            a = 2 * np.pi * (k + .5) / AROUND
            c, s = np.cos(a), np.sin(a)
            x = np.sign(c) * abs(c) ** .55 * wide / 2
            z = np.sign(s) * abs(s) ** .8 * deep / 2
            pos.append([x, height * h - (0.0 if level else 0.0), z + (depth - deep) * .38])
    for level in range(LEVELS - 1):
        for k in range(AROUND):
            a, b = level * AROUND + k, level * AROUND + (k + 1) % AROUND
            tri += [[a, a + AROUND, b], [b, a + AROUND, b + AROUND]]
    centre = len(pos)
    pos.append([0, -0.0004 if incisor else 0.0006, pos[0][2] * 0])
    tri += [[centre, k, (k + 1) % AROUND] for k in range(AROUND)]
    pos, tri = np.array(pos), np.array(tri)
    if not upper:
        pos[:, 1] *= -1
        tri = tri[:, ::-1]
    return pos, tri


def row(strip, table, upper):
    """One row of teeth with its gum: positions, triangles, colours."""
    rng = np.random.default_rng(3 if upper else 4)
    frame = arch_frame(strip)
    scale = 1.0 if upper else 0.955
    edge = frame['low'] + UPPER_EDGE if upper else frame['high'] - 0.0053
    if not upper:
        frame = {**frame, 'front': frame['front'] - 0.0006}
    pos, tri, col, total = [], [], [], 0
    ys = 1 if upper else -1
    for side in (1, -1):
        s = 0.00005
        for i, (w, h) in enumerate(table):
            w, h = w / 1000, h / 1000
            centre, out = arch_point(frame, side * (s + w / 2), scale)
            s += w + 0.0001
            along = np.cross([0, 1, 0], out)
            p, t = tooth(w, h, upper, i < 3)
            p = p * (1 + rng.normal(0, .012, 3))
            lift = {0: 0, 1: .0006, 2: .0001}.get(i, .0008) * ys
            tilt = rng.normal(0, .03)
            p = p[:, :1] * along * 1 + p[:, 1:2] * normalise(np.array([0, 1, 0]) + along * tilt) + p[:, 2:] * out
            p = p + centre - out * 0.0030 + [0, edge + lift, 0]
            pos.append(p)
            tri.append(t + total)
            total += len(p)
            rel = np.clip((p[:, 1] - edge) * ys / h, 0, 1)[:, None]
            tone = IVORY * (1 + rng.normal(0, .02)) * (1.04 - 0.12 * rel)
            dark = np.clip(1.05 - 0.16 * i, .25, 1)
            col.append(tone * dark)
    # gum: a band that swallows the roots
    cols = 25
    smax = sum(w for w, _ in table) / 1000 + 0.001
    band, gcol = [], []
    for lift, inset in ((.0068, .0012), (.0072, .0003), (.0105, -.0006), (.0150, .0010), (.0150, .0100)):
        for k in range(cols):
            s = (k / (cols - 1) * 2 - 1) * smax
            c, out = arch_point(frame, s, scale)
            scallop = 0.0007 * np.cos(s * 2 * np.pi / 0.0075) if lift < .008 else 0
            band.append(c - out * (inset + .0006) + [0, edge + ys * (lift + scallop), 0])
            gcol.append(GUM * np.clip(1.0 - 0.62 * abs(s) / smax, .22, 1))
    gt = []
    for r in range(4):
        for k in range(cols - 1):
            a = total + r * cols + k
            q = [[a, a + 1, a + cols], [a + 1, a + cols + 1, a + cols]]
            gt += q if upper else [x[::-1] for x in q]
    pos.append(np.array(band))
    tri.append(np.array(gt))
    col.append(np.array(gcol))
    return np.concatenate(pos), np.concatenate(tri), np.concatenate(col)


def rigid(src, delta):
    """Best rigid motion (rotation, translation) of src -> src + delta."""
    dst = src + delta
    a, b = src.mean(axis=0), dst.mean(axis=0)
    u, _, vt = np.linalg.svd((src - a).T @ (dst - b))
    d = np.diag([1, 1, np.sign(np.linalg.det(vt.T @ u.T))])
    r = vt.T @ d @ u.T
    return r, b - r @ a


def head_only(n, rig):
    w = np.zeros((n, rig.weights.shape[1] + 2))
    w[:, NAMES.index('head')] = 1
    return w


def teeth(human, deltas, rig):
    """`teeth_upper` (still) and `teeth_lower` (moves with every shape that moves the jaw)."""
    parts = []
    for name, group, table, upper in (('teeth_upper', 'helper-upper-teeth', UPPER, True),
                                      ('teeth_lower', 'helper-lower-teeth', LOWER, False)):
        idx = human.vertices(group)
        pos, tri, col = row(human.pos[idx], table, upper)
        part = Part(name, 'teeth', pos, vertex_normals(pos, tri), np.zeros((len(pos), 2)), tri,
                    head_only(len(pos), rig), color=col)
        if not upper:
            for k, d in deltas.items():
                if np.abs(d[idx]).max() > 1e-4:
                    r, t = rigid(human.pos[idx], d[idx])
                    part.morphs[k] = (pos @ r.T + t - pos, part.nrm @ r.T - part.nrm)
        parts.append(part)
    return parts


def tongue(human, deltas, rig):
    idx = human.vertices('helper-tongue')
    q, uq = human.quads['helper-tongue'], human.uvq['helper-tongue']
    local = np.full(len(human.pos), -1)
    local[idx] = np.arange(len(idx))
    v, u, f = corner_split(local[q], uq)
    tri = triangulate(f)
    pos = human.pos[idx]
    flat = triangulate(local[q])
    nrm = vertex_normals(pos, flat)
    z = (pos[:, 2] - pos[:, 2].min()) / np.ptp(pos[:, 2])
    groove = np.exp(-(pos[:, 0] / 0.0022) ** 2) * .22
    col = np.array([.62, .29, .27]) * (np.clip(.18 + .9 * z, 0, 1) * (1 - groove))[:, None]
    part = Part('tongue', 'tongue', pos[v], nrm[v], human.uv[u], tri, head_only(len(v), rig), color=col[v])
    for k, d in deltas.items():
        if np.abs(d[idx]).max() > 1e-4:
            p = pos + d[idx]
            part.morphs[k] = (d[idx][v], (vertex_normals(p, flat) - nrm)[v])
    return part
