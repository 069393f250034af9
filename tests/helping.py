"""A small theatre that waits for help, written by hand: contingents, routes, fronts, wings."""

from __future__ import annotations

import numpy as np

from holdfast.kernel import aircraft, constants, evacuation, march, orders, second_front
from holdfast.kernel import layout as at
from holdfast.kernel.constants import NAMES

ENTITIES = 24
FOREVER = 400


class Waiting:
    """Arrays of a theatre with two open axes, filled row by row; nothing fights.

    `when(atom)` makes a condition that waits for an atom, `give` lets the atom hold.
    """

    def __init__(self, crisis_days=0, helped=True):
        self.theatre = np.zeros((len(at.THEATRE.rows), ENTITIES, 2))
        self.law = np.zeros((len(NAMES), 1, 2))
        self.state = np.zeros((at.STATE_ROWS, ENTITIES, 2))
        self.day = -crisis_days
        self.held = np.zeros(at.WORDS)
        self.conditions, self.steps, self.passages = 2, 0, 0
        self.routes = 0
        self.theatre[at.CONDITION_TERMS, 0, 0] = 1
        self.theatre[at.CRISIS_DAYS, 0, 0] = crisis_days
        self.theatre[at.AXES, 0, 0] = 2
        self.theatre[at.OWNERS, 0, 0] = 1
        self.theatre[at.CUT_OFF_WHEN, 0, 0] = at.NEVER_HOLDS
        self.theatre[at.SHARE, :2, at.DEFENDER] = 0.75, 0.25
        self.state[at.AXIS_OPENED, :2, 0] = 1
        self.state[at.HELPED, 0, 0] = helped
        self.law[constants.AIR_WEIGHT] = 1
        self.law[constants.SECOND_FRONT_RATIO], self.law[constants.SECOND_FRONT_WALL] = 2, 1

    def put(self, kind, number, **numbers):
        """Write rows of one thing: `put("wing", 0, days=3)` writes `wing_days`."""
        for name, value in numbers.items():
            self.theatre[at.THEATRE.number(f"{kind}_{name}"), number, 0] = value

    def count(self, row):
        """The number of the next thing of a kind; counts it."""
        number = int(self.theatre[row, 0, 0])
        self.theatre[row, 0, 0] += 1
        return number

    def when(self, *atoms):
        """The number of a condition that needs all these atoms."""
        number = self.conditions
        self.conditions += 1
        self.put("condition", number, first=number, terms=1)
        for atom in atoms:
            self.theatre[at.TERM_NEEDS, number, atom // at.WORD_BITS] += 2.0 ** (
                atom % at.WORD_BITS
            )
        return number

    def give(self, atom):
        self.state[at.HOLDS, 0, atom // at.WORD_BITS] += 2.0 ** (atom % at.WORD_BITS)

    def take(self, atom):
        self.state[at.HOLDS, 0, atom // at.WORD_BITS] -= 2.0 ** (atom % at.WORD_BITS)

    def place(self, room=0.0, door=False):
        number = self.count(at.PLACES)
        self.theatre[at.SQUADRON_ROOM, number, 0] = room
        self.theatre[at.DOOR, number, 0] = door
        return number

    def lose(self, place, share=1.0):
        self.state[at.LOST, place, 0] = share

    def muster(self, steps):
        """Write the steps of a muster; give the number of the first and how many there are."""
        first = self.steps
        for day, share in steps:
            self.put("muster", self.steps, day=day, share=share)
            self.steps += 1
        return first, len(steps)

    def route(self, trains=0.0, divisions=0.0, days=0, through=(), **more):
        """A route, by rail where it has trains; with a neck of its own where none is named."""
        number, self.routes = self.routes, self.routes + 1
        said = {"when": at.ALWAYS, "neck": number} | more
        self.put("route", number, trains=trains, divisions=divisions, days=days,
                 place=self.passages, places=len(through), **said)  # fmt: skip
        for place in through:
            self.theatre[at.PASSAGE_PLACE, self.passages, 0] = place
            self.passages += 1
        return number

    def contingent(self, routes, divisions=10, muster=((0, 1),), **more):
        """A contingent; `routes` are numbers that follow each other."""
        number = self.count(at.CONTINGENTS)
        first, steps = self.muster(muster)
        said = {"men": 1000, "trains": 10, "called": at.NEVER_HOLDS} | more
        self.put("contingent", number, divisions=divisions, route=routes[0], routes=len(routes),
                 muster=first, musters=steps, **said)  # fmt: skip
        return number

    def front(self, muster=((0, 1),), **more):
        number = self.count(at.FRONTS)
        first, steps = self.muster(muster)
        said = {"manner": at.OFFENSIVE, "divisions": 60, "men": 1000} | more
        self.put("front", number, muster=first, musters=steps, **said)
        return number

    def wing(self, aircraft, **more):
        number = self.count(at.WINGS)
        self.put("wing", number, aircraft=aircraft, **({"worth": 1} | more))
        return number

    def dawn(self):
        """Let the next day begin."""
        self.day += 1
        self.state[at.CLOCK, 0, 0] += 1
        held = self.state[at.HOLDS, 0]
        self.state[at.CHANGED, 0, 0] = (held != self.held).any()
        self.held = held.copy()

    def days(self, count):
        """Play days of help and nothing else; give the number of each."""
        for _ in range(count):
            self.dawn()
            orders.call(self.theatre, self.state)
            if self.day > 0:
                march.march(self.theatre, self.law, self.state, self.day)
                second_front.press(self.theatre, self.law, self.state, self.day)
                aircraft.fly_in(self.theatre, self.state, self.day)
                evacuation.evacuate(self.theatre, self.state)
            yield self.day

    def play(self, count):
        """Play so many days."""
        for _ in self.days(count):
            pass

    def arrived(self, contingent=0):
        return self.state[at.MARCH_ARRIVED, contingent, 0]

    def arrivals(self, count, contingent=0):
        """Divisions of a contingent at the front by day."""
        return [self.arrived(contingent) for _ in self.days(count)]
