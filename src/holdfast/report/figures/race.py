"""The race by day, a panel a date: collapse with help and without, and relief."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdfast.analysis import words
from holdfast.analysis.curves import Curve
from holdfast.report.figures.drawing import (
    BLUE,
    FEW_TICKS,
    GREEN,
    GRID,
    INK,
    SIZES,
    VERMILION,
    WIDE,
    Figure,
    Size,
    spread_out,
)
from holdfast.report.figures.pen import area, bold, line, sheet, words_at

LOOKS = {
    "collapsed, without help": (VERMILION, "6 3", "lost, alone"),
    "collapsed, with help": (BLUE, "", "lost, with help"),
    "effective relief": (GREEN, "2 2", "relief"),
}
"""Colour, dashes and short name of each line."""

FILLED = "collapsed, with help"
TITLE = "The race: collapse against relief, by day"
GAP, TOP, BOTTOM = 26, 22, 24
TALL, LOW = 250, 150
"""Height of a panel alone, and of one among several, in CSS pixels."""

LEFT, RIGHT = 42, 104
"""Room for shares at the left, for the names of lines at the right of the last panel."""


@dataclass(frozen=True, slots=True)
class Panel:
    """Where one date is drawn, and up to which day."""

    left: float
    top: float
    width: float
    height: float
    last: float

    def at(self, day: float, share: float) -> tuple[float, float]:
        """A day and a share on the sheet: the first weeks have room."""
        along = (math.sqrt(day) - 1) / (math.sqrt(self.last) - 1)
        return self.left + along * self.width, self.top + (1 - share) * self.height


def race_figure(dates: Sequence[tuple[str, Sequence[Curve]]]) -> Figure:
    """A panel a date, each with its name and its curves."""
    return Figure("race", TITLE, {size.name: _race(dates, size) for size in SIZES})


def _race(dates: Sequence[tuple[str, Sequence[Curve]]], size: Size) -> str:
    columns = min(len(dates), 2 if size is WIDE else 1)
    height = TALL if len(dates) == 1 else LOW
    room = size.width - LEFT - RIGHT - (columns - 1) * GAP
    parts: list[str] = []
    for n, (name, curves) in enumerate(dates):
        row, column = divmod(n, columns)
        left = LEFT + column * (room / columns + GAP)
        top = TOP + row * (height + TOP + BOTTOM + 8)
        panel = Panel(left, top, room / columns, height, float(curves[0].days[-1]))
        is_last = column == columns - 1 or n == len(dates) - 1
        parts += _frame(panel, name if len(dates) > 1 else "", column == 0, size)
        parts += _curves(panel, curves)
        parts += _names(panel, curves, size) if is_last else ()
    rows = math.ceil(len(dates) / columns)
    return sheet(parts, size, rows * (height + TOP + BOTTOM + 8), TITLE)


def _frame(panel: Panel, name: str, has_shares: bool, size: Size) -> Iterator[str]:
    """Grid, days, shares and the name of a panel."""
    small = size.font - 2
    yield bold(words_at(panel.left, panel.top - 8, name, size.font - (size is not WIDE)))
    for share in (0.0, 0.5, 1.0):
        yield line([panel.at(1, share), panel.at(panel.last, share)], GRID, 1)
        if has_shares:
            x, y = panel.at(1, share)
            yield words_at(x - 5, y + 4, words.percent(share), small, INK, "end")
    ticks = [day for day in FEW_TICKS if day <= panel.last]
    for day in ticks:
        x, y = panel.at(day, 0)
        yield line([(x, y), (x, panel.top)], GRID, 1)
        yield words_at(x, y + 15, f"{'day ' if day == 1 else ''}{day}", small, INK, "middle")


def _curves(panel: Panel, curves: Sequence[Curve]) -> Iterator[str]:
    for curve in curves:
        if curve.name == FILLED:
            yield from _band(panel, curve)
    for curve in curves:
        colour, dash, _ = LOOKS[curve.name]
        points = [panel.at(day, p) for day, p in zip(curve.days, curve.p, strict=True)]
        yield line(points, colour, 2.3, dash)


def _band(panel: Panel, curve: Curve) -> Iterator[str]:
    """Eight futures of ten, chance taken out; nothing where that is not known."""
    every = zip(curve.days, curve.low, curve.high, strict=True)
    known = [(day, low, high) for day, low, high in every if low is not None and high is not None]
    if known:
        lower = [panel.at(day, low) for day, low, _ in known]
        upper = [panel.at(day, high) for day, _, high in reversed(known)]
        yield area([*lower, *upper], LOOKS[curve.name][0], 0.14)


def _names(panel: Panel, curves: Sequence[Curve], size: Size) -> Iterator[str]:
    """The name of each line at its end, moved apart where they would overlap."""
    font = size.font - 1
    ends = [panel.height * curve.p[-1] for curve in curves]
    for curve, up in zip(curves, spread_out(ends, font + 3, panel.height), strict=True):
        colour, _, name = LOOKS[curve.name]
        x, y = panel.left + panel.width + 6, panel.top + panel.height - up + 4
        yield bold(words_at(x, y, name, font, colour))
