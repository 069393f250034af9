"""What a reader should be told beside the answer: checks, oddities, conflicts, and why not."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from holdfast.pacts.answer import Conflict, Idle, Warned
from holdfast.pacts.days import PLAIN, Unfolding, World, holds
from holdfast.pacts.due import promised_too_soon
from holdfast.pacts.expressions import Acts, Decides, Expression, Fact, Gate, leaves
from holdfast.pacts.file import Pact, PactFile
from holdfast.pacts.futures import loops_inside_one_power
from holdfast.pacts.in_force import last_date, pact_window, wars_on
from holdfast.pacts.program import BoundClause, Program, Resolver, yields
from holdfast.pacts.reader import decisions_used
from holdfast.pacts.spans import within
from holdfast.pacts.vocabulary import MEETS_AID

_KEEPS_OFF = ("neutrality", "non_aggression")


def warnings(file: PactFile, program: Program) -> Iterator[Warned]:
    """Everything odd that a file says."""
    found = [
        *_unpromised(file, program),
        *_unused_decisions(file),
        *_unused_groups(file),
        *_own_loops(program),
        *_practice_without_author(file),
        *_facts_never_given(file, program),
        *promised_too_soon(program),
        *_ended_before_day_zero(file),
    ]
    yield from dict.fromkeys(found)


def _sentences(file: PactFile, program: Program) -> Iterator[Expression]:
    yield from (row.sentence for row in program.rows)
    yield from (question.sentence for question in file.ask)


def _unpromised(file: PactFile, program: Program) -> Iterator[Warned]:
    for sentence in _sentences(file, program):
        for leaf in leaves(sentence):
            if isinstance(leaf, Acts) and not any(yields(row, leaf) for row in program.rows):
                yield Warned(_line(leaf), f"nobody promises this: {leaf}")


def _unused_decisions(file: PactFile) -> Iterator[Warned]:
    used = {decides.name for decides in decisions_used(file)}
    for decision in file.decisions:
        if decision.name not in used:
            yield Warned(decision.position.line, f"the decision {decision.name} is used nowhere")


def _unused_groups(file: PactFile) -> Iterator[Warned]:
    used = {decision.group for decision in file.decisions}
    for name in file.groups or {}:
        if name not in used:
            yield Warned(1, f"no decision is in the group {name}")


def _own_loops(program: Program) -> Iterator[Warned]:
    for numbers in loops_inside_one_power(program):
        rows = [program.rows[number] for number in numbers]
        names = ", ".join(dict.fromkeys(row.name for row in rows))
        yield Warned(
            rows[0].clause.position.line,
            f"{rows[0].power} waits for itself ({names}): a loop inside one power never starts",
        )


def _practice_without_author(file: PactFile) -> Iterator[Warned]:
    for pact in file.pacts:
        for clause in pact.clauses:
            if clause.kind == "practice" and (clause.source or pact.source) is None:
                text = f"{pact.id}/{clause.id}: a clause of practice names its author: add source:"
                yield Warned(clause.position.line, text)


def _facts_never_given(file: PactFile, program: Program) -> Iterator[Warned]:
    """A fact or pact asked for under a name close to one that is given and asked for nowhere."""
    asked = {
        (leaf.form, leaf.names): leaf
        for sentence in _sentences(file, program)
        for leaf in leaves(sentence)
        if isinstance(leaf, Fact) and leaf.form in ("fact", "in_force")
    }
    known = {given.fact.names[0] for given in file.facts if given.fact.form == "fact"}
    idle = known - {names[0] for form, names in asked if form == "fact"}
    pacts = {pact.id for pact in file.pacts}
    pacts |= {given.fact.names[0] for given in file.facts if given.fact.form == "in_force"}
    for (form, names), leaf in asked.items():
        near = difflib.get_close_matches(names[0], idle, n=1, cutoff=0.85)
        if form == "fact" and near and names[0] not in known:
            yield Warned(_line(leaf), f"{leaf} is never given; {near[0]} is given and never used")
        if form == "in_force" and names[0] not in pacts:
            yield Warned(_line(leaf), f"{leaf}: there is no such pact here, and no such fact")


def _ended_before_day_zero(file: PactFile) -> Iterator[Warned]:
    for pact in file.pacts:
        last = last_date(pact.in_force)
        if pact.in_force.until_peace and file.day_zero and last and last < file.day_zero:
            yield Warned(
                pact.position.line,
                f"{pact.id} ended before day 0, and facts begin on day 0: whether a party was at "
                "war then is not known, and the pact counts as ended",
            )


def conflicts(file: PactFile, program: Program, course: Unfolding) -> tuple[Conflict, ...]:
    """Where a power owes help against somebody towards whom it is bound to keep off."""
    attackers: dict[str, set[str]] = {}
    for given in file.facts:
        if given.fact.form == "attacked":
            attackers.setdefault(given.fact.names[0], set()).update(given.fact.by)
    found: list[Conflict] = []
    for number, row in enumerate(program.rows):
        day = course.day(number)
        if day is None or row.beneficiary is None or row.clause.act not in MEETS_AID:
            continue
        for against in row.clause.against or tuple(sorted(attackers.get(row.beneficiary, ()))):
            found.extend(_bound_towards(file, program, course, number, against))
    return tuple(found)


def _bound_towards(
    file: PactFile, program: Program, course: Unfolding, number: int, against: str
) -> Iterator[Conflict]:
    aid = program.rows[number]
    for other, row in enumerate(program.rows):
        bound = row.power == aid.power and row.beneficiary == against
        first, second = course.day(number), course.day(other)
        if not bound or row.clause.act not in _KEEPS_OFF or first is None or second is None:
            continue
        day = max(first, second)
        if within(pact_window(row.pact, file), day):
            yield Conflict(
                aid.power, str(aid.beneficiary), against, aid.name, row.name, day
            )  # fmt: skip


def idle_clauses(file: PactFile, program: Program, course: Unfolding) -> tuple[Idle, ...]:
    """The clauses that never fire even together and with every decision made, and why."""
    never = [n for n in range(len(program.rows)) if course.day(n) is None]
    if not never:
        return ()
    why = _Why(file, program, course)
    return tuple(
        Idle(row.name, row.power, row.clause.act, row.beneficiary, why.row(row))
        for row in (program.rows[number] for number in never)
    )


class _Why:
    """Says which parts of a sentence never hold."""

    def __init__(self, file: PactFile, program: Program, course: Unfolding) -> None:
        self.file = file
        self.program = program
        self.resolver = Resolver(file, program.rows)
        self.worlds = tuple(_worlds(file, program, course))

    def row(self, row: BoundClause) -> tuple[str, ...]:
        if not pact_window(row.pact, self.file):
            return ("its pact is not in force",)
        return tuple(self.sentence(row.sentence)) or (self.at_odds(row),)

    def at_odds(self, row: BoundClause) -> str:
        """Every part holds some day: they miss one another, or the days of the pact."""
        condition = self.resolver.condition(row.sentence)
        days = [world.day for world in self.worlds if holds(condition, world)]
        if not days:
            return "its conditions never hold on one day"
        return f"its conditions hold on day {days[0]}, and its pact {self.ended(row.pact, days[0])}"

    def ended(self, pact: Pact, day: int) -> str:
        """That a pact does not bind on a day; and what would let it, where that is a war."""
        (_, until), zero = pact_window(pact, self.file)[0], self.file.day_zero
        if until is None or until > day or zero is None:
            return "is not in force then"
        wars = {war.party: war.enemy for war in wars_on(pact, self.file, until - 1, pact.parties)}
        at_war = " and ".join(f"{party} with {enemy}" for party, enemy in wars.items())
        hint = f", {at_war} at war: until_peace would keep it in force" if at_war else ""
        return f"ended with day {until - 1}{hint}"

    def sentence(self, sentence: Expression) -> Iterator[str]:
        if self.ever(sentence):
            return
        if isinstance(sentence, Gate) and sentence.count == len(sentence.parts):
            for part in sentence.parts:
                yield from self.sentence(part)
        elif isinstance(sentence, Gate):
            yield (
                f"too few hold of: {sentence}" if sentence.count > 1 else f"none holds: {sentence}"
            )
        elif isinstance(sentence, Acts):
            promised = any(yields(row, sentence) for row in self.program.rows)
            yield f"{sentence} never happens" if promised else f"nobody promises {sentence}"
        elif isinstance(sentence, Decides):
            yield f"{sentence.name} is refused"
        else:
            yield f"{sentence} is not given"

    def ever(self, sentence: Expression) -> bool:
        """Whether a sentence holds on any day, every decision made."""
        condition = self.resolver.condition(sentence)
        return any(holds(condition, world) for world in self.worlds)


def _worlds(file: PactFile, program: Program, course: Unfolding) -> Iterator[World]:
    """The state of things on every day on which something changes."""
    days = {day for rule in program.rules.values() for day in rule.days}
    days |= {day for changes in course.changes.values() for day, _ in changes}
    choices = dict.fromkeys(file.uncertain, True)
    for day in sorted(days):
        acts = {number: course.at(number, day) for number in program.rules}
        yield World(PLAIN, choices, acts, day)


def _line(leaf: Acts | Fact) -> int:
    return leaf.position.line if leaf.position is not None else 0
