"""Paper for a map: kilometres to pixels, and the marks that maps are made of.

Every layer is drawn in pixels of its sheet, so that type and lines have the size they should.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import altair as alt
import numpy as np
import numpy.typing as npt

from holdfast.experiment.ground_map import Frame, Point, Ring
from holdfast.report.figures.drawing import INK, Chart, rows_of, spec_of
from holdfast.report.maps.labels import CHAR, Label, Pixel

Mark: TypeAlias = dict[str, Any]
"""One row of what is drawn: a point with its look."""

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
        """Where a point of the ground lies on the paper."""
        return (
            round((point[0] - self.frame.left) * self.scale, GRAIN),
            round((point[1] - self.frame.bottom) * self.scale, GRAIN),
        )

    def x(self) -> alt.X:
        """From the left edge of the paper."""
        return alt.X("x:Q", scale=alt.Scale(domain=[0, self.width], nice=False), axis=None)

    def y(self) -> alt.Y:
        """From the lower edge of the paper."""
        return alt.Y("y:Q", scale=alt.Scale(domain=[0, self.height], nice=False), axis=None)

    def base(self, rows: Iterable[Mark]) -> Chart:
        """Rows with x and y in pixels, ready for a mark."""
        return alt.Chart(rows_of(rows)).encode(self.x(), self.y())

    def finished(self, layers: Sequence[Chart]) -> Chart:
        """Layers as one chart of the paper's size, as plain data."""
        return {"layer": [*map(spec_of, layers)], "width": self.width, "height": self.height}


def line_rows(sheet: Sheet, lines: Iterable[tuple[Ring, Mark]]) -> list[Mark]:
    """Lines as rows: each knows its line and its turn in it, and what is said of the whole."""
    rows = []
    for number, (line, said) in enumerate(lines):
        for turn, point in enumerate(line):
            x, y = sheet.at(point)
            rows.append({"x": x, "y": y, "line": number, "turn": turn, **said})
    return rows


def areas(sheet: Sheet, rings: Iterable[Ring], fill: str, stroke: str = "white") -> list[Chart]:
    """Filled areas with a border; each ring closes itself."""
    rows = line_rows(sheet, ((ring, {}) for ring in rings))
    if not rows:
        return []
    mark = sheet.base(rows).mark_line(
        interpolate="linear-closed", fill=fill, stroke=stroke, strokeWidth=1, clip=True
    )
    return [mark.encode(detail="line:N", order="turn:Q")]


def strokes(sheet: Sheet, lines: Iterable[Ring], **look: Any) -> list[Chart]:
    """Lines that all look alike."""
    rows = line_rows(sheet, ((line, {}) for line in lines))
    if not rows:
        return []
    mark = sheet.base(rows).mark_line(clip=True, **look)
    return [mark.encode(detail="line:N", order="turn:Q")]


def symbols(sheet: Sheet, rows: list[Mark], **look: Any) -> list[Chart]:
    """Marks at points, of their own sizes and angles where the rows have them."""
    if not rows:
        return []
    own: Mark = {
        name: channel(f"{name}:Q", scale=None)
        for name, channel in (("size", alt.Size), ("angle", alt.Angle))
        if name in rows[0]
    }
    return [sheet.base(rows).mark_point(clip=True, opacity=1, **look).encode(**own)]


def names(sheet: Sheet, labels: Sequence[Label], **look: Any) -> list[Chart]:
    """Names with a white halo, so that lines under them do not hide them."""
    layers = leaders(sheet, labels)
    for align in ("left", "center", "right"):
        rows = [
            {"x": label.at[0], "y": label.at[1], "text": label.text, "font": label.font}
            for label in labels
            if label.align == align
        ]
        if rows:
            said: Mark = {
                "text": "text:N", "size": alt.Size("font:Q", scale=None)
            }  # fmt: skip
            base = sheet.base(rows)
            look = {"color": INK, **look}
            halo = {
                **look,
                "color": "white",
                "stroke": "white",
                "strokeWidth": 3,
                "strokeJoin": "round",
            }
            mark = {"align": align, "baseline": "middle"}
            layers += [base.mark_text(**mark, **one).encode(**said) for one in (halo, look)]
    return layers


def leaders(sheet: Sheet, labels: Sequence[Label]) -> list[Chart]:
    """Thin lines to the names that stand off."""
    drawn = [label.leader for label in labels if label.leader is not None]
    rows = [{"x": x, "y": y, "line": number} for number, ends in enumerate(drawn) for x, y in ends]
    if not rows:
        return []
    return [sheet.base(rows).mark_line(stroke=INK, strokeWidth=0.7).encode(detail="line:N")]


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


def key_chart(items: Sequence[KeyItem], width: int) -> Chart:
    """The key of a map: marks with their meanings, in as many lines as they need."""
    places, lines = laid_out(items, width)
    height = lines * KEY_LINE
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, width], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    layers = []
    for item, (left, line) in zip(items, places, strict=True):
        middle = line * KEY_LINE + KEY_LINE / 2
        layers.append(_glyph(item, left, middle).encode(x, y))
    texts = [
        {"x": left + KEY_GLYPH + 5, "y": line * KEY_LINE + KEY_LINE / 2, "text": item.text}
        for item, (left, line) in zip(items, places, strict=True)
    ]
    words = alt.Chart(rows_of(texts)).mark_text(
        align="left", baseline="middle", fontSize=KEY_FONT, color=INK
    )
    layers.append(words.encode(x, y, alt.Text("text:N")))
    return {"layer": [*map(spec_of, layers)], "width": width, "height": height}


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


def _glyph(item: KeyItem, left: float, middle: float) -> Chart:
    ends = [{"x": left, "y": middle}, {"x": left + KEY_GLYPH, "y": middle}]
    if item.mark == "line":
        return alt.Chart(rows_of(ends)).mark_line(**item.look)
    return alt.Chart(rows_of([{"x": left + KEY_GLYPH / 2, "y": middle}])).mark_point(
        **{"opacity": 1, **item.look}
    )
