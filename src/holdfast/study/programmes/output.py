"""Output by year, the dip at a change of model, and the share that is armed and with troops."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from holdfast.study.programmes.asking import Recorded, Said, Sight, Sought, dice, drawn, planned
from holdfast.study.programmes.document import WORKS, Document, Row, likest, number, words_of
from holdfast.study.programmes.plant import YEAR, fitted, opened, output, share_armed
from holdfast.study.programmes.when import span, years_in

MADE = ("delivered", "armed", "equipped", "mixed", "unknown", None)
WHOLE = frozenset({"made", "built", "shell", "delivered", "whole", "total", "finished"})
READY = frozenset({"fit", "armed", "ready", "equipped", "manned"})
FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25}


def series_of(row: Row) -> dict[int, float]:
    """The yearly numbers of a row, by year."""
    value = row.get("value")
    if not isinstance(value, Mapping):
        return {}
    years = {str(key): number(one) for key, one in value.items()}
    return {
        int(k): one for k, one in years.items() if re.fullmatch(r"\d{4}", k) and one is not None
    }


def series_rows(document: Document, sentence: str) -> list[Row]:
    """Rows of yearly output, the likest first, with years on both sides of what is known."""
    year = document.until // YEAR
    rows = [row for row in document.rows["stood"] if row.get("stage") in MADE]
    fit = [row for row in rows if reaches(series_of(row), year)]
    return likest(fit, sentence, "what")


def reaches(series: Mapping[int, float], year: int) -> bool:
    """Whether a series has two known years up to a year, and some after it."""
    known = [one for one in series if one <= year]
    return len(known) >= 2 and any(one > year for one in series)


def find_output(document: Document, sentence: str) -> list[Recorded]:
    """The years asked for, or the two after the fit; of a plateau its mean as well."""
    rows = series_rows(document, sentence)
    if not rows:
        return [Recorded(Sought("output by year", "", "amount", None), None)]
    row, last = rows[0], document.until // YEAR
    series = series_of(row)
    years = [year for year in years_in(sentence) if year in series and year > last]
    years = years or [year for year in sorted(series) if last < year <= last + 2]
    groups: list[tuple[int, ...]] = [(year,) for year in years]
    if "plateau" in sentence and len(years) > 1:
        groups.insert(0, tuple(years))
    return [asked_years(row, group) for group in groups]


def asked_years(row: Row, years: tuple[int, ...]) -> Recorded:
    """The mean output of some years as a target."""
    series = series_of(row)
    name = f"{years[0]}" if len(years) == 1 else f"{years[0]}-{years[-1]}, mean"
    target = Sought(
        what=f"{row.get('what')}: {name}",
        unit=f"{row.get('unit')} a year",
        measure="amount",
        at=years[-1] * YEAR + YEAR - 1,
        item=str(row.get("what")),
        years=years,
    )
    return Recorded(target, float(np.mean([series[year] for year in years])))


def known_series(sight: Sight, item: str) -> dict[int, float]:
    """The known years of the row of a name."""
    rows = [row for row in sight.known.rows["stood"] if str(row.get("what")) == item]
    return series_of(rows[0]) if rows else {}


def foretell_output(sight: Sight, target: Sought) -> Said:
    """The plant's output through the economy; beside it the plan, and the last growth again."""
    series = known_series(sight, target.item)
    if len(series) < 2:
        return Said(reason="no two years of output are on record up to the fit")
    made = output(fitted(series, sight.known.span[0], sight.factors), target.years).mean(axis=1)
    last, before = sorted(series)[-1], sorted(series)[-2]
    growth = series[last] / max(series[before], 1e-9)
    again = [series[last] * growth ** (year - last) for year in target.years]
    return Said(made, yearly_plan(sight, target.unit), float(np.mean(again)), "ramp of a plant")


def yearly_plan(sight: Sight, unit: str) -> float | None:
    """What was planned a year: rates of plans in all, or numbers planned for a later date."""
    rates = [
        (number(row.get("value")) or 0.0) * (YEAR if row.get("unit") == "per_month" else 1)
        for row in sight.known.rows["capacity"]
        if row.get("unit") in ("per_year", "per_month") and "plan" in str(row.get("item"))
    ]
    if rates:
        return sum(rates)
    thing = unit.split()[0]
    later = []
    for row in sight.known.rows["plan_vs_actual"]:
        for_, number_ = span(row.get("planned_for")), planned(row)
        named = thing.rstrip("s") in str(row.get("item")) or row.get("unit") == thing
        if named and for_ is not None and number_ is not None and for_[1] > sight.until:
            later.append(number_ * YEAR / (for_[1] - sight.until))
    return later[0] if later else None


def find_dip(document: Document, sentence: str) -> list[Recorded]:
    """The least output over that of the year before, after the fit."""
    rows, year = series_rows(document, sentence), document.until // YEAR
    if not rows:
        return [Recorded(Sought("output at a change of model", "ratio", "ratio", None), None)]
    series = series_of(rows[0])
    ratios = [
        series[one] / series[one - 1] for one in series if one > year and series.get(one - 1, 0) > 0
    ]
    least = min(ratios) if ratios else None
    what = f"{rows[0].get('what')}: year of a change of model over the year before"
    return [Recorded(Sought(what, "ratio", "ratio", tolerance=least_fall(sentence)), least)]


def least_fall(sentence: str) -> str:
    """A fall that a sentence asks at least, as a tolerance; empty where it asks none.

    >>> least_fall("dip of at least a third at a change of model")
    'a fall of at least 33 %'
    """
    found = re.search(r"at least (?:an? )?(half|third|quarter|\d+ ?%)", sentence)
    if not found:
        return ""
    share = FRACTIONS.get(found[1]) or float(found[1].rstrip(" %")) / 100
    return f"a fall of at least {100 * share:.0f} %"


def foretell_dip(sight: Sight, target: Sought) -> Said:
    """What a change of model does to a year, as other programmes had it."""
    draws = drawn(sight.factors["model_dip"], dice())
    seen = sight.factors["model_dip"].observed
    reason = f"change of model, {len(seen)} observation{'s' * (len(seen) != 1)} that may be used"
    return Said(draws, 1.0, None, reason)


def find_share(document: Document, sentence: str) -> list[Recorded]:
    """Of what had been delivered, or stood as a shell, by a date: the share that was ready."""
    rows = [row for row in document.rows["stood"] if is_late(row, document.until)]
    ready = [row for row in rows if row.get("stage") in ("equipped", "armed")]
    found = [one for row in likest(ready, sentence, "what") for one in shares_in(row, rows)]
    found += [one for row in likest(rows, sentence, "what") for one in shares_of_table(row)]
    return found[:1] or [Recorded(Sought("share armed and ready", "share", "share", None), None)]


def shares_of_table(row: Row) -> list[Recorded]:
    """The share of a row that says side by side how many were made, and how many were ready."""
    value, when = row.get("value"), span(row.get("date"))
    if not isinstance(value, Mapping) or when is None:
        return []
    whole = [number(value[key]) for key in value if words_of(key) & WHOLE]
    ready = [number(value[key]) for key in value if words_of(key) & READY]
    if not whole or not ready or not whole[0] or ready[0] is None or ready[0] > whole[0]:
        return []
    what = f"{row.get('what')}, ready of all by {row.get('date')}"
    target = Sought(what, "share", "share", when[1], str(row.get("unit")))
    return [Recorded(target, ready[0] / whole[0])]


def is_late(row: Row, until: int) -> bool:
    """Whether a row stands behind what may be known."""
    when = span(row.get("date"))
    return when is not None and when[1] > until


def shares_in(row: Row, rows: list[Row]) -> list[Recorded]:
    """The share of a row of those of its date and unit that were delivered, or shells."""
    when, ready = span(row.get("date")), number(row.get("value"))
    all_ = [
        number(one.get("value"))
        for one in rows
        if one.get("stage") in ("delivered", "shell")
        and one.get("unit") == row.get("unit")
        and span(one.get("date")) == when
    ]
    whole = max((one for one in all_ if one), default=None)
    if when is None or ready is None or whole is None or ready > whole:
        return []
    what = f"{row.get('what')}, of all by {row.get('date')}"
    return [Recorded(Sought(what, "share", "share", when[1], str(row.get("unit"))), ready / whole)]


def foretell_share(sight: Sight, target: Sought) -> Said:
    """What is older than the gap of guns, sights and fittings, of what the plant has made.

    Machines come from a plant that was seen for some years; works from sites that were opened with
    the programme and rise along the ramp of labour.
    """
    if target.at is None:
        return Said(reason="no month is on record for which it is asked")
    rows = [row for row in sight.known.rows["stood"] if len(series_of(row)) >= 2]
    same = [row for row in rows if row.get("unit") == target.item]
    gap, start = drawn(sight.factors["gap"], dice()), sight.known.span[0]
    if same:
        plant = fitted(series_of(same[0]), start, sight.factors)
        said = "age of the machines, gap of arming"
        return Said(share_armed(plant, target.at, gap), 1.0, None, said)
    if not words_of(target.item) & WORKS or start is None or start >= target.at:
        return Said(reason="no output by year is on record up to the fit, so that ages are unknown")
    sites = opened(start, sight.factors)
    return Said(share_armed(sites, target.at, gap), 1.0, None, "age of the works, gap of arming")
