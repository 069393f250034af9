"""A pact file from its text: every fault at once, each with line, column and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from holdfast.errors import Fault, ScenarioError
from holdfast.pacts.clauses import decided, pairs, read_pacts, sentence
from holdfast.pacts.expressions import Decides, Fact, ground
from holdfast.pacts.file import GivenFact, Pact, PactDecision, PactFile, PactQuestion
from holdfast.pacts.language import Context
from holdfast.pacts.places import Original
from holdfast.pacts.values import Values
from holdfast.pacts.vocabulary import ROLES, TOP_KEYS
from holdfast.text.files import read_text
from holdfast.text.nodes import Mapping, Node, Scalar, plain
from holdfast.text.spelling import did_you_mean
from holdfast.text.yaml import parse as parse_yaml

DECISION_KEYS = ("p", "group", "day", "value", "source", "note")
FACT_KEYS = ("fact", "day", "until", "source", "note")


def load(path: Path | str) -> PactFile:
    """Read a pact file: a treaty, a crisis to replay, a conformance case.

    Raises
    ------
    ScenarioError
        with every fault of the file: place, what is wrong, what to do.
    """
    return parse(read_text(Path(path), str(path)), str(path))


def parse(text: str, name: str = "pacts.yaml") -> PactFile:
    """Read the text of a pact file; `name` is what faults call it.

    Raises
    ------
    ScenarioError
        with every fault of the text.

    >>> file = parse("pacts: {p: {parties: [A, B], clauses: [{id: I, obligor: A, act: aid}]}}")
    >>> file.powers
    ('A', 'B')
    """
    documents = parse_yaml(text, name)
    if len(documents) != 1:
        fault = Fault(name, 1, 1, f"{len(documents)} documents, where one is read", "keep one")
        raise ScenarioError([fault])
    return read(documents[0], text, name)


def read(node: Node, text: str | Original, name: str) -> PactFile:
    """Read the tree of a pact file whose text is `text`: the pacts of a scenario come this way.

    Where the tree comes from several files, `text` is what finds the places inside their words.

    Raises
    ------
    ScenarioError
        with every fault of the tree.
    """
    values = Values(Original(text, name) if isinstance(text, str) else text)
    top = values.mapping(node, "a pact file", TOP_KEYS)
    powers = _powers(top, values)
    known = frozenset(powers)
    groups = {
        entry.key.text: values.share(entry.value, f"groups.{entry.key.text}")
        for entry in values.entries(top.get("groups"), "groups")
    }
    file = PactFile(
        name, powers,
        pacts=read_pacts(top.get("pacts"), values, known),
        facts=_facts(top.get("facts"), values, known),
        decisions=_decisions(top.get("decisions"), values, known, groups),
        groups=groups,
        together=_together(top.get("together"), values, known),
        ask=_ask(top.get("ask"), values, known),
        expect=None if (expected := top.get("expect")) is None else plain(expected),
        day_zero=values.date(top.get("day_zero"), "day_zero"),
        title=values.text(top.get("title"), "title"),
        note=values.text(top.get("note"), "note"),
        source=values.text(top.get("source"), "source"),
    )  # fmt: skip
    values.faults.extend(_unlisted_decisions(file))
    if values.faults:
        raise ScenarioError(values.faults)
    return file


def _powers(top: Mapping, values: Values) -> tuple[str, ...]:
    """The powers listed, then all parties, in the order of the file."""
    found = list(values.names(top.get("powers"), "powers"))
    listed = top.get("powers")
    position = listed.position if listed is not None else top.position
    pacts = top.get("pacts")
    for entry in pacts.entries if isinstance(pacts, Mapping) else ():
        parties = entry.value.get("parties") if isinstance(entry.value, Mapping) else None
        for item in getattr(parties, "items", None) or ([parties] if parties else []):
            if isinstance(item, Scalar) and item.text and item.text not in found:
                found.append(item.text)
    for reserved in sorted(ROLES.intersection(found)):
        values.fault(position, f'no power can be called "{reserved}"', "rename it")
    return tuple(found)


def _facts(node: Node | None, values: Values, powers: frozenset[str]) -> tuple[GivenFact, ...]:
    found: list[GivenFact] = []
    for item in values.items(node, "facts"):
        body = item if isinstance(item, Mapping) else None
        day, until = 0, None
        text: Node | None = item
        if body is not None:
            values.mapping(body, "a fact", FACT_KEYS)
            text = body.get("fact")
            day = values.whole(body.get("day"), "day")
            until = values.whole(body.get("until"), "until") if body.get("until") else None
        if text is None:
            values.fault(item.position, 'the fact has no "fact"', "add fact:")
            continue
        if until is not None and until <= day:
            values.fault(item.position, "the fact ends before it holds", "until is the day after")
        fact = _given(text, values, powers)
        if fact is not None:
            found.append(GivenFact(fact, text.position, day, until))
    return tuple(found)


def _given(node: Node, values: Values, powers: frozenset[str]) -> Fact | None:
    before = len(values.faults)
    fact = sentence(node, "a fact", values, Context(powers))
    if len(values.faults) > before:
        return None
    if not isinstance(fact, Fact) or fact.negated or fact.but or len(fact.by) > 1:
        remedy = "one fact, without not and but=, with one attacker: attacked(A, by=B)"
        values.fault(node.position, "this is no single fact", remedy)
        return None
    return fact


def _decisions(
    node: Node | None, values: Values, powers: frozenset[str], groups: dict[str, float]
) -> tuple[PactDecision, ...]:
    found: list[PactDecision] = []
    for entry in values.entries(node, "decisions"):
        power, dot, name = entry.key.text.partition(".")
        if not (power and dot and name):
            values.fault(entry.key.position, "a decision is called POWER.name", "add the power")
        elif power not in powers:
            remedy = did_you_mean(power, powers)
            values.fault(entry.key.position, f'"{power}" is no power of this file', remedy)
        found.append(_decision(entry.key, entry.value, values, groups))
    return tuple(found)


def _decision(key: Scalar, node: Node, values: Values, groups: dict[str, float]) -> PactDecision:
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return PactDecision(key.text, key.position, value=node.value)
    if not isinstance(node, Mapping):
        remedy = "write true, false, {p: 0.5} or {value: true, day: 3}"
        values.fault(node.position, "a decision is a yes or no, or has a probability", remedy)
        return PactDecision(key.text, key.position, value=False)
    body = values.mapping(node, "a decision", DECISION_KEYS)
    day = values.whole(body.get("day"), "day")
    note = values.text(body.get("note"), "note")
    values.text(body.get("source"), "source")
    chance, fixed, group = body.get("p"), body.get("value"), body.get("group")
    if (chance is None) == (fixed is None):
        values.fault(node.position, "a decision has either p or value", "give one of the two")
    if fixed is not None:
        return PactDecision(
            key.text, key.position, value=_truth(fixed, group, values), day=day, note=note
        )
    name = None if group is None else values.one_of(group, "group", tuple(groups))
    return PactDecision(key.text, key.position, values.share(chance, "p"), name, None, day, note)


def _truth(node: Node, group: Node | None, values: Values) -> bool:
    if group is not None:
        values.fault(group.position, "a fixed decision has no group", "remove the group")
    if isinstance(node, Scalar) and isinstance(node.value, bool):
        return node.value
    values.fault(node.position, "value must be true or false")
    return False


def _together(
    node: Node | None, values: Values, powers: frozenset[str]
) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = []
    for item in values.items(node, "together"):
        for name in values.items(item, "a list of powers that act together"):
            values.power(name, "together", powers)
        found.append(values.names(item, "together"))
    return tuple(found)


def _ask(node: Node | None, values: Values, powers: frozenset[str]) -> tuple[PactQuestion, ...]:
    return tuple(
        PactQuestion(
            entry.key.text,
            sentence(entry.value, f"ask.{entry.key.text}", values, Context(powers)),
            entry.key.position,
        )
        for entry in values.entries(node, "ask")
    )


def _unlisted_decisions(file: PactFile) -> Iterator[Fault]:
    listed = [decision.name for decision in file.decisions]
    for decides in decisions_used(file):
        known = decides.name.partition(".")[0] in file.powers
        if known and decides.name not in listed and decides.position is not None:
            yield decides.position.fault(
                f'the decision "{decides.name}" is not listed',
                did_you_mean(decides.name, listed) + "; add it under decisions:",
            )


def decisions_used(file: PactFile) -> Iterator[Decides]:
    """Every decision that a clause or a question hangs on, pair by pair."""
    for pact in file.pacts:
        yield from _used_by(pact)
    for question in file.ask:
        yield from decided(question.sentence)


def _used_by(pact: Pact) -> Iterator[Decides]:
    for clause in pact.clauses:
        for decides in (*decided(clause.when), *decided(clause.provided)):
            for obligor, beneficiary in pairs(clause):
                roles = {"self": obligor} | ({"other": beneficiary} if beneficiary else {})
                grounded = ground(decides, roles)
                assert isinstance(grounded, Decides), "grounding keeps the form"
                yield grounded
