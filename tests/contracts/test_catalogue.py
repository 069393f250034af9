"""Every card that ships loads, cites, and runs; what was learned from them is of this kernel."""

import re

import numpy as np
import pytest

from holdfast.catalog.cards import QUESTION_CARD, calibration_sources, card_ids, card_source
from holdfast.catalog.contents import card_rows, keys_of, scenario_ids, scenario_rows
from holdfast.catalog.posterior import GIVEN, load_posterior
from holdfast.catalog.scenarios import find_scenario
from holdfast.experiment.facts import kernel_hash
from holdfast.experiment.simulate import Design, play
from holdfast.scenario.card_source import load_card, load_cards
from holdfast.scenario.compile.card import compile_card
from holdfast.scenario.law import default_law
from holdfast.scenario.scenario_source import inspect
from holdfast.schema.quantity import Quantity
from holdfast.schema.validate import quantities
from holdfast.study.calibrate import cards_hash

QUESTION = load_card(card_source(QUESTION_CARD))


def test_the_calibration_set_has_forty_one_campaigns_with_endings():
    cards = load_cards(list(calibration_sources()))
    assert len(cards) == 41
    assert all(card.outcome is not None for card in cards)
    assert QUESTION.outcome is None


def test_the_list_of_cards_says_what_the_typed_cards_say():
    cards = {card_id: load_card(card_source(card_id)) for card_id in card_ids()}
    assert {row["id"] for row in card_rows()} == set(cards)
    assert [row["start"] for row in card_rows()] == sorted(str(one.start) for one in cards.values())
    for row in card_rows():
        card = cards[row["id"]]
        assert row["name"] == card.name
        assert row["start"] == str(card.start)
        assert row["axes"] == len(card.inputs.axes)
        assert row["outcome"] == (card.outcome.class_ if card.outcome else None)
        assert set(keys_of(card.id, "what_ifs")) == set(card.what_ifs)


def test_the_list_of_scenarios_says_what_the_typed_scenarios_say():
    assert [row["id"] for row in scenario_rows()] == list(scenario_ids())
    for row in scenario_rows():
        scenario, _ = inspect(find_scenario(row["id"]))
        courses = scenario.courses_of_action
        assert row["title"] == scenario.title
        assert row["as_of"] == str(scenario.as_of)
        assert row["attacks"] == sorted({str(one.attack_on) for one in courses.values()})
        assert row["places"] == len(scenario.places)
        for part in ("plans", "courses_of_action", "what_ifs", "schools"):
            assert set(keys_of(row["id"], part)) == set(getattr(scenario, part))


@pytest.mark.parametrize("card_id", card_ids())
def test_every_card_cites_and_runs(card_id):
    card = load_card(card_source(card_id))
    assert card.sources
    theatre = compile_card(card, load_posterior().posterior())
    played = play(theatre, Design(4, 1, 1, 1), np.arange(4))
    assert np.isfinite(played.ends).all()


@pytest.mark.parametrize("card_id", card_ids())
def test_every_what_if_of_a_card_runs(card_id):
    card = load_card(card_source(card_id))
    for name in card.what_ifs:
        from dataclasses import replace

        changed = load_card(replace(card_source(card_id), what_ifs=(name,)))
        theatre = compile_card(changed, load_posterior().posterior())
        assert np.isfinite(play(theatre, Design(2, 1, 1, 1), np.arange(2)).ends).all()


def test_no_file_of_the_catalogue_names_a_path_of_ours():
    for card_id in card_ids():
        text = str(card_source(card_id).node)
        assert not re.search(r"data/campaigns|shared/|/work/", text), card_id


def own_or_inherited(path, carriers):
    """Whether a quantity, or something that holds it, carries a source or a grade."""
    return any(path[: len(prefix)] == prefix for prefix in carriers)


def carriers_of(node, path=()):
    """Paths of everything in a card that carries evidence."""
    if isinstance(node, dict):
        if node.get("source") or node.get("grade"):
            yield path
        for key, item in node.items():
            yield from carriers_of(item, (*path, key))
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from carriers_of(item, (*path, index))


def test_every_number_of_the_question_has_evidence():
    carriers = set(carriers_of(QUESTION.model_dump()))
    for path, quantity in quantities(QUESTION.inputs):
        if quantity == Quantity(spread=quantity.spread) and quantity.extremes() == (0, 0):
            continue
        claims = quantity.claims or []
        told = own_or_inherited(("inputs", *path), carriers)
        assert told or all(claim.source or claim.grade for claim in claims), path


def test_every_constant_of_the_law_has_author_and_grade():
    for name, parameter in default_law().parameters.items():
        assert parameter.source, name
        assert parameter.grade, name
        assert parameter.meaning, name


@pytest.mark.parametrize("given", GIVEN)
def test_the_posterior_is_of_this_kernel_and_these_cards(given):
    sample = load_posterior(given)
    remedy = "the kernel or a card has changed: run holdfast calibrate"
    assert sample.manifest["kernel_hash"] == kernel_hash(), remedy
    cards = load_cards(list(calibration_sources()))
    assert sample.manifest["cards_hash"] == cards_hash(cards), remedy
    assert sample.campaigns == tuple(card.id for card in cards)


@pytest.mark.parametrize("given", GIVEN)
def test_leaving_one_campaign_out_leaves_enough_of_the_sample(given):
    sample = load_posterior(given)
    assert min(sample.effective_size(c) for c in sample.campaigns) > 30
    assert sample.weights().sum() == pytest.approx(1)
