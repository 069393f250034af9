"""The names of quantities: where each stands, written as effects and `--set` write it.

contingents[id=first-army].men        an item of a list by its id
sectors.de_labe.heavy.built           a field of a mapping
places.praha.value
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from pydantic import BaseModel

from holdfast.schema.quantity import Quantity
from holdfast.schema.tables import ByDay, Dated, DrawnWord

Figure: TypeAlias = Quantity | Dated | ByDay | DrawnWord
"""Whatever may be uncertain: a number, a table by date or by day, a word."""


def figures(model: BaseModel, path: str = "") -> Iterator[tuple[str, Figure]]:
    """Everything uncertain or countable that was written in a model, with its path.

    Fields that were left to their defaults are not listed: nobody wrote them.
    """
    for name in type(model).model_fields:
        if name in model.model_fields_set:
            yield from _inside(getattr(model, name), f"{path}.{name}" if path else name)


def _inside(value: object, path: str) -> Iterator[tuple[str, Figure]]:
    if isinstance(value, Quantity | Dated | ByDay | DrawnWord):
        yield path, value
    elif isinstance(value, BaseModel):
        yield from figures(value, path)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _inside(item, f"{path}[{_label(item, index)}]")


def _label(item: object, index: int) -> str:
    named = getattr(item, "id", None)
    return f"id={named}" if isinstance(named, str) else str(index)
