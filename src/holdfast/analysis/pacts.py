"""The answer to a pact file as tables: one row a clause and pair, one a question and decision."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from holdfast.analysis import words
from holdfast.analysis.acts import act_in_words
from holdfast.analysis.column import Column
from holdfast.analysis.showing import page_of
from holdfast.analysis.table import Table
from holdfast.catalog.pacts import load_pacts
from holdfast.pacts import PactAnswer, PactFile, answer

ACT_COLUMNS = (
    Column("act", "Act"),
    Column("clause", "Clause"),
    Column("causal_day", "moved by others", "day"),
    Column("simultaneous_day", "moving together", "day"),
    Column("p_causal", "chance", "share"),
    Column("p_simultaneous", "together", "share"),
)


@dataclass(frozen=True, repr=False)
class PactResult:
    """The answer to a pact file, with its tables."""

    answer: PactAnswer

    def to_dict(self) -> dict[str, Any]:
        """The answer as published."""
        return self.answer.to_dict()

    def to_frame(self) -> pd.DataFrame:
        """One row a clause and pair: see `acts_frame`."""
        return acts_frame(self.answer)

    def importance(self) -> pd.DataFrame:
        """One row a question, reading and decision: see `importance_frame`."""
        return importance_frame(self.answer)

    def table(self) -> Table:
        """The acts as people see them."""
        rows = tuple(
            (
                words.capital(act_in_words((one.power, one.act, one.beneficiary))),
                one.clause,
                one.causal_day,
                one.simultaneous_day,
                one.p_causal,
                one.p_simultaneous,
            )
            for one in self.answer.acts
        )
        return Table("acts", "Who acts, and from which day", ACT_COLUMNS, rows)

    def __repr__(self) -> str:
        """A page: what file it is, its acts, how many deadlocks there are."""
        file, stuck = self.answer.file, len(self.answer.deadlocks)
        head = [file.title or file.name, f"{stuck} deadlock{'' if stuck == 1 else 's'} of promises"]
        return page_of(head, self.table(), "to_frame has every act")

    def _repr_html_(self) -> str:
        return self.answer._repr_html_()


def pact(target: str | Path | PactFile) -> PactResult:
    """Take a conditional treaty apart: a file, its path, or an id of the catalogue.

    >>> pact("munich-1938").answer.deadlocks
    ((('FRA', 'aid', 'CSK'), ('GBR', 'aid', 'FRA')),)
    """
    file = target if isinstance(target, PactFile) else load_pacts(str(target))
    return PactResult(answer(file))


def acts_frame(answer: PactAnswer) -> pd.DataFrame:
    """Who does what for whom, by which clause, from which day, how likely.

    Days are nullable whole numbers; a missing one is never.
    """
    columns = ["power", "act", "for", "clause", "causal_day", "simultaneous_day"]
    frame = pd.DataFrame(answer.to_records(), columns=[*columns, "p_causal", "p_simultaneous"])
    return frame.astype({"causal_day": "Int64", "simultaneous_day": "Int64"})


def importance_frame(answer: PactAnswer) -> pd.DataFrame:
    """What each uncertain decision is worth to each question, under each reading.

    The formulas of the columns are `holdfast.pacts.chance.FORMULAS`.
    """
    rows = [
        {"ask": name, "reading": reading, "decision": decision}
        | {measure: getattr(worth, measure) for measure in worth.__dataclass_fields__}
        for name, findings in answer.ask.items()
        for reading, finding in findings.items()
        for decision, worth in finding.importance.items()
    ]
    keys = ["ask", "reading", "decision"]
    measures = ["birnbaum", "criticality", "fussell_vesely", "raw", "rrw"]
    frame = pd.DataFrame(rows, columns=[*keys, *measures])
    return frame.astype(dict.fromkeys(measures, "float64"))
