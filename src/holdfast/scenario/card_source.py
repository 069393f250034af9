"""From a file to cards: text, effects, schema and checks, every fault of every card at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from holdfast.errors import Fault, ScenarioError, UsageError
from holdfast.scenario.check import check_card
from holdfast.scenario.effects import apply
from holdfast.schema.card import COLUMNS, Card
from holdfast.schema.dates import outside_model
from holdfast.schema.effects import Effect, WhatIf
from holdfast.schema.validate import validate
from holdfast.text.nodes import Mapping, Node, Position, Scalar, plain
from holdfast.text.nodes import Sequence as NodeSequence
from holdfast.text.spelling import did_you_mean
from holdfast.text.walk import under
from holdfast.text.yaml import parse, read

COMMAND_LINE = Position("--set", 1, 1)


@dataclass(frozen=True)
class CardSource:
    """A card as nodes with the effects that are to be done: what a run folder keeps."""

    node: Node
    what_ifs: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    """What was wrong with the file beside it: an id that an earlier card has."""

    @property
    def id(self) -> str:
        """The card's id as it is written."""
        named = under(self.node, "id")
        return named.text if isinstance(named, Scalar) else "?"


def read_sources(path: Path, shown_as: str | None = None) -> tuple[CardSource, ...]:
    """Every card of a file, unchecked."""
    documents = read(path, shown_as)
    return card_sources(documents, shown_as or str(path))


def card_sources(documents: Sequence[Node], file: str) -> tuple[CardSource, ...]:
    """The cards of a file, a document each or the items of a list.

    One whose id is taken carries that as its fault.

    Raises
    ------
    ScenarioError
        if there is none.
    """
    nodes = [one for document in documents for one in _listed(document)]
    if not nodes:
        raise ScenarioError([Fault(file, 0, 0, "holds no card", "see holdfast new")])
    seen: set[str] = set()
    found: list[CardSource] = []
    for node in nodes:
        key = under(node, "id")
        faults: tuple[Fault, ...] = ()
        if isinstance(key, Scalar) and key.text in seen:
            faults = (key.position.fault(f'the id "{key.text}" is taken', "ids are unique"),)
        source = CardSource(node, faults=faults)
        seen.add(source.id)
        found.append(source)
    return tuple(found)


def _listed(document: Node) -> tuple[Node, ...]:
    return document.items if isinstance(document, NodeSequence) else (document,)


def text_source(text: str, file: str) -> CardSource:
    """The one card of a text."""
    documents = parse(text, file)
    if len(documents) != 1:
        raise ScenarioError([Fault(file, 0, 0, f"holds {len(documents)} cards, not 1")])
    return CardSource(documents[0])


def load_cards(sources: Sequence[CardSource]) -> tuple[Card, ...]:
    """Check and type cards.

    Raises
    ------
    ScenarioError
        with every fault of every card.
    """
    cards: list[Card] = []
    faults: list[Fault] = []
    for source in sources:
        card, found = inspect(source)
        faults += found
        if card is not None:
            cards.append(card)
    if faults:
        raise ScenarioError(faults)
    return tuple(cards)


def load_card(source: CardSource) -> Card:
    """Check and type one card, its effects done."""
    return load_cards([source])[0]


def inspect(source: CardSource) -> tuple[Card | None, list[Fault]]:
    """One card, and every fault found in it, in its what-ifs too."""
    node = source.node
    card, faults = validate(Card, node, COLUMNS)
    faults = [*source.faults, *faults, *check_card(node), *_check_what_ifs(node)]
    if faults or card is None:
        return None, faults
    if not source.what_ifs and not source.settings:
        return card, []
    changed = changed_node(source, card)
    card, faults = validate(Card, changed, COLUMNS)
    return card, faults + check_card(changed)


def changed_node(source: CardSource, card: Card) -> Node:
    """The card's nodes with what-ifs and settings done, in their order."""
    node = source.node
    for name in source.what_ifs:
        if name not in card.what_ifs:
            remedy = did_you_mean(name, card.what_ifs)
            raise UsageError(f'{card.id} has no what-if "{name}": {remedy}')
        for effect in card.what_ifs[name].effects:
            node = apply(node, effect, COMMAND_LINE)
    for setting in source.settings:
        node = apply(node, parse_setting(setting), COMMAND_LINE)
    return node


def parse_setting(setting: str) -> Effect:
    """`path=value` from the command line; the value is read as YAML."""
    path, equals, value = setting.partition("=")
    while equals and path.count("[") > path.count("]"):
        more, equals, value = value.partition("=")
        path = f"{path}={more}"
    if not equals:
        raise UsageError(f'"--set {setting}" is not path=value')
    documents = parse(value, "--set")
    return Effect(path=path.strip(), op="set", value=plain(documents[0]) if documents else None)


def _check_what_ifs(node: Node) -> list[Fault]:
    """What-ifs whose paths match nothing, each tried alone on the card."""
    faults: list[Fault] = []
    written = under(node, "what_ifs")
    for entry in written.entries if isinstance(written, Mapping) else ():
        what_if, found = validate(WhatIf, entry.value)
        if found or what_if is None:
            continue
        try:
            changed = node
            for effect in what_if.effects:
                changed = apply(changed, effect, entry.key.position)
        except ScenarioError as error:
            faults += error.faults
            continue
        faults += _new_faults(node, changed, entry.key)
    return faults


def _new_faults(node: Node, changed: Node, key: Scalar) -> list[Fault]:
    """Faults that a what-if brings into a card that has none."""
    if check_card(node) or validate(Card, node, COLUMNS)[1]:
        return []
    found = validate(Card, changed, COLUMNS)[1] + check_card(changed)
    return [
        key.position.fault(f'with "{key.text}": {fault.message}', fault.remedy, fault.path)
        for fault in found[:1]
    ]


BESIDE_THE_ANSWER = ("outcome", "forecasts", "pooled_forecasts")
"""What happened and what was expected: nothing that answers may depend on it."""


def card_hash(node: Node) -> str:
    """Twelve hex digits of what a card or scenario says, what is known beside it apart."""
    content = plain(node)
    if isinstance(content, dict):
        content = {k: v for k, v in content.items() if k not in BESIDE_THE_ANSWER}
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def notes_on_card(card: Card) -> tuple[str, ...]:
    """What a reader should be told of a card without faults."""
    return tuple(outside_model("start", card.start))


def unused(card: Card) -> tuple[str, ...]:
    """What the card says and no mechanism of the default law reads."""
    found: list[str] = []
    reached = {stop.place for axis in card.inputs.axes for stop in axis.to}
    found += [
        f"inputs.places.{name}: no axis leads there, it can never be lost"
        for name in card.inputs.places
        if name not in reached
    ]
    if card.inputs.aim is not None:
        found.append("inputs.aim: used only where law.aims_drawn is 1")
    return tuple(found)
