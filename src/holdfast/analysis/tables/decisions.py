"""What was decided: how often each question came up, and how often the answer was yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from holdfast.analysis import words
from holdfast.analysis.column import ESTIMATE, Column, Value
from holdfast.analysis.measures import Chances, DateAnswer
from holdfast.analysis.table import Table, day_of
from holdfast.analysis.tables.standing import attack_column


def decisions_table(
    dates: Sequence[DateAnswer],
    chances: Mapping[str, Chances],
    names: Sequence[str],
    meanings: Mapping[str, str],
) -> Table | None:
    """Each decision at each date; None where nobody decides.

    Parameters
    ----------
    chances : the campaigns of each date.
    names : of the decisions, in the order of the bits in which campaigns hold them.
    meanings : what each decision is about.
    """
    rows = tuple(
        (day_of(date.attack_on), name, meanings.get(name, ""), *came(chances[date.attack_on], n))
        for n, name in enumerate(names)
        for date in dates
    )
    columns = (
        attack_column(dates),
        Column("decision", "Decision", meaning="who, and what"),
        Column("meaning", "What is decided"),
        Column("came_up", "comes up in", "share", shape=ESTIMATE,
               meaning="share of all crises in which the question came up"),
        Column("yes", "yes", "share", shape=ESTIMATE,
               meaning="share of those in which the answer was yes"),
    )  # fmt: skip
    note = "Of all crises in how many the question comes up, and in how many of those it is a yes."
    return Table("decisions", "What was decided", columns, rows, note) if rows else None


def came(chance: Chances, number: int) -> tuple[Value | None, Value | None]:
    """In how many campaigns a decision fell, and how often it was a yes then."""
    fell, yes = (_bit(chance.frame[column], number) for column in ("fell", "decided"))
    return chance.of(fell), chance.among(fell & yes, fell)


def _bit(codes: pd.Series[int], number: int) -> pd.Series[bool]:
    return (codes.astype("int64") // 2**number % 2).astype(bool)


def decision_words(name: str, powers: Mapping[str, str]) -> str:
    """A decision: who, and what.

    >>> decision_words("ROU.transit", {}), decision_words("SUN.acts", {})
    ('Romania: transit', 'The Soviet Union: acts')
    """
    code, _, what = name.partition(".")
    who = words.capital(words.power(code, powers))
    return f"{who}: {what.replace('_', ' ')}" if what else name
