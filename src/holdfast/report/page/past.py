"""What the two pages about a hindcast show: strips, reliability, scores, misses; every number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from holdfast.analysis import words
from holdfast.analysis.past import PastRecord
from holdfast.analysis.tables.past import tables_of_past
from holdfast.report.figures.drawing import Figure
from holdfast.report.figures.past import KEY, reliability_figure, scores_figure, strip_figure
from holdfast.report.wording import past as say
from holdfast.report.wording import prose

Shown: TypeAlias = dict[str, Any]
"""What a template finds by name."""


@dataclass(frozen=True)
class PastFigures:
    """What is drawn of a hindcast; None where no outcome is known."""

    strip: Figure
    reliability: Figure | None
    scores: Figure | None

    def every(self) -> Iterator[Figure]:
        """All that there are."""
        found = (self.strip, self.reliability, self.scores)
        yield from (one for one in found if one is not None)


def figures_of_past(record: PastRecord) -> PastFigures:
    """Draw a hindcast."""
    reliable = reliability_figure(record) if record.scores else None
    return PastFigures(strip_figure(record.campaigns), reliable, scores_figure(record))


def shown_of_past(record: PastRecord, other: str) -> Shown:
    """Everything that the page shows which is read."""
    missed = [say.missed_sentence(one) for one in record.campaigns if one.is_missed]
    return common(record, other) | {
        "figures": figures_of_past(record), "key": KEY, "missed": missed
    }  # fmt: skip


def proof_of_past(record: PastRecord, other: str) -> Shown:
    """Everything that the page of numbers shows."""
    return common(record, other)


def common(record: PastRecord, other: str) -> Shown:
    """What both pages need."""
    return {
        "words": words, "say": say, "prose": prose,
        "record": record,
        "tables": tables_of_past(record),
        "other": other,
    }  # fmt: skip
