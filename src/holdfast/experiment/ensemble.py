"""All campaigns of one run, for people who work with tables."""

from __future__ import annotations

import html
import textwrap
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from holdfast.experiment.question import Question
from holdfast.experiment.seals import KINDS
from holdfast.experiment.store import Store

COLUMNS = 80

MOST_ROWS = 40
"""Rows of outcomes that are printed; the frame has them all."""


def frame_of(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as what most people work with."""
    frame: pd.DataFrame = table.to_pandas()
    return frame


@dataclass(frozen=True, repr=False)
class Ensemble:
    """A run folder as tables; nothing is read before it is asked for."""

    store: Store

    @classmethod
    def open(cls, folder: str | Path) -> Ensemble:
        """Open a run folder; StoreError if there is none."""
        return cls(Store.open(Path(folder)))

    @property
    def question(self) -> Question:
        """What was asked: of what, under which choices, seed, counts, hashes, version."""
        return self.store.question

    def arrow(self, kind: str = "campaigns") -> pa.Table:
        """The campaigns, futures or days as an Arrow table."""
        return self.store.read(kind)

    def campaigns(self) -> pd.DataFrame:
        """One row a campaign, with and without help side by side; a missing day is never."""
        return frame_of(self.arrow("campaigns"))

    def futures(self) -> pd.DataFrame:
        """One row a future: what was drawn."""
        return frame_of(self.arrow("futures"))

    def days(self) -> pd.DataFrame:
        """Counts by attack date, course, world, measure, day and bin, summed over parts."""
        keys = ["attack_on", "course", "world", "measure", "day", "bin"]
        summed = frame_of(self.arrow("days")).groupby(keys, dropna=False)["count"].sum()
        return summed.reset_index()

    def sql(self, query: str) -> pd.DataFrame:
        """Ask the tables `campaigns`, `futures` and `days` in SQL.

        `ensemble.sql("select outcome, count(*) n from campaigns group by outcome")`
        """
        with duckdb.connect() as connection:
            for kind in KINDS:
                connection.register(kind, self.arrow(kind))
            return connection.execute(query).df()

    def outcomes(self) -> pd.DataFrame:
        """One row an attack date and outcome that happened: its share of the campaigns."""
        frame = frame_of(self.store.read("campaigns", ["attack_on", "outcome"]))
        shares = frame.groupby("attack_on")["outcome"].value_counts(normalize=True)
        return shares.rename("share").reset_index()

    def to_frame(self) -> pd.DataFrame:
        """The table of outcomes."""
        return self.outcomes()

    def to_dict(self) -> dict[str, Any]:
        """The question, and the share of each outcome by attack date."""
        rows = self.outcomes().itertuples(index=False)
        shares: dict[str, dict[str, float]] = {}
        for date, outcome, share in rows:
            shares.setdefault(str(date), {})[str(outcome)] = float(share)
        return {"question": asdict(self.question), "outcomes": shares}

    def __repr__(self) -> str:
        """The question in a line or two, and how the campaigns end."""
        table = self.outcomes().to_string(index=False, formatters={"share": "{:.3f}".format})
        return "\n".join([*self._said(), "", *table.splitlines()[:MOST_ROWS]])

    def _repr_html_(self) -> str:
        """A notebook's view: the question and the table of outcomes."""
        said = "<br>".join(html.escape(line) for line in self._said())
        table = self.outcomes().to_html(index=False, float_format="{:.3f}".format)
        return f"<p>{said}</p>{table}"

    def _said(self) -> list[str]:
        asked = self.question
        size = f"{asked.futures:,} futures x {asked.replications}, seed {asked.seed}"
        chosen = (asked.plan, asked.course, asked.school, *asked.what_ifs, *asked.settings)
        changes = ", ".join(one for one in chosen if one is not None)
        told = (f"{asked.target}: {size}", f"chosen: {changes}", f"run: {self.store.folder}")
        return [line for said in told for line in textwrap.wrap(said, COLUMNS)]
