"""A table that people see: typed columns with unit and meaning, cells that are numbers.

A cell is a word, a number, or a number with what is not known about it: an `Estimate`, `Quantiles`
or a `Difference`. No cell is formatted text: terminal, page, notebook and files render the same
table, each in its way.
"""

from __future__ import annotations

import datetime
import html
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from holdfast.analysis.cells import Shown, shown
from holdfast.analysis.column import Column, Value
from holdfast.analysis.paired import Difference, Estimate, Quantiles


@dataclass(frozen=True, slots=True)
class Table:
    """One table that people see.

    Examples
    --------
    >>> share = Column("stands", "stands", "share", shape="estimate")
    >>> table = Table("dates", "By date", (Column("attack_on", "Attack on", "date"), share),
    ...               ((datetime.date(1938, 10, 1), Estimate(0.25, 0.2, 0.3, None)),))
    >>> table.to_frame().columns.tolist()[:4]
    ['attack_on', 'stands', 'stands_low', 'stands_high']
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value | None, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        wrong = [row for row in self.rows if len(row) != len(self.columns)]
        if wrong:
            raise ValueError(f"table {self.name}: {len(self.columns)} columns, but {wrong[0]}")

    def column(self, key: str) -> list[Value | None]:
        """The cells of one column."""
        number = [column.key for column in self.columns].index(key)
        return [row[number] for row in self.rows]

    def flat(self) -> Table:
        """The same in plain columns, as files have it."""
        columns = tuple(part for column in self.columns for part in column.parts())
        rows = tuple(tuple(self._numbers(row)) for row in self.rows)
        return Table(self.name, self.title, columns, rows, self.note)

    def _numbers(self, row: Sequence[Value | None]) -> Iterator[Any]:
        for column, value in zip(self.columns, row, strict=True):
            yield from column.numbers(value)

    def to_frame(self) -> pd.DataFrame:
        """Plain columns by their keys; None is missing, and of a day: never."""
        flat = self.flat()
        return pd.DataFrame(list(flat.rows), columns=[column.key for column in flat.columns])

    def to_dict(self) -> dict[str, Any]:
        """Name, columns with their units and meanings, one mapping a row."""
        return {
            "name": self.name,
            "title": self.title,
            "note": self.note,
            "columns": [
                {
                    "key": column.key,
                    "head": column.head,
                    "kind": column.kind,
                    "unit": column.measured_in,
                    "meaning": column.meaning,
                }
                for column in self.columns
            ],
            "rows": [
                {column.key: _plain(value) for column, value in zip(self.columns, row, strict=True)}
                for row in self.rows
            ],
        }

    def shown(self) -> Shown:
        """The table as a reader sees it, in words."""
        return shown(self.columns, self.rows)

    def to_text(self) -> str:
        """The table in plain lines, as wide as it needs."""
        seen = self.shown()
        lines = [seen.heads, *seen.rows]
        wide = [max(len(line[n]) for line in lines) for n in range(len(seen.heads))]
        body = (
            "  ".join(
                cell.rjust(room) if right else cell.ljust(room)
                for cell, room, right in zip(line, wide, seen.is_number, strict=True)
            ).rstrip()
            for line in lines
        )
        return "\n".join((self.title, *body))

    def _repr_html_(self) -> str:
        """A notebook's view."""
        seen = self.shown()
        heads = "".join(f"<th>{html.escape(head)}</th>" for head in seen.heads)
        rows = "".join(f"<tr>{_cells(row)}</tr>" for row in seen.rows)
        title = html.escape(self.title)
        return (
            f"<table><caption>{title}</caption><thead><tr>{heads}</tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )


def _cells(row: Sequence[str]) -> str:
    return "".join(f"<td>{html.escape(cell)}</td>" for cell in row)


def _plain(value: Value | None) -> Any:
    if isinstance(value, Estimate | Quantiles | Difference):
        return asdict(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def day_of(written: str) -> datetime.date | str:
    """A date where one was written; a word such as *any month* stays one.

    >>> day_of("1938-10-01"), day_of("any month")
    (datetime.date(1938, 10, 1), 'any month')
    """
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return written
