"""`holdfast reach` of a movement: what arrives when, beside the record where there is one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from holdfast.analysis.paired import Quantiles
from holdfast.analysis.reach import (
    BesideRecord,
    CannotArrive,
    OneMore,
    ReachAnswer,
    RouteRow,
    spread,
)
from holdfast.movement.flow import Moved, move
from holdfast.movement.joining import joined
from holdfast.movement.reading import arrived_by, day_of
from holdfast.movement.timetable import STEPS_A_DAY, Body, Floats, Journey, Timetable
from holdfast.scenario.card_source import card_hash
from holdfast.scenario.compile.movement import MovementDraws, timetable
from holdfast.schema.movement import Movement, OnRecord, SeaPort, Ships, Transports
from holdfast.study.reach.read_off import (
    by_day,
    curves,
    worth_of_a_month,
    worth_of_more,
)
from holdfast.text.nodes import Mapping

NOBODY = 1e-6


def reach_movement(
    movement: Movement, node: Mapping, futures: int = 100, seed: int = 1
) -> ReachAnswer:
    """What of a movement arrives when.

    The record is compared with the answer at middle values: one line against one line.

    Parameters
    ----------
    movement : checked.
    node : what it was read from, for its hash.
    """
    drawn = MovementDraws(movement, seed, futures)
    table = joined(timetable(movement, drawn))
    moved = move(table)
    names = [force.power or force.id for force in movement.forces]
    return ReachAnswer(
        target=movement.id,
        kind="movement",
        title=movement.title,
        hash=card_hash(node),
        start=movement.start,
        seed=seed,
        futures=futures,
        unit=movement.forces[0].unit,
        given=("Everybody goes as soon as he is ready, leave is given and there is room.",),
        routes=tuple(_rows(movement, table)),
        divisions_by_day=by_day(moved, names),
        aircraft_by_day={},
        turned_away={},
        squadron_places=None,
        cannot=tuple(_cannot(movement, moved)),
        worth=(*_worths(movement, drawn, table, moved), worth_of_a_month(moved)),
        record=beside_record(movement),
        curves=curves(moved, names, movement.horizon_days),
    )


# ------------------------------------------------------------------ the record
def beside_record(movement: Movement) -> tuple[BesideRecord, ...]:
    """Each line of the record beside the answer at middle values."""
    drawn = MovementDraws(movement)
    moved = move(joined(timetable(movement, drawn)))
    units = {force.id: float(drawn.of(force.units)[0]) for force in movement.forces}
    return tuple(_beside(row, movement, moved, units) for row in movement.record)


def _beside(
    row: OnRecord, movement: Movement, moved: Moved, units: dict[str, float]
) -> BesideRecord:
    mine = [n for n, force in enumerate(movement.forces) if force.id in row.forces]
    amount = row.amount.middle()
    if row.as_share:
        amount *= sum(units[name] for name in row.forces)
    if row.within_days is not None:
        came = moved.arrived[:, mine].sum(axis=1)
        answer = float(day_of(came, np.array([amount]))[0])
        late = answer - row.day
        within = abs(late) <= row.within_days or (row.no_later and late <= 0)
        return BesideRecord(
            row.what, row.day, amount, answer, True, row.within_days, within, row.given
        )
    before = 0.0 if row.since is None else float(arrived_by(moved, row.since)[0, mine].sum())
    answer = float(arrived_by(moved, row.day)[0, mine].sum()) - before
    share = row.within_share or 0.0
    within = abs(answer - amount) <= share * amount
    return BesideRecord(row.what, row.day, amount, answer, False, share, within, row.given)


# ------------------------------------------------------------------ routes
def _rows(movement: Movement, table: Timetable) -> Iterator[RouteRow]:
    seen: dict[tuple[str, str], list[str]] = {}
    kept: dict[tuple[str, str], tuple[Journey, int]] = {}
    for n, (force, body) in enumerate(zip(movement.forces, table.bodies, strict=True)):
        for journey in body.journeys:
            key = (force.power or force.id, journey.name)
            seen.setdefault(key, []).append(force.id)
            kept.setdefault(key, (journey, n))
    for key, who in seen.items():
        journey, n = kept[key]
        yield _row(movement, table, journey, n, (key[0], tuple(who)))


def _row(
    movement: Movement,
    table: Timetable,
    journey: Journey,
    n: int,
    named: tuple[str, tuple[str, ...]],
) -> RouteRow:
    way = next(one for one in movement.forces[n].routes if " - ".join(one.by) == journey.name)
    alone = _alone(table, journey, n)
    narrow = _narrowest(table, journey)
    return RouteRow(
        power=named[0],
        form=_form(movement, way.by),
        places=tuple(way.by),
        bottleneck=narrow,
        trains_per_day=_trains(movement, table, journey),
        decisions=("leave",) if way.leave.middle() > 1 else (),
        first_day=spread(alone),
        who=named[1],
    )


def _alone(table: Timetable, journey: Journey, n: int) -> Floats:
    """float[draw]: the day by which a body's first unit has come by one journey alone."""
    body = table.bodies[n]
    one = Timetable((Body(body.name, body.ready, body.units, (journey,)),), table.carriers)
    came = move(one).arrived[:, 0]
    return day_of(came, np.minimum(1.0, body.units * (1 - journey.lost - journey.interned)))


def _form(movement: Movement, by: list[str]) -> str:
    """The form of help: by air or sea if any part is; else by rail, else on foot."""
    carriers = movement.carriers()
    kinds = [type(carriers[name]) for name in by]
    if Transports in kinds:
        return "air"
    if Ships in kinds or SeaPort in kinds:
        return "sea"
    return "rail" if any(name in movement.lines for name in by) else "foot"


def _narrowest(table: Timetable, journey: Journey) -> tuple[str, ...] | None:
    """The carrier that takes fewest units a day at its best."""
    found: list[tuple[float, str]] = []
    for use in journey.uses:
        carrier = table.carriers[use.carrier]
        best = carrier.limit.max(axis=1) / np.maximum(use.load, NOBODY) / carrier.window
        found.append((float(np.median(best)), carrier.name))
    return (min(found)[1],) if found else None


def _trains(movement: Movement, table: Timetable, journey: Journey) -> Quantiles | None:
    """Trains a day of the narrowest line at its best; None without a line."""
    lines = [
        table.carriers[use.carrier].limit.max(axis=1) * STEPS_A_DAY
        for use in journey.uses
        if table.carriers[use.carrier].name in movement.lines
    ]
    return spread(np.min(lines, axis=0)) if lines else None


# ------------------------------------------------------------------ who cannot, what more is worth
def _cannot(movement: Movement, moved: Moved) -> Iterator[CannotArrive]:
    last = np.median(moved.arrived[:, :, -1], axis=0)
    for force, came in zip(movement.forces, last, strict=True):
        if came <= NOBODY:
            why = f"nobody of it has come by day {movement.horizon_days}"
            yield CannotArrive(force.power or force.id, force.id, why)


def _worths(
    movement: Movement, drawn: MovementDraws, table: Timetable, moved: Moved
) -> Iterator[OneMore]:
    carriers = movement.carriers()

    def named(k: int) -> str:
        name = table.carriers[k].name
        one = _ONE_MORE.get(type(carriers[name]).__name__, "a tenth more of")
        port = carriers[name]
        berthed = isinstance(port, SeaPort) and port.berths is not None
        return f"one more berth: {name}" if berthed else f"{one} {name}"

    def more(k: int) -> Floats:
        carrier = carriers[table.carriers[k].name]
        limit = table.carriers[k].limit
        kind = type(carrier).__name__
        if kind in _TRAINS:
            return np.full_like(limit, 1.0 / STEPS_A_DAY)
        if isinstance(carrier, SeaPort) and carrier.per_berth is not None:
            return np.ones_like(limit) * drawn.of(carrier.per_berth)[:, None]
        return TENTH * limit

    yield from worth_of_more(table, moved, named, more)


TENTH = 0.1
"""What is added where there is no natural one more."""

_TRAINS = frozenset({"RailLine", "Station"})
_ONE_MORE = dict.fromkeys(_TRAINS, "one more train a day:")
