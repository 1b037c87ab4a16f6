"""Drawings of attributes only; their colours come from the page's style."""

import numpy as np

from sofra.analysis.opinion.fit import OpinionMap
from sofra.analysis.opinion.votes import Floats

WIDE, HIGH = 640, 480
EDGE = 3.0
CELLS = 36
PEOPLE_DRAWN = 3000
FAINTEST = 0.06
A_SHAPE = 2.0
"""Ellipses reach two standard deviations: most of a group, when it is a bell."""


def map_drawing(found: OpinionMap) -> str:
    """Density of people on the first two axes, each as broad as it is unsure, and an ellipse around each group."""
    ellipses = "".join(_ellipse(found, group) for group in range(found.groups.k)) if found.groups.k > 1 else ""
    return (
        f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="Where people stand; the table says the same">'
        f'<rect class="ground" width="{WIDE}" height="{HIGH}" rx="6"/>{_density(found)}'
        f'<path class="axis" d="M0 {HIGH / 2}H{WIDE}M{WIDE / 2} 0V{HIGH}"/>{ellipses}</svg>'
    )


def share_drawing(low: float, mean: float, high: float) -> str:
    """A line from 0 to 100 with the interval and its middle."""
    return (
        '<svg class="share" viewBox="0 0 104 14" aria-hidden="true"><path class="rail" d="M2 7H102M52 3V11"/>'
        f'<rect class="span" x="{2 + low:.1f}" y="4" width="{max(high - low, 1):.1f}" height="6" rx="3"/>'
        f'<circle class="mean" cx="{2 + mean:.1f}" cy="7" r="4"/></svg>'
    )


def _density(found: OpinionMap) -> str:
    step = -(-found.votes.n_participants // PEOPLE_DRAWN)
    mean = found.positions[::step, :2]
    spread = np.sqrt(np.maximum(found.covariances[::step][:, [0, 1], [0, 1]], 0.02))
    across, down = _middles(CELLS), _middles(CELLS * 3 // 4)
    x = np.exp(-0.5 * ((across - mean[:, :1]) / spread[:, :1]) ** 2) / spread[:, :1]
    y = np.exp(-0.5 * ((down - mean[:, 1:]) / spread[:, 1:]) ** 2) / spread[:, 1:]
    density = y.T @ x
    density = density / density.max()
    width, height = WIDE / len(across), HIGH / len(down)
    return "".join(
        f'<rect class="people" x="{column * width:.1f}" y="{HIGH - (row + 1) * height:.1f}" width="{width + 0.4:.1f}" '
        f'height="{height + 0.4:.1f}" fill-opacity="{density[row, column]:.2f}"/>'
        for row, column in zip(*np.nonzero(density > FAINTEST), strict=True)
    )


def _middles(cells: int) -> Floats:
    return np.asarray((np.arange(cells) + 0.5) / cells * 2 * EDGE - EDGE)


def _ellipse(found: OpinionMap, group: int) -> str:
    """Mean and spread of where the people of a group stand."""
    weight = found.groups.membership[:, group] / max(found.groups.membership[:, group].sum(), 1e-9)
    where = found.positions[:, :2]
    mean = weight @ where
    spread = np.sqrt(np.maximum(weight @ (where - mean) ** 2, 0.01))
    x, y = (mean[0] + EDGE) / (2 * EDGE) * WIDE, HIGH - (mean[1] + EDGE) / (2 * EDGE) * HIGH
    wide, high = A_SHAPE * spread / (2 * EDGE) * (WIDE, HIGH)
    return (
        f'<ellipse class="group g{group + 1}" cx="{x:.0f}" cy="{y:.0f}" rx="{wide:.0f}" ry="{high:.0f}"/>'
        f'<text class="name" x="{x:.0f}" y="{max(y - high - 8, 18):.0f}" text-anchor="middle">Group {group + 1}</text>'
    )
