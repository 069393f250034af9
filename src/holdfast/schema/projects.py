"""Projects: trades, buildings and talks that a plan takes or leaves.

What a project changes holds in the futures in which it was consented to and done by the day of the
attack; what it provokes holds as soon as it was consented to and begun.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from holdfast.schema.dates import read_date
from holdfast.schema.economy import Money, Months
from holdfast.schema.kinds import Date, Probability
from holdfast.schema.quantity import Q, fixed
from holdfast.schema.tables import BoundedTables
from holdfast.units import Bounds, Unit


class DrawnEffect(BoundedTables):
    """A change whose size is drawn: it holds in some futures and not in others.

    Only numbers can be changed so, and only where they are written: tables by date as a whole.
    """

    path: Annotated[str, Field(min_length=1)]
    op: Literal["set", "scale", "add", "shift"] = "set"
    value: Q
    since: Annotated[Date | None, BeforeValidator(read_date), Field(alias="from")] = None


class Consent(BoundedTables):
    """Whether another power agrees: drawn once a future."""

    p: Probability


class Bartered(BoundedTables):
    """Goods or knowledge that change hands: what, how many, what it is worth."""

    what: str
    number: Annotated[Q, Unit("1"), Bounds(0, 1_000_000)] | None = None
    worth: Money | None = None


class Project(BoundedTables):
    """A lever beside the programme: what it costs, how long it takes, who must agree."""

    title: str
    kind: Literal["trade", "building", "talks"]
    purpose: str | None = None
    """The purpose whose votes pay for it."""
    cost: Money = fixed(0)
    begins: Date
    months: Months
    needs: list[str] = []
    """Projects that must be consented to and done before it begins to count."""
    asks: str | None = None
    """What is asked of the partner, in words."""
    consent: Consent | None = None
    """Nobody need agree where nothing is written."""
    partner: str | None = None
    gives: list[Bartered] = []
    receives: list[Bartered] = []
    goodwill: Annotated[Q, Unit("logits"), Bounds(-10, 10)] | None = None
    """Logits by which the partner's decisions move once it is done; its range includes 0."""
    goodwill_of: list[str] = []
    """Which decisions those are."""
    effects: list[DrawnEffect] = []
    provokes: list[DrawnEffect] = []
    partner_gains: str | None = None
    """What the partner has of it, in words."""
