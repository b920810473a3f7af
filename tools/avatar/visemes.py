"""The 15 Oculus visemes, composed of the ARKit shapes and then fitted to the geometry.

Adding shapes gets a mouth near the right place; what makes a viseme readable is contact (lips for PP, lip and teeth
for FF, tongue for TH/DD/nn), and contact has to be solved for, not guessed.
"""
import numpy as np

from mouth import UPPER_EDGE

VISEMES = [f'viseme_{v}' for v in 'sil PP FF TH DD kk CH SS nn RR aa E I O U'.split()]

# shape -> weight; a name without Left/Right stands for both sides; tongueUp/tongueBack/tongueTip are made below
RECIPE = {
    'sil': {},
    'PP': {'mouthPress': .45, 'mouthRollLower': .22, 'mouthRollUpper': .22, 'mouthPucker': .06},
    'FF': {'jawOpen': .035, 'mouthRollLower': .45, 'mouthUpperUp': .22, 'mouthShrugUpper': .12},
    'TH': {'jawOpen': .33, 'mouthLowerDown': .22, 'mouthUpperUp': .16, 'mouthStretch': .08, 'tongueTip': 1},
    'DD': {'jawOpen': .13, 'mouthLowerDown': .30, 'mouthUpperUp': .18, 'mouthStretch': .10, 'tongueUp': 1},
    'kk': {'jawOpen': .20, 'mouthLowerDown': .22, 'mouthUpperUp': .16, 'mouthStretch': .12, 'tongueBack': 1},
    'CH': {'jawOpen': .05, 'mouthFunnel': .55, 'mouthPucker': .22, 'mouthUpperUp': .22, 'mouthLowerDown': .30},
    'SS': {'jawOpen': .025, 'mouthStretch': .26, 'mouthLowerDown': .42, 'mouthUpperUp': .30, 'mouthSmile': .10},
    'nn': {'jawOpen': .10, 'mouthLowerDown': .20, 'mouthUpperUp': .12, 'tongueUp': .9},
    'RR': {'jawOpen': .12, 'mouthFunnel': .34, 'mouthPucker': .24, 'mouthLowerDown': .14, 'tongueUp': .55},
    'aa': {'jawOpen': .50, 'mouthLowerDown': .16, 'mouthUpperUp': .18, 'mouthStretch': .05},
    'E': {'jawOpen': .24, 'mouthStretch': .24, 'mouthSmile': .14, 'mouthLowerDown': .22, 'mouthUpperUp': .18},
    'I': {'jawOpen': .12, 'mouthStretch': .28, 'mouthSmile': .32, 'mouthLowerDown': .26, 'mouthUpperUp': .20},
    'O': {'jawOpen': .34, 'mouthFunnel': .50, 'mouthPucker': .52},
    'U': {'jawOpen': .14, 'mouthPucker': .78, 'mouthFunnel': .30},
}


def tongue_shapes(human, units):
    """Three tongue movements that ARKit lacks, on the tongue's own vertices."""
    t = human.vertices('helper-tongue')
    p = human.pos[t]
    z0, z1 = p[:, 2].min(), p[:, 2].max()
    s = np.clip((p[:, 2] - z0) / (z1 - z0), 0, 1)[:, None]
    teeth = human.pos[human.vertices('helper-upper-teeth')]
    edge = np.array([0, teeth[:, 1].min(), teeth[:, 2].max()])
    tip = p[np.argmax(p[:, 2])]
    out = {k: np.zeros_like(human.pos) for k in ('tongueUp', 'tongueBack', 'tongueTip')}
    out['tongueUp'][t] = s ** 2 * (np.array([0, edge[1] + 0.0035, edge[2] - 0.0065]) - tip) * [0, 1, 1]
    out['tongueBack'][t] = np.sin(np.pi * np.clip(s * 1.25, 0, 1)) * [0, 0.009, -0.003]
    out['tongueTip'][t] = s ** 1.6 * (np.array([0, edge[1] - 0.0028, edge[2] + 0.0045]) - tip) * [0, 1, 1]
    return out


def compose(recipe, units):
    total = np.zeros_like(units['jawOpen'])
    for name, w in recipe.items():
        for n in ([name] if name in units else [f'{name}Left', f'{name}Right']):
            total += w * units[n]
    return total


def teeth_edge(human):
    """Front lower edge of the upper teeth as an arch: z as a function of x, and its height."""
    p = human.pos[human.vertices('helper-upper-teeth')]
    low = p[p[:, 1] < p[:, 1].min() + 0.004]
    fit = np.polyfit(low[:, 0] ** 2, low[:, 2], 1)
    return lambda x: fit[1] + fit[0] * x * x, float(p[:, 1].min() + UPPER_EDGE)


def fit_ff(human, lips, delta, teeth=None):
    """Bring the lower lip to the edge of the upper teeth over the front of the mouth."""
    arch, level = teeth or teeth_edge(human)
    total = delta.copy()
    for _ in range(10):
        p = human.pos + total
        # the lip's highest inner line is the one that meets the teeth
        low = np.array(lips.rings[2][1])
        x = p[low, 0]
        err = np.stack([0 * x, level + 0.0006 - p[low, 1], arch(x) + 0.0012 - p[low, 2]], axis=1)
        reach = np.exp(-(x / 0.013) ** 4)[:, None]
        err *= reach
        o = np.argsort(x)
        move = np.stack([np.interp(human.pos[:, 0], x[o], err[o, k]) for k in range(3)], axis=1)
        fade = np.where(lips.upper, 0, lips.fade)
        total += 0.7 * move * fade[:, None]
    return total


def build(human, units, lips, teeth=None):
    """{viseme name: delta} over the base vertices."""
    units = {**units, **tongue_shapes(human, units)}
    out = {}
    for v in VISEMES:
        key = v[7:]
        d = compose(RECIPE[key], units)
        if key == 'TH':
            d = fit_tongue(human, units, d)
        if key == 'PP':
            d = d + lips.close(human.pos + d, goal=-0.00015)
        if key == 'FF':
            d = fit_ff(human, lips, d, teeth)
        out[v] = d
    return out


def fit_tongue(human, units, d):
    """The jaw carries the tongue down; put the tip back between the teeth."""
    t = human.vertices('helper-tongue')
    p = human.pos[t]
    tip = t[np.argmax(p[:, 2])]
    arch, level = teeth_edge(human)
    want = np.array([0, level - 0.0030, arch(0.0) + 0.0010])
    s = (np.clip((p[:, 2] - p[:, 2].min()) / np.ptp(p[:, 2]), 0, 1) ** 1.6)[:, None]
    d = d.copy()
    d[t] += s * (want - (human.pos[tip] + d[tip])) * [0, 1, 1]
    return d
