"""Skeleton, skin weights, and the seated pose.

The pose is baked: the mesh itself is bent into the chair, so the bind pose *is* sitting.  That keeps the exported
rig trivial (every joint rests unrotated, its axes are the model's axes: +X to the person's left, +Y up, +Z forward)
and keeps the face shapes valid, since the head is only moved by the pose, never turned.
"""
import json

import numpy as np

from body import MPFB
from meshkit import normalise

# MakeHuman's bone -> (our bone, our parent); the third finger bones are posed but exported as part of the second
BONES = {
    'pelvis': ('hips', None), 'spine_01': ('spine', 'hips'), 'spine_02': ('spine1', 'spine'),
    'spine_03': ('spine2', 'spine1'), 'neck_01': ('neck', 'spine2'), 'head': ('head', 'neck'),
}
for _s in 'lr':
    BONES.update({
        f'clavicle_{_s}': (f'clavicle_{_s}', 'spine2'), f'upperarm_{_s}': (f'upperarm_{_s}', f'clavicle_{_s}'),
        f'lowerarm_{_s}': (f'forearm_{_s}', f'upperarm_{_s}'), f'hand_{_s}': (f'hand_{_s}', f'forearm_{_s}'),
        f'thigh_{_s}': (f'thigh_{_s}', 'hips'), f'calf_{_s}': (f'calf_{_s}', f'thigh_{_s}'),
        f'foot_{_s}': (f'foot_{_s}', f'calf_{_s}'), f'ball_{_s}': (f'ball_{_s}', f'foot_{_s}'),
    })
    for _f in ('thumb', 'index', 'middle', 'ring', 'pinky'):
        for _k, _p in ((1, f'hand_{_s}'), (2, f'{_f}1_{_s}'), (3, f'{_f}2_{_s}')):
            BONES[f'{_f}_0{_k}_{_s}'] = (f'{_f}{_k}_{_s}', _p)
NAMES = [v[0] for v in BONES.values()]
PARENT = {v[0]: v[1] for v in BONES.values()}
MERGED = {b: PARENT[b] for b in NAMES if b[-3] == '3' or b.startswith('ball')}  # exported with their parent
EYE_L, EYE_R = 'eye_l', 'eye_r'

TABLE_TOP = 0.73   # m; what the hands rest on
EYE_HEIGHT = 1.22  # m above the floor
SEAT = 0.45
WRIST_X, WRIST_Z = 0.150, {'l': 0.465, 'r': 0.450}  # m; from the midline and ahead of the chest
FINGERS = ('thumb', 'index', 'middle', 'ring', 'pinky')
CLOSE = {'index': 5, 'middle': 1, 'ring': -3, 'pinky': -8}  # degrees by which the fingers are brought together
# degrees at the three knuckles; the hands differ so that they do not look stamped
CURL = {'l': {'index': (6, 16, 10), 'middle': (9, 20, 12), 'ring': (12, 22, 14), 'pinky': (10, 22, 14)},
        'r': {'index': (10, 20, 12), 'middle': (13, 22, 14), 'ring': (14, 24, 14), 'pinky': (16, 24, 14)}}


class Rig:
    """Joint positions (head, tail) of every bone and dense weights (vertices, bones)."""

    def __init__(self, human):
        doc = json.loads((MPFB / 'rigs' / 'standard' / 'rig.game_engine.json').read_text())
        weights = json.loads((MPFB / 'rigs' / 'standard' / 'weights.game_engine.json').read_text())['weights']
        self.head, self.tail = {}, {}
        for theirs, (ours, _) in BONES.items():
            for end, out in (('head', self.head), ('tail', self.tail)):
                e = doc[theirs][end]
                if e['strategy'] == 'CUBE':
                    out[ours] = human.joint(e['cube_name'])
                elif e['strategy'] == 'VERTEX':
                    out[ours] = human.pos[e['vertex_index']].copy()
                else:
                    out[ours] = human.pos[e['vertex_indices']].mean(axis=0)
        self.weights = np.zeros((len(human.pos), len(NAMES)))
        for theirs, pairs in weights.items():
            if theirs in BONES:
                for i, w in pairs:
                    self.weights[i, NAMES.index(BONES[theirs][0])] += w
        self.weights /= self.weights.sum(axis=1, keepdims=True)

    def exported(self):
        """(names, parents, joint positions) of the bones that go into the file, eyes included."""
        names = [n for n in NAMES if n not in MERGED] + [EYE_L, EYE_R]
        parents = [PARENT.get(n) if n in PARENT else 'head' for n in names]
        return names, parents, np.array([self.head[n] for n in names])

    def export_weights(self, dense):
        """Fold the merged bones, keep the four strongest influences and make them sum to one."""
        w = dense.copy()
        for child in reversed(NAMES):
            if child in MERGED:
                w[:, NAMES.index(MERGED[child])] += w[:, NAMES.index(child)]
        keep = [NAMES.index(n) for n in NAMES if n not in MERGED]
        w = w[:, keep]
        if dense.shape[1] > len(NAMES):  # the eye bones are appended by eyes.py
            w = np.concatenate([w, dense[:, len(NAMES):]], axis=1)
        else:
            w = np.concatenate([w, np.zeros((len(w), 2))], axis=1)
        order = np.argsort(-w, axis=1)[:, :4]
        vals = np.take_along_axis(w, order, axis=1)
        vals = np.where(vals < 0.004, 0, vals)
        return np.where(vals > 0, order, 0), vals / vals.sum(axis=1, keepdims=True)


def rotation(axis, degrees):
    """Rotation matrix about a unit axis."""
    a = normalise(np.asarray(axis, float))
    t = np.radians(degrees)
    k = np.array([[0, -a[2], a[1]], [a[2], 0, -a[0]], [-a[1], a[0], 0]])
    return np.eye(3) + np.sin(t) * k + (1 - np.cos(t)) * k @ k


def aim(a, b):
    """Smallest rotation that turns direction a into direction b."""
    a, b = normalise(np.asarray(a, float)), normalise(np.asarray(b, float))
    axis, c = np.cross(a, b), float(a @ b)
    if np.linalg.norm(axis) < 1e-9:
        return np.eye(3)
    return rotation(axis, np.degrees(np.arctan2(np.linalg.norm(axis), c)))


def quaternion(m):
    """Unit quaternion (w,x,y,z) of a rotation matrix."""
    w = np.sqrt(max(0.0, 1 + m[0, 0] + m[1, 1] + m[2, 2])) / 2
    x = np.sqrt(max(0.0, 1 + m[0, 0] - m[1, 1] - m[2, 2])) / 2
    y = np.sqrt(max(0.0, 1 - m[0, 0] + m[1, 1] - m[2, 2])) / 2
    z = np.sqrt(max(0.0, 1 - m[0, 0] - m[1, 1] + m[2, 2])) / 2
    return np.array([w, np.copysign(x, m[2, 1] - m[1, 2]), np.copysign(y, m[0, 2] - m[2, 0]),
                     np.copysign(z, m[1, 0] - m[0, 1])])


def qmul(a, b):
    aw, ax, ay, az = np.moveaxis(a, -1, 0)
    bw, bx, by, bz = np.moveaxis(b, -1, 0)
    return np.stack([aw * bw - ax * bx - ay * by - az * bz, aw * bx + ax * bw + ay * bz - az * by,
                     aw * by - ax * bz + ay * bw + az * bx, aw * bz + ax * by - ay * bx + az * bw], axis=-1)


def skin_dual(pos, weights, rot, move):
    """Dual-quaternion skinning: elbows, knees and hips bent by 90 degrees keep their volume."""
    qr = np.array([quaternion(r) for r in rot])
    qd = 0.5 * qmul(np.concatenate([np.zeros((len(move), 1)), move], axis=1), qr)
    pivot = np.argmax(weights, axis=1)
    sign = np.where(np.einsum('nk,bk->nb', qr[pivot], qr) < 0, -1.0, 1.0)
    w = weights * sign
    r, d = w @ qr, w @ qd
    n = np.linalg.norm(r, axis=1, keepdims=True)
    r, d = r / n, d / n
    t = 2 * qmul(d, r * [1, -1, -1, -1])[:, 1:]
    u = r[:, 1:]
    v = pos + 2 * np.cross(u, np.cross(u, pos) + r[:, :1] * pos)
    return v + t


def local_pose(rig):
    """World-space rotation of every bone for sitting at a table, plus where the hips go."""
    rot = {'hips': rotation([1, 0, 0], -4), 'spine': rotation([1, 0, 0], 3), 'spine1': rotation([1, 0, 0], 5),
           'spine2': rotation([1, 0, 0], 4), 'neck': rotation([1, 0, 0], 2), 'head': np.eye(3)}
    for s, sx in (('l', 1), ('r', -1)):
        d = lambda b: rig.tail[b] - rig.head[b]
        thigh = aim(d(f'thigh_{s}'), [sx * 0.16, -0.02, 1])
        rot[f'thigh_{s}'] = thigh
        rot[f'calf_{s}'] = aim(thigh @ d(f'calf_{s}'), [sx * 0.0, -1, 0.10]) @ thigh
        rot[f'foot_{s}'] = rotation([0, 1, 0], sx * 6)
        rot[f'ball_{s}'] = rot[f'foot_{s}']
        rot[f'clavicle_{s}'] = rotation([0, 0, 1], -sx * 5) @ rot['spine2']
    return rot


def forward(rig, rot, hips):
    """Joint positions for world rotations (bones without one follow their parent)."""
    head, world = {}, {}
    for b in NAMES:
        p = PARENT[b]
        if p is None:
            head[b], world[b] = np.asarray(hips, float), rot[b]
            continue
        world[b] = rot.get(b, world[p])
        head[b] = head[p] + world[p] @ (rig.head[b] - rig.head[p])
    return head, world


def place_arm(rig, rot, head, world, s, wrist, pole):
    """Two-bone reach: upper arm and forearm rotations that bring the wrist to `wrist`, elbow towards `pole`."""
    up, fo, ha = f'upperarm_{s}', f'forearm_{s}', f'hand_{s}'
    a, b = rig.head[fo] - rig.head[up], rig.head[ha] - rig.head[fo]
    la, lb = np.linalg.norm(a), np.linalg.norm(b)
    start = head[up]
    to = wrist - start
    dist = min(np.linalg.norm(to), (la + lb) * 0.999)
    to = normalise(to)
    x = (la * la - lb * lb + dist * dist) / (2 * dist)
    side = normalise(pole - start - ((pole - start) @ to) * to)
    elbow = start + to * x + side * np.sqrt(max(la * la - x * x, 0))
    base = world[f'clavicle_{s}']
    rot[up] = aim(base @ a, elbow - start) @ base
    rot[fo] = aim(rot[up] @ b, wrist - elbow) @ rot[up]
    return elbow


def seat(human, rig):
    """Bend the person into the chair; changes human.pos, rig.head and rig.tail."""
    rot = local_pose(rig)
    head, world = forward(rig, rot, [0, 0, 0])
    eye = rig_eye(human)
    eye_posed = head['head'] + world['head'] @ (eye - rig.head['head'])
    hips = np.array([0, EYE_HEIGHT - eye_posed[1], 0.0])
    height = {'l': 0.040, 'r': 0.040}
    for _ in range(4):  # the wrists' height is what makes palm and fingertips just touch the table
        head, world = forward(rig, local_pose(rig), hips)
        rot = local_pose(rig)
        for s, sx in (('l', 1), ('r', -1)):
            wrist = np.array([sx * WRIST_X, TABLE_TOP + height[s], head['spine2'][2] + WRIST_Z[s]])
            place_arm(rig, rot, head, world, s, wrist, head[f'upperarm_{s}'] + np.array([sx * 0.14, -0.9, -0.25]))
            hand_pose(rig, rot, s, sx)
        head, world = forward(rig, rot, hips)
        r = np.array([world[b] for b in NAMES])
        t = np.array([head[b] - world[b] @ rig.head[b] for b in NAMES])
        for s in 'lr':
            cols = [i for i, n in enumerate(NAMES) if n[:-2].rstrip('123') in FINGERS + ('hand',) and n[-1] == s]
            skin = np.flatnonzero(rig.weights[:13380, cols].sum(axis=1) > .9)
            height[s] += TABLE_TOP + 0.0008 - skin_dual(human.pos[skin], rig.weights[skin], r, t)[:, 1].min()
    tails = {b: head[b] + world[b] @ (rig.tail[b] - rig.head[b]) for b in NAMES}
    human.pos = skin_dual(human.pos, rig.weights, r, t)
    rig.head, rig.tail = head, tails
    return dict(zip(NAMES, r))


def hand_pose(rig, rot, s, sx):
    """Palms down on the table, fingers forward and a little inward, loosely bent."""
    fo, ha = f'forearm_{s}', f'hand_{s}'
    along = rig.head[f'middle1_{s}'] - rig.head[ha]
    across = rig.head[f'index1_{s}'] - rig.head[f'pinky1_{s}']  # towards the thumb
    across = across - (across @ normalise(along)) * normalise(along)
    rest = np.stack([normalise(along), normalise(across), np.cross(normalise(along), normalise(across))], axis=1)
    turn = -sx * (33 if s == 'l' else 39)
    f = rotation([0, 1, 0], turn) @ np.array([0, -0.16, 1.0])
    inward = np.array([-sx * 1.0, 0.12, 0.0])  # thumb side in, and slightly raised
    f = normalise(f)
    t = normalise(inward - (inward @ f) * f)
    want = np.stack([f, t, np.cross(f, t)], axis=1)
    rot[ha] = want @ rest.T
    # half of the twist about the forearm belongs to the forearm itself (radius over ulna)
    axis = normalise(rot[fo] @ (rig.head[ha] - rig.head[fo]))
    rel = rot[ha] @ rot[fo].T
    q = quaternion(rel)
    twist = 2 * np.degrees(np.arctan2(q[1:] @ axis, q[0]))
    twist = (twist + 180) % 360 - 180
    rot[fo] = rotation(axis, twist * 0.55) @ rot[fo]
    side = want[:, 1] * sx  # bending axis: positive curls towards the palm
    curl = CURL[s]
    for f_, angles in curl.items():
        total = rotation([0, 1, 0], sx * CLOSE[f_]) @ rot[ha]
        for k, a in enumerate(angles, 1):
            total = rotation(normalise(side), -a) @ total
            rot[f'{f_}{k}_{s}'] = total
    total = rotation(want[:, 0], sx * 18) @ rot[ha]
    for k, a in enumerate((0, 10, 14), 1):
        total = rotation([0, 1, 0], -sx * a) @ total
        rot[f'thumb{k}_{s}'] = total


def rig_eye(human):
    """Midpoint between the eyeball centres."""
    return 0.5 * (human.pos[human.vertices('helper-l-eye')].mean(axis=0)
                  + human.pos[human.vertices('helper-r-eye')].mean(axis=0))
