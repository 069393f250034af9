"""Preparing for war: money voted and capacity become works and arms, month by month.

Months and plain arrays; no schema. `build` is a pure function of an `Economy`.
"""

from holdfast.preparation.build import Built, Standing, build, standing, standings
from holdfast.preparation.economy import (
    AT_ONCE,
    NEVER,
    Amount,
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

__all__ = [
    "AT_ONCE",
    "NEVER",
    "Amount",
    "Arming",
    "Built",
    "Capacity",
    "Economy",
    "Export",
    "Good",
    "Lag",
    "ModelChange",
    "Order",
    "Standing",
    "Vote",
    "build",
    "standing",
    "standings",
]
