"""Programmes on record answered from their first years, and scored beside two naive rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from holdfast.analysis.column import Column
from holdfast.analysis.foretold import Foretold, tolerance_for
from holdfast.analysis.showing import page_of
from holdfast.analysis.table import Table
from holdfast.preparation.factors import default_factors
from holdfast.preparation.months import month_name
from holdfast.study.programmes.asking import Recorded, Said, Sight
from holdfast.study.programmes.document import NOT_YET, Document
from holdfast.study.programmes.kinds import Kind, chosen, kinds_of

INTERVAL = (5, 95)


@dataclass(frozen=True, repr=False)
class ProgrammeHindcast:
    """What was foretold of programmes, with what became of it."""

    documents: tuple[Document, ...]
    foretold: tuple[Foretold, ...]

    def of(self, programme: str) -> tuple[Foretold, ...]:
        """All that was foretold of a programme."""
        return tuple(one for one in self.foretold if one.programme == programme)

    def tally(self) -> Mapping[str, Mapping[str, int]]:
        """How often the economy and the naive rules came near enough, and how often not."""
        verdicts = {
            "economy": [one.within for one in self.foretold],
            "plan_met": [one.near(one.plan_met) for one in self.foretold],
            "last_growth": [one.near(one.last_growth) for one in self.foretold],
        }
        return {
            name: {
                "within": said.count(True),
                "missed": said.count(False),
                "unsaid": said.count(None),
            }
            for name, said in verdicts.items()
        }

    def against(self, rule: str) -> tuple[int, int, int]:
        """On what both answer: how often economy alone was near, the rule alone, both or none."""
        pairs = [(one.within, one.near(getattr(one, rule))) for one in self.foretold]
        both = [pair for pair in pairs if None not in pair]
        alone = both.count((True, False)), both.count((False, True))
        return (*alone, len(both) - sum(alone))

    def held(self) -> str:
        """How often the interval held the record, as a sentence."""
        judged = [one.covered for one in self.foretold if one.covered is not None]
        return f"The 90 % interval held {judged.count(True)} of {len(judged)}."

    def to_dict(self) -> dict[str, Any]:
        """Plain data: `programmes`, each with what was foretold of it, and the tally."""
        return {
            "deck": "programmes",
            "programmes": [
                {
                    "id": one.id,
                    "title": one.title,
                    "fit_until": None if one.until == NOT_YET else month_name(one.until),
                    "foretold": [row.to_dict() for row in self.of(one.id)],
                }
                for one in self.documents
            ],
            "tally": {name: dict(counts) for name, counts in self.tally().items()},
            "covered": [one.covered for one in self.foretold].count(True),
            "judged": len([one for one in self.foretold if one.covered is not None]),
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a target."""
        return pd.DataFrame([{"programme": f.programme, **f.to_dict()} for f in self.foretold])

    def table(self) -> Table:
        """Every target: what was foretold, what became of it, and what naive rules said."""
        names = ("Of", "what", "foretold", "90 %", "record", "near?", "plan met", "last growth")
        columns = tuple(Column(f"c{n}", name) for n, name in enumerate(names))
        return Table("foretold", "Programmes foretold", columns, tuple(map(cells, self.foretold)))

    def __repr__(self) -> str:
        """A page: how often each came near, and every target."""
        counts = self.tally()["economy"]
        head = [f"Programmes of the past: {counts['within']} near enough, {counts['missed']} not"]
        return page_of(head, self.table(), "to_dict has every number")

    def _repr_html_(self) -> str:
        """A notebook's view."""
        return self.table()._repr_html_()


def ends_of(document: Document) -> str:
    """The last month that may be known of a programme."""
    return "its end" if document.until == NOT_YET else month_name(document.until)


def cells(one: Foretold) -> tuple[str, ...]:
    """A target as words."""
    interval = "" if one.low is None else f"{shown(one, one.low)} to {shown(one, one.high)}"
    middle = shown(one, one.middle) if one.middle is not None else f"cannot: {one.reason}"
    return (
        one.programme,
        one.what,
        middle,
        interval,
        shown(one, one.record),
        verdict(one.within),
        naive(one, one.plan_met),
        naive(one, one.last_growth),
    )


def naive(one: Foretold, said: float | None) -> str:
    """What a naive rule said, with whether it came near."""
    return "" if said is None else f"{shown(one, said)} ({verdict(one.near(said))})"


def verdict(within: bool | None) -> str:
    """Whether it came near enough, in a word."""
    return {True: "yes", False: "NO", None: ""}[within]


def shown(one: Foretold, value: float | None) -> str:
    """A number of a target as a person writes it."""
    if value is None:
        return "none"
    if one.measure == "month":
        return month_name(value)
    if one.measure == "share":
        return f"{100 * value:.0f} %"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def hindcast(documents: Sequence[Document], others: Sequence[Document] = ()) -> ProgrammeHindcast:
    """Foretell all that documents ask, each from what could be known, then lay the records beside.

    `others` are programmes that may be named for comparison.
    """
    by_id = {one.id: one for one in (*others, *documents)}
    found = [row for document in documents for row in foretell(document, by_id)]
    return ProgrammeHindcast(tuple(documents), tuple(found))


def foretell(document: Document, others: Mapping[str, Document]) -> list[Foretold]:
    """All that one document asks."""
    factors = default_factors().seen_from(document.id, document.until)
    sight = Sight(document.known(), factors, others)
    return [row for sentence in document.asked for row in answers(document, sentence, sight)]


def answers(document: Document, sentence: str, sight: Sight) -> list[Foretold]:
    """What one sentence asks, answered."""
    return [
        row
        for kinds, part in kinds_of(sentence)
        for row in answers_of(document, kinds, part, sight)
    ]


def answers_of(
    document: Document, kinds: tuple[Kind, ...], part: str, sight: Sight
) -> list[Foretold]:
    """The targets of a sentence, each answered."""
    kind, targets = chosen(kinds, document, part)
    if not kinds and all(one.record is None for one in targets):
        return [unasked(document, part)]
    return [answer(document, kind, asked, sight) for asked in targets]


def unasked(document: Document, sentence: str) -> Foretold:
    """A sentence that asks for no kind of thing that can be foretold."""
    reason = "no kind of thing that can be foretold is named"
    return Foretold(document.id, sentence, "", "amount", *NOTHING, None, None, "", reason)


NOTHING = (None, None, None, None)


def answer(document: Document, kind: Kind, asked: Recorded, sight: Sight) -> Foretold:
    """One target answered by who has not seen its record."""
    target = asked.target
    said = kind.foretell(sight, target)
    low, middle, high = interval(said)
    reason = said.reason
    if asked.record is None:
        reason = "; ".join(part for part in (reason, "no figure is on record to judge it") if part)
    return Foretold(
        programme=document.id,
        what=target.what,
        unit=target.unit,
        measure=target.measure,
        low=low,
        middle=middle,
        high=high,
        record=asked.record,
        plan_met=said.plan_met,
        last_growth=said.last_growth,
        tolerance=target.tolerance
        or tolerance_for(target.measure, document.tolerance, target.what),
        reason=reason,
    )


def interval(said: Said) -> tuple[float | None, float | None, float | None]:
    """The middle of the draws and what holds nine of ten of them."""
    if said.draws is None:
        return None, None, None
    low, middle, high = np.percentile(said.draws, (INTERVAL[0], 50, INTERVAL[1]))
    return float(low), float(middle), float(high)
