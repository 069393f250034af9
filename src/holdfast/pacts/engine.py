"""From a pact file to its answer: the readings, the deadlocks, the questions. A pure function."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from holdfast.pacts.advice import conflicts, idle_clauses, warnings
from holdfast.pacts.answer import ActRow, Finding, PactAnswer, Warned
from holdfast.pacts.chance import Importance
from holdfast.pacts.days import PLAIN
from holdfast.pacts.diagrams import TooLarge, deep
from holdfast.pacts.due import checks, promised
from holdfast.pacts.file import PactFile
from holdfast.pacts.futures import (
    MAX_LOOP_DECISIONS,
    Truths,
    all_futures,
    circles_of,
    read_one_future,
)
from holdfast.pacts.groups import Circle, Reading, mutual_sets, read_together
from holdfast.pacts.movers import deadlocks, first_movers, unlocked_by
from holdfast.pacts.program import Program, compile_program


def answer(file: PactFile) -> PactAnswer:
    """Work out a pact file: acts and days, deadlocks, first movers, questions, checks, warnings.

    Days, deadlocks and first movers are with all uncertain decisions made; probabilities are
    over all of them, exact or absent.

    >>> from holdfast.pacts.reader import parse
    >>> file = parse('''
    ... powers: [CSK, DEU]
    ... pacts:
    ...   protocol: {parties: [SUN, FRA], clauses: [
    ...     {id: II, obligor: SUN, beneficiary: CSK, act: land, delay_days: 10,
    ...      when: "attacked(CSK, by=DEU) and acts(FRA, for=CSK)"},
    ...     {id: I, obligor: FRA, beneficiary: CSK, act: aid, provided: FRA.honours}]}
    ... facts: ["attacked(CSK, by=DEU)"]
    ... decisions: {FRA.honours: {p: 0.6, day: 3}}
    ... ask: {relief: "acts(SUN, land, for=CSK)"}
    ... ''')
    >>> relief = answer(file).ask["relief"]["causal"]
    >>> relief.p, relief.path_sets, relief.path_days
    (0.6, (('FRA.honours',),), (13,))
    """
    program = compile_program(file)
    best = read_one_future(file, program, file.uncertain)
    futures = all_futures(file, program)
    measured = _Asked(file, program, best, futures)
    ask = {
        name: measured.findings(len(program.rows) + number)
        for number, name in enumerate(program.questions)
    }
    movers, cut_short = first_movers(program, file, best)
    rows = _rows(program, best, futures)
    return PactAnswer(
        file, rows, deadlocks(program, best["simultaneous"]), movers, ask,
        checks(file, program, rows, best["causal"].course),
        tuple(sorted(
            [*warnings(file, program), *measured.warnings(), *cut_short],
            key=lambda one: (one.line, one.text),
        )),
        conflicts(file, program, best["simultaneous"].course),
        idle_clauses(file, program, best["simultaneous"].course),
        unlocked_by(program, file, movers),
        promised(file, program, best),
    )  # fmt: skip


def _rows(
    program: Program, best: Mapping[str, Reading], futures: Mapping[int, Truths | None]
) -> tuple[ActRow, ...]:
    return tuple(
        ActRow(
            row.power, row.clause.act, row.beneficiary, row.name,
            best["causal"].course.day(number),
            best["simultaneous"].course.day(number),
            _probability(futures[number], "causal"),
            _probability(futures[number], "simultaneous"),
        )
        for number, row in enumerate(program.rows)
    )  # fmt: skip


def _probability(truths: Truths | None, reading: str) -> float | None:
    if truths is None:
        return None
    with deep(len(truths.measured.diagrams.order)):
        return truths.measured.probability(truths.nodes[reading])


class _Asked:
    """Answers questions, reading by reading, and remembers which were too large."""

    def __init__(
        self,
        file: PactFile,
        program: Program,
        best: Mapping[str, Reading],
        futures: Mapping[int, Truths | None],
    ) -> None:
        self.file = file
        self.program = program
        self.best = best
        self.futures = dict(futures)

    def findings(self, number: int) -> dict[str, Finding]:
        """The question under each reading; readings that cannot differ here are worked out once."""
        body = self.program.closed([number])
        worked: dict[tuple[Circle, ...], Finding] = {}
        found: dict[str, Finding] = {}
        for reading, circles in circles_of(self.file).items():
            able = circles if mutual_sets(body, circles) else ()
            if able not in worked:
                worked[able] = self.finding(number, reading)
            found[reading] = worked[able]
        return found

    def finding(self, number: int, reading: str) -> Finding:
        day = self.best[reading].course.day(number)
        truths = self.futures[number]
        if truths is None:
            return self.unknown(day)
        try:
            with deep(len(truths.measured.diagrams.order)):
                return self.measure(number, reading, truths, day)
        except TooLarge:
            self.futures[number] = None
            return self.unknown(day)

    def unknown(self, day: int | None) -> Finding:
        nothing = {name: Importance() for name in self.file.uncertain}
        return Finding(None, (), (), (), day, nothing, truncated=True)

    def measure(self, number: int, reading: str, truths: Truths, day: int | None) -> Finding:
        diagrams, node = truths.measured.diagrams, truths.nodes[reading]
        p = truths.measured.probability(node)
        minimal = diagrams.minimal(node)
        paths, more_paths = diagrams.sets(minimal)
        cuts, more_cuts = diagrams.sets(diagrams.minimal(diagrams.refusals(node)))
        importance = {
            name: truths.measured.importance(name, node, minimal, p) for name in self.file.uncertain
        }
        days = self.days(number, reading, paths)
        return Finding(p, paths, days, cuts, day, importance, more_paths or more_cuts)

    def days(
        self, number: int, reading: str, paths: tuple[tuple[str, ...], ...]
    ) -> tuple[int | None, ...]:
        body = self.program.closed([number])
        circles = circles_of(self.file)[reading]
        refused = dict.fromkeys(self.file.uncertain, False)
        found: list[int | None] = []
        for made in paths:
            choices: dict[str, Any] = refused | dict.fromkeys(made, True)
            found.append(read_together(body, PLAIN, choices, circles).course.day(number))
        return tuple(found)

    def warnings(self) -> list[Warned]:
        lines = {n: (row.name, row.clause.position) for n, row in enumerate(self.program.rows)}
        for number, question in enumerate(self.file.ask, len(lines)):
            lines[number] = (question.name, question.position)
        unknown = [lines[number] for number, truths in self.futures.items() if truths is None]
        reason = (
            f"depends on more than {MAX_LOOP_DECISIONS} decisions through loops, "
            "or its diagram is too large"
        )
        return [
            Warned(position.line, f"{name}: no exact probability; it {reason}")
            for name, position in dict.fromkeys(unknown)
        ]
