"""The economy of preparation beside its twin in plain Python."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given

from economies import economies
from holdfast.preparation import build
from strategies import quickly
from twin.preparing import Yard


def told(economy):
    """Begun, done and armed of every order by month, and exports, as the twin has them."""
    months = np.array(Yard(economy).work())
    return months.transpose(2, 1, 0)


@given(economies())
@quickly(50)
def test_the_economy_does_what_its_twin_does(economy):
    built, (begun, done, armed) = build(economy), told(economy)
    count = len(economy.orders)
    for ours, theirs in ((built.begun, begun), (built.done, done), (built.armed, armed)):
        assert np.allclose(ours[0], theirs[:count], rtol=1e-7, atol=1e-7)
    assert np.allclose(built.exported[0], done[count:], rtol=1e-7, atol=1e-7)


@given(economies(), economies())
@quickly(12)
def test_futures_do_not_touch_each_other(one, other):
    """Two futures that differ in numbers are each what they are alone."""
    pair = replace(
        one,
        futures=2,
        goods=tuple(
            replace(
                a,
                cost=np.array([a.cost, b.cost]),
                months=np.array([a.months, b.months]),
                armed=a.armed
                and replace(
                    a.armed, after_months=np.array([a.armed.after_months, b.armed.after_months])
                ),
            )
            for a, b in zip(one.goods, other.goods, strict=True)
        ),
        votes=tuple(
            replace(a, sum=np.array([a.sum, b.sum]))
            for a, b in zip(one.votes, other.votes, strict=True)
        ),
        capacities=tuple(
            replace(
                a,
                per_month=np.array([a.per_month, b.per_month]),
                ramp_months=np.array([a.ramp_months, b.ramp_months]),
                first_share=np.array([a.first_share, b.first_share]),
            )
            for a, b in zip(one.capacities, other.capacities, strict=True)
        ),
    )
    together = build(pair)
    for future in range(2):
        alone = build(one_future(pair, future))
        for name in ("begun", "done", "armed", "spent", "used", "bound", "arming_bound"):
            seen, expected = getattr(together, name)[future], getattr(alone, name)[0]
            assert np.allclose(seen, expected, rtol=1e-9, atol=1e-9), name


def one_future(economy, future):
    """One future of an economy, alone."""
    return replace(
        economy,
        futures=1,
        goods=tuple(
            replace(
                good,
                cost=good.cost[future],
                months=good.months[future],
                armed=good.armed
                and replace(good.armed, after_months=good.armed.after_months[future]),
            )
            for good in economy.goods
        ),
        votes=tuple(replace(vote, sum=vote.sum[future]) for vote in economy.votes),
        capacities=tuple(
            replace(
                one,
                per_month=one.per_month[future],
                ramp_months=one.ramp_months[future],
                first_share=one.first_share[future],
            )
            for one in economy.capacities
        ),
    )
