"""The order of battle on a date, and the decisions of a crisis with their odds."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import numpy as np

from holdfast.experiment.dossier import DecisionNote, ForceNote, OddsLine, SideName
from holdfast.experiment.inputs import NONE, OWN, Amount, Spread
from holdfast.experiment.outcomes import Floats
from holdfast.scenario.compile.figures import Figures
from holdfast.scenario.compile.theatre import Number, Writer
from holdfast.scenario.realise import inverse_cdf, path_hash
from holdfast.schema.card import Card, CardDecision, Force, Promise
from holdfast.schema.forces import Contingent, Wing
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Decision, Scenario
from holdfast.schema.tables import Dated
from holdfast.study.dossier.numbers import LOOKED_AT, amount_of, evidence_of, percentiles_by

Part = Literal["defender", "attacker"]


class Sized:
    """Works out what a scenario writes of a force on a date, as percentiles."""

    def __init__(self, scenario: Scenario, on: datetime.date) -> None:
        self.scenario = scenario
        self.writer = Writer(np.zeros((1, 1, 2)))
        self.figures = Figures(scenario, on, self.writer)

    def spread(self, figure: Quantity | Dated | None) -> Spread | None:
        """A number as it was written, or a table read at the date; None for nothing at all."""
        if figure is None or figure.extremes() == (0, 0):
            return None
        if isinstance(figure, Quantity):
            return unless_none(figure)
        return self.worked_out(self.figures.number(figure))

    def men(self, contingent: Contingent) -> Spread | None:
        """Men as written; where only divisions are, with the men of a division."""
        if contingent.men is not None or contingent.divisions is None:
            return self.spread(contingent.men)
        divisions = self.figures.number(contingent.divisions)
        men = self.figures.number(self.scenario.powers[contingent.power].division_men)
        return self.worked_out(lambda drawn: divisions(drawn) * men(drawn))

    def worked_out(self, number: Number) -> Spread:
        """Percentiles of a number that may hang on several quantities."""
        return Spread("worked_out", *percentiles_by(lambda u: self._values(number, u)))

    def _values(self, number: Number, u: Floats) -> Floats:
        drawn = _Shuffled(u, self.writer.quantities)
        return np.broadcast_to(np.asarray(number(drawn), dtype=np.float64), (LOOKED_AT,))


class _Shuffled(dict[str, Floats]):
    """Values of each quantity, equally likely, in an order of its own."""

    def __init__(self, u: Floats, quantities: dict[str, Quantity]) -> None:
        super().__init__()
        self.u, self.quantities = u, quantities

    def __missing__(self, path: str) -> Floats:
        order = np.random.default_rng(path_hash(path)).permutation(len(self.u))
        self[path] = inverse_cdf(self.quantities[path], self.u[order])
        return self[path]


# ---------------------------------------------------------------- a scenario
def scenario_forces(scenario: Scenario, on: datetime.date) -> Iterator[ForceNote]:
    """Every contingent and wing as it stands on a date, in the order of the file."""
    sized = Sized(scenario, on)
    for one in scenario.contingents:
        yield contingent_note(one, sized)
    for wing in scenario.air.wings:
        yield wing_note(wing, sized)


def contingent_note(one: Contingent, sized: Sized) -> ForceNote:
    """A contingent in one line."""
    return ForceNote(
        side=side_of(sized.scenario, one.power),
        power=one.power,
        name=one.id,
        kind=one.kind,
        divisions=sized.spread(one.divisions),
        men=sized.men(one),
        tanks=sized.spread(one.tanks),
        guns=sized.spread(one.guns),
        aircraft=sized.spread(one.aircraft),
        day=sized.spread(one.day),
        in_being=one.in_being,
        from_place=one.from_place,
        to_place=one.to_place,
        axis=one.axis,
        covers=tuple(one.covers),
        reserve=one.reserve,
        waits_for=() if one.when is None else (one.when,),
        called_when=one.called_when,
    )


def wing_note(one: Wing, sized: Sized) -> ForceNote:
    """A wing in one line."""
    return ForceNote(
        side=side_of(sized.scenario, one.power),
        power=one.power,
        name=one.id,
        kind=one.type,
        aircraft=sized.spread(one.aircraft),
        day=sized.spread(one.delay_days),
        from_place=one.from_place,
        to_place=one.to_place,
        waits_for=(one.when,),
    )


def side_of(scenario: Scenario, power: str) -> SideName:
    """The part that a power plays."""
    if power == scenario.sides.defender:
        return "defender"
    if power == scenario.sides.attacker:
        return "attacker"
    return scenario.powers[power].role if power in scenario.powers else "third"


def scenario_decisions(scenario: Scenario, on: datetime.date) -> Iterator[DecisionNote]:
    """Every decision with its lines of odds as they stand on a date."""
    sized = Sized(scenario, on)
    for name, one in scenario.decisions.items():
        yield DecisionNote(
            name=name,
            odds=tuple(odds_lines(one, sized)),
            meaning=one.meaning,
            asked=one.asked,
            group=one.group,
            day=amount_of(one.day).spread,
            evidence=evidence_of(one),
        )


def odds_lines(one: Decision, sized: Sized) -> Iterator[OddsLine]:
    """The lines of a decision, in their order."""
    if one.p is not None:
        yield odds_at(one.p, sized)
    for line in one.odds:
        yield odds_at(line.p, sized, line.when)


def odds_at(odds: Quantity | Dated, sized: Sized, when: str | None = None) -> OddsLine:
    """One line of odds; of a table by date, as it stands on the date."""
    if isinstance(odds, Quantity):
        return odds_line(odds, when)
    own = evidence_of(odds) or next(filter(None, map(evidence_of, odds.rows.values())), None)
    read = Amount(sized.worked_out(sized.figures.number(odds)))
    return OddsLine(read, when, OWN if own else NONE, own)


def odds_line(odds: Quantity, when: str | None = None, inherits: bool = False) -> OddsLine:
    """One line of odds with what it rests on."""
    own = evidence_of(odds)
    backed = own is not None or any(evidence_of(claim) for claim in odds.claims or ())
    standing = OWN if backed else "inherited" if inherits else NONE
    return OddsLine(amount_of(odds), when, standing, own)


# ---------------------------------------------------------------- a card
def card_forces(card: Card) -> Iterator[ForceNote]:
    """Every force of a card: both sides, what came, what was promised."""
    sides: tuple[Part, ...] = ("defender", "attacker")
    for side in sides:
        for number, row in enumerate(getattr(card.inputs, side).forces, start=1):
            yield force_note(row, side, side, f"force {number}")
    relief = card.inputs.relief
    for number, row in enumerate(relief.arrived, start=1):
        yield force_note(row, "ally", "arrived", f"arrival {number}")
    for promise in relief.promises:
        yield promise_note(promise)


def force_note(row: Force, side: SideName, power: str, name: str) -> ForceNote:
    """A row of forces in one line."""
    return sized_note(ForceNote(side, power, name, row.known or "", axis=row.axis), row)


def promise_note(row: Promise) -> ForceNote:
    """A promise of help in one line."""
    name = f"{row.power}.{row.act}"
    needs = tuple(row.needs)
    bare = ForceNote("ally", row.power, name, row.act, axis=row.axis, waits_for=needs)
    return sized_note(bare, row)


def sized_note(note: ForceNote, row: Force | Promise) -> ForceNote:
    """The same with the day of a row and everything that comes with it."""
    return replace(
        note,
        day=amount_of(row.day).spread,
        men=unless_none(row.men),
        tanks=unless_none(row.tanks),
        guns=unless_none(row.guns),
        aircraft=unless_none(row.aircraft),
    )


def unless_none(quantity: Quantity) -> Spread | None:
    """A number as it was written; None for nothing at all."""
    return None if quantity.extremes() == (0, 0) else amount_of(quantity).spread


def card_decisions(card: Card) -> Iterator[DecisionNote]:
    """Every decision of a card with its odds."""
    for name, one in card.inputs.relief.decisions.items():
        yield card_decision(name, one)


def card_decision(name: str, one: CardDecision) -> DecisionNote:
    """A decision in one line of odds."""
    own = evidence_of(one)
    line = odds_line(one.p, inherits=own is not None)
    return DecisionNote(name, (line,), needs=tuple(one.needs), evidence=own)
