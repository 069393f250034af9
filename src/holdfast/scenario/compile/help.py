"""Second fronts, aircraft and the way out, as rows of the theatre."""

from __future__ import annotations

import math
from collections.abc import Iterator

from holdfast.kernel import layout as at
from holdfast.pacts.expressions import Gate
from holdfast.scenario.compile.figures import plain, plus, times, whole
from holdfast.scenario.compile.forces import Forces
from holdfast.scenario.compile.theatre import Number
from holdfast.scenario.ground import attackers
from holdfast.schema.forces import MANNERS, Power, SecondFront, Wing
from holdfast.schema.geography import Place

EARTH_KM = 6371.0
"""Mean radius of the earth, IUGG."""


def write_second_fronts(forces: Forces) -> None:
    """Write every ally's second front."""
    count = 0
    for name, power in forces.figures.scenario.powers.items():
        if power.second_front is not None:
            _write_front(forces, name, power.second_front, count)
            count += 1
    forces.figures.writer.number(count, at.FRONTS)


def _write_front(forces: Forces, name: str, front: SecondFront, n: int) -> None:
    figures, writer = forces.figures, forces.figures.writer
    against: Power = figures.scenario.powers[front.against]
    writer.number(forces.sentences.condition(front.when), at.FRONT_WHEN, n)
    writer.work_out(whole(figures.number(front.first_day)), at.FRONT_DAY, n)
    writer.work_out(figures.word(front.manner, MANNERS), at.FRONT_MANNER, n)
    writer.work_out(figures.number(front.divisions), at.FRONT_DIVISIONS, n)
    writer.work_out(figures.number(front.posted), at.FRONT_POSTED, n)
    writer.work_out(figures.number(front.wall), at.FRONT_WALL, n)
    writer.number(attackers(figures.scenario).index(front.against), at.FRONT_OWNER, n)
    men = times(figures.number(against.division_men), figures.number(against.efficiency))
    writer.work_out(men, at.FRONT_MEN, n)
    writer.work_out(whole(figures.number(front.rail_lag_days)), at.FRONT_LAG, n)
    writer.work_out(figures.number(front.panic_divisions), at.FRONT_PANIC, n)
    writer.number(forces.rows.helper(f"{name}.second_front"), at.FRONT_HELPER, n)
    steps = figures.steps(front.divisions_by_day)
    writer.number(forces.rows.musters, at.FRONT_MUSTER, n)
    writer.number(len(steps), at.FRONT_MUSTERS, n)
    forces.write_muster(steps)


def write_air(forces: Forces) -> None:
    """Write the wings that may fly in, and the room that the fields have for them."""
    figures, writer = forces.figures, forces.figures.writer
    for n, wing in enumerate(figures.scenario.air.wings):
        writer.number(may_fly(forces, wing), at.WING_WHEN, n)
        writer.work_out(figures.number(wing.aircraft), at.WING_AIRCRAFT, n)
        worth = (figures.number(wing.serviceability), figures.number(wing.sorties_per_day))
        writer.work_out(times(*worth), at.WING_WORTH, n)
        days = plus(figures.number(wing.delay_days), plain(float(hops(forces, wing) - 1)))
        writer.work_out(whole(days), at.WING_DAYS, n)
        writer.number(forces.rows.helper(f"{wing.power}.air"), at.WING_HELPER, n)
    writer.number(len(figures.scenario.air.wings), at.WINGS)
    for number in range(len(forces.ground.places)):
        room = plus(*_rooms(forces, number))
        writer.work_out(room, at.SQUADRON_ROOM, number)


def may_fly(forces: Forces, wing: Wing) -> int:
    """The number of the condition that a wing is sent, and that some state lets it fly over."""
    sentences = forces.sentences
    sent = sentences.promises.sentences[wing.when]
    leave = [
        passage.when
        for power in forces.figures.scenario.powers.values()
        for passage in power.passage
        if passage.form == "air" and passage.ally == wing.power
    ]
    if not leave:
        return sentences.pledges.condition(sent)
    return sentences.pledges.condition(Gate(2, (sent, sentences.any_of(leave))))


def _rooms(forces: Forces, place: int) -> Iterator[Number]:
    """Aircraft that each finished field takes which falls with a place."""
    figures = forces.figures
    air = figures.scenario.air
    for site in air.sites:
        name = site.place or nearest(forces, site.lat, site.lon)
        finished = site.ready is None or site.ready <= figures.on
        if finished and forces.ground.number(name) == place:
            yield times(figures.number(site.squadrons), figures.number(air.aircraft_per_squadron))


def nearest(forces: Forces, lat: float, lon: float) -> str:
    """The defender's place nearest to a point: one on an axis, or one that is worth something."""
    scenario = forces.figures.scenario
    own = {
        name: place
        for name, place in scenario.places.items()
        if place.owner == scenario.sides.defender
        and (name in forces.ground.places or place.value.extremes() != (0, 0))
    }
    return min(own, key=lambda name: great_circle_km(own[name].lat, own[name].lon, lat, lon))


def hops(forces: Forces, wing: Wing) -> int:
    """How many flights a wing needs to come."""
    figures = forces.figures
    places: dict[str, Place] = figures.scenario.places
    start, goal = places[wing.from_place], places[wing.to_place]
    km = great_circle_km(start.lat, start.lon, goal.lat, goal.lon)
    return max(1, math.ceil(km / max(1.0, figures.middle(wing.range_km))))


def great_circle_km(lat_1: float, lon_1: float, lat_2: float, lon_2: float) -> float:
    """Distance over the earth (haversine formula).

    >>> round(great_circle_km(50.088, 14.42, 48.717, 21.261))
    518
    """
    p1, p2 = math.radians(lat_1), math.radians(lat_2)
    half = math.radians(lon_2 - lon_1) / 2
    chord = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(half) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))


def write_evacuation(forces: Forces) -> None:
    """Write what lets people and goods out, and how long that takes."""
    figures, writer = forces.figures, forces.figures.writer
    way_out = figures.scenario.evacuation
    if way_out is None:
        writer.number(at.NEVER_HOLDS, at.EVACUATION_WHEN)
        return
    writer.number(forces.sentences.condition(way_out.when), at.EVACUATION_WHEN)
    writer.work_out(figures.number(way_out.days), at.EVACUATION_DAYS)
    writer.work_out(figures.number(way_out.from_value_lost), at.EVACUATION_FROM)
