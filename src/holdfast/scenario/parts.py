"""The parts of a scenario one by one: which of them a change touched, and whether they fit."""

from __future__ import annotations

import functools

from pydantic import BaseModel, create_model

from holdfast.errors import Fault
from holdfast.scenario.sections import text_of
from holdfast.schema.scenario import Scenario
from holdfast.schema.tables import BoundedTables
from holdfast.schema.validate import validate
from holdfast.text.nodes import Mapping, Node
from holdfast.text.walk import items, under


def changed_parts(before: Node, after: Node) -> frozenset[str]:
    """The names of the parts that are not what they were."""
    old = _parts(before)
    new = _parts(after)
    return frozenset(name for name in {*old, *new} if old.get(name) is not new.get(name))


def _parts(node: Node) -> dict[str, Node]:
    entries = node.entries if isinstance(node, Mapping) else ()
    return {entry.key.text: entry.value for entry in entries}


def names_in(node: Node, part: str) -> list[str]:
    """The names that stand in a part: the keys of a mapping, the ids of a list."""
    written = under(node, part)
    if isinstance(written, Mapping):
        return [entry.key.text for entry in written.entries]
    return [text_of(under(item, "id")) for item in items(written)]


def check_part(node: Node, part: str) -> list[Fault]:
    """The faults that the schema finds in one part, the others left aside."""
    entries = node.entries if isinstance(node, Mapping) else ()
    alone = tuple(entry for entry in entries if entry.key.text == part)
    if part not in Scenario.model_fields:
        return validate(Scenario, node)[1]
    return validate(_model(part), Mapping(alone, node.position))[1]


@functools.cache
def _model(part: str) -> type[BaseModel]:
    """The scenario's model with this one field."""
    field = Scenario.model_fields[part]
    return create_model("Part", __base__=BoundedTables, **{part: (field.annotation, field)})  # type: ignore[call-overload, no-any-return]
