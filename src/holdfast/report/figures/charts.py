"""Figures of a single date: the outcomes, the fronts by axis, help."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from holdfast.analysis import words
from holdfast.analysis.curves import curve_days
from holdfast.analysis.paired import Estimate, Quantiles
from holdfast.report.figures.drawing import (
    BLUE,
    DAY_TICKS,
    FEW_TICKS,
    GREEN,
    GRID,
    INK,
    NARROW,
    PALE,
    SIZES,
    SKY,
    WIDE,
    Figure,
    Size,
    spread_out,
    wrapped,
)
from holdfast.report.figures.pen import area, bold, box, halo_at, line, lines_at, sheet, words_at
from holdfast.report.figures.scales import Days, Plain, ticks_between
from holdfast.schema.constant import HORIZON_DAYS

PANEL_HEIGHT = 190
"""Of a front's panel, in CSS pixels."""

LAST_DAYS = (30, 60, 90, 180, 365, 1095)
"""Where the axis of a figure of days may end before the horizon."""

LEAST_GOING_ON = 0.05
"""Share of campaigns still going on below which no front is drawn. grade: judgement"""


@dataclass(frozen=True, slots=True)
class AxisView:
    """What is drawn of an axis: its length, and the places on it by their distance."""

    name: str
    length_km: float
    places: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class HelpView:
    """When one power's help comes, among the campaigns in which it does."""

    name: str
    comes: float
    days: Quantiles


def outcome_figure(shares: Mapping[str, Estimate], meanings: Mapping[str, str]) -> Figure:
    """A bar an outcome, with its interval and its range across futures."""
    title = "How it ends, given the attack"
    drawn = {size.name: _outcomes(shares, meanings, size, title) for size in SIZES}
    return Figure("outcomes", title, drawn)


BAR, LABELS, FOOT = 16, 292, 40
"""Height of a bar, room for labels at its left on wide paper, room for the axis, in pixels."""


def _outcomes(
    shares: Mapping[str, Estimate], meanings: Mapping[str, str], size: Size, title: str
) -> str:
    """The bars; on narrow paper each stands below its label."""
    top = max(max(ends) for ends in map(_ends, shares.values()))
    is_wide = size is WIDE
    step, left = (46, float(LABELS)) if is_wide else (58, 16.0)
    scale = Plain(left, size.width - 24.0, 0.0, min(1.0, top * 1.18))
    foot = step * len(shares) + 4.0
    parts = []
    for tick in ticks_between(0.0, scale.high, 4):
        x = scale.at(tick)
        parts.append(line([(x, 0), (x, foot)], GRID, 1))
        parts.append(words_at(x, foot + 15, words.percent(tick), size.font - 2, INK, "middle"))
    parts.append(words_at((left + size.width) / 2, foot + 32, "share of campaigns", size.font - 1,
                          INK, "middle"))  # fmt: skip
    for n, (key, found) in enumerate(shares.items()):
        bar = n * step + (14.0 if is_wide else 24.0)
        at = (LABELS - 10.0, bar + BAR / 2) if is_wide else (left, bar - 10.0)
        label = wrapped(meanings[key], 44 if is_wide else 60)
        parts += lines_at(at, label.split("|"), size.font, "end" if is_wide else "start")
        parts += _bar(found, scale, bar, size)
    return sheet(parts, size, foot + FOOT, title)


def _bar(found: Estimate, scale: Plain, top: float, size: Size) -> Iterator[str]:
    """The share, its interval of Monte Carlo error across it, its range across futures below."""
    low, high, p10, p90 = _ends(found)
    start, middle = scale.at(0.0), top + BAR / 2
    yield box(start, top, scale.at(found.p) - start, BAR, SKY)
    yield line([(scale.at(low), middle), (scale.at(high), middle)], INK, 2)
    if p90 > p10:
        below = top + BAR + 6
        yield line([(scale.at(p10), below), (scale.at(p90), below)], PALE, 4)
    after = scale.at(max(found.p, high)) + 6
    yield bold(words_at(after, middle + 5, words.percent(found.p), size.font))


def _ends(found: Estimate) -> tuple[float, float, float, float]:
    """Interval and range of a share; where they are not known, the share itself."""
    across = found.across_futures or Quantiles(None, None, None)
    ends = found.low, found.high, across.p10, across.p90
    low, high, p10, p90 = (found.p if one is None else one for one in ends)
    return low, high, p10, p90


def front_figure(fronts: pd.DataFrame, axes: Sequence[AxisView], campaigns: int) -> Figure | None:
    """Where the fronts stand by axis and day; None where nothing went on for long enough."""
    drawn = fronts[fronts["going_on"] >= LEAST_GOING_ON * campaigns]
    last = max(HORIZON_DAYS, int(drawn["day"].max())) if len(drawn) else HORIZON_DAYS
    drawn = drawn[drawn["day"].isin(curve_days(last))]
    if drawn["day"].nunique() < 2:
        return None
    title = "Where the fronts stand"
    return Figure("fronts", title, {size.name: _fronts(drawn, axes, size, title) for size in SIZES})


SHARES = 52
"""Room for kilometres at the left of a panel."""


def _fronts(fronts: pd.DataFrame, axes: Sequence[AxisView], size: Size, title: str) -> str:
    columns = min(size.columns, len(axes))
    width = size.width / columns
    last = float(fronts["day"].max())
    step = PANEL_HEIGHT + 58
    parts: list[str] = []
    for n, axis in enumerate(axes):
        row, column = divmod(n, columns)
        days = Days(column * width + SHARES, width - SHARES - 14, last)
        here = fronts[fronts["axis"] == axis.name]
        parts += _front(here, axis, days, row * step + 24.0, size)
    return sheet(parts, size, step * math.ceil(len(axes) / columns), title)


def _front(
    rows: pd.DataFrame, axis: AxisView, days: Days, top: float, size: Size
) -> Iterator[str]:  # fmt: skip
    """One panel: the band, the middle, the places; its title says how much of the way it shows."""
    reach = reach_of(axis, float(rows["p90"].max()) * axis.length_km if len(rows) else 0.0)
    foot = top + PANEL_HEIGHT
    km = Plain(foot, top, 0.0, reach)
    whole = f"{axis.length_km:.0f} km"
    shown = whole if reach >= axis.length_km else f"{reach:.0f} of {whole}"
    yield bold(words_at(days.left - SHARES + 6, top - 9, f"{axis.name}, {shown}", size.font))
    yield from days.grid(FEW_TICKS, (top, foot), size)
    for tick in ticks_between(0.0, reach, 4):
        yield line([(days.left, km.at(tick)), (days.left + days.width, km.at(tick))], GRID, 1)
        yield words_at(days.left - 5, km.at(tick) + 4, f"{tick:g} km", size.font - 2, INK, "end")
    points = {
        name: [(days.at(day), km.at(share * axis.length_km))
               for day, share in zip(rows["day"], rows[name], strict=True)]
        for name in ("p10", "p50", "p90")
    }  # fmt: skip
    yield area([*points["p10"], *reversed(points["p90"])], SKY, 0.35)
    yield line(points["p50"], BLUE, 2.5)
    yield from _places(axis, days, km, size)


def reach_of(axis: AxisView, furthest: float) -> float:
    """How far along an axis a panel goes: to the first place beyond the fronts.

    >>> reach_of(AxisView("a", 200.0, (("x", 50.0), ("y", 200.0))), 30.0)
    50.0
    """
    beyond = [km for _, km in axis.places if km >= furthest]
    return min([*beyond, axis.length_km])


def _places(axis: AxisView, days: Days, km: Plain, size: Size) -> Iterator[str]:
    """A rule at each place, and its name above it, moved apart where names would overlap.

    Names stand at the left, where the fronts are still near the frontier.
    """
    font = size.font - 2
    near = [(name, at) for name, at in axis.places if at <= km.high]
    wanted = [km.start - km.at(at) + 3 + font / 2 for _, at in near]
    moved = spread_out(wanted, font + 2, PANEL_HEIGHT - font / 2 - 2)
    for _, at in near:
        yield line([(days.left, km.at(at)), (days.left + days.width, km.at(at))], PALE, 1, "4 3")
    for (name, _), up in zip(near, moved, strict=True):
        yield halo_at(days.left + 4, km.start - up, name, font)


def help_figure(helps: Sequence[HelpView], horizon: float) -> Figure | None:
    """When help comes, where it comes, by power; None where no help is named."""
    shown = [view for view in helps if view.days.p50 is not None]
    if not shown:
        return None
    title = "When help comes, where it comes"
    return Figure("help", title, {size.name: _help(shown, horizon, size, title) for size in SIZES})


def _help(helps: Sequence[HelpView], horizon: float, size: Size, title: str) -> str:
    latest = max(view.days.p90 or horizon for view in helps)
    last = next((tick for tick in LAST_DAYS if tick >= latest), horizon)
    room = 240.0 if size is WIDE else 150.0
    days = Days(room, size.width - room - 20, float(last))
    step, foot = 54.0, 54.0 * len(helps)
    parts = [*days.grid(FEW_TICKS if size is NARROW else DAY_TICKS, (0, foot), size)]
    parts.append(words_at(room + days.width / 2, foot + 32, "day on which it is there",
                          size.font - 1, INK, "middle"))  # fmt: skip
    for n, view in enumerate(helps):
        middle = n * step + step / 2 + 6
        named = f"{wrapped(view.name, size.label_chars - 6)}|comes in {words.percent(view.comes)}"
        parts += lines_at((room - 10, middle), named.split("|"), size.font - 1, "end")
        ends = view.days.p10, view.days.p50, view.days.p90 or horizon
        low, at, high = (days.at(day or 1.0) for day in ends)
        parts.append(f'<g opacity="0.35">{line([(low, middle), (high, middle)], GREEN, 7)}</g>')
        parts.append(f'<circle cx="{at:.1f}" cy="{middle:.1f}" r="5.2" fill="{GREEN}"/>')
        parts.append(words_at(at, middle - 10, f"day {words.day(view.days.p50)}", size.font,
                              INK, "middle"))  # fmt: skip
    return sheet(parts, size, foot + FOOT, title)
