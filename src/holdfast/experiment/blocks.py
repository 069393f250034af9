"""The blocks of a run: which futures of which case lie in which part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.experiment.question import Question


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
    def of(cls, question: Question) -> Blocks:
        """The blocks that a question has."""
        dates = tuple(case.attack_on for case in question.cases)
        return cls(dates, question.futures, question.block)

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
