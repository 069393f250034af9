"""The answer to a pact file as tables: one row a clause and pair, one a question and decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from holdfast.pacts import PactAnswer


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
