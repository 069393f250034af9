"""The flagship's what-ifs, other powers' decisions frozen: what each does, and what it cannot.

Base and what-if are played on common random numbers; a third power or an ally decides by its last
line of odds in both, unless the what-if itself sets that decision. Differences are taken over the
campaigns that were fought in both, one a future. A claim in the mean fails only if its 95 %
interval lies wholly on the wrong side: no effect at all is an admissible result, and is said.
"""

from __future__ import annotations

import functools

import numpy as np
import pytest

from holdfast.analysis.paired import paired_difference
from holdfast.experiment.replay import Stage, events
from holdfast.kernel import layout as at
from holdfast.kernel.second_front import press
from scenario_sources import SEED, campaigns, flagship
from twin.theatres import COMPILED, evening_before, many, moments

FUTURES = many(2000, 30)
ASKED_BY_THE_FIELD = {"HUN.joins_attacker", "ROU.honours", "YUG.honours"}
BY_THE_PROTOCOL = ("decisions.SUN.acts_unbound.p=0",)
"""The USSR helps only where France does."""

needs_many = pytest.mark.skipif(not COMPILED, reason="needs many campaigns, so a compiled kernel")


@functools.cache
def pair(what_if, settings=()):
    """Base and what-if, and which campaigns were fought in both."""
    base = campaigns(FUTURES, settings=settings, held=True)
    other = campaigns(FUTURES, what_if, settings=settings, held=True)
    return base, other, base.given_attack & other.given_attack


def days(ends):
    return ends.days_held()


def standing(ends):
    return ends.stands()


def difference(what_if, measure):
    """What-if less base, with its 95 % interval."""
    base, other, both = pair(what_if)
    return paired_difference(measure(base)[both], measure(other)[both])


# ---------------------------------------------------------------- in the mean
SEEN = ("no-works", "germany-stronger")
"""What costs days that so few futures show."""

WORSE = (*SEEN, "poland-attacks")


@pytest.mark.parametrize("what_if", WORSE)
def test_no_more_days_are_held_with(what_if):
    found = difference(what_if, days)
    assert found.low <= 0, f"{what_if} adds days: {found}"


@needs_many
@pytest.mark.parametrize("what_if", SEEN)
def test_fewer_days_are_held_with(what_if):
    found = difference(what_if, days)
    assert found.high < 0, f"{what_if} costs no days that can be seen: {found}"


def test_the_defender_stands_no_less_often_with_a_germany_that_is_not_ready():
    found = difference("germany-not-ready", standing)
    assert found.high >= 0, f"it falls more often: {found}"


@needs_many
def test_the_defender_stands_more_often_with_a_germany_that_is_not_ready():
    found = difference("germany-not-ready", standing)
    assert found.low > 0, f"no effect that can be seen: {found}"


def test_hungary_does_not_help_by_attacking():
    found = difference("hungary-attacks", days)
    assert found.low <= 0, f"hungary-attacks adds days: {found}"


@pytest.mark.parametrize("what_if", ["no-works", "germany-stronger", "germany-not-ready"])
def test_frozen_decisions_fall_alike_with(what_if):
    """But for what is asked only once the Germans have broken in: that is the field's matter."""
    base, other, _ = pair(what_if)
    names = base.theatre.names.decisions
    kept = sum(1 << n for n, name in enumerate(names) if name not in ASKED_BY_THE_FIELD)
    for row in ("decided", "fell"):
        one, two = (ends[row][:, at.WITH_HELP].astype(np.int64) & kept for ends in (base, other))
        assert (one == two).all()


# ---------------------------------------------------------------- pathwise
LESS_RELIEF = (("land-transit-refused", ()), ("france-never-acts", BY_THE_PROTOCOL))


@pytest.mark.parametrize(("what_if", "settings"), LESS_RELIEF)
def test_relief_comes_never_earlier_and_never_anew_with(what_if, settings):
    base, other, both = pair(what_if, settings)
    before, after = (one["relief_day"][both, at.WITH_HELP] for one in (base, other))
    relieved = after != at.NEVER
    assert (before[relieved] != at.NEVER).all()
    assert (after[relieved] >= before[relieved]).all()


@needs_many
@pytest.mark.parametrize(("what_if", "settings"), LESS_RELIEF)
def test_relief_is_lost_in_some_campaign_with(what_if, settings):
    base, other, both = pair(what_if, settings)
    before, after = (one["relief_day"][both, at.WITH_HELP] for one in (base, other))
    assert ((before != at.NEVER) & (after == at.NEVER)).any()


@pytest.mark.parametrize(("what_if", "settings"), LESS_RELIEF)
def test_no_helper_brings_more_with(what_if, settings):
    base, other, both = pair(what_if, settings)
    for helper in ("SUN.land", "SUN.air", "FRA.second_front"):
        before, after = (one.of(helper, "helper_day")[both] for one in (base, other))
        assert not (after[before == at.NEVER] != at.NEVER).any(), f"{helper} comes anew"


def test_nobody_comes_by_land_where_all_refuse_it():
    _, other, _ = pair("land-transit-refused")
    assert not other.of("SUN.land", "helper_day").any()


def test_nobody_comes_through_romania_where_france_never_acts_and_the_protocol_binds():
    _, other, _ = pair("france-never-acts", BY_THE_PROTOCOL)
    assert not other.of("FRA.second_front", "helper_day").any()
    assert not other.of("SUN.air", "helper_day").any()
    by_land = other.of("SUN.land", "helper_day") != at.NEVER
    assert not (by_land & ~other.said("SUN.fights_poland")).any()


# ---------------------------------------------------------------- Hungary
SOUTHERN_WAYS = ("hungary-kosice", "hungary-cop")
LITTLE_ENTENTE = ("little-entente/CSK-YUG-1", "little-entente/CSK-ROU-1")
THE_ENTENTE_HONOURS = ("decisions.YUG.honours.p=1", "decisions.ROU.honours.odds[*].p=1")
SOVIETS_ON_THE_WAY = (
    "decisions.SUN.acts_unbound.p=1",
    "decisions.SUN.sends_army.odds[*].p=1",
    "decisions.ROU.transit_peace.odds[*].p=1",
)
SOME, REPLAYED = many(100, 10), many(25, 2)


def fought(ends):
    """The numbers of the first few futures in which there was a war."""
    return [int(future) for future in np.flatnonzero(ends.given_attack)[:REPLAYED]]


def replayed(theatre, futures):
    """What happened in each campaign, by name."""
    stage = Stage(theatre, SEED, futures)
    for future in futures:
        last = stage.play(future, 0)
        yield events(stage, stage.days[at.D_FRONT, 1 : last + 1, : len(theatre.axes)])


def test_the_clauses_of_the_little_entente_fall_due_once_hungary_attacks():
    ends = campaigns(SOME, "hungary-attacks", settings=THE_ENTENTE_HONOURS)
    theatre = ends.theatre
    assert set(LITTLE_ENTENTE) <= set(theatre.names.clauses)
    due = 0
    for told in replayed(theatre, fought(ends)):
        joins = told.decisions.get("HUN.joins_attacker")
        for clause in LITTLE_ENTENTE:
            if clause in told.acts:
                assert joins is not None
                assert joins.yes
                assert told.acts[clause] > joins.day
                due += 1
    assert due


def test_the_clauses_of_the_little_entente_rest_while_hungary_keeps_still():
    settings = ("decisions.HUN.joins_attacker.odds[*].p=0", *THE_ENTENTE_HONOURS)
    ends = campaigns(SOME, settings=settings)
    for told in replayed(ends.theatre, fought(ends)):
        joins = told.decisions.get("HUN.joins_attacker")
        assert joins is None or not joins.yes
        assert not set(LITTLE_ENTENTE) & set(told.acts)


def passages(theatre, route):
    """The numbers of the defender's places that a route needs."""
    first = int(theatre[at.ROUTE_PLACE, route, 0])
    count = int(theatre[at.ROUTE_PLACES, route, 0])
    return {int(theatre[at.PASSAGE_PLACE, n, 0]) for n in range(first, first + count)}


def legs(arrays, axis):
    """The numbers of an axis's legs."""
    first = int(arrays[at.FIRST_LEG, axis, 0])
    return range(first, first + int(arrays[at.LEGS, axis, 0]))


def taken_by_hungary(arrays, state, axes):
    """The numbers of the places that Hungary's fronts have passed."""
    return {
        int(arrays[at.LEG_PLACE, leg, 0])
        for j in axes
        for leg in legs(arrays, j)
        if state[at.FRONT, j, 0] >= arrays[at.LEG_KM, leg, 0]
    }


def marches_by_day(theatre, future):
    """Places on each contingent's route, places lost, places that Hungary took: day by day."""
    axes = [theatre.names.axes.index(name) for name in SOUTHERN_WAYS]
    for phase, now in moments(evening_before(theatre, SEED, future, 0), theatre.horizon):
        if phase is press:
            count = int(now.theatre[at.CONTINGENTS, 0, 0])
            routes = [int(route) - 1 for route in now.state[at.MARCH_ROUTE, :count, 0]]
            ways = [passages(now.theatre, route) if route >= 0 else set() for route in routes]
            lost = set(np.flatnonzero(now.state[at.LOST, :, 0] >= 1).tolist())
            yield ways, lost, taken_by_hungary(now.theatre, now.state, axes)


def test_the_line_by_kosice_is_cut_where_hungary_takes_it():
    theatre = flagship("hungary-attacks", settings=SOVIETS_ON_THE_WAY)
    ends = campaigns(SOME, "hungary-attacks", settings=SOVIETS_ON_THE_WAY)
    line = {theatre.names.places.index(name) for name in ("kosice", "cop")}
    on_the_line = cut = 0
    for future in fought(ends):
        before = []
        for ways, lost, taken in marches_by_day(theatre, future):
            assert not any(way & lost for way in ways), "a contingent marches through what is lost"
            on_the_line += any(way & line for way in ways)
            cut += sum(bool(way & lost & taken & line) for way in before)
            before = ways
    assert on_the_line
    assert cut or not COMPILED
