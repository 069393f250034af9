"""What a word or a path names: something to ask about."""

from __future__ import annotations

from collections.abc import Sequence

from holdfast.catalog.scenarios import find_any
from holdfast.errors import Fault, UsageError
from holdfast.scenario.open_any import Made
from holdfast.study.card_target import CardTarget
from holdfast.study.scenario_target import ScenarioTarget
from holdfast.study.target import Target

TARGETS: Made[Target] = Made(CardTarget, ScenarioTarget)


def find(target: str) -> tuple[Target, ...]:
    """A scenario, or cards, by catalogue id or by path.

    Raises
    ------
    UsageError
        with the nearest id, if the word is neither; ScenarioError if a file cannot be read.
    """
    return find_any(target, TARGETS)


def find_one(target: str) -> Target:
    """The one card or scenario that a word or a path names.

    Raises
    ------
    UsageError
        also if a file holds several cards.
    """
    found = find(target)
    if len(found) != 1:
        named = ", ".join(one.id for one in found[:5])
        raise UsageError(
            f"{target} holds {len(found)} cards ({named}, …): this takes one; "
            "holdfast hindcast takes files of many"
        )
    return found[0]


def faults_of(targets: Sequence[Target]) -> tuple[Fault, ...]:
    """Every fault of everything that a file holds."""
    return tuple(sorted({fault for target in targets for fault in target.faults()}))
