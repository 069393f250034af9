"""Step by step: who arrives, over what, and where everybody is.

Bodies are served in their order, each through all its time: none is ever held up by one after it.
Of one body those places are given out first by which somebody arrives first: for each step, over
each journey on which one would arrive then, as many as every carrier on it still takes when they
pass. Who takes a place has reserved it; nobody waits on the way, all wait at home. So no carrier
ever carries more than it can, by construction.

Where the journeys of a body share one neck at most, no timetable has more there by any step: lines
inside a neck inside those who are ready are a laminar matroid, on which the greedy choice is best.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from holdfast.movement.timetable import Body, Floats, Ints, Journey, Timetable, Use

NOBODY = 1e-9
"""Units; fewer are rounding."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Where everybody is at the end of each step; every unit is in exactly one of the six."""

    home: Floats
    """float[draw, body, step]: not ready yet."""
    queue: Floats
    """Ready, and not under way."""
    way: Floats
    arrived: Floats
    lost: Floats
    interned: Floats
    carried: Floats
    """float[draw, carrier, step]: what set out over each carrier."""
    under_way: Floats
    """float[draw, carrier, step]: what it had in its window at the end of each step."""
    by_journey: tuple[Floats, ...]
    """float[draw, journey, step] of each body: units that set out."""


@dataclass
class _Ledger:
    """What is reserved of every carrier."""

    table: Timetable
    draws: int
    steps: int
    windows: Floats = field(init=False)
    """float[carrier, draw, step]: what lies in the window that ends there."""
    carried: Floats = field(init=False)
    limits: Floats = field(init=False)
    bounds: Floats = field(init=False)

    def __post_init__(self) -> None:
        none = np.zeros((0, self.draws, self.steps))
        carriers = self.table.carriers
        self.limits = np.stack([one.limit for one in carriers]) if carriers else none
        self.bounds = np.stack([one.bound() for one in carriers]) if carriers else none
        self.windows, self.carried = np.zeros_like(self.limits), np.zeros_like(self.limits)


@dataclass
class _Way:
    """One journey as arrays: its steady carriers all at once, those that come back one by one."""

    journey: Journey
    steady: Ints
    """int[use, 1], carriers whose window is one step."""
    after: Ints
    """int[use, draw]."""
    load: Floats
    feeds: Floats
    """float[use, draw]."""
    returning: tuple[Use, ...]

    @classmethod
    def of(cls, journey: Journey, table: Timetable, draws: int) -> _Way:
        """Sort the carriers of a journey by their windows."""
        steady = [use for use in journey.uses if table.carriers[use.carrier].window.max() == 1]
        returning = [use for use in journey.uses if table.carriers[use.carrier].window.max() > 1]
        shape = (len(steady), draws)
        return cls(
            journey,
            np.array([[use.carrier] for use in steady], dtype=np.int64).reshape(-1, 1),
            np.array([use.after for use in steady], dtype=np.int64).reshape(shape),
            np.array([use.load for use in steady], dtype=float).reshape(shape),
            np.array([use.feeds for use in steady], dtype=float).reshape(shape),
            tuple(returning),
        )


@dataclass
class _Served:
    """One body so far."""

    body: Body
    ways: tuple[_Way, ...]
    out: Floats
    """float[draw, journey, step], set out at each step."""
    slack: Floats
    """float[draw, step], ready and without a place by the end of each step."""
    free: Floats
    """float[draw, step], the least of that from each step on: who can still set out then."""
    there: Floats
    """float[draw], arrived so far."""


def move(table: Timetable) -> Moved:
    """Let everybody go.

    Parameters
    ----------
    table : bodies, journeys and carriers.

    Returns
    -------
    Moved
        home + queue + way + arrived + lost + interned is every body's units at every step.
    """
    draws, steps = table.shape
    ledger = _Ledger(table, draws, steps)
    rows = [_through(ledger, body) for body in table.bodies]
    return _result(ledger, rows)


def _through(ledger: _Ledger, body: Body) -> _Served:
    """Serve one body through all its time."""
    shape = (ledger.draws, len(body.journeys), ledger.steps)
    ways = tuple(_Way.of(journey, ledger.table, ledger.draws) for journey in body.journeys)
    row = _Served(
        body, ways, np.zeros(shape), body.ready.copy(), _least_ahead(body.ready),
        np.zeros(ledger.draws),
    )  # fmt: skip
    eats = any(use.feeds.any() for journey in body.journeys for use in journey.uses)
    for step in range(ledger.steps):
        if eats and row.there.any():
            _feed(ledger, row, step)
        if (row.free[:, : step + 1] > NOBODY).any():
            _send(ledger, row, step)
    return row


def _least_ahead(slack: Floats) -> Floats:
    """float[draw, step]: the least from each step to the last."""
    return np.minimum.accumulate(slack[:, ::-1], axis=1)[:, ::-1]


def _send(ledger: _Ledger, row: _Served, step: int) -> None:
    """Let as many arrive at a step as its journeys have room for."""
    draws = np.arange(ledger.draws)
    for n, way in enumerate(row.ways):
        leaves = step - way.journey.steps
        at = np.maximum(leaves, 0)
        free = np.where(leaves >= 0, row.free[draws, at], 0.0)
        if not (free > NOBODY).any():
            continue
        going = np.minimum(free, _room(ledger, way, at, feeding=False))
        going = np.where(going > NOBODY, going, 0.0)
        if going.any():
            _reserve(ledger, way, at, going, feeding=False)
            row.out[draws, n, at] += going
            row.slack -= (np.arange(ledger.steps) >= at[:, None]) * going[:, None]
            row.free = _least_ahead(row.slack)
            row.there += going * (1.0 - way.journey.lost - way.journey.interned)


def _feed(ledger: _Ledger, row: _Served, step: int) -> None:
    """Bring what those who are there eat, before anybody else arrives.

    What one journey cannot carry of it the next does; what none can is not brought.
    """
    hungry = np.ones(ledger.draws)
    for way in row.ways:
        if not (way.feeds.any() or any(use.feeds.any() for use in way.returning)):
            continue
        leaves = step - way.journey.steps
        at = np.maximum(leaves, 0)
        need = np.where(leaves >= 0, hungry * row.there, 0.0)
        given = np.minimum(need, _room(ledger, way, at, feeding=True))
        _reserve(ledger, way, at, given, feeding=True)
        hungry = hungry * (1 - given / np.where(need > 0, need, 1.0))


def _room(ledger: _Ledger, way: _Way, leaves: Ints, feeding: bool) -> Floats:
    """float[draw]: units that every carrier of a journey has room for, setting out at a step."""
    room = np.where(leaves >= way.journey.opens, np.inf, 0.0)
    if len(way.steady):
        at = (way.steady, np.arange(ledger.draws), np.minimum(leaves + way.after, ledger.steps - 1))
        left = np.maximum(ledger.limits[at] - ledger.windows[at], 0.0)
        room = np.minimum(room, _units(left, way.feeds if feeding else way.load).min(axis=0))
    for use in way.returning:
        left = np.maximum(_left(ledger, use.carrier, leaves + use.after), 0.0)
        room = np.minimum(room, _units(left, use.feeds if feeding else use.load))
    return room


def _units(left: Floats, load: Floats) -> Floats:
    """Units that some room holds; any number where they ask for none."""
    return np.where(load > 0, left / np.where(load > 0, load, 1.0), np.inf)


def _left(ledger: _Ledger, k: int, at: Ints) -> Floats:
    """float[draw]: what carrier `k`, which comes back, can still take at a step of each draw."""
    window = ledger.table.carriers[k].window
    left = _at(ledger.limits[k], at) - _at(ledger.windows[k], at)
    for ahead in range(1, int(window.max())):
        later = _at(ledger.bounds[k], at + ahead) - _at(ledger.windows[k], at + ahead)
        inside = (ahead < window) & (at + ahead < ledger.steps)
        left = np.where(inside, np.minimum(left, later), left)
    return left


def _reserve(ledger: _Ledger, way: _Way, leaves: Ints, units: Floats, feeding: bool) -> None:
    if len(way.steady):
        at = (way.steady, np.arange(ledger.draws), np.minimum(leaves + way.after, ledger.steps - 1))
        amount = units * (way.feeds if feeding else way.load)
        ledger.windows[at] += amount
        ledger.carried[at] += amount
    for use in way.returning:
        window = ledger.table.carriers[use.carrier].window
        amount = units * (use.feeds if feeding else use.load)
        _add(ledger.carried[use.carrier], leaves + use.after, amount)
        for ahead in range(int(window.max())):
            inside = np.where(ahead < window, amount, 0.0)
            _add(ledger.windows[use.carrier], leaves + use.after + ahead, inside)


def _at(table: Floats, step: Ints) -> Floats:
    """float[draw]: a table's number at a step of each draw; nothing after its end."""
    steps = table.shape[1]
    found = table[np.arange(len(table)), np.minimum(step, steps - 1)]
    return np.where(step < steps, found, 0.0)


def _add(table: Floats, step: Ints, amount: Floats) -> None:
    steps = table.shape[1]
    table[np.arange(len(table)), np.minimum(step, steps - 1)] += np.where(step < steps, amount, 0.0)


# ------------------------------------------------------------------ what came of it
def _result(ledger: _Ledger, rows: list[_Served]) -> Moved:
    ends = [_ends(row) for row in rows]
    out = [np.cumsum(row.out.sum(axis=1), axis=1) for row in rows]
    ready = [row.body.ready for row in rows]
    home = [row.body.units[:, None] - row.body.ready for row in rows]
    return Moved(
        home=_stacked(home, ledger),
        queue=_stacked([one - gone for one, gone in zip(ready, out, strict=True)], ledger),
        way=_stacked([gone - sum(end) for gone, end in zip(out, ends, strict=True)], ledger),
        arrived=_stacked([end[0] for end in ends], ledger),
        lost=_stacked([end[1] for end in ends], ledger),
        interned=_stacked([end[2] for end in ends], ledger),
        carried=np.swapaxes(ledger.carried, 0, 1),
        under_way=np.swapaxes(ledger.windows, 0, 1),
        by_journey=tuple(row.out for row in rows),
    )


def _stacked(tables: list[Floats], ledger: _Ledger) -> Floats:
    return np.stack(tables, axis=1) if tables else np.zeros((ledger.draws, 0, ledger.steps))


def _ends(row: _Served) -> tuple[Floats, Floats, Floats]:
    """float[draw, step] thrice: who has arrived, is lost, is interned by the end of each step."""
    arrived, lost, interned = (np.zeros_like(row.slack) for _ in range(3))
    for n, journey in enumerate(row.body.journeys):
        for draw, steps in enumerate(journey.steps):
            came = np.zeros(arrived.shape[1])
            came[steps:] = np.cumsum(row.out[draw, n])[: len(came) - steps]
            arrived[draw] += came * (1.0 - journey.lost[draw] - journey.interned[draw])
            lost[draw] += came * journey.lost[draw]
            interned[draw] += came * journey.interned[draw]
    return arrived, lost, interned
