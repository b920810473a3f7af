"""Opens the exported GLB again and verifies the contract of README.md with numbers: `python3 check.py FILE.glb`.

Nothing is taken from the builder: names, counts, sizes, weights, and the contacts (lips in PP, lip and teeth in FF,
closed lids) are measured on what a program would load.  Exit code 1 if anything fails.
"""
import json
import struct
import sys
from pathlib import Path

import numpy as np

ARKIT = ('browDownLeft browDownRight browInnerUp browOuterUpLeft browOuterUpRight cheekPuff cheekSquintLeft '
         'cheekSquintRight eyeBlinkLeft eyeBlinkRight eyeLookDownLeft eyeLookDownRight eyeLookInLeft eyeLookInRight '
         'eyeLookOutLeft eyeLookOutRight eyeLookUpLeft eyeLookUpRight eyeSquintLeft eyeSquintRight eyeWideLeft '
         'eyeWideRight jawForward jawLeft jawOpen jawRight mouthClose mouthDimpleLeft mouthDimpleRight mouthFrownLeft '
         'mouthFrownRight mouthFunnel mouthLeft mouthLowerDownLeft mouthLowerDownRight mouthPressLeft '
         'mouthPressRight mouthPucker mouthRight mouthRollLower mouthRollUpper mouthShrugLower mouthShrugUpper '
         'mouthSmileLeft mouthSmileRight mouthStretchLeft mouthStretchRight mouthUpperUpLeft mouthUpperUpRight '
         'noseSneerLeft noseSneerRight tongueOut').split()
VISEMES = [f'viseme_{v}' for v in 'sil PP FF TH DD kk CH SS nn RR aa E I O U'.split()]
BONES = ('hips spine spine1 spine2 neck head eye_l eye_r clavicle_l clavicle_r upperarm_l upperarm_r forearm_l '
         'forearm_r hand_l hand_r thigh_l thigh_r calf_l calf_r foot_l foot_r').split()
MESHES = 'head body eyes teeth_upper teeth_lower tongue eye_shade lashes brows hair jacket shirt buttons trousers shoes'.split()
TYPES = {'SCALAR': 1, 'VEC2': 2, 'VEC3': 3, 'VEC4': 4, 'MAT4': 16}
DTYPES = {5121: 'u1', 5123: '<u2', 5125: '<u4', 5126: '<f4'}


class File:
    """A GLB: its JSON, its buffer, and its accessors as arrays (sparse ones filled in)."""

    def __init__(self, path):
        raw = Path(path).read_bytes()
        magic, version, total = struct.unpack_from('<III', raw)
        assert magic == 0x46546C67 and version == 2 and total == len(raw), 'not a GLB'
        n = struct.unpack_from('<I', raw, 12)[0]
        self.doc = json.loads(raw[20:20 + n])
        self.bin = raw[28 + n:]
        self.size = total

    def view(self, index, dtype, count, offset=0):
        v = self.doc['bufferViews'][index]
        return np.frombuffer(self.bin, dtype, count, v.get('byteOffset', 0) + offset)

    def array(self, index):
        a = self.doc['accessors'][index]
        width, dtype = TYPES[a['type']], DTYPES[a['componentType']]
        if 'bufferView' in a:
            out = self.view(a['bufferView'], dtype, a['count'] * width, a.get('byteOffset', 0)).reshape(-1, width)
        else:
            out = np.zeros((a['count'], width), dtype)
        if 'sparse' in a:
            s = a['sparse']
            out = out.copy()
            at = self.view(s['indices']['bufferView'], DTYPES[s['indices']['componentType']], s['count'])
            out[at] = self.view(s['values']['bufferView'], dtype, s['count'] * width).reshape(-1, width)
        return out.astype(float) if a['componentType'] == 5126 else out

    def mesh(self, name):
        node = next(n for n in self.doc['nodes'] if n['name'] == name and 'mesh' in n)
        mesh = self.doc['meshes'][node['mesh']]
        prim = mesh['primitives'][0]
        out = {k: self.array(v) for k, v in prim['attributes'].items()}
        out['tri'] = self.array(prim['indices']).reshape(-1, 3).astype(int)
        names = mesh.get('extras', {}).get('targetNames', [])
        out['morphs'] = {n: self.array(t['POSITION']) for n, t in zip(names, prim.get('targets', []))}
        return out


def weld(pos):
    """One number per distinct position, so that UV seams do not cut the surface."""
    _, first, inverse = np.unique(np.round(pos, 6), axis=0, return_index=True, return_inverse=True)
    return first, inverse


def cast(origin, direction, pos, tri):
    """Distance along each ray to the nearest triangle (inf: none); origins and directions (n,3)."""
    a = pos[tri[:, 0]]
    e1, e2 = pos[tri[:, 1]] - a, pos[tri[:, 2]] - a
    out = np.full(len(origin), np.inf)
    for i, (o, d) in enumerate(zip(origin, direction)):
        h = np.cross(d, e2)
        det = (e1 * h).sum(axis=1)
        ok = np.abs(det) > 1e-14
        f = np.where(ok, 1 / np.where(ok, det, 1), 0)
        s = o - a
        u = f * (s * h).sum(axis=1)
        q = np.cross(s, e1)
        v = f * (q @ d)
        t = f * (e2 * q).sum(axis=1)
        hit = ok & (u >= -1e-6) & (v >= -1e-6) & (u + v <= 1 + 1e-6) & (t > 1e-6)
        if hit.any():
            out[i] = t[hit].min()
    return out


def slice_x(pos, tri, x, keep):
    """Segments (n,2,2) in (z, y) where triangles cross the plane X = x."""
    t = tri[keep]
    d = pos[t][:, :, 0] - x
    out = []
    for p, s in zip(pos[t][(d.min(axis=1) < 0) & (d.max(axis=1) > 0)], d[(d.min(axis=1) < 0) & (d.max(axis=1) > 0)]):
        ends = []
        for i in range(3):
            j = (i + 1) % 3
            if s[i] * s[j] < 0:
                k = s[i] / (s[i] - s[j])
                ends.append((p[i] + k * (p[j] - p[i]))[[2, 1]])
        if len(ends) == 2:
            out.append(ends)
    return np.array(out).reshape(-1, 2, 2)


class Mouth:
    """Upper and lower lip of the head mesh, told apart by how far the jaw carries them."""

    def __init__(self, head, teeth):
        self.head = head
        pos, jaw = head['POSITION'], head['morphs']['jawOpen']
        front = teeth[:, 2].max()
        zone = (np.abs(pos[:, 0]) < .021) & (np.abs(pos[:, 1] - teeth[:, 1].min()) < .016) & (pos[:, 2] > front - .004)
        moves = np.linalg.norm(jaw, axis=1)
        lower = moves > .3 * moves[zone].max()
        t = head['tri']
        inside = zone[t].all(axis=1)
        self.up, self.low = inside & ~lower[t].any(axis=1), inside & lower[t].all(axis=1)

    def gaps(self, delta, columns=np.linspace(-.012, .012, 13)):
        """Smallest vertical distance between the lips per column (m); the lips face each other over common depths."""
        pos = self.head['POSITION'] + delta
        out = []
        for x in columns + .00007:
            up, low = (slice_x(pos, self.head['tri'], x, k) for k in (self.up, self.low))
            if not len(up) or not len(low):
                continue
            if up[..., 0].min() > low[..., 0].max() or low[..., 0].min() > up[..., 0].max():
                out.append(up[..., 1].min() - low[..., 1].max())
                continue
            z = np.linspace(max(up[..., 0].min(), low[..., 0].min()), min(up[..., 0].max(), low[..., 0].max()), 80)
            best = np.inf
            for zz in z:
                def at(seg):
                    a, b = seg[:, 0], seg[:, 1]
                    m = (np.minimum(a[:, 0], b[:, 0]) <= zz) & (np.maximum(a[:, 0], b[:, 0]) >= zz)
                    k = (zz - a[m, 0]) / np.where(np.abs(b[m, 0] - a[m, 0]) < 1e-12, 1, b[m, 0] - a[m, 0])
                    return a[m, 1] + k * (b[m, 1] - a[m, 1])
                u, l = at(up), at(low)
                if len(u) and len(l):
                    best = min(best, u.min() - l.max())
            out.append(best if np.isfinite(best) else up[..., 1].min() - low[..., 1].max())
        return np.array(out)


def rows(path):
    """(what, measured, wanted, passed) for every point of the contract."""
    f = File(path)
    d = f.doc
    meshes = {n['name']: f.mesh(n['name']) for n in d['nodes'] if 'mesh' in n}
    head = meshes['head']
    nodes = {n['name']: i for i, n in enumerate(d['nodes'])}
    tris = {k: len(m['tri']) for k, m in meshes.items()}
    yield 'file size', f'{f.size / 1e6:.2f} MB', '<= 12', f.size <= 12e6
    used = d.get('extensionsUsed', [])
    yield 'extensions', ' '.join(used) or 'none', 'none', not used
    yield 'triangles, whole', sum(tris.values()), '<= 60000', sum(tris.values()) <= 60000
    yield 'triangles, head', tris['head'], '<= 16000', tris['head'] <= 16000
    missing = [m for m in MESHES if m not in meshes]
    yield 'meshes', len(meshes), 'all named', not missing
    missing = [b for b in BONES if b not in nodes]
    yield 'bones', ' '.join(missing) or f"{len(d['skins'][0]['joints'])} joints", 'all named', not missing
    missing = [m for m in ARKIT + VISEMES if m not in head['morphs']]
    yield 'morphs on head', f"{len(head['morphs'])} {' '.join(missing)}", '52 + 15', not missing
    extra = {m for k, x in meshes.items() for m in x['morphs']} - set(ARKIT + VISEMES)
    yield 'unknown morphs', ' '.join(sorted(extra)) or 'none', 'none', not extra
    still = [n for n in ARKIT + VISEMES[1:] if np.abs(head['morphs'][n]).max() < 2e-4 and n != 'tongueOut']
    yield 'morphs that do nothing', ' '.join(still) or 'none', 'none', not still
    for mesh, names in (('teeth_lower', ['jawOpen', 'jawLeft', 'viseme_aa']), ('tongue', ['jawOpen', 'tongueOut', 'viseme_TH']),
                        ('lashes', ['eyeBlinkLeft', 'eyeBlinkRight']), ('brows', ['browInnerUp', 'browDownLeft'])):
        missing = [n for n in names if n not in meshes[mesh]['morphs']]
        yield f'morphs on {mesh}', f"{len(meshes[mesh]['morphs'])} {' '.join(missing)}", 'what moves it', not missing
    worst = max(np.abs(m['WEIGHTS_0'].sum(axis=1) - 1).max() for m in meshes.values())
    yield 'weights sum to one', f'{worst:.1e}', '< 1e-4', worst < 1e-4
    top = max(m['JOINTS_0'].max() for m in meshes.values())
    yield 'joint index', top, 'in skin', top < len(d['skins'][0]['joints'])
    bad = sum(int((~np.isfinite(m[k])).sum()) for m in meshes.values() for k in ('POSITION', 'NORMAL', 'TEXCOORD_0'))
    yield 'not-a-number values', bad, '0', bad == 0
    short = min(np.linalg.norm(m['NORMAL'], axis=1).min() for m in meshes.values())
    yield 'shortest normal', f'{short:.3f}', '> 0.9', short > .9
    yield from place(meshes, nodes, d)
    yield from mouth(meshes)
    yield from lids(meshes)


def place(meshes, nodes, d):
    low = min(m['POSITION'][:, 1].min() for m in meshes.values())
    yield 'lowest point', f'{low * 1000:.1f} mm', 'floor, +-8', abs(low) < .008
    eyes = meshes['eyes']['POSITION']
    joint = {}

    def walk(i, base):
        at = base + np.array(d['nodes'][i].get('translation', [0, 0, 0]))
        joint[d['nodes'][i]['name']] = at
        for c in d['nodes'][i].get('children', []):
            walk(c, at)
    walk(nodes['interviewer'], np.zeros(3))
    height = joint['eye_l'][1]
    yield 'eye height', f'{height:.3f} m', '1.15-1.25', 1.15 < height < 1.25
    yield 'hips over origin', f"{abs(joint['hips'][0]) + abs(joint['hips'][2]):.4f} m", '< 0.01', abs(joint['hips'][0]) + abs(joint['hips'][2]) < .01
    for s in 'lr':
        side = eyes[(eyes[:, 0] > 0) == (s == 'l')]
        r = np.linalg.norm(side - joint[f'eye_{s}'], axis=1)
        yield f'eyeball {s} about its bone', f'{r.min() * 1000:.2f}-{r.max() * 1000:.2f} mm', 'spread < 1.5', np.ptp(r) < .0015
    hands = meshes['body']['POSITION'][:, 1].min()
    yield 'hands on the table', f'{hands:.3f} m', '0.73 +-0.01', abs(hands - .73) < .01
    ahead = meshes['head']['POSITION'][:, 2].max() - joint['head'][2]
    yield 'faces +Z', f'{ahead:.3f} m', '> 0.05', ahead > .05


def mouth(meshes):
    head = meshes['head']
    m = Mouth(head, meshes['teeth_upper']['POSITION'])
    zero = np.zeros_like(head['POSITION'])
    g = m.gaps(zero) * 1000
    yield 'neutral lips', f'{g.min():.2f}..{g.max():.2f} mm', '-0.5..0.15', g.min() > -.5 and g.max() < .15
    g = m.gaps(head['morphs']['viseme_PP']) * 1000
    yield 'PP lips', f'{g.min():.2f}..{g.max():.2f} mm', '-0.5..0.05', g.min() > -.5 and g.max() < .05
    g = m.gaps(head['morphs']['jawOpen'] + head['morphs']['mouthClose']) * 1000
    yield 'jawOpen+mouthClose', f'{g.min():.2f}..{g.max():.2f} mm', '-1.2..1', g.min() > -1.2 and g.max() < 1
    mid = {}
    for v in VISEMES[1:]:
        mid[v[7:]] = float(np.median(m.gaps(head['morphs'][v], np.linspace(-.004, .004, 5)))) * 1000
    yield 'aa open', f"{mid['aa']:.1f} mm", '> 12', mid['aa'] > 12
    yield 'aa > E > I', f"{mid['aa']:.1f} {mid['E']:.1f} {mid['I']:.1f}", 'falling', mid['aa'] > mid['E'] > mid['I'] > 1.5
    yield 'O > U', f"{mid['O']:.1f} {mid['U']:.1f}", 'falling', mid['O'] > mid['U'] > 1.5
    corner = lambda v: np.ptp((head['POSITION'] + head['morphs'][v])[lip_corners(head), 0]) * 1000
    wide = {v: corner('viseme_' + v) for v in ('I', 'E', 'O', 'U', 'sil')}
    yield 'width I > sil > O > U', ' '.join(f'{wide[k]:.1f}' for k in ('I', 'sil', 'O', 'U')), 'falling', wide['I'] > wide['sil'] > wide['O'] > wide['U']
    for v, need in (('O', 3), ('U', 4), ('CH', 2.5)):
        front = lip_front(head)
        out = float(np.median(head['morphs']['viseme_' + v][front, 2])) * 1000
        yield f'{v} protrudes', f'{out:.1f} mm', f'> {need}', out > need
    teeth = meshes['teeth_upper']['POSITION']
    front = teeth[(np.abs(teeth[:, 0]) < .012) & (teeth[:, 1] < np.median(teeth[:, 1]))]
    edge = front[front[:, 1] < front[:, 1].min() + .0012]
    p = head['POSITION'] + head['morphs']['viseme_FF']
    d = min(np.linalg.norm(p - e, axis=1)[lower_lip(head)].min() for e in edge) * 1000
    yield 'FF lip to upper teeth', f'{d:.2f} mm', '< 1.5', d < 1.5
    tongue = meshes['tongue']['POSITION'] + meshes['tongue']['morphs']['viseme_TH']
    tip = tongue[np.argmax(tongue[:, 2])]
    low = meshes['teeth_lower']['POSITION'] + meshes['teeth_lower']['morphs']['viseme_TH']
    low = low[(np.abs(low[:, 0]) < .01)][:, 1].max()
    out = (tip[2] - edge[:, 2].mean()) * 1000
    yield 'TH tip beyond teeth', f'{out:.1f} mm', '1..8', 1 < out < 8
    yield 'TH tip between teeth', f'{(edge[:, 1].mean() - tip[1]) * 1000:.1f} / {(tip[1] - low) * 1000:.1f} mm', 'both > 0', low < tip[1] < edge[:, 1].mean()
    drop = meshes['teeth_lower']['morphs']['jawOpen'][:, 1].mean() * 1000
    yield 'jaw drops lower teeth', f'{drop:.1f} mm', '< -8', drop < -8


def lip_front(head):
    """Vertices of the lips' front around the midline: the ones FF and U push most are among them."""
    p = head['POSITION']
    move = np.linalg.norm(head['morphs']['mouthPucker'], axis=1)
    return np.flatnonzero((move > .6 * move.max()) & (np.abs(p[:, 0]) < .012))


def lower_lip(head):
    jaw = np.linalg.norm(head['morphs']['jawOpen'], axis=1)
    roll = np.linalg.norm(head['morphs']['mouthRollLower'], axis=1)
    return np.flatnonzero((jaw > .5 * jaw.max()) & (roll > .3 * roll.max()))


def lip_corners(head):
    """Leftmost and rightmost vertex of the region that smiles pull hardest."""
    out = []
    for side, s in (('Left', 1), ('Right', -1)):
        m = np.linalg.norm(head['morphs'][f'mouthSmile{side}'], axis=1)
        f = np.linalg.norm(head['morphs'][f'mouthPucker'], axis=1)
        out.append(int(np.argmax(m * (f > .3 * f.max()))))
    return out


def lids(meshes):
    head, eyes = meshes['head'], meshes['eyes']
    for side, s in (('Left', 1), ('Right', -1)):
        e = eyes['POSITION'][eyes['POSITION'][:, 0] * s > 0]
        pole = e[np.argmax(e[:, 2])]
        front = (e[:, 2] > pole[2] - .008) & (np.hypot(*(e - pole)[:, :2].T) < .0115)
        t = head['tri']
        near = (np.linalg.norm(head['POSITION'] - pole, axis=1) < .04)[t].all(axis=1)
        for name, w, want in (('open', 0, False), ('blink', 1, True)):
            pos = head['POSITION'] + w * head['morphs'][f'eyeBlink{side}']
            o = e[front] + [0, 0, 1e-5]
            hit = np.isfinite(cast(o, np.tile([0, 0, 1.0], (len(o), 1)), pos, t[near]))
            share = hit.mean()
            if want:
                yield f'blink {side} covers the ball', f'{share * 100:.0f} %', '100', share > .999
            else:
                hidden = o[hit]
                yield f'open {side} shows the ball', f'{(1 - share) * 100:.0f} %', '25-75', .25 < 1 - share < .75


        for name in ('eyeSquint', 'cheekSquint'):
            pos = head['POSITION'] + head['morphs'][name + side]
            hit = np.isfinite(cast(hidden, np.tile([0, 0, 1.0], (len(hidden), 1)), pos, t[near]))
            yield f'{name}{side} keeps ball inside', f'{hit.mean() * 100:.0f} %', '> 98', hit.mean() > .98


def main():
    failed = 0
    for what, got, want, ok in rows(sys.argv[1]):
        print(f"{'ok  ' if ok else 'FAIL'}  {what:<32} {got!s:<34} {want}")
        failed += not ok
    print(f'{failed} failed' if failed else 'all passed')
    sys.exit(1 if failed else 0)


if __name__ == '__main__':
    main()
