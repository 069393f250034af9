"""Values of a pact file, each checked where it stands: words, whole days, shares, dates, lists."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from collections.abc import Sequence as Several

from holdfast.errors import Fault
from holdfast.pacts.places import Original
from holdfast.text.nodes import Entry, Mapping, Node, Position, Scalar, Sequence
from holdfast.text.spelling import did_you_mean

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class Values:
    """Reads values and collects every fault; a value that cannot be read becomes a harmless one."""

    def __init__(self, original: Original) -> None:
        self.original = original
        self.faults: list[Fault] = []

    def fault(self, position: Position, message: str, remedy: str = "") -> None:
        """Note one mistake."""
        self.faults.append(position.fault(message, remedy))

    def mapping(self, node: Node | None, what: str, known: Iterable[str] | None = None) -> Mapping:
        """A mapping whose keys are all known."""
        if not isinstance(node, Mapping):
            if node is not None:
                self.fault(node.position, f"{what} must be a mapping", "write key: value")
            return Mapping((), node.position if node else self.original.position(0))
        if known is not None:
            names = list(known)
            for entry in node.entries:
                if entry.key.text not in names:
                    remedy = did_you_mean(entry.key.text, names)
                    self.fault(
                        entry.key.position, f'unknown key "{entry.key.text}" in {what}', remedy
                    )
        return node

    def entries(self, node: Node | None, what: str) -> tuple[Entry, ...]:
        """The entries of a mapping of any names; an absent or empty one has none."""
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return ()
        return self.mapping(node, what).entries

    def items(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """The items of a list; an absent or empty one has none."""
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return ()
        if not isinstance(node, Sequence):
            self.fault(node.position, f"{what} must be a list", "write [a, b]")
            return ()
        return node.items

    def word(self, node: Node | None, what: str) -> str:
        """A name or a line of text, as written; numbers and `no` are words too."""
        if (
            isinstance(node, Scalar)
            and node.text.strip()
            and (node.quoted or node.value is not None)
        ):
            return node.text
        if node is not None:
            self.fault(node.position, f"{what} must be a word", "write one name")
        return ""

    def text(self, node: Node | None, what: str) -> str | None:
        """Free text, or a list of it: a source, a note, a title."""
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return None
        if isinstance(node, Sequence):
            return "; ".join(self.word(item, what) for item in node.items)
        return self.word(node, what)

    def one_of(self, node: Node | None, what: str, known: Several[str]) -> str:
        """One word of a short list."""
        word = self.word(node, what)
        if word and node is not None and word not in known:
            self.fault(node.position, f'"{word}" is no {what}', did_you_mean(word, known))
        return word

    def whole(self, node: Node | None, what: str) -> int:
        """A whole number of days, not negative."""
        value = node.value if isinstance(node, Scalar) else None
        if type(value) is int and value >= 0:
            return value
        if node is not None:
            self.fault(node.position, f"{what} must be a whole number of days, 0 or more")
        return 0

    def share(self, node: Node | None, what: str) -> float:
        """A probability."""
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        if node is not None:
            self.fault(node.position, f"{what} must be a number from 0 to 1")
        return 0.0

    def date(self, node: Node | None, what: str) -> dt.date | None:
        """A day of the calendar, written year-month-day."""
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return None
        text = node.text if isinstance(node, Scalar) else ""
        try:
            if _DATE.match(text):
                return dt.date.fromisoformat(text)
            self.fault(node.position, f"{what} must be a date", "write it as 1938-10-01")
        except ValueError as error:
            self.fault(node.position, f"{what}: no such day, {error}", "check the calendar")
        return None

    def power(self, node: Node | None, what: str, powers: Iterable[str]) -> str:
        """The name of a power of the file."""
        word = self.word(node, what)
        if word and node is not None and word not in powers:
            remedy = did_you_mean(word, powers)
            self.fault(node.position, f'"{word}" is no power of this file', remedy)
        return word

    def names(self, node: Node | None, what: str) -> tuple[str, ...]:
        """One name or a list of them, none twice."""
        if isinstance(node, Scalar):
            return (self.word(node, what),)
        found: list[str] = []
        for item in self.items(node, what):
            word = self.word(item, what)
            if word in found:
                self.fault(item.position, f'"{word}" stands twice in {what}', "name it once")
            elif word:
                found.append(word)
        return tuple(found)
