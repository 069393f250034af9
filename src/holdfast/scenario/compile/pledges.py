"""Pacts as rows of the theatre: every clause a rule, every sentence a condition over atoms.

An atom is a fact, the denial of one, an act by any of some clauses, or a decision. Rules, given
facts, decisions and lost places say which atoms they give, and which denials they take away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from holdfast.errors import UsageError
from holdfast.kernel import layout as at
from holdfast.pacts.expressions import Acts, After, Decides, Expression, Fact, Gate
from holdfast.pacts.file import Delay, PactFile
from holdfast.pacts.groups import MutualSet, mutual_sets
from holdfast.pacts.program import BoundClause, Resolver, answers, compile_program
from holdfast.pacts.spans import Span
from holdfast.scenario.compile.conditions import (
    ALWAYS,
    Conditions,
    Term,
    Terms,
    smallest,
    write_atoms,
)
from holdfast.scenario.compile.figures import plain, whole
from holdfast.scenario.compile.theatre import Number, Writer
from holdfast.schema.quantity import Quantity, Triangular

HELP = frozenset({"aid", "land", "air", "sea", "supplies", "declare_war"})
"""Acts that help whom they are done for."""

MOST_TERMS = 4096
MOST_ATOMS = at.WORDS * at.WORD_BITS
MOST_DECISIONS = at.WORD_BITS
MOST_MEMBERS = at.WORD_BITS
NO_END = -1

Atom = tuple[str, object]


@dataclass(frozen=True, slots=True)
class ArisesWhen:
    """A fact that comes true once a condition has held for some days."""

    fact: Fact
    condition: int
    delay: Number


class Pledges:
    """The promises of a scenario: conditions to ask for, and rows to write at the end.

    Raises
    ------
    UsageError
        where a file is too large for the kernel's words.
    """

    def __init__(self, file: PactFile, defender: str) -> None:
        self.file = file
        self.defender = defender
        self.program = compile_program(file)
        self.resolver = Resolver(file, self.program.rows)
        self.conditions = Conditions()
        self.atoms: dict[Atom, int] = {}
        self.facts: dict[str, Fact] = {}
        self.arising: list[ArisesWhen] = []
        self.places: dict[int, Fact] = {}
        self.triggers = [self.condition(row.sentence) for row in self.program.rows]
        if len(file.decisions) > MOST_DECISIONS:
            raise UsageError(f"{len(file.decisions)} decisions: at most {MOST_DECISIONS}")

    @property
    def clause_names(self) -> tuple[str, ...]:
        """What each rule is called: pact/clause, with its power where a clause binds several."""
        return tuple(
            row.name if _is_alone(row) else f"{row.name} ({row.power})" for row in self.program.rows
        )

    # ------------------------------------------------------------ what is asked
    def condition(self, sentence: Expression | None) -> int:
        """The number of the condition that a sentence is; always, where there is none."""
        return at.ALWAYS if sentence is None else self.conditions.number(self.terms(sentence))

    def arises(self, fact: Expression, when: Expression, delay: Number) -> None:
        """Let a fact come true some days after a sentence."""
        assert isinstance(fact, Fact)
        self.arising.append(ArisesWhen(fact, self.condition(when), delay))

    def lost(self, place: str, to: str, number: int) -> None:
        """Let it be a fact that a place is held by `to` once it is lost."""
        self.places[number] = Fact("holds", (place, to))

    def terms(self, sentence: Expression) -> Terms:
        """The ways in which a sentence can come true, each a set of atoms."""
        if isinstance(sentence, Gate):
            return self._gate(sentence)
        atom = self._atom(sentence)
        return () if atom is None else (frozenset({atom}),)

    def _gate(self, gate: Gate) -> Terms:
        if not gate.parts:
            return ALWAYS
        parts = [self.terms(part) for part in gate.parts]
        found: list[Term] = []
        for chosen in combinations(parts, gate.count):
            for one in product(*chosen):
                found.append(frozenset().union(*one))
                if len(found) > MOST_TERMS:
                    raise UsageError(f'the sentence "{gate}" has over {MOST_TERMS:,} ways to hold')
        return smallest(found)

    def _atom(self, leaf: Expression) -> int | None:
        """The number of a leaf's atom; None where it can never hold."""
        if isinstance(leaf, Fact):
            positive = Fact(leaf.form, leaf.names, leaf.by, leaf.but)
            self.facts.setdefault(str(positive), positive)
            return self._number(("not" if leaf.negated else "fact", str(positive)))
        if isinstance(leaf, After):
            return self._number(("after", leaf.day))
        if isinstance(leaf, Decides):
            return self._number(("decides", leaf.name))
        assert isinstance(leaf, Acts)
        rules = self.resolver.promised(leaf)
        return self._number(("acts", rules)) if rules else None

    def _number(self, atom: Atom) -> int:
        number = self.atoms.setdefault(atom, len(self.atoms))
        if number >= MOST_ATOMS:
            raise UsageError(f"the pacts speak of over {MOST_ATOMS} facts, acts and decisions")
        return number

    # ------------------------------------------------------------ what is written
    def write(self, writer: Writer) -> None:
        """Write rules, facts, decisions, places, deadlocks and conditions."""
        for number, row in enumerate(self.program.rows):
            self._write_rule(writer, number, row)
        first = len(self.program.rows)
        for number, arising in enumerate(self.arising, first):
            writer.number(arising.condition, at.CLAUSE_WHEN, number)
            writer.work_out(whole(arising.delay), at.CLAUSE_DELAY, number)
            writer.number(NO_END, at.CLAUSE_UNTIL, number)
            self._write_fact(writer, arising.fact, (at.CLAUSE_GIVES, at.CLAUSE_DENIES), number)
        writer.number(first + len(self.arising), at.CLAUSES)
        self._write_given(writer)
        for number, fact in self.places.items():
            self._write_fact(writer, fact, (at.PLACE_GIVES, at.PLACE_DENIES), number)
        self._write_decisions(writer)
        denials = [number for (kind, _), number in self.atoms.items() if kind == "not"]
        write_atoms(writer, denials, at.DENIALS)
        self._write_deadlocks(writer)
        self.conditions.write(writer)

    def _write_rule(self, writer: Writer, number: int, row: BoundClause) -> None:
        window = self.program.rules[number].window
        trigger = self.triggers[number] if window else at.NEVER_HOLDS
        first, until = window[0] if window else (0, None)
        writer.number(trigger, at.CLAUSE_WHEN, number)
        writer.number(first, at.CLAUSE_FROM, number)
        writer.number(NO_END if until is None else until, at.CLAUSE_UNTIL, number)
        path = f"pacts.{self.clause_names[number]}.delay_days"
        writer.work_out(_delay(writer, path, row.clause.delay), at.CLAUSE_DELAY, number)
        given = [
            atom
            for (kind, rules), atom in self.atoms.items()
            if kind == "acts" and isinstance(rules, tuple) and number in rules
        ]
        write_atoms(writer, given, at.CLAUSE_GIVES, number)
        for_him = row.beneficiary == self.defender and row.power != self.defender
        writer.number(float(for_him and row.clause.act in HELP), at.CLAUSE_HELPS, number)

    def _write_given(self, writer: Writer) -> None:
        """One row for each span of days of each fact that is spoken of."""
        rows = list(self._spans())
        for number, (span, gives, denies) in enumerate(rows):
            writer.number(span[0], at.FACT_FROM, number)
            writer.number(NO_END if span[1] is None else span[1], at.FACT_UNTIL, number)
            write_atoms(writer, gives, at.FACT_GIVES, number)
            write_atoms(writer, denies, at.FACT_DENIES, number)
        writer.number(len(rows), at.FACTS)

    def _spans(self) -> Iterator[tuple[Span, list[int], list[int]]]:
        for words, fact in self.facts.items():
            for span in self.resolver.fact_spans(fact):
                yield span, self._of("fact", words), self._of("not", words)
        for (kind, what), number in self.atoms.items():
            if kind == "after":
                assert isinstance(what, int)
                yield (what, None), [number], []
        for decision in self.file.decisions:
            if decision.value:
                yield (decision.day, None), self._of("decides", decision.name), []

    def _of(self, kind: str, what: object) -> list[int]:
        number = self.atoms.get((kind, what))
        return [] if number is None else [number]

    def _write_fact(self, writer: Writer, given: Fact, rows: tuple[int, int], entity: int) -> None:
        """Write what a fact that arises gives and denies: every fact asked for that it answers."""
        asked = [words for words, fact in self.facts.items() if answers(given, fact)]
        for row, kind in zip(rows, ("fact", "not"), strict=True):
            atoms = [number for words in asked for number in self._of(kind, words)]
            write_atoms(writer, atoms, row, entity)

    def _write_decisions(self, writer: Writer) -> None:
        for number, decision in enumerate(self.file.decisions):
            if decision.uncertain:
                atoms = self._of("decides", decision.name)
                write_atoms(writer, atoms, at.DECISION_GIVES, number)

    def _write_deadlocks(self, writer: Writer) -> None:
        circles = tuple(frozenset(powers) for powers in self.file.together)
        rules = len(self.program.rows)
        asked = self.program.closed(range(rules))
        powers = {name: n for n, name in enumerate(self.file.powers)}
        first = 0
        found = mutual_sets(asked, circles)
        for number, deadlock in enumerate(found):
            members = list(deadlock.rules)
            if len(members) > MOST_MEMBERS:
                raise UsageError(
                    f"{len(members)} clauses wait for one another: {MOST_MEMBERS} at most"
                )
            writer.number(first, at.DEADLOCK_FIRST, number)
            writer.number(len(members), at.DEADLOCK_MEMBERS, number)
            for m, rule in enumerate(members):
                writer.number(rule, at.MEMBER_CLAUSE, first + m)
                writer.number(powers[self.program.rows[rule].power], at.MEMBER_POWER, first + m)
                writer.number(_bits(deadlock, members, rule), at.MEMBER_WAITS, first + m)
            first += len(members)
        writer.number(len(found), at.DEADLOCKS)


def _bits(deadlock: MutualSet, members: list[int], rule: int) -> float:
    """The members for whom one of them waits, as bits."""
    return float(_sum_of(members.index(one) for one in deadlock.waits_for[rule]))


def _sum_of(bits: Iterable[int]) -> int:
    return sum(1 << bit for bit in bits)


def _is_alone(row: BoundClause) -> bool:
    """Whether a clause stands for one pair of powers only."""
    return len(row.clause.obligors) == 1 and len(row.clause.beneficiaries or ("",)) == 1


def _delay(writer: Writer, path: str, delay: Delay) -> Number:
    """Whole days, drawn between the lowest and the highest."""
    if delay.low == delay.high:
        return plain(float(delay.mode))
    low, mode, high = float(delay.low), float(delay.mode), float(delay.high)
    spread = Quantity(spread=Triangular(low=low, mode=mode, high=high))
    return whole(writer.number_of(path, spread))
