"""Numbers and names as a reader wants them: whole percent, whole days, never, spreads in words."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from holdfast.schema.quantity import (
    Beta,
    Chance,
    Fixed,
    Lognormal,
    Normal,
    Simple,
    Triangular,
    Uniform,
)
from holdfast.units import numeral

NEVER = "never"

POWERS = {
    "AUS": "Australia", "BEL": "Belgium", "CAN": "Canada", "CSK": "Czechoslovakia",
    "DEU": "Germany", "FRA": "France", "GBR": "Britain", "HUN": "Hungary", "ITA": "Italy",
    "JPN": "Japan", "POL": "Poland", "ROU": "Romania", "SUN": "the Soviet Union",
    "TUR": "Turkey", "USA": "the United States", "YUG": "Yugoslavia",
    "ALLY": "the ally", "PROMISE": "the promise",
}  # fmt: skip
"""Names of the powers that cards know by their codes; any other keeps its code."""

NO_NAMES: Mapping[str, str] = MappingProxyType({})
"""Of a run that names no powers: a card has codes alone."""

FORMS = {"land": "by land", "air": "in the air", "second_front": "second front"}


def percent(p: float) -> str:
    """A share as whole percent; what is not quite nothing or everything is not called so.

    >>> percent(0.1375), percent(0.001), percent(0.0), percent(0.998)
    ('14 %', '<1 %', '0 %', '>99 %')
    """
    return f"{_whole_percent(p)} %"


def _whole_percent(p: float) -> str:
    if 0 < p < 0.005:
        return "<1"
    if 0.995 <= p < 1:
        return ">99"
    return f"{100 * p:.0f}"


def percent_span(low: float | None, high: float | None) -> str:
    """Two shares as one span; one number where they round to the same.

    >>> percent_span(0.11, 0.164), percent_span(0.012, 0.012), percent_span(0.0, 0.001)
    ('11–16 %', '1 %', '<1 %')
    >>> percent_span(None, None)
    ''
    """
    if low is None or high is None:
        return ""
    first, last = _whole_percent(low), _whole_percent(high)
    if first == last or (first, last) == ("0", "<1"):
        return f"{last} %"
    return f"{first} %" if (first, last) == (">99", "100") else f"{first}–{last} %"


def of_hundred(p: float) -> str:
    """A share as a count among a hundred.

    >>> of_hundred(0.31), of_hundred(0.0), of_hundred(0.002)
    ('31', 'none', 'fewer than 1')
    """
    if p == 0:
        return "none"
    return "fewer than 1" if p < 0.005 else f"{100 * p:.0f}"


def day(value: float | None) -> str:
    """A day as a whole number; None is never.

    >>> day(43.6), day(None)
    ('44', 'never')
    """
    return NEVER if value is None else f"{value:.0f}"


def day_span(low: float | None, high: float | None) -> str:
    """Two numbers of days as one span.

    >>> day_span(202.7, 223.9), day_span(None, None)
    ('203–224', '')
    """
    if low is None or high is None:
        return ""
    ends = [f"{low:.0f}", f"{high:.0f}"]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def signed(value: float) -> str:
    """A difference in whole numbers, with its sign.

    >>> signed(3.6), signed(-2.4), signed(0.2)
    ('+4', '−2', '0')
    """
    whole = round(value)
    return "0" if whole == 0 else f"{'+' if whole > 0 else '−'}{abs(whole)}"


_SPREADS: dict[type[Simple], Callable[[Any], str]] = {
    Fixed: lambda s: numeral(s.value),
    Triangular: lambda s: f"{numeral(s.low)} to {numeral(s.high)}, most likely {numeral(s.mode)}",
    Uniform: lambda s: f"{numeral(s.min)} to {numeral(s.max)}, all alike likely",
    Normal: lambda s: f"about {numeral(s.mean)}, give or take {numeral(s.sd)} (normal)",
    Lognormal: lambda s: (
        (f"{numeral(s.plus)} and " if s.plus else "")
        + f"about {numeral(s.median)}, within a factor of {numeral(s.factor)} two times in three"
    ),
    Chance: lambda s: f"1 with chance {numeral(s.p)}, else 0",
    Beta: lambda s: (
        f"about {s.beta[0] / sum(s.beta):.2g} "
        f"(beta of {numeral(s.beta[0])} and {numeral(s.beta[1])})"
    ),
}


def spread(simple: Simple) -> str:
    """What a quantity may be, in words.

    >>> spread(Triangular(low=10, mode=16, high=24))
    '10 to 24, most likely 16'
    """
    return _SPREADS[type(simple)](simple)


def date(written: str) -> str:
    """A date as it is said; what is no date stays as it is.

    >>> date("1938-10-01"), date("soon")
    ('1 October 1938', 'soon')
    """
    try:
        read = datetime.date.fromisoformat(written)
    except ValueError:
        return written
    return f"{read.day} {read:%B %Y}"


def power(code: str, own: Mapping[str, str] = NO_NAMES) -> str:
    """A power by the name that a run gives it, with its article where we know it.

    >>> power("FRA"), power("XYZ"), power("SUN", {"SUN": "Soviet Union"})
    ('France', 'XYZ', 'the Soviet Union')
    """
    named, known = own.get(code), POWERS.get(code, code)
    return known if named is None or known.removeprefix("the ") == named else named


def helper(name: str, own: Mapping[str, str] = NO_NAMES) -> str:
    """A power's help as a column of the answer names it.

    >>> helper("FRA.second_front"), helper("arrived")
    ('France, second front', 'Help that came')
    """
    if name == "arrived":
        return "Help that came"
    code, _, form = name.partition(".")
    words = f"{power(code, own)}, {FORMS.get(form, form)}" if form else power(code, own)
    return capital(words) if code in POWERS or code in own else words


def capital(text: str) -> str:
    """With a capital letter.

    >>> capital("the Soviet Union")
    'The Soviet Union'
    """
    return text[:1].upper() + text[1:]


def decision(name: str) -> str:
    """A decision: who, and what.

    >>> decision("ROU.transit"), decision("SUN.acts")
    ('Romania: transit', 'The Soviet Union: acts')
    """
    code, _, what = name.partition(".")
    who = power(code)
    return f"{who[0].upper()}{who[1:]}: {what.replace('_', ' ')}" if what else name


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Words as a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)
