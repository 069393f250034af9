"""What-ifs beside the base: paired differences, of which one sees what is real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from holdfast.analysis.attribution import (
    BATTLEFIELD,
    HELP_PART,
    NO_ATTACK,
    REFUSAL,
    Attribution,
)
from holdfast.analysis.column import DIFFERENCE, ESTIMATE, PART, Column, Value
from holdfast.analysis.paired import Difference, Estimate
from holdfast.analysis.table import Table, day_of

MEASURES = {
    "stands": ("stands", "share"),
    "saved": ("saved by help", "share"),
    "days_held": ("days held", "days"),
}
"""What is compared: its head and kind."""

BASE_NOTE = (
    "Days held: of organised defence, in campaigns that are fought with and without the change; a "
    "repelled attacker gives the whole time looked at."
)


PART_HEADS = {
    NO_ATTACK: ("no attack", "no attack comes, or one that had not come"),
    REFUSAL: ("refusal", "he refuses to yield, or yields"),
    BATTLEFIELD: ("battle, no help", "both are fought: the difference were nobody to help"),
    HELP_PART: ("help", "both are fought: what help adds, more or less than in the base"),
}
"""What stands over each part, and what it means."""

SPLIT_NOTE = (
    "The parts sum to the whole. A pair of campaigns counts where its two first part: one yields, "
    "or one is not attacked; of those fought twice the difference without help, and the rest is "
    "help."
)


class Compared(Protocol):
    """One change beside the base, for one attack date."""

    @property
    def name(self) -> str:
        """Of the change."""
        ...

    @property
    def attack_on(self) -> str:
        """The date."""
        ...

    @property
    def stands(self) -> Estimate:
        """Of all crises, under the change."""
        ...

    @property
    def saved(self) -> Estimate:
        """By help, under the change."""
        ...

    @property
    def days_held(self) -> Estimate | None:
        """Mean days of organised defence under the change; None where none is fought."""
        ...

    @property
    def difference(self) -> Mapping[str, Difference]:
        """Less the base, by measure."""
        ...

    @property
    def split(self) -> Mapping[str, Attribution]:
        """What the differences are made of, by measure."""
        ...


def comparison_table(rows: Sequence[Compared], titles: Mapping[str, str]) -> Table:
    """Each change at each date: how it comes out, and what differs from the base.

    titles : what is shown of each change instead of its name.
    """
    cells = tuple(
        (day_of(one.attack_on), one.name, titles.get(one.name, one.name), *_cells(one))
        for one in rows
    )
    is_dated = len({one.attack_on for one in rows}) > 1
    columns = (
        Column("attack_on", "Attack on", "date", meaning="day of the attack", quiet=not is_dated),
        Column("name", "Name", meaning="name of the change", quiet=True),
        Column("change", "What if", meaning="the change"),
        *(
            Column(f"{key}_difference", head, kind, shape=DIFFERENCE,
                   meaning="paired with the base on the same draws")
            for key, (head, kind) in MEASURES.items()
        ),
        Column("stands", "stands, with it", "share", shape=ESTIMATE, quiet=True,
               meaning="stands though nobody attacks, alone, or with help"),
        Column("saved", "saved, with it", "share", shape=ESTIMATE, quiet=True,
               meaning="stands with help, would not have without"),
        Column("days_held", "days, with it", "days", shape=ESTIMATE, quiet=True,
               meaning="mean days of organised defence"),
    )  # fmt: skip
    return Table("comparison", "What changes, on the same draws", columns, cells, BASE_NOTE)


def _cells(one: Compared) -> tuple[Value | None, ...]:
    return (*(one.difference[key] for key in MEASURES), one.stands, one.saved, one.days_held)


def attribution_table(rows: Sequence[Compared], titles: Mapping[str, str]) -> Table:
    """Each change at each date: its effect on standing, whole and in four parts; days in files.

    titles : what is shown of each change instead of its name.
    """
    split = [one for one in rows if one.split]
    cells = tuple(
        (day_of(one.attack_on), one.name, titles.get(one.name, one.name), *_parts(one))
        for one in split
    )
    is_dated = len({one.attack_on for one in split}) > 1
    columns = (
        Column("attack_on", "Attack on", "date", meaning="day of the attack", quiet=not is_dated),
        Column("name", "Name", meaning="name of the change", quiet=True),
        Column("change", "What if", meaning="the change"),
        *_part_columns("stands", "stands", "share", quiet=False),
        *_part_columns("days_held", "days held", "days", quiet=True),
    )
    title = "What it is made of, in percentage points that stand"
    return Table("attribution", title, columns, cells, SPLIT_NOTE)


def _part_columns(key: str, head: str, kind: str, quiet: bool) -> tuple[Column, ...]:
    whole = Column(f"{key}_whole", head, kind, shape=PART, quiet=quiet,
                   meaning="the whole, paired with the base on the same draws")  # fmt: skip
    return whole, *(
        Column(f"{key}_{name}", said, kind, shape=PART, meaning=meaning, quiet=quiet)
        for name, (said, meaning) in PART_HEADS.items()
    )


def _parts(one: Compared) -> tuple[Value | None, ...]:
    return tuple(
        value
        for key in ("stands", "days_held")
        for value in (one.split[key].whole, *one.split[key].parts.values())
    )
