"""By which ways allies' forces can come on a date: routes, their narrowest link, leave needed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from holdfast.experiment.dossier import LeaveNeeded, NarrowLink, WayIn
from holdfast.scenario.network import Network
from holdfast.scenario.routes import Route
from holdfast.schema.forces import Contingent, Passage
from holdfast.schema.scenario import Scenario


def ways_in(
    scenario: Scenario, on: datetime.date, known: Mapping[str, Sequence[Route]]
) -> Iterator[WayIn]:
    """The routes of each ally, the best first, with their narrowest link and the leave needed.

    known : routes by contingent, as the scenario was compiled with them.
    """
    seen = set()
    for contingent in scenario.contingents:
        key = (contingent.power, contingent.from_place, contingent.to_place)
        if contingent.from_place is None or contingent.to_place is None or key in seen:
            continue
        seen.add(key)
        for route in known.get(contingent.id, ()):
            yield way_in(scenario, contingent, route, on)


def way_in(scenario: Scenario, contingent: Contingent, route: Route, on: datetime.date) -> WayIn:
    """One route."""
    return WayIn(
        power=contingent.power,
        places=tuple(dict.fromkeys(route.places)),
        road_divisions_per_day=scenario.travel.road_divisions_per_day.middle(),
        narrowest=narrowest(scenario, route, on),
        leave=tuple(leave_needed(scenario, passage) for passage in route.leave),
    )


def narrowest(scenario: Scenario, route: Route, on: datetime.date) -> NarrowLink | None:
    """The railway that carries least; None where all of it is on foot."""
    if not route.railways:
        return None
    network = Network(scenario, on)
    link = min(route.railways, key=network.trains)
    one, other = link.between
    return NarrowLink((one, other), network.trains(link), link.gauge_break)


def leave_needed(scenario: Scenario, passage: Passage) -> LeaveNeeded:
    """Whose leave a passage is, how it is come by, and what it costs."""
    return LeaveNeeded(
        power=who_lets_pass(scenario, passage),
        manner=passage.manner,
        extra_days=passage.extra_days.middle(),
        trains_factor=passage.trains_factor.middle(),
    )


def who_lets_pass(scenario: Scenario, passage: Passage) -> str:
    """Whose leave a passage is.

    It is known by whom it lets pass and how: the routes were compiled with the numbers of a course
    or a branch, so that the passage itself need not be the scenario's to the last number.
    """
    wanted = (passage.ally, passage.form, passage.manner, passage.when)
    return next(
        name
        for name, power in scenario.powers.items()
        for one in power.passage
        if (one.ally, one.form, one.manner, one.when) == wanted
    )
