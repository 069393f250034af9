"""The ground of a scenario as a map shows it: kilometres on paper, and what stands where.

Degrees become kilometres by one rule for the whole map (equirectangular): east by the cosine of
the middle latitude, north alike everywhere. Over a country that bends no road by a kilometre.
"""

from __future__ import annotations

import datetime
import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from holdfast.experiment.ground_map import (
    Airfield,
    AxisLine,
    Frame,
    Point,
    Ring,
    Road,
    SectorLine,
    Spot,
    State,
    TheatreMap,
    across,
)
from holdfast.scenario.compile.ground import works_strength
from holdfast.scenario.compile.preparer import figures_at
from holdfast.scenario.compile.theatre import Writer
from holdfast.scenario.ground import Approach, ground_of, is_own
from holdfast.schema.geography import Link, Place
from holdfast.schema.scenario import Scenario

KM_A_DEGREE = 111.2
"""Of latitude, and of longitude at the equator: its girth of 40,030 km by 360."""

MARGIN_KM = 30.0
"""What is shown beyond the last thing on the map. grade: judgement"""


class Projection:
    """Degrees to kilometres about the middle of some places."""

    def __init__(self, places: Iterable[Place]) -> None:
        lats, lons = zip(*((place.lat, place.lon) for place in places), strict=True)
        self.lat, self.lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        self.cosine = math.cos(math.radians(self.lat))

    def at(self, lon: float, lat: float) -> Point:
        """A point of the globe in kilometres."""
        east = (lon - self.lon) * KM_A_DEGREE * self.cosine
        return east, (lat - self.lat) * KM_A_DEGREE

    def line(self, points: Iterable[Sequence[float]]) -> Ring:
        """A line of [longitude, latitude]."""
        return tuple(self.at(lon, lat) for lon, lat in points)


def theatre_of(
    scenario: Scenario,
    on: datetime.date,
    outlines: Mapping[str, Sequence[Sequence[float]]] | None = None,
) -> TheatreMap:
    """What the map of a scenario shows on a date.

    Parameters
    ----------
    scenario : as it stands at an attack on that date.
    outlines : rings of [longitude, latitude] by power; `DEU_east_prussia` is another ring of DEU.
    """
    own = [place for place in scenario.places.values() if is_own(scenario, place)]
    onto = Projection(own)
    spots = {name: onto.at(place.lon, place.lat) for name, place in scenario.places.items()}
    courses, _ = ground_of(scenario)
    axes = tuple(axis_line(scenario, course, spots) for course in courses)
    states = tuple(states_of(scenario, outlines or {}, onto, spots))
    stretches = tuple(stretches_of(scenario, on, onto, axes))
    return TheatreMap(
        on=on,
        frame=frame_of(scenario, states, axes, spots),
        defender=scenario.sides.defender,
        attacker=scenario.sides.attacker,
        names={code: power.name for code, power in scenario.powers.items()},
        states=states,
        stretches=stretches,
        roads=tuple(railways(scenario, on, spots)),
        axes=axes,
        belts=tuple(belts_of(scenario, spots)),
        spots=tuple(spots_of(scenario, courses, spots)),
        fields=tuple(
            Airfield(one.name, onto.at(one.lon, one.lat), one.ready is None or one.ready <= on)
            for one in scenario.air.sites
        ),
    )


def axis_line(scenario: Scenario, course: Approach, spots: Mapping[str, Point]) -> AxisLine:
    """An axis with its points by kilometre; the frontier lies on the leg that crosses it."""
    first = course.legs[0]
    road = first.link.road_km.middle()
    border = between(spots[first.start], spots[first.end], first.foreign_km() / road)
    kms = itertools.accumulate(leg.link.road_km.middle() - leg.foreign_km() for leg in course.legs)
    through = course.axis.through
    outside = through[: through.index(first.end)]
    width = course.axis.width_km
    least = min(leg.link.frontage_km.middle() for leg in course.legs)
    return AxisLine(
        id=course.axis.id,
        name=course.axis.name or course.axis.id,
        power=course.axis.power,
        is_main=course.axis.power == scenario.sides.attacker,
        opens_at_once=course.axis.when is None,
        outside=(*(spots[place] for place in outside), border),
        way=(border, *(spots[stop] for stop in course.stops)),
        kms=(0.0, *kms),
        width_km=least if width is None else width.middle(),
        stops=course.stops,
    )


def between(one: Point, other: Point, share: float) -> Point:
    """The point that lies a share of the way from one to the other.

    >>> between((0.0, 0.0), (10.0, 20.0), 0.5)
    (5.0, 10.0)
    """
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def states_of(
    scenario: Scenario,
    outlines: Mapping[str, Sequence[Sequence[float]]],
    onto: Projection,
    spots: Mapping[str, Point],
) -> Iterator[State]:
    """The states with their holders: who owns most places inside."""
    for key, points in outlines.items():
        power = next((code for code in scenario.powers if key.startswith(code)), key)
        ring = onto.line(points)
        owners = Counter(
            scenario.places[name].owner for name, at in spots.items() if is_inside(at, ring)
        )
        holder = owners.most_common(1)[0][0] if owners else power
        named = scenario.powers.get(power)
        yield State(power, holder, named.name if named else power, ring)


def is_inside(point: Point, ring: Ring) -> bool:
    """Whether a point lies in a closed ring: a ray to the east crosses it an odd number of times.

    >>> square = ((0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0))
    >>> is_inside((1.0, 1.0), square), is_inside((3.0, 1.0), square)
    (True, False)
    """
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed = not crossed
    return crossed


def stretches_of(
    scenario: Scenario, on: datetime.date, onto: Projection, axes: Sequence[AxisLine]
) -> Iterator[SectorLine]:
    """The sectors with an outline, or an axis across them, and the strength of their works."""
    writer = Writer(np.zeros((1, 1, 2)))
    figures = figures_at(scenario, on, writer)
    crossed = {axis.id: axis for axis in axes}
    courses, _ = ground_of(scenario)
    for name, sector in scenario.sectors.items():
        line = onto.line(sector.outline)
        if not line:
            line = tuple(
                point
                for course in courses
                if course.sector == name
                for point in across(crossed[course.axis.id], 0.0, sector.front_km.middle())
            )
        if line:
            yield SectorLine(sector.name, line, writer.middle(works_strength(figures, sector)))


def railways(
    scenario: Scenario, on: datetime.date, spots: Mapping[str, Point]
) -> Iterator[Road]:  # fmt: skip
    """The railways that are finished."""
    for link in scenario.links:
        if link.rail != "none" and (link.opens is None or link.opens <= on):
            yield Road(ends_of(link, spots), link.rail == "double")


def ends_of(link: Link, spots: Mapping[str, Point]) -> tuple[Point, Point]:
    """Where a link begins and ends."""
    return spots[link.between[0]], spots[link.between[1]]


def belts_of(scenario: Scenario, spots: Mapping[str, Point]) -> Iterator[tuple[str, Ring]]:
    """Lines of retreat: through the middles of the links that they cross, a tick on a lone one."""
    for line in scenario.lines.values():
        ends = [(spots[a], spots[b]) for a, b in line.across]
        middles = [between(one, other, 0.5) for one, other in ends]
        if len(middles) > 1:
            yield line.name, chained(middles)
        else:
            ((x1, y1), (x2, y2)), ((x, y),) = ends[0], middles
            dx, dy = (y1 - y2) / 4, (x2 - x1) / 4
            yield line.name, ((x - dx, y - dy), (x + dx, y + dy))


def chained(points: Sequence[Point]) -> Ring:
    """Points as one line: from the one farthest out, each time on to the nearest.

    >>> chained([(0.0, 0.0), (9.0, 0.0), (4.0, 0.0)])
    ((9.0, 0.0), (4.0, 0.0), (0.0, 0.0))
    """
    left = list(points)
    here = max(left, key=lambda one: sum(math.dist(one, other) for other in points))
    order = []
    while True:
        order.append(here)
        left.remove(here)
        if not left:
            return tuple(order)
        here = min(left, key=lambda one: math.dist(one, order[-1]))


def spots_of(
    scenario: Scenario, courses: Sequence[Approach], spots: Mapping[str, Point]
) -> Iterator[Spot]:
    """The places."""
    starts = {course.axis.through[0] for course in courses}
    for name, place in scenario.places.items():
        yield Spot(
            id=name,
            name=place.name.split(" (")[0],
            at=spots[name],
            value=place.value.middle(),
            is_own=is_own(scenario, place),
            is_capital=place.capital,
            is_door=place.door,
            begins_axis=name in starts,
        )


def frame_of(
    scenario: Scenario,
    states: Sequence[State],
    axes: Sequence[AxisLine],
    spots: Mapping[str, Point],
) -> Frame:
    """The defender's land, and where every axis enters it."""
    mine = scenario.sides.defender
    points = [point for state in states if state.power == mine for point in state.ring]
    points += [spots[name] for name, place in scenario.places.items() if is_own(scenario, place)]
    points += [between(axis.way[0], axis.outside[-2], 0.4) for axis in axes]
    east, north = zip(*points, strict=True)
    return Frame(
        min(east) - MARGIN_KM, min(north) - MARGIN_KM, max(east) + MARGIN_KM, max(north) + MARGIN_KM
    )
