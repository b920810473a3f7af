"""Writes interviewer.toml: what code needs to know about the GLB without opening it."""
import struct


def vec(v):
    return '[' + ', '.join(f'{x:.5f}' for x in v) + ']'


def words(items, indent=''):
    out, line = [], indent
    for i in items:
        if len(line) + len(i) > 110:
            out.append(line.rstrip())
            line = indent
        line += f'"{i}", '
    return '\n'.join(out + [line.rstrip()])


def picture_size(path):
    """(width, height) from a PNG or JPEG header."""
    raw = path.read_bytes()
    if raw[:4] == b'\x89PNG':
        return struct.unpack('>II', raw[16:24])
    i = 2
    while True:
        kind, length = raw[i + 1], struct.unpack('>H', raw[i + 2:i + 4])[0]
        if 0xC0 <= kind <= 0xC3:
            h, w = struct.unpack('>HH', raw[i + 5:i + 9])
            return w, h
        i += 2 + length


def write(path, parts, rig, lids, marks, materials, pictures, generator, glb_bytes, versions):
    names, parents, joints = rig.exported()
    at = dict(zip(names, joints))
    head = at['head']
    lines = [
        '# Facts about interviewer.glb, written by tools/avatar/build.sh together with it.',
        '# Metres, Y up, facing +Z, the person\'s left at +X; the origin is on the floor below the hips.',
        '# Every joint rests unrotated: joint axes are model axes (nod = +X, turn = +Y, tilt = +Z).',
        '', 'schema = "greenroom.avatar/1"', 'file = "interviewer.glb"', f'bytes = {glb_bytes}',
        f'generator = "{generator}"', f'made_with = "{versions}"',
        'credit = "Base mesh, morph targets, face units and weights: MakeHuman community, CC0 1.0. '
        'Pose, textures, eyes, teeth, hair and clothes: Greenroom."',
        '', '[head]', 'bone = "head"', 'neck_bone = "neck"', 'breath_bone = "spine2"', f'position = {vec(head)}',
        f'mesh = "head"', '', '[eyes]', f'height = {0.5 * (at["eye_l"][1] + at["eye_r"][1]):.4f}',
        f'radius = {lids["l"].radius:.5f}', 'forward = [0.0, 0.0, 1.0]']
    for s in 'lr':
        lines += [f'[eyes.{"left" if s == "l" else "right"}]', f'bone = "eye_{s}"', f'world = {vec(at["eye_" + s])}',
                  f'in_head = {vec(at["eye_" + s] - head)}']
    mouth = marks['eye'] + marks['mouth'] / 1000
    lines += ['', '[mouth]', f'world = {vec(mouth)}', f'in_head = {vec(mouth - head)}', '',
              '[table]', 'top = 0.73', '', '[skeleton]', 'root = "hips"', 'bones = [', words(names, '    '), ']', '',
              '[textures]  # width, height']
    lines += [f'{k} = [{", ".join(map(str, picture_size(f)))}]' for k, f in pictures.items()]
    lines += ['', '[triangles]', f'total = {sum(len(p.tri) for p in parts)}']
    lines += [f'{p.name} = {len(p.tri)}' for p in parts]
    lines += ['', '[materials]', 'names = [', words([m['name'] for m in materials], '    '), ']', '']
    for p in parts:
        lines += ['[[mesh]]', f'name = "{p.name}"', f'material = "{p.material}"', f'vertices = {len(p.pos)}']
        lines += ['morphs = [', words(list(p.morphs), '    '), ']'] if p.morphs else ['morphs = []']
        lines.append('')
    path.write_text('\n'.join(lines))
