"""The inputs of a run as numbers: what was written, how uncertain it is, and what it rests on.

They stand in the dossier of a run folder; whoever shows them puts them into words.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Standing: TypeAlias = Literal["own", "inherited", "none"]
OWN: Standing = "own"
INHERITED: Standing = "inherited"
NONE: Standing = "none"
"""Evidence of its own, of what encloses it, or none."""

SpreadKind: TypeAlias = Literal[
    "fixed", "triangular", "uniform", "normal", "lognormal", "chance", "beta", "rivals",
    "worked_out",
]  # fmt: skip
"""How a number is uncertain; `rivals`: one of several claims; `worked_out`: from several."""

PlainWord: TypeAlias = str | bool | int | float


@dataclass(frozen=True, slots=True)
class Spread:
    """An uncertain number: its kind with the parameters as they were written, and percentiles."""

    kind: SpreadKind
    p10: float
    p50: float
    p90: float
    parameters: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a number rests on, as it was written."""

    source: tuple[str, ...] = ()
    at: str | None = None
    quote: str | None = None
    grade: str | None = None
    note: str | None = None
    said_by: str | None = None
    reported_by: str | None = None
    modality: str | None = None
    interest: str | None = None
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class RivalClaim:
    """One of several claims: what it says, its share of the futures, what it rests on."""

    spread: Spread
    share: float
    evidence: Evidence | None = None
    believed_by: str | None = None
    """The power that believed it then."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with the claims that rival for it; none where sources agree."""

    spread: Spread
    rivals: tuple[RivalClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class TableLine:
    """One row of a table by date, or by day since something is ordered."""

    amount: Amount
    on: datetime.date | None = None
    day: int | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What an effect does to what it names: `set`, `scale` and the like, with the value."""

    op: str
    value: str
    since: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class InputFact:
    """One input: a number, a table, a drawn word, plain words, or a change."""

    label: str
    path: str
    """Where it stands, as effects and `--set` write it."""
    standing: Standing
    unit: str = ""
    evidence: Evidence | None = None
    """Its own, or else that of the nearest thing round it."""
    amount: Amount | None = None
    rows: tuple[TableLine, ...] = ()
    chances: Mapping[str, float] = field(default_factory=dict)
    """Words of which one is drawn, with their chances."""
    words: tuple[PlainWord, ...] = ()
    change: ChangeLine | None = None
    same_as: str | None = None
    """The path of the number with whose luck it is drawn."""
    group: str | None = None
    """The group with which it rises and falls."""

    @property
    def is_number(self) -> bool:
        """Whether it may be uncertain, and counts among the numbers that need evidence."""
        return self.amount is not None or bool(self.rows) or bool(self.chances)


@dataclass(frozen=True, slots=True)
class InputItem:
    """One thing, a force or a belt, with its inputs and its own evidence."""

    title: str
    path: str
    facts: tuple[InputFact, ...]
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class InputSection:
    """Things of one kind."""

    title: str
    items: tuple[InputItem, ...]


@dataclass(frozen=True, slots=True)
class BeliefCoverage:
    """Of how many uncertain numbers it is known what was believed at the time."""

    share: float
    widened: tuple[str, ...] = ()
    """Paths of the others, taken in hindsight at twice their width."""


@dataclass(frozen=True, slots=True)
class InputCoverage:
    """How well the numbers are backed."""

    numbers: int
    own: int
    inherited: int
    bare: tuple[str, ...]
    """Paths of those that nothing backs."""
    claims: int
    """About how many of them sources differ."""
    by_grade: Mapping[str, int] = field(default_factory=dict)
    grades: Mapping[str, str] = field(default_factory=dict)
    """Of each number that is backed, by its path."""
    beliefs: BeliefCoverage | None = None
    """In a contemporary view alone."""

    @property
    def share(self) -> float:
        """Share of the numbers that are backed; 1 where there are none."""
        return 1 - len(self.bare) / self.numbers if self.numbers else 1.0


def facts_of(sections: tuple[InputSection, ...]) -> Iterator[InputFact]:
    """Every input of some sections, in their order."""
    for section in sections:
        for item in section.items:
            yield from item.facts
