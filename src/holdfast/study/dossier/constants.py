"""The constants of the law as they stood in a run, by mechanism, with authors and grades."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from holdfast.experiment.dossier import ConstantNote
from holdfast.scenario.law import (
    constants_by_mechanism,
    default_law,
    in_force,
    is_disputed,
)
from holdfast.schema.constant import Constant, Era
from holdfast.study.dossier.numbers import amount_of


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
    written = (one for _, one in in_force(own, name, era))
    values = (parameter.prior,) if weighed and parameter.prior is not None else written
    return ConstantNote(
        name=name,
        meaning=parameter.meaning,
        unit=parameter.unit,
        source=(source,) if isinstance(source, str) else tuple(source),
        grade=parameter.grade or "",
        values=tuple(amount_of(one) for one in values),
        mechanism=default_law().mechanisms[mechanism].title,
        is_weighed=weighed,
        is_own=disputed,
    )
