"""Writes the GLB.  Written by hand rather than through Blender's exporter for three reasons: each mesh keeps only
the shapes that move it, morph deltas become sparse accessors (67 shapes cost 1-2 MB instead of 10), and the bytes are
the same on every run."""
import json
import struct

import numpy as np

FLOAT, USHORT, UBYTE, UINT = 5126, 5123, 5121, 5125
EPS_POS, EPS_NRM = 2e-6, 4e-3


class Glb:
    """Collects buffer views and the JSON tree, then writes one .glb."""

    def __init__(self, generator):
        self.doc = {'asset': {'version': '2.0', 'generator': generator}, 'scene': 0, 'scenes': [], 'nodes': [],
                    'meshes': [], 'materials': [], 'textures': [], 'images': [], 'samplers': [], 'skins': [],
                    'accessors': [], 'bufferViews': [], 'buffers': [{}]}
        self.blob = bytearray()

    def view(self, data, target=None):
        while len(self.blob) % 4:
            self.blob.append(0)
        v = {'buffer': 0, 'byteOffset': len(self.blob), 'byteLength': len(data)}
        if target:
            v['target'] = target
        self.blob += data
        self.doc['bufferViews'].append(v)
        return len(self.doc['bufferViews']) - 1

    def accessor(self, array, kind, comp=FLOAT, target=34962, bounds=False, normalized=False):
        dtype = {FLOAT: '<f4', USHORT: '<u2', UBYTE: 'u1', UINT: '<u4'}[comp]
        a = np.ascontiguousarray(array.astype(dtype))
        acc = {'bufferView': self.view(a.tobytes(), target), 'componentType': comp, 'count': len(a), 'type': kind}
        if normalized:
            acc['normalized'] = True
        if bounds:
            acc['min'], acc['max'] = a.min(axis=0).tolist(), a.max(axis=0).tolist()
        self.doc['accessors'].append(acc)
        return len(self.doc['accessors']) - 1

    def sparse(self, delta, eps, bounds=False):
        """A VEC3 accessor that stores only the vertices which move."""
        d = delta.astype('<f4')
        moved = np.flatnonzero(np.abs(d).max(axis=1) > eps)
        if len(moved) == 0:
            moved = np.array([0])
            d = np.zeros_like(d)
        acc = {'componentType': FLOAT, 'count': len(d), 'type': 'VEC3', 'sparse': {
            'count': len(moved),
            'indices': {'bufferView': self.view(moved.astype('<u2').tobytes()), 'componentType': USHORT},
            'values': {'bufferView': self.view(d[moved].tobytes())}}}
        if bounds:
            kept = np.zeros_like(d)
            kept[moved] = d[moved]
            acc['min'], acc['max'] = kept.min(axis=0).tolist(), kept.max(axis=0).tolist()
        self.doc['accessors'].append(acc)
        return len(self.doc['accessors']) - 1

    def image(self, path, name):
        data = path.read_bytes()
        mime = 'image/png' if data[:4] == b'\x89PNG' else 'image/jpeg'
        if not self.doc['samplers']:
            self.doc['samplers'].append({'magFilter': 9729, 'minFilter': 9987, 'wrapS': 10497, 'wrapT': 10497})
        self.doc['images'].append({'bufferView': self.view(data), 'mimeType': mime, 'name': name})
        self.doc['textures'].append({'source': len(self.doc['images']) - 1, 'sampler': 0, 'name': name})
        return len(self.doc['textures']) - 1

    def save(self, path):
        doc = {k: v for k, v in self.doc.items() if v != []}
        while len(self.blob) % 4:
            self.blob.append(0)
        doc['buffers'][0]['byteLength'] = len(self.blob)
        text = json.dumps(doc, separators=(',', ':')).encode()
        text += b' ' * (-len(text) % 4)
        total = 12 + 8 + len(text) + 8 + len(self.blob)
        path.write_bytes(struct.pack('<III', 0x46546C67, 2, total) + struct.pack('<II', len(text), 0x4E4F534A) + text
                         + struct.pack('<II', len(self.blob), 0x004E4942) + bytes(self.blob))


def material(glb, spec, textures):
    """glTF material of a plain dict: base (linear rgba), roughness, metallic, albedo/normal/orm picture names, mask."""
    pbr = {'baseColorFactor': spec.get('base', [1, 1, 1, 1]), 'metallicFactor': spec.get('metallic', 0.0),
           'roughnessFactor': spec.get('roughness', 0.6)}
    out = {'name': spec['name'], 'pbrMetallicRoughness': pbr}
    if 'albedo' in spec:
        pbr['baseColorTexture'] = {'index': textures[spec['albedo']]}
    if 'orm' in spec:
        pbr['metallicRoughnessTexture'] = {'index': textures[spec['orm']]}
    if 'normal' in spec:
        out['normalTexture'] = {'index': textures[spec['normal']], 'scale': spec.get('normal_scale', 1.0)}
    if 'mask' in spec:
        out['alphaMode'], out['alphaCutoff'] = 'MASK', spec['mask']
    if spec.get('blend'):
        out['alphaMode'] = 'BLEND'
    if spec.get('double'):
        out['doubleSided'] = True
    glb.doc['materials'].append(out)
    return len(glb.doc['materials']) - 1


def face_outwards(part):
    """Wind every triangle so that its front is the side its normals are on; cards come in both windings."""
    t = part.tri
    n = np.cross(part.pos[t[:, 1]] - part.pos[t[:, 0]], part.pos[t[:, 2]] - part.pos[t[:, 0]])
    return np.where(((n * part.nrm[t].mean(axis=1)).sum(axis=1) < 0)[:, None], t[:, ::-1], t)


def write(path, parts, rig, materials, pictures, generator):
    """parts: list of meshkit.Part; materials: list of dicts; pictures: {name: file}."""
    glb = Glb(generator)
    names, parents, joints = rig.exported()
    nodes = glb.doc['nodes']
    for i, (n, p) in enumerate(zip(names, parents)):
        base = joints[names.index(p)] if p else np.zeros(3)
        nodes.append({'name': n, 'translation': (joints[i] - base).tolist()})
    for i, p in enumerate(parents):
        if p:
            nodes[names.index(p)].setdefault('children', []).append(i)
    inverse = np.tile(np.eye(4), (len(names), 1, 1))
    inverse[:, 3, :3] = -joints  # column-major: translation is the last four numbers
    glb.doc['skins'].append({'name': 'interviewer', 'joints': list(range(len(names))), 'skeleton': 0,
                             'inverseBindMatrices': glb.accessor(inverse.reshape(-1, 16), 'MAT4', target=None)})
    textures = {k: glb.image(f, k) for k, f in pictures.items()}
    mats = {m['name']: material(glb, m, textures) for m in materials}
    children = [0]
    for part in parts:
        j, w = rig.export_weights(part.weights)
        attr = {'POSITION': glb.accessor(part.pos, 'VEC3', bounds=True),
                'NORMAL': glb.accessor(part.nrm, 'VEC3'),
                'TEXCOORD_0': glb.accessor(part.uv, 'VEC2'),
                'JOINTS_0': glb.accessor(j, 'VEC4', UBYTE),
                'WEIGHTS_0': glb.accessor(w, 'VEC4')}
        if part.tangents:
            from meshkit import tangents
            attr['TANGENT'] = glb.accessor(tangents(part), 'VEC4')
        if part.color is not None:
            # colours are chosen as display values everywhere; glTF's COLOR_0 is linear
            c = np.clip(part.color, 0, 1)
            c = np.where(c <= .04045, c / 12.92, ((c + .055) / 1.055) ** 2.4)
            c = np.concatenate([c, np.ones((len(c), 1)) if part.alpha is None else part.alpha[:, None]], axis=1)
            c = np.clip(c * 65535 + 0.5, 0, 65535)
            attr['COLOR_0'] = glb.accessor(c, 'VEC4', USHORT, normalized=True)
        tri = face_outwards(part)
        prim = {'attributes': attr, 'indices': glb.accessor(tri.ravel(), 'SCALAR', USHORT, 34963),
                'material': mats[part.material], 'mode': 4}
        mesh = {'name': part.name, 'primitives': [prim]}
        if part.morphs:
            prim['targets'] = []
            for dp, dn in part.morphs.values():
                t = {'POSITION': glb.sparse(dp, EPS_POS, bounds=True)}
                if dn is not None:
                    t['NORMAL'] = glb.sparse(dn, EPS_NRM)
                prim['targets'].append(t)
            mesh['weights'] = [0.0] * len(part.morphs)
            mesh['extras'] = {'targetNames': list(part.morphs)}
        glb.doc['meshes'].append(mesh)
        nodes.append({'name': part.name, 'mesh': len(glb.doc['meshes']) - 1, 'skin': 0})
        children.append(len(nodes) - 1)
    nodes.append({'name': 'interviewer', 'children': children})
    glb.doc['scenes'].append({'name': 'interviewer', 'nodes': [len(nodes) - 1]})
    path.parent.mkdir(parents=True, exist_ok=True)
    glb.save(path)
