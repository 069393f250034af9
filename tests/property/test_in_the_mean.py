"""In the mean over futures, on common random numbers: what should hurt hurts, help never does.

Every assertion is on the paired difference of two runs with the same seed, one campaign a future,
so that differences are independent and their standard error is honest. Seeds are fixed.
"""

from __future__ import annotations

import numpy as np
import pytest

from holdfast.kernel import layout as at
from twin.theatres import COMPILED, invented, many, run, theatre_of

HORIZON = many(365, 120)
FUTURES = many(2000, 50)
SEED = 41
CERTAIN = 3.0 if COMPILED else -2.0
"""Standard errors by which a difference must have the right sign; where the kernel is not
compiled there are too few campaigns for that, and it may only not have the wrong one by two."""


def campaigns(card):
    return run(theatre_of(card, HORIZON), FUTURES, seed=SEED)


def with_change(name, change):
    """An invented card before and after a change."""
    before, after = invented(name), invented(name)
    change(after)
    return campaigns(before), campaigns(after)


def assert_at_least(differences, errors, what):
    """The mean is above zero by so many standard errors (below zero by no more if negative)."""
    mean = differences.mean()
    error = differences.std(ddof=1) / np.sqrt(len(differences))
    said = f"{what}: mean {mean:.4g}, standard error {error:.2g}, needs {errors:g} of them"
    assert mean >= errors * error, said


def scaled(quantity, factor):
    if isinstance(quantity, dict):
        return {name: value * factor for name, value in quantity.items()}
    return quantity * factor


def a_fifth_stronger(card):
    for force in card["inputs"]["attacker"]["forces"]:
        force[1] = scaled(force[1], 1.2)


def works_razed(card):
    for axis in card["inputs"]["axes"]:
        axis["belts"] = []


def mobilised_late(card):
    for force in card["inputs"]["defender"]["forces"][1:]:
        force[0] = 60


HURTS = {
    "an attacker a fifth stronger": (a_fifth_stronger, ("two-roads", "fortress", "three-friends")),
    "works razed": (works_razed, ("two-roads", "fortress", "three-friends")),
    "a late mobilisation": (mobilised_late, ("two-roads",)),
}
CASES = [(what, name) for what, (_, names) in HURTS.items() for name in names]


@pytest.mark.parametrize(("what", "name"), CASES)
def test_the_defender_holds_fewer_days_against(what, name):
    before, after = with_change(name, HURTS[what][0])
    fewer = before.days_held(HORIZON) - after.days_held(HORIZON)
    assert_at_least(fewer, CERTAIN, f"days lost on {name} through {what}")


def no_relief(card):
    card["inputs"]["relief"] |= {"arrived": [], "promises": [], "decisions": {}}


def half_the_relief(card):
    for promise in card["inputs"]["relief"]["promises"]:
        promise["men"] = scaled(promise.get("men", 0), 0.5)
        promise["aircraft"] = scaled(promise.get("aircraft", 0), 0.5)


def relief_later(card):
    for promise in card["inputs"]["relief"]["promises"]:
        day = promise["day"]
        late = {name: value + 30 for name, value in day.items()} if isinstance(day, dict) else 40
        promise["day"] = late


def likelier_no(card):
    for decision in card["inputs"]["relief"]["decisions"].values():
        decision["p"] = 0.2


LESS = {
    "relief that comes at all": no_relief,
    "twice the relief": half_the_relief,
    "relief a month earlier": relief_later,
    "a likelier yes": likelier_no,
}


def stands(ends, world=at.WITH_HELP):
    return np.isin(ends["end"][:, world], (at.STILL_FIGHTING, at.STOP)).astype(float)


def saved(ends):
    return stands(ends) * (1 - stands(ends, at.WITHOUT_HELP))


@pytest.mark.parametrize("what", LESS)
def test_the_defender_stands_and_is_saved_more_often_by(what):
    more, less = with_change("three-friends", LESS[what])
    assert_at_least(stands(more) - stands(less), CERTAIN, f"chance to stand through {what}")
    assert_at_least(saved(more) - saved(less), CERTAIN, f"chance to be saved through {what}")
    held = more.days_held(HORIZON) - less.days_held(HORIZON)
    assert_at_least(held, CERTAIN, f"days held through {what}")


@pytest.mark.parametrize("what", LESS)
def test_the_world_without_help_does_not_know_of(what):
    more, less = with_change("three-friends", LESS[what])
    without = at.WITHOUT_HELP
    rows = [at.ENDS.number(name) for name in ("end", "end_day", "value_lost", "army_lost")]
    assert (more.rows[:, rows, 0, without] == less.rows[:, rows, 0, without]).all()


def test_help_saves_more_often_than_it_loses():
    ends = campaigns(invented("three-friends"))
    gained = stands(ends) - stands(ends, at.WITHOUT_HELP)
    assert_at_least(gained, CERTAIN, "chance to stand that help adds")
