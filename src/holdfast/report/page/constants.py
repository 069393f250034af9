"""The law's constants as a table: what each means, its value, its author and grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from holdfast.analysis import words
from holdfast.report.page.mechanisms import groups
from holdfast.scenario.law import default_law, in_force, is_disputed
from holdfast.schema.constant import Constant as Written
from holdfast.schema.constant import Era
from holdfast.schema.law import Parameter
from holdfast.schema.quantity import Quantity

JOINT = "drawn with the other weighed constants from the shipped sample"


@dataclass(frozen=True, slots=True)
class Constant:
    """One constant of the law as a reader sees it."""

    name: str
    meaning: str
    value: str
    unit: str
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class Group:
    """The constants of one mechanism."""

    title: str
    constants: tuple[Constant, ...]


@dataclass(frozen=True)
class Run:
    """What of a run decides its constants: its age, and the constants that it sets itself."""

    era: Era
    own: Mapping[str, Written]
    setter: str = "card"


def groups_of(run: Run) -> tuple[Group, ...]:
    """Every constant by its mechanism, with the value that a run had."""
    return tuple(
        Group(title, tuple(constant(name, run) for name in names))
        for title, names in groups().items()
        if names
    )


def constant(name: str, run: Run) -> Constant:
    """One constant with its value in this run's era, or the run's own."""
    parameter = default_law().parameters[name]
    source = parameter.source
    return Constant(
        name=name,
        meaning=parameter.meaning,
        value="; ".join(values(name, parameter, run)),
        unit="" if parameter.unit == "1" else parameter.unit,
        source=words.listed(source) if isinstance(source, list) else source or "",
        grade=parameter.grade or "",
    )


def values(name: str, parameter: Parameter, run: Run) -> Iterator[str]:
    """The value in words, one for each side where there are two."""
    disputed = is_disputed(run.own, name, run.era)
    if name in default_law().calibrated and not disputed:
        prior = f"; beforehand {quantity_words(parameter.prior)}" if parameter.prior else ""
        yield f"{JOINT}{prior}"
        return
    mine = f" (this {run.setter}'s own)" if disputed else ""
    for side, quantity in in_force(run.own, name, run.era):
        yield f"{side} {quantity_words(quantity)}{mine}".lstrip()


def quantity_words(quantity: Quantity) -> str:
    """A quantity in one line, rivals with their weights."""
    branches = list(quantity.branches())
    if len(branches) == 1:
        return words.spread(branches[0][1])
    total = sum(weight for weight, _ in branches)
    parts = [f"{words.spread(one)} ({words.percent(w / total)})" for w, one in branches]
    return "rivals: " + ", ".join(parts)
