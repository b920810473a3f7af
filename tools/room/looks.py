"""Materials of the bake. Only base colours matter: light is baked diffusely, the engine adds nothing to baked surfaces."""
import bpy


def _new(name):
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    shader = mat.node_tree.nodes["Principled BSDF"]
    shader.inputs["Specular"].default_value = 0.0
    shader.inputs["Roughness"].default_value = 1.0
    return mat, mat.node_tree, shader


def plain(name, rgb):
    """One colour, linear RGB."""
    mat, _, shader = _new(name)
    shader.inputs["Base Color"].default_value = (*rgb, 1.0)
    return mat


def _ramp(tree, stops):
    ramp = tree.nodes.new("ShaderNodeValToRGB")
    while len(ramp.color_ramp.elements) < len(stops):
        ramp.color_ramp.elements.new(0.5)
    for element, (at, rgb) in zip(ramp.color_ramp.elements, stops):
        element.position, element.color = at, (*rgb, 1.0)
    return ramp


def _coords(tree, scale, rotation=(0, 0, 0)):
    coords = tree.nodes.new("ShaderNodeTexCoord")
    mapping = tree.nodes.new("ShaderNodeMapping")
    mapping.inputs["Scale"].default_value = scale
    mapping.inputs["Rotation"].default_value = rotation
    tree.links.new(coords.outputs["Object"], mapping.inputs["Vector"])
    return mapping


def speckled(name, dark, light, scale=60.0, detail=6.0):
    """Cloth, plaster, carpet: two close colours mixed by noise."""
    mat, tree, shader = _new(name)
    noise = tree.nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value, noise.inputs["Detail"].default_value = scale, detail
    ramp = _ramp(tree, [(0.35, dark), (0.65, light)])
    tree.links.new(_coords(tree, (1, 1, 1)).outputs["Vector"], noise.inputs["Vector"])
    tree.links.new(noise.outputs["Fac"], ramp.inputs["Fac"])
    tree.links.new(ramp.outputs["Color"], shader.inputs["Base Color"])
    return mat


def wood(name, dark, middle, light, along=(1.0, 14.0, 14.0), rotation=(0, 0, 0)):
    """Grain: noise that is stretched along one axis, with fine pores on top."""
    mat, tree, shader = _new(name)
    where = _coords(tree, along, rotation)
    broad = tree.nodes.new("ShaderNodeTexNoise")
    broad.inputs["Scale"].default_value, broad.inputs["Detail"].default_value = 2.2, 8.0
    broad.inputs["Distortion"].default_value = 0.9
    fine = tree.nodes.new("ShaderNodeTexNoise")
    fine.inputs["Scale"].default_value, fine.inputs["Detail"].default_value = 16.0, 4.0
    mix = tree.nodes.new("ShaderNodeMath")
    mix.operation = "MULTIPLY_ADD"
    mix.inputs[1].default_value = 0.28
    for node in (broad, fine):
        tree.links.new(where.outputs["Vector"], node.inputs["Vector"])
    tree.links.new(fine.outputs["Fac"], mix.inputs[0])
    tree.links.new(broad.outputs["Fac"], mix.inputs[2])
    ramp = _ramp(tree, [(0.45, dark), (0.64, middle), (0.82, light)])
    tree.links.new(mix.outputs["Value"], ramp.inputs["Fac"])
    tree.links.new(ramp.outputs["Color"], shader.inputs["Base Color"])
    return mat


def lamp(name, rgb, strength):
    """A surface that shines."""
    mat = bpy.data.materials.new(name)
    mat.use_nodes = True
    tree = mat.node_tree
    tree.nodes.clear()
    glow = tree.nodes.new("ShaderNodeEmission")
    glow.inputs["Color"].default_value, glow.inputs["Strength"].default_value = (*rgb, 1.0), strength
    out = tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(glow.outputs[0], out.inputs["Surface"])
    return mat


def library():
    """All materials by name."""
    return {
        "wall": speckled("wall", (0.66, 0.63, 0.58), (0.69, 0.665, 0.615), 90.0),
        "accent": speckled("accent", (0.215, 0.275, 0.265), (0.23, 0.292, 0.282), 90.0),
        "ceiling": plain("ceiling", (0.80, 0.79, 0.77)),
        "trim": plain("trim", (0.78, 0.77, 0.74)),
        "floor": wood("floor", (0.19, 0.115, 0.065), (0.31, 0.20, 0.12), (0.40, 0.275, 0.175), (9.0, 0.8, 9.0)),
        "rug": speckled("rug", (0.25, 0.27, 0.28), (0.38, 0.39, 0.38), 160.0),
        "oak": wood("oak", (0.30, 0.185, 0.10), (0.43, 0.285, 0.17), (0.52, 0.37, 0.235), (1.2, 11.0, 11.0)),
        "walnut": wood("walnut", (0.075, 0.042, 0.026), (0.14, 0.082, 0.05), (0.21, 0.13, 0.08), (1.0, 12.0, 12.0)),
        "metal": plain("metal", (0.085, 0.085, 0.09)),
        "cloth": speckled("cloth", (0.075, 0.09, 0.11), (0.12, 0.14, 0.165), 420.0, 2.0),
        "paper": speckled("paper", (0.79, 0.78, 0.75), (0.84, 0.83, 0.80), 30.0),
        "ink": plain("ink", (0.10, 0.11, 0.16)),
        "leather": speckled("leather", (0.045, 0.05, 0.055), (0.07, 0.075, 0.08), 220.0),
        "clay": speckled("clay", (0.60, 0.57, 0.53), (0.68, 0.65, 0.60), 40.0),
        "soil": speckled("soil", (0.03, 0.02, 0.015), (0.07, 0.05, 0.035), 120.0),
        "leaf": speckled("leaf", (0.045, 0.12, 0.04), (0.10, 0.21, 0.075), 22.0),
        "leaf2": speckled("leaf2", (0.075, 0.165, 0.055), (0.15, 0.27, 0.10), 22.0),
        "stem": plain("stem", (0.16, 0.12, 0.07)),
        "blind": speckled("blind", (0.72, 0.70, 0.65), (0.78, 0.76, 0.71), 200.0),
        "canvas": plain("canvas", (0.74, 0.71, 0.65)),
        "ochre": plain("ochre", (0.52, 0.29, 0.085)),
        "rust": plain("rust", (0.36, 0.115, 0.06)),
        "slate": plain("slate", (0.10, 0.145, 0.175)),
        "sand": plain("sand", (0.55, 0.45, 0.33)),
        "glass": plain("glass", (0.9, 0.95, 0.95)),
        "water": plain("water", (0.85, 0.93, 0.95)),
        "shade": lamp("shade", (1.0, 0.74, 0.46), 3.4),
    }
