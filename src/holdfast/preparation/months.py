"""Calendar months as whole numbers, so that they can be counted."""

from __future__ import annotations

MONTHS_OF_YEAR = 12


def month_number(text: str) -> int:
    """The number of a calendar month, counted from the year 0.

    >>> month_number("1936-06") - month_number("1935-12"), month_number("1936-06-05") % 12
    (6, 5)
    """
    year, month = text.split("-")[:2]
    return int(year) * MONTHS_OF_YEAR + int(month) - 1


def month_name(number: float) -> str:
    """A month as a person writes it.

    >>> month_name(month_number("1938-09"))
    '1938-09'
    """
    year, month = divmod(round(number), MONTHS_OF_YEAR)
    return f"{year}-{month + 1:02d}"
