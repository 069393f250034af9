"""The race by day, from a run folder."""

import doctest

import numpy as np
import pytest

from cards import template_source
from holdfast.analysis import curves
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store
from holdfast.study.card_target import CardTarget
from holdfast.study.run import run


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("curves") / "run"
    run(CardTarget(template_source()), Design(80, 2, 1, 1), folder)
    return Store.open(folder)


def race_of(store):
    return curves.race(
        store.read("campaigns").to_pandas(), store.question.replications, store.question.horizon
    )


def test_the_examples_are_true():
    assert doctest.testmod(curves).failed == 0


def test_quantiles_of_bins_are_those_of_an_even_spread():
    low, middle, high = curves.binned_quantiles(np.array([0, 1]), np.array([50, 50]), 10)
    assert (low, middle, high) == pytest.approx((0.02, 0.1, 0.18))


def test_the_race_never_runs_backwards_and_ends_at_the_shares_of_the_campaigns(store):
    frame = store.read("campaigns").to_pandas()
    for curve, column in zip(race_of(store), curves.EVENTS.values(), strict=True):
        assert list(curve.p) == sorted(curve.p)
        assert curve.p[-1] == pytest.approx(frame[column].notna().mean())


def test_fronts_stay_on_their_axes_and_fewer_campaigns_go_on_every_day(store):
    axes = [axis.id for axis in store.dossier.naming.axes]
    table = curves.fronts(store.read("days"), axes, store.question.bins)
    assert set(table["axis"]) == {"north", "south"}
    assert table[["p10", "p50", "p90"]].to_numpy().min() >= 0
    assert table[["p10", "p50", "p90"]].to_numpy().max() <= 1
    for _, axis in table.groupby("axis"):
        assert axis.sort_values("day")["going_on"].is_monotonic_decreasing
