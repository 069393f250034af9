"""The engine against three outsiders: every future tried, every day walked, and clingo."""

from __future__ import annotations

import clingo
import pytest
from hypothesis import HealthCheck, given, settings

from holdfast.pacts import answer, parse
from holdfast.pacts.expressions import Acts, Gate
from pacts.oracle import Oracle
from pacts.strategies import and_only_files, pact_files, waiting_files

QUIET = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "derandomize": True}
READINGS = ("causal", "simultaneous", "mixed")


def agree_on_days(text):
    file = parse(text)
    found, oracle = answer(file), Oracle(file)
    everything = [one.name for one in oracle.uncertain()]
    for reading, key in (("causal", "causal_day"), ("simultaneous", "simultaneous_day")):
        days = oracle.days(reading, everything)
        told = [getattr(row, key) for row in found.acts]
        assert told == [days.get(number) for number in range(len(told))]
    for question in file.ask:
        for reading in READINGS:
            day = oracle.question_day(question, reading, everything)
            assert found.ask[question.name][reading].day_if_all == day
    assert [list(group) for group in found.deadlocks] == oracle.deadlocks()
    agree_on_what_is_due(found, oracle)
    return found, oracle


def agree_on_what_is_due(found, oracle):
    assert [tuple(check.to_dict().values()) for check in found.checks] == list(oracle.checks())
    for reading in ("causal", "simultaneous"):
        told = [(one.clause, one.power, getattr(one, f"{reading}_day")) for one in found.promised]
        assert told == list(oracle.promised(reading))


def agree_on_futures(found, oracle):
    for question in oracle.file.ask:
        for reading in READINGS:
            one = found.ask[question.name][reading]
            days = oracle.table(lambda made: oracle.question_day(question, reading, made))  # noqa: B023
            table = {made: day is not None for made, day in days.items()}
            assert one.p == pytest.approx(oracle.probability(table), abs=1e-12)
            assert [list(path) for path in one.path_sets] == oracle.path_sets(table)
            assert [list(cut) for cut in one.cut_sets] == oracle.cut_sets(table)
            assert list(one.path_days) == [days[frozenset(path)] for path in one.path_sets]
            agree_on_importance(one, oracle, table)


def agree_on_importance(one, oracle, table):
    assert list(one.importance) == [decision.name for decision in oracle.uncertain()]
    for name, worth in one.importance.items():
        expected = oracle.importance(table, name)
        for measure, value in expected.items():
            told = getattr(worth, measure)
            if value is None or told is None:
                assert told is None
                assert value is None or value > 1e12
            else:
                assert told == pytest.approx(value, rel=1e-9, abs=1e-12)


def agree_on_rows(found, oracle):
    for reading, key in (("causal", "p_causal"), ("simultaneous", "p_simultaneous")):
        tables = oracle.table(lambda made: oracle.days(reading, made))  # noqa: B023
        for number, row in enumerate(found.acts):
            table = {made: number in days for made, days in tables.items()}
            assert getattr(row, key) == pytest.approx(oracle.probability(table), abs=1e-12)


@settings(max_examples=60, **QUIET)
@given(pact_files(max_decisions=4))
def test_any_file_equals_the_day_by_day_walk_and_every_future(text):
    found, oracle = agree_on_days(text)
    agree_on_futures(found, oracle)
    agree_on_rows(found, oracle)


@settings(max_examples=8, **QUIET)
@given(pact_files(max_decisions=8, max_clauses=4))
def test_files_of_eight_decisions_equal_every_future(text):
    found, oracle = agree_on_days(text)
    agree_on_futures(found, oracle)


@settings(max_examples=120, **QUIET)
@given(waiting_files())
def test_files_full_of_loops_equal_every_subset_tried_as_a_group(text):
    found, oracle = agree_on_days(text)
    agree_on_futures(found, oracle)
    agree_on_rows(found, oracle)


@settings(max_examples=80, **QUIET)
@given(waiting_files(max_clauses=5))
def test_first_movers_equal_every_set_of_acts_tried(text):
    file = parse(text)
    assert [list(acts) for acts in answer(file).first_movers] == Oracle(file).first_movers()


def all_of(sentence):
    """The parts that are joined by and; one sentence is the only part of itself."""
    joined = isinstance(sentence, Gate) and sentence.count == len(sentence.parts)
    return sentence.parts if joined else (sentence,)


def any_of(part):
    """The acts of which any will do: for=(A, B) is read so."""
    return part.parts if isinstance(part, Gate) else (part,)


def as_logic_program(oracle, everything, supported):
    """One rule a clause; `not not` turns least into supported models."""
    mark = "not not " if supported else ""
    lines = []
    for number, one in enumerate(oracle.promises):
        body = []
        for sentence in (one.clause.when, one.clause.provided):
            for part in all_of(sentence):
                awaits = any_of(part)
                if all(isinstance(each, Acts) for each in awaits):
                    name = f"waits_{number}_{len(lines)}_{len(body)}"
                    body.append(name)
                    for awaited in {n for each in awaits for n in oracle.awaited(each, one)}:
                        lines.append(f"{name} :- {mark}done({awaited}).")
                    lines.append(f"#defined {name}/0.")
                elif not oracle.holds(part, oracle.horizon, set(), everything, one):
                    body.append("#false")
        lines.append(f"done({number})" + (f" :- {', '.join(body)}." if body else "."))
    return "\n".join(lines)


def models(program):
    control = clingo.Control(["0", "--warn=none"])
    control.add("base", [], program)
    control.ground([("base", [])])
    found = []
    control.solve(
        on_model=lambda model: found.append(
            {atom.arguments[0].number for atom in model.symbols(atoms=True) if atom.name == "done"}
        )
    )
    return found


@settings(max_examples=100, **QUIET)
@given(and_only_files())
def test_files_of_and_equal_the_stable_and_supported_models_of_clingo(text):
    found, oracle = answer(parse(text)), Oracle(parse(text))
    everything = [one.name for one in oracle.uncertain()]
    (least,) = models(as_logic_program(oracle, everything, supported=False))
    assert {n for n, row in enumerate(found.acts) if row.causal_day is not None} == least
    supported = models(as_logic_program(oracle, everything, supported=True))
    together = {n for n, row in enumerate(found.acts) if row.simultaneous_day is not None}
    assert together == set().union(*supported)
    assert together in supported
