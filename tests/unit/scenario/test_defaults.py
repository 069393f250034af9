"""Fields that a file leaves at their defaults can be set as if it spelled them."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from cards import template_card, template_source, with_changes
from holdfast.errors import ScenarioError
from holdfast.scenario.card_source import load_card
from holdfast.scenario.defaults import Shape
from holdfast.scenario.effects import apply
from holdfast.schema.card import Card
from holdfast.schema.effects import Effect
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Scenario
from holdfast.schema.validate import validate
from holdfast.text.nodes import Position
from scenario_sources import INVENTED, scenario, source

HERE = Position("test", 1, 1)
COURSE = "north-1938"
NOT_FIELDS = {"law", "pacts"}


def left_out(model, path=""):
    """Every field with a default that nobody wrote: its path and its default."""
    for name, field in type(model).model_fields.items():
        here = f"{path}.{field.alias or name}" if path else field.alias or name
        value = getattr(model, name)
        if name not in model.model_fields_set:
            if value is not None and not isinstance(value, list | dict):
                yield here, value
        elif name not in NOT_FIELDS:
            yield from _inside(value, here)


def _inside(value, path):
    if isinstance(value, BaseModel) and not isinstance(value, Quantity):
        yield from left_out(value, path)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _inside(item, f"{path}[{index}]")
    elif isinstance(value, dict):
        for name, item in value.items():
            if isinstance(name, str) and "." not in name:
                yield from _inside(item, f"{path}.{name}")


def as_written(value):
    """A default as a user would write it."""
    if isinstance(value, Quantity):
        return value.spread.model_dump()
    return value.model_dump(exclude_unset=True) if isinstance(value, BaseModel) else value


OF_CARDS = sorted(dict(left_out(template_card())).items())
OF_SCENARIOS = sorted(dict(left_out(scenario(INVENTED, COURSE))).items())


def test_there_are_fields_that_nobody_wrote():
    assert "horizon_days" in dict(OF_CARDS)
    assert len(OF_CARDS) > 10
    assert len(OF_SCENARIOS) > 100


@pytest.mark.parametrize(("path", "value"), OF_CARDS, ids=lambda one: str(one)[:40])
def test_every_field_of_a_card_can_be_set_to_its_default_and_nothing_else_changes(path, value):
    node = template_source().node
    changed = apply(node, Effect(path=path, value=as_written(value)), HERE)
    made, faults = validate(Card, changed, _columns())
    assert not faults
    assert made == template_card()


def test_every_field_of_a_scenario_can_be_set_to_its_default_and_nothing_else_changes():
    before, _ = validate(Scenario, source(INVENTED).node)
    node = source(INVENTED).node
    for path, value in OF_SCENARIOS:
        node = apply(node, Effect(path=path, value=as_written(value)), HERE, Scenario)
    made, faults = validate(Scenario, node)
    assert not faults
    assert made == before


def _columns():
    from holdfast.schema.card import COLUMNS

    return COLUMNS


def test_a_field_that_may_be_absent_comes_with_all_that_it_needs_or_not_at_all():
    both = ("inputs.isolation.endurance=30", "inputs.isolation.inflow=0.2")
    card = load_card(with_changes(template_source(), [], both))
    assert card.inputs.isolation.inflow.middle() == 0.2
    with pytest.raises(ScenarioError, match='"inflow" is missing'):
        load_card(with_changes(template_source(), [], both[:1]))


def test_a_change_of_some_rows_leaves_absent_what_is_nothing_by_default():
    """Divisions or men: where a row writes the one, to set the other for all adds it nowhere."""
    effect = Effect(path="contingents[*].men", op="scale", value=2)
    written = {one.id for one in scenario(INVENTED, COURSE).contingents if one.men is not None}
    made, _ = validate(Scenario, apply(source(INVENTED).node, effect, HERE, Scenario))
    assert {one.id for one in made.contingents if one.men is not None} == written


def test_a_default_can_be_scaled():
    effect = Effect(path="powers.NOR.efficiency", op="scale", value=1.2)
    made, _ = validate(Scenario, apply(source(INVENTED).node, effect, HERE, Scenario))
    assert made.powers["NOR"].efficiency.middle() == 1.2


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("horizon_day", "horizon_days"),
        ("inputs.relief.knwn_day", "known_day"),
        ("inputs.axes[0].open_dy", "open_day"),
        ("inputs.training", "no training factor"),
        ("law.breakthrough_hazrd", "breakthrough_hazard"),
    ],
)
def test_what_no_schema_knows_matches_nothing_and_says_what_it_could_have_meant(path, meant):
    with pytest.raises(ScenarioError) as raised:
        apply(template_source().node, Effect(path=path, value=1), HERE)
    assert "matches nothing" in raised.value.faults[0].message
    assert meant in raised.value.faults[0].remedy


def test_names_that_a_user_gives_are_not_made_up():
    """A place, a power, a decision: the schema knows no such name, whatever stands below it."""
    for path in ("inputs.places.Nowhere.value", "inputs.relief.decisions.ALLY.sleeps.p"):
        with pytest.raises(ScenarioError, match="matches nothing"):
            apply(template_source().node, Effect(path=path, value=0.5), HERE)
    assert Shape(Card).below("nothing") is None


def test_a_path_that_is_written_leaves_the_tree_as_it_was():
    node = source(INVENTED).node
    changed = apply(node, Effect(path="powers.NOR.surprise", value=1), HERE, Scenario)
    parts = zip(node.entries, changed.entries, strict=True)
    assert [old.key.text for old, new in parts if old.value is not new.value] == ["powers"]
