"""Laws of the economy of preparation: nothing is built without money, capacity and time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from economies import MONTHS, economies
from holdfast.errors import UsageError
from holdfast.preparation import (
    NEVER,
    Capacity,
    Economy,
    Export,
    Good,
    Lag,
    Order,
    Vote,
    build,
    standing,
)
from holdfast.preparation.rates import ramp
from strategies import quickly

CLOSE = 1e-6


def never_less(more, less):
    """Whether one array is nowhere below the other, but for rounding."""
    return bool((more >= less - CLOSE * (1 + np.abs(less))).all())


@given(economies())
@quickly(30)
def test_money_spent_is_never_more_than_may_be_drawn_nor_than_was_voted(economy):
    built = build(economy)
    so_far = built.spent[0].cumsum(axis=1)
    assert never_less(built.drawn[0], so_far)
    assert (built.spent >= 0).all()
    for n, purpose in enumerate(built.purposes):
        voted = sum(vote.sum for vote in economy.votes if vote.purpose == purpose)
        limit = voted * (1.0 if economy.threat_rises == NEVER else max(economy.lag.overrun, 1.0))
        assert so_far[n, -1] <= limit * (1 + CLOSE) + CLOSE


@given(economies())
@quickly(30)
def test_what_is_used_of_a_capacity_in_a_month_is_never_more_than_there_is(economy):
    built = build(economy)
    assert never_less(built.available, built.used)
    full = [max(one.per_month, one.was) for one in economy.capacities]
    assert never_less(np.array(full)[:, None], built.used[0])


@given(economies())
@quickly(30)
def test_what_is_spent_and_used_is_what_was_begun(economy):
    """Books balance: prices times beginnings are the money, uses times beginnings the capacity."""
    economy = replace(economy, exports=(), model_changes=())
    built = build(economy)
    goods = {good.id: good for good in economy.goods}
    new = np.diff(built.begun[0], axis=1, prepend=0.0)
    armed = np.diff(built.armed[0], axis=1, prepend=0.0)
    for n, purpose in enumerate(built.purposes):
        paid = sum(
            goods[one.good].price * new[row]
            for row, one in enumerate(economy.orders)
            if goods[one.good].purpose == purpose
        )
        assert np.allclose(paid + np.zeros(MONTHS), built.spent[0, n], atol=1e-6)
    for n, name in enumerate(built.capacities):
        used = np.zeros(MONTHS)
        for row, one in enumerate(economy.orders):
            good = goods[one.good]
            used = used + good.uses.get(name, 0.0) * new[row]
            if good.armed is not None:
                used = used + good.armed.uses.get(name, 0.0) * armed[row]
        assert np.allclose(used, built.used[0, n], atol=1e-6)


@given(economies())
@quickly(30)
def test_nothing_stands_before_its_lead_time_nor_is_armed_before_it_stands(economy):
    built = build(economy)
    goods = {good.id: good for good in economy.goods}
    assert never_less(built.begun, built.done)
    assert never_less(built.done, built.armed)
    for row, one in enumerate(economy.orders):
        good, months = goods[one.good], np.arange(MONTHS)
        assert not built.begun[0, row][months < one.begins].any()
        assert not built.done[0, row][months < one.begins + good.months].any()
        if good.armed is not None:
            waits = one.begins + good.months + good.armed.after_months
            assert not built.armed[0, row][months < waits].any()
        assert built.begun[0, row, -1] <= one.number * (1 + CLOSE)


@given(economies())
@quickly(30)
def test_a_later_stage_of_a_good_gets_only_what_the_earlier_one_leaves(economy):
    built = build(economy)
    new = np.diff(built.begun[0], axis=1, prepend=0.0)
    for first, early in enumerate(economy.orders):
        for last, late in enumerate(economy.orders):
            if early.good != late.good or early.stage >= late.stage:
                continue
            lacks = early.number - built.begun[0, first] > CLOSE * (1 + early.number)
            lacks &= np.arange(MONTHS) >= early.begins
            assert not (new[last][lacks] > CLOSE).any()


@given(economies())
@quickly(30)
def test_who_lacks_something_is_told_what_and_none_of_that_is_left(economy):
    built = build(economy)
    left = np.concatenate([
        built.drawn[0] - built.spent[0].cumsum(axis=1), built.available[0] - built.used[0]
    ])  # fmt: skip
    had = np.concatenate([built.drawn[0], built.available[0]])
    for row, one in enumerate(economy.orders):
        for month, code in enumerate(built.bound[0, row]):
            lacks = one.number - built.begun[0, row, month] > CLOSE * (1 + one.number)
            word = built.binds[code]
            if word == "time":
                assert month < one.begins
            elif word:
                assert lacks
                assert left[code - 2, month] <= CLOSE * (1 + had[code - 2, month])
            else:
                assert not lacks


ONE_GOOD = st.sampled_from(("heavy", "light", "tanks"))


@st.composite
def programmes_of_one_good(draw):
    """An economy whose orders are all for one good, without exports."""
    economy = draw(economies(names=(draw(ONE_GOOD),)))
    return replace(economy, exports=())


def total(economy):
    """All that is begun, done and armed by each month."""
    built = build(economy)
    return np.array([built.begun[0], built.done[0], built.armed[0]]).sum(axis=1)


@given(programmes_of_one_good(), st.sampled_from((1.0, 1.3, 4.0)))
@quickly(25)
def test_more_money_never_builds_less(economy, times):
    richer = tuple(replace(vote, sum=times * vote.sum + 1.0) for vote in economy.votes)
    assert never_less(total(replace(economy, votes=richer)), total(economy))


@given(programmes_of_one_good(), st.sampled_from((0, 1, 2, 3)), st.sampled_from((1.2, 5.0)))
@quickly(25)
def test_more_capacity_never_builds_less(economy, which, times):
    capacities = list(economy.capacities)
    more = replace(capacities[which], per_month=times * capacities[which].per_month + 0.1)
    capacities[which] = more
    assert never_less(total(replace(economy, capacities=tuple(capacities))), total(economy))


@given(programmes_of_one_good(), st.integers(1, 5))
@quickly(25)
def test_an_earlier_start_never_builds_less(economy, months):
    """Orders, plant or votes that come some months earlier."""
    base = total(economy)
    orders = tuple(replace(one, begins=max(one.begins - months, 0)) for one in economy.orders)
    plant = tuple(replace(one, begins=one.begins - months) for one in economy.capacities)
    votes = tuple(replace(one, begins=one.begins - months) for one in economy.votes)
    assert never_less(total(replace(economy, orders=orders)), base)
    assert never_less(total(replace(economy, capacities=plant)), base)
    if economy.threat_rises == NEVER:
        assert never_less(total(replace(economy, votes=votes)), base)


@given(economies(), st.integers(0, 20))
@quickly(25)
def test_a_threat_that_rises_earlier_never_lets_less_be_drawn(economy, month):
    late = replace(economy, threat_rises=month + 3)
    assert never_less(build(replace(economy, threat_rises=month)).drawn, build(late).drawn)


@given(economies())
@quickly(20)
def test_capacity_that_was_not_used_is_lost(economy):
    """Plant that stands idle until the orders come has helped nobody."""
    orders = tuple(replace(one, begins=12) for one in economy.orders)
    idle = replace(economy, orders=orders, exports=())
    capacities = tuple(
        replace(one, per_month=9.0, ramp_months=0.0, was=0.0, begins=0, season=())
        for one in economy.capacities
    )
    opened = tuple(replace(one, begins=12) for one in capacities)
    early, late = (build(replace(idle, capacities=one)) for one in (capacities, opened))
    assert np.allclose(early.begun, late.begun)
    assert np.allclose(early.armed, late.armed)


@given(economies())
@quickly(15)
def test_without_capacity_or_without_money_nothing_is_built(economy):
    closed = tuple(replace(one, per_month=0.0, was=0.0) for one in economy.capacities)
    assert not build(replace(economy, capacities=closed)).begun.any()
    assume(all(good.price > 0 for good in economy.goods))
    penniless = build(replace(economy, votes=()))
    assert not penniless.begun.any()
    assert not penniless.spent.any()


@given(economies(), st.integers(0, MONTHS - 1))
@quickly(15)
def test_what_stands_at_a_month_does_not_hang_on_the_months_after_it(economy, month):
    built, seen = build(economy), standing(economy, month)
    for name in ("begun", "done", "armed"):
        assert np.array_equal(getattr(seen, name)[0], getattr(built, name)[0, :, month])


@given(st.floats(0.5, 40), st.floats(0.05, 0.95))
@quickly(60)
def test_a_ramp_never_falls_and_is_full_when_it_says(full_after, first_share):
    share = ramp(np.arange(-3, 60), full_after, first_share)[:, 0]
    assert not share[:3].any()
    assert (np.diff(share) >= 0).all()
    assert (share[3 + int(np.ceil(full_after)) :] == 1.0).all()


TANK = Good("tank", "arms", 1.0, {"chassis": 1.0})


def arms(**other):
    """A plant of ten tanks a month with two orders that want it all."""
    given = {
        "months": 24,
        "votes": (Vote("arms", 0, 1, 1e6),),
        "capacities": (Capacity("chassis", 10.0),),
        "goods": (TANK,),
        "orders": (Order("home", "tank", 1000.0),),
    }
    return Economy(**{**given, **other})


def test_exports_take_what_the_home_army_then_lacks():
    sold = (Export("tank", 60.0, 6, 12),)
    at_home, with_exports = build(arms()), build(arms(exports=sold))
    assert at_home.begun[0, 0, -1] == pytest.approx(240)
    assert with_exports.begun[0, 0, -1] == pytest.approx(180)
    assert with_exports.exported[0, 0, 11] == pytest.approx(60)
    assert with_exports.exported[0, 0, 6] == pytest.approx(10)


def test_a_vote_is_drawn_as_the_credit_of_june_1936_was_and_overrun_once_the_threat_rises():
    """7, 19 and 29 of 43 months gone: 5, 32 and 64 per cent (facts.yaml, money.jun1936_drawn)."""
    lag = Lag((0.0, 0.16, 0.44, 0.67, 1.0), (0.0, 0.05, 0.32, 0.64, 1.0), overrun=1.6, haste=2.0)
    vote = (Vote("arms", 0, 43, 8775.0),)
    calm = build(arms(votes=vote, lag=lag, months=43)).drawn[0, 0]
    assert calm[[6, 18, 28, 42]] / 8775 == pytest.approx([0.05, 0.32, 0.64, 1.0], abs=0.02)
    tense = build(arms(votes=vote, lag=lag, months=43, threat_rises=19)).drawn[0, 0]
    assert tense[:19] == pytest.approx(calm[:19])
    assert tense[-1] / 8775 == pytest.approx(1.6)
    assert tense[30] / 8775 == pytest.approx(1.6)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"orders": (Order("home", "ship", 1.0),)}, "ship"),
        ({"orders": (Order("a", "tank", 1.0), Order("a", "tank", 1.0))}, "twice"),
        ({"capacities": ()}, "chassis"),
    ],
)
def test_a_name_that_is_not_there_is_refused(wrong, said):
    with pytest.raises(UsageError, match=said):
        arms(**wrong)


def test_what_ends_before_it_begins_is_refused():
    with pytest.raises(UsageError, match="ends before"):
        Vote("arms", 5, 5, 1.0)
    with pytest.raises(UsageError, match="ends before"):
        Export("tank", 1.0, 5, 4)
    with pytest.raises(UsageError, match="twelve"):
        Capacity("sites", 1.0, season=(1.0, 0.5))
    with pytest.raises(UsageError, match="rise"):
        Lag((0.0, 1.0), (1.0, 0.0))
