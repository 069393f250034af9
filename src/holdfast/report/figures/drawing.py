"""What every figure shares: its two sizes, colours, axes, labels, and the drawing of it as SVG.

Vega-Lite draws without a browser. Colours are those of Okabe and Ito, which the colour-blind can
tell apart.
"""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import altair as alt
import vl_convert

Spec: TypeAlias = dict[str, Any]
"""A drawing in the grammar of Vega-Lite."""

Chart: TypeAlias = Any
"""A chart of Altair, single, layered or in rows, or the same as plain data."""

INK, PALE, GRID = "#222222", "#8a8a8a", "#e4e4e4"
BLUE, VERMILION, GREEN, SKY = "#0072b2", "#d55e00", "#009e73", "#56b4e9"

DAY_TICKS = (1, 3, 7, 14, 30, 60, 90, 180, 365, 730, 1460, 2555, 3650)
FEW_TICKS = (1, 7, 30, 90, 180, 365, 1095, 2190, 3650)


PERCENT = "format(100 * datum.value, 'd') + ' %'"
"""How shares stand on an axis: as in the tables."""

NARROW_BLANK = "\u202f"
"""A blank at which no line is broken."""

BROKEN = "split(datum.label, '|')"
"""Labels of several lines."""


@dataclass(frozen=True, slots=True)
class Size:
    """One of the two sizes of a figure, in CSS pixels."""

    name: str
    width: int
    font: int
    columns: int
    label_chars: int


WIDE = Size("wide", 800, 13, 3, 60)
NARROW = Size("narrow", 340, 13, 1, 26)
SIZES = (WIDE, NARROW)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in both sizes."""

    name: str
    title: str
    svg: dict[str, str]


def to_svg(chart: Chart, name: str, title: str, size: Size) -> str:
    """Draw a chart; names inside are made its own, so that many can stand on one page."""
    drawn: str = vl_convert.vegalite_to_svg(styled_spec(chart, size))
    prefix = f"{name}-{size.name}-"
    drawn = renamed(drawn, prefix)
    label = html.escape(title, quote=True)
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def renamed(drawn: str, prefix: str) -> str:
    """Names inside a drawing made its own and counted anew: Vega counts on from drawing to drawing.

    >>> renamed('<a id="clip57"/><b clip-path="url(#clip57)"/>', "race-")
    '<a id="race-0"/><b clip-path="url(#race-0)"/>'
    """
    found = dict.fromkeys(re.findall(r'\bid="([^"]+)"', drawn))
    names = {name: f"{prefix}{n}" for n, name in enumerate(found)}
    drawn = re.sub(r'\bid="([^"]+)"', lambda match: f'id="{names[match[1]]}"', drawn)
    return re.sub(r"url\(#([^)]+)\)", lambda one: f"url(#{names.get(one[1], one[1])})", drawn)


def styled_spec(chart: Chart, size: Size) -> Spec:
    """A chart as Vega-Lite reads it, in our type and colours."""
    if isinstance(chart, dict):
        style: Spec = _styled(alt.Chart(), size).to_dict(validate=False)
        return {"$schema": style["$schema"], "config": style["config"], **chart}
    drawn: Spec = _styled(chart, size).to_dict(validate=False)
    return drawn


def spec_of(chart: Chart) -> Spec:
    """A single chart as plain data, to be put together with others.

    Altair copies every part of a chart at each level that is put above it; plain data are put
    together at once.
    """
    spec: Spec = chart.to_dict(validate=False)
    values = spec.pop("datasets", {})
    data = spec.get("data", {})
    if data.get("name") in values:
        spec["data"] = {**data, "values": values[data["name"]]}
        del spec["data"]["name"]
    return {key: value for key, value in spec.items() if key not in ("$schema", "config")}


def stacked(charts: Sequence[Chart], way: str, spacing: int) -> Spec:
    """Plain charts above one another (`vconcat`) or side by side (`hconcat`)."""
    return {way: list(charts), "spacing": spacing}


def _styled(chart: Chart, size: Size) -> Chart:
    font = "Helvetica, Arial, sans-serif"
    return (
        chart.configure(font=font, background="white", padding=4, aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=size.font, titleFontSize=size.font, titleFontWeight="normal",
            labelColor=INK, titleColor=INK, gridColor=GRID, domainColor=PALE, tickColor=PALE,
        )
        .configure_legend(
            labelFontSize=size.font, labelColor=INK, labelLimit=300, symbolStrokeWidth=3
        )
        .configure_title(fontSize=size.font + 1, color=INK, anchor="start", fontWeight="bold")
    )  # fmt: skip


def rows_of(rows: Iterable[Mapping[Any, Any]]) -> alt.Data:
    """Values that travel inside the chart; nothing is fetched.

    As one string, which Vega reads: Altair copies a list anew for every layer above it.
    """
    return alt.InlineData(values=json.dumps(list(rows)), format={"type": "json"})


def figure(name: str, title: str, charts: dict[str, Chart]) -> Figure:
    """A figure from its chart for each size."""
    drawn = {size.name: to_svg(charts[size.name], name, title, size) for size in SIZES}
    return Figure(name, title, drawn)


def day_axis(ticks: Sequence[int], last: float, title: str = "day") -> alt.X:
    """Days on a scale of square roots: the first weeks have room."""
    shown = [tick for tick in ticks if tick <= last]
    axis = alt.Axis(values=shown, title=title, grid=True, labelOverlap=True, format="d")
    return alt.X("day:Q", scale=day_scale(last), axis=axis)


def day_scale(last: float) -> alt.Scale:
    """Square roots of days, from the first to the last that is shown."""
    return alt.Scale(type="sqrt", domain=[1, last], nice=False, zero=False)


def share_axis(field: str, title: str) -> alt.Y:
    """Shares from nothing to everything."""
    axis = alt.Axis(labelExpr=PERCENT, values=[0, 0.25, 0.5, 0.75, 1], title=title, titlePadding=8)
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, 1]), axis=axis)


def label_axis(labels: Sequence[str]) -> alt.Y:
    """Rows by their labels, in the order given, without an axis line."""
    axis = alt.Axis(
        title=None, labelExpr=BROKEN, labelLimit=400, ticks=False, domain=False, labelPadding=8
    )
    return alt.Y("label:N", sort=list(labels), axis=axis)


def spread_out(positions: Sequence[float], apart: float, top: float) -> list[float]:
    """Positions moved as little as may be so that none is nearer than `apart` to the next.

    >>> spread_out([10.0, 12.0, 100.0], 10.0, 200.0)
    [10.0, 20.0, 100.0]
    >>> spread_out([199.0, 200.0], 10.0, 200.0)
    [190.0, 200.0]
    """
    order = sorted(range(len(positions)), key=lambda n: positions[n])
    moved = list(positions)
    for below, above in itertools.pairwise(order):
        moved[above] = max(moved[above], moved[below] + apart)
    limit = top
    for n in reversed(order):
        moved[n] = min(moved[n], limit)
        limit = moved[n] - apart
    return moved


def wrapped(text: str, chars: int) -> str:
    """A label broken into lines at blanks, lines joined by a bar."""
    lines = [""]
    for word in text.replace("|", "/").replace(" %", NARROW_BLANK + "%").split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > chars:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "|".join(lines)
