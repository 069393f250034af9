"""The page of the programme of 1936 says what the economy gives, and no row is fitted on 1938."""

import re
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))
import make_preparation_check as made  # noqa: E402  (stands in docs, which is no package)

ASKED = {
    "heavy works", "light works", "spent on works from 1936, million", "divisions equipped",
    "light tanks", "combat aircraft",
}  # fmt: skip
"""What the programme must be checked on in September or October 1938."""


def test_the_page_is_what_the_command_writes():
    """It takes some seconds: the programme is reckoned in four hundred futures, as on the page."""
    assert made.page() == made.PAGE.read_text("utf-8")


def test_nothing_is_fitted_on_1938_or_later():
    fitted = [row for row in made.ROWS if row.standing == "fitted"]
    assert fitted
    assert not [row.when for row in fitted if re.search(r"1938|1939", row.when)]


def test_what_was_to_be_foretold_is():
    autumn = {row.what for row in made.ROWS if re.search(r"(September|October) 1938", row.when)
              and row.standing == "foretold"}  # fmt: skip
    assert autumn >= ASKED


def row(low, high, digits=0):
    return made.Row("tanks", "1938", "", low, high, "", "foretold", lambda _: np.zeros(1), digits)


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (10, 12, "met"),
        (20.2, 30, "met"),
        (22, 30, "missed, too low by 32%"),
        (1, 5, "missed, too high by 200%"),
        (0, 0, "missed, too high"),
    ],
)
def test_a_miss_is_a_miss(low, high, said):
    assert made.verdict(row(low, high), np.linspace(9, 21, 101)) == said
