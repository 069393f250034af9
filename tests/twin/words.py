"""A campaign in words: what the arrays hold by number, the twin holds by name.

`War` has the facts of the theatre and the state of the campaign side by side, as a reader would
look for them: `war.axes[0].men["attacker"]`, `war.belts[2].integrity`, `war.law.shift["defender"]`.
"""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

from holdfast.kernel import layout as at
from holdfast.scenario.law import law_table
from twin.coming import SIDES
from twin.help import some, tell_help

WORD_BITS = 52


def atoms_of(words):
    """The numbers of the atoms whose bits stand in two words."""
    bits = int(words[0]) + (int(words[1]) << WORD_BITS)
    return {n for n in range(2 * WORD_BITS) if bits >> n & 1}


def words_of(atoms):
    """Two words with the bits of some atoms."""
    bits = sum(1 << n for n in atoms)
    return [float(bits % (1 << WORD_BITS)), float(bits >> WORD_BITS)]


def value_of(entry, block, entity):
    """A row's value for one entity: a number, one for each side, or a set of atoms."""
    if entry.unit == "atoms":
        return atoms_of(block[entity])
    if entry.sided:
        return {side: float(block[entity, s]) for s, side in enumerate(SIDES)}
    return float(block[entity, 0])


def tell(table, array, kind, thing, entity):
    """Give a thing everything that the table has of its kind."""
    for number, entry in rows_of(table, kind):
        setattr(thing, entry.name, value_of(entry, array[number], entity))


@cache
def rows_of(table, kind):
    """The rows of a table that tell of one kind of thing, each with its number."""
    return [(n, entry) for n, entry in enumerate(table.rows) if entry.entity == kind]


class War(SimpleNamespace):
    """One campaign: its theatre, its law, and how it stands."""


def to_words(theatre, law, state, calendar=None):
    """Read the arrays."""
    counts = SimpleNamespace()
    tell(at.THEATRE, theatre, "whole", counts, 0)
    war = War(**vars(counts))
    tell(at.STATE, state, "whole", war, 0)
    war.law = SimpleNamespace()
    tell(law_table(), law, "whole", war.law, 0)
    make = lambda kind, count: [thing(kind, n, theatre, state) for n in range(int(count))]  # noqa: E731
    war.axes = make("axis", counts.axes)
    war.places = make("place", counts.places)
    war.owners = make("owner", counts.owners)
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
    tell_pacts(war, theatre, make)
    war.helpers = make("helper", counts.helpers)
    tell_help(war, theatre, make)
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
            own = both[side] if isinstance(both, dict) else both
            setattr(force, name.removeprefix("arrival_"), own)


def tell_pacts(war, theatre, make):
    """Give the war what is promised: facts, clauses, decisions with odds, deadlocks."""
    everything = theatre.shape[1]
    terms = [one.term_needs for one in make("term", everything)]
    war.conditions = [
        some(terms, one.condition_first, one.condition_terms)
        for one in make("condition", everything)
    ]
    war.conditions[at.ALWAYS], war.conditions[at.NEVER_HOLDS] = [set()], []
    war.facts = make("fact", war.facts)
    war.rules = make("clause", war.clauses)
    lines = make("line", everything)
    war.decisions = make("decision", war.decisions)
    for decision in war.decisions:
        decision.lines = some(lines, decision.decision_line, decision.decision_lines)
    war.groups = make("group", everything)
    members = make("member", everything)
    war.deadlocks = make("deadlock", war.deadlocks)
    for deadlock in war.deadlocks:
        deadlock.members = some(members, deadlock.deadlock_first, deadlock.deadlock_members)


def things(war, kind):
    """Everything of a kind that has a state."""
    return {
        "whole": [war], "axis": war.axes, "belt": war.belts, "place": war.places,
        "owner": war.owners, "clause": war.rules, "decision": war.decisions, "helper": war.helpers,
        "contingent": war.contingents, "neck": war.necks, "second_front": war.fronts,
        "wing": war.wings,
    }[kind]  # fmt: skip


def write_back(war, state):
    """Write the words into an array of the state."""
    for number, entry in enumerate(at.STATE.rows):
        if entry.entity == "arrival":
            write_arrivals(war, entry, state[number])
            continue
        for one in things(war, entry.entity):
            entity = 0 if entry.entity == "whole" else one.number
            value = getattr(one, entry.name)
            if entry.unit == "atoms":
                state[number, entity] = words_of(value)
            elif entry.sided:
                for s, side in enumerate(SIDES):
                    state[number, entity, s] = value[side]
            else:
                state[number, entity, 0] = value


def write_arrivals(war, entry, block):
    """Write what became of each side's arrivals."""
    for s, side in enumerate(SIDES):
        for force in war.arrivals[side]:
            block[force.number, s] = getattr(force, entry.name.removeprefix("arrival_"))
