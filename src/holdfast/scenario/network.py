"""Roads and railways as an army may use them: stations, rides between them, marches.

Trains are loaded and unloaded at *stations*: where lines meet or end, or where a line changes what
it carries, and where an army gathers or arrives. A place on an open line is none. So a map may have
more places or fewer on one line, and nothing is quicker or slower for it.

A march is a stretch on foot from station to station, whole, however many links it has: none is
longer than carts can feed. Who has come by one gauge and loads on another has changed gauge, on the
rails or by walking round the break: it costs its days and its trains once.
"""

from __future__ import annotations

import datetime
import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from holdfast.schema.geography import Link
from holdfast.schema.scenario import Scenario

BOTH_WAYS = ("on", "back")
"""The links of a place on an open line."""

GROUND, LOADED, TRAIN, MARCHED = range(4)
"""How an army stands at a station: about to go on, loaded, come by train, at the end of a march."""

LEAST_DAYS = 1e-6
ROUNDING_KM = 1e-6
"""What the lengths of a divided link may differ from its own by rounding. grade: definition"""


Neck: TypeAlias = tuple[tuple[str, ...], bool]
"""A line by the stations at its ends, and whether it is its break of gauge that is meant."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a path, by rail or on foot."""

    link: Link
    start: str
    end: str
    by_rail: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A ride or a march from one station to the next."""

    hops: tuple[Hop, ...]
    days: float
    trains: float
    """Trains a day that all of it carries; 0 for a march."""
    km: float
    neck: Neck | None = None
    """The line that its trains share with others."""

    @property
    def ends(self) -> tuple[str, str]:
        """The stations at which it begins and ends."""
        return self.hops[0].start, self.hops[-1].end

    @property
    def is_ride(self) -> bool:
        """Whether it goes by rail."""
        return self.hops[0].by_rail


@dataclass(frozen=True, slots=True)
class Way:
    """A path from station to station."""

    stretches: tuple[Stretch, ...]
    changes: int
    """How often gauge is changed by walking round a break."""
    junction: str
    """Where the road from its start first meets others."""


class Network:
    """The links that are open on a date."""

    def __init__(self, scenario: Scenario, on: datetime.date) -> None:
        self.scenario = scenario
        self.on = on
        travel = scenario.travel
        self.march = travel.march_km_per_day.middle()
        self.ride = travel.rail_km_per_day.middle()
        self.loading = travel.loading_days.middle()
        self.farthest = travel.longest_march_km.middle()
        self.change_days = travel.gauge_break_days.middle()
        self.change_trains = travel.gauge_break_trains.middle()
        self._ways: dict[tuple[frozenset[str], tuple[str, str]], tuple[Way, ...]] = {}

    def ways(self, owners: frozenset[str], ends: tuple[str, str]) -> tuple[Way, ...]:
        """The paths over the ground of some states: the quickest for each width of railway."""
        key = (owners, ends)
        if key not in self._ways:
            self._ways[key] = tuple(Lines(self, owners, ends).paths())
        return self._ways[key]

    def neck(self, links: list[Link]) -> Neck:
        """The line of which some links in a row are part; the first by name if they are several."""
        known = (self._lines.get(frozenset(link.between), tuple(link.between)) for link in links)
        return min(known), any(link.gauge_break for link in links)

    @cached_property
    def _lines(self) -> dict[frozenset[str], tuple[str, ...]]:
        """The open line of each link, by the places at its ends: whoever uses it, it is one."""
        sent = {one.from_place for one in self.scenario.contingents if one.from_place}
        met = {one.to_place for one in self.scenario.contingents if one.to_place}
        at = without_dead_ends(self.scenario.links, frozenset(sent | met))
        found: dict[frozenset[str], tuple[str, ...]] = {}
        for start in at:
            if not self.is_passed(at[start]):
                for first in at[start]:
                    chain = self.chain(at, start, first)
                    ends = tuple(sorted((start, chain[-1].end)))
                    found |= {frozenset(hop.link.between): ends for hop in chain}
        return found

    def is_passed(self, links: list[Link]) -> bool:
        """Whether a place with these links lies on an open line."""
        lines = [self.line(link) for link in links]
        return len(lines) == len(BOTH_WAYS) and lines[0] == lines[1] > 0

    def chain(
        self, at: Mapping[str, list[Link]], start: str, first: Link,
        kept: tuple[str, ...] = (),
    ) -> tuple[Hop, ...]:  # fmt: skip
        """The links of an open line from one station to the next, or to a place that is kept."""
        hops = [Hop(first, start, _other(first, start), True)]
        while hops[-1].end not in (start, *kept) and self.is_passed(at[hops[-1].end]):
            here = hops[-1].end
            link = next(one for one in at[here] if one is not hops[-1].link)
            hops.append(Hop(link, here, _other(link, here), True))
        return tuple(hops)

    def has_rail(self, link: Link) -> bool:
        """Whether trains run on a link on the date."""
        built = link.opens is None or link.opens <= self.on
        return link.rail != "none" and link.trains_per_day is not None and built

    def trains(self, link: Link) -> float:
        """Trains a day that a link carries, a break of gauge allowed for."""
        carried = self.line(link)
        return min(carried, self.change_trains) if link.gauge_break else carried

    def line(self, link: Link) -> float:
        """Trains a day that the line carries of which a link is part; 0 without a railway."""
        has_rail = self.has_rail(link) and link.trains_per_day is not None
        return link.trains_per_day.middle() if has_rail and link.trains_per_day else 0.0

    def rail_days(self, link: Link) -> float:
        """Days by train over a link."""
        km = (link.rail_km or link.road_km).middle()
        return km / self.ride + (self.change_days if link.gauge_break else 0.0)


class Lines:
    """The part of a network that lies on the ground of some states, between two places."""

    def __init__(self, network: Network, owners: frozenset[str], ends: tuple[str, str]) -> None:
        self.network = network
        self.ends = ends
        places = network.scenario.places
        usable = [
            link
            for link in network.scenario.links
            if all(places[end].owner in owners for end in link.between)
        ]
        self.at = without_dead_ends(usable, frozenset(ends))
        self.gauge = _gauges(network, self.at)
        stations = [place for place in self.at if not self._is_passed(place)]
        self.rides = {place: list(self._rides(place)) for place in stations}
        self.marches = {place: self._marches(place, frozenset(stations)) for place in stations}

    def _is_passed(self, place: str) -> bool:
        """Whether a place lies on an open line and is no station."""
        return place not in self.ends and self.network.is_passed(self.at[place])

    def _rides(self, start: str) -> Iterator[Stretch]:
        """The railways from a station to its neighbours."""
        for link in self.at[start]:
            if self.network.has_rail(link):
                hops = self.network.chain(self.at, start, link, self.ends)
                if hops[-1].end != start:
                    yield self._ride(hops)

    def _ride(self, hops: tuple[Hop, ...]) -> Stretch:
        links = [hop.link for hop in hops]
        return Stretch(
            hops,
            sum(map(self.network.rail_days, links)),
            min(map(self.network.trains, links)),
            sum((link.rail_km or link.road_km).middle() for link in links),
            self.network.neck(links),
        )

    def _marches(self, start: str, stations: frozenset[str]) -> list[Stretch]:
        """The shortest marches from a station to the others that carts can feed."""
        farthest = self.network.farthest + ROUNDING_KM
        found: list[Stretch] = []
        seen: set[str] = set()
        todo: list[tuple[float, tuple[str, ...], tuple[Hop, ...]]] = [(0.0, (start,), ())]
        while todo:
            km, way, hops = heapq.heappop(todo)
            here = way[-1]
            if here in seen:
                continue
            seen.add(here)
            if hops and here in stations:
                found.append(Stretch(hops, km / self.network.march, 0.0, km))
            for link in self.at[here]:
                there, on = _other(link, here), km + link.road_km.middle()
                if there not in seen and on <= farthest:
                    hop = Hop(link, here, there, False)
                    heapq.heappush(todo, (on, (*way, there), (*hops, hop)))
        return found

    def widths(self) -> list[float]:
        """What railways carry here, a change of gauge too, the narrowest first."""
        rides = [ride.trains for rides in self.rides.values() for ride in rides]
        return sorted({*rides, self.network.change_trains}) if rides else []

    def paths(self) -> Iterator[Way]:
        """The quickest path over railways of each least width, and the one on foot alone."""
        if all(end in self.at for end in self.ends):
            for width in [*self.widths(), None]:
                found = self.quickest(width)
                if found is not None:
                    yield found

    def quickest(self, width: float | None) -> Way | None:
        """The quickest path over roads and railways of at least `width`; None if there is none."""
        search = _Search(self, width)
        start, goal = self.ends
        todo: list[tuple[float, tuple[str, ...], _Stand]] = [
            (0.0, (start,), _Stand(GROUND, start, None, 0, ()))
        ]
        seen: set[tuple[int, str, int | None]] = set()
        while todo:
            days, way, stand = heapq.heappop(todo)
            if stand.place == goal and stand.how in (GROUND, MARCHED) and stand.way:
                return Way(stand.way, stand.changes, self._junction(stand.way[0]))
            if stand.key in seen:
                continue
            seen.add(stand.key)
            for more, then in search.onward(stand):
                if then.key not in seen:
                    item = (round(days + more, 9), (*way, then.place), then)
                    heapq.heappush(todo, item)
        return None

    def _junction(self, first: Stretch) -> str:
        """Where the first stretch of a way first meets other links."""
        return next(
            (hop.end for hop in first.hops if len(self.at[hop.end]) != len(BOTH_WAYS)),
            first.ends[1],
        )


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where an army stands in a search, how, by which gauge it came, and by which way."""

    how: int
    place: str
    gauge: int | None
    changes: int
    way: tuple[Stretch, ...]

    @property
    def key(self) -> tuple[int, str, int | None]:
        return self.how, self.place, self.gauge

    def __lt__(self, other: _Stand) -> bool:
        return (self.how, self.changes) < (other.how, other.changes)


class _Search:
    """How an army may go on, over railways of some least width."""

    def __init__(self, lines: Lines, width: float | None) -> None:
        self.lines = lines
        self.width = width
        self.half = max(lines.network.loading / 2, LEAST_DAYS)

    def onward(self, stand: _Stand) -> Iterator[tuple[float, _Stand]]:
        """Every next stand, with the days that it takes."""
        place = stand.place
        if stand.how == TRAIN:
            yield self.half, _Stand(GROUND, place, stand.gauge, stand.changes, stand.way)
        if stand.how in (LOADED, TRAIN):
            yield from self._rides(stand)
            return
        if stand.how == GROUND:
            for march in self.lines.marches[place]:
                way = (*stand.way, march)
                then = _Stand(MARCHED, march.ends[1], stand.gauge, stand.changes, way)
                yield march.days, then
        if self.width is not None and self.lines.rides[place]:
            yield from self._loads(stand)

    def _rides(self, stand: _Stand) -> Iterator[tuple[float, _Stand]]:
        for ride in self.lines.rides[stand.place]:
            if self.width is not None and ride.trains >= self.width:
                end = ride.ends[1]
                gauge = self.lines.gauge[end]
                yield ride.days, _Stand(TRAIN, end, gauge, stand.changes, (*stand.way, ride))

    def _loads(self, stand: _Stand) -> Iterator[tuple[float, _Stand]]:
        """Take to the trains; another gauge than before is a change of gauge."""
        network, gauge = self.lines.network, self.lines.gauge[stand.place]
        changes = stand.gauge is not None and stand.gauge != gauge
        if changes and self.width is not None and self.width > network.change_trains:
            return
        days = self.half + changes * network.change_days
        yield days, _Stand(LOADED, stand.place, gauge, stand.changes + changes, stand.way)


def _other(link: Link, end: str) -> str:
    one, two = link.between
    return two if one == end else one


def without_dead_ends(links: Sequence[Link], kept: frozenset[str]) -> dict[str, list[Link]]:
    """The links at each place, those taken away that lead nowhere but back."""
    at: dict[str, list[Link]] = {}
    for link in links:
        for end in link.between:
            at.setdefault(end, []).append(link)
    dead = [place for place, here in at.items() if len(here) == 1 and place not in kept]
    while dead:
        place = dead.pop()
        for link in at.pop(place):
            there = _other(link, place)
            at[there] = [one for one in at[there] if one is not link]
            if len(at[there]) == 1 and there not in kept:
                dead.append(there)
    return {place: at[place] for place in sorted(at)}


def _gauges(network: Network, at: dict[str, list[Link]]) -> dict[str, int]:
    """A number for the gauge of each place: railways without a break between them share one."""
    gauge: dict[str, int] = {}
    for number, first in enumerate(at):
        todo = [first]
        while todo:
            place = todo.pop()
            if place not in gauge:
                gauge[place] = number
                todo.extend(
                    _other(link, place)
                    for link in at[place]
                    if network.has_rail(link) and not link.gauge_break
                )
    return gauge
