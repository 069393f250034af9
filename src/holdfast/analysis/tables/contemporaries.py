"""What contemporaries expected of a fight alone, beside the model: a row a date of attack."""

from __future__ import annotations

from collections.abc import Mapping

from holdfast.analysis.column import QUANTILES, Column
from holdfast.analysis.contemporaries import Expectation
from holdfast.analysis.paired import Quantiles
from holdfast.analysis.table import Table, day_of

NOTE = (
    "Day on which organised resistance ends if nobody helps, of the campaigns that are fought: the "
    "middle, and eight of ten. Never: not within the time looked at. What a date as a whole "
    "expected is pooled from single forecasts by judgement; nothing that is played reads it."
)


def contemporaries_table(found: Mapping[str, Expectation]) -> Table | None:
    """Both sides of each date; None where nothing was expected in days."""
    rows = tuple(
        (day_of(attack_on), expected_days(one), model_days(one), one.near, one.forecasts,
         one.beyond)
        for attack_on, one in found.items()
    )  # fmt: skip
    columns = (
        Column("attack_on", "Attack on", "date", meaning="day of the attack",
               quiet=len(found) == 1),
        Column("expected", "they expected", "day", shape=QUANTILES,
               meaning="day of the end of organised resistance, alone, as contemporaries put it"),
        Column("model", "this model says", "day", shape=QUANTILES,
               meaning="day of the end of organised defence in the world without help"),
        Column("near", "near", meaning="whether the quartiles lie within a factor of two"),
        Column("forecasts", "forecasts", "count", quiet=True,
               meaning="single forecasts in days, of a fight alone after an attack on this date"),
        Column("beyond", "beyond 90 %", "share", quiet=True,
               meaning="share of these beyond the model's 90 % range"),
    )  # fmt: skip
    title = "Fought alone: what contemporaries expected, and this model"
    return Table("contemporaries", title, columns, rows, NOTE) if rows else None


def expected_days(one: Expectation) -> Quantiles:
    """What they expected: least, middle, most, or one and nine of ten where it was pooled."""
    days = one.contemporaries
    return Quantiles(days.get("p10", days.get("least")), days["p50"],
                     days.get("p90", days.get("most")))  # fmt: skip


def model_days(one: Expectation) -> Quantiles:
    """The same of the model."""
    return Quantiles(one.model["p10"], one.model["p50"], one.model["p90"])
