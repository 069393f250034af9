"""The blocks of a run: which futures of which case lie in which part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from holdfast.errors import StoreError


@dataclass(frozen=True, slots=True)
class Span:
    """The futures of one block."""

    number: int
    """The number of its parts."""
    case: int
    first: int
    futures: int


@dataclass(frozen=True, slots=True)
class Blocks:
    """All blocks of a question: case by case, in the order of the futures."""

    attack_on: tuple[str, ...]
    """Of each case."""
    futures: int
    block: int
    """Futures in a block."""

    @classmethod
    def of(cls, question: Mapping[str, Any]) -> Blocks:
        """The blocks that a question has.

        Raises
        ------
        StoreError
            if it says nothing of them.
        """
        try:
            dates = tuple(str(case["attack_on"]) for case in question["cases"])
            found = cls(dates, int(question["futures"]), int(question["block"]))
            if found.block < 1:
                raise ValueError
        except (KeyError, TypeError, ValueError):
            raise StoreError(
                "the question of this run does not say which futures it has: it was edited\n"
                "    play it anew into another folder"
            ) from None
        return found

    @property
    def per_case(self) -> int:
        """Blocks of a case."""
        return -(-self.futures // self.block)

    def __len__(self) -> int:
        return self.per_case * len(self.attack_on)

    def __iter__(self) -> Iterator[Span]:
        return (self.span(number) for number in range(len(self)))

    def __contains__(self, number: object) -> bool:
        return isinstance(number, int) and 0 <= number < len(self)

    def span(self, number: int) -> Span:
        """The futures of a block."""
        case, n = divmod(number, self.per_case)
        first = n * self.block
        return Span(number, case, first, min(self.block, self.futures - first))

    def date(self, number: int) -> str:
        """The date of attack of a block's campaigns."""
        return self.attack_on[self.span(number).case]
