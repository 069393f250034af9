"""The answer to the question of a run: outcomes, days, help, and how well each is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from holdfast.analysis.contemporaries import Expectation
from holdfast.analysis.expected import expectations
from holdfast.analysis.judged import judged
from holdfast.analysis.judgements import Judgements
from holdfast.analysis.measures import Chances, DateAnswer, by_future, date_answer
from holdfast.analysis.paired import Variance, split_variance, standard_error
from holdfast.analysis.table import Table
from holdfast.analysis.tables.endings import causes_table, endings_table
from holdfast.analysis.tables.help import help_table
from holdfast.analysis.tables.outcomes import crises_table, ends_table
from holdfast.analysis.tables.standing import days_table, standing_table
from holdfast.experiment.dossier import Dossier, OutsideNote
from holdfast.experiment.inputs import InputCoverage, Spread
from holdfast.experiment.question import Question
from holdfast.experiment.store import Store

STOOD = ("saved", "held_alone")
"""Outcomes whose share the variance and the standard error of a run are of."""

PAGE_LINES = 60
"""Of an answer that is printed."""


@dataclass(frozen=True, repr=False)
class Answer:
    """What a run came to, with the question and what a reader needs beside it."""

    question: Question
    dossier: Dossier
    rows: tuple[DateAnswer, ...]
    """One a date of attack."""
    campaigns: int
    seconds: float | None
    complete: bool
    variance: Variance | None
    standard_error: float | None
    directory: str
    judgements: Judgements | None = None
    """The judgements that move the answer most; None where nothing differs."""
    contemporaries: Mapping[str, Expectation] = field(default_factory=dict)
    """By date of attack what was expected of a fight alone, beside this model without help."""

    def to_dict(self) -> dict[str, Any]:
        """The answer as INTERFACE.md has it: keys are stable, null is never.

        `contemporaries` is, by date of attack, what was expected of a fight alone: days by
        quantile of contemporaries and of the model without help, whether the quartiles are
        near, how many single forecasts there are, and the share of them beyond the model's
        90 % range.
        """
        asked = self.question
        return {
            "scenario": asked.target,
            "scenario_hash": asked.target_hash,
            "kernel_hash": asked.kernel_hash,
            "plan": asked.plan,
            "what_ifs": list(asked.what_ifs),
            "settings": list(asked.settings),
            "law": asked.law,
            "view": asked.view,
            "reading": asked.reading,
            "school": asked.school,
            "course": asked.course,
            "help": asked.help,
            "freeze_others": asked.freeze_others,
            "seed": asked.seed,
            "futures": asked.futures,
            "replications": asked.replications,
            "campaigns": self.campaigns,
            "complete": self.complete,
            "seconds": self.seconds,
            "campaigns_per_second": self.campaigns / self.seconds if self.seconds else None,
            "directory": self.directory,
            "rows": [row.to_dict() for row in self.rows],
            "variance": asdict(self.variance) if self.variance else None,
            "standard_error": self.standard_error,
            "outside_view": {
                ally: outside_dict(one) for ally, one in self.dossier.outside_view.items()
            },
            "coverage": coverage_dict(self.dossier.coverage),
            "unused": list(self.dossier.unused),
            "judgements": self.judgements.to_dict() if self.judgements else None,
            "contemporaries": {day: asdict(one) for day, one in self.contemporaries.items()},
        }

    def to_frame(self) -> pd.DataFrame:
        """One row an outcome and attack date: share, interval."""
        return pd.DataFrame(
            {"attack_on": row.attack_on, "outcome": key, "p": e.p, "low": e.low, "high": e.high}
            for row in self.rows
            for key, e in row.outcomes.items()
        )

    def tables(self) -> tuple[Table, ...]:
        """The tables of the first page: how it ends, how often it stands, how long, whose help."""
        found = (
            crises_table(self.rows),
            ends_table(self.rows),
            standing_table(self.rows),
            endings_table(self.rows),
            causes_table(self.rows),
            days_table(self.rows),
            help_table(self.rows, self.dossier.naming.powers),
        )
        return tuple(table for table in found if table is not None)

    def __repr__(self) -> str:
        """A page: the question, the tables that fit, where the run lies."""
        asked = self.question
        head = [
            self.dossier.title,
            f"{asked.plan}, seed {asked.seed}, {self.campaigns:,} campaigns",
        ]
        foot = [f"run  {self.directory}", f"hash {asked.hash}, kernel {asked.kernel_hash}"]
        body: list[str] = []
        for table in self.tables():
            lines = ["", *table.to_text().splitlines()]
            if len(head) + len(body) + len(lines) + len(foot) < PAGE_LINES:
                body += lines
        return "\n".join((*head, *body, "", *foot))

    def _repr_html_(self) -> str:
        """A notebook's view: the same tables."""
        return "".join(table._repr_html_() for table in self.tables())


def outside_dict(view: OutsideNote) -> dict[str, Any]:
    """The outside view of one ally's help as plain data."""
    return {
        "route": view.route,
        "promise": view.promise,
        "helpers": list(view.helpers),
        "acts": percentiles(view.acts),
        "contact_if_acts": percentiles(view.contact_if_acts),
        "contact_by_day": dict(view.contact_by_day),
    }


def percentiles(spread: Spread) -> dict[str, float]:
    """The tenth, fiftieth and ninetieth percentile of what is known."""
    return {"p10": spread.p10, "p50": spread.p50, "p90": spread.p90}


def coverage_dict(found: InputCoverage) -> dict[str, Any]:
    """How many numbers are backed, by grade, as plain data."""
    told: dict[str, Any] = {
        "numbers": found.numbers,
        "sourced": found.own,
        "inherited": found.inherited,
        "bare": len(found.bare),
        "by_grade": dict(found.by_grade),
        "claims": found.claims,
        "share": found.share,
    }
    if found.beliefs is not None:
        told["beliefs"] = {
            "share": found.beliefs.share,
            "widened": list(found.beliefs.widened),
        }
    return told


def answer(store: Store) -> Answer:
    """Work out the answer from a run folder, also from one that was interrupted."""
    frame = store.read("campaigns").to_pandas()
    asked, notes = store.question, store.dossier
    manifest, told = store.manifest(), store.told()
    decisions = notes.naming.decisions
    rows = [
        date_answer(chances, case, decisions, told.get(case.attack_on, {}))
        for case in asked.cases
        if len((chances := chances_of(frame, asked, case.attack_on)).frame)
    ]
    first = chances_of(frame, asked, rows[0].attack_on).frame
    stands = by_future(first["outcome"].isin(STOOD), asked.replications)
    return Answer(
        question=asked,
        dossier=notes,
        rows=tuple(rows),
        campaigns=len(frame),
        seconds=manifest.get("seconds"),
        complete=bool(manifest.get("complete", False)),
        variance=split_variance(stands),
        standard_error=standard_error(stands),
        directory=str(store.folder),
        judgements=judged(store, frame),
        contemporaries=expectations(frame, notes),
    )


def chances_of(frame: pd.DataFrame, asked: Question, attack_on: str) -> Chances:
    """The campaigns of one date of attack."""
    here = frame[frame["attack_on"] == attack_on]
    return Chances(here, asked.replications, float(asked.horizon))
