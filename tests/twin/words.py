"""A campaign in words: what the arrays hold by number, the twin holds by name.

`War` has the facts of the theatre and the state of the campaign side by side, as a reader would
look for them: `war.axes[0].men["attacker"]`, `war.belts[2].integrity`, `war.law.shift["defender"]`.
"""

from __future__ import annotations

from types import SimpleNamespace

from holdfast.kernel import layout as at
from holdfast.kernel.rule import LAW

SIDES = ("attacker", "defender")


def value_of(entry, block, entity):
    """A row's value for one entity: a number, or one for each side."""
    if entry.sided:
        return {side: float(block[entity, s]) for s, side in enumerate(SIDES)}
    return float(block[entity, 0])


def tell(table, array, kind, thing, entity):
    """Give a thing everything that the table has of its kind."""
    for number, entry in enumerate(table.rows):
        if entry.entity == kind:
            setattr(thing, entry.name, value_of(entry, array[number], entity))


class War(SimpleNamespace):
    """One campaign: its theatre, its law, and how it stands."""


def to_words(theatre, law, state, calendar=None):
    """Read the arrays."""
    counts = SimpleNamespace()
    tell(at.THEATRE, theatre, "whole", counts, 0)
    war = War(**vars(counts))
    tell(at.STATE, state, "whole", war, 0)
    war.law = SimpleNamespace()
    tell(LAW, law, "whole", war.law, 0)
    make = lambda kind, count: [thing(kind, n, theatre, state) for n in range(int(count))]  # noqa: E731
    war.axes = make("axis", counts.axes)
    war.places = make("place", counts.places)
    war.decisions = make("decision", counts.decisions)
    war.arrivals = {}
    for side in SIDES:
        forces = make("arrival", counts.arrivals[side])
        for force in forces:
            one_side_of(force, side)
        war.arrivals[side] = forces
    war.belts = []
    for axis in war.axes:
        axis.stops = [
            thing("leg", int(axis.first_leg) + n, theatre, state) for n in range(int(axis.legs))
        ]
        for stop in axis.stops:
            stop.place = war.places[int(stop.leg_place)]
        axis.belts = [
            thing("belt", int(axis.first_belt) + n, theatre, state) for n in range(int(axis.belts))
        ]
        war.belts += axis.belts
    if calendar is not None:
        war.trafficability = [float(one) for one in calendar[at.TRAFFICABILITY, :, 0]]
    return war


def thing(kind, number, theatre, state):
    """One axis, belt, place, stop, arrival or decision."""
    made = SimpleNamespace(number=number)
    tell(at.THEATRE, theatre, kind, made, number)
    tell(at.STATE, state, kind, made, number)
    return made


def one_side_of(force, side):
    """An arrival belongs to one side: keep that side's numbers, under short names."""
    for name, both in list(vars(force).items()):
        if name.startswith("arrival_"):
            setattr(force, name.removeprefix("arrival_"), both[side])


def things(war, kind):
    """Everything of a kind that has a state."""
    return {"whole": [war], "axis": war.axes, "belt": war.belts, "place": war.places}[kind]


def write_back(war, state):
    """Write the words into an array of the state."""
    for number, entry in enumerate(at.STATE.rows):
        for one in things(war, entry.entity):
            entity = 0 if entry.entity == "whole" else one.number
            value = getattr(one, entry.name)
            if entry.sided:
                for s, side in enumerate(SIDES):
                    state[number, entity, s] = value[side]
            else:
                state[number, entity, 0] = value
