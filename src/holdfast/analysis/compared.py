"""A comparison as it is kept beside its runs: what a page of it needs, as plain numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import ConfigDict, TypeAdapter

from holdfast.analysis.attribution import Attribution
from holdfast.analysis.paired import Difference, Estimate
from holdfast.experiment.question import Question
from holdfast.experiment.typed_json import STRICT, Sealed

FORMAT = 1
"""Of the JSON; another number is not read."""

COMPARISON = "comparison.json"
"""The file in the folder of a comparison, beside the folders of its runs."""


@dataclass(frozen=True, slots=True)
class ComparedChange:
    """One change at one date of attack, beside the base."""

    name: str
    title: str
    attack_on: str
    stands: Estimate
    """Of all crises, under the change."""
    saved: Estimate
    days_held: Estimate | None
    difference: Mapping[str, Difference] = field(default_factory=dict)
    """Less the base, by measure."""
    split: Mapping[str, Attribution] = field(default_factory=dict)
    """What the differences are made of, by measure."""


@dataclass(frozen=True, slots=True)
class TurnedChange:
    """A difference that turns its sign once other powers decide as they see fit."""

    name: str
    attack_on: str
    measure: str
    frozen: Difference
    free: Difference


@dataclass(frozen=True)
class ComparisonRecord:
    """All of it. Frozen; JSON that is damaged, edited or of another format is refused."""

    title: str
    asked: Question
    """By the base."""
    base: tuple[ComparedChange, ...]
    """As it is written, a row a date of attack."""
    changes: tuple[ComparedChange, ...]
    kinds: Mapping[str, tuple[str, ...]]
    """What was named on the command line, by its option: what-ifs, plans, courses, schools."""
    defender: str = "the defence"
    is_shipped: bool = False
    weighed_on: int = 0
    turned: tuple[TurnedChange, ...] = ()

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates of attack, in their order."""
        return tuple(one.attack_on for one in self.base)

    def of_date(self, attack_on: str) -> tuple[ComparedChange, ...]:
        """The changes at one date, the largest effect on standing first."""
        here = [one for one in self.changes if one.attack_on == attack_on]
        return tuple(sorted(here, key=lambda one: -abs(whole_of(one).d)))

    @property
    def shown(self) -> str:
        """The date at which the changes change most: it is told first."""
        return max(self.dates, key=lambda day: sum(abs(whole_of(one).d)
                                                   for one in self.of_date(day)))  # fmt: skip

    def to_json(self) -> str:
        """All of it; what is empty is left out."""
        return _SEALED.to_text(self)

    @classmethod
    def from_json(cls, text: str, what: str = "the comparison") -> ComparisonRecord:
        """Read what `to_json` gave.

        Raises
        ------
        StoreError
            if it is damaged, edited, or of another format.
        """
        return _SEALED.from_text(text, what)


def whole_of(one: ComparedChange) -> Difference:
    """The whole effect on how often it stands."""
    return one.split["stands"].whole


_SEALED = Sealed("comparison", FORMAT, TypeAdapter(ComparisonRecord))
