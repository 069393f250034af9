"""Factors that programmes of preparation share, for what a scenario leaves unsaid: one table."""

from __future__ import annotations

import functools
from importlib import resources

from holdfast.errors import ScenarioError
from holdfast.schema.economy import SharedFactors
from holdfast.schema.quantity import Quantity
from holdfast.schema.validate import validate
from holdfast.text.yaml import parse

FACTORS = "factors.yaml"


@functools.cache
def shared_factors() -> SharedFactors:
    """The table as it ships."""
    text = (resources.files("holdfast.preparation") / FACTORS).read_text("utf-8")
    found, faults = validate(SharedFactors, parse(text, f"preparation/{FACTORS}")[0])
    if found is None:
        raise ScenarioError(faults)
    return found


def factor(name: str) -> Quantity:
    """A factor by its name.

    >>> factor("ramp_months").middle()
    22.0
    """
    return shared_factors().factors[name].value


def factor_lag() -> dict[float, float]:
    """The share of a vote that is drawn by each share of its time.

    >>> factor_lag()[0.44]
    0.32
    """
    return {float(time): share for time, share in shared_factors().lag.rows.items()}
