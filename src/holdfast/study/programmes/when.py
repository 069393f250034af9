"""Dates and periods as the documents of programmes write them."""

from __future__ import annotations

import re
from typing import TypeAlias

YEAR = 12
Span: TypeAlias = tuple[int, int]
"""First and last month, counted from the year 0."""

_DATE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-\d{2})?)?$")
_YEARS = re.compile(r"^(\d{4})[-/](\d{2,4})$")


def span(text: object) -> Span | None:
    """The months of a date, a year, or a period; None where none is said.

    >>> span("1936-06-05") == (1936 * 12 + 5, 1936 * 12 + 5)
    True
    >>> span("1930-34") == (1930 * 12, 1934 * 12 + 11), span("1940-04..1941-06")[1] % 12
    (True, 5)
    >>> span("by year") is None, span("1932-") == (1932 * 12, 1932 * 12 + 11)
    (True, True)
    """
    said = str(text).strip()
    if ".." in said:
        ends = [span(part) for part in said.split("..", 1)]
        return (ends[0][0], ends[1][1]) if ends[0] and ends[1] else None
    years = _YEARS.match(said)
    if years and is_year(years[2], years[1]):
        last = int(years[1][: 4 - len(years[2])] + years[2])
        return int(years[1]) * YEAR, last * YEAR + YEAR - 1
    return one_date(said.rstrip("-"))


def is_year(end: str, start: str) -> bool:
    """Whether what stands behind the stroke is a year, and not a month: 1930-34, not 1940-05."""
    return len(end) == 4 or int(end) > YEAR or int(end) > int(start[2:]) > 0


def one_date(said: str) -> Span | None:
    """The months of a day, a month or a year."""
    found = _DATE.match(said)
    if not found:
        return None
    year = int(found[1]) * YEAR
    if found[2] is None:
        return year, year + YEAR - 1
    month = int(found[2])
    return (year + month - 1, year + month - 1) if 1 <= month <= YEAR else None


def years_in(sentence: str) -> list[int]:
    """Every year that a sentence names, ranges filled.

    >>> years_in("plateau 1934-36 (3000-4000 a year)"), years_in("1939 output 2.3 times 1938")
    ([1934, 1935, 1936], [1938, 1939])
    """
    found: set[int] = set()
    for first, last in re.findall(r"\b(1[89]\d\d)(?:\s*[-/]\s*(\d{4}|\d{2}))?\b", sentence):
        end = int(first[: 4 - len(last)] + last) if last else int(first)
        found |= set(range(int(first), max(int(first), end) + 1))
    return sorted(found)
