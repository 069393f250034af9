"""Effects: the one way to change what is written. They work on nodes, before anything is typed.

A path is written as it is read: `inputs.axes[*].belts[*].strength`, `powers.DEU.readiness`,
`contingents[id=first-army].divisions`, `decisions.FRA.stands.p`, `sectors[neighbour=AUT].works`.
On a card names of row fields reach into rows that are written as lists.

`scale` and `add` change every number of a spread or of a table alike, so that a change keeps its
draws. `shift` adds to the logit of every probability of a spread, of a decision or of its odds:
0 and 1 stay what they are, a beta keeps its weight a + b. `join` puts an item at the end of a list.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from pydantic import BaseModel

from holdfast.errors import ScenarioError
from holdfast.scenario.defaults import Missing, Shape, filled
from holdfast.scenario.steps import Rows, Step, head, is_item, is_key, parse_path
from holdfast.schema.card import COLUMNS, Card
from holdfast.schema.constant import ERAS
from holdfast.schema.effects import Effect
from holdfast.schema.validate import NOT_READ
from holdfast.text.nodes import Entry, Mapping, Node, Position, Scalar, Sequence, to_node
from holdfast.text.spelling import closest, did_you_mean

_ROW = re.compile(r"\d{4}-\d{2}(?:-\d{2})?\Z|\d+\Z")
"""Keys of tables: a date, a month, a day."""

_ENDS = frozenset({"low", "mode", "high", "min", "max", "value", "attacker", "defender", *ERAS})
_ADDED = _ENDS | {"median", "mean"}
_SCALED = _ADDED | {"sd", "plus"}
_CHANCES = _ENDS | {"p", "odds"}
_NOT_CHANCES = frozenset({"median", "mean"})

Change = Callable[[Node], Node]


def apply(root: Node, effect: Effect, position: Position, model: type[BaseModel] = Card) -> Node:
    """The tree with one effect done; a path that matches nothing is a fault.

    `model` is what the tree is read as: its fields may be set where the file does not spell them.

    Raises
    ------
    ScenarioError
        at `position`, with the nearest name that exists.
    """
    try:
        steps = parse_path(effect.path)
        rows = COLUMNS if model is Card else {}
        change = _change(effect, position)
        lacking = Missing(effect.op, position, rows)
        changed, count = _walk(filled(root, steps, Shape(model), lacking), steps, change, rows)
        if count == 0 and effect.op == "set":
            whole = filled(root, steps, Shape(model), replace(lacking, optional=True))
            changed, count = _walk(whole, steps, change, rows)
    except ValueError as error:
        raise ScenarioError([position.fault(str(error), "", effect.path)]) from None
    if count == 0:
        message = f'the path "{effect.path}" matches nothing'
        raise ScenarioError([position.fault(message, missing(root, steps, model), effect.path)])
    return changed


def nodes_at(root: Node, path: str, rows: Rows = COLUMNS) -> list[Node]:
    """Everything that a path matches; none if it matches nothing.

    Raises
    ------
    ValueError
        if it is no path.
    """
    found: list[Node] = []

    def note(node: Node) -> Node:
        found.append(node)
        return node

    _walk(root, parse_path(path), note, rows)
    return found


def missing(root: Node, steps: tuple[Step, ...], model: type[BaseModel] = Card) -> str:
    """Where a path leaves the tree, and what it could have meant."""
    nodes = [root]
    shape: Shape | None = Shape(model)
    rows = COLUMNS if model is Card else {}
    while steps:
        step, steps = head(nodes[0], steps) if nodes else (steps[0], steps[1:])
        further: list[Node] = []
        for node in nodes:
            _descend(node, step, _note(further), rows)
        below = None if shape is None or step.bracketed else shape.below(step.text)
        if not further and below is None:
            known = {key for node in nodes for key in _names(node)}
            known |= shape.fields() if shape else set()
            return _meant((step, *steps), known)
        nodes = further
        shape = below or (shape.item() if shape else None)
    return ""


def _meant(steps: tuple[Step, ...], known: set[str]) -> str:
    """What the first of these steps could have meant; a name may have dots in it."""
    if steps[0].text in NOT_READ:
        return NOT_READ[steps[0].text]
    if steps[0].bracketed:
        return f"[{steps[0].text}]: none"
    for length in range(len(steps), 1, -1):
        dotted = closest(".".join(step.text for step in steps[:length]), known)
        if dotted is not None and "." in dotted:
            return f'did you mean "{dotted}"?'
    return did_you_mean(steps[0].text, known)


def _note(found: list[Node]) -> Change:
    def note(node: Node) -> Node:
        found.append(node)
        return node

    return note


def _names(node: Node) -> Iterator[str]:
    if isinstance(node, Mapping):
        yield from (entry.key.text for entry in node.entries)


def _walk(
    node: Node, steps: tuple[Step, ...], change: Change, rows: Rows = COLUMNS
) -> tuple[Node, int]:
    """Rebuild the tree with `change` done at every end of the path; count the ends."""
    if not steps:
        return change(node), 1
    count = 0
    step, rest = head(node, steps)

    def deeper(child: Node) -> Node:
        nonlocal count
        made, ends = _walk(child, rest, change, rows)
        count += ends
        return made

    rebuilt = _descend(node, step, deeper, rows)
    return (rebuilt, count) if count else (node, 0)


def _descend(node: Node, step: Step, change: Change, rows: Rows) -> Node:
    """Change the children of `node` that `step` names."""
    if isinstance(node, Mapping):
        return replace(
            node,
            entries=tuple(
                replace(entry, value=change(entry.value)) if is_key(entry, step) else entry
                for entry in node.entries
            ),
        )
    if isinstance(node, Sequence):
        return replace(
            node,
            items=tuple(
                change(item) if is_item(item, index, step, rows) else item
                for index, item in enumerate(node.items)
            ),
        )
    return node


def _change(effect: Effect, position: Position) -> Change:
    """What an effect does to each node that its path matches."""
    if effect.op == "set":
        new = to_node(effect.value, position)
        return lambda _: new
    if effect.op == "join":
        return _joined(to_node(effect.value, position))
    if isinstance(effect.value, bool) or not isinstance(effect.value, int | float):
        raise ValueError(f"{effect.op} needs a number, not {effect.value!r}")
    amount = float(effect.value)
    if effect.op == "scale":
        return _on_numbers(lambda x: x * amount, _SCALED)
    if effect.op == "add":
        return _on_numbers(lambda x: x + amount, _ADDED)
    return _on_numbers(lambda x: shifted(x, amount), _CHANCES)


def _joined(item: Node) -> Change:
    def join(node: Node) -> Node:
        if not isinstance(node, Sequence):
            raise ValueError("join needs a list to put an item at the end of")
        return replace(node, items=(*node.items, item))

    return join


def shifted(probability: float, logits: float) -> float:
    """A probability whose logit is moved: ln(p / (1 - p)) + logits.

    >>> round(shifted(0.5, 1.0), 4), shifted(0.0, 1.0)
    (0.7311, 0.0)
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"shift needs probabilities, and {probability:g} is none")
    if probability in (0, 1):
        return probability
    return 1 / (1 + math.exp(-math.log(probability / (1 - probability)) - logits))


def _on_numbers(change: Callable[[float], float], keys: frozenset[str]) -> Change:
    """Change the numbers that give a quantity its size; weights and factors stay.

    A node in which there is no such number is refused.
    """

    def numbers(node: Node) -> Node:
        done = _Numbers(change, keys)
        made = done.of(node)
        if done.count == 0:
            raise ValueError("there is no number here that can be changed")
        return made

    return numbers


class _Numbers:
    """Changes the numbers below a node, and counts them."""

    def __init__(self, change: Callable[[float], float], keys: frozenset[str]) -> None:
        self.change = change
        self.keys = keys
        self.count = 0

    def of(self, node: Node) -> Node:
        if isinstance(node, Scalar):
            return self.scalar(node)
        if isinstance(node, Sequence):
            return replace(node, items=tuple(map(self.of, node.items)))
        return replace(node, entries=tuple(map(self.entry, node.entries)))

    def scalar(self, node: Scalar) -> Scalar:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            raise ValueError(f'"{node.text}" is not a number that can be changed')
        self.count += 1
        made = self.change(float(node.value))
        return replace(node, value=made, text=repr(made))

    def entry(self, entry: Entry) -> Entry:
        key = entry.key.text
        if self.keys is _CHANCES and key in _NOT_CHANCES:
            raise ValueError(f"a spread with a {key} cannot be shifted: write low, mode, high")
        if self.keys is _CHANCES and key == "beta":
            return replace(entry, value=self.beta(entry.value))
        if key in self.keys or key == "claims" or _ROW.match(key):
            return replace(entry, value=self.of(entry.value))
        return entry

    def beta(self, node: Node) -> Node:
        """A beta whose mean is changed and whose weight a + b stays."""
        shapes = node.items if isinstance(node, Sequence) else ()
        numbers = [one.value for one in shapes if isinstance(one, Scalar)]
        a, b = (float(x) if isinstance(x, int | float) else 0.0 for x in (*numbers, 0, 0)[:2])
        if min(a, b) <= 0:
            raise ValueError("a beta has two shapes above 0")
        self.count += 1
        mean = self.change(a / (a + b))
        return to_node([mean * (a + b), (1 - mean) * (a + b)], node.position)
