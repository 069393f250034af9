"""One changed order changes only its descendants: luck is kept by what it is for."""

from __future__ import annotations

import numpy as np
import pytest

from holdfast.kernel import advance, campaign, contact, draws
from holdfast.kernel import layout as at
from twin import ending
from twin.luck import Luck
from twin.theatres import (
    evening_before,
    evenings,
    invented,
    many,
    one_future,
    run,
    theatre_of,
)
from twin.words import to_words

LUCK = (at.LUCK, at.RATIO_NOISE, at.SPEED_NOISE, at.LOSS_NOISE)
HORIZON = 200
SEED = 9


def test_a_repeated_stream_name_is_refused():
    before = draws.stream_names()
    with pytest.raises(ValueError, match="is taken"):
        draws.stream(before[3])
    assert draws.stream_names() == before


def test_every_stream_has_a_number_of_its_own():
    names = draws.stream_names()
    numbers = [number for name, number in vars(draws).items() if name.isupper() and name[0] != "_"]
    assert sorted(numbers) == list(range(len(names)))
    assert len(set(names)) == len(names)


def ready_to_attack():
    """Both axes in contact, every assault due today."""
    now = evening_before(theatre_of(invented("two-roads"), 20), 3, 1, 0)
    now.state[at.ENGAGED, :2] = 40_000.0
    now.state[at.TRAFFIC] = 1.0
    now.state[at.ASSAULT_CLOCK] = 0.0
    return now


def test_another_ordinal_on_one_axis_leaves_the_other_axis_its_luck():
    now, other = ready_to_attack(), ready_to_attack()
    other.state[at.ENGAGEMENTS, 0, 0] = 7
    for one in (now, other):
        contact.assault(*one.given(contact.assault))
    rows = (*LUCK, at.ENGAGED_DAYS, at.ASSAULT_CLOCK)
    assert (now.state[rows, 1] == other.state[rows, 1]).all()
    assert (now.state[LUCK, 0, 0] != other.state[LUCK, 0, 0]).all()


def test_an_axis_that_does_not_attack_leaves_the_other_axis_its_luck():
    now, other = ready_to_attack(), ready_to_attack()
    other.state[at.ENGAGED, 0] = 0.0
    for one in (now, other):
        contact.assault(*one.given(contact.assault))
    assert (now.state[:, 1] == other.state[:, 1]).all()


def test_another_breakthrough_on_one_axis_leaves_the_other_axis_its_luck():
    now, other = ready_to_attack(), ready_to_attack()
    for one in (now, other):
        one.state[at.WON] = one.state[at.FIGHTING] = 1.0
        one.state[at.BREAKTHROUGH_CLOCK] = 0.0
    other.state[at.BREAKTHROUGHS, 0, 0] = 3
    other.state[at.ENGAGEMENTS, 0, 0] = 3
    for one in (now, other):
        advance.break_through(*one.given(advance.break_through))
    assert now.state[at.BREAKTHROUGH_DAYS, 1, 0] > 0
    assert (now.state[:, 1] == other.state[:, 1]).all()
    rows = (at.BREAKTHROUGH_CLOCK, at.PAUSE_DAYS)
    assert (now.state[rows, 0, 0] != other.state[rows, 0, 0]).any()


def luck_by_ordinal(theatre, axis, future):
    """What the engagements of an axis drew, by their ordinals."""
    found = {}
    for now in evenings(theatre, 3, future, horizon=many(90, 50)):
        ordinal = int(now.state[at.ENGAGEMENTS, axis, 0])
        if ordinal:
            found[ordinal] = tuple(now.state[LUCK, axis].ravel())
    return found


def test_an_axis_keeps_its_luck_all_through_when_the_other_opens_later():
    now, other = invented("two-roads"), invented("two-roads")
    other["inputs"]["axes"][1]["open_day"] = 25
    theatres = [theatre_of(card, 90) for card in (now, other)]
    shared = 0
    for future in range(many(10, 3)):
        one, two = (luck_by_ordinal(theatre, 0, future) for theatre in theatres)
        both = one.keys() & two.keys()
        assert all(one[ordinal] == two[ordinal] for ordinal in both)
        shared += len(both)
    assert shared > many(10, 3)


def a_day_later(name):
    """A card, and the same with an attack that starts one day later."""
    card, later = invented(name), invented(name)
    for force in later["inputs"]["attacker"]["forces"]:
        day = force[0]
        force[0] = {k: v + 1 for k, v in day.items()} if isinstance(day, dict) else day + 1
    return card, later


@pytest.mark.parametrize("name", ["two-roads", "fortress", "limited-war", "three-friends"])
def test_an_attack_that_starts_one_day_later_keeps_its_luck(name):
    ends = [run(theatre_of(c, HORIZON), 1, many(400, 40), SEED) for c in a_day_later(name)]
    for row in ("end_day", "attacker_lost"):
        found = np.corrcoef(*(end[row][:, at.WITHOUT_HELP] for end in ends))[0, 1]
        assert found > 0.9, f"{row}: correlation {found:.3f} over replications of one future"


class LuckOfTheDay(Luck):
    """A strawman: the luck of the field by the day, not by the ordinal of what happens."""

    day = 0
    field = ("assault", "engagement length", "engagement noise", "loss noise", "pause",
             "breakthrough")  # fmt: skip

    def uniforms(self, stream, entity, ordinal):
        return super().uniforms(stream, entity, self.day if stream in self.field else ordinal)


def attackers_lost(card, kind, replications):
    arrays, law, calendar = one_future(theatre_of(card, HORIZON), SEED, 0)
    found = []
    for replication in range(replications):
        luck = kind(SEED, 0, replication)
        war = to_words(arrays, law, campaign.blank_state(arrays), calendar)

        def tomorrow(_, day, luck=luck):
            luck.day = day + 1

        ending.play(war, luck, False, tomorrow)
        found.append(war.men_lost["attacker"])
    return found


def test_by_the_day_an_attack_that_starts_one_day_later_would_lose_its_luck():
    by_ordinal, by_day = (
        np.corrcoef(*(attackers_lost(card, kind, 60) for card in a_day_later("fortress")))[0, 1]
        for kind in (Luck, LuckOfTheDay)
    )
    assert by_ordinal > 0.9
    assert by_day < by_ordinal - 0.15, f"correlation {by_day:.3f} against {by_ordinal:.3f}"
