"""When the fighting ends, and why: of the campaigns that are fought."""

from __future__ import annotations

from collections.abc import Sequence

from holdfast.analysis import words
from holdfast.analysis.column import QUANTILES, Column, Value
from holdfast.analysis.endings import FIGHTING_DAYS
from holdfast.analysis.measures import DateAnswer
from holdfast.analysis.table import Table, day_of
from holdfast.experiment.outcomes import CAUSES

KEY = (
    "The middle campaign, and in brackets eight of ten; one that is still fought counts to the "
    "last day looked at."
)

STILL = "none"
"""The cause of a campaign that has not ended."""


def endings_table(dates: Sequence[DateAnswer]) -> Table | None:
    """A row a date of attack: the day on which the fighting ends; None where none was fought."""
    rows: tuple[tuple[Value | None, ...], ...] = tuple(
        (
            day_of(date.attack_on),
            date.endings.end_day,
            date.endings.collapse_day,
            *date.endings.still_fighting.values(),
        )
        for date in dates
        if date.endings is not None
    )
    still = [
        Column(f"still_day_{day}", f"day {day}", "share",
               meaning=f"share that is still fought at the end of day {day}")
        for day in FIGHTING_DAYS
    ]  # fmt: skip
    columns = (
        Column("attack_on", "Attack on", "date", meaning="day of the attack"),
        Column("end_day", "fighting ends", "day", shape=QUANTILES,
               meaning="day on which the fighting ends, however it does"),
        Column("collapse_day", "collapse", "day", shape=QUANTILES,
               meaning="day of collapse, of those that collapse"),
        *still,
    )  # fmt: skip
    title = "When the fighting ends, and how much of it goes on"
    return Table("endings", title, columns, rows, KEY) if rows else None


def causes_table(dates: Sequence[DateAnswer]) -> Table | None:
    """A row a cause, a column a date of attack: why the fighting ends."""
    fought = [date for date in dates if date.endings is not None]
    seen = [key for key in CAUSES if any(share(date, key) > 0 for date in fought)]
    rows: tuple[tuple[Value | None, ...], ...] = tuple(
        (key, meaning(key), *(share(date, key) for date in fought)) for key in seen
    )
    columns = (
        Column("cause", "Key", meaning="key of the cause in JSON and SQL", quiet=True),
        Column("meaning", "Why", meaning="what ends the fighting"),
        *(
            Column(date.attack_on, words.date(date.attack_on), "share",
                   meaning=f"share of the campaigns fought, attack on {words.date(date.attack_on)}")
            for date in fought
        ),
    )  # fmt: skip
    return Table("causes", "Why the fighting ends", columns, rows) if rows else None


def share(date: DateAnswer, cause: str) -> float:
    """The share of the fought campaigns of a date that end for a cause."""
    return date.endings.why.get(cause, 0.0) if date.endings else 0.0


def meaning(cause: str) -> str:
    """A cause in words."""
    return "it does not end: still fought on the last day" if cause == STILL else CAUSES[cause]
