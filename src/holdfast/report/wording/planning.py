"""A choice among plans in plain sentences, for a minister who reads no table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from holdfast.analysis import words
from holdfast.analysis.cells import POINTS, exact, plain
from holdfast.analysis.levers import Lever
from holdfast.analysis.paired import Difference
from holdfast.analysis.planning import Planning

SMALL_POINTS, SMALL_DAYS = 3.0, 10.0
"""Points and days that make no minister change his mind, if the whole interval is less.
grade: judgement"""

MOST_NAMES = 6
"""Names that a sentence lists. grade: judgement"""

FLOOR_WORDS = {
    "stands": "stands in at least {floor:.0%} of its campaigns",
    "days_held": "holds at least {floor:g} days",
}


def said_of(planning: Planning) -> Iterator[str]:
    """What there is to say of the plans, in the order in which it matters."""
    if not planning.complete:
        yield (
            "Stopped before the end: what was judged until then is told, on fewer futures than "
            "were asked for."
        )
    yield best_sentence(planning)
    yield apart_sentence(planning)
    yield regret_sentence(planning)
    yield seen_sentence(planning)
    yield hidden_sentence(planning)
    if planning.floors:
        yield floors_sentence(planning)


def head_sentence(planning: Planning) -> str:
    """What was judged, on how much."""
    finals = [one for one in planning.plans if one.is_final]
    found = f", {planning.searched} of them found by search" if planning.searched else ""
    all_of_them = len(finals) == len(planning.plans)
    who = "All were" if all_of_them else f"{len(finals)} plans were"
    rest = "" if all_of_them else "; the others fell out before"
    return (
        f"{len(planning.plans)} plans{found}, against {len(planning.courses)} courses of the "
        f"attacker: {planning.campaigns:,} campaigns of {planning.budget:,}. {who} judged to the "
        f"end, on {finals[0].futures:,} futures{rest}."
    )


def titled(planning: Planning, name: str) -> str:
    """A plan's name, and what it is."""
    title = planning.plan(name).title
    return f"{name} ({title[0].lower()}{title[1:]})" if title else name


def best_sentence(planning: Planning) -> str:
    """The plan that is best on average."""
    name = planning.choice.best_on_average
    days = planning.days(name)
    held = f", and holds {plain('days', days)} days where it is fought" if days is not None else ""
    return (
        f"Best on average: {titled(planning, name)}. It stands in "
        f"{words.percent(planning.average(name))} of campaigns{held}; {planning.base} in "
        f"{words.percent(planning.average(planning.base))}."
    )


def apart_sentence(planning: Planning) -> str:
    """Which plans cannot be told from the best."""
    alike = planning.like(planning.choice.best_on_average)
    if not alike:
        return "It can be told from every other plan that was judged to the end."
    base = planning.base
    hint = f" {base} is among them." if base in alike else ""
    return f"It cannot be told apart from {listed(alike)} on these campaigns.{hint}"


def listed(names: Sequence[str]) -> str:
    """Names in a row, the rest counted.

    >>> listed(["a", "b"]), listed(list("abcdefgh"))
    ('a and b', 'a, b, c, d, e, f and 2 more')
    """
    shown, rest = list(names[:MOST_NAMES]), len(names) - MOST_NAMES
    last = f"{rest} more" if rest > 0 else shown.pop()
    return f"{', '.join(shown)} and {last}" if shown else last


def regret_sentence(planning: Planning) -> str:
    """The plan that one would rue least."""
    name = planning.choice.minimax_regret
    one = planning.plan(name)
    low, high = one.worst_between or (one.worst_regret, one.worst_regret)
    return (
        f"Least regret: {titled(planning, name)}. Whatever he does, no other plan would have "
        f"stood in more than {exact(one.worst_regret * POINTS).lstrip('+')} points more "
        f"({exact(low * POINTS).lstrip('+')} to {exact(high * POINTS).lstrip('+')})."
    )


def seen_sentence(planning: Planning) -> str:
    """What an attacker answers who sees the plan."""
    seen = planning.choice.leader_follower
    answer = planning.answers[planning.base]
    return (
        f"An attacker who sees the plan answers {planning.base} with {answer}. The plan that "
        f"leaves him least is {seen.plan}: he takes {seen.course}, and it stands in "
        f"{words.percent(seen.value)}."
    )


def hidden_sentence(planning: Planning) -> str:
    """What both would do if neither saw the other."""
    hidden = planning.choice.hidden
    gain = (hidden.value - planning.choice.leader_follower.value) * POINTS
    mixed = ", ".join(f"{name} {words.percent(p)}" for name, p in hidden.plans.items())
    answers = ", ".join(f"{name} {words.percent(p)}" for name, p in hidden.courses.items())
    worth = "Hiding it is worth nothing" if gain < 0.05 else f"Hiding it is worth {gain:.1f} points"
    return f"If he cannot see it: {mixed}, against {answers}. {worth}."


def floors_sentence(planning: Planning) -> str:
    """The plan that is good enough most often."""
    judged = [one for one in planning.plans if one.good_enough is not None]
    best = max(judged, key=lambda one: one.good_enough or 0.0)
    floors = " and ".join(
        FLOOR_WORDS[name].format(floor=floor).replace("%", " %")
        for name, floor in planning.floors.items()
    )
    return (
        f"Good enough most often: {best.name}, which {floors} in "
        f"{words.percent(best.good_enough or 0.0)} of futures."
    )


def lever_sentence(lever: Lever, money: str | None) -> str:
    """What a lever is worth, and whether that can be told from nothing."""
    points, days = lever.points.whole, lever.days.whole
    told = f"{lever.title}: {with_interval(points, 'points')}, {with_interval(days, 'days')}"
    each = lever.per_hundred_million
    if each is not None:
        unit = money or "million"
        told += f"; for 100 {unit} {exact(each[0].d)} points, {exact(each[1].d)} days"
    return f"{told}. {verdict(points, days)}"


def with_interval(one: Difference, unit: str) -> str:
    """A difference with its interval.

    >>> with_interval(Difference(2.0, 1.0, 3.0), "days")
    '+2 days (+1 to +3)'
    """
    if one.low is None or one.high is None:
        return f"{exact(one.d)} {unit}"
    return f"{exact(one.d)} {unit} ({exact(one.low)} to {exact(one.high)})"


def verdict(points: Difference, days: Difference) -> str:
    """Whether a lever can be told from nothing, in points and in days.

    >>> verdict(Difference(0.1, -0.2, 0.4), Difference(1.0, -1.0, 3.0))
    'Small, cannot be told from nothing.'
    >>> verdict(Difference(0.1, -0.2, 0.4), Difference(9.0, 7.0, 11.0))
    'In standing small, cannot be told from nothing; days can be told.'
    """
    small = _within(points, SMALL_POINTS)
    if points.is_real and days.is_real:
        return "Both can be told from nothing."
    if points.is_real:
        return "Standing can be told from nothing; days cannot."
    unknown = "small, cannot be told from nothing" if small else "cannot be told from nothing"
    if days.is_real:
        return f"In standing {unknown}; days can be told."
    whole = small and _within(days, SMALL_DAYS)
    return "Small, cannot be told from nothing." if whole else "Cannot be told from nothing."


def _within(one: Difference, limit: float) -> bool:
    return one.low is not None and one.high is not None and max(-one.low, one.high) <= limit
