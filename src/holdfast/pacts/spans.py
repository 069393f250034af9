"""Spans of days, from a first day up to, not with, an end: joined, turned round, asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Span: TypeAlias = tuple[int, int | None]
ALWAYS_SPAN: tuple[Span, ...] = ((0, None),)


def within(spans: tuple[Span, ...], day: int) -> bool:
    """Say whether a day lies in one of the spans."""
    return any(start <= day and (end is None or day < end) for start, end in spans)


def union(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The days of any of the spans, as spans apart in their order.

    >>> union([(4, 6), (0, 2), (5, 9), (2, 3)])
    ((0, 3), (4, 9))
    """
    merged: list[Span] = []
    for start, end in sorted(spans, key=lambda span: span[0]):
        if merged and (merged[-1][1] is None or start <= merged[-1][1]):
            last = merged[-1][1]
            until = None if last is None or end is None else max(last, end)
            merged[-1] = (merged[-1][0], until)
        else:
            merged.append((start, end))
    return tuple(merged)


def complement(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The days from day 0 on that lie in none of the spans, which are apart and in order."""
    gaps: list[Span] = []
    at: int | None = 0
    for start, end in spans:
        if at is not None and start > at:
            gaps.append((at, start))
        at = end
    if at is not None:
        gaps.append((at, None))
    return tuple(gaps)
