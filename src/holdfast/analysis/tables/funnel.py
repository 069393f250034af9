"""Where each helper's help is lost, from a promise that binds to a defence that is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from holdfast.analysis import words
from holdfast.analysis.column import ESTIMATE, Column
from holdfast.analysis.measures import DateAnswer
from holdfast.analysis.reasons import STEP_WORDS, reason_in_words
from holdfast.analysis.table import Table, day_of
from holdfast.analysis.tables.standing import attack_column

NOTE = (
    "Among campaigns that are fought, from a sample that was played again. Every step has the "
    "former behind it. Lost: passed the step before and not this one; then the commonest reason, "
    "and its share of what is lost here."
)


def funnel_table(dates: Sequence[DateAnswer], powers: Mapping[str, str]) -> Table | None:
    """One row a helper and step; None where no helper is known or nothing is fought."""
    rows = tuple(
        (
            day_of(date.attack_on),
            words.helper(name, powers),
            STEP_WORDS[one.step],
            one.share,
            one.lost,
            None if one.reason is None else reason_in_words(one.reason, powers),
            one.of_lost,
        )
        for date in dates
        for name, steps in date.funnel.items()
        for one in steps
    )
    columns = (
        attack_column(dates),
        Column("help", "Help", meaning="whose, and in which form"),
        Column("step", "step", meaning="what he does who passes it"),
        Column("share", "passes", "share", shape=ESTIMATE,
               meaning="share of the fought campaigns in which he passes it"),
        Column("lost", "lost", "share", meaning="passed the step before and not this one"),
        Column("reason", "mostly because", meaning="the commonest reason of the loss"),
        Column("of_lost", "of it", "share", meaning="share of the loss that has this reason"),
    )  # fmt: skip
    return Table("funnel", "Where help is lost", columns, rows, NOTE) if rows else None
