"""A card becomes a theatre."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from holdfast.kernel import layout as at
from holdfast.scenario import codes
from holdfast.scenario.compile.chain import (
    ALWAYS_SO,
    AT_FRONT,
    SECOND_FRONT,
    AtomNote,
    Chain,
    HelpLink,
)
from holdfast.scenario.compile.conditions import Conditions
from holdfast.scenario.compile.figures import plain, plus, whole
from holdfast.scenario.compile.theatre import (
    Names,
    Theatre,
    Writer,
    write_law,
)
from holdfast.scenario.in_order import in_order
from holdfast.scenario.realise import Posterior
from holdfast.schema.card import Card, Force, Promise
from holdfast.schema.quantity import Claim, Fixed, Quantity

CRISIS_DAYS = 0
"""A card begins with the attack."""

COMMON_CAUSE = "common_cause"
"""The one group that a card's decisions are in."""


def compile_card(card: Card, posterior: Posterior, horizon: int | None = None) -> Theatre:
    """Compile a card to arrays.

    Parameters
    ----------
    card : a checked card (scenario.check gives the faults of one that is not).
    posterior : joint sample of the law's calibrated constants.
    horizon : last day that is looked at; the card's own where none is named.
    """
    file, card = card, in_order(card)
    inputs = card.inputs
    horizon = horizon or card.horizon_days
    writer = Writer(np.zeros((len(at.THEATRE.rows), _entities(card), 2)), of=file)
    _write_setting(writer, card, horizon)
    _write_places(writer, card)
    _write_axes(writer, card)
    helpers = _write_forces(writer, card)
    _write_decisions(writer, card)
    joint = write_law(writer, card.law, inputs.era, posterior)
    return Theatre(
        theatre=writer.theatre,
        law=writer.law,
        calendar=codes.calendar(inputs.climate, card.start, horizon),
        quantities=writer.quantities,
        cells=tuple(writer.cells),
        joint=joint,
        posterior=posterior,
        names=Names(
            axes=tuple(axis.name for axis in inputs.axes),
            places=tuple(inputs.places),
            decisions=tuple(inputs.relief.decisions),
            helpers=helpers,
            chain=chain_of_card(card),
        ),
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
        1 + len(decision_masks(card)) + len(inputs.relief.promises),
    )


def _write_setting(writer: Writer, card: Card, horizon: int) -> None:
    inputs = card.inputs
    writer.number(len(inputs.axes), at.AXES)
    writer.keys("axis", [axis.name for axis in inputs.axes], at.AXIS_KEY)
    writer.number(len(inputs.places), at.PLACES)
    writer.number(horizon, at.HORIZON)
    writer.number(CRISIS_DAYS, at.CRISIS_DAYS)
    writer.number(1, at.OWNERS)
    writer.number(at.NO_DECISION, at.RESISTS)
    writer.number(at.NO_DECISION, at.ATTACKS)
    writer.number(at.NEVER_HOLDS, at.WARNED)
    writer.number(at.NEVER_HOLDS, at.EVACUATION_WHEN)
    writer.number(inputs.roads, at.ROADS)
    writer.number(codes.ROAD_FACTOR[inputs.roads], at.ROAD_FACTOR)
    writer.figure(inputs.surprise, at.SURPRISE)
    cut_off = inputs.isolation is not None
    writer.number(at.ALWAYS if cut_off else at.NEVER_HOLDS, at.CUT_OFF_WHEN)
    if inputs.isolation is not None:
        writer.figure(inputs.isolation.endurance, at.ENDURANCE)
        writer.figure(inputs.isolation.inflow, at.INFLOW)
    if inputs.aim is not None:
        writer.put("inputs.aim", aim_quantity(dict(inputs.aim)), at.AIM)
    for side, force in enumerate((inputs.attacker, inputs.defender)):
        writer.figure(force.u, at.MEN_SCALE, side=side)
    relief = inputs.relief
    writer.figure(relief.known_day, at.PROMISE_KNOWN)
    if relief.promised is not None:
        writer.figure(relief.promised.day, at.PROMISED_DAY)
        writer.figure(relief.promised.men, at.PROMISED_MEN)


def aim_quantity(odds: dict[str, float]) -> Quantity:
    """The aim as one quantity: rival codes, each with its odds."""
    claims = [
        Claim(value=Fixed(value=code), weight=odds[name])
        for code, name in enumerate(codes.AIMS)
        if odds[name] > 0
    ]
    return Quantity(claims=claims)


def _write_places(writer: Writer, card: Card) -> None:
    for number, site in enumerate(card.inputs.places.values()):
        writer.figure(site.value, at.VALUE, number)
        writer.number(float(site.capital), at.CAPITAL, number)


def _write_axes(writer: Writer, card: Card) -> None:
    places = list(card.inputs.places)
    legs = belts = 0
    for j, axis in enumerate(card.inputs.axes):
        writer.number(codes.RUGGEDNESS[axis.terrain], at.RUGGEDNESS, j)
        writer.figure(axis.width_km, at.WIDTH, j)
        writer.figure(axis.a, at.SHARE, j, at.ATTACKER)
        writer.figure(axis.d, at.SHARE, j, at.DEFENDER)
        writer.figure(axis.open_day, at.OPEN_DAY, j)
        writer.figure(axis.to[-1].km, at.LENGTH, j)
        writer.number(legs, at.FIRST_LEG, j)
        writer.number(len(axis.to), at.LEGS, j)
        writer.number(belts, at.FIRST_BELT, j)
        writer.number(len(axis.belts), at.BELTS, j)
        for k, stop in enumerate(axis.to):
            writer.number(places.index(stop.place), at.LEG_PLACE, legs + k)
            writer.figure(stop.km, at.LEG_KM, legs + k)
        for k, belt in enumerate(axis.belts):
            writer.figure(belt.at_km, at.BELT_AT, belts + k)
            writer.figure(belt.depth_km, at.BELT_DEPTH, belts + k)
            writer.figure(belt.strength, at.BELT_STRENGTH, belts + k)
        legs += len(axis.to)
        belts += len(axis.belts)


def _write_forces(writer: Writer, card: Card) -> tuple[str, ...]:
    """Write who comes; give the names of the helpers, in the order in which rows name them."""
    inputs, relief = card.inputs, card.inputs.relief
    _write_rows(writer, card, inputs.attacker.forces, at.ATTACKER)
    own = inputs.defender.forces
    _write_rows(writer, card, own, at.DEFENDER)
    first = len(own)
    _write_rows(writer, card, relief.arrived, at.DEFENDER, first)
    for n in range(len(relief.arrived)):
        writer.number(at.HELP_AT_FRONT, at.ARRIVAL_FORM, first + n, at.DEFENDER)
    promised = [f"{promise.power}.{promise.act}" for promise in relief.promises]
    helpers = tuple(dict.fromkeys([*("arrived" for _ in relief.arrived), *promised]))
    last = _write_promises(writer, card, first + len(relief.arrived), helpers)
    writer.number(len(helpers), at.HELPERS)
    writer.number(len(inputs.attacker.forces), at.ARRIVALS, side=at.ATTACKER)
    writer.number(last, at.ARRIVALS, side=at.DEFENDER)
    return helpers


def _write_promises(writer: Writer, card: Card, entity: int, helpers: tuple[str, ...]) -> int:
    """Write promises as arrivals and second fronts; give the number after the last arrival.

    Each waits for its decisions: they are the card's only atoms.
    """
    conditions = Conditions()
    masks = decision_masks(card)
    fronts = 0
    for promise in card.inputs.relief.promises:
        when = conditions.number([frozenset().union(*(masks[name] for name in promise.needs))])
        helper = helpers.index(f"{promise.power}.{promise.act}")
        if promise.act == "second_front":
            writer.number(when, at.FRONT_WHEN, fronts)
            writer.number(helper, at.FRONT_HELPER, fronts)
            _write_front(writer, promise, fronts)
            fronts += 1
            continue
        _write_row(writer, card, promise, entity)
        writer.number(at.HELP_AT_FRONT, at.ARRIVAL_FORM, entity, at.DEFENDER)
        writer.number(helper, at.ARRIVAL_HELPER, entity)
        writer.number(when, at.ARRIVAL_WHEN, entity, at.DEFENDER)
        entity += 1
    writer.number(fronts, at.FRONTS)
    conditions.write(writer)
    return entity


def chain_of_card(card: Card) -> Chain:
    """Who may help on a card: its decisions are the only atoms, and it has no clauses."""
    relief, masks = card.inputs.relief, decision_masks(card)
    first = len(card.inputs.defender.forces)
    helps = [
        HelpLink("arrived", AT_FRONT, first + n, ALWAYS_SO) for n in range(len(relief.arrived))
    ]
    entity, fronts = first + len(relief.arrived), 0
    for promise in relief.promises:
        helper = f"{promise.power}.{promise.act}"
        sent = (frozenset[int]().union(*(masks[name] for name in promise.needs)),)
        if promise.act == SECOND_FRONT:
            helps.append(HelpLink(helper, SECOND_FRONT, fronts, sent))
            fronts += 1
        else:
            helps.append(HelpLink(helper, AT_FRONT, entity, sent))
            entity += 1
    atoms = tuple(AtomNote("decides", f"decides({name})") for name in relief.decisions)
    return Chain(atoms, (), tuple(helps))


def _write_front(writer: Writer, promise: Promise, front: int) -> None:
    """Write a second front that draws so many men away on a day, whatever stands there.

    It is counted in men, not in divisions; decisions fall on day 1, so that its first attack on
    day 1 comes no day after them.
    """
    day = whole(writer.number_of(writer.path_of(promise.day), promise.day), at.FIRST_DAY)
    writer.work_out(plus(day, plain(-at.FIRST_DAY)), at.FRONT_DAY, front)
    writer.figure(promise.men, at.FRONT_PANIC, front)
    writer.number(1, at.FRONT_MEN, front)
    writer.number(at.OFFENSIVE, at.FRONT_MANNER, front)


def _write_rows(
    writer: Writer,
    card: Card,
    rows: Sequence[Force],
    side: int,
    first: int = 0,
) -> None:
    for n, row in enumerate(rows):
        _write_row(writer, card, row, first + n, side)


def _write_row(
    writer: Writer,
    card: Card,
    row: Force | Promise,
    entity: int,
    side: int = at.DEFENDER,
) -> None:
    axes = [axis.name for axis in card.inputs.axes]
    writer.figure(row.day, at.ARRIVAL_DAY, entity, side)
    writer.figure(row.men, at.ARRIVAL_MEN, entity, side)
    writer.figure(row.tanks, at.ARRIVAL_TANKS, entity, side)
    writer.figure(row.guns, at.ARRIVAL_GUNS, entity, side)
    writer.figure(row.aircraft, at.ARRIVAL_AIRCRAFT, entity, side)
    axis = at.NO_AXIS if row.axis is None else axes.index(row.axis)
    writer.number(axis, at.ARRIVAL_AXIS, entity, side)


def decision_masks(card: Card) -> dict[str, frozenset[int]]:
    """For each decision the numbers of itself and of all that it needs, however far back."""
    decisions = card.inputs.relief.decisions
    numbers = {name: n for n, name in enumerate(decisions)}

    def closure(name: str, seen: frozenset[str]) -> frozenset[int]:
        found = frozenset({numbers[name]})
        for need in decisions[name].needs:
            if need not in seen:
                found |= closure(need, seen | {need})
        return found

    return {name: closure(name, frozenset({name})) for name in decisions}


def _write_decisions(writer: Writer, card: Card) -> None:
    """Every decision has one line of odds, and all share one cause with a chance."""
    relief = card.inputs.relief
    writer.number(len(relief.decisions), at.DECISIONS)
    writer.keys("decision", list(relief.decisions), at.DECISION_KEY)
    writer.keys("group", [COMMON_CAUSE], at.GROUP_KEY)
    writer.figure(relief.common_cause, at.GROUP_CHANCE)
    for n, decision in enumerate(relief.decisions.values()):
        writer.figure(decision.p, at.LINE_CHANCE, n)
        writer.number(n, at.DECISION_LINE, n)
        writer.number(1, at.DECISION_LINES, n)
        writer.number(2.0**n, at.DECISION_GIVES, n)
