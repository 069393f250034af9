"""Small economies of preparation for Hypothesis, in the words of the subject."""

from __future__ import annotations

import hypothesis.strategies as st

from holdfast.preparation import (
    AT_ONCE,
    NEVER,
    Arming,
    Capacity,
    Economy,
    Export,
    Good,
    Lag,
    ModelChange,
    Order,
    Vote,
)

MONTHS = 24
SLOW = Lag((0.0, 0.16, 0.44, 0.67, 1.0), (0.0, 0.05, 0.32, 0.64, 1.0), overrun=1.6, haste=2.0)
WINTER = (0.2, 0.3, 0.7, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.9, 0.6, 0.3)
CAPACITIES = ("sites", "labour", "guns", "chassis")


def number(low, high):
    return st.floats(low, high).map(lambda value: round(value, 2))


@st.composite
def votes(draw, purpose):
    begins = draw(st.integers(-6, 8))
    return Vote(purpose, begins, begins + draw(st.integers(1, 40)), draw(number(0, 500)))


@st.composite
def capacities(draw, name):
    return Capacity(
        name,
        per_month=draw(st.sampled_from((0.0, 0.5, 2.0, 7.0, 40.0))),
        begins=draw(st.integers(0, 10)),
        ramp_months=draw(st.sampled_from((0.0, 6.0, 22.0))),
        first_share=draw(number(0.13, 0.45)),
        was=draw(st.sampled_from((0.0, 0.0, 0.4))),
        season=draw(st.sampled_from(((), WINTER))),
    )


@st.composite
def goods(draw):
    """A work that is armed, a work that is not, and tanks."""
    arming = Arming({"guns": draw(st.sampled_from((0.5, 1.0)))}, draw(number(0, 12)), 0.5)
    heavy = Good("heavy", "works", 8.0, {"sites": 1.0, "labour": 3.0}, draw(number(0, 9)), arming)
    light = Good("light", "works", 0.5, {"labour": draw(number(0.1, 2))}, draw(st.integers(0, 2)))
    tanks = Good("tanks", "arms", draw(number(0, 2)), {"chassis": 1.0}, draw(number(0, 14)))
    return heavy, light, tanks


@st.composite
def orders(draw, names=("heavy", "light", "tanks")):
    return tuple(
        Order(
            f"order {n}",
            draw(st.sampled_from(names)),
            draw(st.sampled_from((0.0, 3.0, 20.0, 200.0))),
            draw(st.integers(0, 12)),
            draw(st.integers(0, 2)),
        )
        for n in range(draw(st.integers(1, 5)))
    )


@st.composite
def exports(draw):
    begins = draw(st.integers(0, 12))
    first = draw(st.booleans())
    return Export("tanks", draw(number(0, 100)), begins, begins + draw(st.integers(1, 12)), first)


@st.composite
def economies(draw, names=("heavy", "light", "tanks")):
    """A whole economy of one future."""
    change = ModelChange("tanks", draw(st.integers(0, 20)), draw(number(0.4, 0.9)), 12.0)
    return Economy(
        months=MONTHS,
        votes=(draw(votes("works")), draw(votes("arms")), draw(votes("works"))),
        capacities=tuple(draw(capacities(name)) for name in CAPACITIES),
        goods=draw(goods()),
        orders=draw(orders(names)),
        model_changes=draw(st.sampled_from(((), (change,)))),
        exports=tuple(draw(st.lists(exports(), max_size=2))),
        lag=draw(st.sampled_from((AT_ONCE, SLOW))),
        threat_rises=draw(st.sampled_from((NEVER, 0, 5, 15))),
        first=draw(st.integers(1, 12)),
    )
