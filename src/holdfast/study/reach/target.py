"""What `holdfast reach` is asked about: a movement's file, or a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from holdfast.analysis.reach import ReachAnswer
from holdfast.catalog.scenarios import find_any
from holdfast.errors import UsageError
from holdfast.scenario.card_source import CardSource
from holdfast.scenario.movement_source import is_movement, movement_of
from holdfast.scenario.open_any import Made
from holdfast.scenario.scenario_source import ScenarioSource
from holdfast.study.choices import Choices
from holdfast.study.reach.movement import reach_movement
from holdfast.study.reach.scenario import reach_scenario
from holdfast.text.yaml import read


def reach(
    target: str,
    choices: Choices | None = None,
    leave: Sequence[str] | None = None,
    futures: int = 100,
    seed: int = 1,
) -> ReachAnswer:
    """Who can come, when and how many: of a movement's file, or of a scenario.

    Raises
    ------
    ScenarioError
        with every fault of a file.
    UsageError
        if the target is a card, which has no routes, or something chosen does not exist.
    """
    path = Path(target)
    if path.is_file():
        documents = read(path, target)
        if documents and is_movement(documents[0]):
            if leave is not None or (choices or Choices()) != Choices():
                raise UsageError("a movement has no courses, plans or leave: change its file")
            made, node = movement_of(documents, target)
            return reach_movement(made, node, futures, seed)
    (source,) = find_any(target, Made(of_card=_refused, of_scenario=lambda one: one))
    return reach_scenario(source, choices, leave, futures, seed)


def _refused(card: CardSource) -> ScenarioSource:
    """A card has no routes."""
    raise UsageError(
        f"{card.id} is a card: it says when help comes and has no routes; ask about a scenario"
    )
