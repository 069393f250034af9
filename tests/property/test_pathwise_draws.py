"""The same campaigns whatever the blocks, and what two worlds share."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from holdfast.kernel import layout as at
from twin.theatres import INVENTED, Ends, invented, many, run, theatre_of

FUTURES = many(60, 8)
HORIZON = many(365, 60)


def theatre_called(name):
    return theatre_of(invented(name), HORIZON)


def joined(blocks):
    """Blocks one after another."""
    return Ends(np.concatenate([b.rows for b in blocks]), sum(b.counts for b in blocks))


@pytest.mark.parametrize("name", INVENTED)
def test_the_size_of_the_blocks_changes_nothing(name):
    theatre = theatre_called(name)
    whole = run(theatre, FUTURES, 2)
    edges = (0, 1, 4, FUTURES)
    pieces = pairwise(edges)
    parts = joined([run(theatre, end - begin, 2, first=begin) for begin, end in pieces])
    assert (whole.rows == parts.rows).all()
    assert (whole.counts == parts.counts).all()


def test_a_longer_run_begins_with_the_shorter_one():
    theatre = theatre_called("two-roads")
    short, long = run(theatre, FUTURES // 2), run(theatre, FUTURES)
    assert (long.rows[: FUTURES // 2] == short.rows).all()


def test_more_replications_begin_with_the_fewer():
    theatre = theatre_called("three-friends")
    few, more = run(theatre, FUTURES // 2, 2), run(theatre, FUTURES // 2, 3)
    shape = (FUTURES // 2, -1, *few.rows.shape[1:])
    assert (more.rows.reshape(shape)[:, :2] == few.rows.reshape(shape)).all()


def test_replications_and_futures_and_seeds_are_not_the_same_campaign():
    theatre = theatre_called("two-roads")
    first = run(theatre, 4, 2)["army_lost"][:, 0]
    assert len(set(first)) == len(first)
    assert not set(first) & set(run(theatre, 4, 2, seed=2)["army_lost"][:, 0])


def test_what_a_campaign_leaves_behind_does_not_reach_the_next():
    theatre = theatre_called("limited-war")
    alone = run(theatre, 1, 1, first=5)
    assert (run(theatre, 6).rows[5] == alone.rows[0]).all()


ALONE = ("two-roads", "fortress", "limited-war")


@pytest.mark.parametrize("name", ALONE)
def test_where_no_help_arrives_both_worlds_are_the_same_bit_for_bit(name):
    ends = run(theatre_called(name), FUTURES, 2)
    assert (ends.rows[..., at.WITH_HELP] == ends.rows[..., at.WITHOUT_HELP]).all()
    assert (ends.counts[at.WITH_HELP] == ends.counts[at.WITHOUT_HELP]).all()


def test_where_no_help_arrives_the_attacker_loses_the_same_share_in_both_worlds():
    card = invented("fortress")
    card["law"] = {"collapse_base": 0}
    lost = run(theatre_of(card, HORIZON), FUTURES)["attacker_lost"]
    assert (lost[:, at.WITH_HELP] == lost[:, at.WITHOUT_HELP]).all()


def test_both_worlds_go_the_same_way_until_the_first_help():
    ends = run(theatre_called("three-friends"), FUTURES, 2)
    refused = ends["first_help_day"][:, at.WITH_HELP] == 0
    before = ends["end_day"][:, at.WITHOUT_HELP] < 6
    for name in ("end", "end_day", "value_lost", "army_lost"):
        with_help, without = ends[name][refused | before].T
        assert (with_help == without).all()
    assert not ends["first_help_day"][:, at.WITHOUT_HELP].any()
    assert not ends["help_men"][:, at.WITHOUT_HELP].any()


def test_both_worlds_draw_the_same_decisions():
    decided = run(theatre_called("three-friends"), FUTURES, 2)["decided"]
    assert (decided[:, 0] == decided[:, 1]).all()
    assert len(set(decided[:, 0])) > 2


def test_a_decision_that_is_certain_always_falls_and_an_impossible_one_never():
    card = invented("three-friends")
    decisions = card["inputs"]["relief"]["decisions"]
    decisions["East.marches"]["p"], decisions["West.attacks"]["p"] = 1, 0
    theatre = theatre_of(card, 20)
    decided = run(theatre, FUTURES, 2)["decided"].astype(int)
    certain, impossible = map(theatre.names.decisions.index, ("East.marches", "West.attacks"))
    assert (decided >> certain & 1 == 1).all()
    assert (decided >> impossible & 1 == 0).all()


def test_what_is_fixed_leaves_all_other_draws_as_they_were():
    loose, tight = invented("two-roads"), invented("two-roads")
    tight["inputs"]["attacker"]["u"] = [1, 1, 1]
    names = [theatre_of(card, 5) for card in (loose, tight)]
    drawn = [
        dict(zip(t.input_names(), t.realise(1, np.arange(9))[0].T, strict=True)) for t in names
    ]
    for name, values in drawn[1].items():
        if name != "inputs.attacker.u":
            assert (values == drawn[0][name]).all()
