"""A pact file as read: powers, pacts and their clauses, facts, decisions, questions. Frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from holdfast.pacts.expressions import ALWAYS, Expression, Fact
from holdfast.text.nodes import Plain, Position


@dataclass(frozen=True, slots=True)
class Delay:
    """Whole days from trigger to act: lowest, likeliest, highest. The static engine takes mode."""

    low: int = 0
    mode: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when an act is due: days after its case arises, or a fixed day of the file."""

    days: int
    from_trigger: bool = True


@dataclass(frozen=True, slots=True)
class Brought:
    """What an act brings in all, by so many days after its case arises."""

    by_day: int
    amounts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class TimeInForce:
    """The dates between which a pact binds, and what makes it go on past the last of them."""

    first: dt.date | None = None
    last: dt.date | None = None
    notice_months: int | None = None
    """From denunciation to the end; a pact with a notice goes on until somebody gives it."""
    renewed_years: int | None = None
    """The length of each further term, where notice must be given before one ends."""
    denounced: dt.date | None = None
    denounced_by: str | None = None
    until_peace: tuple[str, ...] = ()
    """The powers whose war on the last day keeps the pact in force until that war ends."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One obligation as written: who owes what to whom, when, and if whose decision is made."""

    id: str
    obligors: tuple[str, ...]
    beneficiaries: tuple[str, ...] | None
    act: str
    position: Position
    against: tuple[str, ...] = ()
    kind: str = "treaty"
    when: Expression = ALWAYS
    provided: Expression = ALWAYS
    delay: Delay = Delay()
    deadline: Deadline | None = None
    brings: tuple[Brought, ...] = ()
    discretion: str | None = None
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Pact:
    """A treaty: its parties, the dates between which it binds, its clauses."""

    id: str
    position: Position
    clauses: tuple[Clause, ...]
    parties: tuple[str, ...] = ()
    title: str | None = None
    signed: dt.date | None = None
    in_force: TimeInForce = TimeInForce()
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class GivenFact:
    """A fact that holds from its day until the day on which it no longer does (None: for ever)."""

    fact: Fact
    position: Position
    day: int = 0
    until: int | None = None


@dataclass(frozen=True, slots=True)
class PactDecision:
    """A yes or no: uncertain with its probability and common-cause group, or fixed by `value`."""

    name: str
    position: Position
    probability: float | None = None
    group: str | None = None
    value: bool | None = None
    day: int = 0
    note: str | None = None

    @property
    def uncertain(self) -> bool:
        """Whether the decision is still open."""
        return self.value is None


@dataclass(frozen=True, slots=True)
class PactQuestion:
    """A sentence that is asked: when does it come true, and what does it hang on."""

    name: str
    sentence: Expression
    position: Position


@dataclass(frozen=True, slots=True)
class PactFile:
    """Everything that one pact file says."""

    name: str
    powers: tuple[str, ...]
    pacts: tuple[Pact, ...] = ()
    facts: tuple[GivenFact, ...] = ()
    decisions: tuple[PactDecision, ...] = ()
    groups: Mapping[str, float] | None = None
    together: tuple[tuple[str, ...], ...] = ()
    ask: tuple[PactQuestion, ...] = ()
    expect: Plain = None
    day_zero: dt.date | None = None
    title: str | None = None
    note: str | None = None
    source: str | None = None
    warnings: tuple[tuple[int, str], ...] = ()

    @property
    def uncertain(self) -> tuple[str, ...]:
        """The names of the open decisions, in file order."""
        return tuple(decision.name for decision in self.decisions if decision.uncertain)
