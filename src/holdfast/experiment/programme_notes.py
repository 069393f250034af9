"""A programme of preparation month by month, as figures draw it: a part of the dossier.

Every number is reckoned at middle values. Months are written `1936-06`; the numbers of a line stand
in their order, at the end of each month, and count from the first.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order of a programme: what, where, and how far it has come by each month."""

    id: str
    good: str
    """Its title."""
    sector: str
    """Where it is built; empty for what stands nowhere, and for projects."""
    begins: str
    number: float
    begun: tuple[float, ...]
    done: tuple[float, ...]
    """Shells, or what is delivered."""
    armed: tuple[float, ...]
    """The same as done where nothing arms it."""
    bound: tuple[str, ...] = ()
    """What kept it from going on in each month; empty: nothing, or its month was to come."""


@dataclass(frozen=True, slots=True)
class PurseLine:
    """The money for one purpose."""

    purpose: str
    """Its title."""
    drawable: tuple[float, ...]
    spent: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RecordedLine:
    """How many of a good are on record for a date, over all its places."""

    goods: tuple[str, ...]
    """Their titles: several where the record does not tell them apart."""
    on: datetime.date
    number: float


@dataclass(frozen=True, slots=True)
class ProgrammeNotes:
    """What one plan's programme comes to."""

    plan: str
    title: str
    unit: str
    """What money is counted in."""
    months: tuple[str, ...]
    attacks: tuple[datetime.date, ...]
    orders: tuple[OrderLine, ...]
    purses: tuple[PurseLine, ...]
    recorded: tuple[RecordedLine, ...] = ()
    """What the scenario writes as standing: what the base programme gave."""
