"""Whose knowledge is drawn from: ours, or what contemporaries believed on a day.

A view takes the path of a quantity and the quantity, and gives the quantity to be drawn.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel

from holdfast.errors import UsageError
from holdfast.schema.paths import Figure, figures
from holdfast.schema.quantity import (
    Beta,
    Claim,
    Lognormal,
    Normal,
    Quantity,
    Simple,
    Triangular,
    Uniform,
)
from holdfast.schema.scenario import Scenario
from holdfast.schema.tables import ByDay, Dated
from holdfast.units import Bounds

LEAST_COVERAGE = 0.3
"""Share of the uncertain quantities with a belief from which a view may be called contemporary.
grade: judgement"""

WIDER = 2.0
"""How much wider a spread is where nobody's belief is known. grade: judgement"""

LEAST_WEIGHT = 0.5
"""Least a + b of a widened beta: beyond it nothing lies but 0 and 1. grade: judgement"""

_ROW = re.compile(r"\[[0-9-]+\]\Z")


def hindsight(_: str, quantity: Quantity) -> Quantity:
    """What is known today: claims that only tell what somebody believed are left out."""
    if not any(claim.believed_by for claim in quantity.claims or ()):
        return quantity
    kept = [claim for claim in quantity.claims or () if not claim.believed_by]
    return quantity.model_copy(update={"claims": kept})


@dataclass(frozen=True)
class Contemporary:
    """What was believed by a day; hindsight of doubled width where no belief is known."""

    as_of: datetime.date
    believed: tuple[str, ...]
    """Paths of the uncertain quantities about which a belief is known."""
    widened: tuple[str, ...]
    """Paths of the others."""
    limits: Mapping[str, Bounds]

    @property
    def coverage(self) -> float:
        """Share of the uncertain quantities about which a belief is known."""
        count = len(self.believed) + len(self.widened)
        return len(self.believed) / count if count else 1.0

    def __call__(self, path: str, quantity: Quantity) -> Quantity:
        """What is to be drawn of the quantity at a path."""
        beliefs = [claim for claim in quantity.claims or () if known_by(claim, self.as_of)]
        if beliefs:
            return quantity.model_copy(update={"claims": beliefs})
        bounds = self.limits.get(_ROW.sub("", path), Bounds())
        return doubled(hindsight(path, quantity), bounds)


PREPARED = ("economy.", "projects.", "plans.")
"""Parts that are not counted: what history prepared moves nothing, its record does."""


def contemporary(scenario: Scenario, as_of: datetime.date | None = None) -> Contemporary:
    """The view of those who lived then, on a day; the scenario's own `as_of` if none is named.

    Raises
    ------
    UsageError
        if beliefs are known about less than 30 % of the uncertain quantities.
    """
    found = beliefs_of(scenario, as_of or scenario.as_of)
    if found.coverage < LEAST_COVERAGE:
        raise UsageError(
            f"what was believed by {found.as_of} is known of {found.coverage:.0%} of the uncertain "
            f"quantities only: under {LEAST_COVERAGE:.0%} no view is called contemporary; add "
            "claims with believed_by and stated_on, or take hindsight"
        )
    return found


def beliefs_of(scenario: Scenario, as_of: datetime.date) -> Contemporary:
    """The beliefs of a day, however few they are."""
    believed: list[str] = []
    widened: list[str] = []
    for path, figure in figures(scenario):
        if path.startswith(PREPARED):
            continue
        if any(known_by(claim, as_of) for row in _rows(figure) for claim in row.claims or ()):
            believed.append(path)
        elif any(not row.is_fixed for row in _rows(figure)):
            widened.append(path)
    return Contemporary(as_of, tuple(believed), tuple(widened), dict(limits(scenario)))


def known_by(claim: Claim, as_of: datetime.date) -> bool:
    """Whether a claim is a belief that was held by a day; one without a date was held always."""
    early = claim.stated_on is None or claim.stated_on <= as_of
    return claim.believed_by is not None and early


def _rows(figure: Figure) -> list[Quantity]:
    if isinstance(figure, Quantity):
        return [figure]
    return list(figure.rows.values()) if isinstance(figure, Dated | ByDay) else []


def doubled(quantity: Quantity, bounds: Bounds) -> Quantity:
    """A quantity each of whose spreads is twice as wide around its middle, within bounds."""
    if quantity.claims is not None:
        wider = [
            claim.model_copy(update={"value": widened(claim.value, bounds)})
            for claim in quantity.claims
        ]
        return quantity.model_copy(update={"claims": wider})
    assert quantity.spread is not None, "a quantity has a spread or claims"
    return quantity.model_copy(update={"spread": widened(quantity.spread, bounds)})


def widened(spread: Simple, bounds: Bounds) -> Simple:
    """A spread twice as wide; a plain number and a chance have no width.

    low, mode, high and min, max: twice as far from mode and middle, cut at the bounds. normal:
    2 sd. lognormal: factor squared. beta: twice the standard deviation at the same mean, so
    a + b falls to (a + b + 1) / 4 - 1, though not below 0.5.

    >>> widened(Triangular(low=0.4, mode=0.5, high=0.9), Bounds(0, 1))
    Triangular(low=0.3, mode=0.5, high=1.0)
    """
    widen = _WIDER.get(type(spread))
    if widen is None:
        return spread
    made: Simple = widen(spread, bounds)
    return made


def _within(value: float, bounds: Bounds) -> float:
    low = -float("inf") if bounds.low is None else bounds.low
    high = float("inf") if bounds.high is None else bounds.high
    return round(min(max(value, low), high), 12)


def _triangular(spread: Triangular, bounds: Bounds) -> Triangular:
    low = spread.mode - WIDER * (spread.mode - spread.low)
    high = spread.mode + WIDER * (spread.high - spread.mode)
    return Triangular(low=_within(low, bounds), mode=spread.mode, high=_within(high, bounds))


def _uniform(spread: Uniform, bounds: Bounds) -> Uniform:
    middle, half = (spread.min + spread.max) / 2, (spread.max - spread.min) / 2
    low, high = middle - WIDER * half, middle + WIDER * half
    return Uniform(min=_within(low, bounds), max=_within(high, bounds))


def _normal(spread: Normal, _: Bounds) -> Normal:
    return Normal(mean=spread.mean, sd=WIDER * spread.sd)


def _lognormal(spread: Lognormal, _: Bounds) -> Lognormal:
    return spread.model_copy(update={"factor": spread.factor**WIDER})


def _beta(spread: Beta, _: Bounds) -> Beta:
    a, b = spread.beta
    weight = max((a + b + 1) / WIDER**2 - 1, min(LEAST_WEIGHT, a + b))
    share = weight / (a + b)
    return Beta(beta=(a * share, b * share))


_WIDER: dict[type[Simple], Callable[[Any, Bounds], Simple]] = {
    Triangular: _triangular,
    Uniform: _uniform,
    Normal: _normal,
    Lognormal: _lognormal,
    Beta: _beta,
}


def limits(model: BaseModel, path: str = "") -> Iterator[tuple[str, Bounds]]:
    """The bounds of every figure that was written, by its path."""
    for name, field in type(model).model_fields.items():
        if name in model.model_fields_set:
            deeper = f"{path}.{name}" if path else name
            named = (*field.metadata, *_within_type(field.annotation))
            own = next((one for one in named if isinstance(one, Bounds)), None)
            yield from _limits(getattr(model, name), deeper, own)


def _within_type(annotation: Any) -> Iterator[object]:
    """What is noted inside a type such as `Share | None` or `dict[str, Share]`."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _within_type(inner)


def _limits(value: object, path: str, own: Bounds | None) -> Iterator[tuple[str, Bounds]]:
    if isinstance(value, Quantity | Dated | ByDay):
        if own is not None:
            yield path, own
    elif isinstance(value, BaseModel):
        yield from limits(value, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _limits(item, f"{path}.{key}", own)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            named = getattr(item, "id", None)
            label = f"id={named}" if isinstance(named, str) else str(index)
            yield from _limits(item, f"{path}[{label}]", own)
