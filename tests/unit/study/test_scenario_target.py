"""A scenario is asked by its dates and courses; a card knows no such choices."""

import numpy as np
import pytest

from cards import template_source
from holdfast.catalog.posterior import load_posterior
from holdfast.errors import UsageError
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK
from holdfast.experiment.simulate import Design
from holdfast.study.card_target import CardTarget
from holdfast.study.choices import Choices
from holdfast.study.find import find_one
from holdfast.study.prepared import ask
from holdfast.study.run import play, run
from holdfast.study.size import enough
from holdfast.study.target import NamedWhatIf

SAMPLE = load_posterior()


def prepared(**choices):
    return find_one("two-rivers").prepare(Choices.of(**choices), SAMPLE)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return play(prepared(), Design(60, 4, 1, 2), tmp_path_factory.mktemp("rivers") / "run")


def test_there_is_a_case_for_each_date_with_its_courses_by_weight():
    cases = {case.attack_on: case.shares() for case in prepared().cases}
    assert cases == {
        "1938-05-01": {"north-1938": pytest.approx(2 / 3), "pincer-1938": pytest.approx(1 / 3)},
        "1939-05-01": {"round-the-works-1939": 1.0},
    }


def test_one_course_alone_may_be_asked():
    (case,) = prepared(course="pincer-1938").cases
    assert case.shares() == {"pincer-1938": 1.0}
    with pytest.raises(UsageError, match=r'did you mean "pincer-1938"'):
        prepared(course="pincer-193")


def test_a_what_if_is_asked_of_the_dates_for_which_it_makes_sense():
    (case,) = prepared(what_ifs=["class-of-1920"]).cases
    assert case.attack_on == "1939-05-01"
    with pytest.raises(UsageError, match="1939-05-01 alone"):
        prepared(what_ifs=["class-of-1920"], course="north-1938")
    with pytest.raises(UsageError, match="cannot be asked yet"):
        prepared(what_ifs=["palace-revolt"])


def test_the_question_names_all_that_was_chosen():
    made = prepared(plan="forts-first", school="belm-1984", reading="causal")
    asked, told = ask(made, Design(7, 2)), made.make_dossier()
    assert (asked.plan, asked.school, asked.reading) == ("forts-first", "belm-1984", "causal")
    assert (asked.futures, asked.replications, asked.help) == (7, 2, True)
    assert told.coverage.numbers > 100
    assert told.coverage.bare == ()
    assert set(told.outside_view["EAS"].helpers) == {"EAS.land", "EAS.air"}
    assert told.naming.powers["WES"] == "Westreach"
    assert "places.rivermeet.value" not in told.unused


def test_plans_schools_and_readings_change_what_is_played():
    kinds = ({}, {"plan": "forts-first"}, {"school": "arden-1961"}, {"reading": "causal"},
             {"reading": "all"}, {"freeze_others": True})  # fmt: skip
    seen = set()
    for choices in kinds:
        theatre = prepared(**choices).cases[0].branches[0].theatre
        _, cells = theatre.realise(1, np.arange(3))
        seen.add(theatre.theatre.tobytes() + theatre.slot_table().tobytes() + cells.tobytes())
    same = 1  # two-rivers lists nobody who may move together: listed and causal are one reading
    assert len(seen) == len(kinds) - same


def test_a_view_that_rests_on_too_little_is_refused():
    with pytest.raises(UsageError, match="no view is called contemporary"):
        prepared(view="contemporary")


@pytest.mark.parametrize(
    "choice",
    [{"plan": "x"}, {"course": "x"}, {"school": "x"}, {"view": "contemporary"},
     {"reading": "all"}, {"freeze_others": True}],
)  # fmt: skip
def test_a_card_refuses_what_it_has_not(choice):
    (name,) = choice
    with pytest.raises(UsageError, match=f"--{name.replace('_', '-')} can be asked of a scenario"):
        CardTarget(template_source()).prepare(Choices.of(**choice), SAMPLE)


def test_choices_that_do_not_exist_are_refused_by_name():
    with pytest.raises(UsageError, match='did you mean "school"'):
        Choices.of(scool="x")
    with pytest.raises(UsageError, match="hindsight, contemporary"):
        Choices(view="foresight")


def test_crises_may_end_without_a_shot_and_days_count_for_those_that_do_not(found):
    for row in found.rows:
        before = sum(row.outcomes[key].p for key in BEFORE_THE_ATTACK)
        assert before > 0.1
        assert row.attacked.p == pytest.approx(1 - before)
        assert sum(one.p for one in row.fought.outcomes.values()) == pytest.approx(1)


def test_who_yields_cedes_something_and_is_told_so(found):
    told = {one["outcome"]: one["record"] for one in found.rows[0].typical}
    record = told["yielded"]
    assert record["end"] == "yielded"
    assert record["events"]["value_lost"] >= 0.2
    assert not record["events"]["decisions"]["TRV.resists"]["yes"]
    assert told["deterred"]["events"]["decisions"]["NOR.attacks"]["yes"] is False


def test_the_world_without_help_has_no_help(tmp_path):
    alone = run(
        find_one("two-rivers"), Design(30, 2, alone=True), tmp_path / "run",
        choices=Choices(course="north-1938"),
    )  # fmt: skip
    (row,) = alone.rows
    assert row.crises.any_help.p == 0
    assert row.outcomes["saved"].p == 0
    assert row.crises.stands == row.crises.stands_without
    assert alone.to_dict()["help"] is False


def test_a_wanted_standard_error_is_reached():
    made = prepared(course="north-1938")
    design = enough(made, Design(2500, 4, 1, 2), 0.012)
    assert design.futures < 2500
    from holdfast.study.size import error_with

    assert error_with(made, design) <= 0.012


def test_what_ifs_are_listed_with_what_is_missing():
    listed = find_one("two-rivers").what_ifs()
    assert listed["no-works"] == NamedWhatIf("Nothing was ever built", None)
    assert listed["palace-revolt"].missing.startswith("no mechanism")
    assert set(CardTarget(template_source()).what_ifs()) == {"no-works", "ally-never-acts"}
