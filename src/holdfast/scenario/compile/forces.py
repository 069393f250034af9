"""Contingents of a scenario as rows: own forces and third states' as arrivals, allies on routes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from holdfast.kernel import layout as at
from holdfast.scenario.compile.figures import Figures, least, plain, plus, times, whole
from holdfast.scenario.compile.ground import Ground
from holdfast.scenario.compile.sentences import Sentences
from holdfast.scenario.compile.theatre import Drawn, Number
from holdfast.scenario.network import Hop, Neck, Network
from holdfast.scenario.realise import Floats
from holdfast.scenario.remembered import RouteMemory, key_of
from holdfast.scenario.routes import Route
from holdfast.schema.forces import Contingent, Power

NOT_BY_RAIL = 0.0
"""What a route carries by rail where it has no railway."""


@dataclass
class Rows:
    """How many rows of each kind have been written so far."""

    arrivals: list[int] = field(default_factory=lambda: [0, 0])
    contingents: int = 0
    routes: int = 0
    passages: int = 0
    musters: int = 0
    helpers: list[str] = field(default_factory=list)
    necks: list[Neck] = field(default_factory=list)

    def helper(self, name: str) -> int:
        """The number of a helper, new or known."""
        if name not in self.helpers:
            self.helpers.append(name)
        return self.helpers.index(name)

    def neck(self, neck: Neck) -> int:
        """The number of a narrowest railway, new or known: routes over one share its trains."""
        if neck not in self.necks:
            self.necks.append(neck)
        return self.necks.index(neck)


@dataclass
class Forces:
    """Writes the forces of a scenario."""

    figures: Figures
    ground: Ground
    sentences: Sentences
    rows: Rows = field(default_factory=Rows)
    ways: dict[str, tuple[Route, ...]] = field(default_factory=dict)
    """The routes of each ally's contingent, the best first."""
    memory: RouteMemory = field(default_factory=RouteMemory)
    """Routes that other compilings of the scenario have found."""

    def __post_init__(self) -> None:
        self.network = Network(self.figures.scenario, self.figures.on)
        self.key = key_of(self.figures.scenario, self.figures.on)

    def write(self) -> None:
        """Write every contingent."""
        for contingent in self.figures.scenario.contingents:
            if self._power(contingent).role == "ally":
                self._write_march(contingent)
            else:
                self._write_arrivals(contingent)
        writer = self.figures.writer
        for side, count in enumerate(self.rows.arrivals):
            writer.number(count, at.ARRIVALS, side=side)
        writer.number(self.rows.contingents, at.CONTINGENTS)

    def _power(self, contingent: Contingent) -> Power:
        return self.figures.scenario.powers[contingent.power]

    # ------------------------------------------------------------ how many
    def men(self, contingent: Contingent) -> Number:
        """Men who count at the front: their number, what they are worth, who of them is ready."""
        power, figures = self._power(contingent), self.figures
        if contingent.men is not None:
            men = figures.number(contingent.men)
        elif contingent.divisions is not None:
            divisions = figures.number(contingent.divisions)
            men = times(divisions, figures.number(power.division_men))
        else:
            men = plain(0.0)
        return times(men, figures.number(power.efficiency), figures.number(power.readiness))

    def who_report(self, contingent: Contingent) -> Number:
        """Share of those called up who come: each nationality by its own rate."""
        if contingent.in_being or contingent.kind == "replacements":
            return plain(1.0)
        parts = [
            (self.figures.number(one.share), self.figures.number(one.reports))
            for one in self._power(contingent).nationality.values()
        ]

        def coming(drawn: Drawn) -> Floats | float:
            share: Floats | float = 1.0
            for part, reports in parts:
                share = share - part(drawn) * (1 - reports(drawn))
            return share

        return coming

    # ------------------------------------------------------------ forces on the theatre
    def _write_arrivals(self, contingent: Contingent) -> None:
        """One row for each axis that it goes to and each step of its mobilisation."""
        side = self.side(contingent)
        men = times(self.men(contingent), self.who_report(contingent))
        figures = self.figures
        aircraft = times(
            figures.number(contingent.aircraft), figures.number(contingent.serviceability)
        )
        columns = {
            at.ARRIVAL_MEN: men,
            at.ARRIVAL_TANKS: figures.number(contingent.tanks),
            at.ARRIVAL_GUNS: figures.number(contingent.guns),
            at.ARRIVAL_AIRCRAFT: aircraft,
        }
        for axis, part in self._axes(contingent):
            for lag, step in self._steps(contingent):
                entity = self.rows.arrivals[side]
                share = times(part, step)
                for row, number in columns.items():
                    figures.writer.work_out(times(number, share), row, entity, side)
                self._write_arrival(contingent, entity, side, axis, lag)
                self.rows.arrivals[side] += 1

    def _write_arrival(
        self, contingent: Contingent, entity: int, side: int, axis: int, lag: int
    ) -> None:
        writer, figures = self.figures.writer, self.figures
        writer.number(axis, at.ARRIVAL_AXIS, entity, side)
        writer.work_out(whole(figures.number(contingent.day), 1.0), at.ARRIVAL_DAY, entity, side)
        delay = plus(figures.number(contingent.delay_days), plain(float(lag)))
        writer.work_out(whole(delay), at.ARRIVAL_LAG, entity, side)
        condition = self._condition(contingent)
        writer.number(condition, at.ARRIVAL_WHEN, entity, side)
        third = self._power(contingent).role == "third"
        writer.number(at.JOINED if third else at.OWN, at.ARRIVAL_FORM, entity, side)

    def side(self, contingent: Contingent) -> int:
        """Third states that send forces to an axis are the attacker's friends."""
        return at.DEFENDER if self._power(contingent).role == "defender" else at.ATTACKER

    def _condition(self, contingent: Contingent) -> int:
        """What it waits for: its own sentence, or the order to mobilise."""
        if contingent.when is not None:
            return self.sentences.condition(contingent.when)
        if contingent.in_being or contingent.kind == "replacements":
            return at.ALWAYS
        return self.sentences.condition(self._power(contingent).mobilised_when)

    def _steps(self, contingent: Contingent) -> Iterator[tuple[int, Number]]:
        """Days after the order, and the share that comes with each step."""
        curve = self._power(contingent).mobilisation
        if contingent.in_being or contingent.kind == "replacements" or curve is None:
            yield 0, plain(1.0)
            return
        before = plain(0.0)
        for day, share in self.figures.steps(curve):
            yield day, plus(share, times(plain(-1.0), before))
            before = share

    def _axes(self, contingent: Contingent) -> list[tuple[int, Number]]:
        """The axes it goes to and its share on each: its own, those it covers, or all by shares."""
        if contingent.axis is not None:
            return [(self.ground.axis(contingent.axis), plain(1.0))]
        covered = self.ground.axes_across(contingent.covers)
        if contingent.reserve or not covered:
            return [(at.NO_AXIS, plain(1.0))]
        widths = {j: self._width(j) for j in covered}
        total = plus(*widths.values())
        return [(j, _ratio(width, total)) for j, width in widths.items()]

    def _width(self, j: int) -> Number:
        course = self.ground.courses[j]
        if course.axis.width_km is not None:
            return self.figures.number(course.axis.width_km)
        return least(*(self.figures.number(leg.link.frontage_km) for leg in course.legs))

    # ------------------------------------------------------------ allies on their way
    def _write_march(self, contingent: Contingent) -> None:
        """One contingent of an ally with its muster and the routes it may take."""
        figures, writer, c = self.figures, self.figures.writer, self.rows.contingents
        power = self._power(contingent)
        assert contingent.divisions is not None
        divisions = figures.number(contingent.divisions)
        a_division = times(figures.number(power.efficiency), figures.number(power.readiness))
        writer.work_out(divisions, at.CONTINGENT_DIVISIONS, c)
        if contingent.men is None:
            men = figures.number(power.division_men)
        else:
            men = _ratio(figures.number(contingent.men), divisions)
        writer.work_out(times(men, a_division), at.CONTINGENT_MEN, c)
        tanks, guns = figures.number(contingent.tanks), figures.number(contingent.guns)
        writer.work_out(_ratio(tanks, divisions), at.CONTINGENT_TANKS, c)
        writer.work_out(_ratio(guns, divisions), at.CONTINGENT_GUNS, c)
        writer.work_out(figures.number(power.division_trains), at.CONTINGENT_TRAINS, c)
        writer.work_out(figures.number(power.supply_trains), at.CONTINGENT_SUPPLY, c)
        writer.number(self.sentences.condition(contingent.when), at.CONTINGENT_WHEN, c)
        called = contingent.called_when or power.mobilised_when
        condition = at.NEVER_HOLDS if called is None else self.sentences.condition(called)
        writer.number(condition, at.CONTINGENT_CALLED, c)
        writer.number(self.rows.helper(f"{contingent.power}.land"), at.CONTINGENT_HELPER, c)
        self._write_contingent_muster(contingent, c)
        self._write_routes(contingent, c)
        self.rows.contingents += 1

    def _write_contingent_muster(self, contingent: Contingent, c: int) -> None:
        """The curve of its power's mobilisation; forces in being are ready when they are called."""
        writer, power = self.figures.writer, self._power(contingent)
        curve = None if contingent.in_being else power.mobilisation
        steps = [(0, plain(1.0))] if curve is None else self.figures.steps(curve)
        writer.number(self.rows.musters, at.CONTINGENT_MUSTER, c)
        writer.number(len(steps), at.CONTINGENT_MUSTERS, c)
        self.write_muster(steps)

    def write_muster(self, steps: list[tuple[int, Number]]) -> None:
        """Write the steps of one muster."""
        for day, share in steps:
            self.figures.writer.number(day, at.MUSTER_DAY, self.rows.musters)
            self.figures.writer.work_out(share, at.MUSTER_SHARE, self.rows.musters)
            self.rows.musters += 1

    def _write_routes(self, contingent: Contingent, c: int) -> None:
        writer = self.figures.writer
        found = self.memory.routes(self.figures.scenario, contingent, self.network, self.key)
        self.ways[contingent.id] = found
        self.figures.path(self.figures.scenario.travel.longest_march_km)
        writer.number(self.rows.routes, at.CONTINGENT_ROUTE, c)
        writer.number(len(found), at.CONTINGENT_ROUTES, c)
        for route in found:
            self._write_route(route, contingent)

    def _write_route(self, route: Route, contingent: Contingent) -> None:
        figures, writer, r = self.figures, self.figures.writer, self.rows.routes
        leave = [passage.when for passage in route.leave]
        writer.number(self.sentences.all_of(leave), at.ROUTE_WHEN, r)
        trains = least(*self._railways(route)) if route.railways else plain(NOT_BY_RAIL)
        factors = [figures.number(passage.trains_factor) for passage in route.leave]
        writer.work_out(times(trains, *factors), at.ROUTE_TRAINS, r)
        roads = figures.number(figures.scenario.travel.road_divisions_per_day)
        writer.work_out(roads, at.ROUTE_DIVISIONS, r)
        writer.number(self.rows.neck(route.neck), at.ROUTE_NECK, r)
        days = plus(self.days(route), figures.number(contingent.delay_days))
        writer.work_out(whole(days, 1.0), at.ROUTE_DAYS, r)
        own = [self.ground.number(place) for place in route.places]
        passed = list(dict.fromkeys(number for number in own if number is not None))
        writer.number(self.rows.passages, at.ROUTE_PLACE, r)
        writer.number(len(passed), at.ROUTE_PLACES, r)
        for number in passed:
            writer.number(number, at.PASSAGE_PLACE, self.rows.passages)
            self.rows.passages += 1
        self.rows.routes += 1

    def _railways(self, route: Route) -> Iterator[Number]:
        """Trains a day of every railway on a route, a break of gauge allowed for."""
        for link in route.railways:
            assert link.trains_per_day is not None
            carried = self.figures.number(link.trains_per_day)
            if link.gauge_break:
                changed = self.figures.number(self.figures.scenario.travel.gauge_break_trains)
                carried = least(carried, changed)
            yield carried
        if route.changes:
            yield self.figures.number(self.figures.scenario.travel.gauge_break_trains)

    def days(self, route: Route) -> Number:
        """Days under way: by rail, on foot, loading, changing gauge, waiting for leave."""
        travel = self.figures.scenario.travel
        loading = self.figures.number(travel.loading_days)
        parts = [hop_days(self.figures, hop) for hop in route.hops]
        parts += [self.figures.number(passage.extra_days) for passage in route.leave]
        if route.changes:
            change = self.figures.number(travel.gauge_break_days)
            parts.append(times(plain(float(route.changes)), change))
        return plus(*parts, times(plain(float(route.loadings)), loading))


def hop_days(figures: Figures, hop: Hop) -> Number:
    """Days over one link, by rail or on foot."""
    travel = figures.scenario.travel
    if not hop.by_rail:
        road = figures.number(hop.link.road_km)
        return _ratio(road, figures.number(travel.march_km_per_day))
    km = figures.number(hop.link.rail_km or hop.link.road_km)
    ride = _ratio(km, figures.number(travel.rail_km_per_day))
    if not hop.link.gauge_break:
        return ride
    return plus(ride, figures.number(travel.gauge_break_days))


def _ratio(over: Number, under: Number) -> Number:
    """One by the other; nothing where there is nothing below."""

    def ratio(drawn: Drawn) -> Floats | float:
        below = np.asarray(under(drawn), dtype=float)
        return np.where(below > 0, over(drawn) / np.where(below > 0, below, 1.0), 0.0)

    return ratio
