"""Step by step: who sets out, over what, and where everybody is.

Bodies are served in their order, each through all its time: none is ever held up by one after it.
At each step its supply goes first, then as many of it as the quickest journey takes, then the next
journey. Who sets out reserves what each carrier on the way has left when he will be there; nobody
waits on the way, all wait at home. So no carrier ever carries more than it can, by construction.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from holdfast.movement.timetable import Body, Floats, Ints, Journey, Timetable

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
    bounds: list[Floats] = field(default_factory=list)
    windows: list[Floats] = field(default_factory=list)
    """float[draw, step] of each carrier: what lies in the window that ends there."""
    carried: list[Floats] = field(default_factory=list)

    def __post_init__(self) -> None:
        for carrier in self.table.carriers:
            self.bounds.append(carrier.bound())
            self.windows.append(np.zeros((self.draws, self.steps)))
            self.carried.append(np.zeros((self.draws, self.steps)))


@dataclass
class _Row:
    """One body so far: who has set out by the end of each step, by journey."""

    body: Body
    out: Floats
    """float[draw, journey, step], set out at each step."""
    gone: Floats
    """float[draw, journey], set out so far."""
    by_then: list[Floats]
    """float[draw, step] of each journey: set out by the end of each step, as far as it is known."""


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


def _through(ledger: _Ledger, body: Body) -> _Row:
    """Serve one body through all its time."""
    shape = (ledger.draws, len(body.journeys), ledger.steps)
    by_then = [np.zeros((ledger.draws, ledger.steps)) for _ in body.journeys]
    row = _Row(body, np.zeros(shape), np.zeros(shape[:2]), by_then)
    eats = any(use.feeds.any() for journey in body.journeys for use in journey.uses)
    for t in range(ledger.steps):
        waiting = body.ready[:, t] - row.gone.sum(axis=1)
        if eats:
            _feed(ledger, row, t)
        if (waiting > NOBODY).any():
            _send(ledger, row, waiting, t)
        for n, table in enumerate(row.by_then):
            table[:, t] = row.gone[:, n]
    return row


def _send(ledger: _Ledger, row: _Row, waiting: Floats, t: int) -> None:
    """Let those of a body who are ready set out, by the quickest journey that has room."""
    for n, journey in enumerate(row.body.journeys):
        load = [use.load for use in journey.uses]
        going = np.minimum(waiting, _room(ledger, journey, t, load))
        going = np.where(going > NOBODY, going, 0.0)
        if going.any():
            _reserve(ledger, journey, t, [going * one for one in load])
            row.out[:, n, t] = going
            row.gone[:, n] += going
            waiting = waiting - going


def _feed(ledger: _Ledger, row: _Row, t: int) -> None:
    """Send what those who will have arrived eat, before anybody else sets out.

    What one journey cannot carry of it the next does; what none can is not brought.
    """
    hungry = np.ones(ledger.draws)
    for journey in row.body.journeys:
        feeds = [use.feeds for use in journey.uses]
        if not any(one.any() for one in feeds):
            continue
        need = hungry * _there(row, t, t + journey.steps)
        given = np.minimum(need, _room(ledger, journey, t, feeds))
        _reserve(ledger, journey, t, [given * one for one in feeds])
        hungry = hungry * np.where(need > 0, 1 - given / np.where(need > 0, need, 1.0), 0.0)


def _there(row: _Row, t: int, then: Ints) -> Floats:
    """float[draw]: who will have arrived by a later step, of those who have set out before `t`."""
    there = np.zeros(len(then))
    for journey, table in zip(row.body.journeys, row.by_then, strict=True):
        left_by = np.minimum(then - journey.steps, t - 1)
        out = table[np.arange(len(table)), np.maximum(left_by, 0)]
        there += np.where(left_by >= 0, out, 0.0) * (1.0 - journey.lost - journey.interned)
    return there


def _room(ledger: _Ledger, journey: Journey, t: int, load: list[Floats]) -> Floats:
    """float[draw]: units that every carrier of a journey has room for, setting out now."""
    in_time = t + journey.steps < ledger.steps
    room = np.where(in_time & (t >= journey.opens), np.inf, 0.0)
    for use, one in zip(journey.uses, load, strict=True):
        left = np.maximum(_left(ledger, use.carrier, t + use.after), 0.0)
        room = np.minimum(room, np.where(one > 0, left / np.where(one > 0, one, 1.0), np.inf))
    return room


def _left(ledger: _Ledger, k: int, at: Ints) -> Floats:
    """float[draw]: what carrier `k` can still take at a step of each draw."""
    carrier, windows = ledger.table.carriers[k], ledger.windows[k]
    left = _at(carrier.limit, at) - _at(windows, at)
    for ahead in range(1, int(carrier.window.max())):
        later = _at(ledger.bounds[k], at + ahead) - _at(windows, at + ahead)
        inside = (ahead < carrier.window) & (at + ahead < windows.shape[1])
        left = np.where(inside, np.minimum(left, later), left)
    return left


def _reserve(ledger: _Ledger, journey: Journey, t: int, amounts: list[Floats]) -> None:
    for use, amount in zip(journey.uses, amounts, strict=True):
        carrier = ledger.table.carriers[use.carrier]
        _add(ledger.carried[use.carrier], t + use.after, amount)
        for ahead in range(int(carrier.window.max())):
            inside = np.where(ahead < carrier.window, amount, 0.0)
            _add(ledger.windows[use.carrier], t + use.after + ahead, inside)


def _at(table: Floats, step: Ints) -> Floats:
    """float[draw]: a table's number at a step of each draw; nothing after its end."""
    steps = table.shape[1]
    found = table[np.arange(len(table)), np.minimum(step, steps - 1)]
    return np.where(step < steps, found, 0.0)


def _add(table: Floats, step: Ints, amount: Floats) -> None:
    steps = table.shape[1]
    table[np.arange(len(table)), np.minimum(step, steps - 1)] += np.where(step < steps, amount, 0.0)


# ------------------------------------------------------------------ what came of it
def _result(ledger: _Ledger, rows: list[_Row]) -> Moved:
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
        carried=_stacked(ledger.carried, ledger),
        under_way=_stacked(ledger.windows, ledger),
        by_journey=tuple(row.out for row in rows),
    )


def _stacked(tables: list[Floats], ledger: _Ledger) -> Floats:
    return np.stack(tables, axis=1) if tables else np.zeros((ledger.draws, 0, ledger.steps))


def _ends(row: _Row) -> tuple[Floats, Floats, Floats]:
    """float[draw, step] thrice: who has arrived, is lost, is interned by the end of each step."""
    arrived, lost, interned = (np.zeros_like(row.by_then[0]) for _ in range(3))
    for n, journey in enumerate(row.body.journeys):
        for draw, steps in enumerate(journey.steps):
            came = np.zeros(arrived.shape[1])
            came[steps:] = np.cumsum(row.out[draw, n])[: len(came) - steps]
            arrived[draw] += came * (1.0 - journey.lost[draw] - journey.interned[draw])
            lost[draw] += came * journey.lost[draw]
            interned[draw] += came * journey.interned[draw]
    return arrived, lost, interned
