"""How far each helper came in a campaign that was played again, and what stopped him there.

The steps are those of `experiment.reached`. It is read from the state in which the campaign stood
at its last day. A sentence that held for some days alone and set off nothing is not seen; acts and
decisions are never taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from holdfast.experiment.reached import (
    ACTS,
    AFTER_THE_END,
    BOUND,
    DECIDES,
    DECISIVE,
    FELT,
    FIELDS_LOST,
    HAS_A_WAY,
    LATE_ACT,
    NO_FIELD,
    NO_FRONT,
    NO_PACT,
    NO_ROUTE,
    NO_TRAIN,
    NOBODY_MISSED,
    NOT_READY,
    PROBES,
    WAY_CUT,
    Reached,
)
from holdfast.experiment.replay import Stage
from holdfast.kernel import layout as at
from holdfast.kernel.aircraft import room
from holdfast.kernel.conditions import holds
from holdfast.kernel.march import capacity, is_open
from holdfast.kernel.pledges import is_within
from holdfast.scenario.compile.chain import AIR, LAND, SECOND_FRONT, HelpLink, Ways


@dataclass(frozen=True, slots=True)
class _Lack:
    """What a sentence still wants: how much of it, whether it is his own to decide, what first."""

    count: int
    is_own: bool
    atom: int


class Funnel:
    """Reads how far help came from the state of a stage, once a campaign is played."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.chain = stage.names.chain
        self.theatre, _, _ = stage.arrays

    def reached(self, outcome: str) -> dict[str, Reached]:
        """Every helper of the theatre: how far the best of his forces came."""
        found: dict[str, Reached] = {}
        for n, name in enumerate(self.stage.names.helpers):
            links = [one for one in self.chain.helps if one.helper == name]
            day = self.stage.number(at.HELPER_DAY, n)
            if day != at.NEVER:
                found[name] = self._felt(outcome, day)
            else:
                came = [self.came(one) for one in links] or [Reached(0)]
                found[name] = max(came, key=lambda one: one.steps)
        return found

    def _felt(self, outcome: str, day: float) -> Reached:
        if outcome == "saved":
            return Reached(DECISIVE)
        ended = self.stage.number(at.END) != at.STILL_FIGHTING
        late = ended and day > self.stage.number(at.END_DAY)
        return Reached(FELT, AFTER_THE_END if late else outcome)

    def came(self, link: HelpLink) -> Reached:
        """How far one force came, whether or not its effect was seen."""
        promised = max((self._sent(link, way) for way in link.sent), key=_steps, default=Reached(0))
        if promised.steps < ACTS:
            return promised
        way = {LAND: self._march, SECOND_FRONT: self._front, AIR: self._wing}.get(link.form)
        return Reached(HAS_A_WAY, NOT_READY) if way is None else way(link.entity)

    # ------------------------------------------------------------ bound, decides, acts
    def _sent(self, link: HelpLink, way: frozenset[int]) -> Reached:
        """How far one way came in which the force may be sent."""
        notes = self.chain.atoms
        own = [
            n for n in way
            if notes[n].kind == "acts" and self.chain.clauses[notes[n].rules[0]].power == link.power
        ]  # fmt: skip
        decided = [n for n in way if notes[n].kind == "decides"]
        given = way - set(own) - set(decided)
        if lacks := self._missing(given):
            return Reached(0, self._words(lacks[0]))
        acts = [self._act(n, link.power) for n in own if not self._holds(n)]
        if unbound := [one for one in acts if one.steps < BOUND]:
            return unbound[0]
        if lacks := self._missing(decided):
            return Reached(BOUND, self._words(lacks[0]))
        return min(acts, key=_steps, default=Reached(ACTS))

    def _act(self, atom: int, power: str) -> Reached:
        """How far the likeliest of the clauses came whose act an atom is."""
        rules = self.chain.atoms[atom].rules
        if any(self._number(at.CLAUSE_TRIGGERED, rule) != at.NEVER for rule in rules):
            return Reached(DECIDES, LATE_ACT)
        live = [rule for rule in rules if self._in_force(rule)]
        if not live:
            return Reached(0, NO_PACT)
        clauses = [self.chain.clauses[rule] for rule in live]
        bound = [one for one in clauses if self._is_so(one.when)]
        if not bound:
            return Reached(0, self._nearest((one.when for one in clauses), power))
        lack = self._nearest((one.provided for one in bound), power)
        return Reached(BOUND, lack) if lack else Reached(DECIDES, LATE_ACT)

    def _in_force(self, rule: int) -> bool:
        first, until = (self.theatre[row, rule, 0] for row in (at.CLAUSE_FROM, at.CLAUSE_UNTIL))
        return bool(is_within(first, until, int(self._number(at.CLOCK)) - 1))

    # ------------------------------------------------------------ the way, and who is there
    def _march(self, c: int) -> Reached:
        first = int(self.theatre[at.CONTINGENT_ROUTE, c, 0])
        routes = range(first, first + int(self.theatre[at.CONTINGENT_ROUTES, c, 0]))
        if not routes:
            return Reached(ACTS, NO_ROUTE)
        leave = [int(self.theatre[at.ROUTE_WHEN, r, 0]) for r in routes]
        if not any(self._condition(one) for one in leave):
            return Reached(ACTS, self._nearest(map(self._ways, leave), ""))
        free = [r for r in routes if is_open(self.theatre, self.stage.state, r)]
        if not free:
            return Reached(HAS_A_WAY, WAY_CUT)
        carries = any(capacity(self.theatre, r, 1.0) > 0.0 for r in free)
        return Reached(HAS_A_WAY, NOT_READY if carries else NO_TRAIN)

    def _front(self, f: int) -> Reached:
        manner = self.theatre[at.FRONT_MANNER, f, 0]
        if manner == at.NO_MANNER:
            return Reached(ACTS, NO_FRONT)
        since = self._number(at.CLOCK) - self._number(at.FRONT_BEGUN, f)
        if since < self.theatre[at.FRONT_DAY, f, 0]:
            return Reached(HAS_A_WAY, NOT_READY)
        return Reached(HAS_A_WAY, PROBES if manner == at.PROBE else NOBODY_MISSED)

    def _wing(self, w: int) -> Reached:
        leave = int(self.theatre[at.WING_WHEN, w, 0])
        if not self._condition(leave):
            return Reached(ACTS, self._nearest([self._ways(leave)], ""))
        places = int(self.theatre[at.PLACES, 0, 0])
        if not self.theatre[at.SQUADRON_ROOM, :places, 0].any():
            return Reached(ACTS, NO_FIELD)
        left = room(self.theatre, self.stage.state) > 0.0
        return Reached(HAS_A_WAY, NOT_READY if left else FIELDS_LOST)

    # ------------------------------------------------------------ atoms and sentences
    def _number(self, row: int, entity: int = 0) -> float:
        return self.stage.number(row, entity)

    def _condition(self, number: int) -> bool:
        return bool(holds(self.theatre, self.stage.state, number))

    def _holds(self, atom: int) -> bool:
        word, bit = divmod(atom, at.WORD_BITS)
        return bool(int(self.stage.state[at.HOLDS, 0, word]) >> bit & 1)

    def _missing(self, atoms: Iterable[int]) -> list[int]:
        return sorted(atom for atom in atoms if not self._holds(atom))

    def _is_so(self, ways: Ways) -> bool:
        return any(not self._missing(way) for way in ways)

    def _ways(self, condition: int) -> Ways:
        """A condition of the arrays as sets of atoms."""
        if condition == at.ALWAYS:
            return (frozenset(),)
        first = int(self.theatre[at.CONDITION_FIRST, condition, 0])
        terms = range(first, first + int(self.theatre[at.CONDITION_TERMS, condition, 0]))
        return tuple(frozenset(self._atoms(term)) for term in terms)

    def _atoms(self, term: int) -> Iterator[int]:
        for word in range(at.WORDS):
            bits = int(self.theatre[at.TERM_NEEDS, term, word])
            yield from (word * at.WORD_BITS + n for n in range(at.WORD_BITS) if bits >> n & 1)

    def _nearest(self, sentences: Iterable[Ways], power: str) -> str:
        """What the sentence lacks first that lacks least; empty where one holds.

        Of two that lack as much the one counts that does not lack a decision of the power itself.
        """
        lacks = [self._lack(way, power) for ways in sentences for way in ways]
        if not lacks:
            return NO_PACT
        least = min(lacks, key=lambda one: (one.count, one.is_own, one.atom))
        return self._words(least.atom) if least.count else ""

    def _lack(self, way: frozenset[int], power: str) -> _Lack:
        missing = self._missing(way)
        if not missing:
            return _Lack(0, False, -1)
        own = self._words(missing[0]).startswith(f"decides({power}.")
        return _Lack(len(missing), own, missing[0])

    def _words(self, atom: int) -> str:
        return self.chain.atoms[atom].words


def _steps(one: Reached) -> int:
    return one.steps
