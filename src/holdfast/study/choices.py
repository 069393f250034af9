"""What of a card or a scenario is chosen for a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from holdfast.errors import UsageError
from holdfast.text.spelling import did_you_mean

READINGS = ("listed", "causal", "all")
"""Who may move together: as the scenario lists it, nobody, everybody."""

HINDSIGHT, CONTEMPORARY = "hindsight", "contemporary"
VIEWS = (HINDSIGHT, CONTEMPORARY)

DATES, HAZARD = "dates", "hazard"
ATTACKS = (DATES, HAZARD)
"""When the attack comes: on the dates of the courses, or in any month, by the hazard."""

AS_WRITTEN = "as written"
"""The plan of a card, which has no others."""


@dataclass(frozen=True)
class Choices:
    """What is chosen; what is left out is drawn, or as history had it."""

    plan: str | None = None
    course: str | None = None
    school: str | None = None
    what_ifs: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    view: str = HINDSIGHT
    reading: str = "listed"
    attack: str = DATES
    freeze_others: bool = False
    """Third powers and allies decide by odds that nothing changes."""

    def __post_init__(self) -> None:
        asked = ((self.view, VIEWS), (self.reading, READINGS), (self.attack, ATTACKS))
        for word, known in asked:
            if word not in known:
                raise UsageError(f'"{word}" is not one of {", ".join(known)}')

    @classmethod
    def of(cls, **choices: Any) -> Choices:
        """Choices by name; lists as any sequences of words, a lone word as a list of one.

        Raises
        ------
        UsageError
            with the nearest name, if nothing is called so.
        """
        known = [field.name for field in fields(cls)]
        for name in choices:
            if name not in known:
                raise UsageError(f'nothing is called "{name}": {did_you_mean(name, known)}')
        lists = {name: names_in(choices.get(name, ())) for name in ("what_ifs", "settings")}
        return replace(cls(), **{**choices, **lists})

    def under(self, **changes: Any) -> Choices:
        """The same choices but for some."""
        return replace(self, **changes)

    def beyond_a_card(self) -> list[str]:
        """Names of what is chosen that only a scenario has."""
        plain = Choices()
        names = ("plan", "course", "school", "view", "reading", "attack", "freeze_others")
        return [name for name in names if getattr(self, name) != getattr(plain, name)]


def names_in(said: str | Iterable[str]) -> tuple[str, ...]:
    """Names as a tuple: a lone string is one name.

    >>> names_in("no-works"), names_in(["a", "b"])
    (('no-works',), ('a', 'b'))
    """
    return (said,) if isinstance(said, str) else tuple(said)
