"""Figures of a single date: the outcomes, the fronts by axis, help."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from holdfast.analysis import words
from holdfast.analysis.curves import curve_days
from holdfast.analysis.paired import Estimate, Quantiles
from holdfast.report.figures.drawing import (
    BLUE,
    DAY_TICKS,
    FEW_TICKS,
    GREEN,
    INK,
    NARROW,
    PALE,
    PERCENT,
    SIZES,
    SKY,
    WIDE,
    Chart,
    Figure,
    Size,
    day_axis,
    day_scale,
    figure,
    label_axis,
    rows_of,
    spread_out,
    wrapped,
)
from holdfast.schema.constant import HORIZON_DAYS

QUANTILE_NAMES = ("p10", "p50", "p90")

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


def outcome_figure(shares: dict[str, Estimate], meanings: dict[str, str]) -> Figure:
    """A bar an outcome, with its interval and its range across futures."""
    title = "How it ends, given the attack"
    charts = {size.name: _outcomes(shares, meanings, size) for size in SIZES}
    return figure("outcomes", title, charts)


def _outcomes(shares: dict[str, Estimate], meanings: dict[str, str], size: Size) -> Chart:
    rows = [_outcome_row(meanings[key], found, size) for key, found in shares.items()]
    top = max(max(row["high"], row["p90"], row["p"]) for row in rows)
    step = 46 if size is WIDE else 58
    y = label_axis([row["label"] for row in rows])
    axis = alt.Axis(labelExpr=PERCENT, title="share of campaigns", tickCount=5)
    x = alt.X("p:Q", scale=alt.Scale(domain=[0, min(1.0, top * 1.18)], nice=False), axis=axis)
    base = alt.Chart(rows_of(rows)).encode(y=y)
    layers = [
        base.mark_bar(height=16, color=SKY).encode(x=x),
        base.mark_rule(strokeWidth=2, color=INK).encode(x=alt.X("low:Q"), x2="high:Q"),
        base.mark_rule(strokeWidth=4, color=PALE, opacity=0.55, yOffset=14).encode(
            x=alt.X("p10:Q"), x2="p90:Q"
        ),
        base.mark_text(align="left", dx=6, fontSize=size.font, fontWeight="bold", color=INK).encode(
            x=alt.X("after:Q"), text="text:N"
        ),
    ]
    label_room = 310 if size is WIDE else 190
    return alt.layer(*layers).properties(width=size.width - label_room, height=step * len(rows))


def _outcome_row(meaning: str, found: Estimate, size: Size) -> dict[str, Any]:
    across = found.across_futures or Quantiles(found.p, found.p, found.p)
    low, high = found.low, found.high
    return {
        "label": wrapped(meaning, size.label_chars),
        "p": found.p,
        "low": found.p if low is None else low,
        "high": found.p if high is None else high,
        "after": max(found.p, found.p if high is None else high),
        "p10": found.p if across.p10 is None else across.p10,
        "p90": found.p if across.p90 is None else across.p90,
        "text": words.percent(found.p),
    }


def front_figure(fronts: pd.DataFrame, axes: Sequence[AxisView], campaigns: int) -> Figure | None:
    """Where the fronts stand by axis and day; None where nothing went on for long enough."""
    drawn = fronts[fronts["going_on"] >= LEAST_GOING_ON * campaigns]
    last = max(HORIZON_DAYS, int(drawn["day"].max())) if len(drawn) else HORIZON_DAYS
    drawn = drawn[drawn["day"].isin(curve_days(last))]
    if drawn["day"].nunique() < 2:
        return None
    title = "Where the fronts stand"
    charts: dict[str, Chart] = {size.name: _fronts(drawn, axes, size) for size in SIZES}
    return figure("fronts", title, charts)


def _fronts(fronts: pd.DataFrame, axes: Sequence[AxisView], size: Size) -> Chart:
    columns = min(size.columns, len(axes))
    width = math.floor(size.width / columns) - 74
    last = float(fronts["day"].max())
    panels = [_front(fronts[fronts["axis"] == axis.name], axis, size, (width, last))
              for axis in axes]  # fmt: skip
    lines = [panels[n : n + columns] for n in range(0, len(panels), columns)]
    return alt.vconcat(*(alt.hconcat(*line, spacing=10) for line in lines), spacing=14)


def _front(rows: pd.DataFrame, axis: AxisView, size: Size, frame: tuple[int, float]) -> Chart:
    width, last = frame
    top = reach_of(axis, float(rows["p90"].max()) * axis.length_km if len(rows) else 0.0)
    km = rows[["day"]].assign(**{q: rows[q] * axis.length_km for q in QUANTILE_NAMES})
    y_axis = alt.Axis(title=None, tickCount=4, labelExpr="datum.label + ' km'", minExtent=52)
    middle = alt.Y("p50:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=y_axis)
    base = alt.Chart(rows_of(km.to_dict("records")))
    x = day_axis(FEW_TICKS, last)
    layers = [
        base.mark_area(color=SKY, opacity=0.35, clip=True).encode(x, alt.Y("p10:Q"), y2="p90:Q"),
        base.mark_line(color=BLUE, strokeWidth=2.5, clip=True).encode(x, middle),
        *_place_layers(axis, size, top),
    ]
    panel = alt.layer(*layers).properties(width=width, height=PANEL_HEIGHT)
    whole = f"{axis.length_km:.0f} km"
    shown = f", {whole}" if top >= axis.length_km else f", {top:.0f} of {whole}"
    return panel.properties(title=f"{axis.name}{shown}")


def reach_of(axis: AxisView, furthest: float) -> float:
    """How far along an axis a panel goes: to the first place beyond the fronts.

    >>> reach_of(AxisView("a", 200.0, (("x", 50.0), ("y", 200.0))), 30.0)
    50.0
    """
    beyond = [km for _, km in axis.places if km >= furthest]
    return min([*beyond, axis.length_km])


def _place_layers(axis: AxisView, size: Size, top: float) -> list[Chart]:
    """A rule at each place, and its name above it, moved apart where names would overlap.

    Names stand at the left, where the fronts are still near the frontier.
    """
    per_km = PANEL_HEIGHT / top
    font = size.font - 2
    places = [(name, km) for name, km in axis.places if km <= top]
    wanted = [km * per_km + 3 + font / 2 for _, km in places]
    moved = spread_out(wanted, font + 2, PANEL_HEIGHT - font / 2 - 2)
    rows = [
        {"km": km, "at": at / per_km, "name": name, "day": 1}
        for (name, km), at in zip(places, moved, strict=True)
    ]
    data = alt.Chart(rows_of(rows))
    where: dict[str, Any] = {"align": "left", "dx": 4, "fontSize": font, "baseline": "middle"}
    name = data.encode(alt.X("day:Q"), alt.Y("at:Q"), alt.Text("name:N"))
    return [
        data.mark_rule(color=PALE, strokeDash=[4, 3]).encode(alt.Y("km:Q")),
        name.mark_text(stroke="white", strokeWidth=4, color="white", **where),
        name.mark_text(color=INK, **where),
    ]


def help_figure(helps: Sequence[HelpView], horizon: float) -> Figure | None:
    """When help comes, where it comes, by power; None where no help is named."""
    if not any(view.days.p50 is not None for view in helps):
        return None
    title = "When help comes, where it comes"
    return figure("help", title, {size.name: _help(helps, horizon, size) for size in SIZES})


def _help(helps: Sequence[HelpView], horizon: float, size: Size) -> Chart:
    rows: list[dict[str, Any]] = [
        {
            "label": f"{wrapped(view.name, size.label_chars - 6)}|comes in "
            f"{words.percent(view.comes)}",
            "low": view.days.p10, "day": view.days.p50, "high": view.days.p90 or horizon,
            "text": f"day {words.day(view.days.p50)}",
        }
        for view in helps
        if view.days.p50 is not None
    ]  # fmt: skip
    y = label_axis([row["label"] for row in rows])
    latest = max(row["high"] for row in rows)
    last = next((tick for tick in LAST_DAYS if tick >= latest), horizon)
    x = day_axis(FEW_TICKS if size is NARROW else DAY_TICKS, last, "day on which it is there")
    base = alt.Chart(rows_of(rows)).encode(y=y)
    layers = [
        base.mark_rule(strokeWidth=7, color=GREEN, opacity=0.35).encode(
            alt.X("low:Q", scale=day_scale(last)), x2="high:Q"
        ),
        base.mark_circle(size=110, color=GREEN, opacity=1).encode(x),
        base.mark_text(dy=-14, fontSize=size.font, color=INK).encode(x, text="text:N"),
    ]
    label_room = 240 if size is WIDE else 160
    return alt.layer(*layers).properties(width=size.width - label_room, height=54 * len(rows))
