"""Whole campaigns of the kernel beside the slow twin: the same end on the same day."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from holdfast.kernel import campaign
from holdfast.kernel import layout as at
from twin import ending
from twin.chancery import with_promises
from twin.luck import Luck
from twin.theatres import (
    BINS,
    INVENTED,
    evening_before,
    invented,
    many,
    of_the_catalogue,
    one_future,
    run,
    theatre_of,
)
from twin.words import to_words

HORIZON = 90
SEED = 5
BOUND = 1e-9
PROMISED = (9, 35, 4, 1, 16, 13, 15, 30)[: many(8, 3)]
"""Theatres full of promises, by their seeds, that end in every way."""


def theatre_called(name):
    """A card, invented or shipped; or, by its number, one with promises written over it."""
    if isinstance(name, int):
        theatre = theatre_of(invented("three-friends"), HORIZON)
        arrays = with_promises(theatre.theatre, random.Random(name))
        names = replace(theatre.names, helpers=("one", "two", "three"))
        return replace(theatre, theatre=arrays, names=names)
    mapping = invented(name) if name in INVENTED else of_the_catalogue(name)
    return theatre_of(mapping, HORIZON)


def twin_war(theatre, future):
    arrays, law, calendar = one_future(theatre, SEED, future)
    return to_words(arrays, law, campaign.blank_state(arrays), calendar)


def bin_of(share):
    """The piece of the unit interval that a share falls into."""
    return min(BINS - 1, int(share * BINS))


class Count:
    """Counts the days of the twin's campaigns as the kernel counts them."""

    def __init__(self, like):
        self.counts = np.zeros_like(like)
        self.world = 0

    def __call__(self, war, day):
        shares = [war.value_lost, war.army_lost]
        shares += [axis.front / axis.length for axis in war.axes]
        for measure, share in enumerate(shares):
            self.counts[self.world, measure, day, bin_of(share)] += 1


@pytest.mark.parametrize("name", [*INVENTED, "golan-1973", *PROMISED])
def test_a_block_ends_as_the_same_campaigns_of_the_twin(name):
    theatre = theatre_called(name)
    futures, replications = many(8 if isinstance(name, int) else 24, 4), 2
    ends = run(theatre, futures, replications, seed=SEED)
    count = Count(ends.counts)
    for future in range(futures):
        for replication in range(replications):
            for world, helped in enumerate((True, False)):
                count.world = world
                war = twin_war(theatre, future)
                ending.play(war, Luck(SEED, future, replication), helped, count)
                number = future * replications + replication
                for row, value in ending.outcome(war).items():
                    assert ends[row][number, world] == pytest.approx(value, rel=BOUND, abs=BOUND)
                for helper in war.helpers:
                    for row, value in ending.help_given(war, helper).items():
                        told = ends.of_helper(row, helper.number)[number, world]
                        assert told == pytest.approx(value, rel=BOUND, abs=BOUND)
    assert (ends.counts == count.counts).all()


def test_the_campaigns_compared_end_in_every_way():
    found = set()
    for name in (*INVENTED, *PROMISED):
        found |= set(run(theatre_called(name), many(24, 8), 2, seed=SEED)["end"].ravel())
    assert found == {
        at.STILL_FIGHTING, at.COLLAPSE, at.SETTLEMENT, at.STOP, at.DETERRED, at.YIELDED,
    }  # fmt: skip


def test_help_alone_is_played_where_one_world_is_asked_for():
    theatre = theatre_called("three-friends")
    both, one = run(theatre, 6, 2), run(theatre, 6, 2, worlds=1)
    assert (one.rows[..., at.WITH_HELP] == both.rows[..., at.WITH_HELP]).all()
    assert not one.rows[..., at.WITHOUT_HELP].any()
    assert not one.counts[at.WITHOUT_HELP].any()


@pytest.mark.parametrize("helped", [True, False])
def test_the_record_of_each_day_is_the_twins(helped):
    theatre = theatre_called("limited-war")
    moment = evening_before(theatre, SEED, 3, 1, helped)
    days = np.zeros((at.DAYS_ROWS, HORIZON + 1, moment.theatre.shape[1]))
    last = campaign.play(
        moment.theatre, moment.law, moment.calendar, moment.state, days, moment.key
    )
    war, told = twin_war(theatre, 3), []

    def write(war, day):
        front = [axis.front for axis in war.axes]
        men = [[axis.men[side] for axis in war.axes] for side in at.SIDES]
        gained = [axis.advance for axis in war.axes]
        tolls = [war.value_lost, war.army_lost, war.prospect, war.help_men]
        told.append((day, [front, *men, gained], tolls))

    assert ending.play(war, Luck(SEED, 3, 1), helped, write) == last
    by_axis = (at.D_FRONT, at.D_ATTACKER, at.D_DEFENDER, at.D_WON)
    by_day = (at.D_VALUE_LOST, at.D_ARMY_LOST, at.D_PROSPECT, at.D_HELP_MEN)
    assert len(told) == last
    for day, axes, tolls in told:
        for row, values in zip(by_axis, axes, strict=True):
            assert days[row, day, : len(values)] == pytest.approx(values, rel=BOUND, abs=BOUND)
        assert [days[row, day, 0] for row in by_day] == pytest.approx(tolls, rel=BOUND, abs=BOUND)


def test_the_counts_put_whole_and_nothing_into_the_last_and_the_first_bin():
    counts = np.zeros((1, 1, 1, BINS), dtype=np.int64)
    for value in (-0.1, 0.0, 1.0, 1.2, 0.5):
        campaign.tally(counts, value, 0, 0, 0)
    assert counts[0, 0, 0, 0] == counts[0, 0, 0, BINS - 1] == 2
    assert counts[0, 0, 0, BINS // 2] == 1
