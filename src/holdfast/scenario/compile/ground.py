"""Axes, places and works of a scenario as rows of the theatre."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from holdfast.kernel import layout as at
from holdfast.scenario import codes
from holdfast.scenario.compile.figures import Figures, least, plain, plus, times
from holdfast.scenario.compile.theatre import Drawn, Number
from holdfast.scenario.ground import Approach, Joined, crossings, ground_of
from holdfast.scenario.realise import Floats
from holdfast.schema.geography import RetreatLine, Sector

SHORTEST_KM = 0.1
"""No place lies on the frontier itself. grade: judgement"""


@dataclass(frozen=True)
class Ground:
    """The courses of the axes and the numbers that places have in the theatre."""

    courses: tuple[Approach, ...]
    joined: dict[str, Joined]
    places: tuple[str, ...]
    """The places on axes, by their number in the theatre."""

    @classmethod
    def of(cls, figures: Figures) -> Ground:
        """Lay out a scenario's ground."""
        courses, joined = ground_of(figures.scenario)
        places = dict.fromkeys(stop for course in courses for stop in course.stops)
        return cls(courses, joined, tuple(places))

    def number(self, place: str) -> int | None:
        """The number of a place, or of the one it falls with; None if it is not the defender's."""
        name = self.joined[place].falls_with if place in self.joined else place
        return self.places.index(name) if name in self.places else None

    def axes_across(self, sectors: list[str]) -> list[int]:
        """The numbers of the axes that cross any of these sectors."""
        return [n for n, course in enumerate(self.courses) if course.sector in sectors]

    def axis(self, name: str) -> int:
        """The number of an axis."""
        return [course.axis.id for course in self.courses].index(name)

    @property
    def legs(self) -> int:
        """How many legs all axes have."""
        return sum(len(course.legs) for course in self.courses)


def write_ground(figures: Figures, ground: Ground) -> int:
    """Write axes, legs, belts and places; give how many belts there are."""
    writer = figures.writer
    writer.number(len(ground.courses), at.AXES)
    writer.keys("axis", [course.axis.id for course in ground.courses], at.AXIS_KEY)
    writer.number(len(ground.places), at.PLACES)
    legs = belts = 0
    for j, course in enumerate(ground.courses):
        writer.number(legs, at.FIRST_LEG, j)
        writer.number(len(course.legs), at.LEGS, j)
        writer.number(belts, at.FIRST_BELT, j)
        kms = _distances(figures, course)
        _write_axis(figures, course, j, kms[-1])
        for k, (stop, km) in enumerate(zip(course.stops, kms, strict=True)):
            writer.number(ground.places.index(stop), at.LEG_PLACE, legs + k)
            writer.work_out(km, at.LEG_KM, legs + k)
        across = _write_belts(figures, course, kms, belts)
        writer.number(across, at.BELTS, j)
        legs += len(course.legs)
        belts += across
    _write_places(figures, ground)
    return belts


def _distances(figures: Figures, course: Approach) -> list[Number]:
    """Kilometres from the frontier to each stop."""
    found: list[Number] = []
    before = plain(0.0)
    for leg in course.legs:
        road = figures.number(leg.link.road_km)
        before = plus(before, road, plain(-leg.foreign_km()))
        found.append(_at_least(before, SHORTEST_KM * (len(found) + 1)))
    return found


def _at_least(number: Number, low: float) -> Number:
    return lambda drawn: np.maximum(low, number(drawn))


def _write_axis(figures: Figures, course: Approach, j: int, length: Number) -> None:
    writer = figures.writer
    kms = [leg.link.road_km.middle() - leg.foreign_km() for leg in course.legs]
    rugged = [codes.RUGGEDNESS[leg.link.terrain] for leg in course.legs]
    writer.number(float(np.average(rugged, weights=np.maximum(kms, SHORTEST_KM))), at.RUGGEDNESS, j)
    if course.axis.width_km is not None:
        width = figures.number(course.axis.width_km)
    else:
        width = least(*(figures.number(leg.link.frontage_km) for leg in course.legs))
    writer.work_out(width, at.WIDTH, j)
    writer.work_out(_at_least(figures.number(course.axis.opens_after_days), 1.0), at.OPEN_DAY, j)
    writer.work_out(length, at.LENGTH, j)


def _write_belts(figures: Figures, course: Approach, kms: list[Number], first: int) -> int:
    """Write what lies across an axis: works at the frontier, lines of retreat half way along."""
    writer = figures.writer
    count = 0
    for leg, barrier in crossings(figures.scenario, course):
        begins = plain(0.0)
        if isinstance(barrier, RetreatLine):
            begins = _middle(kms[leg - 1] if leg else plain(0.0), kms[leg])
        strength = (
            works_strength(figures, barrier)
            if isinstance(barrier, Sector)
            else figures.number(barrier.strength)
        )
        writer.work_out(begins, at.BELT_AT, first + count)
        writer.work_out(figures.number(barrier.depth_km), at.BELT_DEPTH, first + count)
        writer.work_out(strength, at.BELT_STRENGTH, first + count)
        count += 1
    return count


def _middle(start: Number, end: Number) -> Number:
    return times(plain(0.5), plus(start, end))


def works_strength(figures: Figures, sector: Sector) -> Number:
    """Strength 0 to 1 of a sector's works: so much a light and a heavy work per km of front.

    Heavy works without their guns count `unarmed_factor` of those that have them.
    """
    rule = figures.scenario.works
    front, armed = figures.number(sector.front_km), figures.number(sector.armed)
    heavy, light = figures.number(sector.heavy.built), figures.number(sector.light.built)
    per_light, most_light = figures.number(rule.light_per_km), figures.number(rule.light_at_most)
    per_heavy, unarmed = figures.number(rule.heavy_per_km), figures.number(rule.unarmed_factor)
    most = figures.number(rule.at_most)

    def strength(drawn: Drawn) -> Floats | float:
        worth = armed(drawn) + (1 - armed(drawn)) * unarmed(drawn)
        thin = np.minimum(most_light(drawn), per_light(drawn) * light(drawn) / front(drawn))
        thick = per_heavy(drawn) * worth * heavy(drawn) / front(drawn)
        return np.minimum(most(drawn), thin + thick)

    return strength


def _write_places(figures: Figures, ground: Ground) -> None:
    """Write what each place on an axis is worth, with the places that fall with it."""
    places = figures.scenario.places
    writer = figures.writer
    for number, name in enumerate(ground.places):
        falling = [one for one, joined in ground.joined.items() if joined.falls_with == name]
        values = [figures.number(places[one].value) for one in (name, *falling)]
        writer.work_out(plus(*values), at.VALUE, number)
        writer.number(
            float(any(places[one].capital for one in (name, *falling))), at.CAPITAL, number
        )
        writer.number(float(any(places[one].door for one in (name, *falling))), at.DOOR, number)
