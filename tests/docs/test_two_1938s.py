"""The page that walks from the card to the flagship is what its command writes, numbers apart."""

import re
import sys
from pathlib import Path

import numpy as np
import pytest

from holdfast.kernel import layout as at

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))
import make_two_1938s as made  # noqa: E402  (stands in docs, which is no package)

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


def without_numbers(text):
    return NUMBER.sub("#", text)


def test_the_page_is_what_the_command_writes_but_for_the_numbers(monkeypatch):
    monkeypatch.setattr(made, "FUTURES", 12)
    monkeypatch.setattr(made, "REPLICATIONS", 2)
    made.played.cache_clear()
    written = made.page()
    made.played.cache_clear()
    assert without_numbers(written) == without_numbers(made.PAGE.read_text("utf-8"))


def test_the_walk_has_five_steps_and_a_reason_for_each():
    assert len(made.STEPS) == 1 + 5
    assert all(step.reason for step in made.STEPS)


def campaigns(ends, relief):
    """Campaigns that ended alike in both worlds, two replications a future."""
    rows = np.zeros((len(ends), at.ENDS_ROWS, 2))
    rows[:, at.R_END, :] = np.array(ends)[:, None]
    rows[:, at.R_RELIEF_DAY, at.WITH_HELP] = relief
    return rows


def test_a_crisis_without_a_shot_counts_only_where_all_are_counted(monkeypatch):
    monkeypatch.setattr(made, "FUTURES", 2)
    monkeypatch.setattr(made, "REPLICATIONS", 2)
    rows = campaigns([at.DETERRED, at.COLLAPSE, at.STILL_FIGHTING, at.YIELDED], [0, 0, 30, 0])
    fought, whole = made.counted(rows), made.counted(rows, whole=True)
    assert (fought.fought, whole.fought) == (0.5, 0.5)
    assert (fought.stands, whole.stands) == (0.5, 0.5)
    assert (fought.relieved, whole.relieved) == (0.5, 0.25)


def test_who_is_certain_in_each_future_is_all_ignorance(monkeypatch):
    monkeypatch.setattr(made, "FUTURES", 2)
    monkeypatch.setattr(made, "REPLICATIONS", 2)
    rows = campaigns([at.COLLAPSE, at.COLLAPSE, at.STOP, at.STOP], 0)
    assert made.counted(rows).ignorance == pytest.approx(1.0)
