"""Folds and the baked jacket texture.

Large folds are in the mesh; everything finer than its triangles (drag lines, the crush inside the elbow, seams, the
wool itself) is evaluated per texel from the same functions and goes into the normal map.
"""
import numpy as np

import paint
from meshkit import normalise


def ridged(p, scale, seed):
    """Ridge noise: sharp valleys between round ridges, like cloth."""
    return 2 * np.abs(paint.noise3(p, scale, seed)) ** .8 - .6


def limb(pos, a, b, towards):
    """Coordinates along and around a limb: (metres past a, angle from the side facing `towards`, distance)."""
    axis = normalise(b - a)
    rel = pos - a
    t = rel @ axis
    out = rel - t[:, None] * axis
    side = normalise(towards - (towards @ axis) * axis)
    up = np.cross(axis, side)
    return t, np.arctan2(out @ up, out @ side), np.linalg.norm(out, axis=1)


def arm_folds(pos, rig, s):
    """Crush inside the elbow, diagonal drags on the upper arm, gathers above the cuff."""
    shoulder, elbow, wrist = (rig.head[f'{b}_{s}'] for b in ('upperarm', 'forearm', 'hand'))
    inner = normalise((shoulder - elbow) / np.linalg.norm(shoulder - elbow) + (wrist - elbow) / np.linalg.norm(wrist - elbow))
    h = np.zeros(len(pos))
    near = np.linalg.norm(pos - elbow, axis=1)
    for a, b, amp in ((elbow, shoulder, 1.0), (elbow, wrist, .9)):
        t, ang, r = limb(pos, a, b, inner)
        mask = (r < .10) * paint.step(-.03, .01, t)
        wob = .9 * paint.noise3(pos, .04, 301)
        crush = np.sin(2 * np.pi * (t - .010 * ang ** 2) / .027 + 2.2 * wob)
        h += .0028 * amp * (np.abs(crush) ** .8 * np.sign(crush)) * np.exp(-(near / .075) ** 2) * np.clip(np.cos(ang) * .8 + .35, 0, 1) * mask
    t, ang, r = limb(pos, shoulder, elbow, inner)
    length = np.linalg.norm(elbow - shoulder)
    on = (r < .105) * paint.step(-.02, .06, t) * paint.step(length + .02, length - .03, t)
    q = np.stack([t * .42 + ang * .030, ang * .045 - t * .35, r * .2], axis=1)
    h += .0030 * on * ridged(q, .034, 311 if s == 'l' else 317)
    t, ang, r = limb(pos, elbow, wrist, inner)
    length = np.linalg.norm(wrist - elbow)
    on = (r < .085) * paint.step(.01, .05, t) * paint.step(length, length - .04, t)
    q = np.stack([t * .55 - ang * .018, ang * .040 + t * .2, r * .2], axis=1)
    h += .0022 * on * ridged(q, .030, 321 if s == 'l' else 327)
    return h


def torso_folds(pos, rig, button_y):
    """Lines that run from the button, from the armpits, and the collapse above the lap."""
    h = np.zeros(len(pos))
    d = pos - [0, button_y, .17]
    r, ang = np.hypot(d[:, 0], d[:, 1]), np.arctan2(d[:, 1], np.abs(d[:, 0]))
    q = np.stack([ang * .10, r * .22, np.sign(d[:, 0]) * .3], axis=1)
    front = paint.step(.0, .06, pos[:, 2])
    h += .0024 * ridged(q, .030, 331) * front * np.exp(-((r - .10) / .11) ** 2) * np.exp(-((ang + .25) / .75) ** 2)
    for s, sx in (('l', 1), ('r', -1)):
        pit = rig.head[f'upperarm_{s}'] + np.array([-sx * .030, -.085, .045])
        d = pos - pit
        r, ang = np.linalg.norm(d, axis=1), np.arctan2(d[:, 1], -sx * d[:, 0])
        q = np.stack([ang * .09, r * .25, np.full(len(pos), sx * .5)], axis=1)
        h += .0030 * ridged(q, .030, 341) * np.exp(-((r - .03) / .085) ** 2)
    low = np.exp(-((pos[:, 1] - .655) / .075) ** 2)
    q = np.stack([pos[:, 0] * .35, pos[:, 1] + .25 * np.abs(pos[:, 0]), pos[:, 2] * .35], axis=1)
    return h + .0040 * ridged(q, .050, 351) * low


def folds(pos, rig, button_y):
    """All folds of the jacket: displacement along the normal in metres."""
    h = .0022 * paint.fbm(pos, .09, 2, 201) + torso_folds(pos, rig, button_y)
    for s in 'lr':
        h += arm_folds(pos, rig, s)
    return h


def seams(pos, rig):
    """Grooves where sleeves are set in and along the shoulders: 0..1."""
    out = np.zeros(len(pos))
    for s, sx in (('l', 1), ('r', -1)):
        sh = rig.head[f'upperarm_{s}']
        n = normalise(np.array([sx * .93, .28, .10]))
        near = np.linalg.norm(pos - sh, axis=1) < .135
        out = np.maximum(out, np.exp(-(((pos - sh) @ n + .004) / .0014) ** 2) * near)
        top = (np.abs(pos[:, 0]) > .07) & (pos[:, 0] * sx > 0) & (pos[:, 0] * sx < sh[0] * sx) & (pos[:, 1] > .98)
        out = np.maximum(out, np.exp(-((pos[:, 2] - sh[2] + .008) / .0014) ** 2) * top)
    out = np.maximum(out, np.exp(-(pos[:, 0] / .0014) ** 2) * (pos[:, 2] < 0))
    return out


def paint_jacket(canvas, rig, eye, button_y, colour):
    """(albedo, height) of the jacket's texels; the strip of the collars gets wool without folds."""
    pos = canvas.p / 1000 + eye
    p = pos.astype(float)
    body = canvas.uv[:, 1] < .835
    f = np.where(body, folds(p, rig, button_y), 0)
    seam = np.where(body, seams(p, rig), 0)
    fine = paint.noise3(p, .0016, 361)
    melange = paint.fbm(p, .006, 3, 363)
    weave = np.sin(canvas.uv[:, 0] * 2 * np.pi * 420) * np.sin(canvas.uv[:, 1] * 2 * np.pi * 420)
    tone = np.asarray(colour) * (1 + .10 * melange + .10 * fine + .05 * weave)[:, None]
    tone *= (1 - .34 * np.clip(-f / .003, 0, 1) + .10 * np.clip(f / .003, 0, 1))[:, None]
    tone *= 1 - .35 * seam[:, None]
    tone *= (.40 + .60 * canvas.ao)[:, None]
    return np.clip(tone, 0, 1), .55 * f - .0010 * seam + .00012 * fine + .00006 * weave
