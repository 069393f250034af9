"""The steps of a path, and which entries and items of a tree each of them names.

A path is written as it is read: `inputs.axes[*].belts[*].strength`, `powers.DEU.readiness`,
`contingents[id=first-army].divisions`. On a card names of row fields reach into rows that are
written as lists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Columns
from dataclasses import dataclass

from holdfast.schema.card import COLUMNS, STOP_ROW
from holdfast.text.nodes import Entry, Mapping, Node, Scalar, Sequence

_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\*|\d+|[a-z_]+=[^\]]+)\]")
_ROW_FIELDS = frozenset(COLUMNS) | frozenset(STOP_ROW)

Rows = Columns[str, int]
"""Which item of a row that is written as a list stands for which field; none in scenarios."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a key, `*`, a number, or name=value."""

    text: str
    bracketed: bool


def parse_path(path: str) -> tuple[Step, ...]:
    """Split a path into steps.

    >>> [step.text for step in parse_path("inputs.axes[*].d")]
    ['inputs', 'axes', '*', 'd']
    """
    steps: list[Step] = []
    at = 0
    for match in _STEP.finditer(path):
        if match.start() != at:
            break
        bracketed = match.group(2) is not None
        steps.append(Step(match.group(2) or match.group(1), bracketed))
        at = match.end()
    if at != len(path) or not steps:
        raise ValueError(f'"{path}" is not a path such as inputs.axes[0].width_km')
    return tuple(steps)


def head(node: Node, steps: tuple[Step, ...]) -> tuple[Step, tuple[Step, ...]]:
    """The first step, and the rest; names with dots in them, such as FRA.acts, are one step."""
    if isinstance(node, Mapping):
        for length in range(len(steps), 1, -1):
            dotted = ".".join(step.text for step in steps[:length])
            if node.key(dotted) is not None:
                return Step(dotted, False), steps[length:]
    return steps[0], steps[1:]


def is_key(entry: Entry, step: Step) -> bool:
    """Whether a step names an entry of a mapping."""
    if step.bracketed and "=" in step.text:
        key, _, wanted = step.text.partition("=")
        named = entry.value.get(key) if isinstance(entry.value, Mapping) else None
        return isinstance(named, Scalar) and named.text == wanted
    return step.text in ("*", entry.key.text)


def is_item(item: Node, index: int, step: Step, rows: Rows) -> bool:
    """Whether a step names an item of a list."""
    if not step.bracketed:
        return step.text in _ROW_FIELDS and rows.get(step.text) == index
    if "=" in step.text:
        key, _, wanted = step.text.partition("=")
        named = _field(item, key, rows)
        return isinstance(named, Scalar) and named.text == wanted
    return step.text in ("*", str(index))


def _field(item: Node, key: str, rows: Rows) -> Node | None:
    if isinstance(item, Mapping):
        return item.get(key)
    if isinstance(item, Sequence) and key in rows and rows[key] < len(item.items):
        return item.items[rows[key]]
    return None
