"""Which numbers of a typed scenario a path reaches, written or left to their defaults.

Effects work on nodes, before anything is drawn. What holds in some futures alone must be done where
numbers are read: there a path is followed through the scenario's own classes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from holdfast.scenario.steps import Step, parse_path
from holdfast.schema.quantity import Quantity
from holdfast.schema.scenario import Decision, Odds
from holdfast.schema.tables import Dated
from holdfast.units import Bounds

Key = str | int

ODDS = ("p", "odds")
"""Where the odds of a decision stand; a line of odds has the first alone."""

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class NumberAt:
    """A number at the end of a path."""

    path: str
    """As figures are called: items by their id, or else by their place."""
    keys: tuple[Key, ...]
    """The way to it: fields, names, places in lists."""
    number: Quantity | Dated
    written: bool
    """Whether somebody wrote it; else it is a default."""
    bounds: Bounds | None


def reached(model: BaseModel, path: str) -> list[NumberAt]:
    """Every number or table by date that a path reaches; others are left out.

    Raises
    ------
    ValueError
        if it is no path.
    """
    return list(_walk(_At(model), parse_path(path)))


@dataclass(frozen=True, slots=True)
class _At:
    """Where the walk is."""

    value: Any
    path: str = ""
    keys: tuple[Key, ...] = ()
    written: bool = True
    field: FieldInfo | None = None

    def below(self, key: Key, value: Any, label: str, **more: Any) -> _At:
        path = f"{self.path}{label}" if label.startswith("[") else _joined(self.path, label)
        return _At(value, path, (*self.keys, key), **{"written": self.written, **more})


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _walk(at: _At, steps: tuple[Step, ...]) -> Iterator[NumberAt]:
    if isinstance(at.value, Quantity | Dated):
        if not steps:
            yield NumberAt(at.path, at.keys, at.value, at.written, _bounds(at.field))
        return
    if not steps:
        yield from _chances(at)
    further = next((walk for kind, walk in _INSIDE if isinstance(at.value, kind)), None)
    if steps and further is not None:
        yield from further(at, steps)


def _chances(at: _At) -> Iterator[NumberAt]:
    """The odds of a decision, or of its lines, where a path ends on the whole of it."""
    lines = isinstance(at.value, list) and all(isinstance(one, Odds) for one in at.value)
    inside = ("[*]",) if lines else ODDS if isinstance(at.value, Decision | Odds) else ()
    for one in inside:
        yield from _walk(at, parse_path(one))


def _entries(at: _At, steps: tuple[Step, ...]) -> Iterator[NumberAt]:
    step, rest = _named(at.value, steps)
    for key, item in at.value.items():
        if _is(step, str(key), item):
            yield from _walk(at.below(key, item, str(key), field=at.field), rest)


def _items(at: _At, steps: tuple[Step, ...]) -> Iterator[NumberAt]:
    for number, item in enumerate(at.value):
        if steps[0].bracketed and _is(steps[0], str(number), item):
            yield from _walk(at.below(number, item, _place(number, item)), steps[1:])


def _field(at: _At, steps: tuple[Step, ...]) -> Iterator[NumberAt]:
    field = type(at.value).model_fields.get(steps[0].text)
    if field is not None and not steps[0].bracketed:
        name = steps[0].text
        written = at.written and name in at.value.model_fields_set
        inner = at.below(name, getattr(at.value, name), name, written=written, field=field)
        yield from _walk(inner, steps[1:])


_INSIDE = ((dict, _entries), (list, _items), (BaseModel, _field))
"""How the walk goes on in a mapping by name, in a list, in a part of the scenario."""


def _named(value: dict[Any, Any], steps: tuple[Step, ...]) -> tuple[Step, tuple[Step, ...]]:
    """The first step, and the rest; names with dots in them are one step."""
    for length in range(len(steps), 1, -1):
        dotted = ".".join(step.text for step in steps[:length])
        if dotted in value:
            return Step(dotted, False), steps[length:]
    return steps[0], steps[1:]


def _is(step: Step, name: str, item: Any) -> bool:
    """Whether a step names an entry of a mapping or an item of a list."""
    if step.bracketed and "=" in step.text:
        key, _, wanted = step.text.partition("=")
        return isinstance(item, BaseModel) and str(getattr(item, key, None)) == wanted
    return step.text in ("*", name)


def _place(number: int, item: Any) -> str:
    named = getattr(item, "id", None)
    return f"[id={named}]" if isinstance(named, str) else f"[{number}]"


def _bounds(field: FieldInfo | None) -> Bounds | None:
    """The limits that a field names, of itself or of what it holds by name."""
    if field is None:
        return None
    marks = [*field.metadata, *_marks(field.annotation)]
    return next((one for one in marks if isinstance(one, Bounds)), None)


def _marks(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in getattr(annotation, "__args__", ()):
        yield from _marks(inner)


def put(model: Model, keys: tuple[Key, ...], number: Quantity) -> Model:
    """A copy of a scenario with a number in its place, as if somebody had written it."""
    made: Model = _put(model, keys, number)
    return made


def _put(value: Any, keys: tuple[Key, ...], number: Quantity) -> Any:
    if not keys:
        return number
    key, *rest = keys
    if isinstance(value, BaseModel):
        name = str(key)
        inner = _put(getattr(value, name), tuple(rest), number)
        return value.model_copy(update={name: inner})
    if isinstance(value, dict):
        return {**value, key: _put(value[key], tuple(rest), number)}
    assert isinstance(value, list), "the way to a number leads through models, names and lists"
    return [_put(one, tuple(rest), number) if n == key else one for n, one in enumerate(value)]
