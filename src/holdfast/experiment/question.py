"""The question of a run: what is asked, of what, under which choices, with how many campaigns.

It holds whatever decides an answer, and nothing else: two runs with the same question give the
same campaigns. What names things for a reader stands in the dossier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import ClassVar, Literal, TypeAlias

from pydantic import ConfigDict, TypeAdapter

from holdfast.experiment.typed_json import STRICT, Sealed

FORMAT = 1
"""Of the JSON; another number is not read."""

Kind: TypeAlias = Literal["card", "scenario"]
CARD: Kind = "card"
SCENARIO: Kind = "scenario"


@dataclass(frozen=True, slots=True)
class AskedCase:
    """One row of the answer: a date of attack, and the attacker's courses with their shares."""

    attack_on: str
    courses: Mapping[str, float] = field(default_factory=dict)
    """Of each course the share of the futures; a card has none."""


@dataclass(frozen=True)
class Question:
    """What a run answers. Frozen; equal questions have equal hashes."""

    kind: Kind
    target: str
    """The id of the card or scenario."""
    target_hash: str
    """Of what it says."""
    plan: str
    course: str | None
    """The attacker's course; every one, by its weight, where none is named."""
    law: str
    school: str | None
    view: str
    reading: str
    attack: str
    """On the dates of the courses, or in any month by the hazard."""
    what_ifs: tuple[str, ...]
    settings: tuple[str, ...]
    freeze_others: bool
    help: bool
    """Whether the world with the acts of other powers is told of."""
    seed: int
    futures: int
    replications: int
    block: int
    """Futures in a part of the run folder."""
    bins: int
    """Parts of an axis to which fronts are counted."""
    horizon: int
    """Last day that is looked at."""
    cases: tuple[AskedCase, ...]
    kernel_hash: str
    posterior_hash: str
    version: str
    """Of the program."""
    asks: Literal["stands"] = "stands"
    """The outcome: whether the defence stands, and with whose help."""
    format: int = FORMAT

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    @property
    def hash(self) -> str:
        """Twelve hex digits of all of it."""
        return _SEALED.hash(self)

    @property
    def campaigns(self) -> int:
        """How many campaigns all cases together have."""
        return self.futures * self.replications * len(self.cases)

    def differences(self, other: Question) -> tuple[str, ...]:
        """The names of the fields in which two questions differ, in their order."""
        names = [one.name for one in fields(self)]
        return tuple(name for name in names if getattr(self, name) != getattr(other, name))

    def to_json(self) -> str:
        """Everything, with its hash, so that an edit is seen."""
        return _SEALED.to_text(self)

    @classmethod
    def from_json(cls, text: str, what: str = "the question") -> Question:
        """Read what `to_json` gave.

        Parameters
        ----------
        what : names the text in the error, such as `runs/x/question.json`.

        Raises
        ------
        StoreError
            if it is damaged, edited, or of another format.
        """
        return _SEALED.from_text(text, what)


_SEALED = Sealed("question", FORMAT, TypeAdapter(Question))
