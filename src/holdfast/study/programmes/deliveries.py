"""Months from an order to the first machine and to the last, by what it is and how it is had."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from holdfast.preparation.economy import Floats
from holdfast.preparation.factors import Delivery, Observed, middle_of
from holdfast.study.programmes.asking import FUTURES, Recorded, Said, Sight, Sought, dice
from holdfast.study.programmes.document import Document, Row, likest, number, words_of
from holdfast.study.programmes.when import span

THINGS: Mapping[str, frozenset[str]] = {
    "tank": frozenset({"tank", "tankette", "armoured", "lt", "lth", "toldi", "car"}),
    "aircraft": frozenset(
        {"aircraft", "fighter", "bomber", "plane", "airframe", "hurricane", "furie", "fury"}
        | {"blenheim", "spitfire", "gladiator", "dewoitine", "messerschmitt", "dornier", "sb"}
        | {"hawk", "curtiss", "potez", "p-37", "b-534", "lo", "engine", "squadron"}
    ),
    "gun": frozenset({"gun", "howitzer", "rifle", "mortar", "cannon", "piece", "battery"}),
    "work": frozenset({"fort", "work", "ouvrage", "casemate", "blockhouse", "shell", "site"}),
}
"""Words by which a thing is known."""

ABROAD = frozenset({"export", "bought", "purchase", "purchased", "shelf", "import", "abroad"})
ENDS = ("first", "last")
SPREAD = 0.4
"""Standard deviation of the logarithm of months to a delivery within a kind; grade: judgement.
Licences (45, 23, 22, 21 months) and aircraft bought abroad (8, 12, 21) have 0.41 together."""
LONGER = 1.4
"""How much longer an order takes that has waited beyond all that was seen; grade: judgement."""
FEW = 20
"""Draws that must be left for them to be a distribution."""


def find_deliveries(document: Document, sentence: str) -> list[Recorded]:
    """Orders whose first or last delivery lies behind the fit."""
    ends = [end for end in ENDS if end in sentence] or list(ENDS)
    dated = [
        one
        for row in document.rows["lead_times"]
        if row.get("ordered") is not None
        for end in ends
        for one in delivery_asked(document, row, end)
    ]
    if dated:
        return dated
    undated = [row for row in document.rows["lead_times"] if number(row.get("months"))]
    said = words_of(sentence)
    alike = [row for row in likest(undated, sentence, "item") if said & words_of(row.get("item"))]
    found = [
        Recorded(Sought(f"{row.get('item')}", "months", "months", None, item_of(document, row)),
              number(row.get("months")))
        for row in alike[:1]
    ]  # fmt: skip
    return found or [Recorded(Sought("months to a delivery", "months", "months", None), None)]


def delivery_asked(document: Document, row: Row, end: str) -> list[Recorded]:
    """One end of an order as a target, if it lies behind the fit."""
    at, months = span(row.get(end)), number(row.get(f"months_{end}"))
    ordered = span(row.get("ordered"))
    if at is None or ordered is None or at[1] <= document.until:
        return []
    record = months if months is not None else float(at[0] - ordered[0])
    item = str(row.get("item"))
    words = f"{end} {item_of(document, row)}"
    target = Sought(f"{item}: months to the {end}", "months", "months", None, words, row=item)
    return [Recorded(target, record)]


def item_of(document: Document, row: Row) -> str:
    """The words of an order, with those of what stood later, by which its kind is known."""
    words = f"{row.get('item')}"
    if not thing_of(words):
        like = likest(document.rows["stood"], words, "what")
        if like and words_of(words) & words_of(like[0].get("what")):
            words += f" {like[0].get('unit')}"
    return words


def thing_of(words: str) -> str:
    """What is delivered: tank, aircraft, gun, work; empty where no word says it.

    >>> thing_of("Yugoslav Hurricanes"), thing_of("R-2 tanks"), thing_of("a treaty")
    ('aircraft', 'tank', '')
    """
    said = words_of(words)
    return next((thing for thing, names in THINGS.items() if said & names), "")


def manner_of(words: str, state: str) -> str:
    """How it is had: by licence, made at home, or bought abroad.

    >>> manner_of("SB licence", "several"), manner_of("LT vz. 35 for the home army", "several")
    ('licence', 'home')
    >>> manner_of("R-2 tanks", "several"), manner_of("D.520", "France")
    ('export', 'home')
    """
    said = words_of(words)
    if any(word.startswith("licen") for word in said):
        return "licence"
    if "home" in said:
        return "home"
    return "export" if said & ABROAD or state in ("several", "") else "home"


def foretell_deliveries(sight: Sight, target: Sought) -> Said:
    """What other orders of the same thing, had in the same manner, took; or of the next of kin."""
    words = target.item
    end = "last" if words.startswith("last ") else "first"
    thing, manner = thing_of(words), manner_of(words, sight.known.state)
    pool, kin = next_of_kin(seen_by(sight), (thing, manner, end))
    if not pool:
        return Said(reason=f"no {end} delivery of anything was on record by then")
    spread = SPREAD * (1.0 + 1.0 / len(pool)) ** 0.5
    draws = middle_of(pool) * np.exp(dice().normal(0.0, spread, FUTURES))
    draws = not_yet(draws, waited(sight, target))
    again = latest(sight, end)
    return Said(draws, None, again, f"{len(pool)} of {kin}")


def waited(sight: Sight, target: Sought) -> float:
    """Months that an order has waited in vain by the fit."""
    rows = [row for row in sight.known.rows["lead_times"] if str(row.get("item")) == target.row]
    ordered = span(rows[0].get("ordered")) if target.row and rows else None
    return float(sight.until - ordered[1]) if ordered else 0.0


def not_yet(draws: Floats, months: float) -> Floats:
    """The draws that are not over after some months; if few are left, as long again by a part.

    >>> not_yet(np.array([5.0, 20.0]), 0.0).tolist()
    [5.0, 20.0]
    """
    left = draws[draws > months]
    if len(left) >= FEW or len(left) == len(draws):
        return np.asarray(left)
    return months * dice().uniform(1.0, LONGER, len(draws))


def seen_by(sight: Sight) -> list[Delivery]:
    """Every delivery on record: of other programmes, and of this one as far as it is known."""
    known = sight.known
    others = [one for one in sight.factors.deliveries if one.observed.of != known.id]
    own = []
    for row in known.rows["lead_times"]:
        words = item_of(known, row)
        for end in ENDS:
            months = number(row.get(f"months_{end}"))
            if months:
                seen = Observed(months, known.id, known.until, str(row.get("src")))
                manner = manner_of(words, known.state)
                own.append(Delivery(thing_of(words), manner, end, seen))
    return others + own


def next_of_kin(seen: list[Delivery], wanted: tuple[str, str, str]) -> tuple[list[float], str]:
    """Months of the nearest kind that is on record, and which kind that is.

    A licence is nearer to another licence than to the same thing made at home or bought.
    """
    thing, manner, end = wanted
    same_manner = (f"any kind, {manner}", None, manner)
    same_thing = (f"{thing or 'any kind'}, in any manner", thing or None, None)
    nearer = (same_manner, same_thing) if manner == "licence" else (same_thing, same_manner)
    kinds = (
        (f"{thing or 'any kind'}, {manner}", thing or None, manner),
        *nearer,
        ("any kind, in any manner", None, None),
    )
    for words, a, b in kinds:
        pool = [
            one.observed.value
            for one in seen
            if one.end == end and a in (None, one.thing) and b in (None, one.manner)
        ]
        if pool:
            return pool, words
    return [], ""


def latest(sight: Sight, end: str) -> float | None:
    """The months of the latest order of this programme that is known: as the last time."""
    done = [
        (when[1], months)
        for row in sight.known.rows["lead_times"]
        if (when := span(row.get(end))) is not None
        and (months := number(row.get(f"months_{end}"))) is not None
    ]
    return max(done)[1] if done else None
