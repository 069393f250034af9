"""A table that people see: typed columns with unit and meaning, cells that are numbers.

A cell is a word, a number, or a number with what is not known about it: an `Estimate`, `Quantiles`
or a `Difference`. No cell is formatted text: terminal, page, notebook and files render the same
table, each in its way.
"""

from __future__ import annotations

import datetime
import html
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
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

    def without(self, keys: Sequence[str]) -> Table:
        """The same without some columns, which files have all the same."""
        columns = tuple(
            replace(column, quiet=True) if column.key in keys else column for column in self.columns
        )
        return replace(self, columns=columns)

    def of_date(self, attack_on: str) -> Table:
        """The rows of one date of attack, which then need not be told."""
        column, wanted = self.column("attack_on"), day_of(attack_on)
        rows = tuple(row for row, on in zip(self.rows, column, strict=True) if on == wanted)
        return replace(self, rows=rows).without(("attack_on",))

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

    def to_text(self, width: int = 80) -> str:
        """The table in plain lines of at most so many characters; long words are cut."""
        seen = self.shown()
        heads = [[head] for head in seen.heads]
        if _wide(seen.heads, seen.rows) > width:
            heads = [_broken(head, [row[n] for row in seen.rows])
                     for n, head in enumerate(seen.heads)]  # fmt: skip
        tall = max(map(len, heads), default=0)
        above = [tuple(head[n] if n < len(head) else "" for head in heads) for n in range(tall)]
        lines = [*above, *seen.rows]
        rooms = _rooms([[len(line[n]) for line in lines] for n in range(len(heads))], width)
        body = (
            GAP.join(
                _cut(cell, room).rjust(room) if right else _cut(cell, room).ljust(room)
                for cell, room, right in zip(line, rooms, seen.is_number, strict=True)
            ).rstrip()
            for line in lines
        )
        return "\n".join((_cut(self.title, width), *body))

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


GAP = "  "
"""Between columns of plain lines."""


def _wide(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """How wide the whole is where nothing is broken or cut."""
    rooms = (max(len(line[n]) for line in (heads, *rows)) for n in range(len(heads)))
    return sum(rooms) + len(GAP) * (len(heads) - 1)


def _broken(head: str, cells: Sequence[str]) -> list[str]:
    """A head in lines no wider than the cells below it, if its words allow."""
    room = max((len(one) for one in (*cells, *head.split())), default=1)
    return textwrap.wrap(head, room)


def _rooms(lengths: Sequence[Sequence[int]], width: int) -> list[int]:
    """How wide each column is: as it needs, the widest less where the whole would be too wide."""
    rooms = [max(column, default=0) for column in lengths]
    over = sum(rooms) + len(GAP) * (len(rooms) - 1) - width
    if over > 0:
        widest = rooms.index(max(rooms))
        rooms[widest] = max(1, rooms[widest] - over)
    return rooms


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"


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
