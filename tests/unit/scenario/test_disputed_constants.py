"""Every constant of the law can be disputed as its page writes it, and within its limits only."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards import flat_posterior, template_source
from holdfast.catalog.posterior import load_posterior
from holdfast.errors import ScenarioError
from holdfast.kernel.constants import NAMES
from holdfast.scenario.card_source import load_card, read_sources, text_source
from holdfast.scenario.compile.card import compile_card
from holdfast.scenario.law import default_law, in_force, is_disputed
from holdfast.schema.constant import ERAS
from holdfast.schema.quantity import Quantity
from scenario_sources import INVENTED, scenario
from twin.theatres import one_future

LAW = default_law().parameters
CASES = Path(__file__).parents[2] / "questions"
SPELLINGS = [
    f"law.{name}{side}{era}"
    for name in NAMES
    for side in (("", ".attacker", ".defender") if LAW[name].sided else ("",))
    for era in ("", ".ww2")
]
COURSE = "north-1938"


def within(name):
    """A number that keeps the limits of a constant and is not its default."""
    bounds = LAW[name].bounds
    return round(max(bounds.low, min(bounds.high, 0.25)), 3)


def card_with(*settings):
    return load_card(replace(template_source(), settings=settings))


def faults_of(*settings):
    with pytest.raises(ScenarioError) as raised:
        card_with(*settings)
    return raised.value.faults


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_whatever_the_page_has_can_be_set_and_reaches_the_kernel(spelling):
    _, name, *rest = spelling.split(".")
    card = card_with(f"{spelling}={within(name)}")
    assert card.inputs.era == "ww2"
    law = one_future(compile_card(card, flat_posterior()), 1, 0)[1]
    sides = [n for n, side in enumerate(("attacker", "defender")) if side in rest]
    for side in sides or range(1 + LAW[name].sided):
        assert law[NAMES.index(name), 0, side] == within(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_number_beyond_the_limits_is_refused_with_place_and_limit(name):
    bounds = LAW[name].bounds
    for value, limit in ((bounds.low - 1, bounds.low), (bounds.high + 1, bounds.high)):
        faults = faults_of(f"law.{name}={value}")
        assert len(faults) == 1
        assert faults[0].path == f"law.{name}"
        assert f"{limit:g}" in faults[0].message


def test_every_default_prior_and_draw_of_the_sample_keeps_its_own_limits():
    sample = load_posterior()
    for name, said in LAW.items():
        quantities = [quantity for era in ERAS for _, quantity in in_force({}, name, era)]
        quantities += [said.prior] if said.prior else []
        for low, high in (quantity.reach() for quantity in quantities):
            assert said.bounds.low <= low <= high <= said.bounds.high, name
    for column, name in enumerate(sample.names):
        draws = sample.draws[:, column]
        assert LAW[name].bounds.low <= draws.min() <= draws.max() <= LAW[name].bounds.high


@given(st.floats(0.01, 1), st.floats(0.001, 0.3))
def test_what_may_be_drawn_lies_within_the_limits_or_is_refused(mean, sd):
    """A normal has tails: it stands for a share only where none of them leaves 0 to 1."""
    spelling = f"law.capture={{mean: {mean!r}, sd: {sd!r}}}"
    if mean - 7.1 * sd >= 0 and mean + 7.1 * sd <= 1:
        assert "capture" in card_with(spelling).law
    elif mean - 7 * sd < 0 or mean + 7 * sd > 1:
        assert "it can be" in faults_of(spelling)[0].message


def test_each_rival_claim_keeps_the_limits():
    good = "law.capture={claims: [{value: 0.1}, {value: 0.3, weight: 2}]}"
    assert len(card_with(good).law["capture"].claims) == 2
    bad = "law.capture={claims: [{value: 0.1}, {value: {min: 0.5, max: 1.5}}]}"
    assert "must be at most 1" in faults_of(bad)[0].message


def test_a_constant_of_both_sides_has_none_and_names_are_known():
    assert "one capture for both sides" in faults_of("law.capture.attacker=0.1")[0].message
    assert "capture" in faults_of("law.captur=0.1")[0].remedy
    assert "attacker" in faults_of("law.density.atacker=5")[0].remedy
    written = text_source("id: a\nlaw: {density: {atacker: 5, defender: 3}}\n", "a.yaml")
    with pytest.raises(ScenarioError) as raised:
        load_card(written)
    told = [fault for fault in raised.value.faults if "atacker" in fault.message]
    assert [(fault.line, fault.remedy) for fault in told] == [(2, 'did you mean "attacker"?')]


def test_one_side_or_era_leaves_the_law_for_the_rest():
    own = card_with("law.density.attacker.ww1=5").law
    by_side = dict(in_force(own, "density", "ww1"))
    assert by_side["attacker"].middle() == 5
    assert by_side["defender"] == dict(in_force({}, "density", "ww1"))["defender"]
    assert dict(in_force(own, "density", "ww2")) == dict(in_force({}, "density", "ww2"))


def test_a_calibrated_constant_of_another_age_is_still_drawn_with_the_others():
    card = card_with("law.collapse_value.ww1=3")
    assert not is_disputed(card.law, "collapse_value", card.inputs.era)
    theatre = compile_card(card, flat_posterior())
    assert NAMES.index("collapse_value") in theatre.joint


def test_a_what_if_may_scale_what_no_card_spells():
    text = (
        "what_ifs:\n  slow: {title: slow, effects: [{path: law.speed, op: scale, value: 0.5}]}\n"
        "  few: {title: few, effects: [{path: law.density.defender, op: scale, value: 0.5}]}\n"
    )
    whole = text_source(_template_without_what_ifs() + text, "card.yaml")
    slow = load_card(replace(whole, what_ifs=("slow", "few"))).law
    assert slow["speed"].middle() == LAW["speed"].value.middle() / 2
    halved = dict(in_force(slow, "density", "ww2"))["defender"]
    assert halved.middle() == dict(in_force({}, "density", "ww2"))["defender"].middle() / 2


def test_a_scale_of_what_is_drawn_with_others_has_no_number_to_begin_with():
    text = "what_ifs:\n  x: {title: x, effects: [{path: law.stop_base, op: add, value: 1}]}\n"
    with pytest.raises(ScenarioError, match="past campaigns"):
        load_card(text_source(_template_without_what_ifs() + text, "card.yaml"))


def _template_without_what_ifs():
    from cards import template_text

    head, _, rest = template_text().partition("what_ifs:")
    kept = [n for n, line in enumerate(rest.splitlines()) if n and line[:1].isalpha()]
    return head + "\n".join(rest.splitlines()[kept[0] :] if kept else []) + "\n"


def test_a_scenario_disputes_constants_in_the_same_words():
    made = scenario(INVENTED, COURSE, (), ("law.density.attacker.ww2=9", "law.capture=0.5"))
    assert made.law["density"].attacker.ww2.middle() == 9
    assert isinstance(made.law["capture"], Quantity)
    with pytest.raises(ScenarioError, match="must be at least 0"):
        scenario(INVENTED, COURSE, (), ("law.capture=-1",))


def test_the_square_laws_card_loads_with_its_constants_by_side_and_era():
    card = load_card(read_sources(CASES / "l-square.yaml")[0])
    law = one_future(compile_card(card, flat_posterior()), 1, 0)[1]
    row = law[NAMES.index("loss_base"), 0]
    assert row == pytest.approx([math.log(0.01)] * 2, rel=1e-4)
    assert list(law[NAMES.index("loss_ratio"), 0]) == [-1, 1]
    assert np.array_equal(law[NAMES.index("loss_era"), 0], [0, 0])
