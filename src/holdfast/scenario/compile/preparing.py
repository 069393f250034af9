"""Preparation in a future: what a plan's programme makes of money, capacity and months.

What is recorded in the scenario is what the base programme gave. Another programme stands at the
record and what the economy makes more or less under it, in each future; where nothing is recorded
the economy's own number stands. Projects count in the futures in which they were consented to and
done by the day of the attack.

A preparation is one object that is called with what was drawn and gives further entries of it, by
names that no path has. So another programme may be put in its place on the same theatre.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from holdfast.scenario.compile.drawn_changes import Values
from holdfast.scenario.compile.reckoning import Reckoning
from holdfast.scenario.compile.tallies import Reckons, StandingRow, Tally, reckoned, tally
from holdfast.scenario.compile.theatre import Drawn, Number
from holdfast.scenario.realise import Floats
from holdfast.schema.quantity import Quantity

NEVER_DAYS = 100_000.0
"""Days until a fact that does not come: beyond every campaign. grade: definition"""


@dataclass(frozen=True)
class ProjectRow:
    """A project as it is reckoned with.

    Attributes
    ----------
    taken : whether the plan takes it.
    agreed : 1 where everybody who must agree does.
    begun : whether it begins before the attack.
    in_time : 1 where its months have passed by the attack; None: its row of the economy says it.
    """

    name: str
    taken: bool
    agreed: Number
    begun: bool
    in_time: Number | None
    needs: tuple[str, ...]
    key: str
    begun_key: str


@dataclass(frozen=True)
class FactRow:
    """A fact that holds where enough of a good stands."""

    fact: str
    key: str
    good: str
    sectors: tuple[str, ...]
    share: float
    ordered: Number
    """What the base programme orders there."""

    def delay(self, plan: Tally, drawn: Drawn) -> Values:
        """Days of the crisis until it holds: none, or more than there are."""
        ordered = np.asarray(self.ordered(drawn))
        stands = plan.built(self.good, self.sectors) >= self.share * ordered
        return np.where(stands & (ordered > 0), 0.0, NEVER_DAYS)


@dataclass(frozen=True)
class Preparation:
    """What a plan's preparation comes to, future by future."""

    plan: Reckoning | None = None
    base: Reckoning | None = None
    """The base programme; None where the plan has no other."""
    standing: tuple[StandingRow, ...] = ()
    projects: tuple[ProjectRow, ...] = ()
    facts: tuple[FactRow, ...] = ()
    own: Mapping[str, Quantity] = field(default_factory=dict)
    """Every uncertain quantity that it asks for, by its path."""
    reckon: Reckons = reckoned
    """How it comes to what stands: anew, or by way of somebody who remembers."""

    def __call__(self, drawn: Drawn) -> dict[str, Floats]:
        """Further entries of what is drawn: float[future] each, or float[1] alike for all."""
        plan, base = self._tallies(drawn)
        found: dict[str, Values] = {}
        for row in self.standing:
            if plan is None or base is None:
                found[row.key] = row.unchanged
            else:
                found[row.key] = row.entry(plan, base, drawn)
        for fact in self.facts:
            assert plan is not None, "facts are of the economy"
            found[fact.key] = fact.delay(plan, drawn)
        return _as_arrays({**found, **self._projects(plan, drawn)})

    def moves(self, row: StandingRow) -> bool:
        """Whether the programme may make of a number what is not recorded."""
        asked = [one.programme for one in (self.plan, self.base) if one is not None]
        ordered = any(row.is_of(order) for programme in asked for order in programme.orders)
        return ordered and not (row.recorded and self.base is None)

    def _tallies(self, drawn: Drawn) -> tuple[Tally | None, Tally | None]:
        """What the plan and the base programme have made; None where nothing asks for it."""
        if self.plan is None or self._idle:
            return None, None
        plan = tally(self.plan, drawn, self.reckon)
        return plan, plan if self.base is None else tally(self.base, drawn, self.reckon)

    @property
    def _idle(self) -> bool:
        """Whether nothing hangs on the economy: the record stands."""
        anew = any(self.moves(row) for row in self.standing)
        paid = any(row.in_time is None and row.taken for row in self.projects)
        return self.base is None and not (anew or paid or self.facts)

    def _projects(self, plan: Tally | None, drawn: Drawn) -> dict[str, Values]:
        """1 where a project is done, or begun, with all that it needs."""
        rows = {row.name: row for row in self.projects}
        done: dict[str, Values] = {}

        def is_done(name: str) -> Values:
            if name not in done:
                row = rows.get(name)
                done[name] = 0.0 if row is None or not row.taken else _finished(row, plan, drawn)
                for need in row.needs if row is not None else ():
                    done[name] = done[name] * is_done(need)
            return done[name]

        found: dict[str, Values] = {}
        for row in self.projects:
            found[row.key] = is_done(row.name)
            comes = row.taken and row.begun
            begun = np.asarray(row.agreed(drawn)) if comes else np.zeros(1)
            for need in row.needs:
                begun = begun * is_done(need)
            found[row.begun_key] = begun
        return found


def _finished(row: ProjectRow, plan: Tally | None, drawn: Drawn) -> Values:
    agreed = np.asarray(row.agreed(drawn), dtype=float)
    if row.in_time is not None:
        return agreed * row.in_time(drawn)
    assert plan is not None, "a project that is paid is paid by the economy"
    return agreed * plan.finished(row.name)


def _as_arrays(found: Mapping[str, Values]) -> dict[str, Floats]:
    return {key: np.atleast_1d(np.asarray(one, dtype=np.float64)) for key, one in found.items()}
