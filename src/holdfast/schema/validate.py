"""From nodes to typed models, every fault at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Columns
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from holdfast.errors import Fault
from holdfast.schema.quantity import Quantity
from holdfast.text.files import MAX_FAULTS
from holdfast.text.nodes import Mapping, Node, Path, Position, Sequence, locate, plain, spell
from holdfast.text.spelling import closest, did_you_mean

Model = TypeVar("Model", bound=BaseModel)

EXAMPLE = "holdfast new DIR writes an example of every field"
"""The remedy where there is no better one."""

NOT_READ = {
    "training": "the law has no training factor: delete the key",
    "coup": "the law has no coups de main: delete the key",
}
"""Keys that cards of other programs have and that no mechanism reads."""

_SKIPPED = frozenset({"spread", "Quantity", "rows", "value", "choices"})
_DATE_STEP = re.compile(r"datetime\.date\((\d+), (\d+), (\d+)\)\Z")


def validate(
    model: type[Model], node: Node, columns: Columns[str, int] | None = None
) -> tuple[Model | None, list[Fault]]:
    """Read a node as `model`; give it, or None and every fault found.

    `columns` says which item of a row that is written as a list stands for which field.
    """
    try:
        made = model.model_validate(plain(node))
    except ValidationError as error:
        return None, list(_faults(error, model, node, columns or {}))
    return made, []


def _faults(
    error: ValidationError, model: type[BaseModel], node: Node, columns: Columns[str, int]
) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    items = error.errors(include_url=False)[:MAX_FAULTS]
    misspelt = set(_misspelt(items, model))
    for item in items:
        if item["type"] == "missing" and item["loc"] in misspelt:
            continue
        path = _written_path(item["loc"], node, columns)
        message, remedy = _words(item, model)
        if (spell(path), message) not in seen:
            seen.add((spell(path), message))
            yield find(node, path, columns).fault(message, remedy, spell(path))


def _misspelt(items: Any, model: type[BaseModel]) -> Iterator[tuple[str | int, ...]]:
    """Where a key is missing because it is there under a misspelt name."""
    for item in items:
        if item["type"] == "extra_forbidden":
            loc = item["loc"]
            close = closest(str(loc[-1]), _fields_at(model, loc[:-1]))
            if close is not None:
                yield (*loc[:-1], close)


def find(node: Node, path: Path, columns: Columns[str, int] | None = None) -> Position:
    """Where `path` stands, also when rows are written as lists."""
    return locate(node, _row_path(node, path, columns or {}))


def _row_path(node: Node, path: Path, columns: Columns[str, int]) -> Path:
    """Replace names of row fields by their place in the list where the row is a list."""
    steps: list[str | int] = []
    current: Node | None = node
    for step in path:
        if isinstance(current, Sequence) and isinstance(step, str) and step in columns:
            step = columns[step]  # noqa: PLW2901
        steps.append(step)
        current = _child(current, step)
    return tuple(steps)


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Sequence):
        return node.items[step] if isinstance(step, int) and step < len(node.items) else None
    return node.get(str(step)) if isinstance(node, Mapping) else None


def _written_path(loc: tuple[str | int, ...], node: Node, columns: Columns[str, int]) -> Path:
    """The path as the user wrote it: without the names of our own inner fields."""
    steps: list[str | int] = []
    for found in loc:
        step = _table_key(found, _at(node, tuple(steps), columns))
        inner = isinstance(step, str) and (step in _SKIPPED or "[" in step or step[:1].isupper())
        if inner and _child(_at(node, tuple(steps), columns), step) is None:
            continue
        steps.append(step)
    return tuple(steps)


def _table_key(step: str | int, table: Node | None) -> str | int:
    """A date or a day as the table that it stands in writes it."""
    dated = _DATE_STEP.match(step) if isinstance(step, str) else None
    if dated is not None:
        year, month, day = map(int, dated.groups())
        whole, short = f"{year}-{month:02}-{day:02}", f"{year}-{month:02}"
        return short if day == 1 and _child(table, whole) is None else whole
    return str(step) if isinstance(table, Mapping) else step


def _at(node: Node, path: Path, columns: Columns[str, int]) -> Node | None:
    current: Node | None = node
    for step in _row_path(node, path, columns):
        current = _child(current, step)
    return current


def _words(item: Any, model: type[BaseModel]) -> tuple[str, str]:
    """What is wrong and what to do, from one of pydantic's errors."""
    kind, loc = item["type"], item["loc"]
    if kind == "extra_forbidden":
        known = _fields_at(model, loc[:-1])
        remedy = NOT_READ.get(str(loc[-1])) or did_you_mean(str(loc[-1]), known)
        return f'unknown key "{loc[-1]}"', remedy
    if kind == "missing":
        return f'"{loc[-1]}" is missing', f'write "{loc[-1]}: …" here'
    if kind == "literal_error":
        known = [str(value).strip("'") for value in _literals(item)]
        return f'"{item["input"]}" is not known here', did_you_mean(str(item["input"]), known)
    if kind == "value_error":
        return str(item["ctx"]["error"]), EXAMPLE
    message = item["msg"].replace("Input should be", "should be").replace("Value error, ", "")
    return f"{message}, not {_short(item['input'])}", EXAMPLE


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "…"


def _literals(item: Any) -> list[str]:
    expected = str(item["ctx"]["expected"])
    return [word.strip() for word in expected.replace(" or ", ", ").split(",")]


def _fields_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Names of the fields that the model at `loc` knows."""
    current: Any = model
    others: list[type[BaseModel]] = []
    for step in loc:
        named = next((one for one in others if one.__name__ == step), None)
        field = None if isinstance(step, int) else current.model_fields.get(step)
        if named is not None:
            current = named
        elif field is not None:
            others = list(_models_in(field.annotation))
            current = others[0] if others else current
    return list(current.model_fields)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field may hold; the steps of a fault name the one that was meant."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for arg in get_args(annotation):
        yield from _models_in(arg)


def quantities(model: BaseModel, path: Path = ()) -> Iterator[tuple[Path, Quantity]]:
    """Every quantity in a model with its path."""
    for name in type(model).model_fields:
        yield from _inside(getattr(model, name), (*path, name))


def _inside(value: object, path: Path) -> Iterator[tuple[Path, Quantity]]:
    if isinstance(value, Quantity):
        yield path, value
    elif isinstance(value, BaseModel):
        yield from quantities(value, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, (*path, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _inside(item, (*path, index))
