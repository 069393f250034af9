"""What was decided: how often each question came up, and how often the answer was yes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from holdfast.analysis import words
from holdfast.analysis.column import ESTIMATE, Column
from holdfast.analysis.measures import DateAnswer
from holdfast.analysis.paired import Estimate
from holdfast.analysis.table import Table

NOTE = "Of all crises in how many the question comes up, and in how many of those it is a yes."


def decisions_table(
    dates: Sequence[DateAnswer], meanings: Mapping[str, str], powers: Mapping[str, str]
) -> Table | None:
    """Each decision at each date; None where nobody decides.

    meanings : what each decision is about, by its name.
    """
    names = dict.fromkeys(name for date in dates for name in date.decisions)
    rows = tuple(
        (
            name,
            decision_words(name, powers),
            meanings.get(name, ""),
            *(cell for date in dates for cell in _fell(date, name)),
        )
        for name in names
    )
    columns = (
        Column("key", "Key", meaning="name of the decision in the file", quiet=True),
        Column("decision", "Decision", meaning="who, and what"),
        Column("meaning", "what a yes means", quiet=not any(meanings.values())),
        *(column for date in dates for column in _columns(date, len(dates) == 1)),
    )
    return Table("decisions", "What was decided", columns, rows, NOTE) if rows else None


def _fell(date: DateAnswer, name: str) -> tuple[Estimate | None, Estimate | None]:
    found = date.decisions.get(name)
    return (found.came_up, found.yes) if found else (None, None)


def _columns(date: DateAnswer, is_alone: bool) -> tuple[Column, Column]:
    """In how many crises of a date the question comes up, and in how many of those it is a yes."""
    on = "" if is_alone else f", {words.date(date.attack_on)}"
    return (
        Column(f"came_up_{date.attack_on}", f"comes up in{on}", "share", shape=ESTIMATE,
               meaning="share of all crises of that date in which the question came up"),
        Column(f"yes_{date.attack_on}", f"yes{on}", "share", shape=ESTIMATE,
               meaning="share of those in which the answer was yes"),
    )  # fmt: skip


def decision_words(name: str, powers: Mapping[str, str]) -> str:
    """A decision: who, and what.

    >>> decision_words("ROU.transit", {}), decision_words("SUN.acts", {})
    ('Romania: transit', 'The Soviet Union: acts')
    """
    code, _, what = name.partition(".")
    who = words.capital(words.power(code, powers))
    return f"{who}: {what.replace('_', ' ')}" if what else name
