"""Noise, brushes and picture files for the baked textures."""
import numpy as np


def noise3(p, scale, seed=0):
    """Smooth value noise in -1..1 at points p (n,3); `scale` is the size of one cell in metres."""
    q = p / scale + 1000.0 + seed * 17.31
    i = np.floor(q).astype(np.int64)
    f = (q - i).astype(np.float32)
    f = f * f * (3 - 2 * f)
    out = np.zeros(len(p), np.float32)
    for dx in (0, 1):
        for dy in (0, 1):
            for dz in (0, 1):
                h = (i[:, 0] + dx) * 73856093 ^ (i[:, 1] + dy) * 19349663 ^ (i[:, 2] + dz) * 83492791 ^ seed * 2654435
                h = (h ^ (h >> 13)) * 1274126177
                v = ((h ^ (h >> 16)) & 0xFFFF).astype(np.float32) / 32767.5 - 1
                w = (f[:, 0] if dx else 1 - f[:, 0]) * (f[:, 1] if dy else 1 - f[:, 1]) * (f[:, 2] if dz else 1 - f[:, 2])
                out += v * w
    return out


def fbm(p, scale, octaves=3, seed=0):
    """Noise with detail: each octave half the size and half the strength."""
    return sum(noise3(p, scale / 2 ** k, seed + k) * 0.5 ** k for k in range(octaves)) / (2 - 0.5 ** (octaves - 1))


def dots(p, cell, radius, share, seed=0):
    """Soft spots at random places (moles, freckles, hair stubs): 0..1, `share` of the cells hold one."""
    q = p / cell + 500.0 + seed * 3.77
    i = np.floor(q).astype(np.int64)
    out = np.zeros(len(p), np.float32)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            for dz in (-1, 0, 1):
                c = i + np.array([dx, dy, dz])
                h = c[:, 0] * 73856093 ^ c[:, 1] * 19349663 ^ c[:, 2] * 83492791 ^ (seed + 1) * 971
                r = []
                for k in range(4):
                    h = (h ^ (h >> 13)) * 1274126177 + k * 7919
                    r.append(((h ^ (h >> 16)) & 0xFFFF).astype(np.float32) / 65535)
                d = np.linalg.norm(q - c - np.stack(r[:3], axis=1), axis=1) * cell
                out = np.maximum(out, np.where(r[3] < share, np.clip(1.5 - d / radius, 0, 1), 0))
    return out


def blob(p, centre, radii):
    """Gaussian brush: 1 in the middle."""
    return np.exp(-(((p - np.asarray(centre)) / np.asarray(radii)) ** 2).sum(axis=1))


def both(p, centre, radii):
    """The same brush on both sides of the face."""
    c = np.asarray(centre, float)
    return blob(p, c, radii) + blob(p, c * [-1, 1, 1], radii)


def stroke(p, points, width):
    """Distance brush along a polyline: 1 on the line."""
    best = np.full(len(p), np.inf)
    pts = np.asarray(points, float)
    for a, b in zip(pts[:-1], pts[1:]):
        t = np.clip(((p - a) @ (b - a)) / max((b - a) @ (b - a), 1e-12), 0, 1)
        best = np.minimum(best, np.linalg.norm(p - a - t[:, None] * (b - a), axis=1))
    return np.exp(-(best / width) ** 2)


def step(a, b, x):
    """Smooth 0..1 ramp from a to b (a may be greater than b)."""
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def mix(a, b, t):
    return a + (np.asarray(b) - a) * (t[..., None] if np.ndim(t) and np.ndim(a) > np.ndim(t) else t)


def load_mask(path):
    """A grey picture as an array whose row 0 is the top (Blender reads the file)."""
    import bpy
    im = bpy.data.images.load(str(path))
    a = np.empty(im.size[0] * im.size[1] * 4, np.float32)
    im.pixels.foreach_get(a)
    out = a.reshape(im.size[1], im.size[0], 4)[::-1, :, 0].copy()
    bpy.data.images.remove(im)
    return out


def sample(image, uv):
    """Bilinear lookup of a single-channel picture at UVs (v down)."""
    h, w = image.shape
    x, y = np.clip(uv[:, 0] * w - .5, 0, w - 1.001), np.clip(uv[:, 1] * h - .5, 0, h - 1.001)
    i, j = x.astype(int), y.astype(int)
    a, b = x - i, y - j
    return (image[j, i] * (1 - a) + image[j, i + 1] * a) * (1 - b) + (image[j + 1, i] * (1 - a) + image[j + 1, i + 1] * a) * b


def save(path, image, quality=88):
    """Write an (h,w,3|4) array of display values; .jpg or .png by the name."""
    import bpy
    h, w = image.shape[:2]
    if image.shape[2] == 3:
        image = np.concatenate([image, np.ones((h, w, 1))], axis=2)
    im = bpy.data.images.new(path.stem, w, h, alpha=True)
    im.alpha_mode = 'STRAIGHT'
    im.pixels.foreach_set(np.ascontiguousarray(np.clip(image, 0, 1)[::-1], dtype=np.float32).ravel())
    im.filepath_raw = str(path)
    im.file_format = 'JPEG' if path.suffix == '.jpg' else 'PNG'
    if path.suffix == '.jpg':
        s = bpy.context.scene
        s.render.image_settings.file_format = 'JPEG'
        s.render.image_settings.color_mode = 'RGB'
        s.render.image_settings.quality = quality
        s.view_settings.view_transform = 'Raw'
        im.save_render(str(path), scene=s)
    else:
        im.save()
    bpy.data.images.remove(im)


def normal_map(height, pos, hit, strength=1.0):
    """Tangent-space normals (display values) of a height picture in metres, given the position of each texel."""
    pu = np.linalg.norm(np.gradient(pos, axis=1), axis=2)
    pv = np.linalg.norm(np.gradient(pos, axis=0), axis=2)
    edge = ~hit
    for dy, dx in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        edge |= ~np.roll(hit, (dy, dx), (0, 1))
    hu, hv = np.gradient(height, axis=1), np.gradient(height, axis=0)
    lo = 2e-5
    sx, sy = -hu / np.maximum(pu, lo) * strength, hv / np.maximum(pv, lo) * strength
    sx[edge | (pu < lo)] = 0
    sy[edge | (pv < lo)] = 0
    n = np.stack([np.clip(sx, -1.2, 1.2), np.clip(sy, -1.2, 1.2), np.ones_like(sx)], axis=2)
    n /= np.linalg.norm(n, axis=2, keepdims=True)
    return n * .5 + .5
