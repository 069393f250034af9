"""Luck hangs on names: another order, or idle things, leave the campaigns as they were."""

from __future__ import annotations

import copy
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
SEED, FUTURES, REPLICATIONS = 5, many(20, 3), 2


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


@quickly(many(14, 4))
@given(st.sampled_from(CARDS), st.integers(0, 10**6))
def test_a_card_in_another_order_has_the_same_campaigns(name, seed):
    same(card_theatre(shuffled(card_of(name), random.Random(seed))), card_as_it_is(name))


@quickly(many(5, 2))
@given(st.integers(0, 10**6))
def test_the_invented_scenario_in_another_order_has_the_same_campaigns(seed):
    same(theatre_of(INVENTED, shuffled(written(INVENTED), random.Random(seed))), as_it_is(INVENTED))


@quickly(1)
@given(st.integers(0, 10**6))
def test_the_flagship_in_another_order_has_the_same_campaigns(seed):
    same(theatre_of(FLAGSHIP, shuffled(written(FLAGSHIP), random.Random(seed))), as_it_is(FLAGSHIP))


# ---------------------------------------------------------------- idle things
NEVER = "fact(the_moon_is_square)"


def idle_decision(content, name, luck):
    """A decision of the attacker that nobody asks, first of the file."""
    power = content["sides"]["attacker"]
    idle = {"meaning": "nothing", "p": 0.5, "asked": NEVER, "day": luck.randint(0, 9)}
    content["decisions"] = {f"{power}.{name}": idle} | content["decisions"]


def idle_contingent(content, name, luck):
    """An army of some ally that is never called."""
    armies = [one for one in content["contingents"] if "from_place" in one]
    like = luck.choice(armies)
    idle = {**like, "id": name, "when": NEVER, "called_when": NEVER}
    content["contingents"].insert(luck.randint(0, 3), idle)


def idle_place(content, name, luck):
    """A place of the defender off every road, worth nothing."""
    idle = {"name": name, "lat": luck.uniform(48, 50), "lon": 15.0, "value": 0}
    content["places"] = {name: idle | {"owner": content["sides"]["defender"]}} | content["places"]


def idle_clause(content, name, luck):
    """A promise that nothing calls in."""
    pact = luck.choice(list(content["pacts"]["pacts"].values()))
    clause = {**luck.choice(pact["clauses"]), "id": name, "when": NEVER}
    pact["clauses"].insert(0, clause)


def idle_source(content, name, luck):
    """A book that nobody cites."""
    content["sources"] = {name: f"A book of {luck.randint(1900, 1936)}"} | content["sources"]


IDLE = (idle_decision, idle_contingent, idle_place, idle_clause, idle_source)


def with_idle(name, kinds, seed):
    """A scenario with idle things in it."""
    content, luck = copy.deepcopy(written(name)), random.Random(seed)
    for kind in kinds:
        kind(content, luck.choice(("aaa", "mmm", "zzz")), luck)
    return content


@quickly(many(5, 2))
@given(st.sets(st.sampled_from(range(len(IDLE))), min_size=1), st.integers(0, 10**6))
def test_idle_things_leave_every_campaign_of_the_invented_scenario_as_it_was(kinds, seed):
    content = with_idle(INVENTED, [IDLE[n] for n in sorted(kinds)], seed)
    same(theatre_of(INVENTED, content), as_it_is(INVENTED))


def test_idle_things_leave_every_campaign_of_the_flagship_as_it_was():
    same(theatre_of(FLAGSHIP, with_idle(FLAGSHIP, IDLE, 7)), as_it_is(FLAGSHIP))


def test_idle_things_leave_every_campaign_of_a_card_as_it_was():
    for name in ("three-friends", "czechoslovakia-1938", "korea-1950"):
        card = card_of(name)
        inputs = card["inputs"]
        inputs["places"] = {"Aaa": [0, 0], **inputs["places"]}
        nobody = [1, 0, 0, 0, 0, None]
        for side in ("attacker", "defender"):
            inputs[side]["forces"].insert(0, nobody)
        relief = inputs.setdefault("relief", {})
        relief["decisions"] = {"aaa": {"p": 0.5}} | relief.get("decisions", {})
        same(card_theatre(card), card_as_it_is(name))


# ---------------------------------------------------------------- what a name is
def test_two_names_that_draw_by_one_number_are_refused(monkeypatch):
    monkeypatch.setattr(paths, "key_of", lambda kind, name: 7)
    with pytest.raises(UsageError, match="rename one"):
        card_theatre(card_of("two-roads"))
