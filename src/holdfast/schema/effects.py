"""Effects: the one way in which what-ifs and `--set` change what is written."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from holdfast.schema.base import Evidenced

Operation = Literal["set", "scale", "add"]


class Effect(Evidenced):
    """{path, op, value}: `set` replaces, `scale` multiplies, `add` adds, each to every match.

    A path is written as it is read: `inputs.axes[*].belts[*].strength`; `[*]` matches every
    item, `[name=…]` the items with that value.
    """

    path: Annotated[str, Field(min_length=1)]
    op: Operation = "set"
    value: Any


class WhatIf(Evidenced):
    """A named change of facts."""

    title: str
    effects: Annotated[list[Effect], Field(min_length=1)]
