"""Conditions as masks: any of some terms, each a set of atoms that must all hold."""

from __future__ import annotations

from collections.abc import Iterable

from holdfast.kernel import layout as at
from holdfast.scenario.compile.theatre import Writer

Term = frozenset[int]
Terms = tuple[Term, ...]

ALWAYS: Terms = (frozenset(),)
NEVER: Terms = ()


class Conditions:
    """The conditions of one theatre by number; equal ones are kept once.

    Number 0 always holds, number 1 never does.
    """

    def __init__(self) -> None:
        self.numbers: dict[Terms, int] = {ALWAYS: at.ALWAYS, NEVER: at.NEVER_HOLDS}

    def number(self, terms: Iterable[Term]) -> int:
        """The number of the condition that any of these terms fulfils."""
        kept = smallest(terms)
        return self.numbers.setdefault(kept, len(self.numbers))

    @property
    def entities(self) -> int:
        """How many rows the theatre needs for them."""
        return max(len(self.numbers), sum(len(terms) for terms in self.numbers))

    def write(self, writer: Writer) -> None:
        """Write conditions and terms."""
        first = 0
        for terms, number in self.numbers.items():
            writer.number(first, at.CONDITION_FIRST, number)
            writer.number(len(terms), at.CONDITION_TERMS, number)
            for n, term in enumerate(terms):
                write_atoms(writer, term, at.TERM_NEEDS, first + n)
            first += len(terms)


def smallest(terms: Iterable[Term]) -> Terms:
    """The terms that no other term makes superfluous, in a fixed order.

    >>> smallest([frozenset({1, 2}), frozenset({1}), frozenset({3})])
    (frozenset({1}), frozenset({3}))
    """
    found: list[Term] = []
    for term in sorted(set(terms), key=lambda one: (len(one), sorted(one))):
        if not any(other <= term for other in found):
            found.append(term)
    return tuple(found)


def write_atoms(writer: Writer, atoms: Iterable[int], row: int, entity: int = 0) -> None:
    """Write a set of atoms as bits of two words."""
    words = [0, 0]
    for atom in atoms:
        words[atom // at.WORD_BITS] |= 1 << atom % at.WORD_BITS
    for word, bits in enumerate(words):
        writer.number(float(bits), row, entity, word)
