"""What a file says, as a tree that remembers where each word stands."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from holdfast.errors import Fault


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A spot in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def fault(self, message: str, remedy: str = "", path: str = "") -> Fault:
        """Report a mistake at this spot."""
        return Fault(self.file, self.line, self.column, message, remedy, path)


ScalarValue: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """One word or number. `text` is what was written, `value` what YAML 1.2 makes of it."""

    value: ScalarValue
    text: str
    position: Position
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    position: Position


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping, its entries in the order of the file; keys are unique and are strings."""

    entries: tuple[Entry, ...]
    position: Position

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        return next((entry.value for entry in self.entries if entry.key.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its position, or None."""
        return next((entry.key for entry in self.entries if entry.key.text == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping
Plain: TypeAlias = "ScalarValue | list[Plain] | dict[str, Plain]"
Path: TypeAlias = tuple[str | int, ...]


def plain(node: Node) -> Plain:
    """The tree without positions: dicts, lists and scalars."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


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


def locate(node: Node, path: Path) -> Position:
    """The position of the deepest step of `path` that exists.

    A path that ends on a key of a mapping gives the key's place; one that leaves the tree gives
    the place of the last node inside it.
    """
    position = node.position
    current: Node | None = node
    for step in path:
        if isinstance(current, Mapping):
            key = current.key(str(step))
            current = current.get(str(step))
            if key is not None:
                position = key.position
        elif isinstance(current, Sequence) and isinstance(step, int) and step < len(current.items):
            current = current.items[step]
            position = current.position
        else:
            return position
        if current is None:
            return position
    return position


def spell(path: Path) -> str:
    """A path as a person writes it.

    >>> spell(("inputs", "axes", 0, "belts"))
    'inputs.axes[0].belts'
    """
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f"[{step}]"
        else:
            words += f".{step}" if words else step
    return words


@contextmanager
def searching_for_nothing() -> Iterator[None]:
    """Without the search for unreachable objects: nodes hold no circles, and it costs a third."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
