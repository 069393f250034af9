"""Quantities and their evidence as the plain numbers and texts that a dossier keeps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from holdfast.experiment.inputs import Amount, Evidence, RivalClaim, Spread, SpreadKind
from holdfast.experiment.outcomes import Floats
from holdfast.scenario.realise import inverse_cdf
from holdfast.schema.base import EVIDENCE_KEYS, Evidenced
from holdfast.schema.quantity import (
    Beta,
    Chance,
    Fixed,
    Lognormal,
    Normal,
    Quantity,
    Simple,
    Triangular,
    Uniform,
)

KINDS: dict[type[Simple], SpreadKind] = {
    Fixed: "fixed", Triangular: "triangular", Uniform: "uniform", Normal: "normal",
    Lognormal: "lognormal", Chance: "chance", Beta: "beta",
}  # fmt: skip

PERCENTILES = (0.1, 0.5, 0.9)

LOOKED_AT = 1000
"""Equally likely values from which percentiles are read where values do not rise with luck."""

_U = (np.arange(LOOKED_AT) + 0.5) / LOOKED_AT


def spread_of(simple: Simple) -> Spread:
    """One spread with its parameters."""
    kind = KINDS[type(simple)]
    p10, p50, p90 = percentiles_of(Quantity(spread=simple))
    return Spread(kind, p10, p50, p90, parameters_of(simple))


def parameters_of(simple: Simple) -> dict[str, float]:
    """The numbers of a spread by their names; the two of a beta are a and b."""
    if isinstance(simple, Beta):
        a, b = simple.beta
        return {"a": a, "b": b}
    return {name: float(value) for name, value in simple.model_dump().items()}


def percentiles_of(quantity: Quantity) -> tuple[float, float, float]:
    """The tenth, fiftieth and ninetieth percentile of what is drawn."""
    if isinstance(quantity.spread, Fixed):
        value = quantity.spread.value
        return value, value, value
    rises = quantity.spread is not None and not isinstance(quantity.spread, Chance)
    if rises:
        return _three(inverse_cdf(quantity, np.array(PERCENTILES)))
    return percentiles_by(lambda u: inverse_cdf(quantity, u))


def percentiles_by(values: Callable[[Floats], Floats]) -> tuple[float, float, float]:
    """Percentiles of what comes of equally likely uniforms."""
    return _three(np.quantile(values(_U), PERCENTILES, method="inverted_cdf"))


def _three(values: Floats) -> tuple[float, float, float]:
    low, middle, high = (float(value) for value in values)
    return low, middle, high


def amount_of(quantity: Quantity) -> Amount:
    """A quantity with its rival claims, if it has any."""
    if quantity.claims is None:
        assert quantity.spread is not None, "a quantity has a spread or claims"
        return Amount(spread_of(quantity.spread))
    total = sum(claim.weight for claim in quantity.claims)
    rivals = tuple(
        RivalClaim(
            spread_of(claim.value), claim.weight / total, evidence_of(claim), claim.believed_by
        )
        for claim in quantity.claims
    )
    return Amount(Spread("rivals", *percentiles_of(quantity)), rivals)


def evidence_of(thing: object) -> Evidence | None:
    """What stands at a thing itself; None if nothing does."""
    if not isinstance(thing, Evidenced) or not EVIDENCE_KEYS & thing.model_fields_set:
        return None
    source = thing.source or ()
    said = {name: getattr(thing, name) for name in EVIDENCE_KEYS - {"source"}}
    found = Evidence(source=(source,) if isinstance(source, str) else tuple(source), **said)
    return None if found == Evidence() else found
