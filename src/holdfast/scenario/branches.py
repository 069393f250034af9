"""What went one way or another before the attack, as shifts of the odds of decisions."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from holdfast.schema.scenario import Scenario, Turning

ODDS = re.compile(r"decisions\.(?P<decision>.+?)\.(?:p|odds\[(?P<line>\d+|\*)\]\.p)\Z")
"""The path of a chance that a branch may shift."""


@dataclass(frozen=True, slots=True)
class Shift:
    """The logits by which one way of a branch moves a chance."""

    branch: Turning
    way: int
    """Its place among the ways."""
    logits: float


def shifts(scenario: Scenario, on: datetime.date) -> dict[tuple[str, int], list[Shift]]:
    """What moves each line of odds for an attack on a date, by decision and number of the line."""
    found: dict[tuple[str, int], list[Shift]] = {}
    for branch in scenario.branches.values():
        if on <= branch.after:
            continue
        for number, name in enumerate(branch.ways):
            for effect in branch.ways[name].effects:
                for line in lines_of(effect.path, scenario):
                    one = Shift(branch, number, float(effect.value))
                    found.setdefault(line, []).append(one)
    return found


def lines_of(path: str, scenario: Scenario) -> list[tuple[str, int]]:
    """The lines of odds that a path names, each by its decision and its number."""
    match = ODDS.match(path)
    if match is None or match["decision"] not in scenario.decisions:
        return []
    name, line = match["decision"], match["line"]
    count = len(scenario.decisions[name].odds)
    numbers = range(count) if line == "*" else [int(line or 0)]
    return [(name, number) for number in numbers]
