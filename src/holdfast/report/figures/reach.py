"""Arrivals by day, with the band in which eight futures of ten lie."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from holdfast.analysis.paired import Quantiles
from holdfast.analysis.reach import ReachAnswer
from holdfast.report.figures.drawing import (
    BLUE,
    GREEN,
    GRID,
    INK,
    SIZES,
    SKY,
    VERMILION,
    Figure,
    Size,
    spread_out,
)
from holdfast.report.figures.pen import area, bold, line, sheet, width_of, words_at
from holdfast.report.figures.scales import Plain, ticks_between

HEIGHT = 320
LEFT, TOP, BOTTOM = 56, 24, 46
COLOURS = (BLUE, VERMILION, GREEN, SKY)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Scales of the drawing, and the room that is left for names at the right."""

    days: Plain
    units: Plain

    def way(self, curve: Sequence[Quantiles], name: str) -> list[tuple[float, float]]:
        """One quantile by day; a day without a number has none yet."""
        values = [getattr(one, name) for one in curve]
        return [
            (self.days.at(day), self.units.at(value))
            for day, value in enumerate(values, 1)
            if value is not None
        ]


def arrivals_figure(answer: ReachAnswer) -> Figure:
    """Units that have come by each day, by power."""
    title = f"{answer.unit.capitalize()}s that have arrived, by day"
    return Figure("arrivals", title, {one.name: _arrivals(answer, one, title) for one in SIZES})


def _arrivals(answer: ReachAnswer, size: Size, title: str) -> str:
    scales = _scales(answer.curves, size)
    parts = [*_frame(scales, answer, size)]
    looks = list(zip(answer.curves.items(), COLOURS * len(answer.curves), strict=False))
    for (_, curve), colour in looks:
        lower, upper = scales.way(curve, "p10"), scales.way(curve, "p90")
        parts.append(area([*lower, *reversed(upper)], colour, 0.16))
        parts.append(line(scales.way(curve, "p50"), colour, 2.3))
    parts += _names(scales, looks, size)
    return sheet(parts, size, HEIGHT, title)


def _scales(curves: Mapping[str, Sequence[Quantiles]], size: Size) -> Arrivals:
    last = max((len(curve) for curve in curves.values()), default=2)
    highest = max((one.p90 or 0.0 for curve in curves.values() for one in curve), default=0.0)
    names = max((width_of(who, size.font) for who in curves), default=0.0)
    return Arrivals(
        Plain(LEFT, size.width - names - 14, 1, max(last, 2)),
        Plain(HEIGHT - BOTTOM, TOP, 0.0, max(highest, 1e-9)),
    )


def _frame(scales: Arrivals, answer: ReachAnswer, size: Size) -> Iterator[str]:
    small, days, units = size.font - 2, scales.days, scales.units
    for value in ticks_between(0.0, units.high, 5):
        y = units.at(value)
        yield line([(days.start, y), (days.end, y)], GRID, 1)
        yield words_at(days.start - 5, y + 4, f"{value:,g}", small, INK, "end")
    for day in (one for one in ticks_between(0.0, days.high, 5) if one >= 1):
        x = days.at(day)
        yield line([(x, units.start), (x, units.end)], GRID, 1)
        yield words_at(x, units.start + 15, f"{day:g}", small, INK, "middle")
    yield words_at(4, TOP - 10, f"{answer.unit}s", small)
    below = f"day, from {answer.start.isoformat()}; the band holds eight futures of ten"
    yield words_at(days.start, HEIGHT - 8, below, small)


def _names(
    scales: Arrivals,
    looks: Sequence[tuple[tuple[str, Sequence[Quantiles]], str]],
    size: Size,
) -> Iterator[str]:
    """The name of each line at its end, moved apart where they would overlap."""
    foot = scales.units.start
    ends = [foot - scales.units.at(curve[-1].p50 or 0.0) for (_, curve), _ in looks]
    apart = spread_out(ends, size.font + 3, foot - TOP)
    for ((who, _), colour), up in zip(looks, apart, strict=True):
        yield bold(words_at(scales.days.end + 6, foot - up + 4, who, size.font - 1, colour))
