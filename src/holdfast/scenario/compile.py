"""The only file that knows both words and arrays: a card becomes a theatre.

What is certain is written into the arrays once; every uncertain quantity becomes a slot that a
Future fills. Shapes: theatre[row, entity, side], law[row, 0, side], calendar[row, day, 0].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from holdfast.kernel import draws as kernel_draws
from holdfast.kernel import layout as at
from holdfast.kernel.rule import LAW
from holdfast.scenario import codes
from holdfast.scenario.law import default_law, value_in
from holdfast.scenario.realise import Floats, Posterior, Slot, inverse_cdf, path_hash
from holdfast.schema.card import Card, Force, Promise
from holdfast.schema.quantity import Claim, Fixed, Quantity

HORIZON_DAYS = 365
THEATRE, LAW_ARRAY = 0, 1


@dataclass(frozen=True)
class Theatre:
    """A card or scenario as arrays, with the names that the arrays have lost."""

    theatre: Floats
    law: Floats
    calendar: Floats
    slots: tuple[Slot, ...]
    joint: tuple[int, ...]
    """Rows of the law that the posterior fills, in its order; -1 where the user fixed one."""
    posterior: Posterior
    axes: tuple[str, ...]
    places: tuple[str, ...]
    decisions: tuple[str, ...]
    helpers: tuple[str, ...]
    """Power and act of each row of help, in the order of the defender's arrivals."""
    first_helper: int
    """Number of the first of those among the defender's arrivals."""
    horizon: int = HORIZON_DAYS

    def arrays(self) -> tuple[Floats, Floats, Floats]:
        """What the kernel takes."""
        return self.theatre, self.law, self.calendar

    def slot_table(self) -> npt.NDArray[np.int64]:
        """int64[quantity, 4] = array, row, entity, side: drawn slots, then the joint ones."""
        rows = [(s.array, s.row, s.entity, s.side) for s in self.slots]
        rows += [(LAW_ARRAY, row, 0, 0) for row in self.joint if row >= 0]
        return np.array(rows, dtype=np.int64).reshape(len(rows), 4)

    def slot_rows(self, row: int, side: int) -> dict[int, int]:
        """Entity -> column of `realise` for the drawn quantities of one row of the theatre."""
        return {
            slot.entity: column
            for column, slot in enumerate(self.slots)
            if (slot.array, slot.row, slot.side) == (THEATRE, row, side)
        }

    def input_names(self) -> tuple[str, ...]:
        """The columns of `realise`."""
        kept = (n for n, row in zip(self.posterior.names, self.joint, strict=True) if row >= 0)
        return (*(slot.path for slot in self.slots), *(f"law.{name}" for name in kept))

    def realise(self, seed: int, first: int, futures: int) -> Floats:
        """Draw the inputs of futures first, first + 1, …: float64[future, quantity]."""
        paths = [slot.path for slot in self.slots] + [self.posterior.path]
        hashes = np.array([path_hash(path) for path in paths], dtype=np.uint64)
        u = np.empty((futures, len(paths)))
        kernel_draws.ignorance(seed, first, hashes, u)
        columns = [_drawn(slot, u[:, n]) for n, slot in enumerate(self.slots)]
        picked = self.posterior.pick(u[:, -1])
        columns += [picked[:, n] for n, row in enumerate(self.joint) if row >= 0]
        return np.ascontiguousarray(np.column_stack(columns)) if columns else u[:, :0].copy()


def _drawn(slot: Slot, u: Floats) -> Floats:
    values = inverse_cdf(slot.quantity, u)
    return np.maximum(1.0, np.rint(values)) if slot.whole else values


@dataclass
class _Writer:
    """Collects what is certain in arrays and what is not in slots."""

    theatre: Floats
    law: Floats
    slots: list[Slot] = field(default_factory=list)

    def put(self, path: str, quantity: Quantity, row: int, entity: int = 0, side: int = 0) -> None:
        """Write a quantity of the theatre."""
        whole = at.THEATRE.rows[row].unit == "day" and at.THEATRE.rows[row].entity != "whole"
        self.write(Slot(path, quantity, THEATRE, row, entity, side, whole))

    def write(self, slot: Slot) -> None:
        """Write what is known, keep what is drawn."""
        if isinstance(slot.quantity.spread, Fixed):
            target = self.theatre if slot.array == THEATRE else self.law
            value = slot.quantity.spread.value
            target[slot.row, slot.entity, slot.side] = max(1, round(value)) if slot.whole else value
        else:
            self.slots.append(slot)

    def number(self, value: float, row: int, entity: int = 0, side: int = 0) -> None:
        """Write a plain number of the theatre."""
        self.theatre[row, entity, side] = value


def compile_card(card: Card, posterior: Posterior, horizon: int = HORIZON_DAYS) -> Theatre:
    """Compile a card to arrays.

    Parameters
    ----------
    card : a checked card (scenario.check gives the faults of one that is not).
    posterior : joint sample of the law's calibrated constants.
    horizon : last day that is looked at.
    """
    inputs = card.inputs
    promised = (f"{promise.power}.{promise.act}" for promise in inputs.relief.promises)
    theatre = np.zeros((len(at.THEATRE.rows), _entities(card), 2))
    writer = _Writer(theatre, np.zeros((len(LAW.rows), 1, 2)))
    _write_setting(writer, card, horizon)
    _write_places(writer, card)
    _write_axes(writer, card)
    _write_forces(writer, card)
    _write_decisions(writer, card)
    joint = _write_law(writer, card, posterior)
    calendar = np.ones((len(at.CALENDAR.rows), horizon + 1, 1))
    for day in range(1, horizon + 1):
        calendar[at.TRAFFICABILITY, day, 0] = codes.trafficability(inputs.climate, card.start, day)
    return Theatre(
        theatre=writer.theatre,
        law=writer.law,
        calendar=calendar,
        slots=tuple(writer.slots),
        joint=joint,
        posterior=posterior,
        axes=tuple(axis.name for axis in inputs.axes),
        places=tuple(inputs.places),
        decisions=tuple(inputs.relief.decisions),
        helpers=(*("arrived",) * len(inputs.relief.arrived), *promised),
        first_helper=len(inputs.defender.forces),
        horizon=horizon,
    )


def _entities(card: Card) -> int:
    inputs = card.inputs
    legs = sum(len(axis.to) for axis in inputs.axes)
    belts = sum(len(axis.belts) for axis in inputs.axes)
    relief = len(inputs.relief.arrived) + len(inputs.relief.promises)
    return max(
        len(inputs.axes),
        legs,
        belts,
        len(inputs.places),
        len(inputs.attacker.forces),
        len(inputs.defender.forces) + relief,
        len(inputs.relief.decisions),
    )


def _write_setting(writer: _Writer, card: Card, horizon: int) -> None:
    inputs = card.inputs
    writer.number(len(inputs.axes), at.AXES)
    writer.number(len(inputs.places), at.PLACES)
    writer.number(horizon, at.HORIZON)
    writer.number(inputs.roads, at.ROADS)
    writer.number(codes.ROAD_FACTOR[inputs.roads], at.ROAD_FACTOR)
    writer.put("inputs.surprise", inputs.surprise, at.SURPRISE)
    if inputs.isolation is not None:
        writer.number(1, at.ISOLATED)
        writer.put("inputs.isolation.endurance", inputs.isolation.endurance, at.ENDURANCE)
        writer.put("inputs.isolation.inflow", inputs.isolation.inflow, at.INFLOW)
    if inputs.aim is not None:
        writer.put("inputs.aim", aim_quantity(dict(inputs.aim)), at.AIM)
    for side, name in enumerate(at.SIDES):
        force = inputs.attacker if side == at.ATTACKER else inputs.defender
        writer.put(f"inputs.{name}.u", force.u, at.MEN_SCALE, side=side)
    relief = inputs.relief
    writer.put("inputs.relief.known_day", relief.known_day, at.PROMISE_KNOWN)
    if relief.promised is not None:
        writer.put("inputs.relief.promised.day", relief.promised.day, at.PROMISED_DAY)
        writer.put("inputs.relief.promised.men", relief.promised.men, at.PROMISED_MEN)


def aim_quantity(odds: dict[str, float]) -> Quantity:
    """The aim as one quantity: rival codes, each with its odds."""
    claims = [
        Claim(value=Fixed(value=code), weight=odds[name])
        for code, name in enumerate(codes.AIMS)
        if odds[name] > 0
    ]
    return Quantity(claims=claims)


def _write_places(writer: _Writer, card: Card) -> None:
    for number, (name, site) in enumerate(card.inputs.places.items()):
        writer.put(f"inputs.places.{name}.value", site.value, at.VALUE, number)
        writer.number(float(site.capital), at.CAPITAL, number)


def _write_axes(writer: _Writer, card: Card) -> None:
    places = list(card.inputs.places)
    legs = belts = 0
    for j, axis in enumerate(card.inputs.axes):
        path = f"inputs.axes[{j}]"
        writer.number(codes.RUGGEDNESS[axis.terrain], at.RUGGEDNESS, j)
        writer.put(f"{path}.width_km", axis.width_km, at.WIDTH, j)
        writer.put(f"{path}.a", axis.a, at.SHARE, j, at.ATTACKER)
        writer.put(f"{path}.d", axis.d, at.SHARE, j, at.DEFENDER)
        writer.put(f"{path}.open_day", axis.open_day, at.OPEN_DAY, j)
        last = len(axis.to) - 1
        writer.put(f"{path}.to[{last}].km", axis.to[-1].km, at.LENGTH, j)
        writer.number(legs, at.FIRST_LEG, j)
        writer.number(len(axis.to), at.LEGS, j)
        writer.number(belts, at.FIRST_BELT, j)
        writer.number(len(axis.belts), at.BELTS, j)
        for k, stop in enumerate(axis.to):
            writer.number(places.index(stop.place), at.LEG_PLACE, legs + k)
            writer.put(f"{path}.to[{k}].km", stop.km, at.LEG_KM, legs + k)
        for k, belt in enumerate(axis.belts):
            here = f"{path}.belts[{k}]"
            writer.put(f"{here}.at_km", belt.at_km, at.BELT_AT, belts + k)
            writer.put(f"{here}.depth_km", belt.depth_km, at.BELT_DEPTH, belts + k)
            writer.put(f"{here}.strength", belt.strength, at.BELT_STRENGTH, belts + k)
        legs += len(axis.to)
        belts += len(axis.belts)


def _write_forces(writer: _Writer, card: Card) -> None:
    inputs = card.inputs
    relief = inputs.relief
    masks = decision_masks(card)
    _write_rows(writer, card, "inputs.attacker.forces", inputs.attacker.forces, at.ATTACKER)
    own = inputs.defender.forces
    _write_rows(writer, card, "inputs.defender.forces", own, at.DEFENDER)
    first = len(own)
    _write_rows(writer, card, "inputs.relief.arrived", relief.arrived, at.DEFENDER, first)
    for n in range(len(relief.arrived)):
        writer.number(at.HELP_AT_FRONT, at.ARRIVAL_FORM, first + n, at.DEFENDER)
    first += len(relief.arrived)
    _write_rows(writer, card, "inputs.relief.promises", relief.promises, at.DEFENDER, first)
    for n, promise in enumerate(relief.promises):
        form = at.HELP_ELSEWHERE if promise.act == "second_front" else at.HELP_AT_FRONT
        needs = 0
        for name in promise.needs:
            needs |= masks[name]
        writer.number(form, at.ARRIVAL_FORM, first + n, at.DEFENDER)
        writer.number(needs, at.ARRIVAL_NEEDS, first + n, at.DEFENDER)
    writer.number(len(inputs.attacker.forces), at.ARRIVALS, side=at.ATTACKER)
    writer.number(first + len(relief.promises), at.ARRIVALS, side=at.DEFENDER)


def _write_rows(
    writer: _Writer,
    card: Card,
    path: str,
    rows: Sequence[Force | Promise],
    side: int,
    first: int = 0,
) -> None:
    axes = [axis.name for axis in card.inputs.axes]
    for n, row in enumerate(rows):
        here, entity = f"{path}[{n}]", first + n
        writer.put(f"{here}.day", row.day, at.ARRIVAL_DAY, entity, side)
        writer.put(f"{here}.men", row.men, at.ARRIVAL_MEN, entity, side)
        writer.put(f"{here}.tanks", row.tanks, at.ARRIVAL_TANKS, entity, side)
        writer.put(f"{here}.guns", row.guns, at.ARRIVAL_GUNS, entity, side)
        writer.put(f"{here}.aircraft", row.aircraft, at.ARRIVAL_AIRCRAFT, entity, side)
        axis = at.NO_AXIS if row.axis is None else axes.index(row.axis)
        writer.number(axis, at.ARRIVAL_AXIS, entity, side)


def decision_masks(card: Card) -> dict[str, int]:
    """For each decision the bits of itself and of all that it needs, however far back."""
    decisions = card.inputs.relief.decisions
    bit = {name: 1 << n for n, name in enumerate(decisions)}

    def closure(name: str, seen: frozenset[str]) -> int:
        mask = bit[name]
        for need in decisions[name].needs:
            if need not in seen:
                mask |= closure(need, seen | {need})
        return mask

    return {name: closure(name, frozenset({name})) for name in decisions}


def _write_decisions(writer: _Writer, card: Card) -> None:
    relief = card.inputs.relief
    writer.number(len(relief.decisions), at.DECISIONS)
    writer.put("inputs.relief.common_cause", relief.common_cause, at.COMMON_CAUSE_CHANCE)
    for n, (name, decision) in enumerate(relief.decisions.items()):
        writer.put(f"inputs.relief.decisions.{name}.p", decision.p, at.DECISION_CHANCE, n)


def _write_law(writer: _Writer, card: Card, posterior: Posterior) -> tuple[int, ...]:
    """Write the law with the card's own constants; give the rows that the posterior fills."""
    for row, entry in enumerate(LAW.rows):
        parameter = default_law().parameters[entry.name]
        for side, constant in enumerate(parameter.sides()):
            quantity = card.law.get(entry.name) or value_in(constant, card.inputs.era)
            name = f"law.{entry.name}" + (f".{at.SIDES[side]}" if entry.sided else "")
            writer.write(Slot(name, quantity, LAW_ARRAY, row, 0, side))
    return tuple(-1 if name in card.law else LAW.number(name) for name in posterior.names)
