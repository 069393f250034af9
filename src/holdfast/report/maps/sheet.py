"""Paper for a map: kilometres to pixels, and the marks that maps are made of, as plain SVG.

Every layer is drawn in pixels of its sheet, so that type and lines have the size they should.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from holdfast.experiment.ground_map import Frame, Point, Ring
from holdfast.report.figures.drawing import INK
from holdfast.report.figures.pen import halo_at, look_of, path, words_at
from holdfast.report.maps.labels import CHAR, Label, Pixel
from holdfast.report.maps.symbols import symbol

Mark: TypeAlias = dict[str, Any]
"""One point of what is drawn, with its look; x and y from the lower left corner."""

Layers: TypeAlias = list[str]
"""Pieces of SVG, the lowest first."""

Floats: TypeAlias = npt.NDArray[np.float64]

GRAIN = 1
"""Digits after the point of a pixel: finer than any eye, and half the file."""

KEY_FONT, KEY_LINE, KEY_GLYPH = 12, 20, 24
"""Of the key under a map, in pixels."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece of paper so many pixels wide, with the part of the ground that it shows."""

    frame: Frame
    width: int

    @property
    def scale(self) -> float:
        """Pixels a kilometre."""
        return self.width / self.frame.width

    @property
    def height(self) -> int:
        """In pixels, by the shape of the ground."""
        return round(self.scale * self.frame.height)

    @property
    def paper(self) -> Pixel:
        """Width and height."""
        return float(self.width), float(self.height)

    def at(self, point: Point) -> Pixel:
        """Where a point of the ground lies on the paper, from its lower left corner."""
        return (
            round((point[0] - self.frame.left) * self.scale, GRAIN),
            round((point[1] - self.frame.bottom) * self.scale, GRAIN),
        )

    def down(self, pixel: Pixel) -> Pixel:
        """The same pixel counted from the upper left corner, as a screen counts."""
        return pixel[0], round(self.height - pixel[1], GRAIN)

    def way(self, line: Ring) -> list[Pixel]:
        """A line of the ground as a screen counts."""
        return [self.down(self.at(point)) for point in line]

    def finished(self, layers: Layers, title: str = "") -> Plate:
        """Layers as one panel of the paper's size."""
        return Plate(self.width, self.height, "".join(layers), title, is_paper=True)


@dataclass(frozen=True, slots=True)
class Plate:
    """A drawing to be put beside others."""

    width: int
    height: int
    inside: str
    title: str = ""
    is_paper: bool = False
    """Whether it is white and what leads over its edge is cut."""


def areas(sheet: Sheet, rings: Iterable[Ring], fill: str, stroke: str = "white") -> Layers:
    """Filled areas with a border; each ring closes itself."""
    ways = [sheet.way(ring) for ring in rings]
    return [path(ways, True, fill=fill, stroke=stroke, stroke_width=1)] if ways else []


def strokes(sheet: Sheet, lines: Iterable[Ring], **look: Any) -> Layers:
    """Lines that all look alike."""
    ways = [sheet.way(line) for line in lines]
    return [path(ways, False, **{"fill": "none", **look})] if ways else []


def symbols(sheet: Sheet, rows: Sequence[Mark], shape: str, **look: Any) -> Layers:
    """Marks at points, of their own sizes and angles where the rows have them."""
    drawn = (
        symbol(shape, sheet.down((row["x"], row["y"])), row.get("size", 30), row.get("angle", 0))
        for row in rows
    )
    inside = "".join(drawn)
    return [f"<g{look_of(look)}>{inside}</g>"] if inside else []


ANCHORS = {"left": "start", "center": "middle", "right": "end"}


def names(sheet: Sheet, labels: Sequence[Label], color: str = INK) -> Layers:
    """Names with a white halo, so that lines under them do not hide them."""
    layers = leaders(sheet, labels)
    for label in labels:
        x, y = sheet.down(label.at)
        layers.append(halo_at(x, y, label.text, label.font, color, ANCHORS[label.align]))
    return layers


def leaders(sheet: Sheet, labels: Sequence[Label]) -> Layers:
    """Thin lines to the names that stand off."""
    ends = [label.leader for label in labels if label.leader is not None]
    ways = [[sheet.down(one) for one in pair] for pair in ends]
    return [path(ways, False, fill="none", stroke=INK, stroke_width=0.7)] if ways else []


def bearing(heading: Point) -> float:
    """Degrees to the right of north in which a heading points.

    >>> bearing((0.0, 1.0)), bearing((1.0, 0.0))
    (0.0, 90.0)
    """
    return round(math.degrees(math.atan2(heading[0], heading[1])), 1)


def rooms(sheet: Sheet, ring: Ring, step: float = 16.0, least: float = 8.0) -> list[Pixel]:
    """Points in a ring and on the paper, the farthest from its border first.

    Looked for on a grid of `step` pixels; none is nearer to the border than `least`.
    """
    border = np.array([sheet.at(point) for point in dense(ring)])
    grid = np.meshgrid(np.arange(step / 2, sheet.width, step), np.arange(least, sheet.height, step))
    points = np.stack(grid, axis=-1).reshape(-1, 2)
    points = points[inside(points, border)]
    if not len(points):
        return []
    away = np.hypot(*(points[:, None, :] - border[None, :, :]).transpose(2, 0, 1)).min(axis=1)
    order = np.argsort(-away, kind="stable")
    return [(float(x), float(y)) for x, y in points[order[away[order] >= least]]]


def inside(points: Floats, ring: Floats) -> npt.NDArray[np.bool_]:
    """Which of some points lie in a ring: bool[point], from float64[point, 2], float64[corner, 2].

    As `map_ground.is_inside`, for many points at once.
    """
    one, other = ring, np.roll(ring, -1, axis=0)
    x, y = points[:, 0, None], points[:, 1, None]
    spans = (one[:, 1] > y) != (other[:, 1] > y)
    rise = np.where(other[:, 1] == one[:, 1], 1.0, other[:, 1] - one[:, 1])
    crossing = one[:, 0] + (y - one[:, 1]) * (other[:, 0] - one[:, 0]) / rise
    count = np.count_nonzero(spans & (x < crossing), axis=1)
    odd: npt.NDArray[np.bool_] = count % 2 == 1
    return odd


def dense(ring: Ring, parts: int = 6) -> Ring:
    """A ring with points between its points."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return tuple(
        (x1 + n / parts * (x2 - x1), y1 + n / parts * (y2 - y1))
        for (x1, y1), (x2, y2) in pairs
        for n in range(parts)
    )


@dataclass(frozen=True, slots=True)
class KeyItem:
    """One entry of a key: how it is drawn, and what it means. `mark` is line, area or point."""

    text: str
    mark: str
    look: Mark


def key_plate(items: Sequence[KeyItem], width: int) -> Plate:
    """The key of a map: marks with their meanings, in as many lines as they need."""
    places, lines = laid_out(items, width)
    parts = []
    for item, (left, line) in zip(items, places, strict=True):
        middle = line * KEY_LINE + KEY_LINE / 2
        at = left + KEY_GLYPH + 5, middle + 0.35 * KEY_FONT
        parts += [_glyph(item, left, middle), words_at(*at, item.text, KEY_FONT)]
    return Plate(width, lines * KEY_LINE, "".join(parts))


def laid_out(items: Sequence[KeyItem], width: int) -> tuple[list[tuple[float, int]], int]:
    """Where each entry of a key begins, and in which line; and how many lines there are."""
    places: list[tuple[float, int]] = []
    left, line = 0.0, 0
    for item in items:
        wide = KEY_GLYPH + 5 + CHAR * KEY_FONT * len(item.text)
        if left and left + wide > width:
            left, line = 0.0, line + 1
        places.append((left, line))
        left += wide + 16
    return places, line + 1


def _glyph(item: KeyItem, left: float, middle: float) -> str:
    if item.mark == "line":
        ends = [(left, middle), (left + KEY_GLYPH, middle)]
        return path([ends], False, **{"fill": "none", **item.look})
    look = dict(item.look)
    drawn = symbol(look.pop("shape"), (left + KEY_GLYPH / 2, middle), look.pop("size"))
    return f"<g{look_of(look)}>{drawn}</g>"
