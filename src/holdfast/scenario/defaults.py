"""Fields that a file leaves at their defaults, put into its tree where an effect names them.

What the schema knows and a file does not spell can be changed as if it were written: the walk
goes down the tree and the schema together, and adds what is missing. Constants of the law are
fields as well: their defaults stand on the law's page.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from holdfast.scenario.law import default_law, default_text
from holdfast.scenario.steps import Rows, Step, head, is_item, is_key
from holdfast.schema.constant import Constant
from holdfast.schema.quantity import Quantity
from holdfast.text.nodes import Entry, Mapping, Node, Position, Scalar, Sequence, to_node
from holdfast.text.yaml import parse

LAW = "law"
"""The part that holds constants of the law."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the schema says of a place in a tree."""

    annotation: Any
    default: Any = None
    constants: bool = False
    """Whether constants of the law stand under it by their names."""
    constant: str = ""
    """The constant that it is."""

    def below(self, name: str) -> Shape | None:
        """What stands under a field; None where the schema knows none of that name."""
        if self.constants:
            return Shape(Constant, constant=name) if name in default_law().parameters else None
        for field_name, field in self._fields():
            if field_name == name:
                default = field.get_default(call_default_factory=True)
                return Shape(field.annotation, default, constants=name == LAW)
        return None

    def item(self) -> Shape | None:
        """What an item of a list is, or what stands under a name that a user gave."""
        for one in _alternatives(self.annotation):
            if get_origin(one) in (list, tuple, dict):
                return Shape(get_args(one)[-1])
        return None

    def through(self, step: Step) -> Shape | None:
        """What stands behind a step."""
        return (None if step.bracketed else self.below(step.text)) or self.item()

    def fields(self) -> set[str]:
        """The names of the fields that may stand here."""
        if self.constants:
            return set(default_law().parameters)
        return {name for name, _ in self._fields()}

    def _fields(self) -> Iterator[tuple[str, FieldInfo]]:
        """Fields of the models that may stand here; a quantity is one thing and has none."""
        for one in _alternatives(self.annotation):
            if isinstance(one, type) and issubclass(one, BaseModel) and one is not Quantity:
                for name, field in one.model_fields.items():
                    yield field.alias or name, field


def _alternatives(annotation: Any) -> Iterator[Any]:
    """The types that an annotation allows, without what is noted beside them."""
    if hasattr(annotation, "__metadata__"):
        yield from _alternatives(annotation.__origin__)
    elif get_origin(annotation) in (list, tuple, dict) or isinstance(annotation, type):
        yield annotation
    else:
        for inner in get_args(annotation):
            yield from _alternatives(inner)


@dataclass(frozen=True, slots=True)
class Missing:
    """For which operation something is put in, and where it says that it stands."""

    op: str
    position: Position
    rows: Rows
    optional: bool = False
    """Whether fields that are nothing by default are put in as well."""

    def node(self, steps: tuple[Step, ...], shape: Shape) -> Node | None:
        """What a field that is not written holds, down to the last step; None if nothing fits.

        Raises
        ------
        ValueError
            if it is a constant whose default is no number of its own.
        """
        if shape.constant and self.op != "set":
            return law_node(shape.constant)
        default = _plain(shape.default)
        if not steps and default is None and not self.optional:
            return None
        if not steps:
            return to_node(default, self.position)
        step, rest = steps[0], steps[1:]
        below = None if step.bracketed else shape.below(step.text)
        inner = None if below is None else self.node(rest, below)
        return None if inner is None else Mapping((self.entry(step.text, inner),), self.position)

    def entry(self, name: str, node: Node) -> Entry:
        """An entry that stands where the effect does."""
        return Entry(Scalar(name, name, self.position), node)


def filled(node: Node, steps: tuple[Step, ...], shape: Shape | None, missing: Missing) -> Node:
    """The tree with the fields of a path that are not written; the tree itself if all are."""
    if not steps or shape is None:
        return node
    if isinstance(node, Scalar):
        return (missing.node(steps, shape) if node.value is None else None) or node
    if isinstance(node, Sequence):
        return _filled_items(node, steps, shape, missing)
    step, rest = head(node, steps)
    entries = tuple(
        replace(one, value=filled(one.value, rest, shape.through(_named(one)), missing))
        if is_key(one, step)
        else one
        for one in node.entries
    )
    if not step.bracketed and step.text != "*" and node.key(step.text) is None:
        below = shape.below(step.text)
        made = None if below is None else missing.node(rest, below)
        entries += () if made is None else (missing.entry(step.text, made),)
    return replace(node, entries=entries) if _differ(node, entries) else node


def _named(entry: Entry) -> Step:
    return Step(entry.key.text, False)


def _differ(node: Mapping, entries: tuple[Entry, ...]) -> bool:
    pairs = zip(node.entries, entries, strict=False)
    return len(entries) > len(node.entries) or any(a.value is not b.value for a, b in pairs)


def _filled_items(
    node: Sequence, steps: tuple[Step, ...], shape: Shape, missing: Missing
) -> Sequence:
    """The same for a list, or for a row that is written as one and ends before a field."""
    step, rest = steps[0], steps[1:]
    inner = shape.item() if step.bracketed else shape.below(step.text)
    items = tuple(
        filled(one, rest, inner, missing) if is_item(one, n, step, missing.rows) else one
        for n, one in enumerate(node.items)
    )
    behind = not step.bracketed and inner is not None
    if behind and missing.optional and missing.rows.get(step.text) == len(items) and not rest:
        items = (*items, to_node(None, missing.position))
    changed = len(items) > len(node.items) or any(
        a is not b for a, b in zip(node.items, items, strict=False)
    )
    return replace(node, items=items) if changed else node


def _plain(default: object) -> object:
    """A default as somebody would have written it."""
    if isinstance(default, Quantity):
        return default.spread.model_dump() if default.spread else None
    if isinstance(default, BaseModel):
        return {}
    return [] if default == [] else default if isinstance(default, str | int | float) else None


@functools.cache
def _law_page() -> Mapping:
    page = parse(default_text(), "laws/default.yaml")[0]
    found = page.get("parameters") if isinstance(page, Mapping) else None
    assert isinstance(found, Mapping), "the law has parameters"
    return found


def law_node(name: str) -> Node:
    """A constant as the law's page writes it: its value, or its two sides.

    Raises
    ------
    ValueError
        if it is drawn with others from the sample of past campaigns.
    """
    if name in default_law().calibrated:
        raise ValueError(
            f"{name} is drawn with other constants from past campaigns, and no change of it "
            "can begin from one number: set it"
        )
    said = _law_page().get(name)
    assert isinstance(said, Mapping), "every constant is a mapping"
    value = said.get("value")
    sides = tuple(entry for entry in said.entries if entry.key.text in ("attacker", "defender"))
    return value if value is not None else Mapping(sides, said.position)
