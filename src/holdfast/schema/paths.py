"""The names of quantities: where each stands, and by what it is told whatever is moved in a file.

A path is written as effects and `--set` write it:

contingents[id=first-army].men        an item of a list by its id
sectors.de_labe.heavy.built           a field of a mapping
places.praha.value
links[3].road_km                      an item without an id by its place in the list

Its *identity* names the item by what it is and never by where it stands: `links[between=brno,
praha]`. Luck hangs on identities (kernel/draws.py), so that a file may be put in another order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from pydantic import BaseModel

from holdfast.schema.quantity import Quantity
from holdfast.schema.tables import ByDay, Dated, DrawnWord

Figure: TypeAlias = Quantity | Dated | ByDay | DrawnWord
"""Whatever may be uncertain: a number, a table by date or by day, a word."""

Labels: TypeAlias = Callable[[Sequence[object]], list[str]]
"""How the items of a list are told apart."""

TOLD_BY = (
    ("id",), ("between",), ("ally", "form", "manner"), ("fact",), ("name", "terrain"),
    ("power", "act", "axis"), ("place",), ("when",), ("axis",),
    ("purpose", "on"), ("good", "to", "begins"), ("good", "path"), ("good", "on"), ("what",),
    ("path", "op"),
)  # fmt: skip
"""Fields by which an item is told from its like: the first of these sets that it has."""

BRINGS = ("men", "tanks", "guns", "aircraft")


def figures(model: BaseModel, path: str = "") -> Iterator[tuple[str, Figure]]:
    """Everything uncertain or countable that was written in a model, with its path.

    Fields that were left to their defaults are not listed: nobody wrote them.
    """
    yield from _figures(model, path, _by_place)


def identities(model: BaseModel) -> dict[str, str]:
    """The identity of every figure of a model, by its path."""
    told = _figures(model, "", by_nature)
    return {path: one for (path, _), (one, _) in zip(figures(model), told, strict=True)}


def _figures(model: BaseModel, path: str, labels: Labels) -> Iterator[tuple[str, Figure]]:
    for name in type(model).model_fields:
        if name in model.model_fields_set:
            yield from _inside(getattr(model, name), f"{path}.{name}" if path else name, labels)


def _inside(value: object, path: str, labels: Labels) -> Iterator[tuple[str, Figure]]:
    if isinstance(value, Quantity | Dated | ByDay | DrawnWord):
        yield path, value
    elif isinstance(value, BaseModel):
        yield from _figures(value, path, labels)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, f"{path}.{key}", labels)
    elif isinstance(value, list | tuple):
        for item, label in zip(value, labels(value), strict=True):
            yield from _inside(item, f"{path}[{label}]", labels)


def _by_place(items: Sequence[object]) -> list[str]:
    """Items by their id, or else by where they stand."""
    named = [getattr(item, "id", None) for item in items]
    return [f"id={one}" if isinstance(one, str) else str(index) for index, one in enumerate(named)]


def by_nature(items: Sequence[object]) -> list[str]:
    """Items by what they are; of several alike the first, second … in the order of `rank`."""
    found = [""] * len(items)
    counted: dict[str, int] = {}
    for index in sorted(range(len(items)), key=lambda n: rank(items[n])):
        told = nature(items[index])
        counted[told] = counted.get(told, 0) + 1
        again = f"#{counted[told]}" if counted[told] > 1 else ""
        found[index] = f"{told}{again}"
    return found


def nature(item: object) -> str:
    """By what an item of a list is told: its id, its ends, its fact; "" if it has no such thing."""
    if not isinstance(item, BaseModel):
        return "" if isinstance(item, list | tuple) else str(item)
    fields = type(item).model_fields
    names = next((names for names in TOLD_BY if all(name in fields for name in names)), ())
    return ",".join(f"{name}={_told(getattr(item, name))}" for name in names if name != "terrain")


def _told(value: object) -> str:
    return "+".join(sorted(map(str, value))) if isinstance(value, list) else str(value)


def rank(item: object) -> tuple[str, bool, tuple[float, ...], str]:
    """Where an item stands among its like in the one order that counts.

    By what it is told by, then by its numbers at their middles in the order of its fields; rows
    that bring nobody come last, so that they count nobody else away.
    """
    if not isinstance(item, BaseModel):
        return str(item), False, (), ""
    numbers = [getattr(item, name) for name in type(item).model_fields]
    middles = tuple(one.middle() for one in numbers if isinstance(one, Quantity))
    return nature(item), _brings_nothing(item), middles, item.model_dump_json()


def _brings_nothing(item: BaseModel) -> bool:
    brought = [getattr(item, name, None) for name in BRINGS]
    known = [one for one in brought if isinstance(one, Quantity)]
    return len(known) == len(BRINGS) and all(one.extremes() == (0, 0) for one in known)


def key_of(kind: str, name: str) -> int:
    """The 32-bit number by which a thing of a kind draws.

    >>> key_of("axis", "north") == key_of("axis", "north") != key_of("decision", "north")
    True
    """
    digest = hashlib.blake2b(f"{kind}:{name}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big")


def same_key(kind: str, names: Sequence[str]) -> tuple[str, str] | None:
    """Two names of a kind that draw by one number; None, as is nearly sure, if there are none."""
    seen: dict[int, str] = {}
    for name in names:
        other = seen.setdefault(key_of(kind, name), name)
        if other != name:
            return other, name
    return None


def identity(path: str, known: Mapping[str, str]) -> str:
    """The identity of a path, or of the table whose row it names; the path itself if unknown."""
    if path in known:
        return known[path]
    table, bracket, row = path.rpartition("[")
    return f"{known[table]}{bracket}{row}" if table in known else path
