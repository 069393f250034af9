"""The answer to a scenario in the terminal: a row for each date of attack, help, typical campaigns.

Everything is read at 80 columns and without colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from holdfast.analysis import words
from holdfast.analysis.answer import Answer, Fought, Inside, Row
from holdfast.analysis.paired import Estimate
from holdfast.report.terminal.layout import line, table
from holdfast.report.wording import narrative, prose
from holdfast.report.wording.narrative import Teller

LOST = ("no_help", "too_late", "lost_in_spite", "lost_through_help")
ALL = ("Attack on", "no attack", "yields", "stands", "collapses", "terms")
FOUGHT = ("Attack on", "stands", "95 %", "p10–p90", "saved", "no help", "days held")
SHOWN_DAYS = ("7", "14", "30", "90", "180")
"""Days of the table of help; the JSON has them all."""

OUTSIDE = (
    "Inside: what the clauses, decisions and routes of this scenario give, among campaigns that "
    "were fought. Outside: what became of comparable promises of the past; the middle of what is "
    "known of acting, and the share in contact by that day. The two are not mixed."
)


def answer_parts(answer: Answer) -> Iterator[RenderableType]:
    """The parts of the answer between its heading and its foot."""
    rows = answer.rows
    yield table("How it ends, of all campaigns", ALL, [_all(row) for row in rows])
    yield table("Of those that were fought", FOUGHT, [_fought(row, row.fought) for row in rows])
    yield line(prose.key_to_dates(answer), "dim")
    for row, typical in zip(rows, told_once(rows), strict=True):
        yield from _date(answer, row, typical)
    if any(row.inside for row in rows) and answer.question.get("outside_view"):
        yield line(OUTSIDE, "dim")
    if said := prose.written(answer.question):
        yield line(said)


def told_once(rows: Sequence[Row]) -> list[list[Mapping[str, Any]]]:
    """The typical campaigns to tell at each date: each outcome where it is commonest.

    The report has them all.
    """
    outcomes = {str(one["outcome"]) for row in rows for one in row.typical}
    most = {outcome: _commonest(rows, outcome) for outcome in outcomes}
    return [
        [one for one in row.typical if most[one["outcome"]] == number]
        for number, row in enumerate(rows)
    ]


def _commonest(rows: Sequence[Row], outcome: str) -> int:
    """The number of the row in which an outcome is commonest."""
    shares = [_share_of(row, outcome) for row in rows]
    return shares.index(max(shares))


def _share_of(row: Row, outcome: str) -> float:
    return max((one["share"] for one in row.typical if one["outcome"] == outcome), default=-1.0)


def _all(row: Row) -> tuple[str, ...]:
    shares = {key: estimate.p for key, estimate in row.outcomes.items()}
    groups = (("deterred",), ("yielded",), ("held_alone", "saved"), LOST, ("settled",))
    return (
        words.date(row.attack_on),
        *(words.percent(sum(shares[key] for key in group)) for group in groups),
    )


def _fought(row: Row, fought: Fought | None) -> tuple[str, ...]:
    if fought is None:
        return (words.date(row.attack_on), "never fought", "", "", "", "", "")
    across = fought.stands.across_futures
    return (
        words.date(row.attack_on),
        words.percent(fought.stands.p),
        words.percent_span(fought.stands.low, fought.stands.high),
        words.percent_span(across.p10, across.p90) if across else "",
        words.percent(row.given_attack["saved"].p),
        words.percent(fought.stands_without.p),
        f"{fought.days_held.p:.0f}",
    )


def _date(
    answer: Answer, row: Row, typical: Sequence[Mapping[str, Any]]
) -> Iterator[RenderableType]:
    asked = answer.question
    yield Text(f"Attack on {words.date(row.attack_on)}{_courses(row)}", style="bold")
    yield line(prose.date_sentence(row))
    if row.fought is not None and row.inside:
        yield from _help(row, row.fought, asked)
    teller = Teller.of(asked, row.attack_on)
    for heading, text in narrative.paragraphs(typical, teller):
        yield Text(heading, style="bold")
        yield Padding(Text(text), (0, 0, 1, 2))


def _courses(row: Row) -> str:
    if row.course is not None:
        return f": {row.course}"
    named = [f"{name} {words.percent(share)}" for name, share in row.courses.items()]
    return f": {words.listed(named)}" if named else ""


def _help(row: Row, fought: Fought, asked: Mapping[str, Any]) -> Iterator[RenderableType]:
    teller = Teller.of(asked, row.attack_on)
    heads = ("Help", "acts", *(f"day {day}" for day in SHOWN_DAYS))
    rows = list(_help_rows(row, teller, asked.get("outside_view", {})))
    yield table("Who acts, and whose help is felt by which day", heads, rows)
    yield line(f"{prose.relief(fought.relief_day)} {prose.help_in_numbers(fought, teller)}".strip())


def _help_rows(
    row: Row, teller: Teller, views: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, ...]]:
    for name, inside in row.inside.items():
        who = narrative.helper(name, teller)
        yield (f"{who[0].upper()}{who[1:]}", *_inside(inside))
        for view in views.values():
            if name in view["helpers"]:
                yield ("    outside view", *_outside(view))


def _inside(inside: Inside) -> Iterator[str]:
    yield _percent(inside.acts)
    for day in SHOWN_DAYS:
        yield _percent(inside.contact_by_day.get(day))


def _percent(estimate: Estimate | None) -> str:
    return "" if estimate is None else words.percent(estimate.p)


def _outside(view: Mapping[str, Any]) -> Iterator[str]:
    yield words.percent(view["acts"]["p50"])
    for day in SHOWN_DAYS:
        share = view["contact_by_day"].get(day)
        yield "" if share is None else words.percent(share)
