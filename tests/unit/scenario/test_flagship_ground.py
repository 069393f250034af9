"""The ground of czechoslovakia-1936: counts, sums, axes that reach everything, the way by rail."""

import datetime
from importlib.resources import files
from types import SimpleNamespace

import pytest
from pydantic import BaseModel, ConfigDict

from holdfast.scenario.compile.ground import works_strength
from holdfast.scenario.ground import course_of, joined_places, links_by_ends
from holdfast.scenario.include import resolve
from holdfast.scenario.network import Lines, Network
from holdfast.scenario.routes import Route, days_for
from holdfast.schema.base import EVIDENCE_KEYS
from holdfast.schema.forces import SquadronSite
from holdfast.schema.geography import AxisPath, Link, Place, RetreatLine, Sector, Strength, Travel
from holdfast.schema.quantity import Fixed, Quantity, Triangular, fixed
from holdfast.schema.tables import Dated
from holdfast.text import yaml
from holdfast.text.nodes import plain

FOLDER = files("holdfast.catalog") / "scenarios" / "czechoslovakia-1936"

PARTS = """
places: {table: places.csv, by: id}
links: {table: links.csv}
sectors: {include: sectors.yaml}
include: ground.yaml
sites: {table: sites.csv}
"""

HEAVY = {
    "1936-07-05": (10, 20, 35),
    "1937-05-01": (50, 85, 120),
    "1938-10-01": (226, 263, 264),
    "1939-05-01": (290, 320, 360),
    "1941-05-01": (430, 500, 620),
}
"""National totals: least, likeliest, greatest; on 1 October 1938 the three rival counts."""

LIGHT = {
    "1936-07-05": (100, 300, 500),
    "1937-05-01": (900, 1800, 2600),
    "1938-10-01": (8774, 9632, 10014),
    "1939-05-01": (11500, 13000, 15000),
    "1941-05-01": (15000, 15463, 15463),
}

PLANNED = {"heavy": 1276, "light": 15463}

THROUGH_ROMANIA = [
    "kamenets_podolsk", "cernauti", "suceava", "adjud", "ciceu", "razboieni", "cluj", "dej",
    "satu_mare", "halmeu", "kralovo", "mukacevo", "cop", "kosice",
]  # fmt: skip
"""The way of 1936: on foot to Cernăuți, then by rail, the long way round by Adjud and Ciceu."""

BY_VATRA_DORNEI = [
    "kamenets_podolsk", "cernauti", "suceava", "vatra_dornei", "ilva_mica", "dej", "satu_mare",
    "halmeu", "kralovo", "mukacevo", "cop", "kosice",
]  # fmt: skip
"""The way from 18 December 1938 on."""


OVER_THE_PRISLOP = [
    "kamenets_podolsk", "cernauti", "vatra_dornei", "sighet", "chust", "mukacevo", "uzhorod",
    "kosice",
]  # fmt: skip
"""All on foot, with the pass at 1416 m."""

MOUNTAIN_TRAINS = 9
"""Trains a day of a single line in the mountains; a break of gauge lets fewer pass."""


class Ground(BaseModel):
    """The parts of the scenario that are ground, and what a scenario's ground is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    places: dict[str, Place]
    links: list[Link]
    sectors: dict[str, Sector]
    lines: dict[str, RetreatLine]
    axes: list[AxisPath]
    works: Strength
    travel: Travel
    sites: list[SquadronSite]
    contingents: tuple[object, ...] = ()
    sides: object = SimpleNamespace(defender="CSK", attacker="DEU")


def written():
    node, faults = resolve(yaml.parse(PARTS, "ground")[0], FOLDER, "scenario.yaml")
    assert faults == []
    return plain(node)


@pytest.fixture(scope="module")
def ground():
    return Ground.model_validate(written())


def own(ground):
    return {name: place for name, place in ground.places.items() if place.owner == "CSK"}


def middle(place):
    return place.value.middle()


def three(quantity):
    """Least, likeliest and greatest; of rivals the three in their order."""
    if quantity.claims is not None:
        return tuple(claim.value.value for claim in quantity.claims)
    if isinstance(quantity.spread, Fixed):
        return (quantity.spread.value,) * 3
    return (quantity.spread.low, quantity.spread.mode, quantity.spread.high)


def built(sector, kind, date):
    table = getattr(sector, kind).built
    rows = getattr(table, "rows", None)
    return (0, 0, 0) if rows is None else three(rows[datetime.date.fromisoformat(date)])


def test_everything_is_there(ground):
    counts = (len(ground.places), len(ground.links), len(ground.sectors), len(ground.sites))
    assert counts == (94, 165, 20, 34)


def test_the_values_are_shares_of_one_whole_and_only_own_places_have_them(ground):
    assert sum(map(middle, own(ground).values())) == pytest.approx(1, abs=1e-9)
    assert all(middle(place) > 0 for place in own(ground).values())
    assert not any(middle(place) for place in ground.places.values() if place.owner != "CSK")


def test_one_capital_and_one_door(ground):
    assert [name for name, place in ground.places.items() if place.capital] == ["praha"]
    assert [name for name, place in ground.places.items() if place.door] == ["kralovo"]


def test_links_join_places_that_exist_once_each(ground):
    for link in ground.links:
        assert set(link.between) <= set(ground.places)
        assert link.sector is None or link.sector in ground.sectors
        assert (link.rail == "none") == (link.trains_per_day is None) == (link.rail_km is None)
    assert len(links_by_ends(ground)) == len(ground.links)


def test_a_link_over_the_frontier_begins_abroad_and_says_where_it_crosses(ground):
    for link in ground.links:
        first, second = (ground.places[end].owner == "CSK" for end in link.between)
        assert not (first and not second), link.between
        crosses = first != second
        assert (link.border_km is not None) == crosses == (link.sector is not None), link.between
        if crosses:
            assert 0 < link.border_km < link.road_km.middle()
            here, beyond = (ground.places[end].owner for end in reversed(link.between))
            assert here == "CSK"
            neighbour = ground.sectors[link.sector].neighbour
            assert beyond == neighbour, link.between


def test_every_axis_follows_links_from_its_own_side_and_then_stays_inside(ground):
    links = links_by_ends(ground)
    for axis in ground.axes:
        start, *rest = axis.through
        through_austria = "anschluss" in (axis.when or "")
        assert ground.places[start].owner == ("AUT" if through_austria else axis.power)
        assert all(ground.places[place].owner == "CSK" for place in rest)
        for ends in zip(axis.through, rest, strict=False):
            assert frozenset(ends) in links, (axis.id, ends)
        assert course_of(ground, axis).sector is not None


def test_germany_can_take_all_but_cop_without_austria_and_without_others(ground):
    free = [axis for axis in ground.axes if axis.when is None]
    assert {axis.power for axis in free} == {"DEU"}
    reached = {stop for axis in free for stop in course_of(ground, axis).stops}
    on_any = [stop for axis in ground.axes for stop in course_of(ground, axis).stops]
    joined = joined_places(ground, list(dict.fromkeys(on_any)))
    reached |= {name for name, one in joined.items() if one.falls_with in reached}
    assert set(own(ground)) - reached == {"cop"}


def test_a_place_off_every_axis_falls_with_a_near_one(ground):
    on_any = [stop for axis in ground.axes for stop in course_of(ground, axis).stops]
    joined = joined_places(ground, list(dict.fromkeys(on_any)))
    falls_with = {name: one.falls_with for name, one in joined.items()}
    assert falls_with == {
        "opava": "moravska_ostrava",
        "znojmo": "brno",
        "breclav": "brno",
        "jihlava": "nemecky_brod",
        "komarno": "nove_zamky",
        "jasina": "chust",
    }


def test_widths_on_the_german_frontier_add_up_to_no_more_than_its_front(ground):
    front = sum(s.front_km.middle() for s in ground.sectors.values() if s.neighbour == "DEU")
    most = sum(axis.width_km.extremes()[1] for axis in ground.axes if axis.when is None)
    assert front == 983
    assert most == front


@pytest.mark.parametrize("date", HEAVY)
def test_the_works_of_the_sectors_add_up_to_the_national_totals(ground, date):
    for kind, totals in (("heavy", HEAVY), ("light", LIGHT)):
        rows = [built(sector, kind, date) for sector in ground.sectors.values()]
        assert tuple(sum(row[k] for row in rows) for k in range(3)) == totals[date]


def test_the_plan_adds_up_and_nothing_grows_smaller_or_beyond_the_plan(ground):
    for kind, total in PLANNED.items():
        planned = [getattr(sector, kind).planned.middle() for sector in ground.sectors.values()]
        assert sum(planned) == total
        for sector, most in zip(ground.sectors.values(), planned, strict=True):
            for k in range(3):
                course = [built(sector, kind, date)[k] for date in HEAVY]
                assert course == sorted(course)
                assert course[-1] <= most


def test_heavy_work_begins_where_and_when_it_began(ground):
    assert built(ground.sectors["de_nachod"], "heavy", "1937-05-01") == (0, 0, 0)
    assert built(ground.sectors["ro_maramures"], "heavy", "1941-05-01") == (0, 0, 0)
    assert built(ground.sectors["at_moravia"], "light", "1937-05-01") == (0, 0, 0)
    assert max(built(ground.sectors["pl_tesin"], "heavy", "1941-05-01")) == 0


def test_all_works_of_a_kind_share_one_luck_so_that_the_totals_hold_in_every_future(ground):
    for kind, master in (("heavy", "de_kraliky"), ("light", "de_bavaria")):
        for name, sector in ground.sectors.items():
            for row in getattr(getattr(sector, kind).built, "rows", {}).values():
                tied = None if name == master else f"sectors.{master}.{kind}.built"
                assert row.same_as == tied, (name, kind)


def test_fields_for_thirty_four_squadrons_eighteen_of_them_ready(ground):
    ready = [site for site in ground.sites if site.ready is None]
    later = [site.ready for site in ground.sites if site.ready is not None]
    assert (len(ready), len(later)) == (18, 16)
    assert datetime.date(1936, 7, 5) < min(later)
    assert max(later) < datetime.date(1938, 10, 1)
    assert all(site.place in own(ground) for site in ground.sites)


def lines(ground, on, farthest=300):
    """The lines of a date on Soviet, Romanian and own ground."""
    travel = ground.travel.model_copy(update={"longest_march_km": fixed(farthest)})
    network = Network(ground.model_copy(update={"travel": travel}), datetime.date.fromisoformat(on))
    return Lines(network, frozenset({"SUN", "ROU", "CSK"}), ("kamenets_podolsk", "kosice"))


def route_of(way):
    return Route(way.stretches, (), way.changes, way.junction)


@pytest.mark.parametrize(
    ("on", "way"), [("1938-10-01", THROUGH_ROMANIA), ("1939-05-01", BY_VATRA_DORNEI)]
)
def test_the_quickest_way_by_full_railways_is_the_one_the_trains_took(ground, on, way):
    route = route_of(lines(ground, on).quickest(MOUNTAIN_TRAINS))
    assert list(route.places) == way
    assert [hop.by_rail for hop in route.hops] == [False] + [True] * (len(way) - 2)


def test_by_rail_a_force_is_soonest_there_from_cernauti_and_through_the_neck(ground):
    found = lines(ground, "1938-10-01")
    by_rail = [route_of(way) for way in found.paths()]
    by_rail = [route for route in by_rail if route.railways]
    best = min(by_rail, key=lambda route: days_for(found.network, route, 55))
    assert best.places[:3] == ("kamenets_podolsk", "cernauti", "suceava")
    assert best.places[-5:] == ("halmeu", "kralovo", "mukacevo", "cop", "kosice")


def test_on_foot_the_way_leads_over_the_prislop_pass_and_is_too_long_for_carts(ground):
    route = route_of(lines(ground, "1938-10-01", farthest=700).quickest(None))
    assert list(route.places) == OVER_THE_PRISLOP
    assert sum(hop.link.road_km.middle() for hop in route.hops) == 692
    assert lines(ground, "1938-10-01").quickest(None) is None


def test_the_neck_has_two_rival_readings_and_no_trains_go_round_it(ground):
    neck = links_by_ends(ground)[frozenset(("halmeu", "kralovo"))]
    rivals = [claim.value for claim in neck.trains_per_day.claims]
    assert rivals == [Triangular(low=4, mode=6, high=10), Triangular(low=8, mode=12, high=20)]
    rails = [link for link in ground.links if link.rail != "none" and link is not neck]
    owners = [{ground.places[end].owner for end in link.between} for link in rails]
    into_ruthenia = [
        set(link.between) for link, who in zip(rails, owners, strict=True) if who == {"ROU", "CSK"}
    ]
    assert into_ruthenia == [{"sighet", "chust"}, {"sighet", "jasina"}]
    beyond = {end for link in rails if "sighet" in link.between for end in link.between}
    assert beyond == {"sighet", "chust", "jasina"}


@pytest.mark.parametrize(
    ("sector", "least", "most"),
    [("de_kraliky", 0.45, 0.75), ("de_ostrava", 0.4, 0.65), ("at_moravia", 0.1, 0.2)],
)
def test_the_belts_of_1938_are_about_as_strong_as_on_the_card(ground, sector, least, most):
    assert least < strength_of(ground, sector, "1938-10-01") < most


def strength_of(ground, sector, on):
    """Strength at middle values."""

    def number(figure):
        row = figure.rows[datetime.date.fromisoformat(on)] if isinstance(figure, Dated) else figure
        return lambda _: row.middle()

    figures = SimpleNamespace(scenario=ground, number=number)
    return float(works_strength(figures, ground.sectors[sector])({}))


def without_evidence(value, path="", held=False):
    """Paths of numbers that neither carry nor inherit a source or a grade."""
    if isinstance(value, BaseModel):
        held = held or bool({"source", "grade"} & value.model_fields_set)
        if isinstance(value, Quantity) and not held:
            yield path
        for name in value.model_fields_set - EVIDENCE_KEYS:
            yield from without_evidence(getattr(value, name), f"{path}.{name}", held)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from without_evidence(item, f"{path}.{key}", held)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from without_evidence(item, f"{path}[{index}]", held)


def sources_of(value):
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "source":
                yield from [item] if isinstance(item, str) else item
            else:
                yield from sources_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from sources_of(item)


def test_every_number_has_evidence_and_every_source_is_listed(ground):
    parts = {name: getattr(ground, name) for name in Ground.model_fields if name != "sides"}
    assert list(without_evidence(parts)) == []
    lists = [file for file in FOLDER.iterdir() if file.name.startswith("sources")]
    listed = {key for file in lists for key in plain(yaml.read(file)[0])}
    assert set(sources_of(written())) <= listed


def test_the_outlines_of_the_map_are_rings_of_known_powers(ground):
    rings = plain(yaml.parse((FOLDER / "outlines.yaml").read_text("utf-8"), "outlines.yaml")[0])
    assert len(rings) == 8
    owners = {place.owner for place in ground.places.values()}
    assert {name.split("_")[0] for name in rings} == owners - {"FRA"}
    for ring in rings.values():
        assert len(ring) > 10
        assert ring[0] != ring[-1]
        assert all(-10 < lon < 60 and 40 < lat < 60 for lon, lat in ring)


def test_railways_that_were_not_yet_built_open_on_their_day(ground):
    opened = {tuple(link.between): link.opens for link in ground.links if link.opens}
    assert opened["vatra_dornei", "ilva_mica"] == datetime.date(1938, 12, 18)
    assert opened["prerov", "povazska_bystrica"] == datetime.date(1937, 5, 2)
