"""Promises and help that nobody would sign, written over a card's theatre to try every row.

Acts give atoms 0 to 7, facts 8, 9, 52 and 53, decisions 54 to 57, places 58 to 60; 61 to 63 hold
unless they are denied. So both words are used.
"""

from __future__ import annotations

import numpy as np

from holdfast.kernel import layout as at

ENTITIES = 64
CLAUSES, FACTS, DECISIONS, HELPERS = 8, 4, 4, 3
ACT_ATOMS = tuple(range(CLAUSES))
FACT_ATOMS = (8, 9, 52, 53)
DECISION_ATOMS = (54, 55, 56, 57)
PLACE_ATOMS = (58, 59, 60)
DENIALS = (61, 62, 63)
OTHERS = (*FACT_ATOMS, *DECISION_ATOMS, *PLACE_ATOMS, *DENIALS)
CONDITIONS = 24


def words(atoms):
    """Two words with these bits."""
    bits = sum(1 << n for n in set(atoms))
    return bits % (1 << at.WORD_BITS), bits >> at.WORD_BITS


class Chancery:
    """Writes random pacts and help over the arrays of a theatre.

    luck : random.Random.
    """

    def __init__(self, arrays, luck):
        self.luck = luck
        wide = max(ENTITIES, arrays.shape[1])
        self.theatre = np.zeros((arrays.shape[0], wide, 2))
        self.theatre[:, : arrays.shape[1]] = arrays
        self.needs = {}

    def put(self, row, entity, value):
        """Write one number."""
        self.theatre[row, entity, 0] = value

    def put_atoms(self, row, entity, atoms):
        """Write a set of atoms."""
        self.theatre[row, entity] = words(atoms)

    def some(self, atoms, most):
        """At most so many of some atoms."""
        return self.luck.sample(atoms, self.luck.randint(0, most))

    def count(self, row, most, side=0):
        """Decide how many of a kind there are, seldom none; give their numbers."""
        number = self.luck.choice((0, *2 * tuple(range(1, most + 1))))
        self.theatre[row, 0, side] = number
        return range(number)

    def condition(self):
        """The number of any condition; often the one that always holds."""
        return self.luck.choice((at.ALWAYS, self.luck.randrange(CONDITIONS)))

    def write(self):
        """Write everything; give the theatre."""
        self.write_conditions()
        self.write_crisis()
        self.write_facts()
        self.write_decisions()
        self.write_rules()
        self.write_deadlocks()
        self.write_arrivals()
        self.write_contingents()
        self.write_fronts_and_wings()
        self.write_ground()
        return self.theatre

    def write_conditions(self):
        """Condition 0 always, 1 never, then terms that wait for acts or for other things."""
        self.theatre[at.CONDITION_TERMS] = self.theatre[at.CONDITION_FIRST] = 0
        self.theatre[at.TERM_NEEDS] = 0
        self.put(at.CONDITION_TERMS, at.ALWAYS, 1)
        term = 1
        for number in range(2, CONDITIONS):
            terms = self.luck.choice((1, 1, 2))
            self.put(at.CONDITION_FIRST, number, term)
            self.put(at.CONDITION_TERMS, number, terms)
            for _ in range(terms):
                pool = self.luck.choice((ACT_ATOMS, ACT_ATOMS, OTHERS))
                atoms = self.luck.sample(pool, self.luck.choice((1, 1, 2)))
                self.put_atoms(at.TERM_NEEDS, term, atoms)
                self.needs[number] = self.needs.get(number, set()) | set(atoms)
                term += 1

    def write_crisis(self):
        """How long it lasts, what ends it, who is warned."""
        choice = self.luck.choice
        self.put(at.CRISIS_DAYS, 0, choice((0, 3, 9)))
        self.put(at.RESISTS, 0, choice((-1, *range(DECISIONS), *range(DECISIONS))))
        self.put(at.ATTACKS, 0, choice((-1, -1, *range(DECISIONS))))
        self.put(at.YIELD_SHARE, 0, 0.3)
        self.put(at.WARNED, 0, self.condition())
        self.put(at.SURPRISE_WARNED, 0, 0.5)
        self.put_atoms(at.DENIALS, 0, DENIALS)

    def write_facts(self):
        """Facts of some days."""
        for f in self.count(at.FACTS, FACTS):
            self.put(at.FACT_FROM, f, self.luck.choice((0, 0, 2, 6)))
            self.put(at.FACT_UNTIL, f, self.luck.choice((-1, -1, 1, 8, 20)))
            self.put_atoms(at.FACT_GIVES, f, self.some(FACT_ATOMS, 2))
            self.put_atoms(at.FACT_DENIES, f, self.some(DENIALS, 1))

    def write_decisions(self):
        """Decisions with lines of odds, in groups or alone."""
        lines = 0
        self.put(at.DECISIONS, 0, DECISIONS)
        for d in range(DECISIONS):
            self.put(at.DECISION_KEY, d, 2**31 + d)
            self.put(at.DECISION_DAY, d, self.luck.choice((0, 0, 4)))
            self.put(at.DECISION_ASKED, d, self.condition())
            self.put(at.DECISION_GROUP, d, self.luck.choice((-1, 0, 1)))
            self.put_atoms(at.DECISION_GIVES, d, (DECISION_ATOMS[d],))
            self.put(at.DECISION_LINE, d, lines)
            for _ in self.count_lines(d):
                self.put(at.LINE_WHEN, lines, self.condition())
                self.put(at.LINE_CHANCE, lines, self.luck.choice((0, 0.4, 0.8, 1)))
                lines += 1
        for g in range(2):
            self.put(at.GROUP_KEY, g, 2**32 - 1 - g)
            self.put(at.GROUP_CHANCE, g, self.luck.choice((0, 0.5, 1)))

    def count_lines(self, d):
        """Decide how many lines of odds a decision has."""
        lines = self.luck.randint(0, 2)
        self.put(at.DECISION_LINES, d, lines)
        return range(lines)

    def write_rules(self):
        """Clauses; the first ones of a file often wait for one another in a ring."""
        rules = range(self.luck.choice((0, 2, 3, 5, CLAUSES)))
        self.put(at.CLAUSES, 0, len(rules))
        for r in rules:
            self.put(at.CLAUSE_WHEN, r, self.luck.choice((at.ALWAYS, *range(1, CONDITIONS))))
            self.put(at.CLAUSE_DELAY, r, self.luck.choice((0, 0, 1, 3)))
            self.put(at.CLAUSE_FROM, r, self.luck.choice((0, 0, 2)))
            self.put(at.CLAUSE_UNTIL, r, self.luck.choice((-1, -1, -1, 6)))
            self.put_atoms(at.CLAUSE_GIVES, r, (ACT_ATOMS[r], *self.some(FACT_ATOMS, 1)))
            self.put_atoms(at.CLAUSE_DENIES, r, self.some(DENIALS, 1))
            self.put(at.CLAUSE_HELPS, r, self.luck.choice((0, 1)))
        if rules and self.luck.random() < 0.9:
            self.write_ring(self.luck.randint(2, min(4, len(rules))))

    def write_ring(self, size):
        """Let each of the first clauses wait for the next, and perhaps for something else."""
        for r in range(size):
            number = CONDITIONS - 1 - r
            atoms = {
                (r + 1) % size,
                *self.luck.choice(((), (), (), (), FACT_ATOMS[:1], DENIALS[:1])),
            }
            self.put(at.CONDITION_TERMS, number, 1)
            self.put_atoms(at.TERM_NEEDS, int(self.theatre[at.CONDITION_FIRST, number, 0]), atoms)
            self.needs[number] = atoms
            self.put(at.CLAUSE_WHEN, r, number)
            self.put(at.CLAUSE_FROM, r, 0)
            self.put(at.CLAUSE_UNTIL, r, self.luck.choice((-1, -1, -1, 6)))
            self.put(at.CLAUSE_HELPS, r, self.luck.choice((0, 0, 0, 1)))

    def write_deadlocks(self):
        """Deadlocks of clauses that may go together, of two powers or three."""
        rules, first = int(self.theatre[at.CLAUSES, 0, 0]), 0
        deadlocks = self.luck.choice((0, 1, 2, 2, 2)) if rules else 0
        self.put(at.DEADLOCKS, 0, deadlocks)
        for k in range(deadlocks):
            members = sorted(self.luck.sample(range(rules), self.luck.randint(2, min(5, rules))))
            if self.luck.random() < 0.8:
                members = list(range(min(4, rules)))
            self.put(at.DEADLOCK_FIRST, k, first)
            self.put(at.DEADLOCK_MEMBERS, k, len(members))
            for m, rule in enumerate(members):
                waits = self.needs.get(int(self.theatre[at.CLAUSE_WHEN, rule, 0]), set())
                bits = sum(1 << n for n, other in enumerate(members) if other in waits)
                self.put(at.MEMBER_CLAUSE, first + m, rule)
                self.put(at.MEMBER_POWER, first + m, self.luck.choice((m % 2, m % 2, 2)))
                self.put(at.MEMBER_WAITS, first + m, bits)
            first += len(members)

    def write_arrivals(self):
        """What arrivals wait for, and whose they are."""
        self.put(at.HELPERS, 0, HELPERS)
        for side in range(2):
            for i in range(int(self.theatre[at.ARRIVALS, 0, side])):
                self.theatre[at.ARRIVAL_WHEN, i, side] = self.condition()
                self.theatre[at.ARRIVAL_LAG, i, side] = self.luck.choice((0, 0, 2, 10))
                if self.luck.random() < 0.2:
                    self.theatre[at.ARRIVAL_FORM, i, side] = at.JOINED
        for i in range(int(self.theatre[at.ARRIVALS, 0, at.DEFENDER])):
            self.put(at.ARRIVAL_HELPER, i, self.luck.randrange(HELPERS))

    def write_steps(self, rows, entity, first):
        """A muster of up to three steps; give the number after its last."""
        steps = self.luck.randint(0, 3)
        self.put(rows[0], entity, first)
        self.put(rows[1], entity, steps)
        days = sorted(self.luck.sample(range(1, 20), steps))
        shares = sorted(self.luck.random() for _ in range(steps))
        for n in range(steps):
            self.put(at.MUSTER_DAY, first + n, days[n])
            self.put(at.MUSTER_SHARE, first + n, shares[n])
        return first + steps

    def write_contingents(self):
        """Contingents, each with one or two routes of its own, through few passages and necks."""
        steps = routes = 0
        for c in self.count(at.CONTINGENTS, 3):
            self.put(at.CONTINGENT_WHEN, c, self.condition())
            self.put(at.CONTINGENT_CALLED, c, self.condition())
            self.put(at.CONTINGENT_DIVISIONS, c, self.luck.choice((3, 20)))
            self.put(at.CONTINGENT_MEN, c, 15_000)
            self.put(at.CONTINGENT_TANKS, c, 30)
            self.put(at.CONTINGENT_GUNS, c, 60)
            self.put(at.CONTINGENT_TRAINS, c, self.luck.choice((10, 50)))
            self.put(at.CONTINGENT_SUPPLY, c, self.luck.choice((0, 1)))
            self.put(at.CONTINGENT_HELPER, c, self.luck.randrange(HELPERS))
            self.put(at.CONTINGENT_ROUTE, c, routes)
            steps = self.write_steps((at.CONTINGENT_MUSTER, at.CONTINGENT_MUSTERS), c, steps)
            ways = self.luck.choice((1, 2))
            self.put(at.CONTINGENT_ROUTES, c, ways)
            for r in range(routes, routes + ways):
                self.write_route(r)
            routes += ways
        self.steps = steps

    def write_route(self, r):
        """A railway or a road that may need a place."""
        by_rail = self.luck.random() < 0.6
        self.put(at.ROUTE_WHEN, r, self.condition())
        self.put(at.ROUTE_TRAINS, r, self.luck.choice((6, 30)) if by_rail else 0)
        self.put(at.ROUTE_DIVISIONS, r, 0 if by_rail else self.luck.choice((0.5, 3)))
        self.put(at.ROUTE_DAYS, r, self.luck.choice((0, 2, 6)))
        self.put(at.ROUTE_NECK, r, self.luck.choice((0, 1)))
        self.put(at.ROUTE_PLACE, r, r)
        self.put(at.ROUTE_PLACES, r, self.luck.choice((0, 1)))
        self.put(at.PASSAGE_PLACE, r, self.luck.randrange(int(self.theatre[at.PLACES, 0, 0])))

    def write_fronts_and_wings(self):
        """Second fronts of every manner, and aircraft that need room."""
        steps, owners = self.steps, int(self.theatre[at.OWNERS, 0, 0])
        for f in self.count(at.FRONTS, 2):
            self.put(at.FRONT_WHEN, f, self.condition())
            self.put(at.FRONT_DAY, f, self.luck.choice((0, 3)))
            self.put(at.FRONT_MANNER, f, self.luck.choice((0, 1, 2, 2, 2)))
            self.put(at.FRONT_DIVISIONS, f, 60)
            self.put(at.FRONT_POSTED, f, self.luck.choice((0, 10)))
            self.put(at.FRONT_WALL, f, self.luck.choice((0, 0.5)))
            self.put(at.FRONT_MEN, f, 4_000)
            self.put(at.FRONT_LAG, f, self.luck.choice((0, 4)))
            self.put(at.FRONT_PANIC, f, self.luck.choice((0, 2)))
            self.put(at.FRONT_HELPER, f, self.luck.randrange(HELPERS))
            self.put(at.FRONT_OWNER, f, self.luck.randrange(owners))
            steps = self.write_steps((at.FRONT_MUSTER, at.FRONT_MUSTERS), f, steps)
        for w in self.count(at.WINGS, 3):
            self.put(at.WING_WHEN, w, self.condition())
            self.put(at.WING_AIRCRAFT, w, self.luck.choice((40, 200)))
            self.put(at.WING_WORTH, w, 0.6)
            self.put(at.WING_DAYS, w, self.luck.choice((0, 2)))
            self.put(at.WING_HELPER, w, self.luck.randrange(HELPERS))

    def write_ground(self):
        """What places give, doors and airfields; what axes wait for and whose they are."""
        for p in range(int(self.theatre[at.PLACES, 0, 0])):
            self.put_atoms(at.PLACE_GIVES, p, (PLACE_ATOMS[p % len(PLACE_ATOMS)],))
            self.put_atoms(at.PLACE_DENIES, p, self.some(DENIALS, 1))
            self.put(at.SQUADRON_ROOM, p, self.luck.choice((0, 50, 120)))
            self.put(at.DOOR, p, self.luck.choice((0, 1)))
        for j in range(int(self.theatre[at.AXES, 0, 0])):
            self.put(at.AXIS_WHEN, j, self.luck.choice((at.ALWAYS, self.condition())))
        self.put(at.EVACUATION_WHEN, 0, self.condition())
        self.put(at.EVACUATION_DAYS, 0, self.luck.choice((0, 20)))
        self.put(at.EVACUATION_FROM, 0, self.luck.choice((0, 0.4)))


def with_promises(arrays, luck):
    """The arrays of a theatre, with pacts and help written over them; the ones given stay."""
    chancery = Chancery(arrays, luck)
    axes = int(arrays[at.AXES, 0, 0])
    chancery.put(at.OWNERS, 0, luck.choice((1, 2)))
    for j in range(1, axes):
        chancery.put(at.AXIS_OWNER, j, luck.randrange(int(chancery.theatre[at.OWNERS, 0, 0])))
    return chancery.write()


# ---------------------------------------------------------------- at any moment
class Herald:
    """Writes how pacts and help might stand on some day of the campaign."""

    def __init__(self, moment, luck):
        self.theatre, self.state = moment.theatre, moment.state
        self.luck = luck
        self.clock = moment.day + int(self.theatre[at.CRISIS_DAYS, 0, 0])

    def number(self, row):
        """How many of a kind there are."""
        return range(int(self.theatre[row, 0, 0]))

    def once(self):
        """A clock of the past, or never."""
        return self.luck.choice((0, 0, 1, max(1, self.clock - 2), max(1, self.clock)))

    def write(self):
        """Fill the rows."""
        self.write_pacts()
        self.write_arrivals()
        self.write_marches()
        for f in self.number(at.FRONTS):
            self.state[at.FRONT_BEGUN, f, 0] = self.once()
            self.state[at.FRONT_ORDERED, f, 0] = self.luck.choice((0, 0, 1))
        for w in self.number(at.WINGS):
            self.state[at.WING_SENT, w, 0] = self.once()
            self.state[at.WING_HERE, w, 0] = self.luck.choice((0, 0, 30))
        for h in self.number(at.HELPERS):
            self.state[at.HELPER_DAY, h, 0] = self.luck.choice((0, 0, 2))
            self.state[at.HELPER_MEN, h, 0] = self.luck.choice((0, 20_000, 30_000))
            self.state[at.HELPER_AIRCRAFT, h, 0] = self.luck.choice((0, 20, 30))
        for owner in self.number(at.OWNERS):
            self.state[at.OWED, owner, 0] = self.luck.choice((0, 0, 40_000))
        for j in self.number(at.AXES):
            self.state[at.AXIS_OPENED, j, 0] = self.luck.choice((0, 1, 1, 1))

    def write_pacts(self):
        """What holds, who was triggered, who decided."""
        luck = self.luck
        decided = 0
        for d in self.number(at.DECISIONS):
            self.state[at.DECISION_FELL, d, 0] = fell = self.once()
            decided |= (1 << d) * luck.choice((0, 1)) if fell else 0
        nobody_moved = luck.random() < 0.7
        for r in self.number(at.CLAUSES):
            triggered = 0 if nobody_moved else self.once()
            self.state[at.CLAUSE_TRIGGERED, r, 0] = triggered
            self.state[at.CLAUSE_DONE, r, 0] = luck.choice((0, triggered))
            self.state[at.CLAUSE_MOVED, r, 0] = luck.choice((0, 1))
        everything = (*ACT_ATOMS, *OTHERS)
        self.state[at.HOLDS, 0] = words(luck.sample(everything, luck.randint(0, 12)))
        lost = sum(self.state[at.LOST, p, 0] >= 1 for p in self.number(at.PLACES))
        whole = {
            at.DECIDED: decided,
            at.CLOCK: luck.choice((self.clock, self.clock, 1)),
            at.CHANGED: luck.choice((0, 1)),
            at.NEXT_CHANGE: luck.choice(
                (0, 0, self.clock - 1, self.clock, self.clock + 3, at.NO_DAY)
            ),
            at.PLACES_LOST: luck.choice((0, lost)),
            at.EVACUATED: luck.choice((0, 0.5, 0.99)),
            at.RAILS_BUSY: luck.choice((0, 0.5)),
            at.SURPRISE_LEVEL: luck.choice((0, 1, 3)),
        }
        for row, value in whole.items():
            self.state[row, 0, 0] = value

    def write_arrivals(self):
        """Who may come and who came."""
        self.state[at.NEXT_ARRIVAL, 0, 0] = self.luck.choice((0, 0, self.clock + 5))
        for side in range(2):
            for i in range(int(self.theatre[at.ARRIVALS, 0, side])):
                self.state[at.ARRIVAL_READY, i, side] = ready = self.once()
                self.state[at.ARRIVAL_CAME, i, side] = self.luck.choice((0, 0, 1)) if ready else 0

    def write_marches(self):
        """Who was called, who set out, who came."""
        for c in self.number(at.CONTINGENTS):
            called = self.once()
            begun = self.luck.choice((0, called, max(called, 1)))
            first = int(self.theatre[at.CONTINGENT_ROUTE, c, 0])
            routes = range(first, first + int(self.theatre[at.CONTINGENT_ROUTES, c, 0]))
            on_the_way = 1 + self.luck.choice(routes)
            self.state[at.MARCH_CALLED, c, 0] = max(called, min(1, begun))
            self.state[at.MARCH_BEGUN, c, 0] = begun
            self.state[at.MARCH_ROUTE, c, 0] = self.luck.choice((0, on_the_way)) if begun else 0
            self.state[at.MARCH_ARRIVED, c, 0] = self.luck.choice((0, 1, 2)) if begun else 0
        for neck in range(2):
            self.state[at.NECK_LEFT, neck, 0] = self.luck.random()
