"""How far help came in a campaign, and what stopped it: states made by hand, and real campaigns."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from cards import flat_posterior, template_theatre
from helping import Waiting
from holdfast.catalog.scenarios import find_scenario
from holdfast.experiment.funnel import Funnel
from holdfast.experiment.reached import (
    ACTS,
    AFTER_THE_END,
    BOUND,
    DECIDES,
    DECISIVE,
    FELT,
    FIELDS_LOST,
    HAS_A_WAY,
    LATE_ACT,
    NO_FIELD,
    NO_FRONT,
    NO_PACT,
    NO_ROUTE,
    NO_TRAIN,
    NOBODY_MISSED,
    NOT_READY,
    PROBES,
    WAY_CUT,
    Reached,
)  # fmt: skip
from holdfast.experiment.replay import Stage
from holdfast.kernel import layout as at
from holdfast.scenario.compile.chain import (
    AIR,
    LAND,
    SECOND_FRONT,
    AtomNote,
    Chain,
    ClauseLink,
    HelpLink,
)  # fmt: skip
from holdfast.scenario.compile.scenario import compile_scenario
from holdfast.scenario.scenario_source import load_scenario

ATTACKED, HONOURS, ALONE, ALLY_ACTS, LEAVE, ACT = range(6)
ATOMS = (
    AtomNote("fact", "attacked(X, by=[Y])"), AtomNote("decides", "decides(A.honours)"),
    AtomNote("decides", "decides(A.alone)"), AtomNote("acts", "acts(B, aid, for=X)", (2,)),
    AtomNote("acts", "acts(C, transit, for=A)", (3,)),
    AtomNote("acts", "acts(A, land, for=X)", (0, 1)),
)  # fmt: skip
CLAUSES = (
    ClauseLink("p", "A", (frozenset({ATTACKED, ALONE}),), (frozenset({HONOURS}),)),
    ClauseLink("p", "A", (frozenset({ATTACKED, ALLY_ACTS}),), (frozenset({HONOURS}),)),
    ClauseLink("q", "B", (frozenset({ATTACKED}),), (frozenset(),)),
    ClauseLink("r", "C", (frozenset({ATTACKED}),), (frozenset(),)),
)


class Told(Waiting):
    """A waiting theatre whose one helper A may act on two clauses of one pact."""

    def __init__(self, form=LAND, sent=(frozenset({ACT}),)):
        super().__init__()
        self.state[at.CLOCK, 0, 0] = 100
        self.theatre[at.CLAUSES, 0, 0] = len(CLAUSES)
        self.theatre[at.CLAUSE_UNTIL, : len(CLAUSES), 0] = -1
        chain = Chain(ATOMS, CLAUSES, (HelpLink(f"A.{form}", form, 0, sent),))
        self.names = SimpleNamespace(helpers=(f"A.{form}",), chain=chain)
        self.arrays = (self.theatre, self.law, None)

    def number(self, row, entity=0):
        return float(self.state[row, entity, 0])

    def holding(self, *atoms):
        for atom in atoms:
            self.give(atom)
        return self

    def reached(self, outcome="no_help"):
        (one,) = Funnel(self).reached(outcome).values()
        return one


def acting(form):
    return Told(form).holding(ATTACKED, ALLY_ACTS, HONOURS, ACT)


def test_who_is_not_bound_lacks_what_of_the_nearest_clause_does_not_hold():
    assert Told().reached() == Reached(0, "attacked(X, by=[Y])")
    # of two clauses as near the one counts in which others are waited for, not he himself
    assert Told().holding(ATTACKED).reached() == Reached(0, "acts(B, aid, for=X)")


def test_a_promise_that_is_not_in_force_binds_nobody():
    told = Told().holding(ATTACKED, ALLY_ACTS, HONOURS)
    told.theatre[at.CLAUSE_UNTIL, :2, 0] = 50
    assert told.reached() == Reached(0, NO_PACT)
    told.theatre[at.CLAUSE_UNTIL, 1, 0] = 200
    assert told.reached().steps == DECIDES


def test_who_is_bound_and_decides_otherwise_is_lost_by_his_decision():
    assert Told().holding(ATTACKED, ALLY_ACTS).reached() == Reached(BOUND, "decides(A.honours)")


def test_an_act_that_is_triggered_and_not_due_is_too_late():
    told = Told().holding(ATTACKED, ALLY_ACTS, HONOURS)
    told.state[at.CLAUSE_TRIGGERED, 1, 0] = 99
    assert told.reached() == Reached(DECIDES, LATE_ACT)


def test_a_force_may_wait_for_more_than_its_act():
    sent = (frozenset({ACT, ALONE}),)
    assert Told(LAND, sent).holding(ATTACKED, ALLY_ACTS, HONOURS, ACT).reached() == Reached(
        BOUND, "decides(A.alone)"
    )
    sent = (frozenset({ACT, LEAVE}),)
    told = Told(LAND, sent).holding(ATTACKED, ALLY_ACTS, HONOURS, ACT)
    assert told.reached() == Reached(0, "acts(C, transit, for=A)")
    assert Told(LAND, (frozenset({ALONE}), frozenset({ACT}))).holding(ALONE).reached().steps >= ACTS


def test_a_march_needs_leave_then_an_open_way_then_trains_then_time():
    told = acting(LAND)
    told.theatre[at.CONTINGENTS, 0, 0] = 1
    assert told.reached() == Reached(ACTS, NO_ROUTE)
    told.put("contingent", 0, route=0, routes=1)
    ford = told.place()
    told.put("route", 0, when=told.when(LEAVE), place=0, places=1, trains=0, divisions=0)
    told.put("passage", 0, place=ford)
    assert told.reached() == Reached(ACTS, "acts(C, transit, for=A)")
    told.give(LEAVE)
    assert told.reached() == Reached(HAS_A_WAY, NO_TRAIN)
    told.put("route", 0, trains=8)
    assert told.reached() == Reached(HAS_A_WAY, NOT_READY)
    told.lose(ford)
    assert told.reached() == Reached(HAS_A_WAY, WAY_CUT)


def test_a_second_front_is_a_way_where_he_attacks_or_probes():
    told = acting(SECOND_FRONT)
    told.put("front", 0, manner=at.NO_MANNER, day=15)
    assert told.reached() == Reached(ACTS, NO_FRONT)
    told.put("front", 0, manner=at.PROBE)
    assert told.reached() == Reached(HAS_A_WAY, PROBES)
    told.put("front", 0, manner=at.OFFENSIVE)
    told.state[at.FRONT_BEGUN, 0, 0] = 95
    assert told.reached() == Reached(HAS_A_WAY, NOT_READY)
    told.state[at.FRONT_BEGUN, 0, 0] = 85
    assert told.reached() == Reached(HAS_A_WAY, NOBODY_MISSED)


def test_aircraft_need_leave_and_a_field_that_is_not_lost():
    told = acting(AIR)
    told.put("wing", 0, when=told.when(ACT, LEAVE))
    assert told.reached() == Reached(ACTS, "acts(C, transit, for=A)")
    told.give(LEAVE)
    assert told.reached() == Reached(ACTS, NO_FIELD)
    field = told.place(room=30)
    assert told.reached() == Reached(HAS_A_WAY, NOT_READY)
    told.lose(field)
    assert told.reached() == Reached(HAS_A_WAY, FIELDS_LOST)


def test_help_that_is_felt_saves_or_is_too_late_or_not_enough():
    told = acting(LAND)
    told.state[at.HELPER_DAY, 0, 0] = 30
    assert told.reached("saved") == Reached(DECISIVE)
    assert told.reached("lost_in_spite") == Reached(FELT, "lost_in_spite")
    told.state[at.END, 0, 0], told.state[at.END_DAY, 0, 0] = at.COLLAPSE, 30
    assert told.reached("too_late") == Reached(FELT, "too_late")
    told.state[at.END_DAY, 0, 0] = 29
    assert told.reached("too_late") == Reached(FELT, AFTER_THE_END)


def theatres():
    rivers = find_scenario("two-rivers")
    courses = ("north-1938", "round-the-works-1939")
    loaded = {course: load_scenario(rivers, course) for course in courses}
    yield template_theatre()
    for course, scenario in loaded.items():
        yield compile_scenario(scenario, course, flat_posterior()).theatre


THEATRES = list(theatres())


@pytest.mark.parametrize("theatre", THEATRES, ids=["card", "1938", "1939"])
def test_in_real_campaigns_every_step_has_the_former_behind_it(theatre):
    """Felt is read off the record alone: whoever was felt must have acted by the other steps."""
    futures = range(60)
    stage = Stage(theatre, 1, futures)
    reader = Funnel(stage)
    felt = 0
    for future in futures:
        stage.play(future, 0)
        reached = reader.reached("no_help")
        assert set(reached) == set(theatre.names.helpers)
        for n, name in enumerate(theatre.names.helpers):
            was_felt = stage.number(at.HELPER_DAY, n) != at.NEVER
            assert (reached[name].steps >= FELT) == was_felt
            if was_felt:
                links = [one for one in theatre.names.chain.helps if one.helper == name]
                assert max(reader.came(one).steps for one in links) >= HAS_A_WAY
                felt += 1
    assert felt


def test_every_helper_of_a_theatre_has_a_force_in_its_chain():
    for theatre in THEATRES:
        chain = theatre.names.chain
        assert {one.helper for one in chain.helps} == set(theatre.names.helpers)
        if chain.clauses:
            assert len(chain.clauses) == len(theatre.names.clauses)


def test_a_force_without_a_chain_reached_nothing():
    told = Told()
    told.names.chain = replace(told.names.chain, helps=())
    assert told.reached() == Reached(0)
