"""Sentences of a scenario as numbers of conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holdfast.kernel import layout as at
from holdfast.pacts.expressions import Expression, Gate
from holdfast.scenario.compile.pledges import Pledges
from holdfast.scenario.promises import Promises


@dataclass
class Sentences:
    """Gives each sentence the number of its condition in the theatre."""

    promises: Promises
    pledges: Pledges

    def condition(self, sentence: str | None) -> int:
        """The number of a sentence's condition; always, where nothing is written."""
        meaning = self.promises.meaning(sentence)
        return at.ALWAYS if meaning is None else self.pledges.condition(meaning)

    def any_of(self, sentences: Sequence[str]) -> Expression:
        """What it means that one of them holds; there must be one."""
        return Gate(1, tuple(self.promises.sentences[one] for one in sentences))

    def all_of(self, sentences: Sequence[str]) -> int:
        """The number of the condition that all of them hold."""
        meanings: list[Expression] = [self.promises.sentences[one] for one in sentences]
        if not meanings:
            return at.ALWAYS
        return self.pledges.condition(Gate(len(meanings), tuple(meanings)))
