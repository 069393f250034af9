"""Codes of powers that cards use, with the names by which a reader knows them."""

from __future__ import annotations

POWERS = {
    "AUS": "Australia", "BEL": "Belgium", "CAN": "Canada", "CSK": "Czechoslovakia",
    "DEU": "Germany", "FRA": "France", "GBR": "Britain", "HUN": "Hungary", "ITA": "Italy",
    "JPN": "Japan", "POL": "Poland", "ROU": "Romania", "SUN": "the Soviet Union",
    "TUR": "Turkey", "USA": "the United States", "YUG": "Yugoslavia",
    "ALLY": "the ally", "PROMISE": "the promise",
}  # fmt: skip
"""Names of the powers that cards know by their codes; any other keeps its code."""


def power_name(code: str) -> str:
    """A power by its name, where the code is known.

    >>> power_name("FRA"), power_name("XYZ")
    ('France', 'XYZ')
    """
    return POWERS.get(code, code)


def decision_name(name: str) -> str:
    """A decision: who, and what.

    >>> decision_name("ROU.transit"), decision_name("SUN.acts")
    ('Romania: transit', 'The Soviet Union: acts')
    """
    code, _, what = name.partition(".")
    who = power_name(code)
    return f"{who[0].upper()}{who[1:]}: {what.replace('_', ' ')}" if what else name
