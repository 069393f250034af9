"""What a reader should be told of a scenario without faults: sizes, joins, what nothing reads."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.pacts.advice import warnings
from holdfast.pacts.file import PactFile
from holdfast.pacts.program import compile_program
from holdfast.pacts.reader import decisions_used
from holdfast.scenario.check_scenario import cited
from holdfast.scenario.ground import Approach, Joined, ground_of
from holdfast.scenario.never import never_come
from holdfast.scenario.notes_late import late_in_scenario, nobody_comes
from holdfast.scenario.notes_preparation import idle_preparation
from holdfast.scenario.notes_promised import promised_and_standing
from holdfast.scenario.promises import promises
from holdfast.schema.dates import outside_model
from holdfast.schema.paths import figures
from holdfast.schema.scenario import Scenario
from holdfast.schema.tables import Dated
from holdfast.text.nodes import Mapping, Node
from holdfast.text.walk import under

COUNTED = (
    "powers", "places", "links", "sectors", "lines", "axes", "contingents", "decisions", "events",
    "projects",
    "courses_of_action", "plans", "schools", "what_ifs", "sources",
)  # fmt: skip
"""The parts whose things are counted."""

TOLD_ELSEWHERE = ("is used nowhere", "in the group", "names its author")
"""Advice of the pacts that `idle_decisions` or the checks of a scenario give better."""


SOUTHERN = "southern"
"""The one climate whose calendar is that of the southern half of the earth."""


@dataclass(frozen=True, slots=True)
class Notes:
    """What is worth knowing of a scenario beside its faults."""

    counts: dict[str, int]
    joins: tuple[Joined, ...]
    """Places off every axis that are worth something, and with which one each falls."""
    unused: tuple[str, ...]
    """What is written and nothing reads."""
    other: tuple[str, ...]


def notes_on(scenario: Scenario, node: Node) -> Notes:
    """Everything worth telling of a sound scenario and the nodes that it was read from."""
    last = attacks(scenario)[-1]
    said = promises(scenario, last)
    file = said.file
    courses, joined = ground_of(scenario)
    return Notes(
        counts(scenario),
        tuple(joins(scenario, joined)),
        (
            *idle_sectors(scenario, courses),
            *idle_decisions(scenario, file),
            *idle_preparation(scenario),
            *uncited(node),
        ),
        (
            *never_come(scenario, said, last),
            *beyond_their_tables(scenario),
            *odd_seasons(scenario),
            *odd_promises(file),
            *late_in_scenario(scenario, node),
            *nobody_comes(scenario, node, said),
            *promised_and_standing(scenario, node, file, last),
        ),
    )


def counts(scenario: Scenario) -> dict[str, int]:
    """How many things each part holds."""
    found = {name: len(getattr(scenario, name)) for name in COUNTED}
    clauses = [pact.get("clauses", ()) for pact in scenario.pacts.get("pacts", {}).values()]
    return {**found, "pacts": len(clauses), "clauses": sum(map(len, clauses))}


def joins(scenario: Scenario, joined: dict[str, Joined]) -> Iterator[Joined]:
    """With which place each place of value falls that no axis reaches, by road."""
    for name, one in joined.items():
        if scenario.places[name].value.extremes() != (0, 0):
            yield one


def idle_sectors(scenario: Scenario, courses: tuple[Approach, ...]) -> Iterator[str]:
    """Sectors that no axis crosses: their works and whoever covers them decide nothing."""
    crossed = {course.sector for course in courses}
    for name in scenario.sectors:
        if name not in crossed:
            yield f"sectors.{name}: no axis crosses it"
    for one in scenario.contingents:
        if one.covers and not crossed.intersection(one.covers) and one.axis is None:
            yield f"contingents[id={one.id}].covers: no axis crosses what it covers"


def idle_decisions(scenario: Scenario, file: PactFile) -> Iterator[str]:
    """Decisions on which nothing hangs, and groups that tie nobody."""
    asked = {decides.name for decides in decisions_used(file)}
    asked |= {scenario.crisis.resists or "", scenario.crisis.attacks or ""}
    for name in scenario.decisions:
        if name not in asked:
            yield f"decisions.{name}: nothing hangs on it"
    tied = {decision.group for decision in scenario.decisions.values()}
    for name in scenario.groups:
        if name not in tied:
            yield f"groups.{name}: no decision is in it"


def uncited(node: Node) -> Iterator[str]:
    """Sources that no evidence names; the pacts have their own."""
    sources = under(node, "sources")
    named = {one.text for _, one in cited(node.entries)} if isinstance(node, Mapping) else set()
    for entry in sources.entries if isinstance(sources, Mapping) else ():
        if entry.key.text not in named:
            yield f"sources.{entry.key.text}: nothing cites it"


def beyond_their_tables(scenario: Scenario) -> Iterator[str]:
    """Tables by date that end before an attack or begin after it: their last row stays."""
    days = attacks(scenario)
    for path, figure in figures(scenario):
        if isinstance(figure, Dated):
            first, last = min(figure.rows), max(figure.rows)
            outside = [str(on) for on in days if not first <= on <= last]
            if outside:
                yield (
                    f"{path}: the table goes from {first} to {last}; "
                    f"for {', '.join(outside)} its nearest row stands"
                )


def odd_seasons(scenario: Scenario) -> Iterator[str]:
    """Attacks before the model's time, and the calendar of the other half of the earth."""
    for name, course in scenario.courses_of_action.items():
        yield from outside_model(f"courses_of_action.{name}.attack_on", course.attack_on)
    own = [one.lat for one in scenario.places.values() if one.owner == scenario.sides.defender]
    south = bool(own) and sum(own) < 0
    climate = scenario.setting.climate
    if south and climate != SOUTHERN:
        yield (
            f"setting.climate: {climate} has the seasons of the north, and the defender's places "
            f"lie south of the equator; {SOUTHERN} has its bad months from May to September"
        )
    if own and not south and climate == SOUTHERN:
        yield f"setting.climate: {SOUTHERN}, and the defender's places lie north of the equator"


def odd_promises(file: PactFile) -> Iterator[str]:
    """What is odd in the pacts: acts that nobody promises, facts never given, loops."""
    for text in dict.fromkeys(one.text for one in warnings(file, compile_program(file))):
        if not any(words in text for words in TOLD_ELSEWHERE):
            yield f"pacts: {text}"


def attacks(scenario: Scenario) -> list[datetime.date]:
    """The days on which a course attacks, in order."""
    return sorted({course.attack_on for course in scenario.courses_of_action.values()})
