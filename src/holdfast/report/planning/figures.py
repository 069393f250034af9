"""Figures of a choice among plans: regrets, the window, and which plans and levers they show."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from holdfast.analysis import words
from holdfast.analysis.cells import POINTS
from holdfast.analysis.planning import PlanJudged, Planning
from holdfast.preparation.months import month_number
from holdfast.report.figures.drawing import (
    BLUE,
    GREEN,
    GRID,
    INK,
    SIZES,
    SKY,
    VERMILION,
    WIDE,
    Figure,
    Size,
    broken,
    spread_out,
)
from holdfast.report.figures.pen import (
    LEADING,
    bold,
    box,
    line,
    lines_at,
    mark,
    sheet,
    tint,
    width_of,
    words_at,
)
from holdfast.report.figures.scales import MonthScale, Plain, ticks_between
from holdfast.report.planning.worth import front_figure, lever_figure

MOST_PLANS = 10
"""Rows of the heat map. grade: judgement"""

LINES = (INK, BLUE, VERMILION, GREEN, SKY)

CELL, GAP = 28, 2
"""Height of a row of the heat map, and white between cells, in CSS pixels."""

NAMES = 190
"""Room for the names of plans at the left of wide paper."""

TALL = 250
"""Of the window."""


def figures_of(planning: Planning) -> tuple[Figure, ...]:
    """Every figure for which there are numbers."""
    drawn = (
        regret_figure(planning),
        window_figure(planning),
        front_figure(planning),
        lever_figure(planning),
    )
    return tuple(one for one in drawn if one is not None)


def shown_plans(planning: Planning) -> list[PlanJudged]:
    """The plans that figures show: those that come first, the base, then the best judged."""
    first = [*planning.choice.plans, planning.base]
    final = sorted(
        (one for one in planning.plans if one.is_final), key=lambda one: -planning.average(one.name)
    )
    names = list(dict.fromkeys([*first, *(one.name for one in final)]))[:MOST_PLANS]
    return sorted((planning.plan(name) for name in names), key=lambda one: one.worst_regret)


# ---------------------------------------------------------------- regrets
def regret_figure(planning: Planning) -> Figure:
    """What another plan would have given more, by plan and course, as a heat map."""
    title = "What one would rue: points of standing that the best plan would have given more"
    return Figure("regret", title, {size.name: _heat(planning, size, title) for size in SIZES})


def _heat(planning: Planning, size: Size, title: str) -> str:
    """A cell a plan and course; on narrow paper each plan is named above its cells."""
    plans, is_wide, font = shown_plans(planning), size is WIDE, size.font - 2
    left = NAMES if is_wide else 0
    width = (size.width - left) / len(planning.courses)
    chars = max(4, int((width - 6) / width_of("m", font)))
    heads = [broken(one.name, chars) for one in planning.courses]
    head = max(len(one) for one in heads) * LEADING * font + 8
    step = CELL if is_wide else CELL + 20
    top = max([1.0, *(plan.worst_regret * POINTS for plan in plans)])
    parts: list[str] = []
    for n, lines in enumerate(heads):
        at = left + (n + 0.5) * width, head - 5 - len(lines) * LEADING * font / 2
        parts += lines_at(at, lines, font, "middle")
    for row, plan in enumerate(plans):
        y = head + row * step + (0 if is_wide else 20)
        parts += _plan_name(plan, y, left, size)
        for n, course in enumerate(planning.courses):
            points = plan.regret[n] * POINTS
            said = f"{plan.name} against {course.name}: {points:.1f} points"
            parts.append(
                box(
                    left + n * width,
                    y,
                    width - GAP,
                    CELL - GAP,
                    tint(VERMILION, points / top),
                    said,
                )
            )
            parts.append(words_at(left + (n + 0.5) * width, y + 18, f"{points:.1f}", size.font - 1,
                                  INK, "middle"))  # fmt: skip
    return sheet(parts, size, head + step * len(plans) + 2, title)


def _plan_name(plan: PlanJudged, top: float, left: float, size: Size) -> Iterator[str]:
    if size is WIDE:
        chars = int((left - 12) / width_of("m", size.font - 2))
        yield from lines_at(
            (left - 10, top + CELL / 2 - 1), broken(plan.name, chars), size.font - 2, "end"
        )
    else:
        yield words_at(0, top - 5, plan.name, size.font - 1)


# ---------------------------------------------------------------- the window
def window_figure(planning: Planning) -> Figure | None:
    """How often each plan stands by the date of the attack, he taking the course that suits him."""
    if len({one.attack_on for one in planning.courses}) < 2:
        return None
    title = "The window: how often it stands, by the date of the attack"
    return Figure("window", title, {size.name: _window(planning, size, title) for size in SIZES})


def window_rows(planning: Planning) -> Iterator[tuple[str, str, float]]:
    """Plan, date, and how often it stands against the worst course of that date."""
    named = [*planning.choice.plans[:3], planning.base, "nothing"]
    known = {one.name for one in planning.plans}
    for name in dict.fromkeys(one for one in named if one in known):
        worst: dict[str, float] = {}
        for course, value in zip(planning.courses, planning.plan(name).value, strict=True):
            worst[course.attack_on] = min(value, worst.get(course.attack_on, 1.0))
        for day, value in sorted(worst.items()):
            yield name, day, value


def _window(planning: Planning, size: Size, title: str) -> str:
    lines: dict[str, dict[str, float]] = {}
    for name, day, value in window_rows(planning):
        lines.setdefault(name, {})[day] = value
    font = size.font - 1
    most = 26 if size is WIDE else 15
    names = {name: broken(name, most) for name in lines}
    right = 14 + max(width_of(one, font) for lines_ in names.values() for one in lines_)
    days = sorted({day for line_ in lines.values() for day in line_})
    across = MonthScale(44, size.width - 44 - right, when(days[0]), when(days[-1]))
    high = max(value for line_ in lines.values() for value in line_.values())
    up = Plain(TALL, 12, 0.0, min(1.0, max(0.05, high * 1.1)))
    parts = [*_days(days, across, size), *_shares(up, across, size)]
    for colour, line_ in zip(LINES, lines.values(), strict=False):
        points = [(across.at(when(day)), up.at(value)) for day, value in line_.items()]
        parts.append(line(points, colour, 2.4))
        parts += [mark(x, y, 4.5, colour) for x, y in points]
    ends = [TALL - up.at(line_[days[-1]]) for line_ in lines.values()]
    apart = [len(one) * LEADING * font + 2 for one in names.values()]
    for (lines_, end), colour in zip(
        zip(names.values(), spread_out(ends, apart, TALL - 4), strict=True), LINES, strict=False
    ):
        at = across.left + across.width + 9, TALL - end
        parts += (bold(one.replace(INK, colour)) for one in lines_at(at, lines_, font))
    return sheet(parts, size, TALL + 44, title)


def when(day: str) -> float:
    """A day as months from the year 0.

    >>> when("1938-01-01") % 12, when("1938-01-16") % 1 > 0.4
    (0.0, True)
    """
    return month_number(day) + (datetime.date.fromisoformat(day).day - 1) / 31


def _days(days: Sequence[str], across: MonthScale, size: Size) -> Iterator[str]:
    """The dates of attack below, moved apart where they would run into each other."""
    font = size.font - 2
    places = [across.at(when(day)) for day in days]
    for x in places:
        yield line([(x, TALL), (x, 12)], GRID, 1)
    lines = [_said(day, size) for day in days]
    room = max(width_of(one, font) for lines_ in lines for one in lines_) + 6
    moved = spread_out(places, room, size.width - room / 2)
    for x, lines_ in zip(moved, lines, strict=True):
        middle = TALL + 14 + (len(lines_) - 1) * LEADING * font / 2
        yield from lines_at((max(x, room / 2), middle), lines_, font, "middle")


def _said(day: str, size: Size) -> list[str]:
    """A date in words, the year below it on narrow paper."""
    on = datetime.date.fromisoformat(day)
    return [words.date(day)] if size is WIDE else [f"{on.day} {on:%b}", f"{on.year}"]


def _shares(up: Plain, across: MonthScale, size: Size) -> Iterator[str]:
    for tick in ticks_between(0.0, up.high, 4):
        y = up.at(tick)
        yield line([(across.left, y), (across.left + across.width, y)], GRID, 1)
        yield words_at(across.left - 6, y + 4, words.percent(tick), size.font - 2, INK, "end")


def caption_of(planning: Planning, name: str) -> str:
    """What a figure shows, in a sentence."""
    best = planning.plan(planning.choice.minimax_regret)
    captions = {
        "regret": "Points by which the best plan against each course would have stood more "
        f"often. {best.name} has the least in its worst column.",
        "window": "For each date he takes the course of that date which suits him best. Where a "
        "line is low the attacker's window is open.",
        "front": "The line joins plans of which none costs as little and gives as much. Grey are "
        "all others.",
        "levers": "The line is the 95 % interval of the paired difference; grey where it holds "
        "zero: that cannot be told from nothing.",
    }
    return captions[name]
