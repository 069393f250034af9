"""The constants of the law as they stood in a run, and what each mechanism rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from holdfast.analysis.column import QUANTILES, Column, Value
from holdfast.analysis.table import Table
from holdfast.analysis.tables.forces import quantiles_of
from holdfast.experiment.dossier import ConstantNote

SCORED, REPLICATED, JUDGEMENT = "scored", "replicated", "judgement"

PUBLISHED = frozenset("ABC")
"""Grades of a constant that follows something published."""

DEFINITION = "Definition"
"""Source of a constant that is none: a standard normal, say."""

HELP = "Whether and when help comes"

SIDES = ("attacker", "defender")


def constants_table(constants: Sequence[ConstantNote]) -> Table | None:
    """Every constant, one row or one a side; None where a run keeps none."""
    rows = tuple(row for one in constants for row in _rows(one))
    columns = (
        Column("mechanism", "Mechanism"),
        Column("name", "Name", meaning="as --set law.NAME writes it"),
        Column("meaning", "Constant"),
        Column("side", "side", meaning="empty where both sides have the same"),
        Column("claim", "of futures", "share", meaning="share in which this rival claim is drawn"),
        Column("value", "value", "quantity", "see unit", shape=QUANTILES),
        Column("unit", "unit"),
        Column("weighed", "weighed", meaning="drawn from the sample that was weighed on the past"),
        Column("own", "own", meaning="put in place of the law's by the card or scenario"),
        Column("source", "source"),
        Column("grade", "grade"),
    )
    note = "Of a weighed constant the value is what was thought before any campaign was seen."
    return Table("constants", "The constants of the law", columns, rows, note) if rows else None


def _rows(one: ConstantNote) -> Iterator[tuple[Value | None, ...]]:
    sides = ("",) if len(one.values) == 1 else SIDES
    unit = "" if one.unit == "1" else one.unit
    rest = (unit, one.is_weighed, one.is_own, "; ".join(one.source), one.grade)
    what = (one.mechanism, one.name, one.meaning)
    for side, amount in zip(sides, one.values, strict=False):
        for claim in amount.rivals:
            yield *what, side, claim.share, quantiles_of(claim.spread), *rest
        if not amount.rivals:
            yield *what, side, None, quantiles_of(amount.spread), *rest
    if not one.values:
        yield *what, "", None, None, *rest


def mechanisms_table(constants: Sequence[ConstantNote]) -> Table | None:
    """Which mechanisms are scored, which replicated, which judgement (MODEL.md §9).

    The standing of each is read off its constants: nothing is claimed here.
    """
    names = dict.fromkeys(one.mechanism for one in constants)
    rows = tuple(_mechanism(name, [c for c in constants if c.mechanism == name]) for name in names)
    columns = (
        Column("mechanism", "Mechanism"),
        Column("standing", "Standing"),
        Column("weighed", "weighed on past campaigns", "count", "constants"),
        Column("published", "from a published table", "count", "constants"),
        Column("judged", "judged", "count", "constants"),
    )
    found = ((HELP, JUDGEMENT, 0, 0, 0), *rows)
    return Table("mechanisms", "What is validated", columns, found) if rows else None


def _mechanism(name: str, constants: Sequence[ConstantNote]) -> tuple[Value | None, ...]:
    known = [one for one in constants if DEFINITION not in one.source]
    weighed = sum(one.is_weighed for one in known)
    published = sum(one.grade in PUBLISHED for one in known if not one.is_weighed)
    judged = len(known) - weighed - published
    return name, standing(weighed, published, judged), weighed, published, judged


def standing(weighed: int, published: int, judged: int) -> str:
    """The best that can be said of a mechanism, and whether it can be said of all of it.

    >>> standing(2, 0, 1), standing(0, 3, 0), standing(0, 0, 4)
    ('scored in part', 'replicated', 'judgement')
    """
    if not weighed and not published:
        return JUDGEMENT
    best = SCORED if weighed else REPLICATED
    return f"{best} in part" if judged else best
