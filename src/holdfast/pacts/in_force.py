"""How long a pact binds: its dates, notice and further terms, and a war on its last day."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.pacts.file import Pact, PactFile, TimeInForce
from holdfast.pacts.spans import ALWAYS_SPAN, Span, union, within


def months_after(date: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day where it is shorter.

    >>> months_after(dt.date(1904, 2, 29), 12).isoformat()
    '1905-02-28'
    """
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def last_date(time: TimeInForce) -> dt.date | None:
    """The last day of a pact by its dates, its notice and its terms; None where it has none.

    Notice ends a pact when its months have run, but not before the term that then runs is over.

    >>> date = dt.date.fromisoformat
    >>> ten_years = TimeInForce(last=date("1921-07-13"), notice_months=12)
    >>> last_date(ten_years) is None
    True
    >>> from dataclasses import replace
    >>> last_date(replace(ten_years, denounced=date("1921-12-13"))).isoformat()
    '1922-12-13'
    >>> last_date(replace(ten_years, denounced=date("1921-12-13"), renewed_years=5)).isoformat()
    '1926-07-13'
    """
    if time.denounced is None:
        goes_on = time.notice_months is not None or time.renewed_years is not None
        return None if goes_on else time.last
    free = months_after(time.denounced, time.notice_months or 0)
    if time.last is None:
        return free
    if time.renewed_years is None:
        return max(time.last, free)
    last, terms = time.last, 0
    while last < free:
        terms += 1
        last = months_after(time.last, 12 * time.renewed_years * terms)
    return last


@dataclass(frozen=True, slots=True)
class LastWar:
    """A war in which a party stands on the last day of a pact: who, against whom, until when."""

    party: str
    enemy: str
    until: int | None


def wars_on(
    pact: Pact, file: PactFile, day: int, powers: tuple[str, ...] | None = None
) -> Iterator[LastWar]:
    """The wars with outsiders, on a day, of those whose war keeps a pact in force, or of others."""
    for party in pact.in_force.until_peace if powers is None else powers:
        spans: dict[str, list[Span]] = {}
        for given in file.facts:
            if given.fact.form == "at_war" and party in given.fact.names:
                (enemy,) = set(given.fact.names) - {party} or {party}
                if enemy not in pact.parties:
                    spans.setdefault(enemy, []).append((given.day, given.until))
        for enemy, days in spans.items():
            for start, until in union(days):
                if within(((start, until),), day):
                    yield LastWar(party, enemy, until)


def pact_window(pact: Pact, file: PactFile) -> tuple[Span, ...]:
    """The days on which a pact is in force; without a day zero its dates are documentation."""
    if file.day_zero is None:
        return ALWAYS_SPAN
    time, last = pact.in_force, last_date(pact.in_force)
    first = (time.first - file.day_zero).days if time.first else 0
    until: int | None = None
    if last is not None:
        last_day = (last - file.day_zero).days
        ends = [last_day + 1, *(war.until for war in wars_on(pact, file, last_day))]
        until = None if None in ends else max(end for end in ends if end is not None)
        if until is not None and until <= max(first, 0):
            return ()
    return ((max(first, 0), until),)
