"""What a hindcast may know: the real schedule, or only what could be known on day 1."""

from __future__ import annotations

import math

from holdfast.schema.card import Aim, Card, CardDecision, Force, Promise, Relief, Side
from holdfast.schema.quantity import Beta, Lognormal, Quantity, fixed

AIM_ODDS = Aim(total=0.6, territory=0.25, coercion=0.15)
"""One set of aim odds for all forecasts, instead of the coders' (MODEL.md §7.1)."""

KEPT = Quantity(spread=Beta(beta=(8.0, 6.0)))
"""Chance that the promised scale is ever reached: 8 of 14 promises with a due day, relief deck."""

DELAY_MEDIAN, DELAY_SD, DELAY_SHIFT = 12.0, 0.8, -5.0
"""Promised scale against its due day: lognormal(ln 12, .8) - 5 days, relief deck."""

GUNS_PER_MAN = 0.004
"""Guns that promised relief is taken to bring. grade: judgement"""

KEEPS = "PROMISE.keeps"


def view(card: Card, given: str) -> Card:
    """The card as a hindcast may see it; never with its outcome.

    arrivals : everything that came, on its day; the aim is not drawn.
    plans : forces of day 1 and those planned then, relief by its promise and a delay, one set of
    aim odds for all cards.
    """
    blind = card.without_outcome()
    if given == "arrivals":
        return blind
    inputs = blind.inputs
    known = inputs.model_copy(
        update={
            "attacker": planned(inputs.attacker),
            "defender": planned(inputs.defender),
            "relief": promised(inputs.relief),
            "aim": AIM_ODDS,
        }
    )
    return blind.model_copy(update={"inputs": known, "law": {**blind.law, "aims_drawn": fixed(1)}})


def planned(side: Side) -> Side:
    """A side without the forces that nobody could know of on day 1."""
    return side.model_copy(update={"forces": [row for row in side.forces if on_day_one(row)]})


def on_day_one(row: Force) -> bool:
    """Whether a force was there on day 1, or planned then."""
    return row.known != "late"


def promised(relief: Relief) -> Relief:
    """Relief by its promise, if it was known on day 1, with odds and delay; else none."""
    if relief.promised is None or relief.known_day.middle() > 1:
        return Relief()
    due = relief.promised.day.middle()
    men = relief.promised.men
    day = Lognormal(median=DELAY_MEDIAN, factor=math.exp(DELAY_SD), plus=due + DELAY_SHIFT)
    help_ = Promise(
        power="ALLY",
        act="land",
        needs=[KEEPS],
        day=Quantity(spread=day),
        men=men,
        guns=fixed(GUNS_PER_MAN * men.middle()),
    )
    return Relief(
        promised=relief.promised,
        known_day=relief.known_day,
        decisions={KEEPS: CardDecision(p=KEPT)},
        promises=[help_],
    )
