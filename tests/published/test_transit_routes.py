"""Thirty divisions through Romania with fighting off, beside a study of the same lines.

The bands (10 % and 90 % of 6000 draws, supply of those who have come included) are those of the
study that the flagship's map was made with. Days run from the order to the last man at Kosice. It
took the neck from Halmeu to Kralovo at 8, 12 or 20 trains a day; the flagship has a rival claim of
4, 6 or 10 beside it, with equal weight.
"""

from __future__ import annotations

import functools

import numpy as np
import pytest

from holdfast.movement.flow import move
from holdfast.movement.reading import day_of
from holdfast.scenario.compile.reach import Inroads
from holdfast.schema.quantity import fixed
from scenario_sources import FLAGSHIP, scenario

FUTURES, DAYS = 60, 260
BANDS = {
    "pincer-1938": {1: (11, 14), 10: (44, 76), 20: (88, 186), 30: (145, 608)},
    "pincer-1939": {1: (10, 13), 10: (43, 74), 20: (88, 179), 30: (145, 542)},
}
"""Before and after the line over Vatra Dornei was opened on 18 December 1938."""


@functools.cache
def asked(course, leave=("ROU",), study_neck=True, futures=FUTURES, last=DAYS):
    """The day by which the n-th of thirty divisions has come, from where the study starts."""
    made = scenario(FLAGSHIP, course)
    one = next(c for c in made.contingents if c.id == "vinnitsa-rifle")
    force = one.model_copy(update={"divisions": fixed(30), "delay_days": fixed(0)})
    links = [_neck(link) if study_neck else link for link in made.links]
    made = made.model_copy(update={"contingents": [force], "links": links})
    ways = Inroads(made, made.courses_of_action[course].attack_on, frozenset(leave))
    if not ways.bodies:
        return ways, None
    drawn = ways.draw(1, futures)
    came = move(ways.timetable(drawn, futures, last).table).arrived[:, 0]
    return ways, {n: day_of(came, np.full(futures, float(n))) for n in (1, 10, 20, 30)}


def _neck(link):
    if set(link.between) != {"halmeu", "kralovo"}:
        return link
    wide = max(link.trains_per_day.claims, key=lambda claim: claim.value.mode)
    return link.model_copy(
        update={"trains_per_day": link.trains_per_day.model_copy(update={"claims": [wide]})}
    )


@pytest.mark.parametrize("course", BANDS)
def test_the_middle_lies_in_the_bands_of_the_study(course):
    _, days = asked(course)
    for n, (low, high) in BANDS[course].items():
        middle = float(np.median(days[n]))
        assert low <= middle <= high, (n, middle)


def test_the_new_line_is_sooner_and_no_wider():
    (_, before), (_, after) = asked("pincer-1938"), asked("pincer-1939")
    assert 0 < np.median(before[1]) - np.median(after[1]) < 4
    assert np.median(after[20]) == pytest.approx(np.median(before[20]), rel=0.1)


def test_the_rival_claim_about_the_neck_is_later():
    (_, wide), (_, both) = asked("pincer-1938"), asked("pincer-1938", study_neck=False)
    assert np.median(both[10]) > np.median(wide[10])


def test_poland_romania_both_and_neither():
    alone = {
        leave: asked("pincer-1938", leave, futures=20, last=120)
        for leave in (("ROU",), ("POL",), ("POL", "ROU"))
    }
    tenth = {leave: np.median(days[10]) for leave, (_, days) in alone.items()}
    assert tenth["POL", "ROU"] <= min(tenth["ROU",], tenth["POL",])
    ways, none = asked("pincer-1938", ())
    assert none is None
    assert "leave" in ways.kept[0].why
