"""The flagship's preparation: plans as programmes, projects whose worth may be nothing."""

import datetime

import numpy as np
import pytest

from holdfast.catalog.scenarios import find_scenario
from holdfast.scenario.compile.preparer import aside, figures_at, spelt_out
from holdfast.scenario.compile.reckoning import Reckoner
from holdfast.scenario.compile.tallies import tally
from holdfast.scenario.compile.theatre import Writer, at_middles
from holdfast.scenario.programme import programme_of
from holdfast.scenario.reach import reached
from holdfast.scenario.scenario_source import load_scenario

COURSE = "pincer-1938"
AUTUMN_1938 = datetime.date(1938, 10, 1)
DATES = (datetime.date(1937, 5, 1), AUTUMN_1938, datetime.date(1939, 5, 1),
         datetime.date(1941, 5, 1))  # fmt: skip
GERMANY = "de_"
PLANS = ("historical", "as-reported", "forts-first", "army-first", "air-first", "railway-first",
         "diplomacy-first", "two-years-earlier", "nothing")  # fmt: skip
WORTH_SOMETHING = {
    "bt-battalion", "sb-bombers-and-licence", "second-neck", "leave-in-peace",
    "without-formalities",
}  # fmt: skip
"""Projects with an effect that is more than nothing wherever they are done: tanks are tanks, two
railways are more than one, leave is leave, and who agrees to march is likelier to."""


@pytest.fixture(scope="module")
def scenario():
    return load_scenario(find_scenario("czechoslovakia-1936"), COURSE)


def reckoned(scenario, plan, on=AUTUMN_1938):
    """What a plan has made by a date, every quantity at its middle."""
    reader = aside(figures_at(scenario, on, Writer(np.zeros((1, 1, 2)))))
    chosen = scenario.plans[plan]
    programme = programme_of(scenario.economy, chosen.programme, chosen.projects)
    reckoning = Reckoner(reader, scenario.economy, scenario.projects).reckoning(programme)
    return tally(reckoning, at_middles(reader.writer.quantities))


@pytest.fixture(scope="module")
def made(scenario):
    """What every plan has made by October 1938."""
    return {plan: reckoned(scenario, plan) for plan in PLANS}


def built(made, plan, good, sectors=()):
    return float(made[plan].built(good, tuple(sectors))[0])


def test_the_plans_are_those_that_were_asked_for(scenario):
    assert tuple(scenario.plans) == PLANS


def test_only_the_historical_plan_changes_nothing(scenario):
    idle = [
        name for name, one in scenario.plans.items()
        if one.programme is None and not one.projects and not one.effects
    ]  # fmt: skip
    assert idle == ["historical"]


@pytest.mark.parametrize("on", DATES, ids=str)
def test_the_base_programme_moves_no_number_of_the_record(scenario, on):
    """Where nothing is recorded the economy's own number would stand: it must be nought there."""
    _, bare = spelt_out(scenario)
    made = reckoned(scenario, "historical", on)
    for line in scenario.economy.stands:
        for one in reached(scenario, line.path):
            if one.path in bare and line.of == "built":
                sectors = (one.keys[1],) if one.keys[0] == "sectors" else ()
                assert made.built(line.good, sectors).sum() == 0, one.path


def test_as_reported_builds_as_much_and_all_of_it_towards_germany(made, scenario):
    elsewhere = [name for name in scenario.sectors if not name.startswith(GERMANY)]
    for good in ("heavy", "light"):
        there = built(made, "historical", good)
        assert built(made, "as-reported", good) == pytest.approx(there, rel=0.05)
        assert built(made, "as-reported", good, elsewhere) < 0.01 * there
    assert built(made, "historical", "light", elsewhere) > 0


def test_forts_first_pays_with_materiel_and_army_first_with_works(made):
    assert built(made, "forts-first", "materiel") < built(made, "historical", "materiel")
    assert built(made, "forts-first", "heavy") >= built(made, "historical", "heavy")
    assert built(made, "army-first", "heavy") < built(made, "historical", "heavy")
    assert built(made, "army-first", "materiel") > built(made, "historical", "materiel")


def test_two_years_are_worth_more_works_than_the_money_that_forts_first_finds(made):
    gained = {
        plan: built(made, plan, "heavy") - built(made, "historical", "heavy")
        for plan in ("two-years-earlier", "forts-first")
    }
    assert gained["two-years-earlier"] > 100 > gained["forts-first"] + 50


def test_who_does_nothing_has_nothing(made, scenario):
    assert all(built(made, "nothing", good) == 0 for good in scenario.economy.goods)


def test_money_is_spent_only_on_what_is_voted(scenario):
    voted = {vote.purpose for vote in scenario.economy.votes}
    assert voted == set(scenario.economy.purposes)
    assert {one.purpose for one in scenario.projects.values()} <= voted


def test_every_project_is_taken_by_a_plan_or_was_done_by_history(scenario):
    taken = {name for plan in scenario.plans.values() for name in plan.projects}
    assert set(scenario.projects) - taken == {"sb-bombers-and-licence", "without-formalities"}


def nothing_is_within(effect):
    low, high = effect.value.extremes()
    none = 1.0 if effect.op == "scale" else 0.0
    return effect.op != "set" and low <= none <= high


def test_where_nothing_is_known_an_effect_may_be_nothing(scenario):
    sure = {
        name for name, one in scenario.projects.items()
        if not all(nothing_is_within(effect) for effect in one.effects)
    }  # fmt: skip
    assert sure == WORTH_SOMETHING


def test_what_a_project_provokes_may_be_nothing_and_so_may_goodwill(scenario):
    for name, one in scenario.projects.items():
        assert all(nothing_is_within(effect) for effect in one.provokes), name
        if one.goodwill is not None:
            assert one.goodwill.extremes()[0] <= 0, name


def test_the_joint_plan_waits_for_romania_and_for_france(scenario):
    assert scenario.projects["joint-plan"].needs == ["leave-in-peace", "staff-talks-france"]
