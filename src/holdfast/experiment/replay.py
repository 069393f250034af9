"""One campaign played again by its key, with every day on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from holdfast.experiment.outcomes import CAUSES, ENDS, Floats
from holdfast.kernel import campaign
from holdfast.kernel import layout as at
from holdfast.scenario.compile.theatre import Theatre


@dataclass(frozen=True)
class Fell:
    """A decision that fell: on which day, and how."""

    day: int
    yes: bool


@dataclass(frozen=True)
class Came:
    """What became of one kind of help: the day of its first effect, and how much there was."""

    day: int
    men: float
    aircraft: float


@dataclass(frozen=True)
class Events:
    """What happened, by name. Days are campaign days: 0 is the eve of the attack, -9 earlier."""

    decisions: dict[str, Fell]
    acts: dict[str, int]
    helpers: dict[str, Came]
    places: dict[str, int]
    """First day on which a front stood at or beyond the place."""
    capital_day: int | None
    relief_day: int | None
    value_lost: float
    army_lost: float
    attacker_lost: float
    evacuated: float
    crisis_days: int


@dataclass(frozen=True)
class Record:
    """A campaign day by day: measure -> float64[day, axis], or [day] for the whole."""

    axes: tuple[str, ...]
    end: str
    end_day: int
    cause: str
    days: dict[str, Floats]
    events: Events

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        days = {name: values.tolist() for name, values in self.days.items()}
        told = {"axes": list(self.axes), "end": self.end, "end_day": self.end_day}
        told["cause"] = self.cause
        return told | {"days": days, "events": asdict(self.events)}


class Stage:
    """A theatre made ready to play single campaigns of some futures, with arrays used again."""

    def __init__(self, theatre: Theatre, seed: int, futures: Sequence[int]) -> None:
        self.names = theatre.names
        self.horizon = theatre.horizon
        self._seed = seed
        _, cells = theatre.realise(seed, np.array(futures, dtype=np.int64))
        self._cells = dict(zip(futures, cells, strict=True))
        before, law, calendar = theatre.arrays()
        self.arrays = before.copy(), law.copy(), calendar
        self.state = campaign.blank_state(before)
        self.days = np.zeros((at.DAYS_ROWS, theatre.horizon + 1, before.shape[1]))
        self._slots = theatre.slot_table()

    def play(self, future: int, replication: int, helped: bool = True) -> int:
        """Play one campaign; give the last day of it."""
        campaign.patch(self.arrays[0], self.arrays[1], self._slots, self._cells[future])
        key = np.array([self._seed, future, replication], dtype=np.uint64)
        return int(campaign.play_world(self.arrays, self.state, self.days, key, helped))

    def number(self, row: int, entity: int = 0) -> float:
        """A number of the state, as the campaign left it."""
        return float(self.state[row, entity, 0])

    def clocks(self, row: int, names: tuple[str, ...]) -> Iterator[tuple[int, str, int]]:
        """Entity, name and campaign day of every clock of a row that was ever set."""
        crisis = int(self.arrays[0][at.CRISIS_DAYS, 0, 0])
        for entity, name in enumerate(names):
            if (clock := self.number(row, entity)) != at.NEVER:
                yield entity, name, int(clock) - crisis


def replay(
    theatre: Theatre, seed: int, future: int, replication: int, helped: bool = True
) -> Record:
    """Play one campaign of a run again; it is the same to the last bit."""
    stage = Stage(theatre, seed, [future])
    last = stage.play(future, replication, helped)
    kept = stage.days[:, 1 : last + 1]
    rows = {
        row.name: kept[n, :, : len(theatre.axes)] if "axis" in row.entity else kept[n, :, 0]
        for n, row in enumerate(at.DAYS.rows)
    }
    end = ENDS[int(stage.number(at.END))]
    day = int(stage.number(at.END_DAY))
    if end == "still_fighting":
        day = theatre.horizon
    cause = list(CAUSES)[int(stage.number(at.CAUSE))]
    return Record(theatre.axes, end, day, cause, rows, events(stage, rows["front"]))


def events(stage: Stage, fronts: Floats) -> Events:
    """Read what happened from the state in which a campaign ended.

    fronts : float64[day, axis], from day 1.
    """
    yes = int(stage.number(at.DECIDED))
    decisions = {
        name: Fell(day, bool(yes >> n & 1))
        for n, name, day in stage.clocks(at.DECISION_FELL, stage.names.decisions)
    }
    acts: dict[str, int] = {}
    for _, name, day in stage.clocks(at.CLAUSE_DONE, stage.names.clauses):
        acts[name] = min(day, acts.get(name, day))
    return Events(
        decisions=decisions,
        acts=acts,
        helpers=dict(_helpers(stage)),
        places=places_lost(stage, fronts),
        capital_day=_day(stage.number(at.CAPITAL_DAY)),
        relief_day=_day(stage.number(at.RELIEF_DAY)),
        value_lost=stage.number(at.VALUE_LOST),
        army_lost=stage.number(at.ARMY_LOST),
        attacker_lost=stage.number(at.ATTACKER_LOST),
        evacuated=stage.number(at.EVACUATED),
        crisis_days=int(stage.arrays[0][at.CRISIS_DAYS, 0, 0]),
    )


def _helpers(stage: Stage) -> Iterator[tuple[str, Came]]:
    for n, name in enumerate(stage.names.helpers):
        if (day := _day(stage.number(at.HELPER_DAY, n))) is not None:
            men, aircraft = (stage.number(row, n) for row in (at.HELPER_MEN, at.HELPER_AIRCRAFT))
            yield name, Came(day, men, aircraft)


def places_lost(stage: Stage, fronts: Floats) -> dict[str, int]:
    """First day on which any front stood at or beyond each place, those that fell, in order."""
    theatre = stage.arrays[0]
    found: dict[str, int] = {}
    for j in range(fronts.shape[1]):
        first, count = int(theatre[at.FIRST_LEG, j, 0]), int(theatre[at.LEGS, j, 0])
        for leg in range(first, first + count):
            beyond = np.flatnonzero(fronts[:, j] >= theatre[at.LEG_KM, leg, 0])
            if len(beyond):
                name = stage.names.places[int(theatre[at.LEG_PLACE, leg, 0])]
                found[name] = min(int(beyond[0]) + 1, found.get(name, stage.horizon))
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def _day(day: float) -> int | None:
    return None if day == at.NEVER else int(day)
