"""The inputs of a card as tables: every number in words, with its unit and its evidence.

Evidence is inherited from the nearest enclosing mapping (ARCHITECTURE.md); what is inherited is
said to be, and what has none is said to have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from holdfast.report.wording import words
from holdfast.scenario.law import written_in
from holdfast.schema.base import EVIDENCE_KEYS, Evidenced
from holdfast.schema.card import Card, CardDecision, Site, Stop
from holdfast.schema.quantity import Quantity
from holdfast.units import Unit

OWN, INHERITED, NONE = "own", "inherited", "none"

NO_EVIDENCE = "no evidence of its own"

LABELS = {
    "u": "factor on all men", "a": "attacker's share", "d": "defender's share", "p": "odds",
    "at_km": "begins at", "depth_km": "depth", "width_km": "width", "open_day": "opens on day",
    "known": "could be known on day 1", "men": "men", "value": "value",
    "known_day": "promise known on day", "common_cause": "one cause decides for all",
    "cinc": "share of the world's capabilities", "milex": "military expenditure",
    "milper": "men under arms, thousands", "pec": "primary energy", "tpop": "people, thousands",
    "day": "day",
    "surprise": "surprise (0 to 3)", "strength": "strength (0 to 1)",
}  # fmt: skip
"""Words for fields whose names do not say enough."""

VALUES: dict[str, dict[Any, str]] = {
    "known": {"plan": "yes", "late": "no"},
    "roads": {1: "sparse", 2: "medium", 3: "dense"},
    "era": {"pre1914": "before 1914", "ww1": "First World War", "ww2": "1919 to 1945",
            "postwar": "after 1945"},
}  # fmt: skip
"""Words for coded values."""

TITLES = {
    "attacker": "The attacker", "defender": "The defender", "isolation": "Siege or blockade",
    "places": "Places: shares of the power to go on", "axes": "Ways into the country",
    "relief": "Help", "aim": "The attacker's aim, as odds", "capability": "National capabilities",
    "law": "Constants that this card puts in place of the law's",
}  # fmt: skip

UNSAID = frozenset({"1", "share", "probability"})
"""Units that the number itself tells."""

SKIPPED = frozenset({"est", "decisions"})
"""Told in sections of their own."""

MODALITIES = {"states": "states it", "expects": "expects it", "hopes": "hopes for it",
              "doubts": "doubts it", "recommends": "recommends it"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rival:
    """One of several claims: what it says, its weight among them, its evidence."""

    value: str
    weight: str
    evidence: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table by date or by day."""

    when: str
    value: str
    evidence: str
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One input: its name, value in words, unit, and what it rests on."""

    label: str
    value: str
    unit: str
    evidence: str
    standing: str
    rivals: tuple[Rival, ...] = ()
    is_number: bool = True
    rows: tuple[TableRow, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether it fits beside others in a line."""
        return not self.evidence and not self.rivals and not self.rows


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of the card, a force or a belt, with its inputs and its own evidence."""

    title: str
    evidence: str
    facts: tuple[Fact, ...]
    path: str = ""
    """Where it stands in the file, as `--set` writes it."""

    @property
    def is_bare(self) -> bool:
        """Whether nothing here rests on anything that is written down."""
        return not self.evidence and all(fact.standing == NONE for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one kind."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many numbers carry evidence of their own, inherit it, or have none."""

    numbers: int
    own: int
    inherited: int
    none: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is: what it is called, and whether evidence stands round it."""

    title: str
    covered: bool
    facts: list[Fact] = field(default_factory=list)


def sections(card: Card) -> tuple[Section, ...]:
    """The inputs of a card, in its order: the setting first."""
    inputs = card.inputs
    covered = has_evidence(inputs)
    setting = Item("", evidence(inputs), tuple(own_facts(inputs, covered)))
    found = [Section("The setting", (setting,))]
    for name in type(inputs).model_fields:
        if name in inputs.model_fields_set and name not in SKIPPED:
            items = tuple(items_of(getattr(inputs, name), _Place("", covered)))
            if items:
                found.append(Section(TITLES.get(name, name), items))
    constants = tuple(fact(name, one, "", False) for name, one in written_in(card.law))
    if constants:
        found.append(Section(TITLES["law"], (Item("", "", constants),)))
    return tuple(section for section in found if any(item.facts for item in section.items))


def items_of(value: Any, place: _Place) -> Iterator[Item]:
    """Everything below a field that is itself made of fields."""
    if isinstance(value, Quantity):
        return
    if isinstance(value, BaseModel):
        yield from items_of_model(value, place)
    elif isinstance(value, dict | list):
        pairs = list(value.items() if isinstance(value, dict) else enumerate(value, start=1))
        models = [(key, item) for key, item in pairs if isinstance(item, BaseModel)]
        if models and all(isinstance(item, Site) for _, item in models):
            facts = tuple(inline(str(key), item, place.covered) for key, item in models)
            yield Item(place.title, "", facts)
            return
        for key, item in models:
            yield from items_of(item, _Place(_title(place.title, key, item), place.covered))


def items_of_model(model: BaseModel, place: _Place) -> Iterator[Item]:
    """A thing and the things within it."""
    covered = place.covered or has_evidence(model)
    facts = tuple(own_facts(model, covered))
    if facts:
        yield Item(place.title, evidence(model), facts)
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in SKIPPED or name not in model.model_fields_set or is_inline(value):
            continue
        yield from items_of(value, _Place(_joined(place.title, name), covered))


def _title(title: str, key: str | int, item: BaseModel) -> str:
    """What a thing in a list is called: its own name where it has one."""
    named = getattr(item, "name", None) or getattr(item, "power", None)
    shown = words.power(str(named)) if named else str(key)
    return f"{title} {shown}".strip()


SINGULAR = {"forces": "force", "belts": "belt", "arrived": "arrival", "promises": "help:", "to": ""}


def _joined(title: str, name: str) -> str:
    word = SINGULAR.get(name, name)
    return f"{title}, {word}" if title else word


def is_inline(value: Any) -> bool:
    """Whether a list is told in its owner's own lines: the places on an axis."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], Stop)


def own_facts(model: BaseModel, covered: bool) -> Iterator[Fact]:
    """The fields of a thing that hold one number or word each."""
    for name, info in type(model).model_fields.items():
        if name in EVIDENCE_KEYS or name in SKIPPED or name not in model.model_fields_set:
            continue
        value = getattr(model, name)
        if isinstance(value, Quantity):
            label = LABELS.get(name, plain_name(name))
            yield fact(label, value, unit_of(info, label), covered)
        elif is_inline(value):
            yield from (inline(f"to {stop.place}", stop, covered) for stop in value)
        elif is_word(value) and name not in ("name", "power"):
            told = [words.decision(need) for need in value] if name == "needs" else value
            coded = VALUES.get(name, {})
            shown = coded.get(told, told) if coded else told
            yield word(LABELS.get(name, plain_name(name)), shown, covered)


def is_word(value: Any) -> bool:
    """Whether a field holds something to be shown as it is."""
    if isinstance(value, list):
        return bool(value) and not isinstance(value[0], BaseModel)
    return isinstance(value, str | int | float)


def word(label: str, value: Any, covered: bool) -> Fact:
    """A field that is no uncertain number."""
    shown = words.listed([show(v) for v in value]) if isinstance(value, list) else show(value)
    standing = INHERITED if covered else NONE
    return Fact(label, shown, "", "", standing, is_number=False)


def show(value: Any) -> str:
    """A plain value as text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return words.number(value) if isinstance(value, float) else str(value).replace("_", " ")


def inline(label: str, model: BaseModel, covered: bool) -> Fact:
    """A thing that has one number: told in one line with it."""
    name, info = next(
        (name, info)
        for name, info in type(model).model_fields.items()
        if isinstance(getattr(model, name), Quantity)
    )
    capital = " (the capital)" if getattr(model, "capital", False) else ""
    told = fact(label + capital, getattr(model, name), unit_of(info, label), covered)
    return Fact(
        told.label,
        told.value,
        told.unit,
        told.evidence or evidence(model),
        OWN if has_evidence(model) else told.standing,
        told.rivals,
    )


def fact(label: str, quantity: Quantity, unit: str, covered: bool) -> Fact:
    """One number with what it rests on; rival claims are shown as rivals."""
    rivals = tuple(rival_rows(quantity))
    own = has_evidence(quantity) or any(has_evidence(claim) for claim in quantity.claims or ())
    standing = OWN if own else INHERITED if covered else NONE
    value = words.spread(quantity.spread) if quantity.spread is not None else rival_count(quantity)
    return Fact(label, value, unit, evidence(quantity), standing, rivals)


def rival_count(quantity: Quantity) -> str:
    """How many rival claims a number has."""
    count = len(quantity.claims or ())
    return "one claim" if count == 1 else f"{count} rival claims; one is drawn"


def rival_rows(quantity: Quantity) -> Iterator[Rival]:
    """Each claim with its weight among its rivals."""
    claims = quantity.claims or []
    total = sum(claim.weight for claim in claims)
    for claim in claims:
        weight = words.percent(claim.weight / total)
        yield Rival(words.spread(claim.value), weight, evidence(claim))


def has_evidence(thing: BaseModel) -> bool:
    """Whether a source or a grade stands at the thing itself."""
    return isinstance(thing, Evidenced) and (thing.source is not None or thing.grade is not None)


def evidence(thing: BaseModel) -> str:
    """Source, place, quotation, grade and note in one line; empty where there is none."""
    if not isinstance(thing, Evidenced):
        return ""
    source = words.listed(thing.source) if isinstance(thing.source, list) else thing.source
    where = ", ".join(part for part in (source, thing.at, thing.dated) if part)
    parts = [
        where,
        _speaker(thing),
        f"“{thing.quote}”" if thing.quote else "",
        f"grade {thing.grade}" if thing.grade else "",
        thing.note or "",
    ]
    return "; ".join(part for part in parts if part)


def _speaker(thing: Evidenced) -> str:
    """Who said it, how surely, and to whose advantage."""
    parts = [
        f"said by {thing.said_by}" if thing.said_by else "",
        f"reported by {thing.reported_by}" if thing.reported_by else "",
        f"who {MODALITIES[thing.modality]}" if thing.modality else "",
        f"interest: {thing.interest}" if thing.interest else "",
    ]
    return ", ".join(part for part in parts if part)


def unit_of(info: FieldInfo, label: str) -> str:
    """The unit that a field names, unless number or label tell it."""
    named = next((item.name for item in info.metadata if isinstance(item, Unit)), "")
    if named in UNSAID or named in label.split():
        return ""
    return "days" if named == "day" else named


def plain_name(name: str) -> str:
    """A field's name as words."""
    return name.replace("_", " ")


def coverage(found: tuple[Section, ...]) -> Coverage:
    """Count the numbers of the sections by what they rest on."""
    standings = [
        told.standing
        for section in found
        for item in section.items
        for told in item.facts
        if told.is_number
    ]
    counts = {standing: standings.count(standing) for standing in (OWN, INHERITED, NONE)}
    return Coverage(len(standings), counts[OWN], counts[INHERITED], counts[NONE])


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision of another power: its odds, what it needs, how often it was a yes."""

    title: str
    odds: Fact
    needs: str
    evidence: str
    yes: str


def choices(card: Card, shares: dict[str, float]) -> tuple[Choice, ...]:
    """Every decision with its odds; `shares` of campaigns in which each was a yes."""
    return tuple(
        Choice(
            title=words.decision(name),
            odds=fact("odds", decision.p, "", has_evidence(decision)),
            needs=words.listed([words.decision(need) for need in decision.needs]),
            evidence=decision_evidence(decision),
            yes=words.percent(shares[name]) if name in shares else "",
        )
        for name, decision in card.inputs.relief.decisions.items()
    )


def decision_evidence(decision: CardDecision) -> str:
    """What a decision as a whole rests on."""
    return evidence(decision)
