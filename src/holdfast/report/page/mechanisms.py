"""Which mechanisms of the law are scored, which replicated, which judgement (MODEL.md §9).

The standing of each is read off the law's own page of constants: nothing is claimed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.scenario.law import constants_by_mechanism, default_law

SCORED, REPLICATED, JUDGEMENT = "scored", "replicated", "judgement"

PUBLISHED = frozenset("ABC")
"""Grades of a constant that follows something published."""

DEFINITION = "Definition"
"""Source of a constant that is none: a standard normal, say."""


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One mechanism with what its constants rest on."""

    name: str
    standing: str
    weighed: int
    published: int
    judged: int
    note: str


def mechanisms() -> tuple[Mechanism, ...]:
    """Every mechanism of the default law with its standing; help has no constants."""
    return tuple(_mechanism(name, constants) for name, constants in constants_by_mechanism())


def groups() -> dict[str, tuple[str, ...]]:
    """The constants of each mechanism by its title; every constant stands in exactly one."""
    law = default_law()
    return {law.mechanisms[name].title: names for name, names in constants_by_mechanism() if names}


def _mechanism(name: str, constants: tuple[str, ...]) -> Mechanism:
    law = default_law()
    known = [c for c in constants if law.parameters[c].source != DEFINITION]
    weighed = sum(constant in law.calibrated for constant in known)
    published = sum(law.parameters[c].grade in PUBLISHED for c in known if c not in law.calibrated)
    judged = len(known) - weighed - published
    counts = "; ".join(_counts(weighed, published, judged))
    return Mechanism(
        name=law.mechanisms[name].title,
        standing=_standing(weighed, published, judged),
        weighed=weighed,
        published=published,
        judged=judged,
        note=law.mechanisms[name].note or counts,
    )


def _standing(weighed: int, published: int, judged: int) -> str:
    """The best that can be said of a mechanism, and whether it can be said of all of it."""
    if not weighed and not published:
        return JUDGEMENT
    best = SCORED if weighed else REPLICATED
    return f"{best} in part" if judged else best


def _counts(weighed: int, published: int, judged: int) -> Iterator[str]:
    words = (
        (weighed, "weighed on past campaigns"),
        (published, "from a published table"),
        (judged, "judged"),
    )
    yield from (f"{count} {what}" for count, what in words if count)
