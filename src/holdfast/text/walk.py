"""Reading a tree of nodes without fuss: what is not there is None, or nothing, and never an error.

Checks read nodes before anything is typed, so that they run where the schema has found faults
already: each of these functions takes any node, of any shape.
"""

from __future__ import annotations

from holdfast.text.nodes import Mapping, Node, Scalar, Sequence


def under(node: Node | None, *steps: str) -> Node | None:
    """The node at the end of a path of keys, or None."""
    for step in steps:
        node = node.get(step) if isinstance(node, Mapping) else None
    return node


def key_of(node: Node, *steps: str) -> Scalar:
    """The key at the end of a path of keys, which must exist."""
    *way, last = steps
    holder = under(node, *way)
    key = holder.key(last) if isinstance(holder, Mapping) else None
    assert key is not None, steps
    return key


def items(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; none of anything else."""
    return node.items if isinstance(node, Sequence) else ()


def number(node: Node | None) -> float | None:
    """The number that a node is, or the middle of a simple spread; None of anything else."""
    if isinstance(node, Mapping):
        for key in ("value", "mode", "median"):
            if node.get(key) is not None:
                return number(node.get(key))
        return None
    if isinstance(node, Scalar) and isinstance(node.value, int | float):
        return None if isinstance(node.value, bool) else float(node.value)
    return None
