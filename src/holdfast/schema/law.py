"""The constants of a law as they are written: each with meaning, unit, value, author, grade."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from holdfast.schema.base import Evidenced, Written
from holdfast.schema.constant import ERAS, ByEra, BySide, Constant, OfOneSide
from holdfast.schema.quantity import Q, Quantity
from holdfast.units import Bounds

Kind: TypeAlias = Literal["share", "amount", "positive", "exponent"]

WITHIN: dict[Kind, Bounds] = {
    "share": Bounds(0, 1),
    "amount": Bounds(0, 1_000_000),
    "positive": Bounds(0.001, 1_000_000),
    "exponent": Bounds(-50, 50),
}
"""Limits by their names: what is divided by is positive, what stands in an exponent may be less
than nothing, and e to the fiftieth is beyond every campaign. grade: judgement"""


def _pair(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


class Parameter(Evidenced):
    """One named constant: `value`, or one for each side."""

    mechanism: str
    within: Annotated[Kind | tuple[float, float], BeforeValidator(_pair)]
    """Within what it makes sense: a kind of limits by its name, or [least, most]."""
    meaning: str
    unit: str
    value: OfOneSide | None = None
    prior: Q | None = None
    """What was thought before any campaign; only calibrated constants have one."""
    attacker: OfOneSide | None = None
    defender: OfOneSide | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Parameter:
        both = self.attacker is not None and self.defender is not None
        if (self.value is None) != both:
            raise ValueError("needs either value or both attacker and defender")
        if any(isinstance(one, ByEra) and not _whole(one) for one in self.sides()):
            raise ValueError(f"needs a value for each of {', '.join(ERAS)}")
        if self.source is None or self.grade is None:
            raise ValueError("a constant needs its source and its grade")
        return self

    @property
    def sided(self) -> bool:
        """Whether each side has its own."""
        return self.value is None

    @property
    def bounds(self) -> Bounds:
        """Within what whoever disputes it must stay."""
        return WITHIN[self.within] if isinstance(self.within, str) else Bounds(*self.within)

    def sides(self) -> tuple[Quantity | ByEra, ...]:
        """The constant of each side, or the one of the whole."""
        found = (self.attacker, self.defender) if self.sided else (self.value,)
        return tuple(one for one in found if one is not None)

    def written(self) -> Constant:
        """The constant as one thing, as whoever disputes it writes it."""
        if self.value is not None:
            return self.value
        return BySide(attacker=self.attacker, defender=self.defender)


def _whole(table: ByEra) -> bool:
    return all(table.among(era) is not None for era in ERAS)


class LawMechanism(Written):
    """A mechanism of the law, to which constants belong."""

    title: str
    note: str | None = None
    """What its standing rests on, where it has no constants."""


class Law(Evidenced):
    """A law: its constants, and which of them are drawn together from the posterior."""

    law: str
    title: str
    calibrated: Annotated[list[str], Field(description="drawn jointly from the posterior")]
    mechanisms: dict[str, LawMechanism]
    parameters: dict[str, Parameter]

    @model_validator(mode="after")
    def _calibrated_have_priors(self) -> Law:
        having = {name for name, parameter in self.parameters.items() if parameter.prior}
        if having != set(self.calibrated):
            raise ValueError("exactly the calibrated constants need a prior")
        return self

    @model_validator(mode="after")
    def _mechanisms_exist(self) -> Law:
        for name, parameter in self.parameters.items():
            if parameter.mechanism not in self.mechanisms:
                raise ValueError(f'{name} belongs to no mechanism: "{parameter.mechanism}"')
        return self
