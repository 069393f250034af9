"""The ground of the Two Rivers as rows: kilometres, widths, belts, places that fall with others."""

from __future__ import annotations

import pytest

from holdfast.kernel import layout as at
from scenario_sources import INVENTED, rivers, scenario, written

KNOWN_WORKS = (
    "sectors.north_gate.heavy.built=30",
    "sectors.north_gate.light.built=120",
    "sectors.north_gate.armed=0.5",
    "works.unarmed_factor=0.4",
)


IRON, NORTH, SOUTH, WEST = range(4)
"""The axes by name: the order in which they are compiled."""


def legs(theatre, axis):
    first = int(written(theatre, "first_leg")[axis])
    return slice(first, first + int(written(theatre, "legs")[axis]))


def belts(theatre, axis):
    first = int(written(theatre, "first_belt")[axis])
    return slice(first, first + int(written(theatre, "belts")[axis]))


def test_kilometres_are_counted_from_the_frontier():
    theatre = rivers()
    assert theatre.axes[NORTH] == "north-gate"
    places = [
        theatre.names.places[int(n)] for n in written(theatre, "leg_place")[legs(theatre, NORTH)]
    ]
    assert places == ["northgate", "rivermeet", "eastbridge"]
    assert written(theatre, "leg_km")[legs(theatre, NORTH)].tolist() == [70, 175, 340]
    assert written(theatre, "length")[NORTH] == 340


def test_no_place_lies_on_the_frontier_itself():
    theatre = rivers("links[0].border_km=95")
    assert written(theatre, "leg_km")[legs(theatre, NORTH)][0] == pytest.approx(0.1)


def test_an_axis_is_as_wide_as_it_is_written_or_as_its_narrowest_link():
    widths = written(rivers(), "width")
    assert widths[NORTH] == 40
    assert 20 <= widths[IRON] <= 35
    assert (
        written(rivers("links[4].frontage_km=40", "links[5].frontage_km=12"), "width")[WEST] == 12
    )


def test_terrain_is_weighed_by_its_kilometres():
    flat = rivers("links[0].terrain=open", "links[1].terrain=open", "links[8].terrain=open")
    assert written(flat, "ruggedness")[NORTH] == 0
    assert 0 < written(rivers(), "ruggedness")[NORTH] < 1


def test_works_lie_at_the_frontier_and_lines_of_retreat_half_way_along_their_link():
    theatre = rivers()
    assert written(theatre, "belt_at")[belts(theatre, NORTH)].tolist() == [0, 70 + 105 / 2]
    assert written(theatre, "belt_at")[belts(theatre, IRON)].tolist() == [0, 62 + 115 / 2]
    assert written(theatre, "belts")[:4].tolist() == [2, 2, 1, 1]


@pytest.mark.parametrize(
    ("more", "strength"),
    [
        ((), 0.03 * 120 / 60 + 0.5 * (0.5 + 0.5 * 0.4) * 30 / 60),
        (("sectors.north_gate.armed=1",), 0.03 * 120 / 60 + 0.5 * 30 / 60),
        (("sectors.north_gate.light.built=900",), 0.3 + 0.5 * 0.7 * 30 / 60),
        (("sectors.north_gate.heavy.built=300",), 0.9),
        (("sectors.north_gate.heavy.built=0", "sectors.north_gate.light.built=0"), 0),
    ],
    ids=["some without guns", "all armed", "light works have a limit", "so has a belt", "none"],
)
def test_works_per_kilometre_become_strength(more, strength):
    theatre = rivers(*KNOWN_WORKS, *more)
    found = written(theatre, "belt_strength")[belts(theatre, NORTH)][0]
    assert found == pytest.approx(strength)


def test_a_place_off_the_axes_falls_with_the_one_it_joins_or_the_nearest_by_road():
    theatre = rivers()
    value = dict(zip(theatre.names.places, written(theatre, "value"), strict=False))
    assert "highfield" not in value
    assert value["northgate"] == pytest.approx(0.10 + 0.05)
    assert value["southwell"] == pytest.approx(0.10 + 0.05)
    nearer = rivers("links[11].road_km=20")
    value = dict(zip(nearer.names.places, written(nearer, "value"), strict=False))
    assert value["eastbridge"] == pytest.approx(0.12 + 0.05)


def test_all_value_is_somewhere():
    theatre = rivers()
    own = [place for place in scenario(INVENTED, "north-1938").places.values() if place.value]
    assert written(theatre, "value").sum() == pytest.approx(sum(p.value.middle() for p in own))


def test_the_capital_and_the_door_are_marked_once():
    theatre = rivers()
    for row, place in (("capital", "rivermeet"), ("door", "eastbridge")):
        marked = written(theatre, row)
        assert marked.sum() == 1
        assert marked[theatre.names.places.index(place)] == 1


def test_an_axis_of_a_third_state_is_its_own_and_waits():
    theatre = rivers()
    south = theatre.axes.index("south-march")
    assert written(theatre, "owners")[0] == 2
    assert written(theatre, "axis_owner")[:4].tolist() == [0, 0, 1, 0]
    assert written(theatre, "axis_when")[0] == at.ALWAYS
    assert written(theatre, "axis_when")[south] > at.NEVER_HOLDS
    assert 2 <= written(theatre, "open_day")[south] <= 6


def test_an_axis_from_palewood_opens_once_palewood_is_taken():
    west = rivers().axes.index("west-march")
    before, after = (rivers(course=one) for one in ("north-1938", "round-the-works-1939"))
    facts = [int(written(theatre, "facts")[0]) for theatre in (before, after)]
    assert facts[1] == facts[0] + 1
    assert written(after, "axis_when")[west] > at.NEVER_HOLDS
