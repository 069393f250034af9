"""What the ground of a scenario must keep: places, links, axes, sectors, lines of retreat."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from holdfast.errors import Fault, ScenarioError
from holdfast.scenario.changes import ChangeNames, done, effects_in
from holdfast.scenario.sections import Sections, check, ends_of, text_of
from holdfast.schema.card import ROUNDING
from holdfast.text.nodes import Mapping, Node, Position, Scalar
from holdfast.text.walk import items, key_of, number, under


def values_sum_to_one(written: Sections) -> Iterator[Fault]:
    """The defender's places share his power to go on: their values sum to 1."""
    places = written.named("places")
    own = [node for name, node in places.items() if written.owner(name) == written.defender]
    values = [number(value) if (value := under(one, "value")) else 0.0 for one in own]
    known = [value for value in values if value is not None]
    whole = own and "places" not in written.lost and len(known) == len(values)
    if whole and abs(sum(known) - 1) > ROUNDING:
        yield key_of(written.node, "places").position.fault(
            f"the values of the places of {written.defender} sum to {sum(known):.3g}, not 1",
            "they are shares of the defender's power to go on",
            "places",
        )


def places_fall_with_own_places(written: Sections) -> Iterator[Fault]:
    """A place joins another place of the defender, not itself."""
    for path, named in written.each("places.*.joins"):
        owner = written.owner(text_of(named))
        itself = path == f"places.{text_of(named)}.joins"
        if itself or (owner and written.defender and owner != written.defender):
            message = "a place cannot fall with itself" if itself else f"it is {owner}'s"
            yield named.position.fault(
                f"{text_of(named)} is no place to join: {message}",
                f"name another place of {written.defender}",
                path,
            )


def links_join_two_places_once(written: Sections) -> Iterator[Fault]:
    """A link joins two different places, and no two links the same."""
    seen: dict[frozenset[str], Node] = {}
    for index, link in enumerate(written.rows("links")):
        ends = ends_of(link)
        if len(ends) != len(("one", "other")) or "" in ends:
            continue
        if ends[0] == ends[1]:
            message, remedy = f"the link joins {ends[0]} to itself", "name two places"
            yield link.position.fault(message, remedy, f"links[{index}]")
            continue
        first = seen.setdefault(frozenset(ends), link)
        if first is not link:
            where = f"{first.position.file}:{first.position.line}"
            yield link.position.fault(
                f"the link between {ends[0]} and {ends[1]} is given twice",
                f"it stands at {where}: keep one of them",
                f"links[{index}]",
            )


def frontiers_lie_on_their_links(written: Sections) -> Iterator[Fault]:
    """The frontier crosses a link before its end."""
    for index, link in enumerate(written.rows("links")):
        border, road = under(link, "border_km"), number(under(link, "road_km"))
        km = number(border)
        if border is not None and km is not None and road is not None and km > road:
            yield border.position.fault(
                f"the frontier lies at {km:g} km of a road of {road:g} km",
                "count from the link's first place",
                f"links[{index}].border_km",
            )


def railways_carry_trains(written: Sections) -> Iterator[Fault]:
    """A link with a railway says how many trains a day it carries; one without has none."""
    for index, link in enumerate(written.rows("links")):
        rail = text_of(under(link, "rail")) or "none"
        trains = link.key("trains_per_day") if isinstance(link, Mapping) else None
        if rail != "none" and trains is None:
            yield _place(link, "rail").fault(
                f"a railway ({rail}) without trains_per_day carries nothing",
                "write trains_per_day, or rail: none",
                f"links[{index}].trains_per_day",
            )
        if rail == "none" and trains is not None:
            yield _place(link, "trains_per_day").fault(
                "trains_per_day on a link without a railway",
                "write rail: single or double, or leave the trains out",
                f"links[{index}].rail",
            )


def axes_follow_links(written: Sections) -> Iterator[Fault]:
    """An axis goes from place to place over links that are there."""
    joined, places = written.joined, written.named("places")
    for index, axis in enumerate(written.rows("axes")):
        stops = items(under(axis, "through"))
        for k, (one, other) in enumerate(pairwise(stops)):
            ends = text_of(one), text_of(other)
            known = all(end in places for end in ends) and "links" not in written.lost
            if known and frozenset(ends) not in joined and not _misnamed(written, ends):
                yield other.position.fault(
                    f"no link joins {ends[0]} and {ends[1]}",
                    _neighbours(written, ends[0]),
                    f"axes[{index}].through[{k + 1}]",
                )


def _misnamed(written: Sections, ends: tuple[str, ...]) -> bool:
    """Whether the link may be there with one of its ends misspelt, which is told already."""
    places = written.named("places")
    return any(not link.isdisjoint(ends) and link - set(places) for link in written.joined)


def _neighbours(written: Sections, place: str) -> str:
    near = sorted(end for ends in written.joined if place in ends for end in ends - {place})
    return f"from {place} links lead to {', '.join(near) or 'nowhere'}"


def axes_enter_once(written: Sections) -> Iterator[Fault]:
    """An axis begins on its power's ground, enters the defender's, and stays there."""
    owners = _owners(written)
    for index, axis in enumerate(written.rows("axes")):
        stops = items(under(axis, "through"))
        names = [text_of(stop) for stop in stops]
        if not names or any(name not in owners for name in names):
            continue
        yield from _begins(written, axis, index, owners)
        own = [written.defender in owners[name] for name in names]
        if True not in own:
            yield stops[-1].position.fault(
                f"the axis never reaches a place of {written.defender}",
                "name the places up to where the attacker wants to come",
                f"axes[{index}].through",
            )
            continue
        for k in range(own.index(True), len(own)):
            if not own[k]:
                yield stops[k].position.fault(
                    f"the axis leaves the country again at {names[k]}",
                    "end it before, or make two axes of it",
                    f"axes[{index}].through[{k}]",
                )


def _begins(
    written: Sections, axis: Node, index: int, owners: dict[str, set[str]]
) -> Iterator[Fault]:
    first = items(under(axis, "through"))[0]
    power = text_of(under(axis, "power"))
    told = written.lost.isdisjoint({"events", "places"})
    if told and power in written.named("powers") and power not in owners[text_of(first)]:
        held = " and then ".join(sorted(owners[text_of(first)]))
        yield first.position.fault(
            f"an axis of {power} cannot begin at {text_of(first)}: it is {held}'s",
            "begin on the attacker's own ground, or let an event give it to him",
            f"axes[{index}].through[0]",
        )


def _owners(written: Sections) -> dict[str, set[str]]:
    """Whose each place is, as written and after all events."""
    found = {name: {written.owner(name)} for name in written.named("places")}
    node = written.node
    for event in written.rows("events"):
        for one in effects_in(event, "effects"):
            if one.effect.path.startswith("places"):
                node = _if_it_can(node, [one])
    places = under(node, "places")
    for entry in places.entries if isinstance(places, Mapping) else ():
        found.setdefault(entry.key.text, set()).add(text_of(under(entry.value, "owner")))
    return found


def _if_it_can(node: Node, effects: list[ChangeNames]) -> Node:
    try:
        return done(node, effects, None)
    except ScenarioError:
        return node


def lines_cross_links(written: Sections) -> Iterator[Fault]:
    """A line of retreat crosses links that are there."""
    places = written.named("places")
    for path, pair in written.each("lines.*.across.*"):
        ends = tuple(text_of(end) for end in items(pair))
        known = all(end in places for end in ends) and "links" not in written.lost
        if known and frozenset(ends) not in written.joined and not _misnamed(written, ends):
            shown = " and ".join(ends)
            remedy = _neighbours(written, ends[0]) if ends else "write [a, b]"
            yield pair.position.fault(f"no link joins {shown}", remedy, path)


def evacuation_has_a_door(written: Sections) -> Iterator[Fault]:
    """Where something is to leave the country there is a place that is the door."""
    doors = [door for _, door in written.each("places.*.door")]
    opened = any(isinstance(door, Scalar) and door.value is True for door in doors)
    wanted = under(written.node, "evacuation") is not None and "places" not in written.lost
    if wanted and not opened:
        yield key_of(written.node, "evacuation").position.fault(
            "nothing can leave: no place is the door",
            "write door: true at the place through which the way out leads",
            "evacuation",
        )


def _place(link: Node, key: str) -> Position:
    named = link.key(key) if isinstance(link, Mapping) else None
    return (named or link).position


GROUND_CHECKS = (
    check(values_sum_to_one, "places", "sides"),
    check(places_fall_with_own_places, "places", "sides"),
    check(links_join_two_places_once, "links"),
    check(frontiers_lie_on_their_links, "links"),
    check(railways_carry_trains, "links"),
    check(axes_follow_links, "axes", "links"),
    check(axes_enter_once, "axes", "places", "sides", "events"),
    check(lines_cross_links, "lines", "links"),
    check(evacuation_has_a_door, "evacuation", "places"),
)
