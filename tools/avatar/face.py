"""Landmarks of the finished neutral face, measured on the mesh (mm from the middle between the eyes)."""
import numpy as np

from body import MPFB
import paint


def measure(human, lips, lids):
    """The points that painting, brows, hair and previews are placed by."""
    eye = 0.5 * (lids['l'].centre + lids['r'].centre)
    p = (human.pos[:13380] - eye) * 1000
    mm = lambda v: (human.pos[v] - eye) * 1000
    ring_up, ring_low = lips.rings[1]
    slit = np.concatenate([mm(ring_up), mm(ring_low)])
    slit = slit[np.argsort(slit[:, 0])]
    mouth = mm(ring_up).mean(axis=0) * [0, 1, 0] + [0, 0, mm(ring_up)[:, 2].max()]
    centre_line = np.abs(p[:, 0]) < 6
    nose_zone = centre_line & (p[:, 1] < -20) & (p[:, 1] > mouth[1] + 8)
    nose = p[nose_zone][np.argmax(p[nose_zone][:, 2])]
    chin_zone = centre_line & (p[:, 1] < mouth[1] - 18) & (p[:, 1] > mouth[1] - 55) & (p[:, 2] > mouth[2] - 40)
    chin = p[chin_zone][np.argmax(p[chin_zone][:, 2])]
    brow_zone = (np.abs(p[:, 0] - 28) < 4) & (p[:, 1] > 12) & (p[:, 1] < 32) & (p[:, 2] > 0)
    brow = p[brow_zone][np.argmax(p[brow_zone][:, 2])]
    wing_zone = (p[:, 0] > 8) & (np.abs(p[:, 1] - nose[1]) < 10) & (p[:, 2] > nose[2] - 26) & (p[:, 0] < 24)
    wing = p[wing_zone][np.argmax(p[wing_zone][:, 0] + .4 * p[wing_zone][:, 2])]
    q = human.quads['body'].ravel()
    ear_mask = paint.sample(paint.load_mask(MPFB / 'textures' / 'mpfb_ears.jpg'), human.uv[human.uvq['body'].ravel()])
    ear = np.unique(q[ear_mask > .7])
    ear = ear[human.pos[ear, 0] > 0]
    return {
        'eye': eye, 'mouth': mouth, 'nose': nose, 'chin': chin, 'brow': brow, 'wing': wing,
        'corner': slit[-1], 'slit': (slit[:, 0], slit[:, 1]),
        'outer': mm(lids['l'].upper)[-1], 'lid': mm(lids['l'].lower)[len(lids['l'].lower) // 2],
        'eyes': [{'centre': (lids[s].centre - eye) * 1000, 'radius': lids[s].radius * 1000} for s in 'lr'],
        'ear': (mm(ear).min(axis=0), mm(ear).max(axis=0)),
        'top': p[:, 1].max(), 'back': p[p[:, 1] > -60][:, 2].min(), 'half': np.abs(p[(p[:, 1] > 40)][:, 0]).max(),
    }
