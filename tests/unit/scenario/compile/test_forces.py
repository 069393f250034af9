"""Who stands where and when: contingents of the Two Rivers as arrivals and marches, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from cards import flat_posterior
from holdfast.kernel import layout as at
from holdfast.scenario.compile.forces import Forces
from holdfast.scenario.compile.ground import Ground
from holdfast.scenario.compile.scenario import compile_scenario
from holdfast.scenario.routes import routes
from scenario_sources import INVENTED, figures_of, rivers, scenario, written

KNOWN = (
    "powers.TRV.efficiency=0.9", "powers.TRV.nationality.norlanders.share=0.2",
    "powers.TRV.nationality.norlanders.reports=0.5", "contingents[id=frontier-guards].men=18000",
    "contingents[id=depots].men=40000", "axes[id=iron-hills].width_km=25",
)  # fmt: skip
ORDER = {
    "air-corps": 1, "depots": 1, "first-army": 8, "frontier-guards": 4, "general-reserve": 4,
    "peace-army": 2,
}  # fmt: skip
"""The defender's contingents by name, with their rows: axes x steps."""

COMING = 1 - 0.2 * 0.5


def rows_of(name):
    """The rows of one of the defender's contingents."""
    before = list(ORDER)[: list(ORDER).index(name)]
    first = sum(ORDER[one] for one in before)
    return slice(first, first + ORDER[name])


def ours(row, name, *settings):
    """A row of one of the defender's contingents."""
    return written(rivers(*KNOWN, *settings), row, at.DEFENDER)[rows_of(name)]


def test_there_is_a_row_for_each_axis_and_each_step_of_mobilisation():
    theatre = rivers(*KNOWN)
    assert written(theatre, "arrivals", at.DEFENDER)[0] == sum(ORDER.values())
    assert written(theatre, "arrivals", at.ATTACKER)[0] == 4


def test_forces_in_being_are_there_at_once_and_all_of_them():
    assert ours("arrival_men", "frontier-guards").sum() == pytest.approx(18_000 * 0.9)
    assert not ours("arrival_lag", "frontier-guards").any()
    assert (ours("arrival_when", "frontier-guards") == at.ALWAYS).all()


def test_men_who_are_called_up_come_by_steps_and_some_stay_away():
    men = ours("arrival_men", "first-army")
    assert men.sum() == pytest.approx(10 * 16_000 * 0.9 * COMING)
    for axis in range(2):
        mine = slice(4 * axis, 4 * axis + 4)
        assert men[mine] / men[mine].sum() == pytest.approx([0, 0.5, 0.4, 0.1])
        assert ours("arrival_lag", "first-army")[mine].tolist() == [0, 2, 4, 8]
    called = ours("arrival_when", "first-army")
    assert (called == ours("arrival_when", "general-reserve")[0]).all()
    assert (called > at.NEVER_HOLDS).all()


def test_replacements_need_no_mobilisation_and_all_come():
    assert ours("arrival_men", "depots").sum() == pytest.approx(40_000 * 0.9)
    assert ours("arrival_day", "depots").tolist() == [30]
    assert ours("arrival_when", "depots").tolist() == [at.ALWAYS]


def test_who_covers_sectors_stands_on_their_axes_by_width():
    assert ours("arrival_axis", "first-army").tolist() == [0] * 4 + [1] * 4
    men = ours("arrival_men", "peace-army")
    assert men / men.sum() == pytest.approx([25 / 65, 40 / 65])


def test_a_reserve_and_who_covers_nothing_go_by_shares():
    assert (ours("arrival_axis", "general-reserve") == at.NO_AXIS).all()
    assert (written(rivers(*KNOWN), "arrival_axis")[:3] == at.NO_AXIS).all()


def test_tanks_guns_and_aircraft_are_divided_as_the_men_are():
    assert ours("arrival_tanks", "general-reserve").tolist() == pytest.approx([0, 45, 36, 9])
    assert ours("arrival_guns", "peace-army").sum() == pytest.approx(300)
    known = (
        "contingents[id=air-corps].aircraft=400",
        "contingents[id=air-corps].serviceability=0.6",
    )
    assert ours("arrival_aircraft", "air-corps", *known).tolist() == [240]


def test_readiness_counts_for_men_alone():
    half = ("powers.NOR.readiness=0.5", "contingents[id=norland-first-line].divisions=20")
    theatre = rivers(*half)
    assert written(theatre, "arrival_men")[0] == pytest.approx(20 * 17_000 * 0.5)
    assert written(theatre, "arrival_guns")[0] >= 1200


def test_a_third_state_joins_the_attacker_on_its_own_axis_when_it_does():
    theatre = rivers("contingents[id=southmark-corps].divisions=4")
    last = 3
    assert written(theatre, "arrival_form")[last] == at.JOINED
    assert written(theatre, "arrival_men")[last] == pytest.approx(4 * 13_000 * 0.8)
    assert theatre.axes[int(written(theatre, "arrival_axis")[last])] == "south-march"
    assert written(theatre, "arrival_when")[last] == written(theatre, "axis_when")[2]


def test_an_ally_marches_division_by_division():
    theatre = rivers(
        "contingents[id=eastmere-army].divisions=16", "contingents[id=eastmere-army].tanks=240",
        "powers.EAS.efficiency=0.5", "powers.EAS.division_trains=45",
        "powers.EAS.supply_trains=0.3",
    )  # fmt: skip
    expected = {
        "divisions": 16,
        "men": 7000,
        "tanks": 15,
        "guns": 37.5,
        "trains": 45,
        "supply": 0.3,
    }
    for name, number in expected.items():
        assert written(theatre, f"contingent_{name}")[0] == pytest.approx(number), name
    assert theatre.names.helpers[int(written(theatre, "contingent_helper")[0])] == "EAS.land"
    muster = [
        (written(theatre, row)[n]) for n in range(3) for row in ("muster_day", "muster_share")
    ]
    assert muster == [0, 0.2, 5, 0.6, 12, 1.0]


def test_an_ally_in_being_needs_no_muster():
    meant = scenario(INVENTED, "north-1938")
    standing = [
        one.model_copy(update={"in_being": True}) if one.id == "eastmere-army" else one
        for one in meant.contingents
    ]
    changed = meant.model_copy(update={"contingents": standing})
    theatre = compile_scenario(changed, "north-1938", flat_posterior()).theatre
    assert written(theatre, "contingent_musters")[0] == 1
    assert written(theatre, "muster_day")[0] == 0
    assert written(theatre, "muster_share")[0] == 1


def forces_of(course, *settings):
    """The forces of a scenario, nothing written yet, and the first route of the ally."""
    meant = scenario(INVENTED, course, (), settings)
    figures = figures_of(meant, meant.courses_of_action[course].attack_on)
    forces = Forces(figures, Ground.of(figures), None)
    army = next(one for one in meant.contingents if one.id == "eastmere-army")
    return forces, routes(meant, army, figures.on)[0]


@pytest.mark.parametrize(
    ("direct", "neck"),
    [(12, {"crosswater", "eastbridge"}), (25, {"lakesend", "crosswater"})],
    ids=["a narrow line", "a break of gauge, though the line there is wide"],
)
def test_the_neck_of_a_route_is_its_narrowest_link(direct, neck):
    _, route = forces_of(
        "round-the-works-1939",
        f"links[12].trains_per_day={direct}",
        "travel.gauge_break_trains=20",
        "travel.march_km_per_day=10",
    )
    assert all(hop.by_rail for hop in route.hops)
    assert set(route.neck[0]) == neck


def test_routes_through_one_neck_share_its_number():
    forces, _ = forces_of("north-1938")
    rows = forces.rows
    first, second = rows.neck((("a", "b"), False)), rows.neck((("b", "c"), False))
    assert (first, second) == (0, 1)
    assert rows.neck((("a", "b"), False)) == first


def test_the_shares_of_each_side_are_those_of_course_and_deployment():
    theatre = rivers()
    assert written(theatre, "share")[:4].tolist() == [0.35, 0.65, 0, 0]
    assert written(theatre, "share", at.DEFENDER)[:4].tolist() == [0.3, 0.4, 0.15, 0.15]
    assert np.isfinite(written(theatre, "arrival_men")).all()
