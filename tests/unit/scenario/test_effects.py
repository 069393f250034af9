"""Effects reach every number by a path that reads like the file, and keep its draws."""

import math

import pytest

from cards import template_source, with_changes
from holdfast.errors import ScenarioError, UsageError
from holdfast.scenario.card_source import load_card, parse_setting
from holdfast.scenario.effects import apply, nodes_at, shifted
from holdfast.scenario.steps import parse_path
from holdfast.schema.effects import Effect
from holdfast.schema.scenario import Scenario
from holdfast.text.nodes import Position, plain
from holdfast.text.yaml import parse

HERE = Position("test", 1, 1)


def change(path, op, value):
    return plain(apply(template_source().node, Effect(path=path, op=op, value=value), HERE))


def test_set_replaces_a_number_in_a_row_that_is_a_list():
    card = change("inputs.attacker.forces[0].men", "set", 5)
    assert card["inputs"]["attacker"]["forces"][0][1] == 5
    assert card["inputs"]["attacker"]["forces"][1][1] == 80000


def test_a_star_reaches_every_item_and_scale_keeps_the_shape():
    card = change("inputs.axes[*].belts[*].strength", "scale", 0.5)
    assert card["inputs"]["axes"][0]["belts"][0][2] == 0.25
    assert card["inputs"]["axes"][1]["belts"][0][2] == {"low": 0.05, "mode": 0.1, "high": 0.2}


def test_an_item_is_found_by_its_name():
    card = change("inputs.axes[name=south].width_km", "add", 10)
    assert [axis["width_km"] for axis in card["inputs"]["axes"]] == [80, 70]


def test_a_name_with_dots_is_one_step_and_claims_are_all_changed():
    card = change("inputs.relief.decisions.ALLY.acts.p", "scale", 0.5)
    claims = card["inputs"]["relief"]["decisions"]["ALLY.acts"]["p"]["claims"]
    assert [claim["value"] for claim in claims] == [0.35, 0.2]


def test_a_path_that_matches_nothing_says_what_it_could_have_meant():
    with pytest.raises(ScenarioError, match='did you mean "defender"'):
        change("inputs.defnder.u", "set", 1)


@pytest.mark.parametrize(("path", "op", "value"), [("inputs.era", "scale", 2), ("id", "add", 1)])
def test_words_cannot_be_scaled(path, op, value):
    with pytest.raises(ScenarioError, match="not a number"):
        change(path, op, value)


@pytest.mark.parametrize("path", ["", "a..b", "a[", "[x"])
def test_a_path_must_read_as_one(path):
    with pytest.raises(ValueError, match="not a path"):
        parse_path(path)


def test_a_setting_is_read_as_yaml():
    effect = parse_setting("inputs.axes[name=north].width_km={min: 10, max: 20}")
    assert effect.path == "inputs.axes[name=north].width_km"
    assert effect.value == {"min": 10, "max": 20}
    with pytest.raises(UsageError, match="path=value"):
        parse_setting("inputs.surprise")


def test_settings_and_what_ifs_change_the_card_that_is_run():
    source = with_changes(template_source(), ["no-works"], ["law.capture=0.2", "inputs.roads=1"])
    card = load_card(source)
    assert card.inputs.axes[0].belts[0].strength.middle() == 0
    assert card.law["capture"].middle() == 0.2
    assert card.inputs.roads == 1


def test_a_setting_that_breaks_the_card_is_a_fault():
    with pytest.raises(ScenarioError, match="must be at most 3"):
        load_card(with_changes(template_source(), [], ["inputs.surprise=7"]))


def test_an_unknown_what_if_names_the_nearest():
    with pytest.raises(UsageError, match='did you mean "no-works"'):
        load_card(with_changes(template_source(), ["no-work"], []))


# ---------------------------------------------------------------- on scenarios
def done(text, path, op, value):
    """A small scenario text with one effect done; rows are mappings there."""
    (node,) = parse(text, "s.yaml")
    return plain(apply(node, Effect(path=path, op=op, value=value), HERE, Scenario))


def test_a_shift_moves_the_logit_of_every_probability_of_a_decision():
    text = "FRA.stands: {day: 3, odds: [{when: a, p: 0.5}, {p: {low: 0.2, mode: 0.5, high: 1}}]}"
    moved = done(text, "FRA.stands", "shift", 1)["FRA.stands"]
    assert moved["day"] == 3
    assert moved["odds"][0]["p"] == pytest.approx(0.7310586)
    assert moved["odds"][1]["p"]["low"] == pytest.approx(1 / (1 + 4 * math.exp(-1)))
    assert moved["odds"][1]["p"]["high"] == 1


def test_a_shift_keeps_the_weight_of_a_beta():
    a, b = done("p: {beta: [6, 4]}", "p", "shift", -1)["p"]["beta"]
    assert a + b == pytest.approx(10)
    assert a / (a + b) == pytest.approx(shifted(0.6, -1))


@pytest.mark.parametrize("spread", ["{median: 0.4, factor: 2}", "{mean: 0.5, sd: 0.1}", "3", "no"])
def test_what_is_no_probability_cannot_be_shifted(spread):
    with pytest.raises(ScenarioError):
        done(f"p: {spread}", "p", "shift", 1)


def test_join_puts_an_item_at_the_end_of_a_list_and_of_nothing_else():
    assert done("together: []", "together", "join", ["A", "B"]) == {"together": [["A", "B"]]}
    with pytest.raises(ScenarioError, match="join needs a list"):
        done("together: A", "together", "join", "B")


def test_every_row_of_a_table_is_changed_and_its_evidence_stays():
    text = "men: {1937-05: 10, 1938-10: {low: 5, mode: 6, high: 8}, source: x}"
    made = done(text, "men", "scale", 2)["men"]
    assert made == {"1937-05": 20, "1938-10": {"low": 10, "mode": 12, "high": 16}, "source": "x"}
    assert done("m: {0: 0.25, 6: 1}", "m", "add", 1)["m"] == {"0": 1.25, "6": 2}


def test_a_scaled_lognormal_keeps_its_shape_with_its_floor():
    made = done("x: {median: 12, factor: 2, plus: 40}", "x", "scale", 2)["x"]
    assert made == {"median": 24, "factor": 2, "plus": 80}


def test_fields_of_rows_are_not_found_by_number_in_a_scenario():
    text = "wings: [{aircraft: 1}, {aircraft: 2}, {aircraft: 3}, {aircraft: 4}, {aircraft: 5}]"
    with pytest.raises(ScenarioError, match="matches nothing"):
        done(text, "wings.aircraft", "set", 0)


def test_a_misspelt_name_with_dots_is_mended_as_a_whole():
    with pytest.raises(ScenarioError) as caught:
        done("decisions: {WES.stands: {p: 1}}", "decisions.WES.stand.p", "set", 0)
    assert 'did you mean "WES.stands"?' in caught.value.faults[0].remedy


def test_a_change_that_finds_no_number_says_so():
    with pytest.raises(ScenarioError, match="no number here"):
        done("x: {choices: {a: 1, b: 2}}", "x", "scale", 2)


def test_everything_that_a_path_matches_can_be_listed():
    (node,) = parse("axes: [{id: a, km: 1}, {id: b, km: 2}]", "s.yaml")
    assert [plain(one) for one in nodes_at(node, "axes[id=b].km", {})] == [2]
    assert nodes_at(node, "axes[id=c].km", {}) == []
