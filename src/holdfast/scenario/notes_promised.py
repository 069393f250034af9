"""Forces that the pacts promise in numbers, held against the contingents that stand behind them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from holdfast.pacts.clauses import pairs
from holdfast.pacts.file import Brought, PactFile
from holdfast.scenario.notes_late import clauses_of, place_of
from holdfast.schema.forces import Contingent
from holdfast.schema.scenario import Scenario
from holdfast.schema.tables import middle_at
from holdfast.text.nodes import Node


def promised_and_standing(
    scenario: Scenario, node: Node, file: PactFile, on: datetime.date
) -> Iterator[str]:
    """Clauses that promise the defender, or nobody by name, more than their powers have."""
    defender = scenario.sides.defender
    for pact, clause in clauses_of(file):
        path = f"pacts.pacts.{pact}.clauses[id={clause.id}]"
        owing = dict.fromkeys(power for power, other in pairs(clause) if other in (defender, None))
        for power in owing if clause.brings else ():
            said = _short(scenario, power, clause.brings[-1], on)
            if said:
                yield f"{place_of(node, path)}{path}.brings: {said}"


def _short(scenario: Scenario, power: str, stage: Brought, on: datetime.date) -> str:
    """What is missing behind a promise in all it brings; nothing where nothing is."""
    missing: list[str] = []
    for what, promised in stage.amounts:
        there = standing(scenario, power, what, on)
        if there < promised:
            behind = (
                f"its contingents sum to {_said(there)}" if there else "nothing stands behind it"
            )
            missing.append(f"{_said(promised)} {what}, and {behind}")
    by = f"by day {stage.by_day} of the case {power} promises "
    return by + "; ".join(missing) if missing else ""


def _said(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:.3g}"


def standing(scenario: Scenario, power: str, what: str, on: datetime.date) -> float:
    """What the contingents of a power, and its wings, sum to at a date, each at its middle."""
    own = [one for one in scenario.contingents if one.power == power]
    if what in ("men", "divisions"):
        known = scenario.powers.get(power)
        each = known.division_men.middle() if known is not None else 0.0
        return sum(_foot(one, what, each, on) for one in own)
    if what == "ships":
        return 0.0
    found = sum(middle_at(getattr(one, what), on) for one in own)
    if what == "aircraft":
        wings = (one for one in scenario.air.wings if one.power == power)
        found += sum(middle_at(one.aircraft, on) for one in wings)
    return found


def _foot(one: Contingent, what: str, division_men: float, on: datetime.date) -> float:
    """Men or divisions of a contingent; the one that is not written follows from the other."""
    written = one.men if what == "men" else one.divisions
    if written is not None:
        return middle_at(written, on)
    other = one.divisions if what == "men" else one.men
    if other is None or division_men == 0:
        return 0.0
    share = division_men if what == "men" else 1 / division_men
    return middle_at(other, on) * share
