"""Second fronts, aircraft and the way out of the Two Rivers as rows."""

from __future__ import annotations

import pytest

from cards import flat_posterior
from holdfast.kernel import layout as at
from holdfast.scenario.compile.help import great_circle_km
from holdfast.scenario.compile.scenario import compile_scenario
from scenario_sources import INVENTED, rivers, scenario, written

MANNERS = {"none": at.NO_MANNER, "probe": at.PROBE, "offensive": at.OFFENSIVE}


@pytest.mark.parametrize("manner", MANNERS)
def test_a_manner_that_is_fixed_is_its_code(manner):
    theatre = rivers(f"powers.WES.second_front.manner={manner}")
    assert written(theatre, "front_manner")[0] == MANNERS[manner]


def test_a_manner_is_drawn_among_its_choices():
    theatre = rivers()
    drawn = {written(theatre, "front_manner", future=n)[0] for n in range(30)}
    assert drawn == set(MANNERS.values())


def test_a_second_front_is_against_the_state_whose_men_it_draws():
    theatre = rivers("powers.WES.second_front.first_day=14", "powers.WES.second_front.posted=9")
    assert written(theatre, "fronts")[0] == 1
    assert written(theatre, "front_owner")[0] == 0
    assert written(theatre, "front_men")[0] == 17_000
    assert written(theatre, "front_day")[0] == 14
    assert written(theatre, "front_posted")[0] == 9
    assert theatre.names.helpers[int(written(theatre, "front_helper")[0])] == "WES.second_front"
    first = int(written(theatre, "front_muster")[0])
    count = int(written(theatre, "front_musters")[0])
    steps = [written(theatre, row)[first : first + count] for row in ("muster_day", "muster_share")]
    assert [one.tolist() for one in steps] == [[0, 10, 20, 30], [0, 0.3, 0.8, 1]]


def test_a_wing_flies_as_often_as_its_range_makes_it():
    km = great_circle_km(49.30, 21.00, 49.10, 16.80)
    assert 300 < km < 310
    near, far = (
        rivers(
            "air.wings[id=eastmere-bombers].delay_days=2",
            f"air.wings[id=eastmere-bombers].range_km={reach}",
        )
        for reach in (900, 100)
    )
    assert written(near, "wing_days")[0] == 2
    assert written(far, "wing_days")[0] == 2 + 3


def test_what_a_wing_is_worth_is_what_is_in_the_air():
    theatre = rivers(
        "air.wings[id=eastmere-bombers].serviceability=0.5",
        "air.wings[id=eastmere-bombers].sorties_per_day=0.8",
        "air.wings[id=eastmere-bombers].aircraft=200",
    )
    assert written(theatre, "wing_aircraft")[0] == 200
    assert written(theatre, "wing_worth")[0] == pytest.approx(0.4)


def test_a_wing_needs_its_order_and_leave_to_fly_over():
    free = rivers("powers.MID.passage=[]", "evacuation.days=20")
    with_leave = rivers()
    assert written(with_leave, "wing_when")[0] == written(with_leave, "wing_when")[1]
    needs = [ways(theatre, int(written(theatre, "wing_when")[0])) for theatre in (free, with_leave)]
    assert [len(one) for one in needs] == [1, 1]
    assert [len(next(iter(one))) for one in needs] == [1, 2]


def ways(theatre, condition):
    """The ways in which a condition can hold, each a set of atoms."""
    first = int(written(theatre, "condition_first")[condition])
    count = int(written(theatre, "condition_terms")[condition])
    words = [written(theatre, "term_needs", word) for word in range(at.WORDS)]
    return {
        frozenset(
            word * at.WORD_BITS + bit
            for word in range(at.WORDS)
            for bit in range(at.WORD_BITS)
            if int(words[word][n]) >> bit & 1
        )
        for n in range(first, first + count)
    }


def test_fields_give_room_where_they_fall_and_once_they_are_finished():
    def rooms(course):
        theatre = rivers(course=course)
        room = dict(zip(theatre.names.places, written(theatre, "squadron_room"), strict=False))
        return {place: number for place, number in room.items() if number}

    assert rooms("north-1938") == {"eastbridge": 24, "southwell": 12}
    assert rooms("round-the-works-1939") == {"eastbridge": 24, "southwell": 12, "northgate": 12}


def test_the_way_out_has_its_days_or_is_shut():
    known = rivers("evacuation.days=20")
    assert written(known, "evacuation_days")[0] == 20
    assert written(known, "evacuation_from")[0] == 0.15
    assert written(known, "evacuation_when")[0] > at.NEVER_HOLDS
    shut = scenario(INVENTED, "north-1938").model_copy(update={"evacuation": None})
    theatre = compile_scenario(shut, "north-1938", flat_posterior()).theatre
    assert written(theatre, "evacuation_days")[0] == 0
    assert written(theatre, "evacuation_when")[0] == at.NEVER_HOLDS


def test_helpers_are_named_by_power_and_kind():
    assert set(rivers().names.helpers) == {"EAS.land", "EAS.air", "WES.second_front"}
