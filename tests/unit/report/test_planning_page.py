"""The page about a choice among plans: short, self-contained, and plain about what is not known."""

import dataclasses
import re

import pytest

from holdfast.analysis.levers import Lever, Worth
from holdfast.analysis.paired import Difference
from holdfast.analysis.planning import (
    Answered,
    Choice,
    CourseJudged,
    HiddenGame,
    PlanJudged,
    Planning,
)
from holdfast.errors import StoreError
from holdfast.report.export.write import export_tables
from holdfast.report.figures.drawing import SIZES
from holdfast.report.page.folder import reported
from holdfast.report.planning import page
from holdfast.report.planning.figures import figures_of, window_figure, window_rows
from holdfast.report.planning.worth import front_figure, lever_figure
from holdfast.report.terminal.pages import planning_page
from holdfast.report.wording import planning as say


def judged(name, values, regrets, cost, final=True):
    ends = {"worst_between": (0.0, 0.03), "regret_between": ((0.0, 0.02), (0.0, 0.03)),
            "best_in": 0.5, "least_regret_in": 0.4, "good_enough": 0.6}  # fmt: skip
    return PlanJudged(
        name, f"The plan <{name}>", 90 if final else 10, values, (30.0, None), regrets,
        cost=cost, **(ends if final else {}),
    )  # fmt: skip


def sure(low, high):
    return Difference((low + high) / 2, low, high)


NOTHING, REAL = sure(-0.5, 0.7), sure(2.0, 4.0)
LEVERS = (
    Lever("battalion", "A battalion of fast tanks", 50.0, Worth(NOTHING, NOTHING, sure(0, 0)),
          Worth(sure(-1, 2), sure(-1, 2), sure(0, 0))),
    Lever("talks", "Staff talks", None, Worth(REAL, sure(0, 0), REAL),
          Worth(sure(5, 9), sure(5, 9), sure(0, 0))),
)  # fmt: skip


@pytest.fixture(scope="module")
def planning():
    return Planning(
        scenario="toy",
        base="as-built",
        courses=(CourseJudged("north", "North", "1938-05-01", 0.5),
                 CourseJudged("south", "South", "1939-05-01", 0.5)),
        plans=(judged("as-built", (0.2, 0.3), (0.1, 0.0), 900.0),
               judged("forts", (0.3, 0.28), (0.0, 0.02), 1100.0),
               judged("found-1", (0.25, 0.1), (0.05, 0.2), 1200.0, final=False)),
        choice=Choice("forts", "forts", Answered("forts", "south", 0.28),
                      HiddenGame(0.2833, {"forts": 0.9, "as-built": 0.1}, {"south": 1.0})),
        indistinguishable=(("as-built", "forts"),),
        answers={"as-built": "north", "forts": "south", "found-1": "south"},
        levers=LEVERS,
        floors={"stands": 0.2},
        money="million talers",
        campaigns=500,
        budget=600,
        searched=1,
    )  # fmt: skip


@pytest.fixture(scope="module")
def drawn(planning):
    """Every figure."""
    return figures_of(planning)


def test_a_page_is_short_self_contained_and_escapes_what_others_wrote(planning):
    html = page.planning_html(planning)
    assert "<script" not in html
    assert not re.search(r"(src|href)=\"?https?:", html)
    assert "The plan <forts>" not in html
    told = re.sub(r"<svg.*?</svg>|<style.*?</style>|<[^>]+>", " ", html, flags=re.S)
    assert len(told.split()) < 1200
    for name in ("regret", "window", "front", "levers"):
        assert f'id="figure-{name}"' in html


def test_sentences_say_what_cannot_be_told_from_nothing(planning):
    first, second = (say.lever_sentence(one, planning.money) for one in planning.levers)
    assert first.endswith("Small, cannot be told from nothing.")
    assert "for 100 million talers +0.2 points, +1 days" in first
    assert second.endswith("Both can be told from nothing.")
    told = " ".join(say.said_of(planning))
    assert "Best on average: forts (the plan <forts>)." in told
    assert "It cannot be told apart from as-built on these campaigns." in told
    assert "answers as-built with north" in told
    assert "Hiding it is worth 0.3 points." in told
    assert "stands in at least 20 % of its campaigns in 60 % of futures" in told


def test_a_wide_interval_is_not_called_small():
    wide = sure(-20, 25)
    assert say.verdict(wide, wide) == "Cannot be told from nothing."


def test_every_figure_is_drawn_in_both_sizes(drawn):
    assert [one.name for one in drawn] == ["regret", "window", "front", "levers"]
    assert all(set(one.svg) == {size.name for size in SIZES} for one in drawn)


def test_what_has_no_numbers_is_not_drawn(planning):
    one_date = dataclasses.replace(
        planning,
        courses=(planning.courses[0], dataclasses.replace(planning.courses[0], name="second")),
        plans=tuple(dataclasses.replace(one, cost=None) for one in planning.plans),
        levers=(),
    )
    assert window_figure(one_date) is None
    assert front_figure(one_date) is None
    assert lever_figure(one_date) is None


def test_the_window_takes_the_worst_course_of_each_date(planning):
    rows = [(day, value) for name, day, value in window_rows(planning) if name == "forts"]
    assert rows == [("1938-05-01", 0.3), ("1939-05-01", 0.28)]


def test_a_folder_keeps_the_answer_and_an_edited_one_is_refused(planning, tmp_path):
    page.keep(planning, tmp_path)
    shown = reported(tmp_path)
    assert {one.name for one in shown.figures()} == {"regret", "window", "front", "levers"}
    assert shown.write(tmp_path / "again.html") == (tmp_path / "again.html",)
    again = (tmp_path / "again.html").read_text("utf-8")
    assert again == (tmp_path / "report.html").read_text("utf-8")
    path = tmp_path / "planning.json"
    path.write_text(path.read_text("utf-8").replace('"as-built"', '"as-bui1t"'), "utf-8")
    with pytest.raises(StoreError, match="was edited"):
        reported(tmp_path)


def test_what_is_exported_of_a_choice_is_its_plans_and_levers(planning, tmp_path):
    page.keep(planning, tmp_path)
    written = export_tables(reported(tmp_path).tables(), tmp_path, "csv")
    assert {path.stem for path in written} == {"plans", "levers"}
    assert set(dataclasses.replace(planning, levers=()).tables()) == {"plans"}


def test_tables_and_terminal_have_the_plans_that_were_judged_to_the_end(planning):
    frame = planning.table().to_frame()
    assert frame["plan"].tolist() == ["forts", "as-built"]
    assert planning.levers_table().to_frame()["stands"].tolist() == pytest.approx([0.001, 0.03])
    assert planning.to_frame().shape == (6, 8)
    assert "forts" in repr(planning)
    assert "<table" in planning._repr_html_()
    assert planning_page(planning).renderables
    assert planning.fronts() == {"stands": ("as-built", "forts"), "days_held": ("as-built",)}
