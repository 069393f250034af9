"""What can be asked about: a card or a scenario, behind one face.

Their files differ and are told apart by their reader alone (scenario.open_any); from there on
each is a target, and nothing asks which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from holdfast.catalog.posterior import PosteriorSample
from holdfast.errors import Fault
from holdfast.experiment.inputs import InputCoverage
from holdfast.experiment.question import Kind
from holdfast.scenario.compile.scenario import Compiled
from holdfast.scenario.ground import Joined
from holdfast.schema.economy import PreparationEconomy
from holdfast.schema.projects import Project
from holdfast.schema.scenario import Plan
from holdfast.study.choices import Choices
from holdfast.study.prepared import Prepared


@dataclass(frozen=True, slots=True)
class NamedWhatIf:
    """A what-if that a card or scenario names."""

    title: str
    missing: str | None = None
    """What is missing to ask it."""


@dataclass(frozen=True, slots=True)
class NamedCourse:
    """A course of action that a scenario names."""

    title: str
    attack_on: str
    weight: float


@dataclass(frozen=True)
class Menu:
    """What a minister may choose among, and what an attacker may do, by name."""

    plans: Mapping[str, Plan]
    courses: Mapping[str, NamedCourse]
    projects: Mapping[str, Project] = field(default_factory=dict)
    economy: PreparationEconomy | None = None
    usual: str = ""
    """The plan that is taken where none is named."""


@dataclass(frozen=True)
class Checked:
    """What there is to say of a card or scenario without faults; what it lacks is empty."""

    id: str
    kind: Kind
    title: str
    hash: str
    start: str | None = None
    """The day of the attack, where there is one alone."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many things each part holds."""
    evidence: InputCoverage | None = None
    joins: tuple[Joined, ...] = ()
    """Places off every axis, and with which one each falls."""
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unread: Mapping[str, tuple[str, ...]] | None = None
    """Numbers that nothing reads, by kind; None where nobody looked."""

    def to_dict(self) -> dict[str, Any]:
        """As `holdfast check --json` prints it."""
        return asdict(self)


class Target(Protocol):
    """A card or a scenario that may be checked and asked."""

    @property
    def id(self) -> str:
        """Its id as it is written."""
        ...

    def faults(self) -> tuple[Fault, ...]:
        """Every fault of what is written, of its changes too."""
        ...

    def what_ifs(self) -> dict[str, NamedWhatIf]:
        """The what-ifs that it names.

        Raises
        ------
        ScenarioError
            with every fault of what is written.
        """
        ...

    def menu(self) -> Menu:
        """Its plans and the courses of its attacker.

        Raises
        ------
        ScenarioError
            with every fault of what is written.
        UsageError
            if it is a card, which has neither.
        """
        ...

    def prepare(self, choices: Choices, sample: PosteriorSample) -> Prepared:
        """Compile what is asked about.

        Raises
        ------
        ScenarioError
            with every fault of what is written.
        UsageError
            if something is chosen that there is not.
        """
        ...

    def levered(self, choices: Choices, course: str, sample: PosteriorSample) -> Compiled:
        """Compile for one course so that other preparations can be put in the plan's place.

        Raises
        ------
        ScenarioError
            with every fault of what is written.
        UsageError
            if something is chosen that there is not.
        """
        ...

    def check(self, unread: bool = False) -> Checked:
        """What there is to say of it without faults.

        Parameters
        ----------
        unread : also compile it, for which numbers nothing reads.

        Raises
        ------
        ScenarioError
            with every fault of what is written.
        """
        ...
