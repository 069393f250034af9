"""The marks of a map as SVG, by the area of the square that holds them."""

from __future__ import annotations

import math

from holdfast.report.maps.labels import Pixel

TALL_HALF, FOOT = math.sqrt(3) / 2, math.sqrt(3) / 3
"""Of a triangle of three equal sides: half its height, and how far its middle lies above that."""

THIN = 2.5
"""How much thinner an arm of a cross is than the cross is wide."""


def symbol(shape: str, at: Pixel, size: float, angle: float = 0.0) -> str:
    """One mark: circle, square, diamond, cross or triangle.

    size : area of the square that holds it; angle : degrees to the right.

    >>> symbol("circle", (3.0, 4.0), 100.0)
    '<circle cx="3.0" cy="4.0" r="5"/>'
    """
    x, y = at
    half = math.sqrt(size) / 2
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.3g}"/>'
    corners = [turned(corner, angle) for corner in CORNERS[shape](half)]
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}"/>'


def turned(corner: Pixel, angle: float) -> Pixel:
    """A corner turned about the middle, clockwise as a screen has it."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return corner[0] * cos - corner[1] * sin, corner[0] * sin + corner[1] * cos


def _square(half: float) -> list[Pixel]:
    return [(-half, -half), (half, -half), (half, half), (-half, half)]


def _diamond(half: float) -> list[Pixel]:
    return [(0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0)]


def _cross(half: float) -> list[Pixel]:
    arm = half / THIN
    quarter = [(-half, -arm), (-arm, -arm), (-arm, -half)]
    return [turned(corner, angle) for angle in (0, 90, 180, 270) for corner in quarter]


def _triangle(half: float) -> list[Pixel]:
    tall, foot = TALL_HALF * half, (TALL_HALF - FOOT) * half
    return [(0.0, -tall - foot), (-half, tall - foot), (half, tall - foot)]


CORNERS = {"square": _square, "diamond": _diamond, "cross": _cross, "triangle": _triangle}
