"""A plan put into a compiled theatre is the plan compiled for itself; what is remembered is so."""

import dataclasses

import numpy as np
import pytest

from holdfast.preparation import standing, standings
from holdfast.study.choices import Choices
from holdfast.study.find import find_one
from holdfast.study.planning.candidates import Field
from holdfast.study.planning.levers import Puller, all_levers, needed, stages_of
from holdfast.study.planning.programmes import EARLIEST, LATEST, ProgrammeSpace

RIVERS = find_one("two-rivers")
COURSES = ("north-1938", "round-the-works-1939")
FUTURES = np.arange(7)


@pytest.fixture(scope="module")
def field():
    return Field.of(RIVERS, Choices(), COURSES)


@pytest.fixture(scope="module")
def plans(field):
    return {one.name: one for one in field.plans()}


def cells(theatre):
    _, written = theatre.realise(3, FUTURES)
    table = theatre.slot_table()
    whole = np.broadcast_to(theatre.theatre, (len(FUTURES), *theatre.theatre.shape)).copy()
    for n, (array, row, entity, side) in enumerate(table):
        if array == 0:
            whole[:, row, entity, side] = written[:, n]
    return whole


@pytest.mark.parametrize("name", ["historical", "works-first", "a-year-earlier", "east-first"])
@pytest.mark.parametrize("course", COURSES)
def test_a_plan_that_is_put_in_stands_as_one_that_is_compiled(field, plans, name, course):
    (case,) = RIVERS.prepare(Choices(plan=name, course=course), field.sample).cases
    alone = cells(case.branches[0].theatre)
    put_in = cells(plans[name].theatres[course])
    assert np.allclose(alone, put_in[:, :, : alone.shape[2]], rtol=1e-9)
    assert not put_in[:, :, alone.shape[2] :].any()


@pytest.mark.parametrize("name", ["works-first", "a-year-earlier"])
@pytest.mark.parametrize("course", COURSES)
def test_what_is_remembered_is_what_would_be_reckoned(field, plans, name, course):
    theatre = plans[name].theatres[course]
    anew = (
        field.compiled[field.choices_for(name)].courses[course].preparer.of(field.menu.plans[name])
    )
    plain = dataclasses.replace(theatre, preparation=anew)
    for futures in (FUTURES, FUTURES + 20):
        for ours, theirs in zip(
            theatre.realise(3, futures), plain.realise(3, futures), strict=True
        ):
            assert np.array_equal(ours, theirs)


def test_one_reckoning_holds_every_month_before_its_end(field, plans):
    preparation = plans["works-first"].theatres[COURSES[1]].preparation
    drawn = {path: np.full(3, one.middle()) for path, one in preparation.own.items()}
    economy = preparation.plan.economy(drawn)
    every = standings(economy, (5, 12, 30))
    for month, stands in every.items():
        short = dataclasses.replace(economy, months=month + 1)
        assert np.array_equal(stands.done, standing(short, month).done)
        assert np.array_equal(stands.armed, standing(short, month).armed)


def test_more_is_spent_by_who_begins_earlier(plans):
    assert plans["a-year-earlier"].cost > plans["historical"].cost > 0


# ---------------------------------------------------------------- programmes as points
@pytest.fixture(scope="module")
def space(field):
    return ProgrammeSpace(field, "historical")


def test_the_written_programmes_are_points_of_the_space(field, space):
    written = [space.programme(point) for point in space.written()]
    as_it_was, works_first, earlier = written
    assert as_it_was.order == []
    assert as_it_was.shares is None
    assert as_it_was.start_months == 0
    assert works_first.order[:2] == [["iron_hills"], ["north_gate"]]
    assert works_first.shares["works"].middle() == pytest.approx(0.65)
    assert earlier.start_months == -12


def test_every_point_is_a_programme_whose_shares_sum_to_one(space):
    draws = np.random.default_rng(9)
    for point in (
        *draws.random((40, space.numbers)),
        np.zeros(space.numbers),
        np.ones(space.numbers),
    ):
        made = space.programme(point)
        assert EARLIEST <= made.start_months <= LATEST
        assert not made.order or sorted(one for (one,) in made.order) == sorted(space.sectors)
        if made.shares is not None:
            assert sum(one.middle() for one in made.shares.values()) == pytest.approx(1)


def test_points_that_say_the_same_are_one_plan(space):
    point = np.full(space.numbers, 0.3)
    assert space.plan(point) is space.plan(point + 0.001)
    assert space.plan(point).title == "begun 12 months earlier"


# ---------------------------------------------------------------- levers
def test_levers_are_projects_and_stages_each_put_to_the_base(field, plans):
    names = all_levers(field, "historical")
    assert set(field.menu.projects) < set(names)
    assert {stage.id for stage in stages_of(field, "historical")} < set(names)
    puller = Puller(field, plans["historical"], field.menu.plans["historical"])
    battalion = puller.pull("tank-battalion")
    assert battalion.without is plans["historical"]
    assert battalion.cost == pytest.approx(field.menu.projects["tank-battalion"].cost.middle())
    line = puller.pull("first-line")
    assert line.with_it is plans["historical"]
    assert line.without.cost < plans["historical"].cost
    assert puller.pull("staff-talks").cost is None


def test_a_project_that_the_base_takes_is_taken_from_it(field, plans):
    puller = Puller(field, plans["east-first"], field.menu.plans["east-first"])
    strips = puller.pull("strips")
    assert strips.with_it is plans["east-first"]
    assert strips.without.name == "without strips"


def test_what_a_project_needs_is_done_with_it_and_without():
    projects = {name: type("P", (), {"needs": needs}) for name, needs in
                {"a": [], "b": ["a"], "c": ["b", "a"]}.items()}  # fmt: skip
    assert needed("c", projects) == ["a", "b"]
