"""Promised forces of a scenario are held against the contingents that stand behind them."""

from __future__ import annotations

import copy
import datetime

import pytest

from holdfast.scenario.notes import notes_on
from holdfast.scenario.notes_promised import promised_and_standing, standing
from holdfast.scenario.promises import promises
from scenario_sources import INVENTED, scenario, source

ON = datetime.date(1938, 7, 1)


@pytest.fixture(scope="module")
def two_rivers():
    return scenario(INVENTED, "north-1938")


def told(scenario_, pact, clause, brings, **more):
    """What is told once a clause promises forces."""
    pacts = copy.deepcopy(scenario_.pacts)
    one = next(row for row in pacts["pacts"][pact]["clauses"] if row["id"] == clause)
    one.update(brings=brings, **more)
    changed = scenario_.model_copy(update={"pacts": pacts})
    file = promises(changed, ON).file
    return list(promised_and_standing(changed, source(INVENTED).node, file, ON))


def test_nothing_is_told_where_nothing_is_promised_in_numbers(two_rivers):
    told_of = notes_on(two_rivers, source(INVENTED).node).other
    assert not [note for note in told_of if "brings" in note]


@pytest.mark.parametrize(
    ("brings", "says"),
    [
        ({"divisions": 16, "by_day": 20}, None),
        ({"divisions": 17, "by_day": 20}, "17 divisions, and its contingents sum to 16"),
        ({"men": 230_000, "by_day": 20}, "230,000 men, and its contingents sum to 224,000"),
        ({"tanks": 250, "guns": 601, "by_day": 20}, "601 guns, and its contingents sum to 600"),
        ([{"tanks": 900, "by_day": 9}, {"tanks": 901, "by_day": 20}], "by day 20 of the case"),
    ],
)  # fmt: skip
def test_what_is_promised_is_held_against_what_the_contingents_sum_to(two_rivers, brings, says):
    notes = told(two_rivers, "eastmere-1935", "II-land", brings)
    if says is None:
        assert notes == []
    else:
        (note,) = notes
        assert says in note
        assert "pacts.yaml:" in note
        assert "pacts.pacts.eastmere-1935.clauses[id=II-land].brings: " in note
        assert "250 tanks" not in note


def test_a_promise_with_nothing_behind_it_is_told(two_rivers):
    (note,) = told(two_rivers, "westreach-1929", "I-text", {"divisions": 30, "by_day": 15})
    assert "by day 15 of the case WES promises 30 divisions, and nothing stands behind it" in note


def test_a_promise_to_somebody_else_needs_nothing_here(two_rivers):
    brings = {"divisions": 30, "by_day": 15}
    assert told(two_rivers, "westreach-1929", "I-text", brings, beneficiary="ISL") == []


def test_aircraft_are_those_of_contingents_and_of_wings_at_the_date(two_rivers):
    wings = [one for one in two_rivers.air.wings if one.power == "EAS"]
    at_first, later = (
        standing(two_rivers, "EAS", "aircraft", datetime.date(year, 3, 1)) for year in (1937, 1939)
    )
    assert len(wings) == 2
    assert 0 < at_first < later
    assert standing(two_rivers, "EAS", "ships", ON) == 0
