"""What was decided: how often each question came up, and how often the answer was yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from holdfast.analysis import words
from holdfast.analysis.column import ESTIMATE, Column
from holdfast.analysis.measures import DateAnswer
from holdfast.analysis.table import Table, day_of
from holdfast.analysis.tables.standing import attack_column


def decisions_table(
    dates: Sequence[DateAnswer], meanings: Mapping[str, str], powers: Mapping[str, str]
) -> Table | None:
    """Each decision at each date; None where nobody decides.

    meanings : what each decision is about, by its name.
    """
    names = dict.fromkeys(name for date in dates for name in date.decisions)
    rows = tuple(
        (
            day_of(date.attack_on),
            name,
            decision_words(name, powers),
            meanings.get(name, ""),
            date.decisions[name].came_up,
            date.decisions[name].yes,
        )
        for name in names
        for date in dates
    )
    columns = (
        attack_column(dates),
        Column("key", "Key", meaning="name of the decision in the file", quiet=True),
        Column("decision", "Decision", meaning="who, and what"),
        Column("meaning", "what a yes means", quiet=not any(meanings.values())),
        Column("came_up", "comes up in", "share", shape=ESTIMATE,
               meaning="share of all crises in which the question came up"),
        Column("yes", "yes", "share", shape=ESTIMATE,
               meaning="share of those in which the answer was yes"),
    )  # fmt: skip
    note = "Of all crises in how many the question comes up, and in how many of those it is a yes."
    return Table("decisions", "What was decided", columns, rows, note) if rows else None


def decision_words(name: str, powers: Mapping[str, str]) -> str:
    """A decision: who, and what.

    >>> decision_words("ROU.transit", {}), decision_words("SUN.acts", {})
    ('Romania: transit', 'The Soviet Union: acts')
    """
    code, _, what = name.partition(".")
    who = words.capital(words.power(code, powers))
    return f"{who}: {what.replace('_', ' ')}" if what else name
