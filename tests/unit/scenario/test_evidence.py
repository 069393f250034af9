"""Every number is counted once, with what stands behind it or what encloses it."""

import pytest

from holdfast.catalog.scenarios import find_scenario, scenario_ids
from holdfast.scenario.evidence import Backing, coverage
from holdfast.scenario.scenario_source import inspect
from holdfast.schema.paths import figures
from holdfast.schema.scenario import Scenario

SCENARIO, _ = inspect(find_scenario("two-rivers"))


def without(**changes) -> Scenario:
    return SCENARIO.model_copy(update=changes)


@pytest.mark.parametrize("name", scenario_ids())
def test_the_scenarios_that_ship_are_backed_throughout(name):
    scenario, _ = inspect(find_scenario(name))
    assert coverage(scenario).bare == ()
    assert coverage(scenario).share == 1


def test_every_figure_is_counted_once():
    paths = [one.path for one in coverage(SCENARIO).numbers]
    assert len(paths) == len(set(paths))
    assert {path for path, _ in figures(SCENARIO)} <= set(paths)


def test_a_number_inherits_from_what_encloses_it_or_has_its_own():
    told = {one.path: one for one in coverage(SCENARIO).numbers}
    assert told["contingents[id=frontier-guards].men"].own
    assert told["contingents[id=frontier-guards].men"].grade == "B"
    assert not told["contingents[id=peace-army].guns"].own
    assert told["contingents[id=peace-army].guns"].holds
    assert told["contingents[id=peace-army].guns"].grade == "D"


def test_without_the_note_at_the_top_most_numbers_are_bare():
    bare = set(coverage(without(note=None)).bare)
    assert "contingents[id=peace-army].guns" in bare
    assert "contingents[id=frontier-guards].men" not in bare
    assert "what_ifs.class-of-1920.effects[0]" in bare
    assert "schools.arden-1961.claims[1]" not in bare


def test_a_dispute_has_the_grade_of_its_weakest_claim():
    told = {one.path: one for one in coverage(SCENARIO).numbers}
    assert told["decisions.MID.overflight.p"].claims == 2
    assert told["decisions.MID.overflight.p"].grade == "C"
    assert coverage(SCENARIO).claims == 3


def test_a_delay_is_backed_by_its_clause_or_its_treaty():
    pacts = {"pacts": {"p": {"clauses": [{"id": "I", "delay_days": 3}]}}}
    assert "pacts.pacts.p.clauses[id=I].delay_days" in coverage(without(pacts=pacts)).bare
    pacts["pacts"]["p"]["source"] = "a series"
    assert not coverage(without(pacts=pacts)).bare


@pytest.mark.parametrize(
    ("backing", "holds"),
    [
        (Backing(), False),
        (Backing(note="a guess"), False),
        (Backing(grade="D"), False),
        (Backing(grade="D", note="a guess"), True),
        (Backing(grade="B", note="a guess"), False),
        (Backing(source="x"), True),
    ],
)
def test_silence_is_no_evidence_and_an_honest_note_is(backing, holds):
    assert backing.holds is holds


def test_the_counts_add_up():
    told = coverage(SCENARIO).to_dict()
    assert told["sourced"] + told["inherited"] + len(told["bare"]) == told["numbers"]
    assert sum(told["by_grade"].values()) == told["numbers"]
