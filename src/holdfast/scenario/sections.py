"""A scenario's nodes as its checks read them: parts by name, and every place of a pattern."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from holdfast.errors import Fault
from holdfast.pacts.places import Original
from holdfast.schema.card import ROUNDING
from holdfast.schema.dates import read_date
from holdfast.text.nodes import Entry, Mapping, Node, Scalar, Sequence
from holdfast.text.spelling import did_you_mean
from holdfast.text.walk import items, number, under

EVERY, KEYS = "*", "="
"""Steps of a pattern: every item or entry; the keys of a mapping."""


class Sections:
    """A scenario whose parts can be asked by name.

    A part of which a file could not be read (`lost`) is not known: nothing that names it is a
    fault. With `only`, checks that walk through everything walk through these parts alone.
    """

    def __init__(
        self,
        node: Node,
        texts: Original,
        lost: frozenset[str] = frozenset(),
        only: frozenset[str] | None = None,
    ) -> None:
        self.node = node
        self.texts = texts
        self.lost = lost
        self.only = only
        self._named: dict[str, dict[str, Node]] = {}

    def named(self, section: str) -> dict[str, Node]:
        """The things of a part by their names: keys of a mapping, ids of a list."""
        if section not in self._named:
            self._named[section] = dict(_by_name(under(self.node, *section.split("."))))
        return self._named[section]

    def entries(self) -> Iterator[Entry]:
        """The parts through which a check is to walk."""
        for entry in self.node.entries if isinstance(self.node, Mapping) else ():
            if self.only is None or entry.key.text in self.only:
                yield entry

    def rows(self, *steps: str) -> tuple[Node, ...]:
        """The items of a list."""
        return items(under(self.node, *steps))

    def each(self, pattern: str) -> Iterator[tuple[str, Node]]:
        """Everything that a pattern such as `powers.*.passage.*.ally` finds, with its path."""
        yield from _each(self.node, tuple(pattern.split(".")), "")

    def unknown(self, name: Node, section: str, path: str) -> Iterator[Fault]:
        """A fault if nothing of this name stands in a part."""
        known = self.named(section)
        if (
            not isinstance(name, Scalar)
            or name.value is None
            or section.partition(".")[0] in self.lost
        ):
            return
        if name.text not in known:
            what = WORDS[section]
            remedy = did_you_mean(name.text, known)
            yield name.position.fault(f'no {what} is called "{name.text}"', remedy, path)

    @functools.cached_property
    def defender(self) -> str:
        """Who defends; "" if it is not written."""
        return text_of(under(self.node, "sides", "defender"))

    @functools.cached_property
    def attacker(self) -> str:
        """Who attacks; "" if it is not written."""
        return text_of(under(self.node, "sides", "attacker"))

    def owner(self, place: str) -> str:
        """Whose a place is."""
        return text_of(under(self.named("places").get(place), "owner"))

    @functools.cached_property
    def joined(self) -> dict[frozenset[str], Node]:
        """The links by the two places that they join."""
        return {frozenset(ends_of(link)): link for link in self.rows("links")}


CheckFunction: TypeAlias = Callable[[Sections], Iterator[Fault]]


class ScenarioCheck(NamedTuple):
    """A check, and the parts whose content it compares; none if it walks through all of them.

    Names of things in other parts it may look up as well: while these stay, so does its finding.
    """

    run: CheckFunction
    reads: frozenset[str] = frozenset()


def check(run: CheckFunction, *reads: str) -> ScenarioCheck:
    """A check with what it reads."""
    return ScenarioCheck(run, frozenset(reads))


WORDS = {
    "powers": "power",
    "places": "place",
    "sectors": "sector",
    "axes": "axis",
    "decisions": "decision",
    "groups": "group",
    "courses_of_action": "course of action",
    "lines": "line of retreat",
    "plans": "plan",
    "projects": "project",
    "economy.purposes": "purpose",
    "economy.capacities": "capacity",
    "economy.goods": "good",
}
"""What a thing of each part is called."""


def text_of(node: Node | None) -> str:
    """The word that a node is; "" for anything else."""
    return node.text if isinstance(node, Scalar) and node.value is not None else ""


def sum_to_one(shares: Node | None, key: Scalar | None, what: str, path: str) -> Iterator[Fault]:
    """A fault if shares do not sum to 1; `what` they are, in words."""
    entries = shares.entries if isinstance(shares, Mapping) else ()
    values = [number(entry.value) for entry in entries]
    known = [value for value in values if value is not None]
    if key is not None and len(known) == len(values) and abs(sum(known) - 1) > ROUNDING:
        message = f"{what} sum to {sum(known):.3g}, not 1"
        yield key.position.fault(message, "change one of them", path)


def day_of(node: Node | None) -> datetime.date | None:
    """The date that a node is; None of anything else."""
    try:
        found = read_date(text_of(node)) if node is not None else None
    except ValueError:
        return None
    return found if isinstance(found, datetime.date) else None


def ends_of(link: Node) -> tuple[str, ...]:
    """The names of the places that a link joins."""
    return tuple(text_of(end) for end in items(under(link, "between")))


def _by_name(node: Node | None) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Mapping):
        yield from ((entry.key.text, entry.value) for entry in node.entries)
    for item in items(node):
        if name := text_of(under(item, "id")):
            yield name, item


def _each(node: Node, steps: tuple[str, ...], path: str) -> Iterator[tuple[str, Node]]:
    if not steps:
        yield path, node
        return
    step, *rest = steps
    if step == KEYS and isinstance(node, Mapping):
        yield from ((f"{path}.{entry.key.text}", entry.key) for entry in node.entries)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            if step in (EVERY, entry.key.text):
                deeper = f"{path}.{entry.key.text}" if path else entry.key.text
                yield from _each(entry.value, tuple(rest), deeper)
    elif isinstance(node, Sequence) and step == EVERY:
        for index, item in enumerate(node.items):
            yield from _each(item, tuple(rest), f"{path}[{index}]")
