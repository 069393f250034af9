"""Quantities that change with the date or the day, and words that are drawn.

{1938-01: 55, 1938-09: {low: 58, mode: 60, high: 66}}   by date, straight lines between
{0: 0, 1: 0.60, 2: 0.90, 6: 1.0}                        by day
{choices: {offensive: 2, probe: 3, none: 1}}            one word, drawn by weight
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from holdfast.schema.base import EVIDENCE_KEYS, Evidenced
from holdfast.schema.dates import read_date
from holdfast.schema.quantity import Claim, Fixed, Q, Quantity


class Dated(Evidenced):
    """One quantity that history moves: rows by date, one draw for the whole table.

    Between two dates the value lies on the straight line, before the first and after the last it
    stays. The same luck stands for every row: who is high in one year is high in the next.
    """

    rows: Annotated[dict[datetime.date, Q], Field(min_length=1)]

    def extremes(self) -> tuple[float, float]:
        """The least and the greatest value of any row."""
        ends = [quantity.extremes() for quantity in self.rows.values()]
        return min(low for low, _ in ends), max(high for _, high in ends)

    def around(self, on: datetime.date) -> tuple[datetime.date, datetime.date, float]:
        """The rows before and after a date, and how far it lies between them."""
        dates = sorted(self.rows)
        before = max((one for one in dates if one <= on), default=dates[0])
        after = min((one for one in dates if one >= on), default=dates[-1])
        days = (after - before).days
        return before, after, (on - before).days / days if days > 0 else 0.0


def middle_at(figure: Quantity | Dated, on: datetime.date) -> float:
    """A central value of a number, or of a table at a date."""
    if isinstance(figure, Quantity):
        return figure.middle()
    before, after, share = figure.around(on)
    return (1 - share) * figure.rows[before].middle() + share * figure.rows[after].middle()


class ByDay(Evidenced):
    """Shares by day: straight lines between the days, from nothing on the day before the first."""

    rows: Annotated[dict[int, Q], Field(min_length=1)]

    @model_validator(mode="after")
    def _rising(self) -> ByDay:
        middles = [self.rows[day].middle() for day in sorted(self.rows)]
        if middles != sorted(middles):
            raise ValueError("shares by day may not fall")
        return self

    def extremes(self) -> tuple[float, float]:
        """The least and the greatest value of any row."""
        ends = [quantity.extremes() for quantity in self.rows.values()]
        return min(low for low, _ in ends), max(high for _, high in ends)


class DrawnWord(Evidenced):
    """One of some words, drawn by weight."""

    choices: Annotated[dict[str, Annotated[float, Field(ge=0)]], Field(min_length=1)]

    def quantity(self, words: tuple[str, ...]) -> Quantity:
        """The choice as a number: the place of the word in `words`."""
        claims = [
            Claim(value=Fixed(value=float(words.index(word))), weight=weight)
            for word, weight in self.choices.items()
            if weight > 0
        ]
        return Quantity(claims=claims)


def _is_date(key: object) -> bool:
    text = str(key)
    return text.count("-") in (1, 2) and text[:4].isdigit()


def _dated(value: object) -> object:
    """A mapping of dates is a table; anything else is a quantity that never changes."""
    if isinstance(value, Dated | Quantity):
        return value
    if isinstance(value, dict) and any(_is_date(key) for key in value):
        evidence = {key: item for key, item in value.items() if key in EVIDENCE_KEYS}
        rows = {read_date(key): item for key, item in value.items() if key not in EVIDENCE_KEYS}
        return Dated.model_validate({**evidence, "rows": rows})
    return _Plain.model_validate({"value": value}).value


class _Plain(Evidenced):
    value: Q


def _by_day(value: object) -> object:
    """A mapping of days; a plain number is that share from day 0 on."""
    if isinstance(value, ByDay):
        return value
    if not isinstance(value, dict) or not any(str(key).isdigit() for key in value):
        raise ValueError("needs days and shares such as {0: 0, 2: 0.9, 6: 1}")
    return rows_by_day(value)


def rows_by_day(value: dict[Any, object]) -> dict[str, object]:
    """A mapping of days, as evidence and rows by number.

    Raises
    ------
    ValueError
        if a key is neither a day nor evidence.
    """
    evidence = {key: item for key, item in value.items() if key in EVIDENCE_KEYS}
    rest = {key: item for key, item in value.items() if key not in EVIDENCE_KEYS}
    rows: dict[int, Any] = {}
    for key, item in rest.items():
        if not str(key).isdigit():
            raise ValueError(f'"{key}" is not a day')
        rows[int(str(key))] = item
    return {**evidence, "rows": rows}


def _word(value: object) -> object:
    """One word is a choice without a rival."""
    if isinstance(value, str):
        return {"choices": {value: 1.0}}
    if isinstance(value, dict) and isinstance(value.get("choices"), dict):
        weights = {k: float(v) if type(v) is int else v for k, v in value["choices"].items()}
        return {**value, "choices": weights}
    return value


DQ: TypeAlias = Annotated[Quantity | Dated, BeforeValidator(_dated)]
"""The type of a field that history may move."""

Days: TypeAlias = Annotated[ByDay, BeforeValidator(_by_day)]
"""The type of a field with shares by day."""

Word: TypeAlias = Annotated[DrawnWord, BeforeValidator(_word)]
"""The type of a field that holds a drawn word."""


class BoundedTables(Evidenced):
    """Something whose quantities and tables keep the bounds that their fields name."""
