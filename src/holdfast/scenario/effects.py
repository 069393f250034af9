"""Effects: the one way to change what is written. They work on nodes, before anything is typed.

A path is written as it is read: `inputs.axes[*].belts[*].strength`, `inputs.axes[name=wien].d`,
`inputs.attacker.forces[0].men`. Names of row fields reach into rows that are written as lists.
`scale` and `add` change every number of a spread alike, so that a change keeps its draws.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from holdfast.errors import ScenarioError
from holdfast.schema.card import COLUMNS, STOP_ROW
from holdfast.schema.effects import Effect
from holdfast.text.nodes import Entry, Mapping, Node, Plain, Position, Scalar, Sequence
from holdfast.text.spelling import did_you_mean

_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\*|\d+|[a-z_]+=[^\]]+)\]")
_SHAPE_KEYS = frozenset({"low", "mode", "high", "min", "max", "median", "mean", "value"})
_SCALED_ONLY = frozenset({"sd"})
_ROW_FIELDS = frozenset(COLUMNS) | frozenset(STOP_ROW)


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


def apply(root: Node, effect: Effect, position: Position) -> Node:
    """The tree with one effect done; a path that matches nothing is a fault.

    Raises
    ------
    ScenarioError
        at `position`, with the nearest name that exists.
    """
    try:
        steps = parse_path(effect.path)
        change = _change(effect, position)
        changed, count = _walk(root, steps, change)
    except ValueError as error:
        raise ScenarioError([position.fault(str(error), "", effect.path)]) from None
    if count == 0:
        message = f'the path "{effect.path}" matches nothing'
        raise ScenarioError([position.fault(message, missing(root, steps))])
    return changed


def missing(root: Node, steps: tuple[Step, ...]) -> str:
    """Where a path leaves the tree, and what it could have meant."""
    nodes = [root]
    while steps:
        step, steps = _head(nodes[0], steps)
        further = [child for node in nodes for child in _matches(node, step)]
        if not further:
            known = {key for node in nodes for key in _names(node)}
            return did_you_mean(step.text, known) if not step.bracketed else f"[{step.text}]: none"
        nodes = further
    return ""


def _names(node: Node) -> Iterator[str]:
    if isinstance(node, Mapping):
        yield from (entry.key.text for entry in node.entries)


def _matches(node: Node, step: Step) -> list[Node]:
    found: list[Node] = []

    def note(child: Node) -> Node:
        found.append(child)
        return child

    _descend(node, step, note)
    return found


def _walk(node: Node, steps: tuple[Step, ...], change: Callable[[Node], Node]) -> tuple[Node, int]:
    """Rebuild the tree with `change` done at every end of the path; count the ends."""
    if not steps:
        return change(node), 1
    count = 0
    step, rest = _head(node, steps)

    def deeper(child: Node) -> Node:
        nonlocal count
        made, ends = _walk(child, rest, change)
        count += ends
        return made

    rebuilt = _descend(node, step, deeper)
    return rebuilt, count


def _head(node: Node, steps: tuple[Step, ...]) -> tuple[Step, tuple[Step, ...]]:
    """The first step, and the rest; names with dots in them, such as FRA.acts, are one step."""
    if isinstance(node, Mapping):
        for length in range(len(steps), 1, -1):
            dotted = ".".join(step.text for step in steps[:length])
            if node.key(dotted) is not None:
                return Step(dotted, False), steps[length:]
    return steps[0], steps[1:]


def _descend(node: Node, step: Step, change: Callable[[Node], Node]) -> Node:
    """Change the children of `node` that `step` names."""
    if isinstance(node, Mapping):
        return replace(
            node,
            entries=tuple(
                replace(entry, value=change(entry.value)) if _is_key(entry, step) else entry
                for entry in node.entries
            ),
        )
    if isinstance(node, Sequence):
        return replace(
            node,
            items=tuple(
                change(item) if _is_item(item, index, step) else item
                for index, item in enumerate(node.items)
            ),
        )
    return node


def _is_key(entry: Entry, step: Step) -> bool:
    if step.bracketed and "=" in step.text:
        key, _, wanted = step.text.partition("=")
        named = entry.value.get(key) if isinstance(entry.value, Mapping) else None
        return isinstance(named, Scalar) and named.text == wanted
    return step.text in ("*", entry.key.text)


def _is_item(item: Node, index: int, step: Step) -> bool:
    if not step.bracketed:
        return step.text in _ROW_FIELDS and COLUMNS.get(step.text) == index
    if "=" in step.text:
        key, _, wanted = step.text.partition("=")
        named = _field(item, key)
        return isinstance(named, Scalar) and named.text == wanted
    return step.text in ("*", str(index))


def _field(item: Node, key: str) -> Node | None:
    if isinstance(item, Mapping):
        return item.get(key)
    if isinstance(item, Sequence) and key in COLUMNS and COLUMNS[key] < len(item.items):
        return item.items[COLUMNS[key]]
    return None


def _change(effect: Effect, position: Position) -> Callable[[Node], Node]:
    if effect.op == "set":
        new = to_node(effect.value, position)
        return lambda _: new
    if isinstance(effect.value, bool) or not isinstance(effect.value, int | float):
        raise ValueError(f"{effect.op} needs a number, not {effect.value!r}")
    amount = float(effect.value)
    if effect.op == "scale":
        return lambda node: _numbers(node, lambda x: x * amount, _SHAPE_KEYS | _SCALED_ONLY)
    return lambda node: _numbers(node, lambda x: x + amount, _SHAPE_KEYS)


def _numbers(node: Node, change: Callable[[float], float], keys: frozenset[str]) -> Node:
    """Change the numbers that give a quantity its size; weights, odds and factors stay."""
    if isinstance(node, Scalar):
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise ValueError(f'"{node.text}" is not a number that can be changed')
        made = change(float(node.value))
        return replace(node, value=made, text=repr(made))
    if isinstance(node, Sequence):
        return replace(node, items=tuple(_numbers(item, change, keys) for item in node.items))
    entries = tuple(
        replace(entry, value=_numbers(entry.value, change, keys))
        if entry.key.text in keys or entry.key.text == "claims"
        else entry
        for entry in node.entries
    )
    return replace(node, entries=entries)


def to_node(value: Plain | object, position: Position) -> Node:
    """Plain data as nodes that stand at one position.

    >>> to_node([1, "a"], Position("--set", 1, 1)).items[1].value
    'a'
    """
    if isinstance(value, dict):
        return Mapping(
            tuple(
                Entry(Scalar(str(key), str(key), position), to_node(item, position))
                for key, item in value.items()
            ),
            position,
        )
    if isinstance(value, list | tuple):
        return Sequence(tuple(to_node(item, position) for item in value), position)
    if value is None or isinstance(value, str | int | float | bool):
        return Scalar(value, str(value), position)
    raise ValueError(f"{value!r} cannot be written in a scenario")
