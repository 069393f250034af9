"""Effects reach every number by a path that reads like the file, and keep its draws."""

import pytest

from cards import template_source
from holdfast.errors import ScenarioError, UsageError
from holdfast.scenario.effects import apply, parse_path
from holdfast.scenario.load import load_card, parse_setting
from holdfast.schema.effects import Effect
from holdfast.study.run import with_changes
from holdfast.text.nodes import Position, plain

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
