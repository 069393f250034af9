"""What programmes on record had in common: ranges, each with what was observed and by whom.

One table, `factors.yaml`. A programme that is foretold may not learn from its own end: what was
observed of it after the month up to which it may be known is left out, and the range is then what
the other programmes leave.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from math import exp, log
from typing import Any, TypeAlias

from holdfast.errors import UsageError
from holdfast.preparation.economy import Lag
from holdfast.preparation.months import month_number
from holdfast.text.nodes import plain
from holdfast.text.yaml import parse

FILE = "factors.yaml"

Plain: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Observed:
    """A factor, or months to a delivery, as one programme had it.

    Attributes
    ----------
    value : what was observed.
    of : which programme.
    on : the month in which it could be known.
    source : a key of the sources.
    """

    value: float
    of: str
    on: int
    source: str


@dataclass(frozen=True)
class Factor:
    """A number that programmes share: central value, range, and what it rests on.

    Attributes
    ----------
    name, meaning, unit : what it is.
    value, low, high : central, and the range that was seen or is allowed.
    judgement : whether the range is an allowance round few observations.
    unknown : the range where no other programme has it.
    observed : what it rests on.
    """

    name: str
    meaning: str
    unit: str
    value: float
    low: float
    high: float
    judgement: bool
    unknown: tuple[float, float]
    observed: tuple[Observed, ...]

    def seen_from(self, programme: str, until: int) -> Factor:
        """The factor without what a programme was seen to do after some month.

        Two or more observations that are left are the range; with fewer it is what is allowed
        where nothing is known.
        """
        left = tuple(one for one in self.observed if not is_later(one, programme, until))
        if len(left) == len(self.observed):
            return self
        values = [one.value for one in left]
        low, high = (min(values), max(values)) if len(left) > 1 else self.unknown
        middle = middle_of(values or [low, high])
        return replace(self, value=min(max(middle, low), high), low=low, high=high, observed=left)


@dataclass(frozen=True)
class Delivery:
    """Months from an order to the first machine, or to the last.

    Attributes
    ----------
    thing : tank, aircraft, gun.
    manner : made at home, bought from abroad (`export`), or under `licence`.
    end : "first" or "last".
    observed : the months.
    """

    thing: str
    manner: str
    end: str
    observed: Observed


@dataclass(frozen=True)
class SeenLag:
    """How a credit of several years was drawn: knots, with a range."""

    times: tuple[float, ...]
    shares: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    source: str

    def lag(self, overrun: float = 1.0, haste: float = 1.0) -> Lag:
        """The central lag for an `Economy`."""
        return Lag(self.times, self.shares, overrun, haste)


@dataclass(frozen=True)
class Factors:
    """The table of factors.

    Attributes
    ----------
    factors : by name.
    lag : how credits are drawn.
    deliveries : months to first and last deliveries.
    sources : title and address by key.
    """

    factors: Mapping[str, Factor]
    lag: SeenLag
    deliveries: tuple[Delivery, ...]
    sources: Mapping[str, Mapping[str, str | None]]

    def __getitem__(self, name: str) -> Factor:
        """A factor by name."""
        if name not in self.factors:
            raise UsageError(f"there is no factor {name}: {', '.join(self.factors)}")
        return self.factors[name]

    def seen_from(self, programme: str, until: int) -> Factors:
        """The table without what a programme was seen to do after some month."""
        return replace(
            self,
            factors={k: v.seen_from(programme, until) for k, v in self.factors.items()},
            deliveries=tuple(
                one for one in self.deliveries if not is_later(one.observed, programme, until)
            ),
        )


def is_later(one: Observed, programme: str, until: int) -> bool:
    """Whether something was seen of a programme after a month."""
    return one.of == programme and one.on > until


def middle_of(values: Sequence[float]) -> float:
    """The geometric mean.

    >>> middle_of([10.0, 40.0])
    20.0
    """
    return round(exp(sum(map(log, values)) / len(values)), 9)


@functools.cache
def default_factors() -> Factors:
    """The table as it ships.

    >>> default_factors()["ramp_months"].value
    22.0
    """
    text = (resources.files("holdfast.preparation") / FILE).read_text("utf-8")
    table: Plain = plain(parse(text, FILE)[0])
    lag = table["lag"]
    knots = {name: tuple(map(float, lag[name])) for name in ("times", "shares", "low", "high")}
    return Factors(
        factors={name: factor(name, said) for name, said in table["factors"].items()},
        lag=SeenLag(**knots, source=lag["source"]),
        deliveries=tuple(map(delivery, table["deliveries"])),
        sources=table["sources"],
    )


def factor(name: str, said: Plain) -> Factor:
    """One factor from its row."""
    return Factor(
        name=name,
        meaning=said["meaning"],
        unit=said["unit"],
        value=float(said["value"]),
        low=float(said["range"][0]),
        high=float(said["range"][1]),
        judgement=bool(said.get("judgement", False)),
        unknown=(float(said["unknown"][0]), float(said["unknown"][1])),
        observed=tuple(observed(one, one["value"]) for one in said["observed"]),
    )


def observed(said: Plain, value: float) -> Observed:
    """One observation from its row."""
    return Observed(float(value), said["of"], month_number(said["on"]), said["source"])


def delivery(said: Plain) -> Delivery:
    """One delivery from its row."""
    end = "first" if "first" in said else "last"
    return Delivery(said["thing"], said["manner"], end, observed(said, said[end]))
