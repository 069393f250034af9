"""Figures of a scenario's answer: how it ends by date of attack, help inside and outside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from holdfast.analysis import words
from holdfast.analysis.measures import DateAnswer
from holdfast.report.figures.drawing import (
    BLUE,
    FEW_TICKS,
    INK,
    NARROW,
    PERCENT,
    SIZES,
    VERMILION,
    WIDE,
    Chart,
    Figure,
    Size,
    day_axis,
    figure,
    rows_of,
    share_axis,
)

LOOKS = {
    "deterred": ("no attack", "#004d40"),
    "held_alone": ("stands alone", "#009e73"),
    "saved": ("saved by help", "#7fd6b8"),
    "yielded": ("yields", "#bdbdbd"),
    "settled": ("terms in war", "#e3d9a8"),
    "too_late": ("help too late", "#f2b27a"),
    "lost_in_spite": ("lost in spite of help", "#d55e00"),
    "lost_through_help": ("lost through help", "#7a2e00"),
    "no_help": ("lost, no help", "#8c4a2f"),
}
"""Words and colour of each outcome, from what stands to what is lost: green, grey, brown, each
lighter or darker than its neighbour."""

DARK = frozenset({"deterred", "held_alone", "lost_in_spite", "lost_through_help", "no_help"})
"""Outcomes on whose colour white type is read."""

LEAST_LABEL = 0.07
"""Share of a bar from which its number is written in it. grade: judgement"""

BAR, GAP = 34, 26

PANEL_HEIGHT = 130
"""Of a helper's panel, in CSS pixels."""

SIDES = {"inside": (BLUE, [1, 0]), "outside": (VERMILION, [5, 3])}
"""Colour and dashes of the two views of help."""


@dataclass(frozen=True, slots=True)
class ContactView:
    """One helper's contact by day, as clauses and routes give it and as comparable promises did."""

    name: str
    acts: str
    inside: Mapping[int, float]
    outside: Mapping[int, float]


def dates_figure(rows: Sequence[DateAnswer]) -> Figure:
    """A bar a date of attack: how all crises end, and how those do that are fought."""
    title = "How it ends, by date of attack"
    return figure("dates", title, {size.name: _dates(rows, size) for size in SIZES})


def _dates(rows: Sequence[DateAnswer], size: Size) -> Chart:
    bars = [
        (f"{words.date(row.attack_on)}|{label}", {key: one.p for key, one in shares.items()})
        for row in rows
        for label, shares in (("all", row.outcomes), ("fought", row.given_attack))
        if shares
    ]
    pieces = [piece for label, shares in bars for piece in _pieces(label, shares)]
    room = 150 if size is WIDE else 104
    y = alt.Y(
        "label:N", sort=[label for label, _ in bars],
        axis=alt.Axis(title=None, labelExpr="split(datum.label, '|')", ticks=False, domain=False,
                      labelPadding=6, labelLimit=200, labelOffset=-7),
    )  # fmt: skip
    x = alt.X(
        "start:Q", scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(labelExpr=PERCENT, title=None, values=[0, 0.25, 0.5, 0.75, 1]),
    )  # fmt: skip
    present = [key for key in LOOKS if any(piece["key"] == key for piece in pieces)]
    legend = alt.Legend(
        orient="top", title=None, columns=5 if size is WIDE else 2, symbolType="square",
        symbolSize=140, symbolStrokeWidth=0,
    )  # fmt: skip
    colour = alt.Color(
        "words:N", legend=legend, sort=None,
        scale=alt.Scale(domain=[LOOKS[key][0] for key in present],
                        range=[LOOKS[key][1] for key in present]),
    )  # fmt: skip
    base = alt.Chart(rows_of(pieces))
    layers = [base.mark_bar(stroke="white", strokeWidth=0.8).encode(x, y, colour, x2="end:Q")]
    for is_dark, ink in ((True, "white"), (False, INK)):
        told = [one for one in pieces if one["dark"] is is_dark and one["p"] >= LEAST_LABEL]
        if told:
            text = alt.Chart(rows_of(told)).mark_text(color=ink, fontSize=size.font - 1)
            layers.append(text.encode(alt.X("middle:Q"), y, alt.Text("text:N")))
    return alt.layer(*layers).properties(width=size.width - room, height=BAR * len(bars))


def _pieces(label: str, shares: Mapping[str, float]) -> Iterator[dict[str, Any]]:
    """The pieces of a bar, side by side in the order of LOOKS."""
    start = 0.0
    for key, (name, _) in LOOKS.items():
        share = shares.get(key, 0.0)
        if share > 0:
            yield {
                "label": label, "key": key, "words": name, "start": start, "end": start + share,
                "middle": start + share / 2, "p": share, "dark": key in DARK,
                "text": f"{100 * share:.0f}",
            }  # fmt: skip
        start += share


def contact_figure(views: Sequence[ContactView], name: str, of: str) -> Figure | None:
    """Help in contact by day, inside beside outside, a panel a helper; None without a helper.

    name : of the figure among those of its page; `of` says in its title of which attack it is.
    """
    if not views:
        return None
    title = f"Help in contact by day{of}"
    charts = {size.name: _contacts(views, size) for size in SIZES}
    return figure(name, title, charts)


def _contacts(views: Sequence[ContactView], size: Size) -> Chart:
    columns = min(len(views), 1 if size is NARROW else 3)
    width = math.floor(size.width / columns) - 74
    panels = [_contact(view, width, size) for view in views]
    lines = [panels[n : n + columns] for n in range(0, len(panels), columns)]
    return alt.vconcat(*(alt.hconcat(*line, spacing=14) for line in lines), spacing=16)


def _contact(view: ContactView, width: int, size: Size) -> Chart:
    rows: list[dict[str, Any]] = [
        {"day": day, "p": share, "view": side}
        for side, shares in (("inside", view.inside), ("outside", view.outside))
        for day, share in sorted(shares.items())
    ]
    x = day_axis(FEW_TICKS, max((row["day"] for row in rows), default=180))
    y = share_axis("p", "").title(None)
    layers = []
    for side, (colour, dash) in SIDES.items():
        mine = [row for row in rows if row["view"] == side]
        if mine:
            line = alt.Chart(rows_of(mine)).mark_line(
                color=colour, strokeWidth=2.2, strokeDash=dash,
                point=alt.OverlayMarkDef(color=colour, size=36, filled=side == "inside",
                                         fill=colour if side == "inside" else "white"),
            )  # fmt: skip
            layers.append(line.encode(x, y))
    title = alt.TitleParams(view.name, subtitle=view.acts, subtitleFontSize=size.font - 1)
    return alt.layer(*layers).properties(width=width, height=PANEL_HEIGHT, title=title)
