"""Hypothesis strategies in the words of the subject: theatres, and campaigns at any moment."""

from __future__ import annotations

import math
import os
import random

import hypothesis.strategies as st
from hypothesis import HealthCheck, Phase, settings

from holdfast.kernel import layout as at
from holdfast.kernel import record
from holdfast.kernel.constants import NAMES
from twin.chancery import Herald, with_promises
from twin.theatres import Moment, key_of, one_future, theatre_of

QUIET = {
    "deadline": None,
    "database": None,
    "derandomize": True,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}

HORIZON = 40
ERAS = ("pre1914", "ww1", "ww2", "postwar")
TERRAINS = ("open", "mixed", "rough", "urban", "jungle", "mountain")
STRENGTHS = (0.05, 0.1, 0.2, 0.25, 0.45, 0.6, 0.9, 1.0)


IN_A_HURRY = "HOLDFAST_TESTS_IN_A_HURRY" in os.environ
"""Whether it is enough to know that a test fails, as it is where faults are planted."""


def quickly(examples):
    """Settings for a test with so many examples."""
    phases = (Phase.explicit, Phase.generate) if IN_A_HURRY else tuple(Phase)
    return settings(max_examples=examples, phases=phases, **QUIET)


def whole(low, high):
    """A whole number."""
    return st.integers(low, high)


@st.composite
def belts(draw, length):
    """A few lines of works, apart from each other."""
    begins, found = draw(st.sampled_from((0, 0, 3))), []
    for _ in range(draw(whole(0, 3))):
        depth = draw(st.sampled_from((1, 2, 5, 8)))
        if begins + depth > length:
            break
        found.append([begins, depth, draw(st.sampled_from(STRENGTHS))])
        begins += depth + draw(st.sampled_from((0, 1, 10)))
    return found


@st.composite
def axes(draw, names):
    """Ways into the country; all of them lead to the capital at last."""
    found = []
    for name in names:
        length = draw(whole(10, 300))
        on_the_way = draw(st.lists(st.sampled_from(("Ford", "Mill")), max_size=2, unique=True))
        count = len(on_the_way) + 1
        stops = [*on_the_way, "Capital"]
        found.append(
            {
                "name": name,
                "terrain": draw(st.sampled_from(TERRAINS)),
                "width_km": draw(whole(5, 200)),
                "a": 1 / len(names),
                "d": 1 / len(names),
                "open_day": draw(st.sampled_from((1, 1, 1, 5, 20))),
                "to": [[stop, length * (n + 1) / count] for n, stop in enumerate(stops)],
                "belts": draw(belts(length)),
            }
        )
    lean = draw(st.sampled_from((0.0, 0.2, 0.4)))
    if len(found) > 1:
        found[0]["a"] += lean / len(names)
        found[1]["a"] -= lean / len(names)
    return found


@st.composite
def forces(draw, names, most):
    """Men who come: the first on day 1, others later, on one axis or on all."""
    found = []
    for number in range(draw(whole(1, 4))):
        found.append(
            [
                1 if number == 0 else draw(whole(1, HORIZON)),
                draw(whole(1000, most)),
                draw(st.sampled_from((0, 0, 10, 400))),
                draw(st.sampled_from((0, 50, 900))),
                draw(st.sampled_from((0, 10, 300))),
                draw(st.sampled_from((None, *names))),
            ]
        )
    return found


@st.composite
def relief(draw, names):
    """What was promised, what comes for certain, and what powers must still decide."""
    found = {"known_day": draw(whole(1, 10)), "common_cause": draw(st.sampled_from((0, 0.3, 1)))}
    if draw(st.booleans()):
        found["promised"] = [draw(whole(1, HORIZON)), draw(whole(1000, 200_000))]
    found["arrived"] = draw(forces(names, 30_000)) if draw(st.booleans()) else []
    powers = ("East", "West", "North")[: draw(st.sampled_from((0, 2, 3, 3)))]
    found["decisions"] = {
        f"{power}.acts": {"p": draw(st.sampled_from((0.0, 0.3, 0.7, 1.0)))} for power in powers
    }
    found["promises"] = [
        {
            "power": power,
            "act": draw(st.sampled_from(("land", "air", "second_front", "second_front"))),
            "needs": draw(
                st.lists(st.sampled_from(list(found["decisions"])), min_size=1, unique=True)
            ),
            "day": draw(whole(1, HORIZON)),
            "men": draw(whole(0, 150_000)),
            "aircraft": draw(st.sampled_from((0, 100))),
        }
        for power in powers
    ]
    return found


@st.composite
def cards(draw):
    """A small invented campaign with one to three axes, as a mapping."""
    names = ("north", "middle", "south")[: draw(whole(1, 3))]
    inputs = {
        "era": draw(st.sampled_from(ERAS)),
        "climate": draw(st.sampled_from(("temperate", "boreal", "monsoon"))),
        "roads": draw(whole(1, 3)),
        "surprise": draw(whole(0, 3)),
        "aim": {"total": 0.4, "territory": 0.3, "coercion": 0.3},
        "attacker": {"u": [0.8, 1, 1.2], "forces": draw(forces(names, 400_000))},
        "defender": {"u": [0.8, 1, 1.2], "forces": draw(forces(names, 250_000))},
        "places": {"Ford": [0.2, 0], "Mill": [0.3, 0], "Capital": [0.5, 1]},
        "axes": draw(axes(names)),
        "relief": draw(relief(names)),
    }
    if draw(st.booleans()):
        inputs["isolation"] = {
            "endurance": draw(whole(2, 40)),
            "inflow": draw(st.sampled_from((0, 0.2, 0.9))),
        }
    law = {
        "aims_drawn": draw(st.sampled_from((0, 1))),
        "attacker_prospect": draw(st.sampled_from((0, 1))),
        "small_theatre_tempo": draw(st.sampled_from((0, 0.5))),
        "recall": draw(st.sampled_from((0, 0, 0.01))),
    }
    return {"id": "drawn", "name": "Drawn", "start": "1930-02-01", "inputs": inputs, "law": law}


@st.composite
def theatres(draw):
    """A card, compiled."""
    return theatre_of(draw(cards()), HORIZON)


# ------------------------------------------------------------- a campaign at any moment
class Notary:
    """Writes a state that might be: each row within its own bounds, and often on an edge."""

    def __init__(self, moment, luck):
        self.moment = moment
        self.luck = luck
        self.theatre, self.law, self.state = moment.theatre, moment.law, moment.state

    def one_of(self, *choices):
        """One of several values; a pair stands for anything between."""
        chosen = self.luck.choice(choices)
        return self.luck.uniform(*chosen) if isinstance(chosen, tuple) else chosen

    def write(self):
        """Fill the whole state."""
        for j in range(int(self.theatre[at.AXES, 0, 0])):
            self.write_axis(j)
            for b in self.belts_of(j):
                self.state[at.INTEGRITY, b, 0] = self.one_of(0.0, 1.0, 1.0, (0, 1), (0, 0.02))
        for p in range(int(self.theatre[at.PLACES, 0, 0])):
            self.state[at.LOST, p, 0] = self.one_of(0.0, 1.0, (0, 1))
        self.write_whole()

    def belts_of(self, j):
        """Numbers of an axis's belts."""
        first = int(self.theatre[at.FIRST_BELT, j, 0])
        return range(first, first + int(self.theatre[at.BELTS, j, 0]))

    def edges_of(self, j):
        """Kilometres at which something begins or ends on an axis."""
        first = int(self.theatre[at.FIRST_LEG, j, 0])
        legs = range(first, first + int(self.theatre[at.LEGS, j, 0]))
        edges = [self.theatre[at.LEG_KM, leg, 0] for leg in legs]
        for b in self.belts_of(j):
            begins = self.theatre[at.BELT_AT, b, 0]
            edges += [begins, begins, begins + self.theatre[at.BELT_DEPTH, b, 0]]
        return edges

    def write_axis(self, j):
        """Men, front, engagement, breakthrough and today's work on one axis."""
        length = self.theatre[at.LENGTH, j, 0]
        levels = [NAMES.index(f"{name}_from") for name in ("prepared", "fortified")]
        levels.append(NAMES.index("breakthrough_fort"))
        fort = (0.0, (0, 1), *(self.law[row, 0, 0] for row in levels))
        front = self.one_of(0.0, (0, length), (0, length), length, *self.edges_of(j))
        belt = self.luck.choice([-1, *self.belts_of(j)])
        one = {
            at.FRONT: front,
            at.RAILHEAD: self.one_of(0.0, front, (0, front)),
            at.ENGAGED_DAYS: self.luck.randint(0, 4),
            at.ENGAGEMENTS: self.luck.randint(0, 20),
            at.PAUSE_DAYS: self.luck.choice((0, 0, 1, 5)),
            at.ASSAULT_CLOCK: self.one_of((0, 0.1), (0, 2)),
            at.RATIO_NOISE: self.luck.gauss(0, 0.4),
            at.SPEED_NOISE: self.luck.gauss(0, 0.8),
            at.LUCK: self.luck.random(),
            at.BREAKTHROUGH_DAYS: self.luck.choice((0, 0, 0, 1, 4)),
            at.BREAKTHROUGHS: self.luck.randint(0, 3),
            at.BREAKTHROUGH_CLOCK: self.one_of((0, 0.02), (0, 2)),
            at.TURNED: self.luck.choice((0, 0, 1, 2)),
            at.FORT: self.one_of(*fort),
            at.BELT_HERE: belt,
            at.WANTED: self.luck.random(),
            at.SUPPLY: self.luck.uniform(0.3, 1),
            at.RATIO: self.luck.gauss(0, 1),
            at.FIGHTING: self.luck.choice((0, 1)),
            at.WON: self.luck.choice((0, 1)),
            at.ADVANCE: self.one_of(0.0, 1.0, (0, 5)),
        }
        for row, value in one.items():
            self.state[row, j, 0] = value
        contact = self.luck.random() < 0.8
        for side in range(2):
            men = self.one_of(0.0, 0.5, 1.0, (1, 3000), (1, 400_000), (1, 400_000))
            engaged = self.luck.uniform(1, 50_000) if contact else 0.0
            self.state[at.MEN, j, side] = men
            self.state[at.ENGAGED, j, side] = engaged
            self.state[at.LN_ENGAGED, j, side] = math.log(max(1.0, engaged))
            self.state[at.LOSS_NOISE, j, side] = self.luck.gauss(0, 1)
            self.state[at.LOSSES, j, side] = self.one_of(0.0, men, (0, men), (0, 2 * men + 1))

    def write_whole(self):
        """What is counted for the whole campaign."""
        day, choice = self.moment.day, self.luck.choice
        one = {
            at.HELP_MEN: self.one_of(0.0, (0, 200_000)),
            at.DRAWN_AWAY: self.one_of(0.0, (0, 200_000)),
            at.HELD: self.one_of(0.0, (0, 200_000)),
            at.LAST_ARRIVAL: choice((day - 1, day, day + 5)),
            at.STOCK: self.one_of((0, 0.03), (0, 1), -0.1),
            at.ISOLATED: choice((0, 0, 1)),
            at.HUNGRY_DAYS: self.luck.choice((0, self.luck.randint(0, 60))),
            at.STALL: self.one_of(0.0, (0, 6), (0, 150)),
            at.BEST_VALUE: self.luck.random(),
            at.VALUE_LOST: self.one_of(0.0, (0, 1), (0, 0.5), 1.0),
            at.ARMY_LOST: self.one_of(0.0, (0, 1), (0, 0.5), 0.99),
            at.ATTACKER_LOST: self.one_of(0.0, (0, 1), (0, 0.3)),
            at.CAPITAL_DAY: choice((0, 0, 7)),
            at.ACTIVE_DAYS: choice((0, 1, 2, 5, 6, 12, 13, 14, 100, 100, 200)),
            at.TEMPO: choice((1.0, 2.5)),
            at.COLLAPSE_CLOCK: self.one_of((0, 0.01), (0, 0.3), (0, 3)),
            at.STOP_CLOCK: self.one_of((0, 0.003), (0, 3)),
            at.HELPED: choice((0, 1, 1)),
            at.FIRST_HELP_DAY: choice((0, 0, 3)),
            at.RELIEF_DAY: choice((0, 0, 9)),
            at.TRAFFIC: choice((0.45, 0.75, 1.0)),
            at.SURPRISE_NOW: self.one_of(0.0, (0, 0.8)),
            at.AIR: self.luck.uniform(-1, 1),
            at.MATERIEL_EDGE: self.luck.gauss(0, 0.5),
            at.MECHANISATION: self.luck.random(),
            at.TANK_DENSITY: self.luck.uniform(0, 12),
            at.HUNGER: self.luck.uniform(0.2, 1),
            at.PROSPECT: self.luck.uniform(0, 2),
            at.BALANCE: self.luck.gauss(0, 1.5),
        }
        for row, value in one.items():
            self.state[row, 0, 0] = value
        axes = int(self.theatre[at.AXES, 0, 0])
        for side in range(2):
            men = sum(self.state[at.MEN, j, side] for j in range(axes))
            both = {
                at.ARRIVED: men + self.one_of(0.0, (0, men), (0, 50 * men)),
                at.TANKS: self.one_of(0.0, (0, 900)),
                at.GUNS: self.one_of(0.0, (0, 2000)),
                at.AIRCRAFT: self.one_of(0.0, (0, 900)),
                at.TO_COME: self.one_of(0.0, -1.0, (0, 500_000)),
                at.MEN_LOST: self.one_of(0.0, (0, men)),
                at.MATERIEL: self.luck.uniform(1, 4),
            }
            for row, value in both.items():
                self.state[row, 0, side] = value


def days_that_matter(arrays):
    """Days on which somebody comes, an axis opens, help is noted, and the days around them."""
    found = [1, 2, HORIZON]
    if arrays[at.CRISIS_DAYS, 0, 0] > 0:
        found += [-1, *[0] * 16]
    for side in range(2):
        for i in range(int(arrays[at.ARRIVALS, 0, side])):
            found += [int(arrays[at.ARRIVAL_DAY, i, side])] * 2
    for j in range(int(arrays[at.AXES, 0, 0])):
        opens = int(arrays[at.OPEN_DAY, j, 0])
        found += [opens, max(1, opens - 1)]
    found += [int(arrays[at.PROMISED_DAY, 0, 0]) + 3, int(arrays[at.PROMISE_KNOWN, 0, 0])]
    return [*found, *3 * record.MARKS]


def written_down(arrays, law, calendar, seed, luck):
    """A campaign on some day, in a state that might be."""
    key = key_of(seed, 0, luck.randrange(10))
    state = arrays[:1].repeat(at.STATE_ROWS, axis=0) * 0.0
    today = luck.choice(days_that_matter(arrays))
    moment = Moment(arrays, law, calendar, state, today, key)
    Notary(moment, luck).write()
    Herald(moment, luck).write()
    return moment


@st.composite
def campaigns_at_any_moment(draw, count=12):
    """One theatre in one future, at several moments."""
    theatre = draw(theatres())
    seed = draw(whole(0, 2**32 - 1))
    arrays, law, calendar = one_future(theatre, seed, draw(whole(0, 99)))
    luck = random.Random(draw(whole(0, 2**32 - 1)))
    if draw(st.sampled_from((False, True, True, True))):
        arrays = with_promises(arrays, luck)
    return [written_down(arrays, law, calendar, seed, luck) for _ in range(count)]
