"""Relief as it is promised: computed from acts, ways and contingents, never typed."""

from __future__ import annotations

import pytest

from cards import flat_posterior
from holdfast.scenario.compile.prospect import act_days
from holdfast.scenario.compile.scenario import compile_scenario
from holdfast.scenario.promises import promises
from holdfast.schema.quantity import fixed
from scenario_sources import INVENTED, rivers, scenario, written

COURSE = "round-the-works-1939"
NOTHING_IN_THE_WEST = "powers.WES.second_front.divisions=0"
TEN_DIVISIONS = ("contingents[id=eastmere-army].divisions=10", "powers.EAS.efficiency=0.8")
NO_ARMY = "contingents[id=eastmere-army].divisions=0"
CRISIS_DAYS = 20


def promised(*settings):
    theatre = rivers(*settings, course=COURSE)
    return [written(theatre, row)[0] for row in ("promised_men", "promised_day", "promise_known")]


def acts(sentence):
    """The pact day of a sentence where everybody keeps every promise."""
    meant = scenario(INVENTED, COURSE)
    return act_days(promises(meant, meant.courses_of_action[COURSE].attack_on))[sentence]


def test_everybody_acts_on_the_day_that_the_clauses_give():
    west, east = acts("acts(WES, aid, for=TRV)"), acts("acts(EAS, land, for=TRV)")
    assert CRISIS_DAYS <= west < east
    assert acts("attacked(TRV, by=SOU)") is None


def test_men_who_would_march_are_promised_as_they_count():
    men, _, known = promised(NOTHING_IN_THE_WEST, *TEN_DIVISIONS)
    assert men == pytest.approx(10 * 14_000 * 0.8)
    assert known == 1


def test_they_are_promised_for_the_day_on_which_they_could_be_there():
    known = (
        "travel.rail_km_per_day=400", "travel.loading_days=2", "links[13].gauge_break=false",
        "links[12].trains_per_day=25",
        "powers.MID.passage[0].extra_days=2", "powers.MID.passage[0].trains_factor=1",
    )  # fmt: skip
    _, day, _ = promised("powers.WES.second_front.first_day=300", *TEN_DIVISIONS, *known)
    way = (190 + 148) / 400 + 2 + 2
    assert day == pytest.approx(acts("acts(EAS, land, for=TRV)") + way - CRISIS_DAYS + 1)


def test_attackers_whom_a_second_front_would_draw_away_are_promised_too():
    front = (
        "powers.WES.second_front.divisions=60", "powers.WES.second_front.wall=0",
        "powers.WES.second_front.posted=5",
    )  # fmt: skip
    alone, _, _ = promised(NO_ARMY, *front)
    walled, _, _ = promised(NO_ARMY, *front, "powers.WES.second_front.wall=1")
    assert 0 < walled < alone
    assert promised(*front, *TEN_DIVISIONS)[0] == pytest.approx(alone + 10 * 14_000 * 0.8)


def test_attackers_who_are_worth_less_are_less_promised():
    meant = scenario(INVENTED, COURSE, (), (NO_ARMY,))
    weak = meant.powers["NOR"].model_copy(update={"efficiency": fixed(0.5)})
    changed = meant.model_copy(update={"powers": meant.powers | {"NOR": weak}})
    theatre = compile_scenario(changed, COURSE, flat_posterior()).theatre
    assert promised(NO_ARMY)[0] > 0
    assert written(theatre, "promised_men")[0] == pytest.approx(promised(NO_ARMY)[0] / 2)
    assert written(theatre, "front_men")[0] == 17_000 / 2


def test_who_has_no_way_is_not_promised():
    men, day, _ = promised(NOTHING_IN_THE_WEST, *TEN_DIVISIONS, "powers.MID.passage=[]")
    assert men == 0
    assert day == pytest.approx(acts("acts(WES, aid, for=TRV)") + 14 - CRISIS_DAYS + 1)


def test_what_nobody_would_do_is_not_promised():
    refused = ("decisions.WES.honours.p=0",)
    assert promised(*refused)[0] > 0, "a promise is what was said, not what will be done"
