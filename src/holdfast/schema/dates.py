"""Dates: ISO 8601, in the Gregorian calendar, and what is said of those outside the model."""

from __future__ import annotations

import datetime
import re

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""Dates that can be written; far from the ends of Python's calendar. grade: definition"""

MODEL_BEGINS = datetime.date(1815, 1, 1)
"""The first day that the model is meant for (`any state, any age since 1815`)."""

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}\Z")
_SHORT = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})\Z")
_STAMP = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]")


def read_date(value: object) -> object:
    """Read an ISO date; a month stands for its first day.

    >>> read_date("1938-10")
    datetime.date(1938, 10, 1)
    """
    if not isinstance(value, str) or not _MONTH.match(value):
        return read_day(value)
    try:
        return read_day(f"{value}-01")
    except ValueError:
        raise ValueError(f'"{value}" is not a date such as 1938-10: no such month') from None


def read_day(value: object) -> object:
    """Read an ISO date; what is no text is left to others.

    >>> read_day("1938-9-1")
    Traceback (most recent call last):
    ValueError: "1938-9-1" is not a date such as 1938-10-01: write 1938-09-01
    """
    if not isinstance(value, str):
        return value
    written = _DAY.match(value)
    if written is None:
        raise ValueError(f'"{value}" is not a date such as 1938-10-01{_meant(value)}')
    if not FIRST_YEAR <= int(written[1]) <= LAST_YEAR:
        raise ValueError(f'"{value}" is outside the years {FIRST_YEAR} to {LAST_YEAR}')
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ValueError(f'"{value}" is not a date such as 1938-10-01: no such day') from None


def _meant(value: str) -> str:
    """What was probably meant by something that is almost a date."""
    short, stamp = _SHORT.match(value), _STAMP.match(value)
    if short is not None:
        return f": write {short[1]}-{int(short[2]):02}-{int(short[3]):02}"
    return f": days have no hours here, write {stamp[1]}" if stamp is not None else ""


def outside_model(what: str, on: datetime.date) -> list[str]:
    """What a reader should be told of a day before the model's time; nothing of any other.

    >>> outside_model("start", datetime.date(1582, 10, 10))[0][:40]
    'start: 1582-10-10 lies before 1815, outs'
    """
    if on >= MODEL_BEGINS:
        return []
    return [
        f"{what}: {on} lies before {MODEL_BEGINS.year}, outside the model's range; dates are "
        "Gregorian throughout, also where another calendar was in use"
    ]
