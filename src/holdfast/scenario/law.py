"""The law as it ships, and with a user's own constants in it."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources

from holdfast.errors import ScenarioError
from holdfast.schema.law import ByEra, Law
from holdfast.schema.quantity import Quantity
from holdfast.schema.validate import validate
from holdfast.text.yaml import parse


@functools.cache
def default_law() -> Law:
    """The default law, from its page of constants."""
    law, faults = validate(Law, parse(default_text(), "laws/default.yaml")[0])
    if law is None:
        raise ScenarioError(faults)
    return law


def default_text() -> str:
    """The page of constants as it ships."""
    return (resources.files("holdfast.scenario") / "laws" / "default.yaml").read_text("utf-8")


def law_hash() -> str:
    """Twelve hex digits that change with any constant."""
    return hashlib.sha256(default_text().encode()).hexdigest()[:12]


def constant_names() -> tuple[str, ...]:
    """The names that may stand under `law:`."""
    return tuple(default_law().parameters)


def value_in(constant: Quantity | ByEra, era: str) -> Quantity:
    """The quantity that a constant is in an era."""
    if isinstance(constant, Quantity):
        return constant
    return next(quantity for name, quantity in constant.by_era.items() if name == era)
