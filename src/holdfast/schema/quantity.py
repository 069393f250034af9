"""An uncertain number: one type for every spelling of it.

    12                              a plain number
    {low: 10, mode: 16, high: 24}   triangular
    {min: 1, max: 3}                uniform
    {mean: 0, sd: 1}                normal
    {median: 0.8, factor: 1.6}      lognormal; factor is one standard deviation as a ratio;
                                    `plus` shifts it: {median: 12, factor: 2.2, plus: 40}
    {p: 0.6}                        1 with that chance, else 0
    {beta: [4.1, 5.9]}              beta
    {claims: [{value: 39, source: …}, {value: 24, weight: 2, source: …}]}
                                    rival claims: one is drawn, never their average

Each is ignorance: drawn once a Future. `same_as: path` draws with another quantity's luck;
`group: name` with `correlation: r` ties the ranks of all that name the group.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from holdfast.schema.base import EVIDENCE_KEYS, Evidenced, Written
from holdfast.schema.dates import read_date

Number: TypeAlias = int | float


class Fixed(Written):
    """A number that is known, or taken as known."""

    value: float


class Triangular(Written):
    """At least `low`, most likely `mode`, at most `high`."""

    low: float
    mode: float
    high: float

    @model_validator(mode="after")
    def _ordered(self) -> Triangular:
        if not self.low <= self.mode <= self.high:
            raise ValueError("needs low <= mode <= high")
        return self


class Uniform(Written):
    """Anything from `min` to `max` alike."""

    min: float
    max: float

    @model_validator(mode="after")
    def _ordered(self) -> Uniform:
        if not self.min <= self.max:
            raise ValueError("needs min <= max")
        return self


class Normal(Written):
    """Mean and standard deviation."""

    mean: float
    sd: Annotated[float, Field(gt=0)]


class Lognormal(Written):
    """Median, and one standard deviation of the logarithm written as a ratio."""

    median: Annotated[float, Field(gt=0)]
    factor: Annotated[float, Field(gt=1)]
    plus: float = 0


class Chance(Written):
    """1 with chance p, else 0."""

    p: Annotated[float, Field(ge=0, le=1)]


class Beta(Written):
    """The beta distribution of two shapes."""

    beta: tuple[Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0)]]

    @field_validator("beta", mode="before")
    @classmethod
    def _pair(cls, value: object) -> object:
        return tuple(value) if isinstance(value, list) else value


Simple: TypeAlias = Fixed | Triangular | Uniform | Normal | Lognormal | Chance | Beta

_SPELLINGS: dict[frozenset[str], type[Simple]] = {
    frozenset({"low", "mode", "high"}): Triangular,
    frozenset({"min", "max"}): Uniform,
    frozenset({"mean", "sd"}): Normal,
    frozenset({"median", "factor"}): Lognormal,
    frozenset({"median", "factor", "plus"}): Lognormal,
    frozenset({"p"}): Chance,
    frozenset({"beta"}): Beta,
    frozenset({"value"}): Fixed,
}
TIES = frozenset({"same_as", "group", "correlation"})
SPREAD_KEYS = frozenset().union(*_SPELLINGS) | {"claims"}


class Claim(Evidenced):
    """What one source says; `weight` is how much it counts beside its rivals."""

    value: Annotated[Simple, BeforeValidator(lambda value: _simple(value))]  # noqa: PLW0108 (defined below)
    weight: Annotated[float, Field(gt=0)] = 1.0
    believed_by: str | None = None
    """The power that believed it then; such a claim is no claim about the truth."""
    stated_on: Annotated[datetime.date | None, BeforeValidator(read_date)] = None


class Quantity(Evidenced):
    """An uncertain number with its evidence; exactly one of `spread` and `claims`."""

    spread: Simple | None = None
    claims: Annotated[list[Claim], Field(min_length=1)] | None = None
    same_as: str | None = None
    group: str | None = None
    correlation: Annotated[float, Field(ge=0, le=1)] | None = None

    @model_validator(mode="after")
    def _tied_once(self) -> Quantity:
        if (self.group is None) != (self.correlation is None):
            raise ValueError("group and correlation stand together")
        if self.group is not None and self.same_as is not None:
            raise ValueError("same_as and group do not stand together")
        return self

    @property
    def is_fixed(self) -> bool:
        """Whether there is nothing to draw."""
        return isinstance(self.spread, Fixed)

    def branches(self) -> Iterator[tuple[float, Simple]]:
        """Weight and spread of every rival claim; one of weight 1 where there is no rival."""
        if self.claims is None:
            assert self.spread is not None
            yield 1.0, self.spread
            return
        for claim in self.claims:
            yield claim.weight, claim.value

    def extremes(self) -> tuple[float, float]:
        """The least and the greatest value that is written down (normal: one sd)."""
        ends = [_ends(spread) for _, spread in self.branches()]
        return min(low for low, _ in ends), max(high for _, high in ends)

    def reach(self) -> tuple[float, float]:
        """The least and the greatest value that can be drawn, tails and all."""
        ends = [_reach(spread) for _, spread in self.branches()]
        return min(low for low, _ in ends), max(high for _, high in ends)

    def middle(self) -> float:
        """A central value, for places in files and for tables: mode, middle, median or mean."""
        weighted = [(weight, middle_of(spread)) for weight, spread in self.branches()]
        return max(weighted)[1]


_ENDS: dict[type[Simple], Callable[[Any], tuple[float, float]]] = {
    Fixed: lambda spread: (spread.value, spread.value),
    Triangular: lambda spread: (spread.low, spread.high),
    Uniform: lambda spread: (spread.min, spread.max),
    Normal: lambda spread: (spread.mean - spread.sd, spread.mean + spread.sd),
    Lognormal: lambda s: (s.plus + s.median / s.factor, s.plus + s.median * s.factor),
    Chance: lambda _: (0.0, 1.0),
    Beta: lambda _: (0.0, 1.0),
}
FURTHEST = 7.035
"""Standard deviations beyond which nothing is drawn: draws are cut at ranks of 1e-12."""

_TAILS: dict[type[Simple], Callable[[Any], tuple[float, float]]] = {
    Normal: lambda s: (s.mean - FURTHEST * s.sd, s.mean + FURTHEST * s.sd),
    Lognormal: lambda s: (
        s.plus + s.median * s.factor**-FURTHEST,
        s.plus + s.median * s.factor**FURTHEST,
    ),
}
_MIDDLES: dict[type[Simple], Callable[[Any], float]] = {
    Fixed: lambda spread: float(spread.value),
    Triangular: lambda spread: float(spread.mode),
    Uniform: lambda spread: float((spread.min + spread.max) / 2),
    Normal: lambda spread: float(spread.mean),
    Lognormal: lambda spread: float(spread.plus + spread.median),
    Chance: lambda spread: float(spread.p),
    Beta: lambda spread: float(spread.beta[0] / sum(spread.beta)),
}


def _ends(spread: Simple) -> tuple[float, float]:
    return _ENDS[type(spread)](spread)


def _reach(spread: Simple) -> tuple[float, float]:
    return _TAILS.get(type(spread), _ends)(spread)


def middle_of(spread: Simple) -> float:
    """A central value of a spread: its mode, middle, median or mean."""
    return _MIDDLES[type(spread)](spread)


def _simple(value: object) -> object:
    """A number or a mapping of one spelling, as the class that reads it."""
    if isinstance(value, bool):
        raise ValueError("needs a number, not true or false")
    if isinstance(value, int | float):
        return Fixed(value=float(value))
    if isinstance(value, dict):
        kind = _SPELLINGS.get(frozenset(map(str, value)))
        if kind is not None:
            return kind.model_validate({key: _as_float(item) for key, item in value.items()})
        raise ValueError(_unknown_spelling(value))
    if isinstance(value, Written):
        return value
    raise ValueError("needs a number or a spread such as {low: 1, mode: 2, high: 3}")


def _as_float(value: object) -> object:
    if isinstance(value, list):
        return [_as_float(item) for item in value]
    whole = isinstance(value, int) and not isinstance(value, bool)
    return float(value) if whole and isinstance(value, int) else value


def _unknown_spelling(value: dict[str, object]) -> str:
    known = "; ".join("{" + ", ".join(sorted(keys)) + "}" for keys in _SPELLINGS)
    return f"no spread is written with {{{', '.join(sorted(map(str, value)))}}}: known are {known}"


def _quantity(value: object, _: ValidationInfo) -> object:
    """Normalise every spelling of a quantity to the one type."""
    if not isinstance(value, dict):
        return value if isinstance(value, Quantity) else {"spread": _simple(value)}
    if "spread" in value:
        return value
    kept = EVIDENCE_KEYS | TIES
    evidence = {key: item for key, item in value.items() if key in kept}
    rest = {key: item for key, item in value.items() if key not in kept}
    if isinstance(evidence.get("correlation"), int):
        evidence["correlation"] = float(evidence["correlation"])
    if set(rest) == {"claims"}:
        return {**evidence, "claims": rest["claims"]}
    return {**evidence, "spread": _simple(rest)}


Q = Annotated[Quantity, BeforeValidator(_quantity)]
"""The type of every field that holds an uncertain number."""


class Bounded(Evidenced):
    """Something whose quantities keep the bounds that their fields name."""


def fixed(value: float) -> Quantity:
    """A known number as a quantity."""
    return Quantity(spread=Fixed(value=value))
