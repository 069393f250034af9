"""Figures of a programme of preparation: what stood when, what was spent, and what bound it.

Plain functions from numbers by month to a drawing; whoever has an economy gives the numbers.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdfast.preparation.months import month_name
from holdfast.report.figures.drawing import (
    BLUE,
    GREEN,
    GRID,
    INK,
    PALE,
    SIZES,
    SKY,
    VERMILION,
    WIDE,
    Figure,
    Size,
    broken,
    spread_out,
    wrapped,
)
from holdfast.report.figures.pen import (
    LEADING,
    area,
    bold,
    box,
    fits,
    halo_at,
    key_at,
    line,
    lines_at,
    sheet,
    width_of,
    words_at,
)
from holdfast.report.figures.scales import MonthScale, Plain, ticks_between

LOOKS: dict[str, str] = {
    "being built": "#a9d8f5",
    "stands, unarmed": BLUE,
    "armed, or delivered": GREEN,
}
"""What part of an order is told in which colour, from the palest to the last."""

ON_RECORD = "#b04a00"
"""Of numbers on record; type of this colour is read on white."""

COLOURS = (
    VERMILION, BLUE, "#e69f00", GREEN, "#cc79a7", SKY, INK, "#f0e442", "#882255", "#999933",
    "#44aa99", "#aaaaaa", "#332288", "#661100",
)  # fmt: skip
"""Of what binds."""

PALES = frozenset({"#e69f00", "#cc79a7", "#56b4e9", "#f0e442", "#999933", "#44aa99", "#aaaaaa"})
"""Those on which black type is read."""

PURSES = (BLUE, "#b04a00", "#00755a", "#a03c74", "#7a5600", "#5b4a9e", INK)
"""Of purposes: type of these colours is read on white."""

WHOLE = "#f1f1f1"
"""Behind a row: all that is ordered."""

NAMES = 186
"""Room for names at the left of wide paper, in CSS pixels."""

BAR, STRIP = 26, 16
"""Height of all of an order, and of a strip of what bound it."""

AFTER = 3
"""Months that are drawn after the last attack."""

TALL = 260
"""Of the budget."""

NAME_FONT = 12
"""Of purposes at the ends of their lines."""


@dataclass(frozen=True, slots=True)
class OrderView:
    """One order of a programme, or several together, month by month.

    Attributes
    ----------
    name : its name.
    number : how many are ordered.
    begun, done, armed : how many so far, by month.
    bound : what kept it from going on in each month; empty: nothing, or its month was to come.
    known : how many are on record to have stood at an attack, by its place among the attacks.
    """

    name: str
    number: float
    begun: tuple[float, ...]
    done: tuple[float, ...]
    armed: tuple[float, ...]
    bound: tuple[str, ...] = ()
    known: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class PurseView:
    """Money of one purpose by month: what could have been drawn so far, and what was spent."""

    name: str
    drawn: tuple[float, ...]
    spent: tuple[float, ...]


# ---------------------------------------------------------------- what stood when
def programme_figure(
    orders: Sequence[OrderView], first: int, attacks: Sequence[float] = ()
) -> Figure:
    """A row an order: by month how much is begun, stands, is armed; numbers at the attacks.

    first : the calendar month of month 0, counted from the year 0.
    attacks : the dates of attack, as months from the year 0.
    """
    title = "The programme: what stood when"
    drawn = {size.name: _programme(orders, first, attacks, size, title) for size in SIZES}
    return Figure("programme", title, drawn)


def _programme(
    orders: Sequence[OrderView], first: int, attacks: Sequence[float], size: Size, title: str
) -> str:
    whole = max((len(one.begun) for one in orders), default=1)
    count = min(whole, int(max(attacks)) + AFTER - first) if attacks else whole
    months = _months(first, count, size)
    key = [(fill, stage) for stage, fill in LOOKS.items()]
    if attacks:
        key.append((INK, "how many stand at an attack"))
    if any(one.known for one in orders):
        key.append((ON_RECORD, "how many are on record"))
    parts, top = key_at(key, size, 0, 2)
    above = _above(size)
    step = above + BAR + (32 if attacks else 10)
    head = top + (22 if attacks else 6)
    foot = head + step * len(orders)
    for n, one in enumerate(orders):
        bar = head + step * n + above
        parts.append(box(months.left, bar, months.width, BAR, WHOLE))
        parts += _areas(one, count, months, bar)
    parts += months.grid((head - 2, foot), size)
    parts += _attacks(attacks, months, (head, foot), size)
    for n, one in enumerate(orders):
        bar = head + step * n + above
        parts += _name(one.name, bar, BAR, size)
        parts += _stood(one, first, attacks, months, (bar, size))
    return sheet(parts, size, foot + 22, title)


def _months(first: int, count: int, size: Size) -> MonthScale:
    left = NAMES if size is WIDE else 6.0
    return MonthScale(left, size.width - left - 14, first, first + count)


def _above(size: Size) -> int:
    """Room above a strip: on narrow paper its name stands there."""
    return 4 if size is WIDE else 20


def _name(name: str, bar: float, room: float, size: Size) -> Iterator[str]:
    """At the left on wide paper, at half its row; above the strip on narrow."""
    font = size.font - 2
    if size is WIDE:
        lines = wrapped(name, int((NAMES - 14) / width_of("m", font))).split("|")
        yield from lines_at((NAMES - 10, bar + room / 2), lines, font, "end")
    else:
        yield halo_at(2, bar - 9, name, font)


def _areas(one: OrderView, count: int, months: MonthScale, top: float) -> Iterator[str]:
    """What is begun, behind what stands, behind what is armed, as shares of all that is ordered."""
    foot = top + BAR
    for stage, shares in shares_of(one, count).items():
        if max(shares) > 0:
            way = [(months.at(months.first + n + 1), foot - BAR * p) for n, p in enumerate(shares)]
            kept = bends([(months.left, foot), *way])
            yield area([*kept, (kept[-1][0], foot)], LOOKS[stage], 1)


def shares_of(one: OrderView, count: int) -> dict[str, list[float]]:
    """The share of an order that has come to each stage, by month.

    >>> shares_of(OrderView("forts", 4.0, (2.0, 4.0), (0.0, 2.0), (0.0, 1.0)), 2)["stands, unarmed"]
    [0.0, 0.5]
    """
    whole = max(one.number, 1e-9)
    return {
        stage: [min(1.0, number / whole) for number in numbers[:count]]
        for stage, numbers in zip(LOOKS, (one.begun, one.done, one.armed), strict=True)
    }


def _attacks(
    attacks: Sequence[float], months: MonthScale, frame: tuple[float, float], size: Size
) -> Iterator[str]:
    """A broken line at each attack, its month above."""
    top, foot = frame
    names = [said_month(int(at)) for at in attacks]
    places = _apart([months.at(at) for at in attacks], names, size)
    for at, x, name in zip(attacks, places, names, strict=True):
        yield line([(months.at(at), top - 4), (months.at(at), foot)], PALE, 1, "4 3")
        yield bold(words_at(x, top - 8, name, size.font - 2, INK, "middle"))


def said_month(month: int) -> str:
    """A month in words.

    >>> said_month(12 * 1938 + 9)
    'Oct 1938'
    """
    return f"{datetime.date.fromisoformat(f'{month_name(month)}-01'):%b %Y}"


def _apart(places: Sequence[float], texts: Sequence[str], size: Size) -> list[float]:
    """Places moved so that words about them neither meet nor leave the paper."""
    room = max((width_of(one, size.font - 2) for one in texts), default=0.0) + 5
    return spread_out([max(x, room / 2) for x in places], room, size.width - room / 2)


def _stood(
    one: OrderView,
    first: int,
    attacks: Sequence[float],
    months: MonthScale,
    row: tuple[float, Size],
) -> Iterator[str]:
    """How many stand at each attack, and below it how many are on record."""
    bar, size = row
    known = dict(one.known)
    here = [number_at(one.done, int(at) - 1 - first) for at in attacks]
    record = [known.get(n) for n in range(len(attacks))]
    said = [f"{number:,.0f}" for number in (*here, *known.values())]
    places = _apart([months.at(at) for at in attacks], said, size)
    for x, stands, on_record in zip(places, here, record, strict=True):
        yield halo_at(x, bar + BAR + 8, f"{stands:,.0f}", size.font - 2, INK, "middle")
        if on_record is not None:
            yield halo_at(x, bar + BAR + 20, f"{on_record:,.0f}", size.font - 2, ON_RECORD,
                           "middle")  # fmt: skip


def number_at(numbers: Sequence[float], month: int) -> float:
    """How many at the end of a month; before the first, none.

    >>> number_at((1.0, 2.0), 0), number_at((1.0, 2.0), -1), number_at((1.0, 2.0), 9)
    (1.0, 0.0, 2.0)
    """
    return numbers[min(month, len(numbers) - 1)] if month >= 0 and numbers else 0.0


# ---------------------------------------------------------------- money
def budget_figure(purses: Sequence[PurseView], first: int, unit: str) -> Figure:
    """Money of each purpose: broken what may be drawn so far, full what was spent."""
    title = "The budget drawn down"
    drawn = {size.name: _budget(purses, first, unit, size) for size in SIZES}
    return Figure("budget", title, drawn)


def _budget(purses: Sequence[PurseView], first: int, unit: str, size: Size) -> str:
    font, most = NAME_FONT, 26 if size is WIDE else 13
    names = [broken(one.name, most) for one in purses]
    right = 14 + max(width_of(text, font) for lines in names for text in lines)
    count = max(len(one.spent) for one in purses)
    top, tall = 34.0, max(TALL, sum(map(_tall, names)))
    months = MonthScale(52, size.width - 52 - right, first, first + count)
    high = max(max(one.drawn[-1], one.spent[-1]) for one in purses)
    up = Plain(top + tall, top, 0.0, max(high * 1.05, 1.0))
    parts = [bold(words_at(0, 12, unit, size.font - 1)), *_dashes(size)]
    parts += months.grid((top, top + tall), size)
    for tick in ticks_between(0.0, up.high, 5):
        parts.append(line([(52, up.at(tick)), (52 + months.width, up.at(tick))], GRID, 1))
        parts.append(words_at(46, up.at(tick) + 4, f"{tick:,.0f}", size.font - 2, INK, "end"))
    for n, one in enumerate(purses):
        for numbers, dash in ((one.drawn, "5 4"), (one.spent, "")):
            way = [(months.at(first + m + 1), up.at(money)) for m, money in enumerate(numbers)]
            parts.append(line(bends(way), PURSES[n % len(PURSES)], 2.2, dash))
    parts += _purposes(purses, names, months.left + months.width + 9, up, font)
    return sheet(parts, size, top + tall + 24, "The budget drawn down")


def _dashes(size: Size) -> Iterator[str]:
    """What a full and a broken line are, at the right above the panel."""
    x = size.width - 206.0
    for text, dash, room in (("spent", "", 82), ("may be drawn", "5 4", 0)):
        yield line([(x, 8), (x + 26, 8)], INK, 2, dash)
        yield words_at(x + 32, 12, text, size.font - 2)
        x += room


def bends(way: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points of a line where it turns: whatever lies straight between is left out.

    >>> bends([(0, 0), (1, 1), (2, 2), (3, 2)])
    [(0, 0), (2, 2), (3, 2)]
    """
    kept = list(way[:1])
    for before, at, after in zip(way, way[1:], way[2:], strict=False):
        if abs((at[1] - before[1]) - (after[1] - at[1])) > 0.02:
            kept.append(at)
    return [*kept, *way[-1:]]


def _tall(lines: Sequence[str]) -> float:
    """Height of a name of a purpose, with the white about it."""
    return len(lines) * LEADING * NAME_FONT + 2


def _purposes(
    purses: Sequence[PurseView], names: Sequence[list[str]], x: float, up: Plain, font: float
) -> Iterator[str]:
    """The name of each purpose at the end of its line, moved apart where they would overlap."""
    ends = [up.start - up.at(one.spent[-1]) for one in purses]
    for n, (lines, end) in enumerate(
        zip(names, spread_out(ends, list(map(_tall, names)), up.start - up.end), strict=True)
    ):  # fmt: skip
        for text in lines_at((x, up.start - end), lines, font):
            yield bold(text.replace(INK, PURSES[n % len(PURSES)]))


# ---------------------------------------------------------------- what bound it
def bound_figure(orders: Sequence[OrderView], first: int) -> Figure:
    """A row an order: by month what kept it from going on; white: nothing, or its month to come."""
    title = "What bound the programme, month by month"
    return Figure("bound", title, {size.name: _bound(orders, first, size, title) for size in SIZES})


def _bound(orders: Sequence[OrderView], first: int, size: Size, title: str) -> str:
    months = _months(first, max((len(one.bound) for one in orders), default=1), size)
    causes = list(dict.fromkeys(what for one in orders for what in one.bound if what))
    colours = {what: COLOURS[n % len(COLOURS)] for n, what in enumerate(causes)}
    parts, top = key_at([(colours[what], what) for what in causes], size, 0, 2)
    above = _above(size)
    step, head = above + STRIP + 5, top + 6
    foot = head + step * len(orders)
    parts += months.grid((head, foot), size)
    for n, one in enumerate(orders):
        bar = head + step * n + above
        parts += _name(one.name, bar, STRIP, size)
        for what, start, end in runs(one.bound):
            if what:
                places = months.at(first + start), months.at(first + end)
                when = f"{month_name(first + start)} to {month_name(first + end)}"
                hover = f"{one.name}, {when}: {what}"
                parts += _strip(what, places, bar, (colours[what], hover), size)
    return sheet(parts, size, foot + 22, title)


def _strip(
    what: str, places: tuple[float, float], top: float, look: tuple[str, str], size: Size
) -> Iterator[str]:
    """What bound an order for some months, in words where they find room."""
    (start, end), (fill, hover) = places, look
    yield box(start, top, end - start, STRIP, fill, hover)
    if fits(what, end - start, size.font - 3):
        ink = INK if fill in PALES else "white"
        yield words_at(start + 4, top + STRIP - 4.5, what, size.font - 3, ink)


def runs(values: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Values that follow one another alike: the value, its first place, that after its last.

    >>> list(runs(["a", "a", "b"]))
    [('a', 0, 2), ('b', 2, 3)]
    """
    start = 0
    for value, group in itertools.groupby(values):
        end = start + len(list(group))
        yield value, start, end
        start = end
