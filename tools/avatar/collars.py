"""Shirt collar, jacket collar, lapels, buttons and the pocket welt: sheets laid onto the garments.

Angles run around the neck: 0 behind, +-90 at the sides, +-180 in front.
"""
import numpy as np

from cloth import Cloth, patch, sheet
from meshkit import normalise

AXIS_Z = 0.045  # m; middle of the neck
ANGLES = [0, 50, 80, 105, 125, 145, 165, 180]
BASE_Y = [1.078, 1.082, 1.084, 1.078, 1.064, 1.045, 1.030, 1.024]   # where the collar is sewn on
STAND = [.038, .036, .033, .028, .025, .023, .020, .019]            # height of the stand
FALL = [.044, .044, .045, .049, .057, .067, .072, .072]             # length of the leaf
JACKET_FALL = [.046, .046, .048, .050, .052, .052, .052, .052]


def angle(p):
    """Degrees around the neck, 0..180, of points."""
    return np.degrees(np.arctan2(np.abs(p[:, 0]), -(p[:, 2] - AXIS_Z)))


def base_height(p):
    """Height of the collar seam at the angle of each point."""
    return np.interp(angle(p), ANGLES, BASE_Y)


def around(surfaces, phi, y, extra):
    """Points around the neck at heights y, `extra` outside whatever is there."""
    out = []
    for a, h, e in zip(np.radians(phi), y, extra):
        d = np.array([np.sin(a), 0, -np.cos(a)])
        far = 0.05
        for s in surfaces:
            hit = s.tree.ray_cast([0, h, AXIS_Z], d.tolist(), .16)
            if hit[0] is not None:
                far = max(far, hit[3])
        out.append(np.array([0, h, AXIS_Z]) + d * (far + e))
    return np.array(out)


def push_out(points, surface, clearance, limit=0.03):
    """Move points that are closer than `clearance` to a surface (or inside it) outwards."""
    out = points.copy()
    for i, p in enumerate(out):
        loc, nrm, _, _ = surface.tree.find_nearest(p.tolist())
        n = np.array(nrm)
        side = (p - np.array(loc)) @ n
        if side < clearance:
            out[i] = p + n * min(clearance - side, limit)
    return out


def row_smooth(grid, steps):
    """Even out a grid along its rows; ends stay."""
    for _ in range(steps):
        grid[:, 1:-1] += .5 * ((grid[:, :-2] + grid[:, 2:]) / 2 - grid[:, 1:-1])
    return grid


def sweep(skin, under, last, columns, fall, stand_gap, leaf_gap, lower, clearance, points, over=None):
    """Stand and fall of a collar as a grid (rows, columns, 3)."""
    phi = np.linspace(-last, last, columns)
    a = np.abs(phi)
    base = np.interp(a, ANGLES, BASE_Y) - lower * .6
    top = np.interp(a, ANGLES, BASE_Y) + np.interp(a, ANGLES, STAND) - lower
    rows = [around([skin], phi, base, np.full(columns, stand_gap + .001)),
            around([skin], phi, .45 * base + .55 * top, np.full(columns, stand_gap))]
    upper = around([skin], phi, top, np.full(columns, stand_gap))
    d = normalise(np.stack([np.sin(np.radians(phi)), 0 * phi, -np.cos(np.radians(phi))], axis=1))
    rows.append(upper)
    rows.append(upper + d * leaf_gap * .6 + [0, .0012, 0])
    reach = np.interp(a, ANGLES, fall)
    front = np.clip((a - 115) / 50, 0, 1)[:, None]
    sx = np.sign(phi)[:, None]
    # at the back the leaf falls straight, at the sides it lies on the shoulder, in front it ends in points
    slope = np.interp(a, [0, 60, 100, 140, 180], [.25, .55, .75, .55, .40])[:, None]
    way = normalise(d * slope * (1 - .3 * front) + [0, -1, 0] + front * points * np.concatenate([sx, 0 * sx, .25 + 0 * sx], axis=1))
    for k in (.22, .48, .74, 1.0):
        p = upper + d * leaf_gap + way * (reach * k)[:, None]
        rows.append(push_out(p, under, clearance))
    grid = np.array(rows)
    grid = row_smooth(grid, 3)
    for r in range(4, len(grid)):
        grid[r] = push_out(grid[r], under, clearance)
    if over is not None:  # the jacket's collar lies outside the shirt's
        way = normalise(grid - np.stack([0 * grid[..., 0], grid[..., 1], 0 * grid[..., 0] + AXIS_Z], axis=2))
        need = np.zeros(grid.shape[:2])
        for i in np.ndindex(need.shape):
            hit = over.tree.ray_cast((grid[i] + way[i] * .05).tolist(), (-way[i]).tolist(), .08)
            if i[0] > 0 and hit[0] is not None:
                need[i] = np.clip(.0525 - hit[3], 0, .006)
        # move the neighbourhood along: pushing single points would crease the sheet
        for step in range(5):
            padded = np.pad(need, 1, mode='edge')
            near = np.stack([padded[:-2, 1:-1], padded[2:, 1:-1], padded[1:-1, :-2], padded[1:-1, 2:]])
            need = np.maximum(need, near.max(axis=0)) if step < 2 else .5 * need + .125 * near.sum(axis=0)
        grid = grid + way * need[..., None]
    return grid


def to_cloth(grid, thickness, weights_of, flip=False):
    pos, tri, idx = sheet(grid, thickness, flip)
    flat = grid.reshape(-1, 3)
    # arc lengths as UV, so that the weave keeps its size
    rows, cols = grid.shape[:2]
    u = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(grid.mean(axis=0), axis=0), axis=1))])
    v = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(grid.mean(axis=1), axis=0), axis=1))])
    uv = np.stack(np.broadcast_arrays(u[None, :], v[:, None]), axis=2).reshape(-1, 2)
    return Cloth(pos, weights_of(flat)[idx], uv[idx], tri)


def lapel_outline(opening, low, n):
    """Fold line and outer edge of the lapel in the front view: two arrays (n,2), from the button to the gorge."""
    s = np.linspace(0, 1, n)
    y = low + (1.052 - low) * s
    fold = np.stack([opening(y) + .0012, y], axis=1)
    knots = np.array([[fold[0, 0], low], [.030, low + .018], [.062, .925], [.094, .963], [.119, 1.002],
                      [.119, 1.004], [.098, 1.026], [fold[-1, 0] + .0005, 1.052]])
    at = np.array([0, .10, .34, .56, .80, .803, .90, 1.0])
    outer = np.stack([np.interp(s, at, knots[:, k]) for k in range(2)], axis=1)
    outer[1:-4] += .35 * ((outer[:-5] + outer[2:-3]) / 2 - outer[1:-4])
    return fold, outer


def lapel(opening, low, surface, sx, n=26, across=7, over=None):
    fold, outer = lapel_outline(opening, low, n)
    t = np.linspace(0, 1, across)
    xy = fold[:, None] * (1 - t[None, :, None]) + outer[:, None] * t[None, :, None]
    grid = np.concatenate([xy * [sx, 1], np.full((n, across, 1), .30)], axis=2)
    roll = .0034 + .0045 * np.sin(np.pi * np.clip(t * 1.25, 0, 1)) ** 1.0
    rise = np.clip(np.linspace(0, 1, n) * 5, .15, 1)[:, None]
    lift = (.0022 + (roll[None, :] - .0022) * rise)
    out = patch(grid, surface, lift, start=.1)
    # a missed ray keeps the starting depth: take the neighbour's
    for i in range(n):
        for j in range(across):
            if out[i, j, 2] > .29:
                k = next((m for m in range(j + 1, across) if out[i, m, 2] <= .29), None)
                out[i, j, 2] = out[i, k, 2] if k is not None else out[i - 1, j, 2]
    for _ in range(2):
        out[1:-1, :, 2] += .4 * ((out[:-2, :, 2] + out[2:, :, 2]) / 2 - out[1:-1, :, 2])
    if over is not None:  # the tips of the shirt collar are tucked under the lapels
        for i in np.ndindex(n, across):
            hit = over.tree.ray_cast([out[i][0], out[i][1], .4], [0, 0, -1])
            if hit[0] is not None:
                out[i][2] = max(out[i][2], hit[0][2] + .003)
        for _ in range(2):
            out[1:-1, :, 2] = np.maximum(out[1:-1, :, 2], (out[:-2, :, 2] + out[2:, :, 2]) / 2)
    return out


def disc(centre, normal, radius, height, segments=12):
    """A small button: domed rim and a sunken middle."""
    n = normalise(np.asarray(normal, float))
    a = normalise(np.cross(n, [0.0, 1.0, 0.1]))
    b = np.cross(n, a)
    rings = [(1.0, 0.0), (1.0, .7), (.82, 1.0), (.60, .75), (.0, .7)]
    pos, tri = [], []
    for r, h in rings:
        for k in range(segments):
            t = 2 * np.pi * k / segments
            pos.append(centre + n * h * height + (a * np.cos(t) + b * np.sin(t)) * radius * r)
    for i in range(len(rings) - 1):
        for k in range(segments):
            p, q = i * segments + k, i * segments + (k + 1) % segments
            tri += [[p, q, q + segments], [p, q + segments, p + segments]]
    return np.array(pos), np.array(tri)


def welt(surface, sx, n=9):
    """The breast pocket: a narrow, slightly rising strip."""
    u, v = np.meshgrid(np.linspace(0, 1, n), np.linspace(0, 1, 3), indexing='xy')
    x = sx * (.080 + .092 * u)
    y = .905 + .010 * u + .021 * v
    grid = np.stack([x, y, np.full_like(x, .30)], axis=2)
    lift = np.full(grid.shape[:2], .0024)
    return patch(grid, surface, lift, start=.1)
