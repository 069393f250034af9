"""A line that is drawn in several pieces is one line: who cuts a link in two changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np

from holdfast.movement.timetable import Body, Carrier, Journey, Timetable

NONE = -1
"""Stands for what is before the first carrier and after the last."""


def joined(table: Timetable) -> Timetable:
    """The same with every carrier left out that only repeats the one before it.

    One repeats the other if every journey that uses either uses both, one after the other with the
    same load, and both carry the same each step. Its time is kept: it is in the steps after it.
    """
    repeats = set(_repeats(table))
    kept = [k for k in range(len(table.carriers)) if k not in repeats]
    numbers = {k: n for n, k in enumerate(kept)}
    bodies = tuple(_without(body, numbers) for body in table.bodies)
    return Timetable(bodies, tuple(table.carriers[k] for k in kept))


def _without(body: Body, numbers: dict[int, int]) -> Body:
    return replace(body, journeys=tuple(_kept(journey, numbers) for journey in body.journeys))


def _kept(journey: Journey, numbers: dict[int, int]) -> Journey:
    uses = tuple(
        replace(use, carrier=numbers[use.carrier]) for use in journey.uses if use.carrier in numbers
    )
    return replace(journey, uses=uses)


def _repeats(table: Timetable) -> Iterator[int]:
    journeys = [journey for body in table.bodies for journey in body.journeys]
    before, after = _neighbours(journeys)
    for k, earlier in before.items():
        one = next(iter(earlier))
        if len(earlier) == 1 and one != NONE and after[one] == {k}:
            alike = _alike(table.carriers[one], table.carriers[k])
            if alike and _same_load(journeys, one, k):
                yield k


def _neighbours(journeys: list[Journey]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """What comes before each carrier and what after it, on any journey."""
    before: dict[int, set[int]] = {}
    after: dict[int, set[int]] = {}
    for journey in journeys:
        way = [NONE, *(use.carrier for use in journey.uses), NONE]
        for one, other in pairwise(way):
            after.setdefault(one, set()).add(other)
            before.setdefault(other, set()).add(one)
    before.pop(NONE, None)
    return before, after


def _alike(one: Carrier, other: Carrier) -> bool:
    steady = bool((one.window == 1).all() and (other.window == 1).all())
    return steady and bool(np.array_equal(one.limit, other.limit))


def _same_load(journeys: list[Journey], one: int, other: int) -> bool:
    for journey in journeys:
        uses = {use.carrier: use for use in journey.uses}
        if one in uses:
            first, second = uses[one], uses[other]
            same = np.array_equal(first.load, second.load)
            if not (same and np.array_equal(first.feeds, second.feeds)):
                return False
    return True
