"""The tables of a scenario's page: dates, help, decisions, arrivals, routes, promises, the text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from holdfast.analysis.answer import CONTACT_DAYS, Fought, Row
from holdfast.analysis.paired import Estimate, Quantiles, quantiles
from holdfast.experiment.outcomes import MARKS
from holdfast.pacts import PactAnswer
from holdfast.report.figures.date_charts import ContactView
from holdfast.report.pacts.words import act_in_words
from holdfast.report.wording import narrative, words
from holdfast.report.wording.narrative import Teller
from holdfast.scenario.network import Network
from holdfast.scenario.routes import Route, routes
from holdfast.schema.forces import Contingent, Passage
from holdfast.schema.scenario import Scenario
from holdfast.schema.statements import Statement, Statements, Target

LOST = ("no_help", "too_late", "lost_in_spite", "lost_through_help")

ALL = (("deterred",), ("yielded",), ("held_alone",), ("saved",), LOST, ("settled",))
"""Columns of the table of all crises, as groups of outcomes."""

ALL_HEADS = ("no attack", "yields", "stands alone", "saved by help", "collapses", "terms in war")

FOUGHT_HEADS = (
    "fought", "stands", "95 %", "across futures", "saved by help", "stands without help",
    "days held", "without help",
)  # fmt: skip

DAYS_HEADS = (
    "any help in", "in a tenth by", "in half by", "relief in", "in a tenth by", "in half by",
)  # fmt: skip

PLACES_NAMED = 7
"""Places of a route that are named; of a longer one the middle is left out. grade: judgement"""

MANNERS = {
    "peace": "agreed in peace",
    "crisis": "given in the crisis",
    "unasked": "not asked",
}

KINDS = {
    "mechanism": "mechanism", "quantity": "number", "decision": "decision",
    "what_if": "what if", "pact": "pact", "place": "place",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One line of the table of help: a helper as the scenario has him, or the outside view."""

    name: str
    is_outside: bool
    acts: str
    by_day: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A route as the table shows it."""

    who: str
    places: str
    narrowest: str
    leave: str


def all_cells(row: Row) -> tuple[str, ...]:
    """How all crises of a date end."""
    return tuple(words.percent(sum(row.outcomes[key].p for key in group)) for group in ALL)


def fought_cells(row: Row, fought: Fought) -> tuple[str, ...]:
    """How those do that are fought; columns as FOUGHT_HEADS."""
    across = fought.stands.across_futures
    saved = row.given_attack.get("saved")
    return (
        words.percent(row.attacked.p),
        words.percent(fought.stands.p),
        words.percent_span(fought.stands.low, fought.stands.high),
        words.percent_span(across.p10, across.p90) if across else "",
        words.percent(saved.p) if saved else "",
        words.percent(fought.stands_without.p),
        f"{fought.days_held.p:.0f}",
        f"{fought.days_held_without.p:.0f}",
    )


def days_cells(fought: Fought) -> tuple[str, ...]:
    """When help comes and when it relieves, over the fought campaigns; columns as DAYS_HEADS."""
    pairs = ((fought.any_help, fought.first_help_day), (fought.relieved, fought.relief_day))
    return tuple(
        cell
        for share, days in pairs
        for cell in (words.percent(share.p), *(never_or(day) for day in (days.p10, days.p50)))
    )


def help_lines(
    row: Row, views: Mapping[str, Mapping[str, Any]], teller: Teller
) -> Iterator[HelpLine]:
    """Each helper of a date, and under him the outside view of his help."""
    for name, inside in row.inside.items():
        by_day = tuple(share_of(inside.contact_by_day.get(str(day))) for day in CONTACT_DAYS)
        yield HelpLine(
            capital(narrative.helper(name, teller)), False, share_of(inside.acts), by_day
        )
        for view in views.values():
            if name in view["helpers"]:
                yield HelpLine("outside view", True, acts_span(view), outside_cells(view))


def share_of(estimate: Estimate | None) -> str:
    """A share, if it is known."""
    return "" if estimate is None else words.percent(estimate.p)


def acts_span(view: Mapping[str, Any]) -> str:
    """How often comparable promises were kept: the middle of what is known, and its range."""
    acts = view["acts"]
    return f"{words.percent(acts['p50'])} ({words.percent_span(acts['p10'], acts['p90'])})"


def outside_cells(view: Mapping[str, Any]) -> tuple[str, ...]:
    """Shares of comparable promises in contact by each day, where that was counted."""
    known = view["contact_by_day"]
    return tuple(words.percent(known[str(d)]) if str(d) in known else "" for d in CONTACT_DAYS)


def contact_views(
    row: Row, views: Mapping[str, Mapping[str, Any]], teller: Teller
) -> Iterator[ContactView]:
    """The same as curves."""
    for name, inside in row.inside.items():
        outside = next((view for view in views.values() if name in view["helpers"]), None)
        acts = f"acts: {share_of(inside.acts) or 'unknown'} inside"
        if outside is not None:
            acts += f", {words.percent(outside['acts']['p50'])} outside"
        known = outside["contact_by_day"] if outside is not None else {}
        yield ContactView(
            name=capital(narrative.helper(name, teller)),
            acts=acts,
            inside={int(day): one.p for day, one in inside.contact_by_day.items()},
            outside={int(day): share for day, share in known.items()},
        )


def capital(text: str) -> str:
    """With a capital letter.

    >>> capital("the Soviet Union")
    'The Soviet Union'
    """
    return text[:1].upper() + text[1:]


def arrivals(frame: pd.DataFrame, what: str, teller: Teller) -> Iterator[tuple[str, ...]]:
    """What each helper has brought by each of MARKS, where he brings any by the last of them.

    Parameters
    ----------
    frame : the fought campaigns of a date.
    what : men or aircraft.
    """
    digits = {"men": -2, "aircraft": 0}[what]
    last = f"{what}_{MARKS[-1]}."
    for column in [name for name in frame.columns if name.startswith(last)]:
        helper = column.removeprefix(last)
        here = frame[frame[column] > 0]
        if len(here):
            found = (quantiles(here[f"{what}_{day}.{helper}"].to_numpy()) for day in MARKS)
            name = capital(narrative.helper(helper, teller))
            yield (name, words.percent(len(here) / len(frame)), *(span(q, digits) for q in found))


def span(found: Quantiles, digits: int) -> str:
    """A middle with its range, or one number where all are the same.

    >>> span(Quantiles(0.0, 0.0, 14_260.0), -2), span(Quantiles(0.0, 0.0, 0.0), 0)
    ('0 (0–14,300)', '0')
    """
    low, middle, high = (
        f"{round(value or 0.0, digits):,.0f}" for value in (found.p10, found.p50, found.p90)
    )
    return middle if low == high else f"{middle} ({low}–{high})"


def decided(frame: pd.DataFrame, names: list[str]) -> list[tuple[str, str]]:
    """In how many of a date's crises each decision fell, and how often it was a yes then."""
    fell, yes = (frame[column].to_numpy(dtype=np.int64) for column in ("fell", "decided"))
    told = []
    for n in range(len(names)):
        here = (fell >> n & 1).astype(bool)
        share = words.percent(float(np.mean(here))) if len(here) else ""
        often = words.percent(float(np.mean((yes >> n & 1)[here]))) if here.any() else "–"
        told.append((often, share))
    return told


# ---------------------------------------------------------------- ways in
def ways(scenario: Scenario, on: datetime.date) -> Iterator[Way]:
    """The routes of each ally, the best first, with their narrowest link and the leave needed."""
    seen = set()
    for contingent in scenario.contingents:
        key = (contingent.power, contingent.from_place, contingent.to_place)
        if contingent.from_place is None or contingent.to_place is None or key in seen:
            continue
        seen.add(key)
        for route in routes(scenario, contingent, on):
            yield way(scenario, contingent, route, on)


def way(scenario: Scenario, contingent: Contingent, route: Route, on: datetime.date) -> Way:
    """One route in words."""
    names = [scenario.places[place].name.split(" (")[0] for place in dict.fromkeys(route.places)]
    if len(names) > PLACES_NAMED:
        names = [*names[:3], "…", *names[-3:]]
    leave = [leave_words(scenario, passage) for passage in route.leave]
    return Way(
        scenario.powers[contingent.power].name,
        "–".join(names),
        narrowest(scenario, route, on),
        words.listed(leave) if leave else "none",
    )


def narrowest(scenario: Scenario, route: Route, on: datetime.date) -> str:
    """The link that carries least, and how much that is."""
    if not route.railways:
        a_day = scenario.travel.road_divisions_per_day.middle()
        return f"on foot; the roads take {words.number(a_day)} divisions a day"
    network = Network(scenario, on)
    link = min(route.railways, key=network.trains)
    ends = " to ".join(scenario.places[end].name.split(" (")[0] for end in link.between)
    broken = ", where the gauge breaks" if link.gauge_break else ""
    return f"{ends}: {words.number(network.trains(link))} trains a day{broken}"


def leave_words(scenario: Scenario, passage: Passage) -> str:
    """Whose leave a route needs, how it is come by, and what it costs."""
    code = next(name for name, power in scenario.powers.items() if passage in power.passage)
    days = passage.extra_days.middle()
    more = f", {words.number(days)} more days" if days else ""
    factor = passage.trains_factor.middle()
    fewer = f", {words.percent(factor)} of the trains" if factor != 1 else ""
    return f"{scenario.powers[code].name}, {MANNERS[passage.manner]}{more}{fewer}"


# ---------------------------------------------------------------- promises
def act_rows(answer: PactAnswer, teller: Teller) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Each act: who for whom, by which clause, from which day at the earliest, how likely."""
    for row in answer.acts:
        whom = teller.power(row.beneficiary) if row.beneficiary else None
        yield (
            capital(act_in_words((teller.power(row.power), row.act, whom))),
            row.clause,
            never_or(row.causal_day),
            never_or(row.simultaneous_day),
            "" if row.p_causal is None else words.percent(row.p_causal),
            "" if row.p_simultaneous is None else words.percent(row.p_simultaneous),
        )


def never_or(day: float | None) -> str:
    """A day, or never."""
    return words.NEVER if day is None else f"day {day:.0f}"


def deadlock_sentences(answer: PactAnswer, teller: Teller) -> Iterator[str]:
    """One sentence a deadlock: who waits for whom."""
    for group in answer.deadlocks:
        powers = [teller.power(code) for code in dict.fromkeys(act[0] for act in group)]
        if len(powers) == 2:
            first, second = powers
            yield f"{capital(first)} waits for {second}, and {second} for {first}: nobody moves."
        else:
            yield f"{capital(words.listed(powers))} wait for one another: nobody moves."


# ---------------------------------------------------------------- the text, statement by statement
@dataclass(frozen=True, slots=True)
class Line:
    """One statement as the table shows it."""

    where: str
    who: str
    says: str
    answered_by: str
    is_answered: bool


def statement_lines(statements: Statements) -> Iterator[Line]:
    """Every statement with what answers to it."""
    for one in statements.statements:
        answered = words.listed([target_words(target) for target in one.to])
        where = f"{one.part}, {one.where}"
        yield Line(
            where,
            speaker(one),
            quoted(one),
            answered or unanswered(one),
            bool(one.to),
        )


def unanswered(one: Statement) -> str:
    """That nothing stands for a statement, and why."""
    why = one.no_mechanism or ""
    return f"nothing, {why}" if why.startswith("because") else f"nothing: {why}"


def speaker(one: Statement) -> str:
    """Who says it, how, and through whom."""
    through = f", through {one.reported_by}" if one.reported_by else ""
    return f"{one.speaker} {one.modality}{through}"


def quoted(one: Statement) -> str:
    """What is said, with the text's own words where they are few."""
    return f"{one.says} (“{one.quote}”)" if one.quote else one.says


def target_words(target: Target) -> str:
    """What in the program stands for a statement.

    >>> target_words(Target(kind="what_if", path="no-works"))
    'what if no-works'
    """
    return f"{KINDS[target.kind]} {target.path}"
