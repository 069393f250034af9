"""The constants of the law as they stood in a run, and what its mechanisms rest on (MODEL.md §9).

The standing of each mechanism is read off the law's own page: nothing is claimed here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from holdfast.experiment.dossier import ConstantNote, MechanismNote
from holdfast.scenario.law import (
    constants_by_mechanism,
    default_law,
    in_force,
    is_disputed,
)
from holdfast.schema.constant import Constant, Era
from holdfast.schema.law import Parameter
from holdfast.study.dossier.numbers import amount_of

PUBLISHED = frozenset("ABC")
"""Grades of a constant that follows something published."""

DEFINITION = "Definition"
"""Source of a constant that is none: a standard normal, say."""


def constants_of(era: Era, own: Mapping[str, Constant]) -> Iterator[ConstantNote]:
    """Every constant with the value that a run had, mechanism by mechanism.

    own : constants that the card or scenario puts in place of the law's.
    """
    for mechanism, names in constants_by_mechanism():
        for name in names:
            yield constant_note(name, mechanism, era, own)


def constant_note(name: str, mechanism: str, era: Era, own: Mapping[str, Constant]) -> ConstantNote:
    """One constant: its value for each side; the prior where it is weighed."""
    parameter = default_law().parameters[name]
    disputed = is_disputed(own, name, era)
    weighed = name in default_law().calibrated and not disputed
    source = parameter.source or ()
    values = (
        {"": amount_of(parameter.prior)}
        if weighed and parameter.prior is not None
        else {side: amount_of(one) for side, one in in_force(own, name, era)}
    )
    return ConstantNote(
        name=name,
        meaning=parameter.meaning,
        unit=parameter.unit,
        source=(source,) if isinstance(source, str) else tuple(source),
        grade=parameter.grade or "",
        values=values,
        mechanism=mechanism,
        is_weighed=weighed,
        is_own=disputed,
    )


def mechanism_notes() -> Iterator[MechanismNote]:
    """Every mechanism of the law, with how many of its constants rest on what."""
    law = default_law()
    for name, constants in constants_by_mechanism():
        known = [law.parameters[c] for c in constants if law.parameters[c].source != DEFINITION]
        weighed = sum(constant in law.calibrated for constant in constants)
        published = sum(is_published(one) for one in known)
        yield MechanismNote(
            name=name,
            title=law.mechanisms[name].title,
            weighed=weighed,
            published=published,
            judged=len(known) - weighed - published,
            note=law.mechanisms[name].note,
        )


def is_published(parameter: Parameter) -> bool:
    """Whether a constant follows something published, and was not weighed on campaigns."""
    return parameter.prior is None and parameter.grade in PUBLISHED
