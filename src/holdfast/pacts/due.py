"""What falls due, and when: deadlines and promised forces, counted from the day of the case.

A case arises on the first day on which the `when` of a clause holds while its pact is in force.
What its power then decides (`provided`) does not put off what is due: it is why it is missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from holdfast.pacts.answer import ActRow, DeadlineCheck, PromisedForces, Warned
from holdfast.pacts.days import PLAIN, Unfolding, World, holds
from holdfast.pacts.file import PactFile
from holdfast.pacts.groups import Reading
from holdfast.pacts.program import Program, Resolver, Rule, rule_of
from holdfast.pacts.spans import within


class _Cases:
    """The days on which cases arise, with every decision made."""

    def __init__(self, file: PactFile, program: Program) -> None:
        self.program = program
        self.resolver = Resolver(file, program.rows)
        self.choices = dict.fromkeys(file.uncertain, True)

    def day(self, number: int, course: Unfolding) -> int | None:
        """The day of one clause and pair; a group that goes makes the cases of its members."""
        row, window = self.program.rows[number], self.program.rules[number].window
        waits = rule_of(row.power, self.resolver.condition(row.parts()[0]), window)
        days = [day for day in self.days(waits, course) if self.holds(waits, course, day)]
        acts = course.day(number)
        if acts is not None:
            days.append(acts - row.clause.delay.mode)
        return min(days, default=None)

    def days(self, waits: Rule, course: Unfolding) -> Iterator[int]:
        """The days on which what a clause waits for can change."""
        yield from waits.days
        for awaited in waits.waits_for:
            yield from (day for day, _ in course.changes.get(awaited, ()))

    def holds(self, waits: Rule, course: Unfolding, day: int) -> bool:
        acts = {number: course.at(number, day) for number in waits.waits_for}
        world = World(PLAIN, self.choices, acts, day)
        return within(waits.window, day) and bool(holds(waits.condition, world))


def checks(
    file: PactFile, program: Program, rows: tuple[ActRow, ...], causal: Unfolding
) -> tuple[DeadlineCheck, ...]:
    """Each deadline of each power, held against the causal day of its act."""
    cases = _Cases(file, program)
    return tuple(
        _check(told, cases.day(number, causal), deadline.days, deadline.from_trigger)
        for number, (row, told) in enumerate(zip(program.rows, rows, strict=True))
        if (deadline := row.clause.deadline) is not None
    )


def _check(told: ActRow, trigger: int | None, days: int, from_trigger: bool) -> DeadlineCheck:
    due = days if not from_trigger else None if trigger is None else trigger + days
    day = told.causal_day
    met = None if trigger is None or due is None else day is not None and day <= due
    return DeadlineCheck(told.clause, told.power, told.beneficiary, trigger, due, day, met)


def promised(
    file: PactFile, program: Program, best: Mapping[str, Reading]
) -> tuple[PromisedForces, ...]:
    """What each power has promised to bring, stage by stage, with the days on which it is due."""
    cases = _Cases(file, program)
    found: list[PromisedForces] = []
    for number, row in enumerate(program.rows):
        if not row.clause.brings:
            continue
        arises = [cases.day(number, best[reading].course) for reading in ("causal", "simultaneous")]
        for stage in row.clause.brings:
            causal, together = (None if day is None else day + stage.by_day for day in arises)
            found.append(
                PromisedForces(
                    row.name, row.power, row.clause.act, row.beneficiary, stage.by_day, causal,
                    together, stage.amounts,
                )
            )  # fmt: skip
    return tuple(found)


def promised_too_soon(program: Program) -> Iterator[Warned]:
    """Forces that are promised by a day on which their clause cannot have moved yet."""
    for row in program.rows:
        least = row.clause.delay.low
        for stage in row.clause.brings:
            if stage.by_day < least:
                yield Warned(
                    row.clause.position.line,
                    f"{row.name}: promised by day {stage.by_day} of its case, and it moves after "
                    f"{least} days at the least (delay_days)",
                )
