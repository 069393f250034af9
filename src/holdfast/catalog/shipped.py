"""Everything that ships and can be asked about: scenarios and cards, by id."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from html import escape
from typing import Any, Literal

import pandas as pd

from holdfast.catalog.contents import card_ids, card_rows, scenario_ids, scenario_rows

ID_WIDTH = 26
COLUMNS = 80


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One scenario or card: its id, which of the two it is, its title."""

    id: str
    kind: Literal["scenario", "card"]
    title: str


@dataclass(frozen=True)
class Catalog:
    """What ships, the scenarios first."""

    entries: tuple[CatalogEntry, ...]

    def __iter__(self) -> Iterator[CatalogEntry]:
        """Every entry, the scenarios first."""
        return iter(self.entries)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.entries)

    def __contains__(self, name: object) -> bool:
        """Whether an entry, or something of this id, ships."""
        return any(name in (one, one.id) for one in self.entries)

    def __str__(self) -> str:
        """An entry a line, at 80 columns."""
        return "\n".join(
            f"{one.kind:9} {one.id:{ID_WIDTH}} {one.title}"[:COLUMNS] for one in self.entries
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        return {"entries": [asdict(one) for one in self.entries]}

    def to_frame(self) -> pd.DataFrame:
        """One row an entry."""
        return pd.DataFrame([asdict(one) for one in self.entries])

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(one.id)}</td><td>{one.kind}</td><td>{escape(one.title)}</td></tr>"
            for one in self.entries
        )
        return f"<table><tr><th>id</th><th>kind</th><th>title</th></tr>{rows}</table>"


def catalog() -> Catalog:
    """What ships, with titles.

    >>> "two-rivers" in catalog(), "finland-1939" in catalog()
    (True, True)
    """
    scenarios = [CatalogEntry(row["id"], "scenario", row["title"]) for row in scenario_rows()]
    by_id = sorted(card_rows(), key=lambda row: str(row["id"]))
    cards = [CatalogEntry(row["id"], "card", row["name"]) for row in by_id]
    return Catalog((*scenarios, *cards))


def shipped(name: str) -> bool:
    """Whether the catalogue has something of this id."""
    return name in (*scenario_ids(), *card_ids())
