"""What a reader sees of a table's cells: whole percent, whole days, intervals as spans."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from holdfast.analysis import words
from holdfast.analysis.column import DIFFERENCE, ESTIMATE, PART, PLAIN, QUANTILES, Column, Value
from holdfast.analysis.paired import Difference, Estimate, Quantiles
from holdfast.units import numeral

INTERVAL_HEAD, RANGE_HEAD = "95 %", "p10–p90"

THREE = {"day": ("10 % by", "50 % by", "90 % by")}
"""Heads of three quantiles of a kind; of any other they are named as such."""

POINTS = 100.0
"""Percentage points in a share of 1."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A table in words: heads, of which kind each column is, rows."""

    heads: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    meanings: tuple[str, ...] = ()
    """What each head means, to be shown where a pointer rests on it."""

    @property
    def is_number(self) -> tuple[bool, ...]:
        """Of each column whether its cells are numbers, and stand at the right."""
        return tuple(kind not in ("text", "date") for kind in self.kinds)


HOVERS = {
    INTERVAL_HEAD: "95 % interval of Monte Carlo error: it narrows with more futures",
    RANGE_HEAD: "eight futures of ten lie between: ignorance, with chance taken out",
}
"""What the heads mean that stand beside a number."""


def shown(columns: Sequence[Column], rows: Sequence[Sequence[Value | None]]) -> Shown:
    """The cells of a table in words; of columns in detail, interval and range beside them."""
    heads: list[str] = []
    kinds: list[str] = []
    cells: list[list[str]] = []
    meanings: list[str] = []
    for n, column in enumerate(columns):
        for head, strip in () if column.quiet else strips(column, [row[n] for row in rows]):
            heads.append(head)
            kinds.append(column.kind)
            cells.append(strip)
            meanings.append(HOVERS.get(head, column.meaning))
    return Shown(tuple(heads), tuple(kinds), tuple(zip(*cells, strict=True)), tuple(meanings))


def strips(column: Column, values: Sequence[Any]) -> Iterator[tuple[str, list[str]]]:
    """What stands of a column side by side: a head, and its cells in words."""
    if column.detail and column.shape == ESTIMATE:
        yield column.head, [said(column, one) for one in values]
        yield INTERVAL_HEAD, [_interval(column.kind, one) for one in values]
        if any(one is not None and one.across_futures for one in values):
            yield RANGE_HEAD, [_range(column.kind, one) for one in values]
    elif column.detail and column.shape == QUANTILES:
        heads = THREE.get(column.kind, ("p10", "middle", "p90"))
        for head, part in zip(heads, ("p10", "p50", "p90"), strict=True):
            yield head, [_part(column.kind, one, part) for one in values]
    else:
        yield column.head, [said(column, value) for value in values]


def _interval(kind: str, one: Estimate | None) -> str:
    return span(kind, one.low, one.high) if one is not None else ""


def _range(kind: str, one: Estimate | None) -> str:
    across = one.across_futures if one is not None else None
    return span(kind, across.p10, across.p90) if across is not None else ""


def _part(kind: str, one: Quantiles | None, part: str) -> str:
    return plain(kind, getattr(one, part)) if one is not None else ""


def said(column: Column, value: Value | None) -> str:
    """One cell in words.

    >>> said(Column("stands", "stands", "share", shape=ESTIMATE), Estimate(0.31, 0.29, 0.33, None))
    '31 %'
    >>> said(Column("relief", "relief", "day", shape=QUANTILES), Quantiles(12.0, 30.0, None))
    'day 30 (12–never)'
    """
    if value is None and column.shape != PLAIN:
        return ""
    return _SHAPES[column.shape](column.kind, value)


def _estimate(kind: str, one: Estimate) -> str:
    return plain(kind, one.p)


def _quantiles(kind: str, one: Quantiles) -> str:
    middle = plain(kind, one.p50)
    around = span(kind, one.p10, one.p90)
    bare = middle.removeprefix("day ")
    return middle if around in ("", middle, bare) else f"{middle} ({around})"


def difference(kind: str, one: Difference) -> str:
    r"""A paired difference in words, marked where it is real.

    >>> difference("share", Difference(0.04, 0.02, 0.06))
    '+4 points *\n(+2 to +6)'
    >>> difference("share", Difference(0.01, -0.02, 0.04))
    'no difference seen\n(−2 to +4)'
    """
    scale, unit = {"share": (POINTS, " points"), "score": (1.0, "")}.get(kind, (1.0, f" {kind}"))
    said = thousandth if kind == "score" else exact
    if one.low is None or one.high is None:
        return f"{said(one.d * scale)}{unit}\n(no interval)"
    if one.low == one.high == 0.0:
        return "no difference seen\n(all alike)"
    around = f"({said(one.low * scale)} to {said(one.high * scale)})"
    if not one.is_real:
        return f"no difference seen\n{around}"
    return f"{said(one.d * scale)}{unit} *\n{around}"


def thousandth(value: float) -> str:
    """A difference of scores, with its sign.

    >>> thousandth(-0.0551), thousandth(0.0001)
    ('−0.055', '0')
    """
    if abs(value) < 0.0005:
        return "0"
    return f"{'+' if value > 0 else '−'}{abs(value):.3f}"


def part(kind: str, one: Difference) -> str:
    """A part of a difference as a number alone, so that parts can be added; marked where real.

    >>> part("share", Difference(0.158, 0.13, 0.18)), part("days", Difference(-2.04, -5.0, 1.0))
    ('+15.8 *', '−2.0')
    >>> part("share", Difference(0.0, 0.0, 0.0))
    '0'
    """
    value = one.d * POINTS if kind == "share" else one.d
    if value == 0.0:
        return "0"
    sign = "+" if value > 0 else "−"
    return f"{sign}{abs(value):.1f}{' *' if one.is_real else ''}"


def exact(value: float) -> str:
    """A difference in whole numbers, or finer where that would hide that it is one.

    >>> exact(-3.6), exact(0.62), exact(-0.041), exact(0.0)
    ('−4', '+0.6', '−0.04', '0')
    """
    if abs(value) >= 1 or value == 0:
        return words.signed(value)
    digits = 1 if abs(value) >= 0.05 else 2
    return f"{'+' if value > 0 else '−'}{abs(value):.{digits}f}"


def plain(kind: str, value: Any) -> str:
    """One number or word of a kind.

    >>> plain("share", 0.137), plain("day", 43.6), plain("day", None), plain("men", 12_345.0)
    ('14 %', 'day 44', 'never', '12,300')
    """
    if value is None:
        return words.NEVER if kind == "day" else ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return words.date(value.isoformat())
    return value if isinstance(value, str) else _NUMBERS[kind](float(value))


def _days(value: float) -> str:
    return f"{round(value)}".replace("-", "−")


_NUMBERS: dict[str, Callable[[float], str]] = {
    "text": numeral,
    "share": words.percent,
    "days": _days,
    "day": lambda value: f"day {_days(value)}",
    "date": numeral,
    "men": lambda value: f"{round(value, -2):,.0f}",
    "count": lambda value: f"{value:,.0f}",
    "number": numeral,
    "score": lambda value: f"{value:.3f}",
    "quantity": numeral,
}


def span(kind: str, low: float | None, high: float | None) -> str:
    """Two numbers of a kind as one span; empty where neither is known.

    >>> span("share", 0.11, 0.164), span("day", 12.0, None), span("days", -31.0, 5.0)
    ('11–16 %', '12–never', '−31 to 5')
    """
    if low is None and high is None:
        return ""
    if kind == "share":
        return words.percent_span(low, high)
    first, last = (plain(kind, end).removeprefix("day ") for end in (low, high))
    if first == last:
        return first
    return f"{first} to {last}" if "−" in first else f"{first}–{last}"


_SHAPES: dict[str, Callable[[str, Any], str]] = {
    PLAIN: plain,
    ESTIMATE: _estimate,
    QUANTILES: _quantiles,
    DIFFERENCE: difference,
    PART: part,
}
"""How a cell of each shape is said."""
