"""Shares, losses and reasons of the steps, from campaigns made by hand."""

from math import prod

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import assume, given

from holdfast.analysis.funnel import funnel, funnel_dict, funnel_of, kept, weights
from holdfast.experiment.reached import FELT, STEPS, Reached
from strategies import quickly, whole

REACHED = st.builds(Reached, whole(0, len(STEPS)), st.sampled_from(("a", "b", "probes")))


@quickly(80)
@given(st.lists(REACHED, min_size=1, max_size=30))
def test_steps_are_nested_and_what_is_kept_multiplies_to_the_share_felt(reached):
    steps = funnel(reached)
    assert tuple(one.step for one in steps) == STEPS
    shares = [one.share.p for one in steps]
    assert shares == sorted(shares, reverse=True)
    for n, step in enumerate(STEPS, 1):
        came = sum(one.steps >= n for one in reached) / len(reached)
        assert shares[n - 1] == pytest.approx(came, abs=1e-12)
        assert prod(kept(steps)[:n]) == pytest.approx(came, abs=1e-9), step
    assert sum(one.lost for one in steps) == pytest.approx(1 - shares[-1], abs=1e-9)
    assert all((one.reason is None) == (one.lost == 0) for one in steps)


def test_the_commonest_reason_is_told_with_its_share_of_the_loss():
    reached = [Reached(3, "probes"), Reached(3, "probes"), Reached(3, "no_route"), Reached(7)]
    step = funnel(reached)[3]
    assert (step.step, step.lost, step.reason) == ("has_a_way", 0.75, "probes")
    assert step.of_lost == pytest.approx(2 / 3)


@quickly(20)
@given(st.lists(REACHED, min_size=1, max_size=10))
def test_what_is_kept_in_a_file_is_read_as_it_was(reached):
    steps = funnel(reached)
    assert funnel_of(funnel_dict(steps)) == steps


@quickly(40)
@given(st.data())
def test_a_weighted_sample_has_the_make_up_of_the_whole(data):
    """What is known of every campaign is told of the sample as it is of the whole."""
    every = data.draw(st.lists(st.booleans(), min_size=2, max_size=30))
    most = st.integers(0, len(every) - 1)
    chosen = data.draw(st.lists(most, min_size=2, max_size=12, unique=True))
    strata = np.array(every, dtype=np.int64)
    sampled = strata[chosen]
    assume(set(every) == set(sampled.tolist()))
    counts = weights(sampled, strata)
    assert counts.sum() == pytest.approx(1)
    reached = [Reached(FELT if one else data.draw(whole(0, FELT - 1)), "a") for one in sampled]
    felt = {one.step: one.share.p for one in funnel(reached, counts)}["felt"]
    assert felt == pytest.approx(strata.mean(), abs=1e-12)
