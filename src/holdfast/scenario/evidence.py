"""What stands behind the numbers of a scenario: how many have a source, and of which grade.

A number is backed by a source, or by `grade: D` with a note that says whose judgement it is. It may
carry this itself or inherit it from what encloses it. Rival claims are backed one by one. Numbers
in effects count, and so do the delays of the pacts, which are backed by the clause or its treaty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from holdfast.schema.base import Evidenced
from holdfast.schema.card import Card
from holdfast.schema.effects import Effect
from holdfast.schema.paths import Figure
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Scenario
from holdfast.schema.tables import ByDay, Dated, DrawnWord

UNGRADED = "ungraded"
JUDGEMENT = "D"
GRADES = ("A", "B", "C", JUDGEMENT, UNGRADED)
"""From the primary document to recall, and what nobody graded."""


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind a number: a source, a grade, a note."""

    source: object = None
    grade: str | None = None
    note: str | None = None

    @property
    def holds(self) -> bool:
        """Whether it is more than silence."""
        return bool(self.source) or (self.grade == JUDGEMENT and bool(self.note))

    def inside(self, part: object) -> Backing:
        """What backs something that stands in here and may carry more of its own."""
        if not isinstance(part, Evidenced):
            return self
        own = Backing(part.source, part.grade, part.note)
        if own.holds:
            return Backing(own.source, own.grade or self.grade, own.note)
        return Backing(own.source or self.source, own.grade or self.grade, own.note or self.note)


@dataclass(frozen=True, slots=True)
class Backed:
    """One number: where it stands, whether it is backed, and whether by itself."""

    path: str
    holds: bool
    own: bool
    grade: str
    claims: int = 0
    """How many rival claims it has."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well the numbers of a scenario are backed."""

    numbers: tuple[Backed, ...]

    @property
    def own(self) -> int:
        """Numbers with evidence of their own."""
        return sum(one.holds and one.own for one in self.numbers)

    @property
    def inherited(self) -> int:
        """Numbers with the evidence of what encloses them."""
        return sum(one.holds and not one.own for one in self.numbers)

    @property
    def bare(self) -> tuple[str, ...]:
        """Paths of the numbers with none."""
        return tuple(one.path for one in self.numbers if not one.holds)

    @property
    def share(self) -> float:
        """Share of the numbers that are backed; 1 where there are none."""
        return 1 - len(self.bare) / len(self.numbers) if self.numbers else 1.0

    @property
    def claims(self) -> int:
        """Numbers about which sources differ."""
        return sum(one.claims > 1 for one in self.numbers)

    @property
    def by_grade(self) -> dict[str, int]:
        """How many backed numbers have each grade; a dispute has that of its weakest claim."""
        counts = Counter(one.grade for one in self.numbers if one.holds)
        return {grade: counts[grade] for grade in GRADES if counts[grade]}

    def to_dict(self) -> dict[str, Any]:
        """The coverage as plain data."""
        return {
            "numbers": len(self.numbers),
            "sourced": self.own,
            "inherited": self.inherited,
            "bare": list(self.bare),
            "by_grade": self.by_grade,
            "claims": self.claims,
        }


def coverage(scenario: Scenario) -> Coverage:
    """What stands behind every number that was written in a scenario."""
    return Coverage((*_model(scenario, "", Backing()), *_delays(scenario.pacts)))


def card_coverage(card: Card) -> Coverage:
    """What stands behind every number of a card: its inputs, and the constants of its own."""
    outer = Backing().inside(card)
    law = (one for name, value in card.law.items() for one in _value(value, f"law.{name}", outer))
    return Coverage((*_model(card.inputs, "inputs", outer), *law))


def _model(model: BaseModel, path: str, outer: Backing) -> Iterator[Backed]:
    inner = outer.inside(model)
    if isinstance(model, Effect):
        if _has_number(model.value):
            yield _effect(model, path, inner)
        return
    for name in type(model).model_fields:
        if name in model.model_fields_set:
            deeper = f"{path}.{name}" if path else name
            yield from _value(getattr(model, name), deeper, inner)


def _value(value: object, path: str, outer: Backing) -> Iterator[Backed]:
    if isinstance(value, Quantity | Dated | ByDay | DrawnWord):
        yield _figure(value, path, outer)
    elif isinstance(value, BaseModel):
        yield from _model(value, path, outer)
    elif isinstance(value, dict) and not path.startswith("pacts"):
        for key, item in value.items():
            yield from _value(item, f"{path}.{key}", outer)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            named = getattr(item, "id", None)
            label = f"id={named}" if isinstance(named, str) else str(index)
            yield from _value(item, f"{path}[{label}]", outer)


def _figure(figure: Figure, path: str, outer: Backing) -> Backed:
    inner = outer.inside(figure)
    own = Backing().inside(figure).holds
    parts = _parts(figure)
    backings = [inner.inside(part) for part in parts] or [inner]
    by_parts = bool(parts) and all(Backing().inside(part).holds for part in parts)
    claims = len(figure.claims or ()) if isinstance(figure, Quantity) else 0
    grades = [backing.grade or UNGRADED for backing in backings]
    holds = all(backing.holds for backing in backings)
    return Backed(path, holds, own or by_parts, max(grades, key=GRADES.index), claims)


def _parts(figure: Figure) -> list[Evidenced]:
    """What of a figure may carry evidence apart: rival claims, the rows of a table."""
    if isinstance(figure, Quantity):
        return list(figure.claims or ())
    return list(figure.rows.values()) if isinstance(figure, Dated | ByDay) else []


def _effect(effect: Effect, path: str, inner: Backing) -> Backed:
    value = effect.value if isinstance(effect.value, dict) else {}
    said = Backing(value.get("source"), value.get("grade"), value.get("note"))
    own = said.holds or Backing().inside(effect).holds
    grade = said.grade or inner.grade or UNGRADED
    return Backed(path, said.holds or inner.holds, own, grade)


def _has_number(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_has_number, value.values()))
    if isinstance(value, list):
        return any(map(_has_number, value))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _delays(pacts: Mapping[str, Any]) -> Iterator[Backed]:
    """The delays of the pacts' clauses; who drew a clause up stands behind its days."""
    for name, pact in pacts.get("pacts", {}).items():
        for clause in pact.get("clauses", ()):
            if "delay_days" in clause:
                path = f"pacts.pacts.{name}.clauses[id={clause['id']}].delay_days"
                own = any(clause.get(key) for key in ("source", "note"))
                holds = own or bool(pact.get("source"))
                yield Backed(path, holds, own, UNGRADED)
