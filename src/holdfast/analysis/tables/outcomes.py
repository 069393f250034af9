"""How it ends: a row an outcome, a column a date of attack."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from holdfast.analysis import words
from holdfast.analysis.column import ESTIMATE, Column
from holdfast.analysis.measures import IN_WAR, DateAnswer
from holdfast.analysis.paired import Estimate
from holdfast.analysis.table import Table
from holdfast.experiment.outcomes import MEANINGS, OUTCOMES


def crises_table(dates: Sequence[DateAnswer]) -> Table | None:
    """How all crises end; None where none ends before the first shot: then all are fought."""
    if not any(date.is_crisis for date in dates):
        return None
    return _table(("crises", "How all crises end"), dates, OUTCOMES, lambda date: date.outcomes)


def ends_table(dates: Sequence[DateAnswer]) -> Table | None:
    """How those end that are fought; None where none is."""
    if not any(date.fought for date in dates):
        return None
    whose = "Of those that are fought" if any(date.is_crisis for date in dates) else "How it ends"
    return _table(("ends", whose), dates, IN_WAR, lambda date: date.given_attack)


def _table(
    named: tuple[str, str],
    dates: Sequence[DateAnswer],
    keys: Sequence[str],
    of: Callable[[DateAnswer], Mapping[str, Estimate]],
) -> Table:
    rows = tuple((key, MEANINGS[key], *(of(date).get(key) for date in dates)) for key in keys)
    outcome = Column("outcome", "Key", meaning="key of the outcome in the JSON", quiet=True)
    meaning = Column("meaning", "Outcome", meaning="how the campaign ends")
    return Table(*named, (outcome, meaning, *shares_by_date(dates)), rows)


def shares_by_date(dates: Sequence[DateAnswer]) -> list[Column]:
    """A column of shares for each date of attack; of a single one in detail."""
    is_alone = len(dates) == 1
    return [
        Column(
            key=date.attack_on,
            head="share" if is_alone else words.date(date.attack_on),
            kind="share",
            meaning=f"share of the campaigns, attack on {words.date(date.attack_on)}",
            shape=ESTIMATE,
            detail=is_alone,
        )
        for date in dates
    ]
