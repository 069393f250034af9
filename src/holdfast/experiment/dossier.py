"""What a reader of a run needs, kept beside its question: names, ground, forces, evidence.

One type for cards and scenarios; what a card lacks is empty. It is written when a run begins, so
that a report parses and checks nothing again, and an old run stays readable.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, TypeAlias

from pydantic import ConfigDict, TypeAdapter

from holdfast.experiment.ground_map import TheatreMap
from holdfast.experiment.inputs import Amount, Evidence, InputCoverage, InputSection, Spread
from holdfast.experiment.programme_notes import ProgrammeNotes
from holdfast.experiment.typed_json import STRICT, Sealed
from holdfast.pacts.net import PromiseNet

FORMAT = 1
"""Of the JSON; another number is not read."""

SideName: TypeAlias = Literal["defender", "attacker", "ally", "third"]


# ---------------------------------------------------------------- names
@dataclass(frozen=True, slots=True)
class ClauseAct:
    """What a clause does: who, which act, for whom."""

    power: str
    act: str
    beneficiary: str | None = None


@dataclass(frozen=True, slots=True)
class AxisStop:
    """A place on an axis, by its distance from the frontier."""

    place: str
    km: float


@dataclass(frozen=True, slots=True)
class AxisNote:
    """An axis: its name, its length with every number at its middle, the places on it."""

    id: str
    name: str
    km: float
    stops: tuple[AxisStop, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """What a reader calls things; the lists are in the order of the kernel's numbers."""

    powers: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, ClauseAct] = field(default_factory=dict)
    axes: tuple[AxisNote, ...] = ()
    decisions: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    defender: str | None = None
    attacker: str | None = None
    resists: str | None = None
    """The decision to refuse, whose no ends the crisis in terms."""
    attacks: str | None = None
    """The decision to attack, whose no ends the crisis without a war."""


# ---------------------------------------------------------------- one date of attack
@dataclass(frozen=True, slots=True)
class CourseNote:
    """A course of the attacker: its title, and its share of the futures of its date."""

    name: str
    title: str
    share: float


@dataclass(frozen=True, slots=True)
class NarrowLink:
    """The link of a route that carries least."""

    between: tuple[str, str]
    trains_per_day: float
    gauge_break: bool = False


@dataclass(frozen=True, slots=True)
class LeaveNeeded:
    """Whose leave a route needs, how it is come by, and what it costs."""

    power: str
    manner: str
    extra_days: float = 0.0
    trains_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class WayIn:
    """A route by which an ally's forces can come; each ally's best stands first."""

    power: str
    places: tuple[str, ...]
    road_divisions_per_day: float
    narrowest: NarrowLink | None = None
    """None where all of it is on foot."""
    leave: tuple[LeaveNeeded, ...] = ()


@dataclass(frozen=True, slots=True)
class ForceNote:
    """One line of the order of battle: who, how many, where, from when, for what."""

    side: SideName
    power: str
    name: str
    kind: str
    divisions: Spread | None = None
    men: Spread | None = None
    tanks: Spread | None = None
    guns: Spread | None = None
    aircraft: Spread | None = None
    day: Spread | None = None
    """First campaign day on which it can be at the front."""
    in_being: bool = False
    """Whether it stands ready without mobilisation."""
    from_place: str | None = None
    to_place: str | None = None
    axis: str | None = None
    covers: tuple[str, ...] = ()
    """Sectors that it holds."""
    reserve: bool = False
    waits_for: tuple[str, ...] = ()
    """Sentences or decisions that must hold before it moves."""
    called_when: str | None = None


@dataclass(frozen=True, slots=True)
class OddsLine:
    """The odds of a yes, and when they hold: the first line that holds counts."""

    odds: Amount
    when: str | None = None
    standing: str = "none"
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """An uncertain yes or no: what a yes says, its odds, what it needs, when it can fall."""

    name: str
    odds: tuple[OddsLine, ...]
    meaning: str = ""
    needs: tuple[str, ...] = ()
    """Other decisions that must be a yes."""
    asked: str | None = None
    """What must hold before anybody asks."""
    group: str | None = None
    day: Spread | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class DateNotes:
    """What there is to tell of one date of attack, as its likeliest course has it."""

    attack_on: str
    """As the answer's row names it."""
    on: datetime.date
    is_dated: bool
    """Whether it is one date, and not any month."""
    courses: tuple[CourseNote, ...] = ()
    ground: TheatreMap | None = None
    ways: tuple[WayIn, ...] = ()
    forces: tuple[ForceNote, ...] = ()
    promises: PromiseNet | None = None
    decisions: tuple[DecisionNote, ...] = ()
    expected_alone: Mapping[str, float] = field(default_factory=dict)
    """Days by quantile that contemporaries would have put on a fight alone, p10 to p90."""


# ---------------------------------------------------------------- what stands beside the answer
@dataclass(frozen=True, slots=True)
class OutsideNote:
    """What became of comparable promises: how often they were kept, and in contact by when."""

    route: str
    promise: str
    helpers: tuple[str, ...]
    acts: Spread
    contact_if_acts: Spread
    contact_by_day: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class StandsFor:
    """One thing in the program that answers to a statement."""

    kind: str
    path: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement of a text, and what in the program answers to it."""

    part: str
    where: str
    speaker: str
    modality: str
    says: str
    reported_by: str | None = None
    quote: str | None = None
    to: tuple[StandsFor, ...] = ()
    no_mechanism: str | None = None


@dataclass(frozen=True, slots=True)
class TextNotes:
    """A text taken apart."""

    title: str
    note: str | None = None
    lines: tuple[StatementLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ExpectedThen:
    """What a contemporary expected: in words, or as spans of numbers by name."""

    who: str
    date: str
    words: str = ""
    spans: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    source: str | None = None
    grade: str | None = None
    about: str | None = None
    """What was expected to last, to fall or to happen."""
    attack: str | None = None
    """Month of the attack that was meant."""
    given: str | None = None
    """Whether help was reckoned with: alone, with_allies, not_said."""
    kind: str | None = None
    """A forecast, or a target, a boast, hindsight and the like."""
    interest: str | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """How a campaign of the past ended."""

    end: str
    duration_days: float
    collapse_day: float | None = None
    capital_day: float | None = None
    relief_day: float | None = None


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source: its key, empty where it has none, and its text."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class ConstantNote:
    """A constant of the law as it stood in the run: one value, or one for each side."""

    name: str
    meaning: str
    unit: str
    source: tuple[str, ...]
    grade: str
    values: tuple[Amount, ...]
    """Attacker's and defender's where there are two; before any campaign where it is weighed."""
    mechanism: str = ""
    """Its title."""
    is_weighed: bool = False
    """Drawn with the other weighed constants from the sample that ships."""
    is_own: bool = False
    """Put in place of the law's by the card or scenario."""


@dataclass(frozen=True, slots=True)
class OutsideCollapse:
    """What the outside view of a hindcast says of a card, which a run leaves out."""

    middle_day: float | None
    """By which half of such defences have collapsed; None is not within the year."""
    campaigns: int
    """Of the past, on which it was fitted."""
    capability_unknown: bool = False


@dataclass(frozen=True)
class Dossier:
    """All of it. Frozen; JSON that is damaged, edited or of another format is refused."""

    title: str
    question: str | None
    """In words, where the card or scenario has its own."""
    naming: Naming
    dates: tuple[DateNotes, ...]
    """One a case of the question, in its order."""
    sections: tuple[InputSection, ...]
    coverage: InputCoverage
    unused: tuple[str, ...] = ()
    """What is written and no mechanism reads."""
    notes: tuple[str, ...] = ()
    """What the author says is not in it."""
    guesses: tuple[str, ...] = ()
    outside_view: Mapping[str, OutsideNote] = field(default_factory=dict)
    outside_collapse: OutsideCollapse | None = None
    """Of a card alone: a scenario has no hindcast."""
    no_attack_within: float | None = None
    """Chance that no attack comes within the span of the hazard."""
    text: TextNotes | None = None
    expected: tuple[ExpectedThen, ...] = ()
    happened: Happened | None = None
    programmes: tuple[ProgrammeNotes, ...] = ()
    """Of the plan that is taken, then the base programme where that is another."""
    sources: tuple[SourceNote, ...] = ()
    constants: tuple[ConstantNote, ...] = ()
    weighed_on: int = 0
    """Campaigns of the past on which the constants were weighed."""
    is_weighed: bool = False
    """Whether this campaign is one of them."""
    is_shipped: bool = False
    """Whether the catalogue has it, so that its id names it."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    def to_json(self) -> str:
        """All of it; what is empty is left out."""
        return _SEALED.to_text(self)

    @classmethod
    def from_json(cls, text: str, what: str = "the dossier") -> Dossier:
        """Read what `to_json` gave.

        Raises
        ------
        StoreError
            if it is damaged, edited, or of another format.
        """
        return _SEALED.from_text(text, what)

    def of_date(self, attack_on: str) -> DateNotes:
        """The notes of one row of the answer."""
        return next(one for one in self.dates if one.attack_on == attack_on)


_SEALED = Sealed("dossier", FORMAT, TypeAdapter(Dossier))
