"""Plans against courses: the same seed gives the same table, a budget is kept, a search finds."""

import dataclasses
import json

import numpy as np
import pytest

from holdfast.analysis.choosing import choose, tabled
from holdfast.errors import StoppedError, UsageError
from holdfast.experiment.simulate import Design
from holdfast.experiment.stopping import StopAsked
from holdfast.study.choices import Choices
from holdfast.study.compare import compare, what_if
from holdfast.study.find import find_one
from holdfast.study.planning import plan as planning
from holdfast.study.planning.candidates import Candidate, Course, Field
from holdfast.study.planning.halving import Round, Size, better, halve, lever_futures, rounds
from holdfast.study.planning.ledger import Ledger
from holdfast.study.planning.plan import Asked, Telling, judge, made_ready, plan
from holdfast.study.planning.search import Search

RIVERS = find_one("two-rivers")
LEVERS = ("staff-talks", "no-works")
ASKED = Asked(levers=LEVERS, budget=3000, floors={"stands": 0.2, "days_held": 30})
DESIGN = Design(futures=40, replications=2, seed=3, workers=2)


@pytest.fixture(scope="module")
def ready():
    return made_ready(Field.of(RIVERS, Choices()), ASKED, DESIGN, Telling())


@pytest.fixture(scope="module")
def found(ready):
    return judge(ready, ASKED, DESIGN)


def test_the_same_seed_gives_the_same_table_whatever_the_threads(ready, found):
    again = judge(ready, ASKED, dataclasses.replace(DESIGN, workers=1))
    assert json.dumps(again.to_dict()) == json.dumps(found.to_dict())
    other = judge(ready, ASKED, dataclasses.replace(DESIGN, seed=4))
    assert other.to_dict()["value"] != found.to_dict()["value"]


def test_choices_are_those_of_the_printed_table(found):
    told = found.to_dict()
    value = np.array(told["value"])
    assert np.allclose(told["regret"], value.max(axis=0) - value)
    names, courses = told["plans"], told["courses"]
    assert told["minimax_regret"] == names[np.array(told["regret"]).max(axis=1).argmin()]
    shares = np.array([one["share"] for one in told["course_details"]])
    assert shares.sum() == pytest.approx(1)
    assert told["best_on_average"] == names[(value @ shares).argmax()]
    assert told["leader_follower"]["value"] == pytest.approx(value.min(axis=1).max())
    assert all(
        value[n, courses.index(course)] == value[n].min()
        for n, course in enumerate(told["answers"].values())
    )
    assert value.min(axis=1).max() - 1e-9 <= told["hidden"]["value"] <= value.max(axis=0).min()
    assert told["campaigns"] <= told["budget"]


def test_dates_count_alike_and_courses_of_a_date_by_weight(found):
    assert [one.share for one in found.courses] == pytest.approx([1 / 3, 1 / 6, 1 / 2])


def test_a_plan_beside_itself_cannot_be_told_apart_and_stands_in_the_pairs(found):
    assert all(one.is_final for one in found.plans)
    assert set(found.like("historical")) <= {"forts-first", "army-first"}
    assert all(0 <= one.good_enough <= 1 for one in found.plans)


def test_a_lever_is_what_compare_gives_against_one_course(tmp_path):
    asked = Asked(("historical",), ("north-1938",), ("staff-talks",))
    (lever,) = plan(RIVERS, asked, DESIGN).levers
    base = Choices(plan="historical", course="north-1938")
    _, row = compare(RIVERS, [what_if(base, "staff-talks")], DESIGN, tmp_path, base=base).rows
    for measure, told in (("stands", lever.points.scaled(0.01)), ("days_held", lever.days)):
        whole = row.split[measure]
        assert told.whole.d == pytest.approx(whole.whole.d)
        assert told.whole.low == pytest.approx(whole.whole.low)
        halves = whole.parts["battlefield"].d + whole.parts["help"].d
        assert told.given_attack.d == pytest.approx(halves)
        assert told.given_attack.d + told.deterrence.d == pytest.approx(told.whole.d)
    assert lever.per_hundred_million is None
    priced = dataclasses.replace(lever, cost=50.0).per_hundred_million
    assert priced[0].d == pytest.approx(2 * lever.points.whole.d)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"plans": ("forts",)}, 'did you mean "forts-first"'),
        ({"courses": ("north",)}, "there is no course of action"),
        ({"levers": ("no-work",)}, 'did you mean "no-works"'),
        ({"base": "forts"}, "is not among the plans"),
        ({"budget": 30}, "need --budget"),
    ],
)
def test_a_wrong_name_or_too_small_a_budget_is_told(asked, said):
    with pytest.raises(UsageError, match=said):
        plan(RIVERS, dataclasses.replace(ASKED, **asked), DESIGN)


def test_a_card_has_no_plans_to_choose_among():
    with pytest.raises(UsageError, match="is a card"):
        plan(find_one("finland-1939"), Asked(), DESIGN)
    with pytest.raises(UsageError, match="no floor is of"):
        Asked(floors={"standing": 1})


# ---------------------------------------------------------------- halving, on a toy
class Toy(Ledger):
    """Plans that are worth what their costs say, and the luck of each future beside it."""

    def _job(self, candidate, course, span):
        luck = np.random.default_rng([7, int(course[1:])]).random(5000)[slice(*span)]
        stood = (luck < candidate.cost).astype(float)
        worlds = planning_worlds(stood)
        return candidate.name, course, span[1], worlds


def planning_worlds(stood):
    from holdfast.analysis.attribution import Worlds

    outcome = np.where(stood > 0, "held_alone", "no_help").astype(object)
    return {"stands": Worlds(outcome, stood, stood),
            "days_held": Worlds(outcome, 100 * stood + 1, 100 * stood + 1)}  # fmt: skip


COURSES = tuple(Course(f"c{n}", "", "1938-10-01", 0.5) for n in range(2))


def toy(count, stop=None):
    plans = [Candidate(f"p{n:02}", "", {"c0": None, "c1": None}, n / count) for n in range(count)]
    made = Toy(COURSES, Design(3000, 1, 1, 2), StopAsked() if stop is None else stop)
    return made, plans


def test_halving_keeps_the_best_and_what_always_stays():
    ledger, plans = toy(60)
    made = rounds(Size(60, 2, 1, 20_000, 3000))
    kept, futures = halve(ledger, plans, made, "p00")
    names = [one.name for one in kept]
    assert "p59" in names
    assert "p00" in names
    assert len(kept) <= made[-1].plans + 1
    assert futures == made[-1].futures
    assert ledger.campaigns <= 20_000
    assert ledger.futures("p01") == made[0].futures


@pytest.mark.parametrize("plans", [1, 4, 17, 60, 206])
@pytest.mark.parametrize("beside", [0, 9])
def test_rounds_never_cost_more_than_the_budget(plans, beside):
    size = Size(plans, 4, 2, 150_000, 2430, beside)
    made = rounds(size)
    spent = sum(
        one.plans * (one.futures - before.futures)
        for before, one in zip([Round(0, 0), *made], made, strict=False)
    )
    assert (spent + beside * min(lever_futures(size), made[-1].futures)) * 8 <= 150_000
    assert made[0].plans == plans
    assert made[-1].futures <= 2430


def test_a_round_that_is_stopped_counts_only_what_is_whole():
    stop = StopAsked()
    ledger, plans = toy(9, stop)
    ledger.play_to(plans[:4], 30)
    stop.signal = 2
    kept, futures = halve(ledger, plans, (Round(9, 30), Round(6, 90)), "p00")
    assert [one.name for one in kept] == ["p00", "p01", "p02", "p03"]
    assert futures == 30


def test_nothing_judged_is_told(ready, monkeypatch):
    monkeypatch.setattr(planning, "halve", lambda *_: ([], 0))
    with pytest.raises(StoppedError, match="before a plan was judged"):
        judge(ready, ASKED, DESIGN)


def test_each_reason_to_choose_a_plan_sends_its_first_on():
    value = np.array([[0.5, 0.5], [0.9, 0.2], [0.1, 0.1], [0.0, 0.6]])
    assert better(value, [0.5, 0.5], 2) == [0, 1]
    assert better(value, [0.5, 0.5], 3) == [0, 1, 3]


def test_a_dropped_plan_is_told_on_the_futures_that_it_shares():
    draws = np.random.default_rng(2)
    ours, wrong = [], []
    for _ in range(40):
        luck = draws.random((2, 400))
        best, other = ((luck < p).astype(float) for p in (0.5, 0.4))
        made = tabled({"a": best, "b": other[:, :100]})
        ours.append(np.abs(made.value[1] - other.mean(axis=1)).sum())
        wrong.append(np.abs(other[:, :100].mean(axis=1) - other.mean(axis=1)).sum())
        assert choose(made, ["x", "y"], [0.5, 0.5]).best_on_average == "a"
    assert np.mean(ours) < 0.8 * np.mean(wrong)


# ---------------------------------------------------------------- search, on a toy
class Ridge:
    """A space whose best plan is where both numbers are 0.7; some of it nobody can pay for."""

    numbers = 2

    def written(self):
        return [np.array([0.1, 0.1])]

    def plan(self, point):
        x, y = (round(float(one), 2) for one in point)
        if x + y > 1.7:
            return None
        worth = max(0.0, 0.9 - abs(x - 0.7) - abs(y - 0.7))
        return Candidate(f"{x}/{y}", "", {"c0": None, "c1": None}, worth)


def searched(most=120):
    ledger = Toy(COURSES, Design(3000, 1, 1, 2))
    return Search(Ridge(), ledger, 60, most, 101.0), ledger


def test_a_search_begins_at_what_is_written_climbs_and_keeps_its_count():
    search, ledger = searched()
    found = search.run(seed=5)
    assert found[0].name == "0.1/0.1"
    assert len(found) <= 120
    assert ledger.campaigns == len(found) * 60 * len(COURSES)
    assert max(one.cost for one in found) > 0.8
    later = np.mean([one.cost for one in found[60:]])
    assert later > np.mean([one.cost for one in found[:30]])


def test_a_search_is_the_same_for_the_same_seed_alone():
    first, again, other = ([one.name for one in searched(40)[0].run(seed)] for seed in (5, 5, 6))
    assert first == again
    assert first != other


def test_a_small_space_ends_the_search():
    class Point(Ridge):
        def plan(self, point):
            return super().plan(np.round(point))

    search, _ = searched()
    search.space = Point()
    assert len(search.run(seed=1)) == 3


def test_fields_know_their_courses():
    field = Field.of(RIVERS, Choices(), ("pincer-1938",))
    assert field.shares == {"pincer-1938": 1.0}
