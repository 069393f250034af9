"""What a programme of preparation comes to, in two or three sentences."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Iterator

from holdfast.analysis import words
from holdfast.experiment.dossier import Dossier
from holdfast.experiment.programme_notes import ProgrammeNotes
from holdfast.report.figures.preparing import OrderView
from holdfast.report.figures.programme import goods_of

MOST_GOODS = 4
"""Goods that a sentence names. grade: judgement"""


def sentences(dossier: Dossier, attack_on: str) -> Iterator[str]:
    """What stands at an attack, what was spent, and what the record has to do with it.

    attack_on : the date that is shown; where it is none of the programme's, its first attack.
    """
    if not dossier.programmes:
        return
    notes = dossier.programmes[0]
    on = next((one for one in notes.attacks if one.isoformat() == attack_on), notes.attacks[0])
    month = max(0, bisect_left(notes.months, f"{on:%Y-%m}") - 1)
    yield stands_sentence(notes, on, month)
    yield spent_sentence(notes, month)
    if notes.recorded:
        yield "Campaigns are fought with the record, where there is one."


def stands_sentence(notes: ProgrammeNotes, on: datetime.date, month: int) -> str:
    """How many of each good stand on a day, beside the record."""
    place = notes.attacks.index(on)
    goods = [
        good_words(one, place, month)
        for one in goods_of(notes)
        if one.done[month] >= 1 or place in dict(one.known)
    ]
    day = words.date(on.isoformat())
    if not goods:
        return (
            f"{notes.title} ({notes.plan}): nothing of it stands by {words.date(on.isoformat())}."
        )
    begins = words.date(f"{notes.months[0]}-01").removeprefix("1 ")
    return (
        f"{notes.title} ({notes.plan}). Ordered since {begins} and standing by {day}: "
        f"{'; '.join(goods[:MOST_GOODS])}."
    )


def good_words(one: OrderView, place: int, month: int) -> str:
    """One good: how many stand, how many of them unarmed, how many are on record."""
    known = dict(one.known).get(place)
    done, armed = one.done[month], one.armed[month]
    apart = [f"{armed:,.0f} armed"] if armed < done - 0.5 else []
    apart += [f"{known:,.0f} on record"] if known is not None else []
    return f"{one.name}: {done:,.0f}" + (f" ({', '.join(apart)})" if apart else "")


def spent_sentence(notes: ProgrammeNotes, month: int) -> str:
    """What was spent for all purposes until a month, of what could be drawn."""
    spent = sum(one.spent[month] for one in notes.purses)
    drawable = sum(one.drawable[month] for one in notes.purses)
    return f"Spent by then: {spent:,.0f} {notes.unit} of {drawable:,.0f} that could be drawn."
