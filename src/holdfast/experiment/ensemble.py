"""All campaigns of one run, for people who work with tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from holdfast.experiment.seals import KINDS
from holdfast.experiment.store import Store


def frame_of(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as what most people work with."""
    frame: pd.DataFrame = table.to_pandas()
    return frame


@dataclass(frozen=True)
class Ensemble:
    """A run folder as tables; nothing is read before it is asked for."""

    store: Store

    @classmethod
    def open(cls, folder: str | Path) -> Ensemble:
        """Open a run folder; StoreError if there is none."""
        return cls(Store.open(Path(folder)))

    @property
    def question(self) -> dict[str, Any]:
        """What was asked: scenario, hashes, seed, counts, version."""
        return dict(self.store.question)

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

    def __repr__(self) -> str:
        """Name the question in a line."""
        asked = self.question
        runs = f"{asked['futures']} futures x {asked['replications']}"
        return f"Ensemble({asked['scenario']}, {runs}, seed {asked['seed']}, {self.store.folder})"
