"""Fewer triangles where nobody looks closely: Blender's edge collapse on a finished part."""
import bpy
import numpy as np

from meshkit import Part, Surface, corner_split, vertex_normals


def reduce(part, ratio):
    """The part with about `ratio` of its triangles; UVs are carried along, weights looked up on the original."""
    _, first, weld = np.unique(np.round(part.pos, 7), axis=0, return_index=True, return_inverse=True)
    mesh = bpy.data.meshes.new(part.name)
    tri = weld[part.tri]
    ok = (tri[:, 0] != tri[:, 1]) & (tri[:, 1] != tri[:, 2]) & (tri[:, 0] != tri[:, 2])
    mesh.from_pydata(part.pos[first].tolist(), [], tri[ok].tolist())
    layer = mesh.uv_layers.new(name='uv')
    layer.data.foreach_set('uv', part.uv[part.tri[ok]].ravel())
    ob = bpy.data.objects.new(part.name, mesh)
    bpy.context.scene.collection.objects.link(ob)
    mod = ob.modifiers.new('fewer', 'DECIMATE')
    mod.ratio, mod.use_collapse_triangulate = ratio, True
    done = ob.evaluated_get(bpy.context.evaluated_depsgraph_get()).to_mesh()
    pos = np.array([v.co[:] for v in done.vertices])
    loops = np.array([p.vertices[:] for p in done.polygons])
    uv = np.empty(len(done.loops) * 2)
    done.uv_layers[0].data.foreach_get('uv', uv)
    uv, uv_of = np.unique(np.round(uv.reshape(-1, 2), 6), axis=0, return_inverse=True)
    v, u, tri = corner_split(loops, uv_of.reshape(-1, 3))
    nrm = vertex_normals(pos, loops)
    bpy.data.objects.remove(ob)
    source = Surface(part.pos, part.tri)
    w = source.interpolate(pos[v], part.weights)
    out = Part(part.name, part.material, pos[v], nrm[v], uv[u], tri, w / w.sum(axis=1, keepdims=True),
               color=None if part.color is None else np.ones((len(v), 3)), tangents=part.tangents)
    if hasattr(part, 'original_uv'):
        out.original_uv = source.interpolate(pos[v], part.original_uv)
    return out
