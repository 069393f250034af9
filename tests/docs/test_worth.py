"""The page of what a minister asks says no more than its numbers, and asks what was to be asked."""

import re
import sys
from pathlib import Path

import pytest

from holdfast.analysis.levers import Lever, Worth
from holdfast.analysis.paired import Difference
from holdfast.catalog.contents import keys_of

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))
import make_worth as made  # noqa: E402  (stands in docs, which is no package)

NUMBER = r"([+-]\d+\.\d) \(([+-]\d+\.\d) to ([+-]\d+\.\d)\)"
NONE = "Cannot be told from nothing."


def worth(d, low, high):
    one = Difference(d, low, high)
    return Worth(one, one, Difference(0.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("points", "days", "said"),
    [
        ((0.1, -0.1, 0.3), (0.0, -1.0, 1.0), NONE),
        ((0.4, 0.1, 0.7), (0.0, -1.0, 1.0), "Worth little in standing."),
        ((6.0, 4.0, 8.0), (2.0, 1.0, 3.0),
         "Worth much in standing; gains 2.0 days where it is fought."),
        ((-2.0, -3.0, -1.0), (0.0, -1.0, 1.0), "Costs something in standing."),
        ((0.0, -1.0, 1.0), (-0.5, -0.9, -0.1), "Loses 0.5 days where it is fought."),
    ],
)  # fmt: skip
def test_the_sentence_says_what_the_interval_does(points, days, said):
    lever = Lever("a", "A", 10.0, worth(*points), worth(*days))
    assert made.sentence(lever) == said


def rows():
    lines = made.PAGE.read_text("utf-8").splitlines()
    return [line for line in lines if re.search(r"\| `[a-z0-9-]+` \|.*\|.*\|.*\|", line)]


def test_every_question_has_its_row_and_every_plan():
    text = made.PAGE.read_text("utf-8")
    for question in made.QUESTIONS:
        assert f"| {question.asks} | `{question.lever}` |" in text
    assert {one for one in keys_of(made.FLAGSHIP, "plans") if f"| `{one}` |" in text} == set(
        made.PLANS
    )


def test_where_both_intervals_hold_nothing_the_page_says_so():
    """Whole tenths are printed: an end that is printed as nought may lie on either side."""
    told = [line for line in rows() if re.search(NUMBER, line)]
    assert len(told) == len(made.QUESTIONS)
    for line in told:
        points, _, days = re.findall(NUMBER, line)
        clear = [
            not float(low) <= 0 <= float(high) for _, low, high in (points, days)
        ]  # fmt: skip
        if any(clear):
            assert NONE not in line
        if all(float(low) < 0 < float(high) for _, low, high in (points, days)):
            assert NONE in line


def test_the_levers_are_projects_stages_or_what_ifs_that_there_are():
    known = set(keys_of(made.FLAGSHIP, "what_ifs")) | set(keys_of(made.FLAGSHIP, "projects"))
    assert {one.lever for one in made.QUESTIONS} - known == {"strips-16"}
