"""From a promise to help that is felt: what of it the arrays no longer say, for one theatre.

The kernel has of every clause the one condition that triggers it. Whoever asks at which step help
was lost must tell what binds a power from what it decides, and leave to pass from the act itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Ways: TypeAlias = tuple[frozenset[int], ...]
"""The ways in which a sentence can come true, each a set of atoms by number; see Conditions."""

ALWAYS_SO: Ways = (frozenset(),)

LAND, AIR, SECOND_FRONT, AT_FRONT = "land", "air", "second_front", "at_front"
"""In which form help comes: over routes, by air, elsewhere, or as a card has it: on its day."""


@dataclass(frozen=True, slots=True)
class AtomNote:
    """One atom: its kind, how a sentence of the pacts writes it, the rules whose act it is."""

    kind: str
    words: str
    rules: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseLink:
    """One rule taken apart: what binds its power, and what the power then decides."""

    pact: str
    power: str
    when: Ways
    provided: Ways


@dataclass(frozen=True, slots=True)
class HelpLink:
    """One force that may help: whose, in which form, its number there, and what sends it."""

    helper: str
    form: str
    entity: int
    sent: Ways

    @property
    def power(self) -> str:
        """Whose it is."""
        return self.helper.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Chain:
    """All of it: atoms and rules by number, and every force that may help."""

    atoms: tuple[AtomNote, ...] = ()
    clauses: tuple[ClauseLink, ...] = ()
    helps: tuple[HelpLink, ...] = ()
