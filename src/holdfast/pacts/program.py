"""Clauses for every pair of powers, with names resolved and dates turned into days.

The program is what the readings are computed on: one rule a clause and pair, one rule a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from holdfast.pacts.clauses import pairs
from holdfast.pacts.expressions import Acts, After, Decides, Expression, Fact, both, ground
from holdfast.pacts.file import Clause, GivenFact, Pact, PactFile
from holdfast.pacts.in_force import pact_window
from holdfast.pacts.spans import ALWAYS_SPAN, Span, complement, union
from holdfast.pacts.vocabulary import meets


@dataclass(frozen=True, slots=True)
class Spans:
    """Holds on the days from the first of a pair up to, not with, the second (None: for ever)."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class WhenDecided:
    """Holds from its day in the futures in which the decision is made."""

    name: str
    day: int


@dataclass(frozen=True, slots=True)
class Done:
    """Holds once any of the rules has acted."""

    rules: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quorum:
    """At least `count` of the parts hold."""

    count: int
    parts: tuple[Condition, ...]


Condition: TypeAlias = Spans | WhenDecided | Done | Quorum


@dataclass(frozen=True, slots=True)
class BoundClause:
    """One clause for one pair of powers, as it is told to people."""

    pact: Pact
    clause: Clause
    power: str
    beneficiary: str | None
    sentence: Expression

    @property
    def name(self) -> str:
        """The clause by its pact: `pact/id`."""
        return f"{self.pact.id}/{self.clause.id}"

    @property
    def rank(self) -> tuple[str, str, str, str]:
        """By what one clause and pair comes before another where only one can be first."""
        return self.pact.id, self.clause.id, self.power, self.beneficiary or ""

    def parts(self) -> tuple[Expression, Expression]:
        """What binds its power, and what the power then decides: the sentence is both."""
        when, provided = self.clause.when, self.clause.provided
        return ground(when, self.roles), ground(provided, self.roles)

    @property
    def roles(self) -> dict[str, str]:
        """Who `self` and `other` are."""
        return {"self": self.power} | ({"other": self.beneficiary} if self.beneficiary else {})

    @property
    def act(self) -> tuple[str, str, str | None]:
        """Power, act, beneficiary."""
        return (self.power, self.clause.act, self.beneficiary)


@dataclass(frozen=True, slots=True)
class Rule:
    """One clause and pair, or one question (`power` None), ready to be computed."""

    power: str | None
    condition: Condition
    window: tuple[Span, ...] = ALWAYS_SPAN
    delay: int = 0
    waits_for: frozenset[int] = field(default=frozenset())
    choices: frozenset[str] = field(default=frozenset())
    days: frozenset[int] = field(default=frozenset())
    ends: bool = False
    needs: int = 0
    """The fewest acts of others that can bring it about; who needs fewer is looked at first."""


@dataclass(frozen=True, slots=True)
class Program:
    """All rules by number: rows in file order, then questions in file order."""

    rows: tuple[BoundClause, ...]
    questions: tuple[str, ...]
    rules: Mapping[int, Rule]

    def closed(self, numbers: Iterable[int]) -> Program:
        """The program of these rules and of all that they wait for."""
        kept: set[int] = set()
        waiting = list(numbers)
        while waiting:
            number = waiting.pop()
            if number not in kept:
                kept.add(number)
                waiting.extend(self.rules[number].waits_for)
        return replace(self, rules={number: self.rules[number] for number in sorted(kept)})

    def timeless(self) -> Program:
        """The program with every day at 0, for truth alone where nothing ever ends."""
        return replace(
            self, rules={number: _without_days(rule) for number, rule in self.rules.items()}
        )


def compile_program(file: PactFile) -> Program:
    """Resolve every name and day of a pact file.

    >>> from holdfast.pacts.reader import parse
    >>> program = compile_program(parse('''
    ... pacts: {p: {parties: [A, B], clauses: [{id: I, obligor: each, beneficiary: other,
    ...   act: aid, when: "attacked(other)"}]}}
    ... ask: {help: "acts(A, for=B)"}
    ... '''))
    >>> [(row.power, row.beneficiary) for row in program.rows], program.rules[2].waits_for
    ([('A', 'B'), ('B', 'A')], frozenset({0}))
    """
    rows = tuple(_rows(file))
    resolver = Resolver(file, rows)
    rules = [
        rule_of(
            row.power,
            resolver.condition(row.sentence),
            pact_window(row.pact, file),
            row.clause.delay.mode,
        )
        for row in rows
    ]
    rules.extend(rule_of(None, resolver.condition(one.sentence)) for one in file.ask)
    return Program(rows, tuple(one.name for one in file.ask), dict(enumerate(rules)))


def _rows(file: PactFile) -> Iterator[BoundClause]:
    for pact in file.pacts:
        for clause in pact.clauses:
            sentence = both(clause.when, clause.provided)
            for power, other in pairs(clause):
                roles = {"self": power} | ({"other": other} if other else {})
                yield BoundClause(pact, clause, power, other, ground(sentence, roles))


class Resolver:
    """Turns sentences into conditions on days, decisions and rules."""

    def __init__(self, file: PactFile, rows: tuple[BoundClause, ...]) -> None:
        self.file = file
        self.rows_of: dict[str, list[tuple[int, BoundClause]]] = {}
        for number, row in enumerate(rows):
            self.rows_of.setdefault(row.power, []).append((number, row))
        self.given: dict[str, list[GivenFact]] = {}
        for given in file.facts:
            self.given.setdefault(given.fact.form, []).append(given)
        self.decisions = {decision.name: decision for decision in file.decisions}

    def condition(self, sentence: Expression) -> Condition:
        """A sentence about one pair, with every name looked up."""
        if isinstance(sentence, Fact):
            return Spans(self.fact_spans(sentence))
        if isinstance(sentence, After):
            return Spans(((sentence.day, None),))
        if isinstance(sentence, Decides):
            return self._choice(sentence)
        if isinstance(sentence, Acts):
            return Done(self.promised(sentence))
        return Quorum(sentence.count, tuple(self.condition(part) for part in sentence.parts))

    def _choice(self, decides: Decides) -> Condition:
        decision = self.decisions[decides.name]
        if decision.uncertain:
            return WhenDecided(decision.name, decision.day)
        return Spans(((decision.day, None),) if decision.value else ())

    def promised(self, acts: Acts) -> tuple[int, ...]:
        """The numbers of the rules that yield an act."""
        return tuple(
            number for number, row in self.rows_of.get(acts.power, ()) if yields(row, acts)
        )

    def fact_spans(self, fact: Fact) -> tuple[Span, ...]:
        """The days on which a fact, or its denial, holds by what the file gives."""
        spans = [
            (given.day, given.until)
            for given in self.given.get(fact.form, ())
            if answers(given.fact, fact)
        ]
        if fact.form == "in_force":
            for pact in self.file.pacts:
                if pact.id == fact.names[0]:
                    spans.extend(pact_window(pact, self.file))
        held = union(spans)
        return complement(held) if fact.negated else held


def yields(row: BoundClause, acts: Acts) -> bool:
    """Say whether a clause, for its pair, yields the act that a sentence names."""
    return (
        row.power == acts.power
        and meets(row.clause.act, acts.kind)
        and acts.beneficiary in (None, row.beneficiary)
        and (acts.against is None or acts.against in row.clause.against)
    )


def answers(given: Fact, asked: Fact) -> bool:
    """Say whether a fact that is given makes one true that is asked for."""
    if asked.form == "at_war":
        return set(given.names) == set(asked.names)
    if given.names != asked.names:
        return False
    if asked.by:
        return bool(given.by) and given.by[0] in asked.by
    return not asked.but or (bool(given.by) and given.by[0] not in asked.but)


def rule_of(
    power: str | None,
    condition: Condition,
    window: tuple[Span, ...] = ALWAYS_SPAN,
    delay: int = 0,
) -> Rule:
    """A condition made ready: for whom it waits, what it hangs on, when anything can change."""
    waits, choices, spans = set[int](), set[str](), [*window]
    for leaf in _leaves(condition):
        if isinstance(leaf, Done):
            waits.update(leaf.rules)
        elif isinstance(leaf, WhenDecided):
            choices.add(leaf.name)
            spans.append((leaf.day, None))
        else:
            spans.extend(leaf.spans)
    days = frozenset(day for span in spans for day in span if day is not None)
    ends = any(end is not None for _, end in spans)
    return Rule(
        power, condition, window, delay, frozenset(waits), frozenset(choices), days | {0}, ends,
        _fewest(condition),
    )  # fmt: skip


def _fewest(condition: Condition) -> int:
    if isinstance(condition, Quorum):
        return sum(sorted(_fewest(part) for part in condition.parts)[: condition.count])
    return int(isinstance(condition, Done))


def _leaves(condition: Condition) -> Iterator[Spans | WhenDecided | Done]:
    if isinstance(condition, Quorum):
        for part in condition.parts:
            yield from _leaves(part)
    else:
        yield condition


def _without_days(rule: Rule) -> Rule:
    window = ALWAYS_SPAN if rule.window else ()
    return replace(
        rule, condition=_at_once(rule.condition), window=window, delay=0, days=frozenset({0})
    )


def _at_once(condition: Condition) -> Condition:
    if isinstance(condition, Spans):
        return Spans(ALWAYS_SPAN if condition.spans else ())
    if isinstance(condition, WhenDecided):
        return WhenDecided(condition.name, 0)
    if isinstance(condition, Quorum):
        return Quorum(condition.count, tuple(_at_once(part) for part in condition.parts))
    return condition
