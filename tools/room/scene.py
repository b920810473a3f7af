"""What stands in the room. Groups: `table` (seen from half a metre), `near` (behind the interviewer), `far` (beside and behind us)."""
import math

from kit import box, dice, finish, lathe, leaf, mesh, pad, place, plane, room, tube

LEFT, RIGHT, BACK, FRONT, HIGH = -1.95, 2.55, -2.25, 3.0, 2.72
SILL, LINTEL, WINDOW_BACK, WINDOW_FRONT = 0.82, 2.38, -1.72, 2.2
TABLE = (0.0, 0.80)
TABLE_TOP, TABLE_RADIUS = 0.73, 0.56


def shell(m):
    plane("floor", [(LEFT, 0, FRONT), (RIGHT, 0, FRONT), (RIGHT, 0, BACK), (LEFT, 0, BACK)], m["floor"], "far")
    plane("ceiling", [(LEFT, HIGH, BACK), (RIGHT, HIGH, BACK), (RIGHT, HIGH, FRONT), (LEFT, HIGH, FRONT)], m["ceiling"], "far")
    plane("back wall", [(LEFT, 0, BACK), (RIGHT, 0, BACK), (RIGHT, HIGH, BACK), (LEFT, HIGH, BACK)], m["accent"], "near")
    plane("right wall", [(RIGHT, 0, BACK), (RIGHT, 0, FRONT), (RIGHT, HIGH, FRONT), (RIGHT, HIGH, BACK)], m["wall"], "near")
    plane("front wall", [(RIGHT, 0, FRONT), (LEFT, 0, FRONT), (LEFT, HIGH, FRONT), (RIGHT, HIGH, FRONT)], m["wall"], "far")
    # The window wall, in four pieces around the opening.
    for name, low, high, rear, fore in [
        ("below", 0, SILL, BACK, FRONT),
        ("above", LINTEL, HIGH, BACK, FRONT),
        ("behind", SILL, LINTEL, BACK, WINDOW_BACK),
        ("before", SILL, LINTEL, WINDOW_FRONT, FRONT),
    ]:
        plane("window wall " + name, [(LEFT, low, fore), (LEFT, low, rear), (LEFT, high, rear), (LEFT, high, fore)], m["wall"], "near")
    deep = LEFT - 0.16
    plane("reveal low", [(deep, SILL, WINDOW_FRONT), (LEFT, SILL, WINDOW_FRONT), (LEFT, SILL, WINDOW_BACK), (deep, SILL, WINDOW_BACK)], m["trim"], "near")
    plane("reveal top", [(deep, LINTEL, WINDOW_BACK), (LEFT, LINTEL, WINDOW_BACK), (LEFT, LINTEL, WINDOW_FRONT), (deep, LINTEL, WINDOW_FRONT)], m["trim"], "near")
    plane("reveal rear", [(deep, SILL, WINDOW_BACK), (LEFT, SILL, WINDOW_BACK), (LEFT, LINTEL, WINDOW_BACK), (deep, LINTEL, WINDOW_BACK)], m["trim"], "near")
    plane("reveal fore", [(LEFT, SILL, WINDOW_FRONT), (deep, SILL, WINDOW_FRONT), (deep, LINTEL, WINDOW_FRONT), (LEFT, LINTEL, WINDOW_FRONT)], m["trim"], "near")
    box("sill", (LEFT + 0.03, SILL - 0.012, (WINDOW_BACK + WINDOW_FRONT) / 2), (0.26, 0.03, WINDOW_FRONT - WINDOW_BACK + 0.12), m["trim"], "near", bevel=0.008)
    depth = deep + 0.05
    for z in (WINDOW_BACK + 0.025, -0.55, 0.75, WINDOW_FRONT - 0.025):
        box("mullion", (depth, (SILL + LINTEL) / 2, z), (0.06, LINTEL - SILL, 0.05), m["trim"], "near", bevel=0.006)
    for y in (SILL + 0.025, LINTEL - 0.025):
        box("rail", (depth, y, (WINDOW_BACK + WINDOW_FRONT) / 2), (0.06, 0.05, WINDOW_FRONT - WINDOW_BACK), m["trim"], "near", bevel=0.006)
    # Skirting boards.
    t, h = 0.016, 0.09
    box("skirting back", ((LEFT + RIGHT) / 2, h / 2, BACK + t / 2), (RIGHT - LEFT, h, t), m["trim"], "near", bevel=0.005)
    box("skirting right", (RIGHT - t / 2, h / 2, (BACK + FRONT) / 2), (t, h, FRONT - BACK), m["trim"], "far", bevel=0.005)
    box("skirting left", (LEFT + t / 2, h / 2, (BACK + FRONT) / 2), (t, h, FRONT - BACK), m["trim"], "near", bevel=0.005)
    box("skirting front", ((LEFT + RIGHT) / 2, h / 2, FRONT - t / 2), (RIGHT - LEFT, h, t), m["trim"], "far", bevel=0.005)
    box("rug", (0.1, 0.006, 0.55), (2.6, 0.012, 2.9), m["rug"], "far", bevel=0.005)


def blinds(m):
    """Venetian blinds, gathered in the upper third and open below, so that the sky is seen."""
    x = LEFT - 0.055
    for rear, fore in [(WINDOW_BACK + 0.06, -0.59), (-0.51, 0.71), (0.79, WINDOW_FRONT - 0.06)]:
        middle, length = (rear + fore) / 2, fore - rear
        box("blind head", (x, LINTEL - 0.03, middle), (0.05, 0.05, length), m["trim"], "near", bevel=0.006)
        y, n = LINTEL - 0.085, 0
        while y > LINTEL - 0.62:
            tilt = 0.022 if n % 2 else 0.024
            corners = [(x - 0.024, y + tilt * 0.4, rear), (x + 0.024, y - tilt * 0.4, rear), (x + 0.024, y - tilt * 0.4, fore), (x - 0.024, y + tilt * 0.4, fore)]
            at = [room(*c) for c in corners]
            finish(mesh("slat", at, [(0, 3, 2, 1)]), m["blind"], "near", smooth=False)
            y -= 0.042
            n += 1
        box("blind foot", (x, y + 0.016, middle), (0.05, 0.018, length), m["trim"], "near", bevel=0.005)


def furniture(m):
    # A low cabinet along the back wall, with books, a plant and a lamp on it.
    box("cabinet", (1.05, 0.40, BACK + 0.23), (1.9, 0.66, 0.42), m["oak"], "near", bevel=0.008)
    box("cabinet foot", (1.05, 0.04, BACK + 0.22), (1.8, 0.08, 0.36), m["metal"], "near", bevel=0.004)
    for x in (0.425, 1.05, 1.675):
        box("door", (x, 0.40, BACK + 0.447), (0.60, 0.60, 0.018), m["oak"], "near", bevel=0.005)
        box("grip", (x + 0.25, 0.52, BACK + 0.462), (0.012, 0.12, 0.014), m["metal"], "near", bevel=0.004)
    # A floating shelf.
    box("shelf", (1.85, 1.62, BACK + 0.12), (1.25, 0.032, 0.23), m["oak"], "near", bevel=0.005)
    chance = dice(11)
    colours = ["slate", "sand", "ochre", "canvas", "rust", "slate", "leather", "canvas", "clay"]
    x = 1.28
    while x < 1.98:
        wide, high, deep = chance.uniform(0.018, 0.042), chance.uniform(0.17, 0.25), chance.uniform(0.13, 0.17)
        box("book", (x + wide / 2, 1.636 + high / 2, BACK + 0.03 + deep / 2), (wide - 0.002, high, deep), m[chance.choice(colours)], "near", bevel=0.003)
        x += wide
        if chance.random() < 0.09:
            x += 0.05
    lathe("vase", (2.24, 1.636, BACK + 0.12), [(0.035, 0), (0.055, 0.03), (0.06, 0.08), (0.035, 0.15), (0.028, 0.19), (0.034, 0.205)], m["clay"], "near")
    # Framed pictures on the accent wall.
    for x, y, w, h, shapes in [
        (0.33, 1.52, 0.44, 0.60, [("ochre", 0.04, 0.08, 0.125), ("slate", -0.07, -0.08, 0.10), ("rust", 0.09, -0.15, 0.055)]),
        (0.86, 1.56, 0.36, 0.48, [("slate", 0.0, 0.05, 0.10), ("sand", 0.05, -0.11, 0.08)]),
    ]:
        box("frame", (x, y, BACK + 0.015), (w, h, 0.028), m["walnut"], "near", bevel=0.004)
        box("mount", (x, y, BACK + 0.0295), (w - 0.045, h - 0.045, 0.003), m["canvas"], "near", bevel=0.0)
        for layer, (name, dx, dy, r) in enumerate(shapes):
            at = [room(x + dx + r * math.cos(a), y + dy + r * math.sin(a), BACK + 0.0325 + 0.002 * layer) for a in (2 * math.pi * i / 36 for i in range(36))]
            finish(mesh("shape", at, [tuple(range(36))]), m[name], "near", smooth=False)
    # Books that lie on the cabinet, and a table lamp that gives the warm fill.
    y = 0.73
    for n, (w, d, h) in enumerate([(0.24, 0.17, 0.034), (0.22, 0.16, 0.026), (0.19, 0.14, 0.022)]):
        box("lying book", (0.52, y + h / 2, BACK + 0.22), (w, h, d), m[["slate", "canvas", "rust"][n]], "near", bevel=0.003, yaw=6 * n - 4)
        y += h
    foot = (1.22, 0.73, BACK + 0.22)
    lathe("lamp foot", foot, [(0.075, 0), (0.08, 0.01), (0.075, 0.022), (0.018, 0.03), (0.012, 0.05), (0.012, 0.30)], m["metal"], "near")
    lathe("lamp shade", (foot[0], foot[1] + 0.27, foot[2]), [(0.145, 0), (0.115, 0.19)], m["shade"], "shade", cap=False)


def plant(m):
    """A fig in the corner beside the window."""
    chance = dice(5)
    foot = (LEFT + 0.42, 0.0, BACK + 0.42)
    lathe("pot", foot, [(0.14, 0), (0.155, 0.02), (0.185, 0.34), (0.195, 0.36), (0.18, 0.36), (0.17, 0.33)], m["clay"], "near", cap=False)
    lathe("soil", (foot[0], 0.32, foot[2]), [(0.172, 0.0), (0.08, 0.012), (0.001, 0.016)], m["soil"], "near", cap=False)
    for n in range(3):
        a = 2.1 * n + 0.4
        top = (foot[0] + 0.13 * math.cos(a), 1.25 + 0.22 * n, foot[2] + 0.13 * math.sin(a))
        tube("stem", [(foot[0] + 0.03 * math.cos(a), 0.3, foot[2] + 0.03 * math.sin(a)), (foot[0] + 0.09 * math.cos(a), 0.8, foot[2] + 0.07 * math.sin(a)), top], 0.011, m["stem"], "near")
        for k in range(19):
            t = 0.28 + 0.72 * k / 18
            turn = k * 2.399 + n
            root = (foot[0] + (0.03 + 0.10 * t) * math.cos(a), 0.3 + (top[1] - 0.3) * t, foot[2] + (0.03 + 0.10 * t) * math.sin(a))
            size = chance.uniform(0.24, 0.36) * (1.1 - 0.3 * t)
            rise = chance.uniform(0.15, 0.75) + (0.5 if k > 15 else 0.0)
            leaf("leaf", root, (math.cos(turn), rise, math.sin(turn)), size, size * 0.6, size * chance.uniform(0.25, 0.7), m[chance.choice(["leaf", "leaf2"])], "near")


def seating(m):
    # The interviewer's chair: a padded back that stays below the shoulders.
    pad("chair back", (0, 0.74, -0.235), (0.46, 0.50, 0.055), m["cloth"], "near", curve=0.035, lean=6.0)
    pad("chair seat", (0, 0.435, 0.0), (0.48, 0.07, 0.46), m["cloth"], "near", round_to=0.03)
    tube("chair spine", [(0, 0.42, -0.16), (0, 0.45, -0.29), (0, 0.62, -0.30)], 0.018, m["metal"], "near", turned=False)
    lathe("chair column", (0, 0.09, 0), [(0.03, 0), (0.03, 0.2), (0.022, 0.2), (0.022, 0.32)], m["metal"], "near", turned=False)
    for i in range(5):
        a = 2 * math.pi * i / 5 + 0.3
        tube("chair leg", [(0, 0.11, 0), (0.15 * math.cos(a), 0.10, 0.15 * math.sin(a)), (0.29 * math.cos(a), 0.06, 0.29 * math.sin(a))], 0.016, m["metal"], "near", turned=False)
    # Ours, seen in the establishing shot.
    pad("guest back", (0, 0.72, 1.78), (0.46, 0.44, 0.05), m["cloth"], "far", curve=-0.035, lean=-6.0)
    pad("guest seat", (0, 0.435, 1.58), (0.48, 0.07, 0.46), m["cloth"], "far")
    for x in (-0.2, 0.2):
        for z in (1.40, 1.78):
            tube("guest leg", [(x, 0.42, z), (x * 1.05, 0.2, z), (x * 1.1, 0.0, z)], 0.012, m["metal"], "far", turned=False)


def table(m):
    cx, cz = TABLE
    r = TABLE_RADIUS
    lathe("table top", (cx, TABLE_TOP - 0.03, cz), [(r - 0.03, 0), (r - 0.012, 0.002), (r - 0.003, 0.010), (r, 0.019), (r - 0.002, 0.0255), (r - 0.008, 0.03)], m["oak"], "table", turned=False, steps=112)
    lathe("table column", (cx, 0.0, cz), [(0.27, 0), (0.275, 0.012), (0.265, 0.022), (0.06, 0.035), (0.038, 0.06), (0.038, 0.66), (0.12, 0.705)], m["metal"], "far", turned=False)
    top = TABLE_TOP
    # The interviewer's notes: an open notebook with written lines, a loose sheet and a pen.
    notebook(m, (-0.375, top, 0.525), -16.0)
    sheet(m, (0.02, top, 0.76), 5.0)
    tube("pen", [(-0.205, top + 0.006, 0.60), (-0.19, top + 0.006, 0.665), (-0.176, top + 0.006, 0.73)], 0.0047, m["slate"], "table", turned=False)
    lathe("coaster", (0.385, top, 0.50), [(0.05, 0), (0.05, 0.004)], m["leather"], "table", turned=False)
    lathe("coaster", (-0.30, top, 1.02), [(0.05, 0), (0.05, 0.004)], m["leather"], "table", turned=False)


def glasses(m):
    """Two tumblers of water. They stay out of the bake: the engine draws them with real reflections."""
    for x, z in [(0.385, 0.50), (-0.30, 1.02)]:
        foot = (x, TABLE_TOP + 0.005, z)
        profile = [(0.0295, 0), (0.0325, 0.001), (0.034, 0.006), (0.0375, 0.105), (0.0372, 0.1062), (0.0357, 0.105), (0.0325, 0.012), (0.03, 0.0105), (0.001, 0.010)]
        lathe("tumbler", foot, profile, m["glass"], "glass", turned=False, cap=False)
        lathe("water", foot, [(0.0010, 0.0695), (0.0318, 0.0695), (0.0341, 0.0701)], m["water"], "water", turned=False, cap=False)


def _lines(m, at, yaw, width, count, step, start, seed):
    """Written lines as flat strips: ink is a material of its own, so it needs no place in a texture."""
    chance = dice(seed)
    c, s = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
    x0, y, z0 = at
    points, faces = [], []
    for n in range(count):
        if chance.random() < 0.12:
            continue
        x = -width / 2
        end = width / 2 - (chance.uniform(0.2, 0.7) * width if chance.random() < 0.25 else chance.uniform(0.0, 0.08) * width)
        while x < end:
            word = min(chance.uniform(0.007, 0.022), end - x)
            z = start + n * step + chance.uniform(-0.0004, 0.0004)
            first = len(points)
            for px, pz in [(x, z - 0.0011), (x, z + 0.0011), (x + word, z + 0.0011), (x + word, z - 0.0011)]:
                points.append(place(x0 + px * c + pz * s, y, z0 - px * s + pz * c))
            faces.append((first, first + 1, first + 2, first + 3))
            x += word + 0.0042
    finish(mesh("words", points, faces), m["ink"], "ink", smooth=False)


def notebook(m, at, yaw):
    c, s = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
    x, y, z = at
    box("cover", (x, y + 0.003, z), (0.305, 0.006, 0.216), m["leather"], "table", turned=False, bevel=0.002, yaw=yaw)
    for side in (-1, 1):
        dx = 0.0755 * side
        box("pages", (x + dx * c, y + 0.011, z - dx * s), (0.146, 0.011, 0.207), m["paper"], "table", turned=False, bevel=0.003, yaw=yaw)
    _lines(m, (x - 0.0755 * c, y + 0.0167, z + 0.0755 * s), yaw, 0.115, 18, 0.0092, -0.082, 3)
    _lines(m, (x + 0.0755 * c, y + 0.0167, z - 0.0755 * s), yaw, 0.115, 9, 0.0092, 0.0, 4)


def sheet(m, at, yaw):
    x, y, z = at
    box("sheet", (x, y + 0.0012, z), (0.205, 0.0016, 0.285), m["paper"], "table", turned=False, bevel=0.0, yaw=yaw)
    box("sheet", (x + 0.004, y + 0.0028, z - 0.003), (0.205, 0.0012, 0.285), m["paper"], "table", turned=False, bevel=0.0, yaw=yaw + 2.5)
    _lines(m, (x + 0.004, y + 0.0036, z - 0.003), yaw + 2.5, 0.165, 24, 0.0098, -0.115, 8)


def stand_in(m):
    """A rough person who only throws shade in the bake: on the chair, the table and the floor."""
    made = []
    for name, centre, size in [
        ("torso", (0, 0.80, -0.04), (0.20, 0.30, 0.13)),
        ("head", (0, 1.22, 0.08), (0.08, 0.12, 0.095)),
        ("shoulders", (0, 0.98, -0.04), (0.23, 0.09, 0.10)),
        ("hips", (0, 0.50, 0.05), (0.19, 0.12, 0.2)),
        ("arm l", (0.19, 0.78, 0.25), (0.05, 0.045, 0.22)),
        ("arm r", (-0.19, 0.78, 0.25), (0.05, 0.045, 0.22)),
    ]:
        profile = [(math.sin(a) + 1e-3, -math.cos(a)) for a in (math.pi * i / 10 for i in range(11))]
        points, faces, steps = [], [], 16
        for radius, height in profile:
            for i in range(steps):
                a = 2 * math.pi * i / steps
                points.append(place(centre[0] + size[0] * radius * math.cos(a), centre[1] + size[1] * height, centre[2] + size[2] * radius * math.sin(a)))
        for ring in range(len(profile) - 1):
            for i in range(steps):
                j = (i + 1) % steps
                faces.append((ring * steps + i, (ring + 1) * steps + i, (ring + 1) * steps + j, ring * steps + j))
        made.append(finish(mesh("stand-in " + name, points, faces), m["slate"], "stand-in"))
    return made


def everything(m):
    shell(m)
    blinds(m)
    furniture(m)
    plant(m)
    seating(m)
    table(m)
    glasses(m)
