"""A scenario or card in the one order that counts: by names, wherever a file's order means nothing.

A sum in another order differs in its last bit, and a last bit can tip a threshold. So whatever is
compiled is put in order first: a file may be put in another order and its campaigns stay the same.
The places of an axis, the lines of odds and the effects of a change keep their order: it is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel

from holdfast.schema.paths import rank
from holdfast.schema.quantity import Quantity
from holdfast.schema.tables import ByDay, Dated, DrawnWord

Model = TypeVar("Model", bound=BaseModel)

MEANT = frozenset(
    {"through", "to", "odds", "effects", "claims", "outline", "between", "what_ifs",
     "courses_of_action", "plans", "schools", "outside_view", "outcome", "forecasts",
     "pooled_forecasts", "sources",
     "capability", "programme", "order", "orders", "provokes"}
)  # fmt: skip
"""Fields whose order is meant, and parts from which nothing is compiled."""

NAMES = ("powers", "parties", "obligor", "beneficiary", "against", "together")
"""Lists of a pact file in which the order of the names says nothing."""


def in_order(model: Model) -> Model:
    """The same scenario or card, every list and mapping without an order of its own by name."""
    changed: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in model.model_fields_set and name not in MEANT:
            found = pacts_in_order(value) if name == "pacts" else _in_order(value)
            if found is not value:
                changed[name] = found
    return model.model_copy(update=changed) if changed else model


def _in_order(value: Any) -> Any:
    if isinstance(value, Quantity | Dated | ByDay | DrawnWord):
        return value
    if isinstance(value, BaseModel):
        return in_order(value)
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_in_order, value), key=rank)
    return value


def pacts_in_order(content: Mapping[str, Any]) -> dict[str, Any]:
    """A pact file as plain data, its pacts, clauses, facts and powers by name."""
    found = {key: content[key] for key in sorted(content)}
    pacts = found.get("pacts")
    if isinstance(pacts, dict):
        found["pacts"] = {name: _pact(pacts[name]) for name in sorted(pacts)}
    if isinstance(found.get("facts"), list):
        found["facts"] = sorted(found["facts"], key=_written)
    return _names(found)


def _pact(pact: Any) -> Any:
    if not isinstance(pact, dict):
        return pact
    clauses = pact.get("clauses")
    if not isinstance(clauses, list):
        return _names(pact)
    told = [_names(clause) if isinstance(clause, dict) else clause for clause in clauses]
    return _names(pact) | {"clauses": sorted(told, key=_id)}


def _names(part: dict[str, Any]) -> dict[str, Any]:
    return part | {key: _sorted(part[key]) for key in NAMES if isinstance(part.get(key), list)}


def _sorted(names: list[Any]) -> list[Any]:
    return sorted((_sorted(one) if isinstance(one, list) else one for one in names), key=str)


def _id(clause: Any) -> str:
    return str(clause.get("id", "")) if isinstance(clause, dict) else str(clause)


def _written(one: Any) -> str:
    return yaml.safe_dump(one, sort_keys=True)
