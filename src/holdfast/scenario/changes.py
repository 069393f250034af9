"""What is done to a scenario before it is run: events, a plan, a course, a school, what-ifs.

All are lists of effects, and they are done in that order; settings come last. Effects on those
lists themselves (`events[id=purge].p`, `courses_of_action.north.attack_on`) come before all.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.errors import ScenarioError, UsageError
from holdfast.scenario.card_source import COMMAND_LINE, parse_setting
from holdfast.scenario.effects import apply
from holdfast.scenario.programme import HISTORICAL
from holdfast.schema.effects import Effect, WhatIf
from holdfast.schema.quantity import Fixed
from holdfast.schema.scenario import CourseOfAction, Event, Scenario
from holdfast.schema.validate import Model, validate
from holdfast.text.nodes import Mapping, Node, Position, Scalar, plain
from holdfast.text.spelling import did_you_mean
from holdfast.text.walk import items, under

LISTS = frozenset({"events", "plans", "courses_of_action", "schools", "what_ifs"})
"""The parts that hold effects; an effect on one of them comes before all others."""

PREPARED = ("economy", "projects")
"""The parts that hang on which plan is taken."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which of a scenario's choices are taken. A date for `course` takes the effects of none."""

    course: str | datetime.date
    plan: str | None = None
    what_ifs: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    school: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeNames:
    """An effect and where it stands."""

    effect: Effect
    position: Position


def changed(node: Node, asked: Asked) -> Node:
    """The scenario's nodes with everything done that is asked for.

    Raises
    ------
    UsageError
        if a course, plan, school or what-if does not exist, cannot be asked yet, or not for this
        date of attack.
    ScenarioError
        if a path matches nothing or an event is uncertain.
    """
    on_lists = [one for one in _chosen(node, asked) if _acts_on_lists(one.effect)]
    node = done(node, on_lists, None)
    on = attack_date(node, asked.course)
    for name in asked.what_ifs:
        refuse_if_senseless(node, name, on)
    node = done(node, events_before(node, on), on)
    rest = [one for one in _chosen(node, asked) if not _acts_on_lists(one.effect)]
    return done(node, rest, on)


def done(node: Node, effects: list[ChangeNames], on: datetime.date | None) -> Node:
    """The nodes with effects done in their order; those `from` a later date than `on` are not."""
    for one in effects:
        if on is None or one.effect.since is None or one.effect.since <= on:
            node = apply(node, one.effect, one.position, Scenario)
    return node


def attack_date(node: Node, course: str | datetime.date) -> datetime.date:
    """The day of the attack."""
    if isinstance(course, datetime.date):
        return course
    return _typed(CourseOfAction, chosen(node, "courses_of_action", course)).attack_on


def events_before(node: Node, on: datetime.date) -> list[ChangeNames]:
    """The effects of all events before a day, in the order of their dates."""
    found: list[tuple[datetime.date, list[ChangeNames]]] = []
    for item in items(under(node, "events")):
        event = _typed(Event, item)
        if event.on < on and chance_of(event) == 1:
            found.append((event.on, list(effects_in(item, "effects"))))
    return [one for _, effects in sorted(found, key=lambda pair: pair[0]) for one in effects]


def chance_of(event: Event) -> float | None:
    """1 of an event that happens, 0 of one that does not, None of one that may.

    What may happen is drawn once a future: it changes numbers where they are read.
    """
    spread = event.p.spread
    known = isinstance(spread, Fixed) and spread.value in (0, 1)
    return spread.value if known and isinstance(spread, Fixed) else None


def effects_in(holder: Node | None, key: str) -> Iterator[ChangeNames]:
    """The effects of a list, with their places; those that are no effects are left out."""
    for item in items(under(holder, key)):
        effect, _ = validate(Effect, item)
        if effect is not None:
            path = under(item, "path")
            yield ChangeNames(effect, (path or item).position)


def default_plan(node: Node) -> str | None:
    """The plan that is taken where none is named."""
    written = under(node, "plan")
    if isinstance(written, Scalar) and written.value is not None:
        return written.text
    plans = under(node, "plans")
    names = [entry.key.text for entry in plans.entries] if isinstance(plans, Mapping) else []
    return HISTORICAL if HISTORICAL in names else next(iter(names), None)


def chosen(node: Node, section: str, name: str) -> Node:
    """One entry of a section by its name.

    Raises
    ------
    UsageError
        with the nearest name, if there is none.
    """
    found = under(node, section, name)
    if found is None:
        written = under(node, section)
        known = [one.key.text for one in written.entries] if isinstance(written, Mapping) else []
        what = _WORDS[section]
        raise UsageError(f'{name_of(node)} has no {what} "{name}": {did_you_mean(name, known)}')
    return found


_WORDS = {
    "courses_of_action": "course of action",
    "plans": "plan",
    "schools": "school",
    "what_ifs": "what-if",
}


def name_of(node: Node) -> str:
    """The scenario's id as it is written."""
    named = under(node, "id")
    return named.text if isinstance(named, Scalar) else "?"


def refuse_if_senseless(node: Node, name: str, on: datetime.date) -> None:
    """Refuse a what-if that names what is missing, or that does not fit the date of attack.

    Raises
    ------
    UsageError
        in words.
    """
    what_if = _typed(WhatIf, chosen(node, "what_ifs", name))
    if what_if.missing is not None:
        raise UsageError(f'"{name}" cannot be asked yet: {what_if.missing}')
    if what_if.attack_on and on not in what_if.attack_on:
        dates = ", ".join(day.isoformat() for day in sorted(what_if.attack_on))
        raise UsageError(f'"{name}" makes sense for an attack on {dates} alone, not on {on}')


def _chosen(node: Node, asked: Asked) -> Iterator[ChangeNames]:
    """The effects of everything that is asked for, events apart, in their order."""
    plan = asked.plan or default_plan(node)
    if plan is not None:
        yield from _taking(node, plan)
    if isinstance(asked.course, str):
        yield from effects_in(chosen(node, "courses_of_action", asked.course), "effects")
    if asked.school is not None:
        yield from effects_in(chosen(node, "schools", asked.school), "claims")
    for name in asked.what_ifs:
        yield from effects_in(chosen(node, "what_ifs", name), "effects")
    for setting in asked.settings:
        yield ChangeNames(parse_setting(setting), COMMAND_LINE)


def _taking(node: Node, plan: str) -> Iterator[ChangeNames]:
    """What taking a plan changes; that it is taken, where something is prepared by it."""
    written = chosen(node, "plans", plan)
    if any(under(node, part) is not None for part in PREPARED):
        yield ChangeNames(Effect(path="plan", value=plan), written.position)
    yield from plan_changes(written)


def plan_changes(plan: Node) -> Iterator[ChangeNames]:
    """A plan's changes of what is written: where the army stands, and its effects."""
    deployment = under(plan, "deployment")
    if isinstance(deployment, Mapping):
        shares = Effect(path="deployment", value=plain(deployment))
        yield ChangeNames(shares, deployment.position)
    yield from effects_in(plan, "effects")


def _acts_on_lists(effect: Effect) -> bool:
    return part_of(effect.path) in LISTS


def part_of(path: str) -> str:
    """The part of a scenario that a path leads into.

    >>> part_of("events[id=purge].p")
    'events'
    """
    return path.partition(".")[0].partition("[")[0]


def _typed(model: type[Model], node: Node) -> Model:
    made, faults = validate(model, node)
    if made is None:
        raise ScenarioError(faults)
    return made
