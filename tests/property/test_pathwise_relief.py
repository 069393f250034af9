"""With the fighting off, help that is more or earlier never makes relief later."""

from __future__ import annotations

import numpy as np
import pytest

from holdfast.kernel import constants
from holdfast.kernel import layout as at
from twin.theatres import evenings, invented, many, run, theatre_of

HORIZON = 80
FUTURES = many(150, 25)
NEVER = HORIZON + 1


def quiet_card():
    """Three friends, with nobody fighting: the axis opens after the horizon, nobody gives up."""
    card = invented("three-friends")
    card["inputs"]["axes"][0]["open_day"] = NEVER
    card["law"] = {"stop_base": -500, "collapse_base": -500}
    return card


def changed(change):
    """The quiet card with a change of its relief."""
    card = quiet_card()
    change(card["inputs"]["relief"])
    return card


def relief_days(card):
    """First day of effective relief, never as a day after the horizon."""
    days = run(theatre_of(card, HORIZON), FUTURES, 2)["relief_day"][:, at.WITH_HELP]
    return np.where(days == 0, NEVER, days)


def times(factor, names):
    """A change: so many times the men of some promises."""

    def change(relief):
        for promise in relief["promises"]:
            if promise["act"] in names if "act" in promise else "land" in names:
                promise["men"] = scaled(promise["men"], factor)

    return change


def scaled(quantity, factor):
    if isinstance(quantity, dict):
        return {name: value * factor for name, value in quantity.items()}
    return quantity * factor


def earlier(days):
    """A change: all help so many days earlier."""

    def change(relief):
        for promise in relief["promises"]:
            if isinstance(promise["day"], dict):
                promise["day"] = {k: max(1, v - days) for k, v in promise["day"].items()}

    return change


def one_more(relief):
    """A change: another column comes, whatever is decided."""
    relief["arrived"].append([15, 20_000, 0, 0, 0, "plain"])


MORE = {
    "more men at the front": times(4, {"land"}),
    "more men on the second front": times(1.5, {"second_front"}),
    "all of it earlier": earlier(5),
    "one column more": one_more,
}


@pytest.mark.parametrize("change", MORE.values(), ids=MORE)
def test_more_or_earlier_help_never_makes_relief_later(change):
    before, after = relief_days(quiet_card()), relief_days(changed(change))
    assert (after <= before).all()
    assert (after < before).any()


def test_a_likelier_yes_never_makes_relief_later():
    def change(relief):
        relief["decisions"]["East.marches"]["p"] = 1
        relief["decisions"]["Lake.lets_through"]["p"] = 1

    before, after = relief_days(quiet_card()), relief_days(changed(change))
    assert (after <= before).all()
    assert (after < before).any()


def test_without_fighting_men_only_come():
    theatre = theatre_of(quiet_card(), HORIZON)
    for future in range(many(20, 3)):
        yesterday = np.zeros(3)
        for now in evenings(theatre, 2, future):
            state = now.state
            assert not state[at.LOSSES].any()
            assert not state[at.FRONT].any()
            came = np.array([*state[at.ARRIVED, 0], state[at.HELP_MEN, 0, 0]])
            assert (came >= yesterday).all()
            yesterday = came


def test_relief_is_the_first_day_on_which_help_weighs_enough():
    theatre = theatre_of(invented("three-friends"), HORIZON)
    seen = 0
    for future in range(many(40, 10)):
        noted = 0.0
        for now in evenings(theatre, 4, future):
            found = now.state[at.RELIEF_DAY, 0, 0]
            assert noted in (0.0, found)
            if found and not noted:
                assert found == now.day
                seen += 1
                weight = now.state[[at.HELP_MEN, at.DRAWN_AWAY, at.HELD], 0, 0].sum()
                attackers = now.state[at.ARRIVED, 0, at.ATTACKER]
                attackers -= now.state[at.MEN_LOST, 0, at.ATTACKER]
                attackers -= now.state[at.DRAWN_AWAY, 0, 0]
                assert weight >= now.law[constants.RELIEF_SHARE, 0, 0] * attackers
            noted = found
    assert seen


HELP_COUNTED_TO_THE_HORIZON = ("help_men", "drawn_away", "held")


def test_help_is_counted_to_the_horizon():
    card = invented("three-friends")
    card["law"] = {"collapse_base": 0, "relief_share": 0.01}
    card["inputs"]["relief"]["arrived"][0][0] = 1
    for decision in card["inputs"]["relief"]["decisions"].values():
        decision["p"] = 1
    theatre = theatre_of(card, HORIZON)
    ends = run(theatre, 3)
    for future in range(3):
        *_, last = evenings(theatre, 1, future)
        for name in HELP_COUNTED_TO_THE_HORIZON:
            counted = ends[name][future, at.WITH_HELP]
            assert counted == last.state[at.STATE.number(name), 0, 0]
