"""Tables at a date, words as codes, and what was read of what was written."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from holdfast.scenario.compile.figures import least, plain, plus, times, whole
from holdfast.scenario.compile.theatre import luck
from holdfast.scenario.realise import inverse_cdf
from holdfast.schema.forces import MANNERS
from holdfast.schema.quantity import fixed
from scenario_sources import INVENTED, SEED, figures_of, scenario

SPRING_1938 = datetime.date(1938, 5, 1)
FUTURES = np.arange(50)
NOTHING_DRAWN: dict = {}


@pytest.fixture
def meant():
    return scenario(INVENTED, "north-1938")


def contingent(meant, name):
    return next(one for one in meant.contingents if one.id == name)


def drawn(figures, number):
    """A number in some futures."""
    quantities = figures.writer.quantities
    uniforms = luck(SEED, FUTURES, quantities)
    return number({path: inverse_cdf(one, uniforms[path]) for path, one in quantities.items()})


@pytest.mark.parametrize(
    ("on", "men"),
    [
        (datetime.date(1936, 1, 1), 70_000),
        (datetime.date(1937, 3, 1), 70_000),
        (datetime.date(1938, 5, 1), 70_000 + 15_000 * 426 / 791),
        (datetime.date(1939, 5, 1), 85_000),
        (datetime.date(1940, 1, 1), 85_000),
    ],
)
def test_a_table_is_read_on_straight_lines_and_stays_beyond_its_ends(meant, on, men):
    figures = figures_of(meant, on)
    number = figures.number(contingent(meant, "peace-army").men)
    assert number(NOTHING_DRAWN) == pytest.approx(men)
    assert figures.middle(contingent(meant, "peace-army").men) == pytest.approx(men)


def test_one_draw_stands_for_a_whole_table(meant):
    figures = figures_of(meant, datetime.date(1938, 9, 1))
    wall = meant.powers["WES"].second_front.wall
    between = drawn(figures, figures.number(wall))
    paths = list(figures.writer.quantities)
    assert paths == [
        "powers.WES.second_front.wall[1938-05-01]",
        "powers.WES.second_front.wall[1939-05-01]",
    ]
    early, late = (drawn(figures, lambda one, path=path: one[path]) for path in paths)
    assert (np.argsort(early) == np.argsort(late)).all()
    share = 123 / 365
    assert between == pytest.approx((1 - share) * early + share * late)


def test_a_table_by_day_is_given_in_the_order_of_its_days(meant):
    figures = figures_of(meant, SPRING_1938)
    steps = figures.steps(meant.powers["EAS"].mobilisation)
    found = [(day, share(NOTHING_DRAWN)) for day, share in steps]
    assert found == [(0, 0.2), (5, 0.6), (12, 1.0)]


def test_a_word_is_its_place_among_the_words(meant):
    figures = figures_of(meant, SPRING_1938)
    manner = drawn(figures, figures.word(meant.powers["WES"].second_front.manner, MANNERS))
    shares = [np.mean(manner == code) for code in range(len(MANNERS))]
    assert shares == pytest.approx([1 / 6, 3 / 6, 2 / 6], abs=0.25)


def test_what_was_never_asked_for_is_unread(meant):
    figures = figures_of(meant, SPRING_1938)
    everything = figures.unread()
    men = contingent(meant, "peace-army").men
    assert "contingents[id=peace-army].men" in everything
    figures.number(men)
    assert sorted(set(everything) - set(figures.unread())) == ["contingents[id=peace-army].men"]


def test_a_default_that_nobody_wrote_stands_nowhere(meant):
    figures = figures_of(meant, SPRING_1938)
    before = figures.unread()
    assert figures.path(contingent(meant, "peace-army").tanks) == ""
    assert figures.number(contingent(meant, "peace-army").tanks)(NOTHING_DRAWN) == 0
    assert figures.unread() == before


def test_a_view_is_taken_of_what_was_written_alone(meant):
    seen = []

    def view(path, _):
        seen.append(path)
        return fixed(7)

    figures = figures_of(meant, SPRING_1938, view)
    guards = contingent(meant, "frontier-guards")
    assert figures.number(guards.men)(NOTHING_DRAWN) == 7
    assert figures.number(guards.tanks)(NOTHING_DRAWN) == 0
    assert seen == ["contingents[id=frontier-guards].men"]


def test_numbers_are_worked_out_from_numbers():
    two, three = plain(2.0), plain(3.0)
    assert times(two, three, three)(NOTHING_DRAWN) == 18
    assert plus(two, three)(NOTHING_DRAWN) == 5
    assert least(three, two)(NOTHING_DRAWN) == 2
    assert whole(plain(2.6))(NOTHING_DRAWN) == 3
    assert whole(plain(0.2), 1.0)(NOTHING_DRAWN) == 1
