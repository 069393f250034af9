"""The constants of a law as they are written: each with meaning, unit, value, author, grade."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from holdfast.schema.base import Evidenced, Written
from holdfast.schema.card import Era
from holdfast.schema.quantity import Q, Quantity


class ByEra(Written):
    """One quantity for each era."""

    by_era: dict[Era, Q]

    @model_validator(mode="after")
    def _complete(self) -> ByEra:
        missing = {"pre1914", "ww1", "ww2", "postwar"} - set(self.by_era)
        if missing:
            raise ValueError(f"no value for {', '.join(sorted(missing))}")
        return self


def _either(value: object) -> object:
    if isinstance(value, dict) and set(value) == {"by_era"}:
        return ByEra.model_validate(value)
    return value


class _Plain(Written):
    value: Q


def _as_value(value: object) -> object:
    made = _either(value)
    return made if isinstance(made, ByEra) else _Plain.model_validate({"value": made}).value


Constant: TypeAlias = Annotated[Quantity | ByEra, BeforeValidator(_as_value)]


class Parameter(Evidenced):
    """One named constant: `value`, or one for each side."""

    meaning: str
    unit: str
    value: Constant | None = None
    prior: Q | None = None
    """What was thought before any campaign; only calibrated constants have one."""
    attacker: Constant | None = None
    defender: Constant | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Parameter:
        sided = self.attacker is not None and self.defender is not None
        if (self.value is None) != sided:
            raise ValueError("needs either value or both attacker and defender")
        if self.source is None or self.grade is None:
            raise ValueError("a constant needs its source and its grade")
        return self

    def sides(self) -> tuple[Constant, ...]:
        """The constant of each side, or the one of the whole."""
        if self.value is not None:
            return (self.value,)
        assert self.attacker is not None
        assert self.defender is not None
        return (self.attacker, self.defender)


class Law(Evidenced):
    """A law: its constants, and which of them are drawn together from the posterior."""

    law: str
    title: str
    calibrated: Annotated[list[str], Field(description="drawn jointly from the posterior")]
    parameters: dict[str, Parameter]

    @model_validator(mode="after")
    def _calibrated_have_priors(self) -> Law:
        having = {name for name, parameter in self.parameters.items() if parameter.prior}
        if having != set(self.calibrated):
            raise ValueError("exactly the calibrated constants need a prior")
        return self
