"""The campaign cards that ship: by id, as nodes that know their file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from holdfast.catalog.contents import QUESTION_CARD, card_ids, card_text
from holdfast.errors import UsageError
from holdfast.scenario.card_source import CardSource, read_sources, text_source
from holdfast.text.spelling import did_you_mean


def card_source(card_id: str) -> CardSource:
    """A card of the catalogue.

    Raises
    ------
    UsageError
        with the nearest id, if there is none of this name.
    """
    if card_id not in card_ids():
        raise UsageError(
            f'the catalogue has no card "{card_id}": {did_you_mean(card_id, card_ids())}'
        )
    return text_source(card_text(card_id), f"{card_id}.yaml")


def calibration_sources() -> Iterator[CardSource]:
    """The cards of campaigns that were fought: the calibration set."""
    return (card_source(card_id) for card_id in card_ids() if card_id != QUESTION_CARD)


def find(target: str) -> tuple[CardSource, ...]:
    """Cards by catalogue id or by path; a path wins where it exists.

    Raises
    ------
    UsageError
        if the word is neither; ScenarioError if the file cannot be read.
    """
    path = Path(target)
    if path.is_file():
        return read_sources(path, target)
    if path.suffix in (".yaml", ".yml") or "/" in target:
        raise UsageError(f"there is no file {target}")
    return (card_source(target),)
