"""`holdfast reach` in the terminal: routes, arrivals, aircraft, who cannot come, what helps."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from holdfast.analysis import words
from holdfast.analysis.column import Column, Value
from holdfast.analysis.paired import Quantiles
from holdfast.analysis.reach import DAYS, ReachAnswer, tenths
from holdfast.analysis.table import Table
from holdfast.report.terminal.layout import line, rendered

SHOWN_PLACES = 5
"""Places of a route that are named; of a longer one those in the middle are counted."""


def reach_page(answer: ReachAnswer) -> Group:
    """The whole answer."""
    return Group(*_parts(answer))


def _parts(answer: ReachAnswer) -> Iterator[RenderableType]:
    yield Text(answer.title, style="bold")
    start = words.date(answer.start.isoformat())
    yield line(f"{start}; {answer.futures:,} futures. {' '.join(answer.given)}")
    if answer.divisions_by_day:
        yield rendered(answer.arrivals_table())
    yield rendered(routes_table(answer))
    if answer.record:
        yield rendered(record_table(answer))
    if answer.aircraft_by_day:
        yield rendered(aircraft_table(answer))
        yield line(_places(answer))
    for one in answer.cannot:
        yield line(f"Cannot arrive: {one.name} ({one.power}): {one.why}.", "red")
    if answer.worth:
        yield rendered(worth_table(answer))


def _places(answer: ReachAnswer) -> str:
    """How many places there are, and who finds none."""
    parts = [f"Fields that are ready take {_three(answer.squadron_places)} aircraft."]
    for power, away in answer.turned_away.items():
        if away.p90:
            parts.append(f"Of {power}'s, {_three(away)} find no place and are turned away.")
    return " ".join(parts)


def _three(found: Quantiles | None) -> str:
    if found is None or found.p50 is None:
        return "no"
    low, high = found.p10 or 0.0, found.p90 or 0.0
    return f"{found.p50:.0f}" if round(low) == round(high) else f"{low:.0f} to {high:.0f}"


def routes_table(answer: ReachAnswer) -> Table:
    """One row a way in."""
    columns = (
        Column("power", "who"),
        Column("way", "by way of"),
        Column("narrow", "narrowest"),
        Column("trains", "trains a day", "count", "trains/day", shape="quantiles"),
        Column("first", "first there", "day", shape="quantiles"),
        Column("gates", "hangs on"),
    )
    rows: tuple[tuple[Value | None, ...], ...] = tuple(
        (
            one.power,
            short(one.places),
            "-".join(one.bottleneck or ()),
            one.trains_per_day,
            one.first_day,
            "; ".join(one.decisions),
        )
        for one in answer.routes
    )
    title = "Ways in, each taken alone: the day of the first unit, and what it hangs on"
    return Table("routes", title, columns, rows)


def short(places: tuple[str, ...]) -> str:
    """The places of a route, those in the middle counted.

    >>> short(("a", "b", "c", "d", "e", "f", "g"))
    'a, b … 3 more … f, g'
    """
    if len(places) <= SHOWN_PLACES:
        return ", ".join(places)
    middle = len(places) - 4
    return f"{', '.join(places[:2])} … {middle} more … {', '.join(places[-2:])}"


def aircraft_table(answer: ReachAnswer) -> Table:
    """Aircraft that have a place, by power and day."""
    columns = (
        Column("power", "who"),
        *(Column(f"day_{day}", f"day {day}", "count", shape="quantiles") for day in DAYS),
    )
    rows: tuple[tuple[Value | None, ...], ...] = tuple(
        (power, *(by_day[str(day)] for day in DAYS))
        for power, by_day in answer.aircraft_by_day.items()
    )
    return Table("aircraft", "Aircraft on a field by the end of the day", columns, rows)


def record_table(answer: ReachAnswer) -> Table:
    """The record beside the answer."""
    columns = (
        Column("what", "on record"),
        Column("was", "was"),
        Column("answer", "answer"),
        Column("within", "within"),
    )
    rows: list[tuple[Value | None, ...]] = []
    for one in answer.record:
        was, found = (one.day, one.answer) if one.in_days else (one.amount, one.answer)
        told = [_figure(value, one.in_days) for value in (was, found)]
        span = f"{one.tolerance:g} days" if one.in_days else words.percent(one.tolerance)
        verdict = "given" if one.given else ("yes" if one.within else "NO")
        rows.append((one.what, *told, f"{span}: {verdict}"))
    return Table("record", "Beside the record, at middle values", columns, tuple(rows))


def _figure(value: float, in_days: bool) -> str:
    if in_days:
        return "never" if value == float("inf") else f"day {value:g}"
    return f"{value:,.0f}"


def worth_table(answer: ReachAnswer) -> Table:
    """What one thing more brings, by day."""
    columns = (
        Column("of", "what"),
        *(Column(f"day_{day}", f"by day {day}", "number", shape="quantiles") for day in DAYS),
    )
    rows: tuple[tuple[Value | None, ...], ...] = tuple(
        (
            one.of if one.measure == "units" else f"{one.of} ({one.measure})",
            *(tenths(one.by_day.get(str(day))) for day in DAYS),
        )
        for one in answer.worth
    )
    title = f"What one more is worth, in {answer.unit}s more by the end of the day"
    return Table("worth", title, columns, rows)
