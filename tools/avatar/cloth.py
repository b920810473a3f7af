"""Cutting and sewing tools for clothes.py: clipping along a curve, hems with thickness, projected patches."""
import numpy as np

from meshkit import corner_split, normalise, smooth, subdivide, triangulate, vertex_normals


class Cloth:
    """A triangle mesh whose attributes (position, weights, uv) are cut together."""

    def __init__(self, pos, weights, uv, tri):
        self.pos, self.weights, self.uv, self.tri = pos, weights, uv, tri

    def clip(self, f):
        """Keep the side where f(vertex) > 0; new vertices lie exactly on the cut, so hems are smooth curves."""
        keep = f > 0
        attr = np.concatenate([self.pos, self.weights, self.uv], axis=1)
        new, made, tri = [], {}, []

        def cut(a, b):
            key = (min(a, b), max(a, b))
            if key not in made:
                t = f[a] / (f[a] - f[b])
                made[key] = len(attr) + len(new)
                new.append(attr[a] + t * (attr[b] - attr[a]))
            return made[key]

        for t in self.tri.tolist():
            inside = [keep[v] for v in t]
            n = sum(inside)
            if n == 3:
                tri.append(t)
            elif n == 1:
                i = inside.index(True)
                a, b, c = t[i], t[(i + 1) % 3], t[(i + 2) % 3]
                tri.append([a, cut(a, b), cut(c, a)])
            elif n == 2:
                i = inside.index(False)
                a, b, c = t[i], t[(i + 1) % 3], t[(i + 2) % 3]
                ab, ca = cut(a, b), cut(c, a)
                tri += [[ab, b, c], [ab, c, ca]]
        if new:
            attr = np.concatenate([attr, np.array(new)])
        used, inv = np.unique(np.array(tri), return_inverse=True)
        attr, k = attr[used], self.weights.shape[1]
        self.pos, self.weights, self.uv = attr[:, :3], attr[:, 3:3 + k], attr[:, 3 + k:]
        self.tri = inv.reshape(-1, 3)
        # drop slivers that a cut through a vertex leaves behind
        a = np.linalg.norm(np.cross(self.pos[self.tri[:, 1]] - self.pos[self.tri[:, 0]],
                                    self.pos[self.tri[:, 2]] - self.pos[self.tri[:, 0]]), axis=1)
        self.tri = self.tri[a > 1e-9]
        return self

    def split(self):
        """Give the vertices on UV seams one copy per side; shape and borders stay what they were."""
        v, u, q = corner_split(self.quads, self.uvq)
        self.pos, self.weights, self.uv, self.tri = self.pos[v], self.weights[v], self.uvs[u], triangulate(q)
        return self

    def weld(self):
        """One number per distinct position: the cloth as it is sewn, whatever its UV seams."""
        return np.unique(np.round(self.pos, 7), axis=0, return_inverse=True)[1]

    def normals(self):
        w = self.weld()
        n = np.cross(self.pos[self.tri[:, 1]] - self.pos[self.tri[:, 0]], self.pos[self.tri[:, 2]] - self.pos[self.tri[:, 0]])
        acc = np.zeros((w.max() + 1, 3))
        for k in range(3):
            np.add.at(acc, w[self.tri[:, k]], n)
        return normalise(acc)[w]

    def border(self):
        """Directed border edges (as they run in their triangle); UV seams are not borders."""
        e = np.concatenate([self.tri[:, [i, (i + 1) % 3]] for i in range(3)])
        key = np.sort(self.weld()[e], axis=1)
        _, inverse, count = np.unique(key, axis=0, return_inverse=True, return_counts=True)
        return e[(count[inverse] == 1) & (key[:, 0] != key[:, 1])]

    def relax_border(self, steps=6):
        """Smooth the border curves along themselves."""
        w = self.weld()
        e = self.border()
        deg = np.zeros(w.max() + 1)
        np.add.at(deg, w[e].ravel(), 1)
        ok = (deg == 2)[w]
        for _ in range(steps):
            acc = np.zeros((len(deg), 3))
            np.add.at(acc, w[e[:, 0]], self.pos[e[:, 1]])
            np.add.at(acc, w[e[:, 1]], self.pos[e[:, 0]])
            self.pos[ok] += 0.5 * (acc[w][ok] / 2 - self.pos[ok])
        return self

    def hem(self, thickness=0.003, inset=0.012, roll=0.0008):
        """Turn every border inwards: a rounded lip and a short inner side, which is what gives cloth a thickness."""
        n = self.normals()
        e = self.border()
        verts = np.unique(e)
        local = {int(v): i for i, v in enumerate(verts)}
        # direction into the cloth at the border: away from the open side
        out = np.zeros_like(self.pos)
        d = self.pos[e[:, 1]] - self.pos[e[:, 0]]
        side = normalise(np.cross(d, n[e[:, 0]]))
        w = self.weld()
        np.add.at(out, w[e[:, 0]], side)
        np.add.at(out, w[e[:, 1]], side)
        out = normalise(out)[w[verts]]
        p, nv = self.pos[verts], n[verts]
        rows = [p + out * thickness * .35 - nv * thickness * .3, p + out * thickness * .2 - nv * thickness,
                p - out * inset - nv * (thickness + roll)]
        base = len(self.pos)
        m = len(verts)
        i0 = np.array([local[int(v)] for v in e[:, 0]])
        i1 = np.array([local[int(v)] for v in e[:, 1]])
        tri = [self.tri]
        prev0, prev1 = e[:, 0], e[:, 1]
        for r in range(len(rows)):
            a, b = base + r * m + i0, base + r * m + i1
            tri += [np.stack([prev1, prev0, a], axis=1), np.stack([prev1, a, b], axis=1)]
            prev0, prev1 = a, b
        self.pos = np.concatenate([self.pos] + rows)
        self.weights = np.concatenate([self.weights] + [self.weights[verts]] * len(rows))
        self.uv = np.concatenate([self.uv] + [self.uv[verts]] * len(rows))
        self.tri = np.concatenate(tri)
        return self


def tailor(human, rig, keep, levels=1):
    """A piece of the helper tights (faces where `keep`), subdivided: (Cloth, its quads)."""
    q, uq = human.quads['helper-tights'][keep], human.uvq['helper-tights'][keep]
    used, inv = np.unique(q, return_inverse=True)
    q = inv.reshape(-1, 4)
    attr = np.concatenate([human.pos[used], rig.weights[used]], axis=1)
    uv = human.uv
    for _ in range(levels):
        attr, q, uv, uq = subdivide(attr, q, uv, uq)
    # the tights' own layout (like a hide, cut along the back), spread over 0..1
    lo, hi = (f(human.uv[np.unique(human.uvq['helper-tights'])], axis=0) for f in (np.min, np.max))
    out = np.zeros((len(attr), 2))
    out[q.ravel()] = (uv[uq.ravel()] - lo) / (hi - lo)
    cloth = Cloth(attr[:, :3], attr[:, 3:], out, triangulate(q))
    cloth.quads, cloth.uvq, cloth.uvs = q, uq, (uv - lo) / (hi - lo)
    return cloth, q


def drape(cloth, quads, offset, steps, under, minimum, stiff=0.5):
    """Push a piece off the body and let it span hollows: smoothing, then out again wherever it came too close."""
    pos = cloth.pos + vertex_normals(cloth.pos, cloth.tri) * np.asarray(offset).reshape(-1, 1)
    for _ in range(steps):
        pos = smooth(pos, quads, 2, stiff)
        for i, p in enumerate(pos.tolist()):
            loc, nrm, _, dist = under.tree.find_nearest(p)
            d = pos[i] - np.array(loc)
            side = float(d @ np.array(nrm))
            need = minimum[i] if np.ndim(minimum) else minimum
            if side < need:
                # in the fold between belly and thigh the nearest wall can be the wrong one: never jump far
                pos[i] += np.array(nrm) * min(need - side, .004)
    cloth.pos = smooth(pos, quads, 2, stiff)
    return cloth


def patch(grid, surface, lift, axis=(0, 0, -1), start=0.3):
    """Project a grid (rows, cols, 3) along `axis` onto a surface and lift it off by `lift` (rows, cols)."""
    out = grid.copy()
    a = np.asarray(axis, float)
    for i in np.ndindex(grid.shape[:2]):
        hit = surface.tree.ray_cast((grid[i] - a * start).tolist(), a.tolist())
        if hit[0] is not None:
            n = np.array(hit[1])
            n = n if n @ a < 0 else -n
            out[i] = np.array(hit[0]) + n * lift[i]
    return out


def grid_tri(rows, cols, flip=False):
    """Triangles of a (rows, cols) grid."""
    r, c = np.meshgrid(np.arange(rows - 1), np.arange(cols - 1), indexing='ij')
    a = (r * cols + c).ravel()
    t = np.concatenate([np.stack([a, a + 1, a + cols + 1], axis=1), np.stack([a, a + cols + 1, a + cols], axis=1)])
    return t[:, ::-1] if flip else t


def sheet(grid, thickness, flip=False):
    """A grid as a closed thin sheet: front, back and rim (positions, triangles, grid index of each vertex)."""
    rows, cols = grid.shape[:2]
    p = grid.reshape(-1, 3)
    t = grid_tri(rows, cols, flip)
    n = vertex_normals(p, t)
    q = p - n * thickness
    k = len(p)
    rim = ([i for i in range(cols)] + [r * cols + cols - 1 for r in range(1, rows)]
           + [(rows - 1) * cols + c for c in range(cols - 2, -1, -1)] + [r * cols for r in range(rows - 2, 0, -1)])
    extra = []
    for a, b in zip(rim, rim[1:] + rim[:1]):
        quad = [[a, a + k, b], [b, a + k, b + k]]
        extra += quad if not flip else [x[::-1] for x in quad]
    return np.concatenate([p, q]), np.concatenate([t, t[:, ::-1] + k, np.array(extra)]), np.tile(np.arange(k), 2)
