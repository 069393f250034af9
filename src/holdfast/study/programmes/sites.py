"""Men at work, works that stand by a date, and what a cubic metre takes."""

from __future__ import annotations

import numpy as np

from holdfast.preparation import Capacity, Economy, Good, Order, build
from holdfast.preparation.economy import Floats
from holdfast.preparation.months import month_name
from holdfast.preparation.rates import ramp
from holdfast.study.programmes.asking import (
    FUTURES,
    Recorded,
    Said,
    Sight,
    Sought,
    dice,
    drawn,
    evenly,
    planned,
)
from holdfast.study.programmes.document import WORKS, Document, Row, apart, likest, number, words_of
from holdfast.study.programmes.votes import spent_by
from holdfast.study.programmes.when import span

YEAR = 12


def find_labour(document: Document, sentence: str) -> list[Recorded]:
    """Men at work on a date behind the fit."""
    found = []
    for row in apart(document.rows["capacity"]):
        when, men = span(row.get("date", row.get("period"))), number(row.get("value"))
        if row.get("unit") == "men" and when and men and when[1] > document.until:
            what = f"{row.get('item')}, {month_name(when[1])}"
            found.append(Recorded(Sought(what, "men", "amount", when[1]), men))
    return found or [Recorded(Sought("men at work", "men", "amount", None), None)]


def foretell_labour(sight: Sight, target: Sought) -> Said:
    """Men that were there last, further along the ramp of labour."""
    start = sight.known.span[0]
    seen = [
        (when[1], number(row.get("value")) or 0.0)
        for row in apart(sight.known.rows["capacity"])
        if row.get("unit") == "men" and (when := span(row.get("date", row.get("period"))))
    ]
    if not seen or start is None or target.at is None:
        return Said(reason="no number of men up to the fit, or no start, is on record")
    last, men = max(seen)
    months = drawn(sight.factors["labour_months"], dice())
    then, now = (
        ramp(np.array([at - start]), months, evenly(months))[0] for at in (last, target.at)
    )
    return Said(men * now / np.maximum(then, 1e-3), None, men, "ramp of labour")


def find_rate(document: Document, sentence: str) -> list[Recorded]:
    """Money spent a month."""
    rows = [row for row in document.rows["capacity"] if "per_month" in str(row.get("unit"))]
    paid = [row for row in rows if "money" in str(row.get("item"))]
    record = number(paid[0].get("value")) if paid else None
    unit = str(paid[0].get("unit")) if paid else ""
    return [Recorded(Sought("money per month", unit, "amount", None), record)]


def foretell_rate(sight: Sight, target: Sought) -> Said:
    """What was spent a month so far, along the ramp of labour; without it, nothing."""
    spent = spent_by(sight.known)
    if not spent:
        return Said(reason="no spending up to the fit is on record, and no vote has its months")
    (first, last), paid = spent[-1]
    months = drawn(sight.factors["labour_months"], dice())
    so_far = ramp(np.arange(last + 1 - first), months, evenly(months)).mean(axis=0)
    rate = paid / (last + 1 - first)
    return Said(rate / np.maximum(so_far, 1e-3), None, rate, "ramp of labour")


def find_works(document: Document, sentence: str) -> list[Recorded]:
    """Works that stood by a date behind the fit."""
    rows = [row for row in apart(document.rows["stood"]) if is_count(row)]
    return counts_asked(document, rows, sentence) or [
        Recorded(Sought("works that stand", "works", "amount"), None)
    ]


def find_counts(document: Document, sentence: str) -> list[Recorded]:
    """Anything else that was counted on a date behind the fit and is named: divisions, guns."""
    rows = [
        row
        for row in apart(document.rows["stood"])
        if number(row.get("value")) is not None and shares(row, sentence)
    ]
    return counts_asked(document, rows, sentence) or [
        Recorded(Sought(sentence, "", "amount"), None)
    ]


def counts_asked(document: Document, rows: list[Row], sentence: str) -> list[Recorded]:
    """The counts behind the fit that share most words with a sentence."""
    late = [row for row in rows if span(row.get("date")) and last_of(row) > document.until]
    best = likest(late, sentence, "what")
    alike = [row for row in best if shares(row, sentence) == shares(best[0], sentence)]
    return [work_asked(document, row) for row in alike]


def is_count(row: Row) -> bool:
    """Whether a row counts works."""
    return bool(words_of(row.get("unit")) & WORKS) and number(row.get("value")) is not None


def last_of(row: Row) -> int:
    """The last month of a row's date."""
    when = span(row.get("date"))
    return when[1] if when else 0


def work_asked(document: Document, row: Row) -> Recorded:
    """One count as a target, with the plan that shares most words with it."""
    plans = [one for one in document.rows["plan_vs_actual"] if planned(one)]
    plans = [one for one in plans if one.get("unit") in (None, row.get("unit"))]
    like = likest(plans, str(row.get("what")), "item")
    alike = [one for one in like if words_of(one.get("item")) & words_of(row.get("what"))]
    item = str(row.get("what"))
    plan = planned(alike[0]) if alike else None
    what = f"{item}, {month_name(last_of(row))}"
    target = Sought(what, str(row.get("unit")), "amount", last_of(row), item, plan=plan)
    return Recorded(target, number(row.get("value")))


def foretell_works(sight: Sight, target: Sought) -> Said:
    """From an earlier count along the ramp of labour, up to the plan; from that alone, a share."""
    counts = counted(sight.known, target)
    start = sight.known.span[0]
    if counts and start is not None and target.at is not None and counts[-1][0] > start:
        then, now = standing_by(sight, start, (counts[-1][0], target.at))
        draws = counts[-1][1] * now / np.maximum(then, 1e-6)
        draws = np.minimum(draws, max(target.plan or np.inf, counts[-1][1]))
        months = (target.at - start) / (counts[-1][0] - start)
        return Said(draws, target.plan, counts[-1][1] * months, "earlier count, ramp of labour")
    if target.plan is None:
        return Said(reason="neither an earlier count nor a planned number is on record")
    share = drawn(sight.factors["share_of_plan_works"], dice())
    return Said(target.plan * share, target.plan, None, "share of planned works")


def foretell_counts(sight: Sight, target: Sought) -> Said:
    """From two earlier counts at their rate, as it was or as it grows under priority."""
    counts = counted(sight.known, target)
    if len(counts) < 2 or counts[-1][0] == counts[-2][0] or target.at is None:
        return Said(plan_met=target.plan, reason="two earlier counts would be needed for a rate")
    (before, had), (last, has) = counts[-2:]
    rate = (has - had) / (last - before)
    low, high = sight.factors["growth_calm"].low, sight.factors["growth_priority"].value
    grown = np.exp(dice().uniform(np.log(low), np.log(high), FUTURES))
    ahead = target.at - last
    return Said(has + rate * ahead * grown, target.plan, has + rate * ahead, "rate of two counts")


def counted(known: Document, target: Sought) -> list[tuple[int, float]]:
    """Earlier counts of the same: month and number, the last one last."""
    return sorted(
        (last_of(row), number(row.get("value")) or 0.0)
        for row in apart(known.rows["stood"])
        if span(row.get("date")) is not None
        and str(row.get("unit")) == target.unit
        and words_of(row.get("what")) & words_of(target.item)
    )


def standing_by(sight: Sight, start: int, months: tuple[int, int]) -> tuple[Floats, Floats]:
    """What one site a month at the full rate has built by two months, through the economy."""
    full_after = drawn(sight.factors["labour_months"], dice())
    sites = Capacity("sites", 1.0, ramp_months=full_after, first_share=evenly(full_after))
    economy = Economy(
        months=max(months) + 1 - start,
        capacities=(sites,),
        goods=(Good("work", "works", 0.0, {"sites": 1.0}),),
        orders=(Order("line", "work", 1e9),),
        futures=FUTURES,
    )
    done = build(economy).done[:, 0]
    return done[:, months[0] - start], done[:, months[1] - start]


def find_unit_cost(document: Document, sentence: str) -> list[Recorded]:
    """Money for one work: all that was spent over all that stood."""
    spent, count = spent_in_all(document), most_works(document, sentence)
    record = spent[0] / count if spent and count else None
    unit = f"{spent[1]} a work" if spent else "a work"
    return [Recorded(Sought("cost per work", unit, "amount", item=sentence), record)]


def most_works(document: Document, sentence: str) -> float:
    """The largest count of the works that a sentence names."""
    stood = [row for row in apart(document.rows["stood"]) if is_count(row)]
    best = likest(stood, sentence, "what")
    alike = [row for row in best if shares(row, sentence) == shares(best[0], sentence)]
    return max((number(row.get("value")) or 0.0 for row in alike), default=0.0)


def shares(row: Row, sentence: str) -> int:
    """How many words a row of what stood shares with a sentence."""
    return len(words_of(sentence) & words_of(row.get("what")))


def foretell_unit_cost(sight: Sight, target: Sought) -> Said:
    """Money spent over works that stood by the fit; money of other states says nothing of it."""
    spent, count = spent_in_all(sight.known), most_works(sight.known, target.item)
    if not spent or not count:
        return Said(reason="no spending, or no count of works, up to the fit is on record")
    cost = spent[0] / count
    return Said(cost / drawn(sight.factors["overrun"], dice()), None, cost, "what one cost so far")


def spent_in_all(document: Document) -> tuple[float, str] | None:
    """The largest sum that was spent, and in which money."""
    spent = [
        (number(row.get("value")) or 0.0, str(row.get("unit")))
        for row in document.rows["budget"]
        if row.get("money") == "spent" and "share" not in str(row.get("unit"))
    ]
    return max([one for one in spent if one[0] > 0], default=None)


def concrete(document: Document) -> float | None:
    """Cubic metres of concrete: of the whole, where one row says it, or of all rows together."""
    rows = [row for row in document.rows["capacity"] if row.get("unit") == "m3"]
    whole = [row for row in rows if "whole" in str(row.get("item"))]
    cubic = [number(row.get("value")) or 0.0 for row in whole or rows]
    return sum(cubic) or None


def man_days(document: Document) -> float | None:
    """Man-days of the whole."""
    rows = [row for row in document.rows["capacity"] if row.get("unit") == "man_days"]
    return sum(number(row.get("value")) or 0.0 for row in rows) or None


def find_ratios(document: Document, sentence: str) -> list[Recorded]:
    """What a cubic metre took, to be compared with what it took others."""
    cubic, spent, days = concrete(document), spent_in_all(document), man_days(document)
    others = " ".join(sorted(words_of(sentence)))
    money = spent[0] / cubic if spent and cubic else None
    unit = f"{spent[1]} per m3" if spent else "money per m3"
    return [
        Recorded(Sought("man-days per m3", "man-days per m3", "ratio", None, others),
              days / cubic if days and cubic else None),
        Recorded(Sought("money per m3", unit, "ratio", None, others), money),
    ]  # fmt: skip


def foretell_ratios(sight: Sight, target: Sought) -> Said:
    """The ratio of the programmes that are named, where they have it in the same unit."""
    named = [one for one in sight.others.values() if words_of(one.title) & words_of(target.item)]
    named = [one for one in named if one.id != sight.known.id]
    found, lacking = [], []
    for one in named:
        ratio, unit = ratio_of(one, target.what)
        if ratio is None:
            lacking.append(f"{one.id} has no {target.what.removesuffix(' per m3')} or no m3")
        elif unit != target.unit:
            lacking.append(f"{one.id} is in other money")
        else:
            found.append(ratio)
    if not found:
        return Said(reason="; ".join(lacking) or "no other programme is named")
    return Said(np.array(found), None, None, "the ratio of other programmes")


def ratio_of(document: Document, what: str) -> tuple[float | None, str]:
    """Man-days or money for a cubic metre, and the unit."""
    cubic = concrete(document)
    if "man-days" in what:
        days = man_days(document)
        return (days / cubic if days and cubic else None), "man-days per m3"
    spent = spent_in_all(document)
    return (spent[0] / cubic, f"{spent[1]} per m3") if spent and cubic else (None, "")
