"""What-ifs as a tornado: each effect on standing in its four parts, a panel a date of attack."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdfast.analysis import words
from holdfast.analysis.attribution import BATTLEFIELD, HELP_PART, NO_ATTACK, REFUSAL, Attribution
from holdfast.analysis.cells import POINTS
from holdfast.analysis.compared import ComparedChange, ComparisonRecord, whole_of
from holdfast.analysis.paired import Difference
from holdfast.report.figures.drawing import GRID, INK, SIZES, WIDE, Figure, Size
from holdfast.report.figures.pen import bold, box, halo_at, line, sheet, words_at
from holdfast.report.figures.scales import Plain, ticks_between

LOOKS = {
    NO_ATTACK: ("#009e73", "no attack comes, or one that had not come"),
    REFUSAL: ("#e6b800", "he refuses to yield, or yields"),
    BATTLEFIELD: ("#56b4e9", "the battlefield, were nobody to help"),
    HELP_PART: ("#0072b2", "help"),
}
"""Colour and meaning of each part."""

BAR, STEP, NARROW_STEP = 13, 23, 35
"""Height of a bar, and from one change to the next, in CSS pixels."""

LABELS, GAP, TOP, FOOT = 190, 26, 26, 24
"""Room for names at the left of wide paper, between panels, above them and below."""

TITLE = "What changes how often it stands, and why"


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of one effect: from where to where, in points."""

    start: float
    end: float
    part: str


def bars(split: Attribution) -> Iterator[Bar]:
    """The parts side by side: gains to the right of nothing, losses to the left.

    >>> parts = {NO_ATTACK: Difference(0.05, 0, 0), REFUSAL: Difference(-0.02, 0, 0),
    ...          BATTLEFIELD: Difference(0.0, 0, 0), HELP_PART: Difference(0.01, 0, 0)}
    >>> [(one.part, one.start, one.end) for one in bars(Attribution(Difference(.04, 0, 0), parts))]
    [('no_attack', 0.0, 5.0), ('refusal', -2.0, 0.0), ('help', 5.0, 6.0)]
    """
    right = left = 0.0
    for name, part in split.parts.items():
        points = part.d * POINTS
        if points > 0:
            yield Bar(right, right + points, name)
            right += points
        elif points < 0:
            yield Bar(left + points, left, name)
            left += points


def tornado_figure(record: ComparisonRecord) -> Figure:
    """The changes in the order of the date that is told first, a panel a date."""
    return Figure("tornado", TITLE, {size.name: _tornado(record, size) for size in SIZES})


def _tornado(record: ComparisonRecord, size: Size) -> str:
    order = [one.name for one in record.of_date(record.shown)]
    low, high = reach(record.changes)
    is_wide = size is WIDE
    columns = len(record.dates) if is_wide else 1
    left = LABELS if is_wide else 22
    width = (size.width - left - 16 - GAP * (columns - 1)) / columns
    step = STEP if is_wide else NARROW_STEP
    tall = TOP + step * len(order) + FOOT
    parts: list[str] = []
    for n, date in enumerate(record.dates):
        row, column = divmod(n, columns)
        start = left + column * (width + GAP)
        scale = Plain(start, start + width, low, high)
        by_name = {one.name: one for one in record.of_date(date)}
        rows = [by_name.get(name) for name in order]
        parts += _panel(rows, words.date(date), scale, row * tall, size)
        if column == 0 and is_wide:
            parts += _names(order, left - 8, row * tall)
    return sheet(parts, size, tall * math.ceil(len(record.dates) / columns), TITLE)


def _names(order: Sequence[str], right: float, top: float) -> Iterator[str]:
    for n, name in enumerate(order):
        yield words_at(right, top + TOP + n * STEP + STEP / 2 + 4, name, 12, INK, "end")


def _panel(
    rows: Sequence[ComparedChange | None], name: str, scale: Plain, top: float, size: Size
) -> Iterator[str]:
    """One date; on narrow paper the name of each change stands above its bar."""
    is_wide = size is WIDE
    step = STEP if is_wide else NARROW_STEP
    foot = top + TOP + step * len(rows)
    yield bold(words_at(scale.start, top + 14, name, size.font - 1))
    for tick in ticks_between(scale.low, scale.high, 3 if is_wide else 5):
        x = scale.at(tick)
        yield line([(x, top + TOP - 4), (x, foot)], INK if tick == 0 else GRID, 1)
        yield words_at(x, foot + 14, f"{tick:+g}".replace("-", "−") if tick else "0",
                       size.font - 2, INK, "middle")  # fmt: skip
    for n, one in enumerate(rows):
        if one is not None:
            at = top + TOP + n * step
            if not is_wide:
                yield halo_at(scale.start, at + 7, one.name, size.font - 1)
            yield from _change(one, scale, at + (5 if is_wide else 16))


def _change(one: ComparedChange, scale: Plain, top: float) -> Iterator[str]:
    """The parts of one effect, over them the whole with its interval."""
    split = one.split["stands"]
    for bar in bars(split):
        start, end = scale.at(bar.start), scale.at(bar.end)
        said = f"{one.title}: {spoken(split.parts[bar.part])}, {LOOKS[bar.part][1]}"
        yield box(start, top, end - start, BAR, LOOKS[bar.part][0], said)
    whole, middle = split.whole, top + BAR / 2
    if whole.low is not None and whole.high is not None:
        ends = [(scale.at(end * POINTS), middle) for end in (whole.low, whole.high)]
        yield line(ends, "white", 4)
        yield line(ends, INK, 2)
    x = scale.at(whole.d * POINTS)
    yield (
        f'<circle cx="{x:.1f}" cy="{middle:.1f}" r="3.6" fill="{INK}" stroke="white">'
        f"<title>{words_safe(one.title)}: {spoken(whole)} in all</title></circle>"
    )


def words_safe(text: str) -> str:
    """Words as they may stand in a drawing."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def spoken(one: Difference) -> str:
    """A difference in points with its interval.

    >>> spoken(Difference(0.158, 0.13, 0.18))
    '+15.8 points (+13.0 to +18.0)'
    """
    d, low, high = (None if x is None else f"{x * POINTS:+.1f}".replace("-", "−")
                    for x in (one.d, one.low, one.high))  # fmt: skip
    return f"{d} points" + ("" if low is None else f" ({low} to {high})")


def reach(changes: Sequence[ComparedChange]) -> tuple[float, float]:
    """From the least to the most that any bar or interval reaches, in points, and a little more."""
    ends = [0.0]
    for one in changes:
        whole = whole_of(one)
        ends += [end * POINTS for end in (whole.low, whole.high) if end is not None]
        ends += [end for bar in bars(one.split["stands"]) for end in (bar.start, bar.end)]
    room = 0.04 * max(max(ends) - min(ends), 1.0)
    return min(ends) - room, max(ends) + room
