"""Small mesh tools shared by the other modules (numpy only, except for the ray and nearest-point queries).

Everything in this pipeline is done in glTF space from the first step: metres, Y up, facing +Z, the person's left at
+X.  The MakeHuman files use the same axes, so no axis is ever swapped and a number printed by one module can be
compared with a number printed by another.
"""
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Part:
    """One glTF mesh: vertices are already split at UV seams, skin weights are dense over all bones."""

    name: str
    material: str
    pos: np.ndarray
    nrm: np.ndarray
    uv: np.ndarray
    tri: np.ndarray
    weights: np.ndarray
    color: np.ndarray = None  # display (sRGB) values 0..1
    alpha: np.ndarray = None
    morphs: dict = field(default_factory=dict)  # name -> (delta position, delta normal or None)
    tangents: bool = False
    source: np.ndarray = None  # base-mesh vertex of each vertex, where there is one


def normalise(v):
    """Unit vectors; zero vectors stay zero."""
    return v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-12)


def triangulate(quads):
    """Quads (F,4) to triangles (2F,3); fixed diagonal, so that the result never depends on the shape."""
    return np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]], axis=1).reshape(-1, 3)


def vertex_normals(pos, tri):
    """Angle-free, area-weighted vertex normals."""
    n = np.cross(pos[tri[:, 1]] - pos[tri[:, 0]], pos[tri[:, 2]] - pos[tri[:, 0]])
    out = np.zeros_like(pos)
    for k in range(3):
        np.add.at(out, tri[:, k], n)
    return normalise(out)


def edges_of(faces):
    """Undirected edges of faces (F,k): array (E,2) and how many faces use each."""
    k = faces.shape[1]
    e = np.concatenate([faces[:, [i, (i + 1) % k]] for i in range(k)])
    return np.unique(np.sort(e, axis=1), axis=0, return_counts=True)


def smooth(values, faces, steps, amount=0.5, pinned=None):
    """Plain Laplacian smoothing of any per-vertex array; `pinned` vertices keep their values."""
    e, _ = edges_of(faces)
    out = values.astype(float).copy()
    deg = np.zeros(len(out))
    np.add.at(deg, e.ravel(), 1.0)
    for _ in range(steps):
        acc = np.zeros_like(out)
        np.add.at(acc, e[:, 0], out[e[:, 1]])
        np.add.at(acc, e[:, 1], out[e[:, 0]])
        mean = acc / np.maximum(deg, 1.0).reshape(-1, *[1] * (out.ndim - 1))
        move = amount * (mean - out)
        move[deg == 0] = 0
        if pinned is not None:
            move[pinned] = 0
        out += move
    return out


def subdivide(attr, quads, uv, uvq):
    """One Catmull-Clark step on `attr` (N,K: positions and whatever else should follow them); UVs are split linearly.

    Returns (attr, quads, uv, uv quads).
    """
    n = len(attr)
    fp = attr[quads].mean(axis=1)
    edge, inverse = np.unique(
        np.sort(np.concatenate([quads[:, [i, (i + 1) % 4]] for i in range(4)]), axis=1), axis=0, return_inverse=True)
    inverse = inverse.reshape(4, -1).T
    uses = np.zeros(len(edge))
    fsum = np.zeros((len(edge), attr.shape[1]))
    for i in range(4):
        np.add.at(uses, inverse[:, i], 1)
        np.add.at(fsum, inverse[:, i], fp)
    mid = attr[edge].mean(axis=1)
    border = uses < 2
    ep = np.where(border[:, None], mid, 0.5 * mid + 0.5 * fsum / np.maximum(uses, 1)[:, None])
    val, fcount, facc, eacc = np.zeros(n), np.zeros(n), np.zeros_like(attr), np.zeros_like(attr)
    for k in range(2):
        np.add.at(val, edge[:, k], 1)
        np.add.at(eacc, edge[:, k], mid)
    for k in range(4):
        np.add.at(fcount, quads[:, k], 1)
        np.add.at(facc, quads[:, k], fp)
    bacc, bcount = np.zeros_like(attr), np.zeros(n)
    for k in range(2):
        np.add.at(bacc, edge[border][:, k], mid[border])
        np.add.at(bcount, edge[border][:, k], 1)
    v = np.maximum(val, 1)[:, None]
    inner = (facc / np.maximum(fcount, 1)[:, None] + 2 * eacc / v + (v - 3) * attr) / v
    rim = 0.5 * attr + 0.5 * bacc / np.maximum(bcount, 1)[:, None]
    vp = np.where((bcount > 0)[:, None], rim, inner)
    vp[val == 0] = attr[val == 0]
    out = np.concatenate([vp, ep, fp])
    eo, fo = n, n + len(edge)
    f = np.arange(len(quads)) + fo
    new = np.stack([np.stack([quads[:, i], inverse[:, i] + eo, f, inverse[:, i - 1] + eo], axis=1)
                    for i in range(4)], axis=1).reshape(-1, 4)
    m = len(uv)
    ue, uinv = np.unique(
        np.sort(np.concatenate([uvq[:, [i, (i + 1) % 4]] for i in range(4)]), axis=1), axis=0, return_inverse=True)
    uinv = uinv.reshape(4, -1).T
    uv2 = np.concatenate([uv, uv[ue].mean(axis=1), uv[uvq].mean(axis=1)])
    uf = np.arange(len(uvq)) + m + len(ue)
    uvq2 = np.stack([np.stack([uvq[:, i], uinv[:, i] + m, uf, uinv[:, i - 1] + m], axis=1)
                     for i in range(4)], axis=1).reshape(-1, 4)
    return out, new, uv2, uvq2


def corner_split(faces, faces_uv):
    """Vertices of a mesh with UV seams: returns (vertex of each corner vertex, uv of each, faces over corners)."""
    pairs, inverse = np.unique(np.stack([faces.ravel(), faces_uv.ravel()], axis=1), axis=0, return_inverse=True)
    return pairs[:, 0], pairs[:, 1], inverse.reshape(faces.shape)


def compact(faces):
    """Vertices used by `faces` and the faces renumbered over them."""
    used, inverse = np.unique(faces, return_inverse=True)
    return used, inverse.reshape(faces.shape)


def tangents(part):
    """glTF TANGENT (xyzw) from the UVs; close to MikkTSpace, and it spares the loader that work at start."""
    p, uv, t = part.pos, part.uv, part.tri
    e1, e2 = p[t[:, 1]] - p[t[:, 0]], p[t[:, 2]] - p[t[:, 0]]
    d1, d2 = uv[t[:, 1]] - uv[t[:, 0]], uv[t[:, 2]] - uv[t[:, 0]]
    det = d1[:, 0] * d2[:, 1] - d2[:, 0] * d1[:, 1]
    s = np.where(np.abs(det) < 1e-12, 0, np.sign(det))[:, None]
    # unnormalised by the determinant: weights each triangle by its UV area, like a bake would
    tu = s * (e1 * d2[:, 1:2] - e2 * d1[:, 1:2])
    tv = s * (e2 * d1[:, 0:1] - e1 * d2[:, 0:1])
    at, bt = np.zeros_like(p), np.zeros_like(p)
    for k in range(3):
        np.add.at(at, t[:, k], tu)
        np.add.at(bt, t[:, k], tv)
    n = part.nrm
    at = at - n * np.sum(at * n, axis=1, keepdims=True)
    bad = np.linalg.norm(at, axis=1) < 1e-12
    at[bad] = np.cross(n[bad], [0.0, 0.0, 1.0]) + 1e-6
    at = normalise(at)
    # glTF's v runs down the picture, the bitangent is dP/d(-v)
    w = np.where(np.sum(np.cross(n, at) * -bt, axis=1) < 0, -1.0, 1.0)
    return np.concatenate([at, w[:, None]], axis=1)


def raster(uv, tri, attr, size):
    """Draw triangles in UV space: returns (attr per texel, covered mask).  Row 0 of the picture is v = 0 (top)."""
    out = np.zeros((size, size, attr.shape[1]), np.float32)
    hit = np.zeros((size, size), bool)
    px = uv * size - 0.5
    for t in tri:
        a, b, c = px[t]
        lo = np.maximum(np.floor(np.minimum(np.minimum(a, b), c)).astype(int), 0)
        hi = np.minimum(np.ceil(np.maximum(np.maximum(a, b), c)).astype(int), size - 1)
        if (hi < lo).any():
            continue
        det = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
        if abs(det) < 1e-9:
            continue
        xs, ys = np.meshgrid(np.arange(lo[0], hi[0] + 1), np.arange(lo[1], hi[1] + 1))
        w1 = ((xs - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (ys - a[1])) / det
        w2 = ((b[0] - a[0]) * (ys - a[1]) - (xs - a[0]) * (b[1] - a[1])) / det
        w0 = 1 - w1 - w2
        inside = (w0 >= -1e-4) & (w1 >= -1e-4) & (w2 >= -1e-4)
        if not inside.any():
            continue
        y, x = ys[inside], xs[inside]
        w = np.stack([w0[inside], w1[inside], w2[inside]], axis=1)
        out[y, x] = w @ attr[t]
        hit[y, x] = True
    return out, hit


def bleed(image, hit, steps=8):
    """Grow drawn texels outwards so that filtering and mip levels do not pull in the background."""
    image, hit = image.copy(), hit.copy()
    for _ in range(steps):
        acc, cnt = np.zeros_like(image), np.zeros(hit.shape, np.float32)
        for dy, dx in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            h = np.roll(hit, (dy, dx), (0, 1))
            acc += np.where(h[..., None], np.roll(image, (dy, dx), (0, 1)), 0)
            cnt += h
        grow = ~hit & (cnt > 0)
        image[grow] = acc[grow] / cnt[grow][:, None]
        hit |= grow
    return image, hit


class Surface:
    """Nearest point and ray queries on a triangle mesh (Blender's BVH tree)."""

    def __init__(self, pos, tri):
        from mathutils.bvhtree import BVHTree
        self.pos, self.tri = np.asarray(pos, float), np.asarray(tri)
        self.tree = BVHTree.FromPolygons(self.pos.tolist(), self.tri.tolist())

    def nearest(self, points):
        """(triangle index, barycentric weights (n,3), location) of the nearest surface point of each point."""
        idx, loc = np.zeros(len(points), int), np.zeros((len(points), 3))
        for i, p in enumerate(np.asarray(points, float).tolist()):
            hit = self.tree.find_nearest(p)
            idx[i], loc[i] = hit[2], hit[0]
        return idx, self.bary(idx, loc), loc

    def bary(self, idx, loc):
        a, b, c = (self.pos[self.tri[idx, k]] for k in range(3))
        v0, v1, v2 = b - a, c - a, loc - a
        d00, d01, d11 = (v0 * v0).sum(1), (v0 * v1).sum(1), (v1 * v1).sum(1)
        d20, d21 = (v2 * v0).sum(1), (v2 * v1).sum(1)
        den = np.maximum(d00 * d11 - d01 * d01, 1e-18)
        v, w = (d11 * d20 - d01 * d21) / den, (d00 * d21 - d01 * d20) / den
        return np.clip(np.stack([1 - v - w, v, w], axis=1), 0, 1)

    def interpolate(self, points, attr):
        """`attr` (per vertex of this surface) at the nearest surface point of each point."""
        idx, w, _ = self.nearest(points)
        return np.einsum('nk,nkd->nd', w, attr[self.tri[idx]])


def occlusion(pos, nrm, surfaces, rays=48, reach=0.25, lift=0.0015):
    """Ambient occlusion per vertex, 1 = open; cosine-weighted, near hits count more than far ones."""
    rng = np.random.default_rng(7)
    u = (np.arange(rays) + 0.5) / rays
    phi = np.arange(rays) * 2.399963 + rng.random() * 6.28
    r, z = np.sqrt(u), np.sqrt(1 - u)
    base = np.stack([r * np.cos(phi), r * np.sin(phi), z], axis=1)
    out = np.ones(len(pos))
    for i, (p, n) in enumerate(zip(pos, nrm)):
        a = np.array([1.0, 0, 0]) if abs(n[0]) < 0.8 else np.array([0, 1.0, 0])
        t = normalise(np.cross(n, a))
        d = base[:, :1] * t + base[:, 1:2] * np.cross(n, t) + base[:, 2:] * n
        o = (p + n * lift).tolist()
        total = 0.0
        for k in range(rays):
            best = reach
            dk = d[k].tolist()
            for s in surfaces:
                hit = s.tree.ray_cast(o, dk, best)
                if hit[0] is not None:
                    best = hit[3]
            total += min(1.0, best / reach) ** 0.5 if best < reach else 1.0
        out[i] = total / rays
    return out
