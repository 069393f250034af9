"""One walk over whatever a user may write: every input with its number, unit and evidence.

What stands deep inside a thing is told in its lines (`heavy, built`); a list of things is told
thing by thing. A number without evidence of its own shows that of the nearest thing round it.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from pydantic import BaseModel

from holdfast.analysis import words as said
from holdfast.experiment.inputs import (
    INHERITED,
    NONE,
    OWN,
    ChangeLine,
    Evidence,
    InputFact,
    InputItem,
    InputSection,
    PlainWord,
    Standing,
    TableLine,
)
from holdfast.scenario.evidence import Backed
from holdfast.schema.base import EVIDENCE_KEYS
from holdfast.schema.effects import Effect
from holdfast.schema.paths import Figure
from holdfast.schema.quantity import Quantity
from holdfast.schema.tables import ByDay, Dated, DrawnWord
from holdfast.study.dossier.labels import CODES, ONE_OF, joined, label_of, plain_name
from holdfast.study.dossier.numbers import amount_of, evidence_of
from holdfast.units import Unit

UNTOLD = frozenset({"id", "name", "title", "lat", "lon", "outline", "decisions"}) | EVIDENCE_KEYS
"""Fields that are a title, evidence, the map, or a part of their own."""


@dataclass(frozen=True)
class WrittenPart:
    """One part of what was written: its title, its path, and which fields of it are told."""

    title: str
    path: str
    value: object
    only: frozenset[str] | None = None


@dataclass(frozen=True)
class Here:
    """Where the walk is: path, words for it, evidence round it, unit of what stands there."""

    path: str
    label: str = ""
    round: Evidence | None = None
    unit: str = ""
    field: str = ""


def sections_of(
    parts: Sequence[WrittenPart], backed: Mapping[str, Backed]
) -> tuple[InputSection, ...]:
    """Every part of which something was written, its things in their order.

    backed : what stands behind each number, by its path.
    """
    walk = Walk(backed)
    found = (InputSection(part.title, tuple(walk.items(part))) for part in parts)
    return tuple(section for section in found if section.items)


@dataclass(frozen=True)
class Walk:
    """Tells what was written, with what stands behind each number."""

    backed: Mapping[str, Backed] = field(default_factory=dict)

    def items(self, part: WrittenPart) -> Iterator[InputItem]:
        """The things of a part, each with what is written of it."""
        value, path = part.value, part.path
        if isinstance(value, BaseModel):
            yield from self._of_model(value, path, part.only)
        elif isinstance(value, list):
            for number, item in enumerate(value):
                deeper = path + place_of(number, item)
                yield from self._item(item, deeper, listed_title(item, path, number))
        elif isinstance(value, dict):
            yield from self._of_mapping(value, path)

    def _of_mapping(self, value: Mapping[str, Any], path: str) -> Iterator[InputItem]:
        if all(is_figure(item) for item in value.values()):
            if facts := tuple(self._facts(value, Here(path))):
                yield InputItem("", path, facts)
            return
        for key, item in value.items():
            yield from self._item(item, f"{path}.{key}", title_of(item, key))

    def _of_model(
        self, model: BaseModel, path: str, only: frozenset[str] | None
    ) -> Iterator[InputItem]:
        """A part that is one thing: what is written of itself, then the things in its lists."""
        names = [name for name in written(model) if only is None or name in only]
        lists = {name: getattr(model, name) for name in names
                 if is_list_of_things(getattr(model, name))}  # fmt: skip
        facts = tuple(
            told
            for name in names
            if name not in lists
            for told in self._field(model, name, Here(path))
        )
        if facts:
            yield InputItem("", path, facts, evidence_of(model))
        for name, value in lists.items():
            yield from self.items(WrittenPart("", f"{path}.{name}", value))

    def _item(self, item: object, path: str, title: str) -> Iterator[InputItem]:
        facts = tuple(self._facts(item, Here(path)))
        own = evidence_of(item)
        if facts or own:
            yield InputItem(title, path, facts, own)

    def _facts(self, value: object, spot: Here) -> Iterator[InputFact]:
        if isinstance(value, Quantity | Dated | ByDay | DrawnWord):
            yield self._figure(value, spot)
        elif isinstance(value, Effect):
            yield effect_fact(value, spot.path)
        elif isinstance(value, BaseModel):
            for name in written(value):
                yield from self._field(value, name, spot)
        elif isinstance(value, dict) or is_list_of_things(value):
            yield from self._within(value, spot)
        elif is_plain(value):
            standing = INHERITED if spot.round else NONE
            words = tuple(plain_words(value, spot.field))
            yield InputFact(spot.label, spot.path, standing, words=words)

    def _within(self, value: Any, spot: Here) -> Iterator[InputFact]:
        """What stands in a mapping, or in a list of things."""
        if isinstance(value, dict):
            named = [(f".{key}", str(key), item) for key, item in value.items()]
        else:
            named = [(place_of(n, one), title_of(one, str(n + 1)), one)
                     for n, one in enumerate(value)]  # fmt: skip
        for step, name, item in named:
            deeper = Here(f"{spot.path}{step}", joined(spot.label, name), spot.round, spot.unit)
            yield from self._facts(item, inside(deeper, item))

    def _field(self, model: BaseModel, name: str, spot: Here) -> Iterator[InputFact]:
        value = getattr(model, name)
        path = f"{spot.path}.{name}" if spot.path else name
        label = joined(spot.label, label_of(name))
        deeper = Here(path, label, spot.round, unit_of(type(model), name), name)
        yield from self._facts(value, inside(deeper, value))

    def _figure(self, figure: Figure, spot: Here) -> InputFact:
        told = figure_fact(figure, spot)
        if told.evidence is None and spot.round is not None:
            told = replace(told, evidence=spot.round)
        return replace(told, standing=self._standing(spot.path))

    def _standing(self, path: str) -> Standing:
        backed = self.backed.get(path)
        if backed is None or not backed.holds:
            return NONE
        return OWN if backed.own else INHERITED


def inside(spot: Here, item: object) -> Here:
    """The same place, with the evidence of what stands there round what is inside it."""
    if is_figure(item) or isinstance(item, Effect):
        return spot
    return replace(spot, round=evidence_of(item) or spot.round)


@functools.cache
def unit_of(model: type[BaseModel], name: str) -> str:
    """The unit that a field names, also inside `dict[str, Share]`; empty where there is none."""
    info = model.model_fields[name]
    found = (item for item in (*info.metadata, *_noted(info.annotation)) if isinstance(item, Unit))
    return next((unit.name for unit in found), "")


def _noted(annotation: Any) -> Iterator[object]:
    yield from getattr(annotation, "__metadata__", ())
    for deeper in get_args(annotation):
        yield from _noted(deeper)


def place_of(number: int, item: object) -> str:
    """How a path names an item of a list: by its id, else by its number.

    >>> place_of(2, object())
    '[2]'
    """
    named = getattr(item, "id", None)
    return f"[id={named}]" if isinstance(named, str) else f"[{number}]"


def written(model: BaseModel) -> list[str]:
    """The fields that somebody wrote and that are told."""
    fields = type(model).model_fields
    return [name for name in fields if name in model.model_fields_set and name not in UNTOLD]


def is_figure(value: object) -> bool:
    """Whether something may be uncertain."""
    return isinstance(value, Quantity | Dated | ByDay | DrawnWord)


def is_plain(value: object) -> bool:
    """Whether something is shown as it stands: words, dates, numbers, lists of them."""
    if isinstance(value, list):
        return bool(value) and all(is_plain(item) for item in value)
    return value is not None and not isinstance(value, BaseModel | dict)


def is_list_of_things(value: object) -> bool:
    """Whether a field holds things that deserve a heading each."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], BaseModel)


def plain_words(value: Any, field_name: str = "") -> Iterator[PlainWord]:
    """Words, dates, numbers as they are; a pair of places is a way.

    >>> list(plain_words([["usti", "praha"], ["plzen", "praha"]]))
    ['usti to praha', 'plzen to praha']
    """
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, list):
            yield " to ".join(map(str, one))
        elif isinstance(one, datetime.date):
            yield one.isoformat()
        elif field_name == "needs":
            yield said.decision(str(one))
        else:
            yield CODES[field_name].get(one, str(one)) if field_name in CODES else one


def title_of(item: object, key: str) -> str:
    """What a thing is called: its own name, else its place in the file.

    A road is called by its two ends.
    """
    if between := getattr(item, "between", None):
        return " to ".join(plain_name(end) for end in between)
    named = getattr(item, "name", None) or getattr(item, "title", None)
    return str(named) if named else plain_name(getattr(item, "place", None) or key)


def listed_title(item: object, path: str, number: int) -> str:
    """What a thing in a list is called: by its name or id, by its power, or by its number."""
    named = getattr(item, "id", None)
    if named is not None:
        return title_of(item, str(named))
    power = getattr(item, "power", None)
    what = ONE_OF.get(path.rpartition(".")[2], "")
    shown = said.power(power) if isinstance(power, str) else str(number + 1)
    return title_of(item, f"{what} {shown}".strip())


def effect_fact(effect: Effect, path: str) -> InputFact:
    """A change: what is done to what, and since when."""
    change = ChangeLine(effect.op, change_words(effect.value), effect.since)
    return InputFact(effect.path, path, OWN, evidence=evidence_of(effect), change=change)


def change_words(value: Any) -> str:
    """The value of an effect as it was written, without the evidence inside it.

    >>> change_words({"low": 1.0, "high": 2.0, "source": "x"})
    'low 1; high 2'
    """
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_unset=True)
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if key not in EVIDENCE_KEYS}
        return "; ".join(f"{key} {change_words(item)}" for key, item in kept.items())
    if isinstance(value, list):
        return ", ".join(change_words(item) for item in value)
    return repr(value) if isinstance(value, float) else str(value)


def figure_fact(figure: Figure, spot: Here) -> InputFact:
    """A number, a table or a drawn word with what it rests on."""
    bare = InputFact(spot.label, spot.path, NONE, spot.unit, evidence_of(figure))
    if isinstance(figure, Quantity):
        return replace(bare, amount=amount_of(figure), same_as=figure.same_as, group=figure.group)
    if isinstance(figure, DrawnWord):
        total = sum(figure.choices.values())
        chances = {word: weight / total for word, weight in figure.choices.items()}
        return replace(bare, chances=chances)
    return replace(bare, rows=tuple(table_lines(figure)))


def table_lines(table: Dated | ByDay) -> Iterator[TableLine]:
    """The rows of a table in their order."""
    if isinstance(table, Dated):
        for on, quantity in sorted(table.rows.items()):
            yield TableLine(amount_of(quantity), on=on, evidence=evidence_of(quantity))
    else:
        for day, quantity in sorted(table.rows.items()):
            yield TableLine(amount_of(quantity), day=day, evidence=evidence_of(quantity))
