"""Which judgements move the answer: on invented data whose movers are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.analysis.judgements import (
    SHOWN,
    explained,
    graded,
    influence,
    judgements,
    labels_of,
    middle_ranks,
)

FUTURES, INPUTS = 600, 40
NAMES = [f"input-{n:02}" for n in range(INPUTS)]


def invented(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).uniform(size=(FUTURES, INPUTS))


def test_the_inputs_that_move_are_found_in_their_order_with_their_signs():
    drawn = invented(1)
    noise = np.random.default_rng(2).normal(size=FUTURES)
    moved = 2.0 * drawn[:, 7] - 1.0 * drawn[:, 3] + 0.4 * noise
    found = judgements(drawn, NAMES, moved)
    assert [one.name for one in found.above] == ["input-07", "input-03"]
    first, second = found.above
    assert first.rank > 0 > second.rank
    variances = 4 / 12, 1 / 12, 0.16
    assert first.share == pytest.approx(variances[0] / sum(variances), abs=0.06)
    assert second.share == pytest.approx(variances[1] / sum(variances), abs=0.06)
    assert (found.looked_at, found.futures, len(found.movers)) == (INPUTS, FUTURES, SHOWN)


def test_a_hump_is_seen_though_its_ranks_do_not_go_together():
    drawn = invented(3)
    moved = -((drawn[:, 5] - 0.5) ** 2)
    found = judgements(drawn, NAMES, moved)
    assert found.movers[0].name == "input-05"
    assert found.movers[0].share > 0.9
    assert abs(found.movers[0].rank) < 0.1


def test_noise_alone_stands_out_in_about_one_run_of_twenty():
    drawn = invented(4)
    runs = [
        judgements(drawn, NAMES, np.random.default_rng(seed).normal(size=FUTURES), seed)
        for seed in range(100)
    ]
    assert sum(bool(one.above) for one in runs) <= 14


def test_shares_of_noise_are_nothing_in_the_mean():
    drawn = invented(5)
    labels = np.stack([labels_of(drawn[:, n]) for n in range(INPUTS)], axis=1)
    moved = np.random.default_rng(6).normal(size=(50, FUTURES))
    assert abs(explained(labels, moved).mean()) < 0.002


def test_what_does_not_differ_and_what_was_not_drawn():
    drawn = invented(7)
    drawn[:, 0] = 3.0
    drawn[:300, 1] = np.nan
    found = judgements(drawn, NAMES, drawn[:, 2])
    assert found.looked_at == INPUTS - 1
    assert found.movers[0].name == "input-02"
    assert judgements(drawn, NAMES, np.ones(FUTURES)) is None
    assert judgements(drawn[:, :1], NAMES[:1], drawn[:, 2]) is None


def test_grades_are_those_of_the_nearest_path():
    grades = {"forces.a": "B", "forces.a.men": "D", "law.speed": "D"}
    names = ["forces.a.men[1938-05-01]", "forces.a.tanks", "law.speed", "law.speed_level"]
    assert graded(names, grades) == [0, 2]


@given(st.lists(st.floats(0, 1), min_size=2, max_size=60))
def test_what_futures_add_to_a_share_sums_to_nothing(stood):
    fought = np.ones(len(stood))
    assert influence(np.array(stood), fought).sum() == pytest.approx(0, abs=1e-9)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=60))
def test_ranks_sum_to_what_ranks_sum_to(values):
    count = len(values)
    ranks = middle_ranks(np.array(values, dtype=float))
    assert ranks.sum() == pytest.approx(count * (count + 1) / 2)


def test_inputs_drawn_with_one_luck_are_named_once():
    drawn = invented(8)
    drawn[:, 9] = 5 + 2 * drawn[:, 1]
    found = judgements(drawn, NAMES, drawn[:, 1])
    assert found.looked_at == INPUTS - 1
    assert [one.name for one in found.above] == ["input-01"]
