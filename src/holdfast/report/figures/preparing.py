"""Figures of a programme of preparation: what stood when, what was spent, and what bound it.

Plain functions from numbers by month to a chart; whoever has an economy gives the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from holdfast.preparation.months import month_name
from holdfast.report.figures.drawing import (
    BLUE,
    GREEN,
    INK,
    PALE,
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

STAGES = (("being built", SKY), ("stands, unarmed", BLUE), ("armed, or delivered", GREEN))
"""What part of an order is told in which colour, from the palest to the last."""

MONEY_COLOURS = (BLUE, VERMILION, GREEN, "#cc79a7", "#e69f00", SKY)
BOUND_COLOURS = (VERMILION, BLUE, "#e69f00", GREEN, "#cc79a7", SKY, "#f0e442", INK)
WAITING = "its month"
"""What is said of an order whose month has not come; such months are left white."""

ROW = {"wide": 26, "narrow": 38}
"""Height of a row; the narrow drawing breaks names into two lines."""

LEAST_SHARE = 0.005


@dataclass(frozen=True, slots=True)
class OrderView:
    """One order of a programme, month by month.

    Attributes
    ----------
    name : its name.
    number : how many are ordered.
    begun, done, armed : how many so far, by month.
    bound : what kept it from going on in each month; empty: nothing.
    known : month and number of what is on record to have stood.
    """

    name: str
    number: float
    begun: tuple[float, ...]
    done: tuple[float, ...]
    armed: tuple[float, ...]
    bound: tuple[str, ...] = ()
    known: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PurseView:
    """Money of one purpose by month: what could have been drawn so far, and what was spent."""

    name: str
    drawn: tuple[float, ...]
    spent: tuple[float, ...]


def programme_figure(orders: Sequence[OrderView], first: int) -> Figure:
    """A row an order: by month the share being built, standing, armed; rings: what is on record.

    first : the calendar month of month 0, counted from the year 0.
    """
    title = "The programme: what stood when"
    charts = {size.name: _programme(orders, first, size) for size in SIZES}
    return figure("programme", title, charts)


def _programme(orders: Sequence[OrderView], first: int, size: Size) -> Chart:
    names = [wrapped(one.name, size.label_chars // 2) for one in orders]
    bars = [row for one in orders for row in order_rows(one, first, size)]
    known = [row for one in orders for row in known_rows(one, first, size)]
    colour = alt.Color(
        "stage:N",
        scale=alt.Scale(domain=[s for s, _ in STAGES], range=[c for _, c in STAGES]),
        legend=alt.Legend(title=None, orient="top"),
    )
    layers = [_strips(bars, names, colour, size)]
    if known:
        marks = alt.Chart(rows_of(known)).encode(y=label_axis(names), x="at:T")
        layers += [
            marks.mark_point(size=90, strokeWidth=2, filled=False, color=INK),
            marks.mark_text(align="left", dx=9, fontSize=size.font - 2, color=INK).encode(
                text="text:N"
            ),
        ]
    room = 230 if size is WIDE else 130
    return alt.layer(*layers).properties(
        width=size.width - room, height=ROW[size.name] * len(orders)
    )


def _strips(bars: list[dict[str, Any]], names: list[str], colour: alt.Color, size: Size) -> Chart:
    """A strip a month and order, the darker the more of the order is so far."""
    return (
        alt.Chart(rows_of(bars))
        .mark_bar(height=ROW["wide"] - 8)
        .encode(
            y=label_axis(names),
            x=alt.X("from:T", axis=_months_axis(size)),
            x2="to:T",
            color=colour,
            opacity=alt.Opacity("share:Q", scale=alt.Scale(domain=[0, 1]), legend=None),
        )
    )


def _months_axis(size: Size) -> alt.Axis:
    return alt.Axis(title=None, format="%Y", tickCount="year" if size is WIDE else 4)


def order_rows(one: OrderView, first: int, size: Size) -> Iterator[dict[str, Any]]:
    """A row a month: how far the furthest stage of an order has come."""
    whole = max(one.number, 1e-9)
    for month, begun in enumerate(one.begun):
        if begun / whole < LEAST_SHARE:
            continue
        stage, count = stage_of(begun, one.done[month], one.armed[month])
        yield {
            "label": wrapped(one.name, size.label_chars // 2),
            "from": day_of(first + month),
            "to": day_of(first + month + 1),
            "stage": stage,
            "share": 0.25 + 0.75 * count / whole,
        }


def stage_of(begun: float, done: float, armed: float) -> tuple[str, float]:
    """What most of what was begun has come to, and how many have come so far.

    >>> stage_of(10, 4, 0), stage_of(10, 8, 2), stage_of(10, 9, 7)
    (('being built', 10), ('stands, unarmed', 8), ('armed, or delivered', 7))
    """
    if armed >= begun / 2:
        return STAGES[2][0], armed
    return (STAGES[1][0], done) if done >= begun / 2 else (STAGES[0][0], begun)


def known_rows(one: OrderView, first: int, size: Size) -> Iterator[dict[str, Any]]:
    """What is on record of an order, beside what the economy has standing then."""
    for month, number in one.known:
        yield {
            "label": wrapped(one.name, size.label_chars // 2),
            "at": day_of(first + month),
            "text": f"{number:,.0f} known, {one.done[month]:,.0f} here",
        }


def day_of(month: int) -> str:
    """The first day of a calendar month, as charts read it."""
    return f"{month_name(month)}-01"


def budget_figure(purses: Sequence[PurseView], first: int, unit: str) -> Figure:
    """Money of each purpose: dashed what may be drawn so far, full what was spent."""
    charts = {size.name: _budget(purses, first, unit, size) for size in SIZES}
    return figure("budget", "The budget drawn down", charts)


def _budget(purses: Sequence[PurseView], first: int, unit: str, size: Size) -> Chart:
    rows = [
        {"purpose": one.name, "at": day_of(first + n + 1), "money": money, "line": line}
        for one in purses
        for line, values in (("may be drawn", one.drawn), ("spent", one.spent))
        for n, money in enumerate(values)
    ]
    names = [one.name for one in purses]
    colours = [MONEY_COLOURS[n % len(MONEY_COLOURS)] for n in range(len(names))]
    chart = alt.Chart(rows_of(rows)).mark_line(strokeWidth=2.5)
    return chart.encode(
        x=alt.X("at:T", axis=_months_axis(size)),
        y=alt.Y("money:Q", axis=alt.Axis(title=unit)),
        color=alt.Color(
            "purpose:N",
            scale=alt.Scale(domain=names, range=colours),
            legend=alt.Legend(title=None, orient="top"),
        ),
        strokeDash=alt.StrokeDash(
            "line:N",
            scale=alt.Scale(domain=["spent", "may be drawn"], range=[[1, 0], [5, 4]]),
            legend=alt.Legend(title=None, orient="top"),
        ),
    ).properties(width=size.width - 90, height=260)


def bound_figure(orders: Sequence[OrderView], first: int) -> Figure:
    """A row an order: by month what kept it from going on; white: nothing, or its month to come."""
    charts = {size.name: _bound(orders, first, size) for size in SIZES}
    return figure("bound", "What bound the programme, month by month", charts)


def _bound(orders: Sequence[OrderView], first: int, size: Size) -> Chart:
    rows = [
        {
            "label": wrapped(one.name, size.label_chars // 2),
            "from": day_of(first + month),
            "to": day_of(first + month + 1),
            "what": what,
        }
        for one in orders
        for month, what in enumerate(one.bound)
        if what and what != WAITING
    ]
    whats = list(dict.fromkeys(str(row["what"]) for row in rows))
    colours = [BOUND_COLOURS[n % len(BOUND_COLOURS)] for n in range(len(whats))]
    names = [wrapped(one.name, size.label_chars // 2) for one in orders]
    ends = [day_of(first), day_of(first + max((len(one.bound) for one in orders), default=1))]
    room = 230 if size is WIDE else 130
    return (
        alt.Chart(rows_of(rows))
        .mark_bar(height=ROW["wide"] - 8, stroke=PALE, strokeWidth=0.2)
        .encode(
            y=label_axis(names),
            x=alt.X("from:T", axis=_months_axis(size), scale=alt.Scale(domain=ends)),
            x2="to:T",
            color=alt.Color(
                "what:N",
                scale=alt.Scale(domain=whats, range=colours),
                legend=alt.Legend(title=None, orient="top", columns=size.columns),
            ),
        )
        .properties(width=size.width - room, height=ROW[size.name] * len(orders))
    )
