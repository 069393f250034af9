"""Preparation in a future: the record and what another programme makes of it, projects, facts."""

from __future__ import annotations

import datetime
import functools
from dataclasses import replace

import numpy as np
import pytest

from cards import flat_posterior
from holdfast.scenario.compile.drawn_changes import DrawnChange, shifted_by
from holdfast.scenario.compile.preparer import figures_at, spelt_out
from holdfast.scenario.compile.scenario import Options, compile_scenario
from holdfast.scenario.compile.theatre import Writer
from holdfast.scenario.programme import base_plan, moved, programme_of, taken_plan
from holdfast.scenario.scenario_source import load_scenario
from holdfast.schema.economy import ProgrammePlan, ProgrammeStage, SeenStanding
from holdfast.schema.paths import figures
from holdfast.schema.quantity import Fixed, Uniform, fixed
from holdfast.schema.scenario import Odds, Plan
from holdfast.study.hazard import works_share
from holdfast.units import Bounds
from scenario_sources import INVENTED, SEED, play, source

NORTH, LATE = "north-1938", "round-the-works-1939"
FUTURES = np.arange(60)


@functools.cache
def under(plan, course=LATE, settings=()):
    return load_scenario(source(INVENTED), course, plan, settings=settings)


def compiled(meant, course=LATE, **options):
    return compile_scenario(meant, course, flat_posterior(), Options(**options))


@functools.cache
def with_levers(course=LATE):
    return compiled(under("historical", course), course, levers=True)


def prepared(plan, course=LATE):
    """The entries of a plan in some futures, by the last words of their names."""
    made = with_levers(course)
    swapped = replace(made.theatre, preparation=made.preparer.of(plan))
    inputs = swapped._drawn(SEED, FUTURES, swapped.quantities)
    drawn = swapped._prepared(SEED, FUTURES, inputs)
    return {name.split(" ", 1)[1]: one for name, one in drawn.items() if " " in name}


def ordering(**programme):
    return Plan(title="x", programme=ProgrammePlan(**programme))


def figures_on(meant, on=datetime.date(1939, 5, 1)):
    return figures_at(meant, on, Writer(np.zeros((0, 0, 0))))


# ---------------------------------------------------------------- the record stands
@pytest.mark.parametrize("plan", ["historical", "forts-first", "army-first"])
@pytest.mark.parametrize("course", [NORTH, LATE])
def test_an_economy_moves_nothing_under_a_plan_that_leaves_the_base_programme(plan, course):
    meant = under(plan, course)
    bare = meant.model_copy(update={"economy": None, "projects": {}})
    one, two = compiled(meant, course).theatre, compiled(bare, course).theatre
    assert all(np.array_equal(a, b) for a, b in zip(one.arrays(), two.arrays(), strict=True))
    assert (one.slot_table() == two.slot_table()).all()
    assert one.input_names() == two.input_names()
    for ours, theirs in zip(one.realise(SEED, FUTURES), two.realise(SEED, FUTURES), strict=True):
        assert (ours == theirs).all()


def test_with_every_lever_in_reach_the_base_programme_still_changes_no_future():
    plain, ready = compiled(under("historical")).theatre, with_levers().theatre
    ends = [play(theatre, 40).rows for theatre in (plain, ready)]
    assert (ends[0] == ends[1]).all()


def test_another_programme_keeps_the_luck_of_everything_else():
    one = compiled(under("historical")).theatre
    two = compiled(under("works-first")).theatre
    ours, theirs = (
        dict(zip(t.input_names(), t.realise(SEED, FUTURES)[0].T, strict=True)) for t in (one, two)
    )
    assert ours.keys() < theirs.keys()
    assert all((ours[name] == theirs[name]).all() for name in ours)


def test_a_programme_that_is_put_in_stands_as_one_that_is_compiled():
    made = with_levers()
    for name in ("works-first", "a-year-earlier"):
        plan = under("historical").plans[name]
        swapped = replace(made.theatre, preparation=made.preparer.of(plan))
        ends = [play(theatre, 40).rows for theatre in (swapped, compiled(under(name)).theatre)]
        assert (ends[0] == ends[1]).all(), name


# ---------------------------------------------------------------- what a programme changes
def test_works_begun_earlier_never_stand_fewer_and_more_money_for_them_builds_more():
    earlier = prepared(ordering(start_months={"works": -12}))
    richer = prepared(ordering(shares={"works": 0.6, "arms": 0.35, "air": 0.05}))
    for entries in (earlier, richer):
        gate = entries["stands 0 sectors.north_gate.heavy.built"]
        assert (gate >= -1e-9).all()
        assert (gate > 1).any()


def test_what_is_ordered_of_nothing_falls_to_the_ground_and_no_further():
    meant = under("historical")
    nothing = meant.plans["historical"].model_copy(update={"programme": ProgrammePlan(orders=[])})
    plans = {**meant.plans, "historical": nothing}
    number = figures_on(meant.model_copy(update={"plans": plans}))
    theatre = compiled(meant.model_copy(update={"plans": plans})).theatre
    drawn = theatre._prepared(SEED, FUTURES, theatre._drawn(SEED, FUTURES, theatre.quantities))
    gate = number.number(number.scenario.sectors["north_gate"].heavy.built)(drawn)
    assert (gate >= 0).all()
    assert (gate < 55).all()


def test_where_nothing_is_recorded_the_economys_own_number_stands():
    stage = ProgrammeStage(
        id="west", good="heavy", sectors=["west_march"], number=fixed(10),
        begins=datetime.date(1936, 8, 1),
    )  # fmt: skip
    entries = prepared(ordering(orders=[stage]))
    assert entries["stands 0 sectors.west_march.heavy.built"].max() == pytest.approx(10)
    assert entries["stands 1 sectors.west_march.armed"].min() >= 0
    assert (entries["stands 0 sectors.north_gate.heavy.built"] < 0).all()


def test_an_order_of_sectors_gives_the_first_the_months_and_turns_of_the_first():
    economy = under("historical").economy
    one, other = economy.programme[0], economy.programme[0].model_copy(
        update={"id": "later", "sectors": ["south_march"], "shares": {},
                "begins": datetime.date(1938, 1, 1)})  # fmt: skip
    economy = economy.model_copy(update={"programme": [one, other]})
    orders = programme_of(economy, ProgrammePlan(order=[["south_march"], ["iron_hills"]])).orders
    by_sector = {order.sector: order for order in orders}
    assert by_sector["south_march"].begins == one.begins
    assert by_sector["south_march"].stage < by_sector["north_gate"].stage
    assert by_sector["north_gate"].begins == other.begins


def test_to_begin_earlier_moves_votes_orders_and_plant_of_the_purpose_alone():
    economy = under("historical").economy
    base = programme_of(economy, None)
    early = programme_of(economy, ProgrammePlan(start_months={"works": -12}))
    for ours, theirs in zip(early.votes, base.votes, strict=True):
        assert ours.on == moved(theirs.on, -12 if ours.purpose == "works" else 0)
    assert early.begins["sites"] == moved(base.begins["sites"], -12)
    assert early.begins["tank_works"] == base.begins["tank_works"]
    assert early.first == moved(base.first, -12)


def test_the_plan_that_is_taken_stands_in_the_loaded_scenario():
    assert taken_plan(under("works-first")) == "works-first"
    assert base_plan(under("works-first")) == "historical"
    assert under("east-first").deployment["iron-hills"].middle() == 0.35


# ---------------------------------------------------------------- projects and events
def test_a_project_counts_where_it_was_consented_to_and_done_and_nowhere_else():
    plan = under("historical").plans["east-first"]
    entries = prepared(plan)
    done = entries["done tank-battalion"]
    assert set(np.unique(done)) == {0.0, 1.0}
    assert 0.2 < done.mean() < 0.6
    nothing = prepared(Plan(title="none"))
    assert not nothing["done tank-battalion"].any()
    number = figures_on(under("east-first"))
    reserve = next(c for c in number.scenario.contingents if c.id == "general-reserve")
    theatre = compiled(under("east-first")).theatre
    drawn = theatre._prepared(SEED, FUTURES, theatre._drawn(SEED, FUTURES, theatre.quantities))
    assert set(np.unique(number.number(reserve.tanks)(drawn))) == {90.0, 126.0}


def test_what_a_project_needs_must_be_done_too():
    meant = under("east-first")
    talks = meant.projects["talks-with-the-isles"]
    never = talks.model_copy(update={"needs": ["strips"]})
    late = meant.projects["strips"].model_copy(update={"months": fixed(200)})
    projects = {**meant.projects, "talks-with-the-isles": never, "strips": late}
    theatre = compiled(meant.model_copy(update={"projects": projects})).theatre
    drawn = theatre._prepared(SEED, FUTURES, theatre._drawn(SEED, FUTURES, theatre.quantities))
    assert not drawn["1939-05-01 done talks-with-the-isles"].any()


def test_a_change_that_is_drawn_is_done_in_its_futures_alone_and_within_its_limits():
    holds = np.array([0.0, 1.0])
    before = np.array([0.8, 0.8])
    for op, value, after in (
        ("set", 0.3, 0.3), ("scale", 2.0, 1.0), ("add", -1.0, 0.0), ("shift", 0.0, 0.8),
    ):  # fmt: skip
        change = DrawnChange(lambda _: holds, op, lambda _, value=value: value)
        made = change.lift(Bounds(0, 1))(lambda _: before)({})
        assert made == pytest.approx([0.8, after]), op


def odds_of_standing(p):
    """The odds that Westreach stands by its word, if its government changes with chance p."""
    meant = under("historical", NORTH, (f"events[id=new-government].p={p}",))
    number = figures_on(meant, datetime.date(1938, 5, 1))
    odds = number.number(number.scenario.decisions["WES.stands"].p)
    drawing = with_levers().theatre
    return np.asarray(odds(drawing._drawn(SEED, FUTURES, number.writer.quantities)))


def test_an_event_that_may_happen_is_in_each_future_what_it_is_if_it_does_or_does_not():
    never, perhaps = (odds_of_standing(p) for p in (0, 0.4))
    always = shifted_by(never, -0.5)
    came = np.isclose(perhaps, always)
    assert np.isclose(perhaps[~came], never[~came]).all()
    assert not np.isclose(never, always).any()
    assert 0.2 < came.mean() < 0.6


# ---------------------------------------------------------------- what can be seen
def attacked_if_works_stand(share):
    """Nobody attacks where so much of the programme of works stands."""
    meant = under("historical", NORTH)
    fact = SeenStanding(fact="fact(works_stand)", good="heavy", share=share)
    economy = meant.economy.model_copy(update={"facts": [fact]})
    odds = [Odds(when="fact(works_stand)", p=fixed(0)), Odds(p=fixed(1))]
    attacks = meant.decisions["NOR.attacks"].model_copy(update={"odds": odds})
    decisions = {**meant.decisions, "NOR.attacks": attacks}
    changed = meant.model_copy(update={"economy": economy, "decisions": decisions})
    return play(compiled(changed, NORTH).theatre, 40)


def test_odds_may_ask_whether_the_works_stand():
    seen, unseen = attacked_if_works_stand(0.05), attacked_if_works_stand(1.0)
    assert not seen.said("NOR.attacks").any()
    assert seen.said("NOR.attacks", yes=False).any()
    assert unseen.said("NOR.attacks").any()
    assert not unseen.said("NOR.attacks", yes=False).any()


def test_the_hazard_reads_what_stands_under_the_plan():
    shares = {}
    for plan in ("historical", "a-year-earlier"):
        number = figures_on(under(plan), datetime.date(1938, 5, 1))
        shares[plan] = number.writer.middle(works_share(number))
    assert shares["a-year-earlier"] > shares["historical"] + 0.1


# ---------------------------------------------------------------- every number
def drawn_alike(path, quantity):
    """Every number as one that is drawn, known ones from themselves alone."""
    if not isinstance(quantity.spread, Fixed):
        return quantity
    value = quantity.spread.value
    return quantity.model_copy(update={"spread": Uniform(min=value, max=value)})


def test_every_number_of_the_preparation_moves_what_some_plan_prepares_or_is_unused():
    meant = under("historical")
    made = compiled(meant, levers=True, view=drawn_alike)
    theatre = made.theatre
    plans = [made.preparer.of(meant.plans[name]) for name in ("works-first", "east-first")]
    plans.insert(0, made.preparer.of(ordering(orders=[])))
    own = {path: one for plan in plans for path, one in plan.own.items()}
    drawn = theatre._drawn(SEED, np.arange(3), {**own, **theatre.quantities})
    before = [plan(drawn) for plan in plans]

    def moves(mine, factor, more):
        changed = drawn | {path: factor * drawn[path] + more for path in mine}
        return any(_differ(plan(changed), b) for plan, b in zip(plans, before, strict=True))

    idle = []
    for path, _ in figures(meant):
        mine = [one for one in own if one == path or one.startswith(f"{path}[")]
        if path.startswith("economy.") and mine and path not in made.unused:
            changes = ((0.1, 0.0), (5.0, 0.3), (1.0, 3.0))
            if not any(moves(mine, *change) for change in changes):
                idle.append(path)
    assert idle == []


def test_what_no_plan_could_read_is_unused_and_the_rest_is_not():
    made = compiled(under("historical"))
    unused = {path for path in made.unused if path.startswith(("economy.", "projects.", "plans."))}
    assert unused == {
        "economy.goods.divisions.stood",
        "projects.tank-battalion.gives[0].worth",
        "projects.tank-battalion.gives[1].number",
        "projects.tank-battalion.receives[0].number",
    }


def _differ(one, other):
    return any(not np.array_equal(one[name], other[name]) for name in one)


def test_a_nought_is_put_where_the_economy_stands_and_nothing_is_written():
    meant = under("historical")
    spelt, unrecorded = spelt_out(meant)
    assert "sectors.west_march.heavy.built" in unrecorded
    assert "sectors.north_gate.heavy.built" not in unrecorded
    assert spelt.sectors["west_march"].heavy.built.middle() == 0
    bare = meant.model_copy(update={"economy": None})
    assert spelt_out(bare) == (bare, frozenset())
