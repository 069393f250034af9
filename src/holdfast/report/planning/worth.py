"""Figures of what money and levers are worth: cost against gain, levers with their intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdfast.analysis.cells import POINTS, exact
from holdfast.analysis.levers import Lever
from holdfast.analysis.paired import Difference
from holdfast.analysis.planning import Planning
from holdfast.report.figures.drawing import (
    BLUE,
    GRID,
    INK,
    PALE,
    SIZES,
    WIDE,
    Figure,
    Size,
    broken,
    spread_out,
)
from holdfast.report.figures.pen import (
    bold,
    halo_at,
    line,
    lines_at,
    mark,
    sheet,
    width_of,
    words_at,
)
from holdfast.report.figures.scales import Plain, ticks_between

TALL, TOP, FOOT = 250, 26, 44
"""Of a panel of cost against gain: height, room above, room for the axis, in CSS pixels."""

LEFT, BETWEEN = 46, 30
"""Room for numbers at the left of a panel, and between panels."""

STEP, NARROW_STEP, NAMES, VALUES = 26, 42, 176, 44
"""From one lever to the next, room for their names on wide paper, for numbers at the right."""


# ---------------------------------------------------------------- cost against gain
@dataclass(frozen=True, slots=True)
class Priced:
    """A plan by what it costs and gives."""

    name: str
    cost: float
    gain: float
    is_best: bool
    """Whether none costs as little and gives as much."""


def front_figure(planning: Planning) -> Figure | None:
    """Cost against standing and against days; None where nothing is priced."""
    if not any(one.cost is not None for one in planning.plans):
        return None
    title = "What money buys: cost against standing, and against days held"
    return Figure("front", title, {size.name: _fronts(planning, size, title) for size in SIZES})


def priced(planning: Planning, key: str) -> list[Priced]:
    """Every plan that has a price, by what it gives: `stands` in points, or `days_held`."""
    best = planning.fronts()[key]
    return [
        Priced(one.name, one.cost, _gain(planning, one.name, key), one.name in best)
        for one in planning.plans
        if one.cost is not None
    ]


def _gain(planning: Planning, name: str, key: str) -> float:
    if key == "stands":
        return planning.average(name) * POINTS
    return planning.days(name) or 0.0


def _fronts(planning: Planning, size: Size, title: str) -> str:
    heads = {"stands": "points that stand", "days_held": "days held"}
    columns = len(heads) if size is WIDE else 1
    width = (size.width - BETWEEN * (columns - 1)) / columns
    tall = TOP + TALL + FOOT
    named = frozenset((planning.base, *planning.choice.plans[:3]))
    money = f"spent by the attack, {planning.money or 'million'}"
    parts: list[str] = []
    for n, (key, head) in enumerate(heads.items()):
        row, column = divmod(n, columns)
        left, top = column * (width + BETWEEN), row * tall + TOP
        points = priced(planning, key)
        across = Plain(left + LEFT, left + width - 10, *ends([one.cost for one in points]))
        up = Plain(top + TALL, top, *ends([one.gain for one in points]))
        parts.append(bold(words_at(left, top - 10, head, size.font - 1)))
        parts += _grid(across, up, size)
        parts.append(words_at((across.start + across.end) / 2, top + TALL + 32, money,
                              size.font - 2, INK, "middle"))  # fmt: skip
        parts += _points(points, across, up)
        parts += _named([one for one in points if one.name in named], across, up, size)
    return sheet(parts, size, tall * (len(heads) // columns), title)


def ends(values: Sequence[float]) -> tuple[float, float]:
    """From the least to the most, and a little more; never from a number to itself.

    >>> ends([1.0, 11.0]), ends([3.0])
    ((0.2, 11.8), (2.92, 3.08))
    """
    low, high = min(values), max(values)
    room = 0.08 * max(high - low, 1.0)
    return round(low - room, 6), round(high + room, 6)


def _grid(across: Plain, up: Plain, size: Size) -> Iterator[str]:
    for tick in ticks_between(up.low, up.high, 5):
        y = up.at(tick)
        yield line([(across.start, y), (across.end, y)], GRID, 1)
        yield words_at(across.start - 6, y + 4, f"{tick:g}", size.font - 2, INK, "end")
    for tick in ticks_between(across.low, across.high, 4):
        x = across.at(tick)
        yield line([(x, up.start), (x, up.end)], GRID, 1)
        said = f"{tick:,.0f}" if tick.is_integer() else f"{tick:g}"
        yield words_at(x, up.start + 15, said, size.font - 2, INK, "middle")


def _points(points: Sequence[Priced], across: Plain, up: Plain) -> Iterator[str]:
    """Every plan as a dot; a stair through those that nothing beats at their price."""
    best = sorted((one for one in points if one.is_best), key=lambda one: one.cost)
    stair: list[tuple[float, float]] = []
    for one in best:
        x, y = across.at(one.cost), up.at(one.gain)
        stair += [(x, stair[-1][1]), (x, y)] if stair else [(x, y)]
    if len(best) > 1:
        yield line(stair, BLUE, 2)
    for one in sorted(points, key=lambda one: one.is_best):
        x, y = across.at(one.cost), up.at(one.gain)
        dot = mark(x, y, 5 if one.is_best else 3.5, BLUE if one.is_best else PALE)
        said = f"<title>{one.name}: {one.cost:,.0f}, {one.gain:.1f}</title>"
        yield dot.replace("/>", f">{said}</circle>")


def _named(points: Sequence[Priced], across: Plain, up: Plain, size: Size) -> Iterator[str]:
    """Names beside their dots, moved apart where they would overlap.

    At the left where there is room: above the stair nothing else is drawn.
    """
    font = size.font - 1
    heights = [up.start - up.at(one.gain) + 9 for one in points]
    for one, height in zip(points, spread_out(heights, font + 3, TALL - 6), strict=True):
        x = across.at(one.cost)
        is_left = x - 8 - width_of(one.name, font) > across.start
        yield halo_at(x - 8 if is_left else x + 8, up.start - height, one.name, font, INK,
                      "end" if is_left else "start")  # fmt: skip


# ---------------------------------------------------------------- levers
def lever_figure(planning: Planning) -> Figure | None:
    """Points and days of each lever with intervals; None where there are no levers."""
    if not planning.levers:
        return None
    title = f"What each lever is worth, put to {planning.base}"
    return Figure(
        "levers", title, {size.name: _levers(planning.levers, size, title) for size in SIZES}
    )


def _levers(levers: Sequence[Lever], size: Size, title: str) -> str:
    """A panel a measure; on narrow paper each lever is named above its line."""
    is_wide = size is WIDE
    step, left = (STEP, float(NAMES)) if is_wide else (NARROW_STEP, 6.0)
    told = {
        "points that stand": [one.points.whole for one in levers],
        "days held": [one.days.whole for one in levers],
    }
    columns = len(told) if is_wide else 1
    width = (size.width - left - BETWEEN * (columns - 1)) / columns
    tall = TOP + step * len(levers) + 30
    parts: list[str] = []
    for n, (head, found) in enumerate(told.items()):
        row, column = divmod(n, columns)
        start, top = left + column * (width + BETWEEN), row * tall + TOP
        scale = Plain(start, start + width - VALUES, *reach(found))
        parts.append(bold(words_at(start, top - 10, head, size.font - 1)))
        parts += _zeroed(scale, (top - 2, top + step * len(levers)), size)
        for m, (lever, one) in enumerate(zip(levers, found, strict=True)):
            y = top + step * m + (step / 2 if is_wide else 28)
            if not is_wide:
                parts.append(halo_at(start, y - 16, lever.name, size.font - 1))
            elif column == 0:
                chars = int((left - 12) / width_of("m", size.font - 2))
                parts += lines_at((left - 10, y), broken(lever.name, chars), size.font - 2, "end")
            parts += _lever(one, scale, y, f"{lever.title}: {exact(one.d)}", size)
    return sheet(parts, size, tall * (len(told) // columns), title)


def reach(found: Sequence[Difference]) -> tuple[float, float]:
    """From the least to the most that any interval reaches, nothing among them."""
    every = [0.0]
    for one in found:
        every += [one.d, *(end for end in (one.low, one.high) if end is not None)]
    return ends(every)


def _zeroed(scale: Plain, frame: tuple[float, float], size: Size) -> Iterator[str]:
    top, foot = frame
    for tick in ticks_between(scale.low, scale.high, 4):
        x = scale.at(tick)
        yield line([(x, top), (x, foot)], INK if tick == 0 else GRID, 1)
        said = f"{tick:+g}".replace("-", "−") if tick else "0"
        yield words_at(x, foot + 15, said, size.font - 2, INK, "middle")


def _lever(one: Difference, scale: Plain, y: float, said: str, size: Size) -> Iterator[str]:
    """The interval, the middle on it, the number at its right; grey where it holds zero."""
    colour = BLUE if one.is_real else PALE
    low, high = (scale.at(one.d if end is None else end) for end in (one.low, one.high))
    yield line([(low, y), (high, y)], colour, 3)
    dot = mark(scale.at(one.d), y, 4.5, colour)
    yield dot.replace(
        "/>", f"><title>{said.replace('&', '&amp;').replace('<', '&lt;')}</title></circle>"
    )
    after = max(high, scale.at(0.0), scale.at(one.d)) + 7
    yield halo_at(after, y, exact(one.d), size.font - 1)
