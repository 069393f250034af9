"""Campaigns a second on the catalogue's cards: inputs drawn and played, nothing stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from holdfast.catalog.cards import QUESTION_CARD, card_ids, card_source
from holdfast.catalog.posterior import load_posterior
from holdfast.errors import UsageError
from holdfast.experiment.simulate import Design, play_all
from holdfast.scenario.card_source import CardSource, load_cards, read_sources
from holdfast.scenario.compile.card import compile_card
from holdfast.scenario.compile.theatre import Theatre
from holdfast.scenario.realise import Posterior

REPLICATIONS = 4
BLOCK = 50


class Work(NamedTuple):
    """One card as arrays."""

    name: str
    theatre: Theatre


def posterior() -> Posterior:
    """The sample that ships; without one the calibrated constants stand at their centre."""
    try:
        return load_posterior().posterior()
    except UsageError:
        return Posterior((), np.zeros((1, 0)), np.ones(1))


def works(sources: Sequence[CardSource]) -> list[Work]:
    """Cards as arrays."""
    constants = posterior()
    return [Work(card.id, compile_card(card, constants)) for card in load_cards(sources)]


def from_catalogue() -> tuple[list[Work], list[Work]]:
    """The campaigns that were fought, and the card that asks about one that was not."""
    made = works([card_source(card_id) for card_id in card_ids()])
    fought = [work for work in made if work.name != QUESTION_CARD]
    return fought, [work for work in made if work.name == QUESTION_CARD]


def chosen(files: Sequence[Path], only: Sequence[str]) -> list[Work]:
    """Cards by id, from some files or from the catalogue."""
    sources = [source for file in files for source in read_sources(file)]
    sources = sources or [card_source(card_id) for card_id in only]
    return works([source for source in sources if source.id in only])


def player(
    cards: Sequence[Work], futures: int, worlds: int, threads: int
) -> tuple[int, Callable[[], None]]:
    """The number of campaigns, and a call that plays them: every future of every card."""
    design = Design(futures, REPLICATIONS, seed=1, workers=threads, block=BLOCK)

    def play() -> None:
        for work in cards:
            play_all(work.theatre, design, worlds)

    return len(cards) * futures * REPLICATIONS * worlds, play
