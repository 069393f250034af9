"""Whether what was foretold of a programme came near enough, beside two rules without thought.

Naive 1: the plan is met. Naive 2: the next year is this year times the last year's growth. A
tolerance is read from the sentence of the document; where it says none for a measure, the house's
own stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Measure: TypeAlias = Literal["amount", "ratio", "share", "month", "months", "unfinished"]
"""What kind of number is foretold; a month is a date, months a duration."""

HOUSE: dict[str, str] = {
    "amount": "+-35 %",
    "ratio": "factor 2",
    "share": "+-15 points",
    "month": "+-9 months",
    "months": "+-30 % or 4 months, the larger",
    "unfinished": "",
}
"""How nearly, where a document does not say it for a measure (README of the programmes)."""


@dataclass(frozen=True)
class Foretold:
    """One thing that was foretold, what became of it, and what naive rules said.

    Attributes
    ----------
    programme, what, unit, measure : of which programme, what, as which kind of number.
    low, middle, high : 90 % interval and middle; None where it cannot be foretold.
    record : what became of it; None where that is not known.
    plan_met, last_growth : the naive rules; None where they say nothing.
    tolerance : the words by which it is judged.
    reason : why it cannot be foretold or judged; or from what it was.
    """

    programme: str
    what: str
    unit: str
    measure: Measure
    low: float | None
    middle: float | None
    high: float | None
    record: float | None
    plan_met: float | None
    last_growth: float | None
    tolerance: str
    reason: str

    @property
    def within(self) -> bool | None:
        """Whether the middle came near enough; None where that cannot be said."""
        return self.near(self.middle)

    @property
    def covered(self) -> bool | None:
        """Whether the interval holds the record."""
        if self.low is None or self.high is None or self.record is None:
            return None
        return self.low <= self.record <= self.high

    def near(self, said: float | None) -> bool | None:
        """Whether a number came near enough to the record."""
        if said is None or self.record is None:
            return None
        return is_near(self.measure, said, self.record, self.tolerance)

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {
            "what": self.what,
            "unit": self.unit,
            "measure": self.measure,
            "foretold": self.middle,
            "interval_90": None if self.low is None else [self.low, self.high],
            "record": self.record,
            "tolerance": self.tolerance,
            "within": self.within,
            "covered": self.covered,
            "plan_met": self.plan_met,
            "plan_met_within": self.near(self.plan_met),
            "last_growth": self.last_growth,
            "last_growth_within": self.near(self.last_growth),
            "reason": self.reason,
        }


def is_near(measure: Measure, said: float, record: float, tolerance: str) -> bool:
    """Whether a number is within a tolerance of the record.

    >>> is_near("amount", 120, 100, "+-25 %"), is_near("share", 0.5, 0.3, "+-15 points")
    (True, False)
    >>> is_near("months", 10, 7, "+-30 % or 4 months, the larger")
    True
    >>> is_near("ratio", 1, 2.5, "factor 2")
    False
    """
    if measure == "unfinished":
        return round(said) == round(record)
    fall = re.match(r"a fall of at least (\d+) %", tolerance)
    if fall:
        least = 1 - float(fall[1]) / 100
        return (said <= least) == (record <= least)
    limits = list(limits_of(tolerance, record))
    if not limits:
        return False
    kind = {limit[0] for limit in limits}
    if kind == {"factor"}:
        return 1 / limits[0][1] <= (said / record if record else 0.0) <= limits[0][1]
    return abs(said - record) <= max(limit[1] for limit in limits) + 1e-9


def limits_of(tolerance: str, record: float) -> Sequence[tuple[str, float]]:
    """The distances that a tolerance allows: in percent of the record, points, months; a factor."""
    found: list[tuple[str, float]] = []
    for text in re.findall(r"factor (?:of )?(\d+(?:\.\d+)?)", tolerance):
        found.append(("factor", float(text)))
    for text, unit in re.findall(r"(\d+(?:\.\d+)?)\s*(%|points?|months?)", tolerance):
        size = float(text)
        distance = {"%": size / 100 * abs(record), "p": size / 100, "m": size}[unit[0]]
        found.append((unit[0], distance))
    return found


SUITS = {
    "amount": ("%", "factor"),
    "ratio": ("factor", "%"),
    "share": ("points",),
    "month": ("months",),
    "months": ("months", "%"),
    "unfinished": (),
}
"""Which words of a tolerance fit which measure."""


def tolerance_for(measure: Measure, said: str, what: str = "") -> str:
    """The part of a tolerance that fits a measure and names the thing, or the house's own.

    >>> tolerance_for("share", "output +-35 %, equipped share +-15 points")
    'equipped share +-15 points'
    >>> tolerance_for("month", "+-25 %")
    '+-9 months'
    """
    parts = [part.strip() for part in re.split(r";|,(?!\s*the larger)", said)]
    for word in SUITS[measure]:
        fit = [part for part in parts if re.search(rf"\d\s*{word}|{word} (of )?\d", part)]
        if fit:
            named = set(re.findall(r"[a-z]{3,}", what.lower()))
            return max(fit, key=lambda part: len(named & set(re.findall(r"[a-z]{3,}", part))))
    return HOUSE[measure]
