"""A constant of the law as anybody may write it: for all, by era, by side, or both.

    0.06                                            one number, or any other quantity
    {pre1914: 0, ww1: 0.15, ww2: 1, postwar: 1}     by era
    {attacker: 0.015, defender: 0.02}               by side; each side may be written by era

Who disputes a constant may name some eras or one side alone: the law stands for the rest.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias, get_args

from pydantic import Discriminator, Field, Tag

from holdfast.schema.base import Evidenced
from holdfast.schema.quantity import Q, Quantity

Era: TypeAlias = Literal["pre1914", "ww1", "ww2", "postwar"]
ERAS: tuple[Era, ...] = get_args(Era)


HORIZON_DAYS = 365
"""Last day that is looked at where nothing is written."""

Horizon: TypeAlias = Annotated[int, Field(ge=30, le=3_650)]
"""The type of a field with the last day that is looked at."""


class ByEra(Evidenced):
    """A quantity for each era, or for some."""

    pre1914: Q | None = None
    ww1: Q | None = None
    ww2: Q | None = None
    postwar: Q | None = None

    def among(self, era: Era) -> Quantity | None:
        """The quantity of one era; None where none is written."""
        found: Quantity | None = getattr(self, era)
        return found


def _kind(value: Any) -> str:
    """Which of the ways a constant is written in, by its keys."""
    if isinstance(value, dict):
        if not BySide.model_fields.keys().isdisjoint(value.keys() - Evidenced.model_fields.keys()):
            return "BySide"
        return "Quantity" if set(ERAS).isdisjoint(value) else "ByEra"
    return type(value).__name__ if isinstance(value, BySide | ByEra) else "Quantity"


_AnyEra = Annotated[ByEra, Tag("ByEra")]
_Number = Annotated[Q, Tag("Quantity")]
OfOneSide: TypeAlias = Annotated[_AnyEra | _Number, Discriminator(_kind)]


class BySide(Evidenced):
    """A constant for each side, or for one."""

    attacker: OfOneSide | None = None
    defender: OfOneSide | None = None


Constant: TypeAlias = Annotated[
    Annotated[BySide, Tag("BySide")] | _AnyEra | _Number, Discriminator(_kind)
]
"""The type of a field that holds a constant of the law."""


def taken(constant: Quantity | ByEra | BySide | None, side: str, era: Era) -> Quantity | None:
    """What is written of a constant for one side in one era; None where nothing is."""
    one: Quantity | ByEra | None
    one = getattr(constant, side) if isinstance(constant, BySide) else constant
    return one.among(era) if isinstance(one, ByEra) else one
