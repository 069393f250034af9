"""The law as it ships, and with a user's own constants in it."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping
from importlib import resources

from holdfast.errors import ScenarioError
from holdfast.kernel.constants import NAMES
from holdfast.kernel.layout import SIDES, Table
from holdfast.schema.constant import Constant, Era, taken
from holdfast.schema.law import Law
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


@functools.cache
def law_table() -> Table:
    """The rows of the kernel's array of the law: its names, with what the page says of them."""
    table = Table("law", "the constants of the law, each with an author, each able to be drawn")
    for name in NAMES:
        said = default_law().parameters[name]
        table.row(name, "whole", said.unit, said.meaning, said.sided)
    return table


def labels(name: str) -> tuple[str, ...]:
    """What tells the rows of a constant apart: its sides, or nothing where there is one."""
    return SIDES if default_law().parameters[name].sided else ("",)


def in_force(own: Mapping[str, Constant], name: str, era: Era) -> Iterator[tuple[str, Quantity]]:
    """A constant of each side in an era: whoever disputes it goes before the law."""
    law = default_law().parameters[name].written()
    for side in labels(name):
        found = taken(own.get(name), side, era) or taken(law, side, era)
        assert found is not None, "the law has a value for every side and era"
        yield side, found


def is_disputed(own: Mapping[str, Constant], name: str, era: Era) -> bool:
    """Whether a constant is set for this era, for one side at least."""
    return any(taken(own.get(name), side, era) is not None for side in labels(name))


def constants_by_mechanism() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The law's mechanisms in its order, each with the names of its constants."""
    law = default_law()
    return tuple(
        (name, tuple(c for c, said in law.parameters.items() if said.mechanism == name))
        for name in law.mechanisms
    )
