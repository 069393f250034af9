"""Whatever is written in a scenario moves a number of the theatre, or is on the list of unused.

To see what hangs on what, the scenario is compiled in a view in which every number is drawn, the
known ones from themselves alone. Then each number of the theatre says which figures it asks for,
and a figure can be changed without compiling again.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
import pytest

from holdfast.scenario.compile.scenario import Options, compile_scenario
from holdfast.scenario.compile.theatre import luck
from holdfast.scenario.realise import inverse_cdf
from holdfast.scenario.view import hindsight
from holdfast.schema.paths import figures
from holdfast.schema.quantity import Fixed, Uniform
from scenario_sources import (
    FLAGSHIP,
    IN_1938,
    INVENTED,
    SEED,
    compiled,
    flat_posterior,
    play,
    scenario,
    source,
)
from twin.theatres import many

FUTURES = np.arange(many(300, 20))
EVERY = many(8, 160)
"""Every so many figures are looked for in campaigns."""

CHANGES = (lambda x: 0.1 * x, lambda x: 5 * x + 0.3, lambda x: x + 3)
"""Much less, much more, three days more: a link that is not the narrowest counts once it is."""

ELSEWHERE = {"relief.share": "law.relief_share"}
"""A figure that is drawn as a constant of the law."""

WORLDS = (
    (IN_1938, ()),
    (IN_1938, ("hungary-attacks", "romania-lets-pass", "france-attacks-in-earnest")),
    ("pincer-1941", ("works-of-1934",)),
)
"""Where a figure is looked for, one after another: odds for a case that never came in 1938, works
that did not stand yet."""

IN_WORDS_ONLY = {
    "travel.longest_march_km": 100,
    "air.wings[id=sb-brigades].range_km": 100,
    "air.wings[id=fighter-brigades].range_km": 50,
    "air.wings[id=tb3-brigades].range_km": 100,
    "air.wings[id=eastmere-bombers].range_km": 100,
    "air.wings[id=eastmere-fighters].range_km": 50,
    "events[id=titulescu-falls].p": 0,
    "events[id=purge].p": 0,
    "events[id=blum-falls].p": 0,
    "events[id=anschluss].p": 0,
    "events[id=daladier-bonnet].p": 0,
    "events[id=western-wall].p": 0,
    "events[id=new-government].p": 0,
    "events[id=palewood].p": 0,
}
"""What settles something before anything is drawn: a route, hops of a flight, what happened. Each
with a value that settles it otherwise."""


SELDOM = {
    "places.chust.value", "links[53].road_km", "links[104].rail_km",
    "decisions.SUN.sends_army.odds[0].p",
}  # fmt: skip
"""Of those looked for, what none of these campaigns comes to: a town far behind every front, ways
that none of them takes, a refusal by those who would send an army. It may not grow."""


PREPARED = ("economy.", "projects.", "plans.")
"""What a plan reads once it changes something: held to the same in test_preparing.py."""


class Asked(dict):
    """What is drawn, and a note of what of it was asked for."""

    def __init__(self, drawn):
        super().__init__(drawn)
        self.names = set()

    def __getitem__(self, path):
        self.names.add(path)
        return super().__getitem__(path)


def every_number_drawn(path, quantity):
    """The view in which nothing is known for certain, though it has one value only."""
    quantity = hindsight(path, quantity)
    if not isinstance(quantity.spread, Fixed):
        return quantity
    value = quantity.spread.value
    return quantity.model_copy(update={"spread": Uniform(min=value, max=value)})


@dataclass(frozen=True)
class Loose:
    """A theatre in which every number is drawn, and what its cells hang on."""

    theatre: object
    unused: frozenset
    written: tuple
    drawn: dict
    readers: dict
    """Path -> the numbers of the cells that ask for it."""
    cells: np.ndarray

    def drawn_for(self, figure):
        """The paths under which a figure is drawn: its own, or those of its rows."""
        name = ELSEWHERE.get(figure, figure)
        return [one for one in self.drawn if one == name or one.startswith(f"{name}[")]

    def changed(self, figure, change):
        """The cells of all futures once a figure is changed."""
        paths = self.drawn_for(figure)
        drawn = self.drawn | {path: change(self.drawn[path]) for path in paths}
        cells = self.cells.copy()
        for n in {n for path in paths for n in self.readers.get(path, ())}:
            cells[:, n] = self.theatre.cells[n].number(drawn)
        return cells

    def moves(self, figure):
        """Whether some change of a figure moves a number of the theatre."""
        return any((self.changed(figure, change) != self.cells).any() for change in CHANGES)


@functools.cache
def loose(name, course, what_ifs=()):
    """A scenario in the view in which every number is drawn."""
    meant = scenario(name, course, what_ifs)
    made = compile_scenario(meant, course, flat_posterior(), Options(view=every_number_drawn))
    theatre = made.theatre
    uniforms = luck(SEED, FUTURES, theatre.quantities)
    drawn = {path: inverse_cdf(one, uniforms[path]) for path, one in theatre.quantities.items()}
    if theatre.preparation is not None:
        drawn |= theatre.preparation(drawn)
    readers = {}
    for n, cell in enumerate(theatre.cells):
        asked = Asked(drawn)
        cell.number(asked)
        for path in asked.names:
            readers.setdefault(path, []).append(n)
    written = tuple(path for path, _ in figures(meant) if not path.startswith(PREPARED))
    unused = frozenset(path for path in made.unused if not path.startswith(PREPARED))
    cells = theatre.realise(SEED, FUTURES)[1]
    return Loose(theatre, unused, written, drawn, readers, cells)


def arrays_of(name, course, settings):
    """All that a scenario becomes, drawn for a few futures."""
    theatre = compiled(name, course, (), settings).theatre
    return *theatre.arrays(), theatre.slot_table(), theatre.realise(SEED, FUTURES[:20])[1]


def same(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def settles(name, figure):
    """Whether another value of a figure makes another theatre, for some course."""
    changed = (f"{figure}={IN_WORDS_ONLY[figure]}",)
    return any(
        not same(arrays_of(name, course, ()), arrays_of(name, course, changed))
        for course in source(name).courses
        if figure not in compiled(name, course).unused
    )


every_scenario = pytest.mark.parametrize("name", [INVENTED, FLAGSHIP])


@every_scenario
def test_to_draw_every_number_changes_nothing(name):
    course = source(name).courses[0]
    known = compile_scenario(scenario(name, course), course, flat_posterior()).theatre
    drawn = loose(name, course)
    assert len(drawn.theatre.cells) > len(known.cells)
    assert (play(known, FUTURES).rows == play(drawn.theatre, FUTURES, cells=drawn.cells).rows).all()


@every_scenario
def test_every_number_moves_the_theatre_of_some_course_or_is_unused(name):
    courses = [loose(name, course) for course in source(name).courses]
    idle = [
        figure
        for figure in courses[0].written
        if not all(figure in one.unused for one in courses)
        and not any(one.moves(figure) for one in courses if figure not in one.unused)
    ]
    assert [figure for figure in idle if figure not in IN_WORDS_ONLY] == []
    assert [figure for figure in idle if not settles(name, figure)] == []


@every_scenario
def test_some_numbers_are_unused_and_most_are_not(name):
    courses = [loose(name, course) for course in source(name).courses]
    unused = frozenset.intersection(*(one.unused for one in courses))
    assert unused
    assert len(unused) < len(courses[0].written)
    assert unused <= set(courses[0].written)


@every_scenario
def test_no_drawn_number_of_the_theatre_hangs_on_what_is_unused(name):
    for course in source(name).courses:
        one = loose(name, course)
        assert [figure for figure in one.unused if one.drawn_for(figure)] == []


def sample():
    """Figures of the flagship of which some number of the theatre of 1938 is made."""
    one = loose(FLAGSHIP, IN_1938)
    used = [path for path in one.written if path not in one.unused and path not in IN_WORDS_ONLY]
    return used[::EVERY]


@functools.cache
def ends(course, what_ifs):
    one = loose(FLAGSHIP, course, what_ifs)
    return play(one.theatre, FUTURES, cells=one.cells, worlds=1).rows


def changes_a_campaign(figure, course, what_ifs):
    """Whether some change of a figure ends some campaign otherwise."""
    one = loose(FLAGSHIP, course, what_ifs)
    for change in CHANGES:
        cells = one.changed(figure, change)
        moved = (cells != one.cells).any()
        if (
            moved
            and (
                play(one.theatre, FUTURES, cells=cells, worlds=1).rows != ends(course, what_ifs)
            ).any()
        ):
            return True
    return False


def test_every_eighth_number_changes_some_campaign():
    idle = [
        figure
        for figure in sample()
        if not any(changes_a_campaign(figure, course, what_ifs) for course, what_ifs in WORLDS)
    ]
    assert len(sample()) > many(60, 2)
    assert set(idle) <= SELDOM
