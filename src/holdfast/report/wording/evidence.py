"""What goes in, in words: spreads, rival claims, tables, and what each rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from holdfast.analysis import words
from holdfast.experiment.inputs import (
    NONE,
    Amount,
    Evidence,
    InputFact,
    InputItem,
    PlainWord,
    Spread,
    TableLine,
)
from holdfast.units import numeral

UNSAID = frozenset({"1", "share", "probability", ""})
"""Units that the number itself tells."""

MANY = 4
"""Rows of a table from which it is a list and not a line."""

MODALITIES = {"states": "states it", "expects": "expects it", "hopes": "hopes for it",
              "doubts": "doubts it", "recommends": "recommends it"}  # fmt: skip

Parameters = Mapping[str, float]


def _triangular(p: Parameters) -> str:
    low, mode, high = (numeral(p[name]) for name in ("low", "mode", "high"))
    return f"{low} to {high}, most likely {mode}"


def _lognormal(p: Parameters) -> str:
    plus = f"{numeral(p['plus'])} and " if p.get("plus") else ""
    middle, factor = numeral(p["median"]), numeral(p["factor"])
    return f"{plus}about {middle}, within a factor of {factor} two times in three"


def _beta(p: Parameters) -> str:
    a, b = p["a"], p["b"]
    return f"about {a / (a + b):.2g} (beta of {numeral(a)} and {numeral(b)})"


_SPREADS: dict[str, Callable[[Parameters], str]] = {
    "fixed": lambda p: numeral(p["value"]),
    "triangular": _triangular,
    "uniform": lambda p: f"{numeral(p['min'])} to {numeral(p['max'])}, all alike likely",
    "normal": lambda p: f"about {numeral(p['mean'])}, give or take {numeral(p['sd'])} (normal)",
    "lognormal": _lognormal,
    "chance": lambda p: f"1 with chance {numeral(p['p'])}, else 0",
    "beta": _beta,
}


def spread(one: Spread) -> str:
    """What a number may be, in words.

    >>> spread(Spread("triangular", 12, 16, 21, {"low": 10, "mode": 16, "high": 24}))
    '10 to 24, most likely 16'
    """
    if one.kind in _SPREADS:
        return _SPREADS[one.kind](one.parameters)
    low, middle, high = (numeral(value) for value in (one.p10, one.p50, one.p90))
    return middle if low == high else f"{middle} ({low} to {high})"


def amount(one: Amount) -> str:
    """A number, or how many rival claims it has."""
    if not one.rivals:
        return spread(one.spread)
    count = len(one.rivals)
    return "one claim" if count == 1 else f"{count} rival claims; one is drawn"


def value(fact: InputFact) -> str:
    """The value of an input in a line; a long table is told row by row below it."""
    if fact.change is not None:
        return change(fact)
    if fact.amount is not None:
        return amount(fact.amount) + tied(fact)
    if fact.chances:
        return chances(fact.chances)
    if fact.rows:
        return table(fact) + tied(fact)
    return words.listed([plain(one) for one in fact.words])


def table(fact: InputFact) -> str:
    """A short table in a line; of a long one by what its rows are told."""
    if in_a_line(fact):
        return "; ".join(f"{when(row)}: {amount(row.amount)}" for row in fact.rows)
    return "by date" if fact.rows[0].on is not None else "by day"


def in_a_line(fact: InputFact) -> bool:
    """Whether the rows of a table are few and plain enough for one line."""
    return len(fact.rows) < MANY and not any(row.evidence or row.amount.rivals for row in fact.rows)


def tied(fact: InputFact) -> str:
    """With what a number is drawn together; empty where it is drawn alone."""
    if fact.same_as is not None:
        return f" (drawn with {fact.same_as})"
    return f" (rises and falls with {fact.group})" if fact.group is not None else ""


def when(row: TableLine) -> str:
    """To which date or day a row of a table belongs."""
    return words.date(row.on.isoformat()) if row.on is not None else f"day {row.day}"


def change(fact: InputFact) -> str:
    """What is done to what it names."""
    assert fact.change is not None, "a change"
    one = fact.change
    since = f" from {words.date(one.since.isoformat())}" if one.since else ""
    return f"{one.value}{since}" if one.op == "set" else f"{one.op} {one.value}{since}"


def chances(found: Mapping[str, float]) -> str:
    """The words that may be drawn, with their chances.

    >>> chances({"probe": 0.75, "none": 0.25}), chances({"probe": 1.0})
    ('probe 75 %, none 25 %', 'probe')
    """
    if len(found) == 1:
        return next(iter(found))
    return ", ".join(f"{word} {words.percent(share)}" for word, share in found.items())


def plain(one: PlainWord) -> str:
    """A plain value as text; sentences of the pact language stay as they are.

    >>> plain("de_labe"), plain("decides(POL.joins_attacker)"), plain(True), plain(0.25)
    ('de labe', 'decides(POL.joins_attacker)', 'yes', '0.25')
    """
    if isinstance(one, bool):
        return "yes" if one else "no"
    if isinstance(one, str):
        return one if "(" in one else words.date(one).replace("_", " ")
    return numeral(float(one))


def unit(fact: InputFact) -> str:
    """The unit of an input, unless number or label tell it."""
    named = "days" if fact.unit == "day" else fact.unit
    return "" if fact.unit in UNSAID or fact.unit in fact.label.split() else named


def is_plain(fact: InputFact) -> bool:
    """Whether an input fits beside others in a line."""
    rivals = fact.amount is not None and bool(fact.amount.rivals)
    return fact.evidence is None and not rivals and not (fact.rows and not in_a_line(fact))


def is_bare(item: InputItem) -> bool:
    """Whether nothing of a thing rests on anything that is written down."""
    return item.evidence is None and all(fact.standing == NONE for fact in item.facts)


def line(found: Evidence | None) -> str:
    """Source, place, quotation, grade and note in one line; empty where there is none."""
    if found is None:
        return ""
    source = words.listed(found.source)
    parts = [
        ", ".join(part for part in (source, found.at, found.dated) if part),
        speaker(found),
        f"“{found.quote}”" if found.quote else "",
        f"grade {found.grade}" if found.grade else "",
        found.note or "",
    ]
    return "; ".join(part for part in parts if part)


def speaker(found: Evidence) -> str:
    """Who said it, how surely, and to whose advantage."""
    parts = [
        f"said by {found.said_by}" if found.said_by else "",
        f"reported by {found.reported_by}" if found.reported_by else "",
        f"who {MODALITIES[found.modality]}" if found.modality in MODALITIES else "",
        f"interest: {found.interest}" if found.interest else "",
    ]
    return ", ".join(part for part in parts if part)
