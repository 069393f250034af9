"""A theatre into which many preparations are put: what none of them moves is drawn once.

Plans meet the same futures, so that all that hangs on no preparation is the same for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt

from holdfast.experiment.outcomes import Floats
from holdfast.scenario.compile.theatre import Drawn, Theatre

MOST_SPANS = 6
"""Spans of futures that are kept; the oldest is forgotten first. grade: judgement"""


@dataclass(frozen=True)
class DrawnSpan:
    """What some futures drew."""

    drawn: dict[str, Floats]
    """By path; what a preparation asks for beside is added as it is asked."""
    inputs: Floats
    cells: Floats
    """As the first preparation left them."""


@dataclass
class DrawnBefore:
    """Spans of a theatre that were drawn, and which of its cells hang on a preparation."""

    spans: dict[tuple[int, bytes], DrawnSpan] = field(default_factory=dict)
    moved: tuple[int, ...] | None = None


class Watching(dict[str, Floats]):
    """Notes what is asked of it."""

    def __init__(self, known: Drawn) -> None:
        super().__init__(known)
        self.asked: set[str] = set()

    def __getitem__(self, path: str) -> Floats:
        self.asked.add(path)
        return super().__getitem__(path)


@dataclass(frozen=True)
class SharedTheatre(Theatre):
    """A theatre that remembers what was drawn, whatever preparation is put into it."""

    before: DrawnBefore = field(default_factory=DrawnBefore)

    @classmethod
    def of(cls, theatre: Theatre) -> SharedTheatre:
        """The same theatre, with an empty memory."""
        return cls(**{one.name: getattr(theatre, one.name) for one in fields(Theatre)})

    def realise(self, seed: int, futures: npt.NDArray[np.int64]) -> tuple[Floats, Floats]:
        """As a theatre does it; cells that no preparation moves are those of the span."""
        if self.preparation is None:
            return super().realise(seed, futures)
        key = (seed, futures.tobytes())
        span = self.before.spans.get(key)
        if span is None:
            inputs, cells = super().realise(seed, futures)
            span = DrawnSpan(self._drawn(seed, futures, self.quantities), inputs, cells)
            self.before.spans[key] = span
            if len(self.before.spans) > MOST_SPANS:
                self.before.spans.pop(next(iter(self.before.spans)), None)
        drawn = self._with_preparation(seed, futures, span)
        cells = span.cells.copy()
        for n in self._moved(drawn, span):
            cells[:, n] = self.cells[n].number(drawn)
        return span.inputs, cells

    def _with_preparation(
        self, seed: int, futures: npt.NDArray[np.int64], span: DrawnSpan
    ) -> dict[str, Floats]:
        assert self.preparation is not None, "somebody prepares"
        own = self.preparation.own
        further = {path: one for path, one in own.items() if path not in span.drawn}
        span.drawn.update(self._drawn(seed, futures, further))
        return {**span.drawn, **self.preparation(span.drawn)}

    def _moved(self, drawn: Drawn, span: DrawnSpan) -> Iterable[int]:
        """The cells that hang on what a preparation comes to: the same for every one of them."""
        if self.before.moved is None:
            prepared = frozenset(drawn) - frozenset(span.drawn)
            found = []
            for n, cell in enumerate(self.cells):
                watching = Watching(drawn)
                cell.number(watching)
                if watching.asked & prepared:
                    found.append(n)
            self.before.moved = tuple(found)
        return self.before.moved
