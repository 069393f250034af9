"""The inputs of a scenario as tables: every number in words, with its unit and its evidence.

A number that has no evidence of its own shows that of the nearest thing round it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from holdfast.analysis import words
from holdfast.report.page.inputs import (
    INHERITED,
    LABELS,
    NONE,
    OWN,
    Fact,
    Item,
    Section,
    TableRow,
    evidence,
    fact,
    plain_name,
    rival_count,
    rival_rows,
    show,
    unit_of,
)
from holdfast.scenario.evidence import Backed, coverage
from holdfast.schema.base import EVIDENCE_KEYS, Evidenced
from holdfast.schema.effects import Effect
from holdfast.schema.paths import Figure
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Scenario
from holdfast.schema.tables import ByDay, Dated, DrawnWord

TITLES = {
    "setting": "The setting", "calendar": "The calendar", "hazard": "The attack in any month",
    "powers": "The powers", "places": "Places", "links": "Roads and railways",
    "sectors": "The frontier and its works", "lines": "Lines of retreat", "axes": "Axes",
    "works": "How works become strength", "travel": "How armies move",
    "contingents": "Forces", "deployment": "Where the defender stands", "air": "In the air",
    "events": "Events", "decisions": "Decisions and their odds",
    "groups": "What decides for several at once", "arising": "Facts that arise",
    "crisis": "How the crisis can end", "evacuation": "The way out",
    "courses_of_action": "What the attacker may do", "plans": "Plans of the defender",
    "what_ifs": "What if", "schools": "Schools: rival readings of the sources",
    "outside_view": "The outside view: comparable promises of the past", "relief": "Relief",
    "law": "Constants that this scenario puts in place of the law's",
}  # fmt: skip
"""The sections in the order in which they are shown."""

UNTOLD = frozenset({"id", "name", "title", "lat", "lon", "outline"}) | EVIDENCE_KEYS
"""Fields that are a title, evidence, or the map."""

MANY = 4
"""Rows of a table from which it is a list and not a line."""


@dataclass(frozen=True)
class Where:
    """Where the walk is: path, words for it, and the evidence of what stands round it."""

    path: str
    label: str = ""
    round: str = ""


@dataclass(frozen=True)
class Inputs:
    """Tells the inputs of one scenario."""

    scenario: Scenario
    backed: Mapping[str, Backed] = field(default_factory=dict)

    @classmethod
    def of(cls, scenario: Scenario) -> Inputs:
        """With what stands behind each number."""
        return cls(scenario, {one.path: one for one in coverage(scenario).numbers})

    def sections(self) -> tuple[Section, ...]:
        """Every part that was written, its things in their order."""
        found = (
            Section(title, tuple(self.items(getattr(self.scenario, name), name)))
            for name, title in TITLES.items()
            if name in self.scenario.model_fields_set
        )
        return tuple(section for section in found if section.items)

    def items(self, value: object, path: str) -> Iterator[Item]:
        """The things of a part, each with what is written of it."""
        if isinstance(value, BaseModel):
            yield from self._of_model(value, path)
        elif isinstance(value, list):
            for number, item in enumerate(value):
                label = str(getattr(item, "id", number + 1))
                yield from self._item(item, path + place_of(number, item), title_of(item, label))
        elif isinstance(value, dict):
            if all(isinstance(item, Quantity) for item in value.values()):
                facts = tuple(self._facts(value, Where(path), None))
                yield Item("", "", facts, path)
                return
            for key, item in value.items():
                yield from self._item(item, f"{path}.{key}", title_of(item, key))

    def _of_model(self, model: BaseModel, path: str) -> Iterator[Item]:
        """A part that is one thing: what is written of itself, then the things in its lists."""
        lists = {
            name: value
            for name in type(model).model_fields
            if is_list_of_things(value := getattr(model, name))
        }
        facts = tuple(
            told
            for name in written(model)
            if name not in lists
            for told in self._field(model, name, Where(path))
        )
        if facts:
            yield Item("", evidence(model), facts, path)
        for name, value in lists.items():
            yield from self.items(value, f"{path}.{name}")

    def _item(self, item: object, path: str, title: str) -> Iterator[Item]:
        facts = tuple(self._facts(item, Where(path), None))
        own = evidence_of(item)
        if facts or own:
            yield Item(title, own, facts, path)

    def _facts(self, value: object, where: Where, info: FieldInfo | None) -> Iterator[Fact]:
        if isinstance(value, Quantity | Dated | ByDay | DrawnWord):
            yield self._figure(value, where, info)
        elif isinstance(value, Effect):
            yield effect_fact(value)
        elif isinstance(value, BaseModel):
            for name in written(value):
                yield from self._field(value, name, where)
        elif isinstance(value, dict) or is_list_of_things(value):
            yield from self._within(value, where, info)
        elif is_plain(value):
            yield Fact(where.label, plain_words(value), "", "", INHERITED, is_number=False)

    def _within(self, value: Any, where: Where, info: FieldInfo | None) -> Iterator[Fact]:
        """What stands in a mapping, or in a list of things."""
        if isinstance(value, dict):
            named = [(f".{key}", str(key), item) for key, item in value.items()]
        else:
            named = [
                (place_of(n, one), title_of(one, str(n + 1)), one) for n, one in enumerate(value)
            ]
        for step, name, item in named:
            round_ = "" if is_figure(item) or isinstance(item, Effect) else evidence_of(item)
            label = joined(where.label, name)
            deeper = Where(f"{where.path}{step}", label, round_ or where.round)
            yield from self._facts(item, deeper, info)

    def _field(self, model: BaseModel, name: str, where: Where) -> Iterator[Fact]:
        value = getattr(model, name)
        path = f"{where.path}.{name}" if where.path else name
        round_ = "" if is_figure(value) else evidence_of(value)
        label = joined(where.label, LABELS.get(name, plain_name(name)))
        deeper = Where(path, label, round_ or where.round)
        yield from self._facts(value, deeper, type(model).model_fields[name])

    def _figure(self, figure: Figure, where: Where, info: FieldInfo | None) -> Fact:
        unit = unit_of(info, where.label) if info is not None else ""
        told = replace(figure_fact(figure, where.label, unit), standing=self._standing(where.path))
        if not told.evidence and where.round:
            return replace(told, evidence=where.round)
        return told

    def _standing(self, path: str) -> str:
        backed = self.backed.get(path)
        if backed is None or not backed.holds:
            return NONE
        return OWN if backed.own else INHERITED


def place_of(number: int, item: object) -> str:
    """How a path names an item of a list: by its id, else by its number.

    >>> place_of(2, object())
    '[2]'
    """
    named = getattr(item, "id", None)
    return f"[id={named}]" if isinstance(named, str) else f"[{number}]"


def evidence_of(thing: object) -> str:
    """What stands at a thing itself, if it is one that can carry evidence."""
    return evidence(thing) if isinstance(thing, Evidenced) else ""


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


def plain_words(value: Any) -> str:
    """Words, dates, numbers, lists of them; sentences of the pact language stay as they are.

    >>> plain_words(["de_labe", "de_lusatia"]), plain_words("decides(POL.joins_attacker)")
    ('de labe and de lusatia', 'decides(POL.joins_attacker)')
    """
    if isinstance(value, list):
        pairs = bool(value) and isinstance(value[0], list)
        told = [" to ".join(map(plain_words, one)) if pairs else plain_words(one) for one in value]
        return words.listed(told)
    if isinstance(value, datetime.date):
        return words.date(value.isoformat())
    return value if isinstance(value, str) and "(" in value else show(value)


def is_list_of_things(value: object) -> bool:
    """Whether a field holds things that deserve a heading each."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], BaseModel)


def title_of(item: object, key: str) -> str:
    """What a thing is called: its own name, else its place in the file.

    A road is called by its two ends.
    """
    if between := getattr(item, "between", None):
        return " to ".join(plain_name(end) for end in between)
    named = getattr(item, "name", None) or getattr(item, "title", None)
    return str(named) if named else plain_name(key)


def joined(label: str, name: str) -> str:
    """Words for something inside something.

    >>> joined("heavy", "built"), joined("", "men")
    ('heavy, built', 'men')
    """
    return f"{label}, {name}" if label else name


def effect_fact(effect: Effect) -> Fact:
    """A change as a line: what is done to what, and why."""
    value = change_words(effect.value)
    since = f" from {words.date(effect.since.isoformat())}" if effect.since else ""
    told = f"{effect.op} {value}{since}" if effect.op != "set" else f"{value}{since}"
    return Fact(effect.path, told, "", evidence(effect), OWN, is_number=False)


def change_words(value: Any) -> str:
    """The value of an effect as it was written, without the evidence inside it."""
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_unset=True)
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if key not in EVIDENCE_KEYS}
        return "; ".join(f"{key} {change_words(item)}" for key, item in kept.items())
    if isinstance(value, list):
        return ", ".join(change_words(item) for item in value)
    return words.number(value) if isinstance(value, float) else str(value)


def figure_fact(figure: Figure, label: str, unit: str) -> Fact:
    """A number, a table or a drawn word with what it rests on."""
    if isinstance(figure, Quantity):
        return tied(fact(label, figure, unit, True), figure)
    if isinstance(figure, DrawnWord):
        return Fact(label, choice_words(figure), "", evidence(figure), OWN)
    rows = tuple(table_rows(figure))
    kind = "by date" if isinstance(figure, Dated) else "by day"
    if len(rows) < MANY and not any(row.evidence or row.rivals for row in rows):
        value = "; ".join(f"{row.when}: {row.value}" for row in rows)
        return Fact(label, value, unit, evidence(figure), OWN)
    return Fact(label, kind, unit, evidence(figure), OWN, rows=rows)


def tied(told: Fact, quantity: Quantity) -> Fact:
    """A number with what it is drawn together with."""
    if quantity.same_as is not None:
        return replace(told, value=f"{told.value} (drawn with {quantity.same_as})")
    if quantity.group is not None:
        return replace(told, value=f"{told.value} (rises and falls with {quantity.group})")
    return told


def table_rows(table: Dated | ByDay) -> Iterator[TableRow]:
    """The rows of a table in their order."""
    for when, quantity in sorted(table.rows.items()):
        named = f"day {when}" if isinstance(table, ByDay) else words.date(str(when))
        spread = quantity.spread
        value = words.spread(spread) if spread is not None else rival_count(quantity)
        yield TableRow(named, value, evidence(quantity), tuple(rival_rows(quantity)))


def choice_words(choice: DrawnWord) -> str:
    """The words that may be drawn, with their chances.

    >>> choice_words(DrawnWord(choices={"probe": 3.0, "none": 1.0}))
    'probe 75 %, none 25 %'
    """
    total = sum(choice.choices.values())
    if len(choice.choices) == 1:
        return next(iter(choice.choices))
    return ", ".join(
        f"{word} {words.percent(weight / total)}" for word, weight in choice.choices.items()
    )
