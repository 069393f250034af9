"""Luck hangs on names: a file in another order, or with idle things in it, has the same campaigns."""

from __future__ import annotations

import functools
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards import flat_posterior
from holdfast.errors import UsageError
from holdfast.scenario.changes import Asked
from holdfast.scenario.compile.card import compile_card
from holdfast.scenario.compile.scenario import compile_scenario
from holdfast.scenario.effects import to_node
from holdfast.scenario.scenario_source import changed_node
from holdfast.schema import paths
from holdfast.schema.card import Card
from holdfast.schema.scenario import Scenario
from holdfast.schema.validate import validate
from holdfast.text.nodes import Position, plain
from scenario_sources import FLAGSHIP, IN_1938, INVENTED, source
from strategies import quickly
from twin.theatres import INVENTED as INVENTED_CARDS
from twin.theatres import invented, many, of_the_catalogue, run

ORDERED = frozenset(
    {"through", "to", "odds", "effects", "claims_of_a_school", "outline", "between", "training",
     "expects"}
)  # fmt: skip
"""Lists whose order is meant: legs of an axis, lines of odds, changes, points on the map."""

CARDS = (*INVENTED_CARDS, "czechoslovakia-1938", "korea-1950", "poland-1939")
COURSE = {INVENTED: "north-1938", FLAGSHIP: IN_1938}
SEED, FUTURES, REPLICATIONS = 5, many(40, 3), 2


# ---------------------------------------------------------------- another order
def shuffled(value, luck, name=""):
    """Plain data with every mapping and every list without an order of its own in another order."""
    if isinstance(value, dict):
        keys = list(value)
        luck.shuffle(keys)
        return {key: shuffled(value[key], luck, str(key)) for key in keys}
    if isinstance(value, list):
        made = [shuffled(one, luck, name) for one in value]
        if name not in ORDERED and not is_row(value):
            luck.shuffle(made)
        return made
    return value


def is_row(value):
    """Whether a list is a row of numbers: a force, a stop, a belt, a spread of three."""
    return any(isinstance(one, int | float) and not isinstance(one, bool) for one in value)


# ---------------------------------------------------------------- campaigns, by their names
def by_name(theatre):
    """What became of some campaigns: arrays by name, whatever the order of the theatre."""
    ends = run(theatre, FUTURES, REPLICATIONS, SEED)
    names = theatre.names
    found = {
        name: ends[name]
        for name in ("end", "end_day", "first_help_day", "relief_day", "capital_day", "value_lost",
                     "army_lost", "attacker_lost", "help_men", "drawn_away", "evacuated")
    }  # fmt: skip
    for row in ("decided", "fell"):
        bits = ends[row].astype(np.int64)
        found |= {f"{row} {one}": bits >> n & 1 for n, one in enumerate(names.decisions)}
    for row in ("helper_day", "helper_men_30", "helper_men_60", "helper_aircraft_60"):
        found |= {f"{row} {one}": ends.of_helper(row, n) for n, one in enumerate(names.helpers)}
    for n, one in enumerate(names.axes):
        found[f"front {one}"] = ends.counts[:, 2 + n]
    return found


def same(theatre, before):
    """Everything that was there before is as it was, to the bit."""
    now = by_name(theatre)
    for name, kept in before.items():
        assert np.array_equal(now[name], kept), name


@functools.cache
def written(name):
    """A scenario as plain data, the effects of its course done."""
    return plain(changed_node(source(name), Asked(COURSE[name])))


def theatre_of(name, content):
    """Compile a scenario that is given as plain data."""
    meant, faults = validate(Scenario, to_node(content, Position(name, 1, 1)))
    assert meant is not None, faults
    return compile_scenario(meant, COURSE[name], flat_posterior()).theatre


@functools.cache
def as_it_is(name):
    """The campaigns of a scenario as it ships."""
    return by_name(theatre_of(name, written(name)))


def card_theatre(content):
    """Compile a card that is given as plain data."""
    return compile_card(Card.model_validate(content), flat_posterior(), 120)


def card_of(name):
    """A card as plain data."""
    return invented(name) if name in INVENTED_CARDS else of_the_catalogue(name)


@functools.cache
def card_as_it_is(name):
    """The campaigns of a card as it ships."""
    return by_name(card_theatre(card_of(name)))


@quickly(many(30, 4))
@given(st.sampled_from(CARDS), st.integers(0, 10**6))
def test_a_card_in_another_order_has_the_same_campaigns(name, seed):
    same(card_theatre(shuffled(card_of(name), random.Random(seed))), card_as_it_is(name))


@quickly(many(12, 2))
@given(st.integers(0, 10**6))
def test_the_invented_scenario_in_another_order_has_the_same_campaigns(seed):
    same(theatre_of(INVENTED, shuffled(written(INVENTED), random.Random(seed))), as_it_is(INVENTED))


@quickly(many(2, 1))
@given(st.integers(0, 10**6))
def test_the_flagship_in_another_order_has_the_same_campaigns(seed):
    same(theatre_of(FLAGSHIP, shuffled(written(FLAGSHIP), random.Random(seed))), as_it_is(FLAGSHIP))
