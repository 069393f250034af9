"""Arrivals by day, with the band in which eight futures of ten lie."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt

from holdfast.analysis.paired import Quantiles
from holdfast.analysis.reach import ReachAnswer
from holdfast.report.figures.drawing import (
    BLUE,
    GREEN,
    SIZES,
    SKY,
    VERMILION,
    Chart,
    Figure,
    Size,
    figure,
    rows_of,
)

HEIGHT = 300
COLOURS = (BLUE, VERMILION, GREEN, SKY)


def arrivals_figure(answer: ReachAnswer) -> Figure:
    """Units that have come by each day, by power."""
    title = f"{answer.unit.capitalize()}s that have arrived, by day"
    charts = {size.name: _arrivals(answer, size) for size in SIZES}
    return figure("arrivals", title, charts)


def _arrivals(answer: ReachAnswer, size: Size) -> Chart:
    rows = [row for who, curve in answer.curves.items() for row in _points(who, curve)]
    x = alt.X("day:Q", title=f"day, from {answer.start.isoformat()}")
    colour = alt.Color(
        "who:N",
        scale=alt.Scale(range=list(COLOURS)),
        legend=alt.Legend(orient="bottom", title=None),
    )
    base = alt.Chart(rows_of(rows)).encode(x=x, color=colour)
    y = alt.Y("p50:Q", title=f"{answer.unit}s")
    return alt.layer(
        base.mark_area(opacity=0.2).encode(y=alt.Y("p10:Q", title=f"{answer.unit}s"), y2="p90:Q"),
        base.mark_line(strokeWidth=2).encode(y=y),
    ).properties(width=size.width - 80, height=HEIGHT)


def _points(who: str, curve: tuple[Quantiles, ...]) -> Iterator[dict[str, Any]]:
    for day, one in enumerate(curve, 1):
        yield {"who": who, "day": day, "p10": one.p10, "p50": one.p50, "p90": one.p90}
