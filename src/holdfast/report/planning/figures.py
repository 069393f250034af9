"""Figures of a choice among plans: regrets, cost against gain, levers, the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from holdfast.analysis.cells import POINTS, exact
from holdfast.analysis.levers import Lever
from holdfast.analysis.paired import Difference
from holdfast.analysis.planning import PlanJudged, Planning
from holdfast.report.figures.drawing import (
    BLUE,
    GREEN,
    INK,
    PALE,
    PERCENT,
    SIZES,
    SKY,
    VERMILION,
    WIDE,
    Chart,
    Figure,
    Size,
    figure,
    label_axis,
    rows_of,
    wrapped,
)

MOST_PLANS = 10
"""Rows of the heat map, lines of the window. grade: judgement"""

LINES = (INK, BLUE, VERMILION, GREEN, SKY)


def figures_of(planning: Planning) -> tuple[Figure, ...]:
    """Every figure for which there are numbers."""
    drawn = (
        regret_figure(planning),
        window_figure(planning),
        front_figure(planning),
        lever_figure(planning),
    )
    return tuple(one for one in drawn if one is not None)


def shown_plans(planning: Planning) -> list[PlanJudged]:
    """The plans that figures show: those that come first, the base, then the best judged."""
    first = [*planning.choice.plans, planning.base]
    final = sorted(
        (one for one in planning.plans if one.is_final), key=lambda one: -planning.average(one.name)
    )
    names = list(dict.fromkeys([*first, *(one.name for one in final)]))[:MOST_PLANS]
    return sorted((planning.plan(name) for name in names), key=lambda one: one.worst_regret)


# ---------------------------------------------------------------- regrets
def regret_figure(planning: Planning) -> Figure:
    """What another plan would have given more, by plan and course, as a heat map."""
    title = "What one would rue: points of standing that the best plan would have given more"
    return figure("regret", title, {size.name: _heat(planning, size) for size in SIZES})


def _heat(planning: Planning, size: Size) -> Chart:
    plans = shown_plans(planning)
    labels = [wrapped(one.name, size.label_chars // 2) for one in plans]
    rows = [
        {
            "label": label,
            "course": wrapped(course.name, 12),
            "regret": plan.regret[n] * POINTS,
            "text": f"{plan.regret[n] * POINTS:.1f}",
        }
        for label, plan in zip(labels, plans, strict=True)
        for n, course in enumerate(planning.courses)
    ]
    top = max([1.0, *(plan.worst_regret * POINTS for plan in plans)])
    heads = alt.Axis(title=None, labelExpr="split(datum.label, '|')", labelAngle=0, orient="top")
    names = [wrapped(course.name, 12) for course in planning.courses]
    base = alt.Chart(rows_of(rows)).encode(
        x=alt.X("course:N", sort=names, axis=heads), y=label_axis(labels)
    )
    shade = alt.Color(
        "regret:Q", scale=alt.Scale(domain=[0, top], range=["#ffffff", VERMILION]), legend=None
    )
    text = base.mark_text(fontSize=size.font - 1, color=INK).encode(text="text:N")
    room = 250 if size is WIDE else 130
    return alt.layer(base.mark_rect(stroke="#e4e4e4").encode(color=shade), text).properties(
        width=size.width - room, height=34 * len(plans)
    )


# ---------------------------------------------------------------- the window
def window_figure(planning: Planning) -> Figure | None:
    """How often each plan stands by the date of the attack, he taking the course that suits him."""
    if len({one.attack_on for one in planning.courses}) < 2:
        return None
    title = "The window: how often it stands, by the date of the attack"
    return figure("window", title, {size.name: _window(planning, size) for size in SIZES})


def window_rows(planning: Planning) -> Iterator[dict[str, Any]]:
    """Of each plan and date the worst course of that date."""
    named = [*planning.choice.plans[:3], planning.base, "nothing"]
    known = {one.name for one in planning.plans}
    for name in dict.fromkeys(one for one in named if one in known):
        worst: dict[str, float] = {}
        for course, value in zip(planning.courses, planning.plan(name).value, strict=True):
            worst[course.attack_on] = min(value, worst.get(course.attack_on, 1.0))
        for day, value in sorted(worst.items()):
            yield {"plan": name, "day": day, "stands": value}


def _window(planning: Planning, size: Size) -> Chart:
    rows = list(window_rows(planning))
    names = list(dict.fromkeys(row["plan"] for row in rows))
    colour = alt.Color(
        "plan:N",
        scale=alt.Scale(domain=names, range=list(LINES[: len(names)])),
        legend=alt.Legend(title=None, orient="bottom", columns=2 if size is WIDE else 1),
    )
    axis = alt.Axis(labelExpr=PERCENT, title="stands", tickCount=5)
    when = alt.Axis(title="attack on", format="%Y-%m", tickCount=6 if size is WIDE else 3)
    base = alt.Chart(rows_of(rows)).encode(
        x=alt.X("day:T", axis=when),
        y=alt.Y("stands:Q", axis=axis, scale=alt.Scale(zero=True)),
        color=colour,
    )
    return alt.layer(
        base.mark_line(strokeWidth=2.5), base.mark_circle(size=80, opacity=1)
    ).properties(width=size.width - 90, height=240)


# ---------------------------------------------------------------- cost against gain
def front_figure(planning: Planning) -> Figure | None:
    """Cost against standing and against days; None where nothing is priced."""
    if not any(one.cost is not None for one in planning.plans):
        return None
    title = "What money buys: cost against standing, and against days held"
    return figure("front", title, {size.name: _fronts_of(planning, size) for size in SIZES})


def _fronts_of(planning: Planning, size: Size) -> Chart:
    panels = [
        _front_of(planning, "stands", "stands in (points)", size),
        _front_of(planning, "days_held", "days held", size),
    ]
    return alt.hconcat(*panels, spacing=30) if size is WIDE else alt.vconcat(*panels, spacing=20)


def _front_of(planning: Planning, key: str, head: str, size: Size) -> Chart:
    best = planning.fronts()[key]
    rows = [
        {
            "cost": one.cost,
            "gain": planning.average(one.name) * POINTS
            if key == "stands"
            else planning.days(one.name) or 0.0,
            "on": one.name in best,
            "name": one.name if one.name in _named(planning) else "",
        }
        for one in planning.plans
        if one.cost is not None
    ]
    money = f"spent by the attack, {planning.money or 'million'}"
    x = alt.X("cost:Q", axis=alt.Axis(title=money, tickCount=5), scale=alt.Scale(zero=False))
    y = alt.Y("gain:Q", axis=alt.Axis(title=head, tickCount=5), scale=alt.Scale(zero=False))
    every = alt.Chart(rows_of(rows)).encode(x=x, y=y)
    front = alt.Chart(rows_of([row for row in rows if row["on"]])).encode(x=x, y=y)
    layers = [
        front.mark_line(color=BLUE, interpolate="step-after", strokeWidth=2),
        every.mark_circle(size=40, color=PALE, opacity=0.8),
        front.mark_circle(size=70, color=BLUE, opacity=1),
        every.mark_text(align="left", dx=6, dy=-6, fontSize=size.font - 2, color=INK).encode(
            text="name:N"
        ),
    ]
    width = (size.width - 180) // 2 if size is WIDE else size.width - 80
    return alt.layer(*layers).properties(width=width, height=260)


def _named(planning: Planning) -> frozenset[str]:
    """Plans whose names stand beside their points: the base, and who comes first."""
    return frozenset((planning.base, *planning.choice.plans[:3]))


# ---------------------------------------------------------------- levers
def lever_figure(planning: Planning) -> Figure | None:
    """Points and days of each lever with intervals; None where there are no levers."""
    if not planning.levers:
        return None
    title = f"What each lever is worth, put to {planning.base}"
    return figure("levers", title, {size.name: _levers(planning.levers, size) for size in SIZES})


def _levers(levers: Sequence[Lever], size: Size) -> Chart:
    panels = [
        _lever_panel(levers, "points", [one.points.whole for one in levers], size),
        _lever_panel(levers, "days", [one.days.whole for one in levers], size),
    ]
    return alt.hconcat(*panels, spacing=24) if size is WIDE else alt.vconcat(*panels, spacing=20)


def _lever_panel(
    levers: Sequence[Lever], unit: str, told: Sequence[Difference], size: Size
) -> Chart:
    labels = [wrapped(one.name, 22) for one in levers]
    rows = [
        {
            "label": label,
            "d": one.d,
            "low": one.d if one.low is None else one.low,
            "high": one.d if one.high is None else one.high,
            "real": one.is_real,
            "text": exact(one.d),
        }
        for label, one in zip(labels, told, strict=True)
    ]
    head = {"points": "points that stand", "days": "days held"}[unit]
    base = alt.Chart(rows_of(rows)).encode(y=label_axis(labels))
    colour = alt.condition("datum.real", alt.value(BLUE), alt.value(PALE))
    zero = alt.Chart(rows_of([{"x": 0}])).mark_rule(color=INK).encode(x="x:Q")
    layers = [
        zero,
        base.mark_rule(strokeWidth=3).encode(
            x=alt.X("low:Q", axis=alt.Axis(title=head, tickCount=5)), x2="high:Q", color=colour
        ),
        base.mark_circle(size=80, opacity=1).encode(x="d:Q", color=colour),
        base.mark_text(dy=-11, fontSize=size.font - 2, color=INK).encode(x="d:Q", text="text:N"),
    ]
    width = (size.width - 390) // 2 if size is WIDE else size.width - 190
    return alt.layer(*layers).properties(width=width, height=34 * len(levers))


def caption_of(planning: Planning, name: str) -> str:
    """What a figure shows, in a sentence."""
    best = planning.plan(planning.choice.minimax_regret)
    captions = {
        "regret": "Points by which the best plan against each course would have stood more "
        f"often. {best.name} has the least in its worst column.",
        "window": "For each date he takes the course of that date which suits him best. Where a "
        "line is low the attacker's window is open.",
        "front": "The line joins plans of which none costs as little and gives as much. Grey are "
        "all others.",
        "levers": "The line is the 95 % interval of the paired difference; grey where it holds "
        "zero: that cannot be told from nothing.",
    }
    return captions[name]
