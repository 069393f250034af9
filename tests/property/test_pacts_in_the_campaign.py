"""The kernel's acts fall on the static engine's days, for every reading.

Facts are frozen, decisions given, delays at their mode.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from holdfast.errors import UsageError
from holdfast.kernel import layout as at
from holdfast.kernel import pledges
from holdfast.pacts import compile_program, load, parse
from holdfast.pacts.days import PLAIN
from holdfast.pacts.groups import read_together
from holdfast.scenario.compile.pledges import Pledges
from holdfast.scenario.compile.theatre import Writer
from pacts.conformance import CRISES, answered_cases
from pacts.strategies import pact_files, waiting_files
from strategies import quickly
from twin.theatres import key_of, many

ENTITIES = 5_000
EVERY_DAY = 30
FILES = [*answered_cases(), *sorted(CRISES.glob("*.yaml"))]
DEADLOCKED = [path for path in FILES if path.name.startswith(("S01", "S02", "M02"))]


def theatre_of(file):
    """The rows of a pact file, its open decisions certain to be a yes, its delays at their mode."""
    promises = Pledges(file, "CSK")
    writer = Writer(np.zeros((len(at.THEATRE.rows), ENTITIES, 2)))
    promises.write(writer)
    writer.number(len(file.decisions), at.DECISIONS)
    for number, decision in enumerate(file.decisions):
        writer.number(decision.day, at.DECISION_DAY, number)
        writer.number(number, at.DECISION_LINE, number)
        writer.number(1, at.DECISION_LINES, number)
        writer.number(float(decision.uncertain), at.LINE_CHANCE, number)
        writer.number(at.NO_GROUP, at.DECISION_GROUP, number)
    for number, row in enumerate(promises.program.rows):
        writer.number(row.clause.delay.mode, at.CLAUSE_DELAY, number)
    return writer.theatre


def kernel_days(file):
    """The day of each act, as pledges are kept from day to day; None for never."""
    theatre = theatre_of(file)
    state = np.zeros((at.STATE_ROWS, ENTITIES, 2))
    state[at.HELPED, 0, 0] = 1
    day = 1
    while day < at.NO_DAY:
        pledges.pledge(theatre, state, day, key_of(1, 2, 3))
        coming = int(state[at.NEXT_CHANGE, 0, 0])
        assert coming > day
        day = day + 1 if day < EVERY_DAY else coming
    done = state[at.CLAUSE_DONE, : int(theatre[at.CLAUSES, 0, 0]), 0]
    return [None if clock == at.NEVER else int(clock) - 1 for clock in done]


def engine_days(file):
    """The day of each act as the static engine has it."""
    program = compile_program(file)
    choices = dict.fromkeys(file.uncertain, True)
    circles = tuple(frozenset(powers) for powers in file.together)
    course = read_together(program, PLAIN, choices, circles).course
    return [course.day(number) for number in range(len(program.rows))]


def readings(file):
    """The file as it is read causally, mixed and with everybody together."""
    return [replace(file, together=circles) for circles in ((), file.together, (file.powers,))]


def agree(file):
    for one in readings(file):
        assert kernel_days(one) == engine_days(one)


@quickly(many(200, 15))
@given(pact_files())
def test_any_file_acts_on_the_days_of_the_engine(text):
    agree(parse(text))


@quickly(many(300, 15))
@given(waiting_files())
def test_files_full_of_loops_act_on_the_days_of_the_engine(text):
    agree(parse(text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_cases_and_crises_act_on_the_days_of_the_engine(path):
    agree(load(path))


@pytest.mark.parametrize("path", DEADLOCKED, ids=lambda path: path.name)
def test_a_deadlock_of_promises_goes_only_together(path):
    causal, _, together = [kernel_days(one) for one in readings(load(path))]
    assert causal.count(None) > together.count(None)


def many_words(clause, count, more=""):
    """A file of one power whose clauses are numbered."""
    clauses = ", ".join(clause.format(n=n, m=(n + 1) % count) for n in range(count))
    return parse(
        f"powers: [CSK, FRA, GBR]\npacts: {{p: {{parties: [FRA, GBR], clauses: [{clauses}]}}}}\n"
        + more
    )


def test_more_words_than_the_kernel_has_bits_for_are_refused():
    clause = "{{id: c{n}, obligor: FRA, act: aid, when: 'fact(f{n})'}}"
    theatre_of(many_words(clause, 104))
    with pytest.raises(UsageError, match="104"):
        theatre_of(many_words(clause, 105))


def test_more_decisions_than_bits_are_refused():
    decided = "decisions: {{{}}}".format(", ".join(f"FRA.d{n}: {{p: 0.5}}" for n in range(53)))
    with pytest.raises(UsageError, match="52"):
        theatre_of(many_words("{{id: c{n}, obligor: FRA, act: aid}}", 1, decided))


def test_a_sentence_with_too_many_ways_to_hold_is_refused():
    facts = ", ".join(f"fact(f{n})" for n in range(16))
    clause = f"{{{{id: c{{n}}, obligor: FRA, act: aid, when: 'at_least(8, {facts})'}}}}"
    with pytest.raises(UsageError, match="4,096"):
        theatre_of(many_words(clause, 1))


def test_more_clauses_in_a_deadlock_than_bits_are_refused():
    clause = "{{id: c{n}, obligor: each, act: aid, when: 'acts(FRA) and acts(GBR)'}}"
    file = replace(many_words(clause, 27), together=(("FRA", "GBR"),))
    with pytest.raises(UsageError, match="52"):
        theatre_of(file)
