"""Effects: the one way in which what-ifs and `--set` change what is written."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from holdfast.schema.base import Evidenced
from holdfast.schema.dates import read_date

Operation = Literal["set", "scale", "add", "shift", "join"]


class Effect(Evidenced):
    """{path, op, value}: what is done to everything that the path matches.

    `set` replaces, `scale` multiplies, `add` adds; `shift` adds to the logit of a probability;
    `join` puts an item at the end of a list. With `from` it is done only for an attack on or
    after that date.

    A path is written as it is read: `inputs.axes[*].belts[*].strength`; `[*]` matches every
    item, `[name=…]` the items with that value.
    """

    path: Annotated[str, Field(min_length=1)]
    op: Operation = "set"
    value: Any
    since: Annotated[datetime.date | None, BeforeValidator(read_date), Field(alias="from")] = None


class WhatIf(Evidenced):
    """A named change of facts, or one that cannot be asked yet, naming what is missing."""

    title: str
    effects: list[Effect] = []
    missing: str | None = None
    """The mechanism that the program lacks: it then refuses to answer."""
    attack_on: list[Annotated[datetime.date, BeforeValidator(read_date)]] = []
    """Attack dates for which it makes sense; all where nothing is written."""

    @model_validator(mode="after")
    def _one_way(self) -> WhatIf:
        if bool(self.effects) == (self.missing is not None):
            raise ValueError("needs either effects or missing")
        return self
