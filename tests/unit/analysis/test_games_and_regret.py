"""Equilibria and regrets beside an independent linear programme and beside every possibility."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from holdfast.analysis.games import equilibrium, leader_follower, security
from holdfast.analysis.pareto import front
from holdfast.analysis.regret import (
    averaged,
    best_on_average,
    good_enough,
    least_regret,
    regret,
    resampled,
)

PAYOFFS = st.integers(1, 4).flatmap(
    lambda rows: st.integers(1, 4).flatmap(
        lambda columns: arrays(np.float64, (rows, columns), elements=st.integers(-9, 9))
    )
)


def other_players_value(payoffs):
    """The value by the column player's programme in its old form: min sum u, A u <= 1 swapped.

    With all payoffs above 0, y = u v solves it: max sum u, A u <= 1, u >= 0, v = 1 / sum u.
    """
    shift = 1.0 - payoffs.min()
    found = linprog(-np.ones(payoffs.shape[1]), A_ub=payoffs + shift, b_ub=np.ones(len(payoffs)))
    return -1.0 / found.fun - shift


def kernels(payoffs):
    """Every square part whose equalising mixtures solve the game (Shapley and Snow 1950)."""
    for size in range(1, min(payoffs.shape) + 1):
        for rows in itertools.combinations(range(payoffs.shape[0]), size):
            for columns in itertools.combinations(range(payoffs.shape[1]), size):
                yield payoffs[np.ix_(rows, columns)], rows, columns


def value_by_every_kernel(payoffs):
    for part, rows, columns in kernels(payoffs):
        square = np.ones((len(part) + 1, len(part) + 1))
        square[:-1, :-1], square[-1, -1] = part, 0.0
        goal = np.append(np.zeros(len(part)), 1.0)
        try:
            y = np.linalg.solve(np.column_stack((square[:, :-1], -square[:, -1:])), goal)
            x = np.linalg.solve(np.column_stack((square.T[:, :-1], -square.T[:, -1:])), goal)
        except np.linalg.LinAlgError:
            continue
        if min(*x[:-1], *y[:-1]) < -1e-9:
            continue
        secured = (x[:-1] @ payoffs[list(rows)]).min()
        conceded = (payoffs[:, list(columns)] @ y[:-1]).max()
        if secured >= conceded - 1e-7:
            return secured
    raise AssertionError("every game has a kernel")


@given(PAYOFFS)
def test_an_equilibrium_is_that_of_the_other_players_programme_and_of_its_kernel(payoffs):
    found = equilibrium(payoffs)
    assert found.value == pytest.approx(other_players_value(payoffs), abs=1e-6)
    assert found.value == pytest.approx(value_by_every_kernel(payoffs), abs=1e-6)


@given(PAYOFFS)
def test_nobody_gains_by_leaving_an_equilibrium(payoffs):
    found = equilibrium(payoffs)
    rows, columns = np.asarray(found.rows), np.asarray(found.columns)
    assert rows.sum() == pytest.approx(1)
    assert columns.sum() == pytest.approx(1)
    assert (rows @ payoffs).min() >= found.value - 1e-6
    assert (payoffs @ columns).max() <= found.value + 1e-6
    assert security(payoffs) <= found.value + 1e-6


@given(PAYOFFS, st.randoms(use_true_random=False))
def test_a_leader_has_what_every_pair_tried_gives(payoffs, chance):
    theirs = np.array([[chance.randint(-3, 3) for _ in row] for row in payoffs], dtype=float)
    found = leader_follower(payoffs, theirs)
    answers = [
        max(ours for ours, his in zip(mine, his_row, strict=True) if his == max(his_row))
        for mine, his_row in zip(payoffs.tolist(), theirs.tolist(), strict=True)
    ]
    assert found.value == max(answers)
    assert theirs[found.row, found.column] == theirs[found.row].max()


@given(PAYOFFS)
def test_greatest_regrets_are_those_of_a_linear_programme(payoffs):
    missed = regret(payoffs)
    for plan, worst in enumerate(missed.max(axis=1)):
        gaps = (payoffs - payoffs[plan]).ravel()
        found = linprog([1.0], A_ub=-np.ones((gaps.size, 1)), b_ub=-gaps, bounds=[(None, None)])
        assert found.fun == pytest.approx(worst)
    assert missed[least_regret(payoffs)].max() == missed.max(axis=1).min()
    assert missed.min(axis=0) == pytest.approx(0)


@given(arrays(np.float64, (7, 2), elements=st.integers(0, 4)))
def test_a_front_is_what_nothing_dominates(points):
    cost, gain = points.T
    kept = {
        n
        for n, (price, worth) in enumerate(points)
        if not any(
            other[0] <= price and other[1] >= worth and tuple(other) != (price, worth)
            for other in points
        )
    }
    assert set(front(cost, gain)) == kept
    assert sorted(front(cost, gain), key=lambda n: cost[n]) == list(front(cost, gain))


def test_what_has_no_price_is_on_no_front():
    assert front([np.nan, 1.0], [9.0, 1.0]) == (1,)


def test_intervals_hold_the_regret_and_shares_sum_to_one():
    draws = np.random.default_rng(4)
    values = draws.random((3, 2, 200)) + np.array([0.0, 0.1, 0.02])[:, None, None]
    told = resampled(values, [1, 3], seed=2)
    missed = regret(values.mean(axis=2))
    assert (told.low <= missed + 1e-9).all()
    assert (missed <= told.high + 1e-9).all()
    assert told.best_on_average.sum() == pytest.approx(1)
    assert told.least_regret.sum() == pytest.approx(1)
    assert told.best_on_average.argmax() == best_on_average(values.mean(axis=2), [1, 3]) == 1
    again = resampled(values, [1, 3], seed=2)
    assert (again.low == told.low).all()


def test_a_plan_that_is_better_in_every_future_has_no_regret_in_any_resample():
    values = np.stack([np.zeros((2, 30)), np.ones((2, 30))])
    told = resampled(values, [1, 1])
    assert told.least_regret.tolist() == [0, 1]
    assert told.low[0].tolist() == told.high[0].tolist() == [1, 1]


def test_good_enough_needs_every_floor_and_weighs_courses():
    stands = np.array([[[1, 1, 0, 0], [1, 0, 0, 0]]], dtype=bool)
    lasts = np.array([[[1, 0, 1, 0], [1, 1, 1, 1]]], dtype=bool)
    assert good_enough([stands], [1, 1]).tolist() == [0.375]
    assert good_enough([stands, lasts], [1, 3]).tolist() == [0.25]
    assert averaged([[2.0, 6.0]], [1, 3]).tolist() == [5.0]
