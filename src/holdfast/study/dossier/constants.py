"""The constants of the law as they stood in a run, with their authors and grades."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from holdfast.experiment.dossier import ConstantNote
from holdfast.experiment.inputs import Amount
from holdfast.scenario.law import default_law, value_in
from holdfast.schema.law import Parameter
from holdfast.schema.quantity import Quantity
from holdfast.study.dossier.numbers import amount_of


def constants_of(era: str, own: Mapping[str, Quantity]) -> Iterator[ConstantNote]:
    """Every constant with the value that a run had.

    own : constants that the card or scenario puts in place of the law's.
    """
    weighed = set(default_law().calibrated) - set(own)
    for name, parameter in default_law().parameters.items():
        source = parameter.source or ()
        yield ConstantNote(
            name=name,
            meaning=parameter.meaning,
            unit=parameter.unit,
            source=(source,) if isinstance(source, str) else tuple(source),
            grade=parameter.grade or "",
            values=values_of(parameter, era, own.get(name), name in weighed),
            is_weighed=name in weighed,
            is_own=name in own,
        )


def values_of(
    parameter: Parameter, era: str, own: Quantity | None, weighed: bool
) -> tuple[Amount, ...]:
    """The value, one for each side where there are two; the prior where it is weighed."""
    if own is not None:
        return (amount_of(own),)
    if weighed:
        return () if parameter.prior is None else (amount_of(parameter.prior),)
    return tuple(amount_of(value_in(one, era)) for one in parameter.sides())
