"""What became of the promises: who acts, whose help is felt, dates side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from holdfast.analysis import words
from holdfast.analysis.column import ESTIMATE, Column, Value
from holdfast.analysis.measures import DateAnswer
from holdfast.analysis.paired import Estimate
from holdfast.analysis.table import Table
from holdfast.analysis.tables.help import counted
from holdfast.experiment.dossier import OutsideNote

BY_DAY = 30
"""Day by which contact is set beside the outside view."""

NOTE = (
    "Of the fought campaigns in how many the helper acts, and in how many its help is felt at all: "
    "inside, what clauses, decisions and routes of this scenario give. Last, the outside view: how "
    f"often comparable promises of the past were kept, and were in contact by day {BY_DAY}. The "
    "two are not mixed."
)


def kept_table(
    dates: Sequence[DateAnswer], powers: Mapping[str, str], views: Mapping[str, OutsideNote]
) -> Table | None:
    """Who acts and whose help is felt at each date, beside the outside view; None without any."""
    fought = [date for date in dates if date.fought is not None]
    names = dict.fromkeys(name for date in fought for name in date.inside)
    rows = tuple(
        (words.helper(name, powers), *(cell for date in fought for cell in _inside(date, name)),
         *_outside(name, views))
        for name in names
    )  # fmt: skip
    columns = (
        Column("help", "Help", meaning="whose, and in which form"),
        *(column for date in fought for column in _columns(date, len(fought) == 1)),
        Column("outside_acts", "kept in the past", "share", shape=ESTIMATE, quiet=not views,
               meaning="outside view: share of comparable promises that were kept"),
        Column("outside_contact", f"in contact by day {BY_DAY}", "share", shape=ESTIMATE,
               quiet=not views, meaning="outside view: share of them in contact by that day"),
    )  # fmt: skip
    title = "Who acts, and whose help is felt"
    return Table("kept", title, columns, rows, NOTE if views else "") if rows else None


def _inside(date: DateAnswer, name: str) -> Iterator[Estimate | None]:
    inside = date.inside.get(name)
    yield inside.acts if inside else None
    yield date.fought.help_comes.get(name) if date.fought else None


def _outside(name: str, views: Mapping[str, OutsideNote]) -> Iterator[Value | None]:
    view = next((one for one in views.values() if name in one.helpers), None)
    known = view.contact_by_day.get(str(BY_DAY)) if view else None
    yield counted(view.acts) if view else None
    yield None if known is None else Estimate(known, None, None, None)


def _columns(date: DateAnswer, is_alone: bool) -> Iterator[Column]:
    on = "" if is_alone else f", {words.date(date.attack_on)}"
    for key, meaning in (("acts", "it does what was promised"), ("felt", "its help is felt")):
        said = f"share of the fought campaigns in which {meaning}"
        yield Column(f"{key}_{date.attack_on}", f"{key}{on}", "share", meaning=said, shape=ESTIMATE)
