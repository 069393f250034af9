"""Credits: what is spent of them by a date, what it costs to complete, when the last is armed."""

from __future__ import annotations

import numpy as np

from holdfast.preparation import Arming, Economy, Good, Lag, Order, Vote, build
from holdfast.preparation.economy import NEVER, Floats
from holdfast.preparation.money import drawn as drawn_of
from holdfast.preparation.months import month_name
from holdfast.study.programmes.asking import (
    FUTURES,
    Recorded,
    Said,
    Sight,
    Sought,
    dice,
    drawn,
    planned,
)
from holdfast.study.programmes.document import Document, Row, apart, likest, number, words_of
from holdfast.study.programmes.when import Span, span

LARGE = {"large", "ouvrage", "fortresse", "fortress", "ne"}
COMPLETE = 0.95
"""A programme counts as complete with this share of it; grade: judgement."""
EVERY = 40
MISFIT = 0.05
"""Standard deviation of a share of a credit that was spent, round the lag; grade: judgement."""


def votes_of(document: Document) -> list[tuple[Row, Span]]:
    """Sums voted for a period that begins before the fit ends, the largest first."""
    found = []
    for row in document.rows["budget"]:
        when, sum_ = span(row.get("period", row.get("date"))), number(row.get("value"))
        money = row.get("money") == "voted" and "share" not in str(row.get("unit"))
        if money and when is not None and sum_ and when[0] <= document.until:
            found.append((row, when))
    return sorted(found, key=lambda pair: -(number(pair[0].get("value")) or 0.0))


def credit_of(document: Document) -> tuple[float, Span] | None:
    """The largest credit with its months; its end as planned, where a plan says it."""
    for row, (first, last) in votes_of(document):
        sum_ = number(row.get("value")) or 0.0
        ends = [
            when[1]
            for plan in document.rows["plan_vs_actual"]
            if planned(plan) == sum_ and (when := span(plan.get("planned_for"))) is not None
        ]
        begins = max(first, document.span[0] or first)
        end = ends[0] if ends else last
        if end - begins >= 12:
            return sum_, (begins, end)
    return None


def find_spent(document: Document, sentence: str) -> list[Recorded]:
    """The share of the largest credit that had been spent by every date on record after the fit."""
    credit, threat = credit_of(document), "threat" if "threat" in sentence else ""
    if credit is None:
        return [Recorded(Sought("share of the credit spent", "share", "share", None), None)]
    found = []
    for (_, last), paid in spent_by(document):
        if last > document.until:
            what = f"share of the credit spent by {month_name(last)}"
            target = Sought(what, "share", "share", last, threat, plan=credit[0])
            found.append(Recorded(target, paid / credit[0]))
    return found or [Recorded(Sought("share of the credit spent", "share", "share", None), None)]


def spent_by(document: Document) -> list[tuple[Span, float]]:
    """What had been spent from a month to a month, in the money of the largest credit.

    Yearly sums are added up; a sum of a period stands for itself.
    """
    found: list[tuple[Span, float]] = []
    for row in document.rows["budget"]:
        if row.get("money") != "spent" or row.get("unit") != unit_of(document):
            continue
        so_far, first = 0.0, None
        for one in apart([row]):
            when, paid = span(one.get("date", one.get("period"))), number(one.get("value"))
            if when is not None and paid is not None:
                first = when[0] if first is None else first
                so_far += paid
                found.append(((first, when[1]), so_far))
    return sorted(found)


def unit_of(document: Document) -> str:
    """The money of the largest credit."""
    votes = votes_of(document)
    return str(votes[0][0].get("unit")) if votes else ""


def foretell_spent(sight: Sight, target: Sought) -> Said:
    """The credit through the economy: lag, and overrun and haste where a threat is said to rise."""
    credit = credit_of(sight.known)
    if credit is None or target.at is None or target.at < credit[1][0]:
        return Said(reason="no credit of a year and more with its months is on record")
    begins, ends = credit[1]
    rng, tense = dice(), bool(target.item)
    threats = np.linspace(begins, min(sight.until, ends), 10).astype(int) if tense else [NEVER]
    overrun = drawn(sight.factors["overrun"], rng) if tense else np.ones(FUTURES)
    haste = drawn(sight.factors["haste"], rng) if tense else np.ones(FUTURES)
    bend = rng.triangular(-1.0, 0.0, 1.0, FUTURES)
    shares = np.array([
        drawn_share(sight, credit[1], target.at, (bend[n], overrun[n], haste[n]), threat)
        for n, threat in enumerate(np.resize(threats, FUTURES))
    ])  # fmt: skip
    linear = min(max((target.at + 1 - begins) / (ends + 1 - begins), 0.0), 1.0)
    said = "lag, overrun and haste of a vote" if tense else "lag of a vote"
    return Said(shares, linear, spent_again(sight, credit, target.at), said)


def drawn_share(
    sight: Sight, months: Span, at: int, draw: tuple[float, float, float], threat: int
) -> float:
    """The share of a credit drawn by a month, in one future, as the economy has it."""
    seen, (bend, overrun, haste) = sight.factors.lag, draw
    side = np.array(seen.high if bend > 0 else seen.low)
    shares = np.array(seen.shares) + abs(bend) * (side - np.array(seen.shares))
    lag = Lag(seen.times, tuple(np.maximum.accumulate(shares)), overrun, haste)
    begins, ends = months
    rises = threat if threat == NEVER else threat - begins
    economy = Economy(months=at - begins + 1, lag=lag, threat_rises=rises)
    return float(drawn_of(Vote("all", 0, ends + 1 - begins, 1.0), economy)[-1, 0])


def spent_again(sight: Sight, credit: tuple[float, Span], at: int) -> float | None:
    """What is spent if every month from the fit on is like those before it."""
    spent = spent_by(sight.known)
    if not spent:
        return None
    (first, last), paid = spent[-1]
    return paid / (last + 1 - first) * (at + 1 - first) / credit[0]


def find_cost(document: Document, sentence: str) -> list[Recorded]:
    """What was paid in the end, beside the sum that had been voted or planned for it."""
    unit = unit_of(document)
    plans = [
        row
        for row in likest(document.rows["plan_vs_actual"], sentence, "item")
        if row.get("unit") == unit
        and planned(row)
        and words_of(row.get("item")) & {"cost", "money"}
    ]
    voted = votes_of(document)
    plan = planned(plans[0]) if plans else number(voted[0][0].get("value")) if voted else None
    spent = [(last, paid) for (_, last), paid in spent_by(document) if last > document.until]
    later = [
        (when[1], number(row.get("actual")))
        for row in plans
        if (when := span(row.get("actual_at"))) is not None and when[1] > document.until
    ]
    record = max([*spent, *later], default=(0, None))[1]
    what = "cost to complete" + (f", {plan:g} voted" if plan else "")
    return [Recorded(Sought(what, unit, "amount", None, plan=plan), record)]


def foretell_cost(sight: Sight, target: Sought) -> Said:
    """The sum voted, outrun as those of other programmes were."""
    if target.plan is None:
        return Said(reason="no sum voted is on record up to the fit")
    draws = target.plan * drawn(sight.factors["overrun"], dice())
    return Said(draws, target.plan, None, "overrun of votes")


def find_completion(document: Document, sentence: str) -> list[Recorded]:
    """When a planned programme was complete, or that it was not at the end of the record."""
    rows = [row for row in document.rows["plan_vs_actual"] if span(row.get("planned_for"))]
    late = [row for row in rows if still_open(row, document.until)]
    best = likest(late, sentence, "item")
    unfinished = "unfinished" in sentence or "not finished" in sentence
    if not best:
        return [Recorded(Sought("month in which it is complete", "month", "month", None), None)]
    shared = len(words_of(sentence) & words_of(best[0].get("item")))
    alike = [r for r in best if len(words_of(sentence) & words_of(r.get("item"))) == shared]
    return [one for row in alike for one in completion(document, row, unfinished)]


def still_open(row: Row, until: int) -> bool:
    """Whether a programme was not complete when what may be known ends."""
    at = span(row.get("actual_at"))
    return at is None or at[1] > until


def completion(document: Document, row: Row, unfinished: bool) -> list[Recorded]:
    """One programme as a target: the month, or whether it stays unfinished."""
    plan, at, end = span(row.get("planned_for")), span(row.get("actual_at")), document.span[1]
    assert plan is not None
    item = str(row.get("item"))
    if not unfinished:
        target = Sought(f"{item}: month", "month", "month", None, item, plan_at=plan[1])
        return [Recorded(target, float(at[1]) if at else None)]
    if end is None:
        return []
    what = f"{item}: unfinished in {month_name(end)}"
    target = Sought(what, "1 is yes", "unfinished", end, item, plan_at=plan[1])
    return [Recorded(target, float(at is None or at[1] > end))]


def foretell_completion(sight: Sight, target: Sought) -> Said:
    """The money of the plan through its lag, then the gap of arming: the month of the last."""
    if target.plan_at is None:
        return Said(reason="no planned date that is still open is on record")
    credit = credit_of(sight.known)
    begins = credit[1][0] if credit else sight.known.span[0]
    if begins is None or begins >= target.plan_at:
        return Said(reason="the month in which it began is not on record")
    large = bool(LARGE & words_of(target.item)) or sight.known.kind == "forts"
    gaps = drawn(sight.factors["gap_fortress" if large else "gap"], dice())
    months = begins + completed(sight, target.plan_at + 1 - begins, gaps)
    if target.measure == "unfinished":
        assert target.at is not None
        return Said((months > target.at).astype(float), 0.0, None, "lag of money, gap of arming")
    return Said(months, float(target.plan_at), None, "lag of money, gap of arming")


def completed(sight: Sight, span_: int, gaps: Floats) -> Floats:
    """Months until so much of a programme is armed that it counts as complete, float[future]."""
    economy = Economy(
        months=span_ + int(np.ceil(gaps.max())) + 2,
        votes=(Vote("all", 0, span_, 1.0),),
        goods=(Good("work", "all", 1.0, armed=Arming(after_months=gaps)),),
        orders=(Order("programme", "work", 1.0),),
        lag=sight.factors.lag.lag(),
        futures=len(gaps),
    )
    armed = build(economy).armed[:, 0]
    return np.asarray((armed < COMPLETE).sum(axis=1), dtype=np.float64)
