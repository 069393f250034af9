"""A card or a scenario: `prepare` is the one place that tells the two apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from holdfast.catalog.posterior import PosteriorSample
from holdfast.scenario.card_source import CardSource
from holdfast.scenario.scenario_source import ScenarioSource
from holdfast.study.card_target import of_card
from holdfast.study.choices import Choices
from holdfast.study.prepared import Prepared
from holdfast.study.scenario_target import of_scenario

Target: TypeAlias = CardSource | ScenarioSource
"""What can be asked about."""


def prepare(target: Target, choices: Choices, sample: PosteriorSample) -> Prepared:
    """Compile what is asked about.

    Raises
    ------
    ScenarioError
        with every fault of what is written.
    UsageError
        if something is chosen that there is not.
    """
    if isinstance(target, CardSource):
        made = of_card(target, choices, sample.posterior())
    else:
        made = of_scenario(target, choices, sample.posterior())
    return replace(made, question=made.question | {"posterior_hash": sample.manifest["hash"]})
