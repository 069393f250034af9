"""Cards and a flat posterior for tests: small, invented, complete."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources

import numpy as np

from holdfast.scenario.card_source import CardSource, load_card, text_source
from holdfast.scenario.compile.card import compile_card
from holdfast.scenario.compile.theatre import Theatre
from holdfast.scenario.law import default_law
from holdfast.scenario.realise import Posterior
from holdfast.schema.card import Card

FLAT_DRAW = (0.57, -0.11, -6.6, 6.4, 4.6, -7.9, 0.041, 0.10)
"""About the centre of the shipped sample; tests of mechanisms do not depend on it."""


def template_text() -> str:
    """The card that `holdfast new` writes."""
    return (resources.files("holdfast.catalog") / "template" / "card.yaml").read_text("utf-8")


def template_source() -> CardSource:
    return text_source(template_text(), "card.yaml")


def with_changes(source, what_ifs, settings) -> CardSource:
    """The same card under what-ifs and settings."""
    return replace(source, what_ifs=tuple(what_ifs), settings=tuple(settings))


def template_card() -> Card:
    return load_card(template_source())


def flat_posterior() -> Posterior:
    names = tuple(default_law().calibrated)
    return Posterior(names, np.array([FLAT_DRAW]), np.ones(1))


def template_theatre() -> Theatre:
    return compile_card(template_card(), flat_posterior())


def other_theatre() -> Theatre:
    """The template without its works, one number settled: another course, in tests of cases."""
    source = replace(template_source(), what_ifs=("no-works",), settings=("inputs.attacker.u=1",))
    return compile_card(load_card(source), flat_posterior())
