"""What is prepared for nothing is named by its path."""

from __future__ import annotations

from holdfast.scenario.notes_preparation import idle_preparation
from holdfast.scenario.scenario_source import inspect
from holdfast.schema.economy import SeenStanding
from scenario_sources import source

MEANT = inspect(source("two-rivers"))[0]


def told(economy=None, **changes):
    changes |= {"economy": MEANT.economy.model_copy(update=economy or {})}
    return set(idle_preparation(MEANT.model_copy(update=changes)))


def test_the_normative_example_prepares_nothing_in_vain():
    assert told() == set()


def test_what_nobody_orders_uses_takes_or_asks_after_is_named():
    economy = MEANT.economy
    fact = SeenStanding(fact="fact(works_stand)", good="heavy", share=0.5)
    found = told(
        {
            "programme": [one for one in economy.programme if one.good != "aircraft"],
            "stands": [one for one in economy.stands if one.good != "tanks"],
            "capacities": {**economy.capacities, "cement": economy.capacities["sites"]},
            "purposes": {**economy.purposes, "roads": economy.purposes["air"]},
            "facts": [fact],
        }
    )
    assert found == {
        "economy.goods.aircraft: nobody orders it",
        "economy.goods.tanks: it is ordered, and nothing of the scenario becomes of it",
        "economy.capacities.cement: no good uses it",
        "economy.purposes.roads: nothing is voted for it",
        "economy.facts: no sentence asks after fact(works_stand)",
    }


def test_projects_that_no_plan_takes_or_that_move_nothing_are_named():
    plans = {"historical": MEANT.plans["historical"]}
    strips = MEANT.projects["strips"].model_copy(update={"effects": [], "purpose": None})
    tanks = MEANT.projects["tank-battalion"].model_copy(update={"goodwill_of": []})
    found = told(plans=plans, projects={"strips": strips, "tanks": tanks})
    assert found == {
        "projects.strips: no plan takes it",
        "projects.strips: it costs time and money, and changes nothing",
        "projects.strips.cost: no purpose pays for it",
        "projects.tanks: no plan takes it",
        "projects.tanks.goodwill: goodwill_of names no decision that it moves",
    }
