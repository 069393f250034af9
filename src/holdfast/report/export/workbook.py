"""The tables of a run as a workbook that can be printed: a sheet a table, numbers as numbers."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from holdfast.analysis.column import Column
from holdfast.analysis.table import Table

FORMATS = {
    "share": "0.0%",
    "days": "0.0",
    "day": "0",
    "date": "d mmm yyyy",
    "men": "#,##0",
    "count": "#,##0",
    "number": "General",
    "score": "0.000",
    "quantity": "General",
    "text": "@",
}
"""How a cell of each kind is shown; the number behind it is whole."""

FIRST_DATE = datetime.date(1900, 3, 1)
"""The first that every spreadsheet counts alike: an earlier one is written as text."""

LONGEST_TEXT = 32_767
"""Characters that a cell holds."""

TITLE_ROW, NOTE_ROW, HEAD_ROW = 0, 1, 3

WIDEST, NARROWEST = 60, 8
"""Of a column, in characters. grade: judgement"""

A4 = 9

MADE = datetime.datetime(2000, 1, 1)
"""Written as the day on which a workbook was made, so that the same run gives the same file."""


class WholeNumber(float):
    """A number that is written with all its digits: the library would write sixteen."""

    def __format__(self, pattern: str) -> str:
        """All digits, whatever is asked for."""
        return repr(float(self))


def workbook(tables: Sequence[Table]) -> bytes:
    """The file: a sheet a table, in their order."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": tables[0].title, "created": MADE})
        looks = Looks(book)
        for table in tables:
            write_sheet(book.add_worksheet(table.name), table.flat(), looks)
    return content.getvalue()


class Looks:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.note = book.add_format({"italic": True})
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1}
        )
        self.cells: dict[str, Format] = {
            kind: book.add_format({"num_format": pattern, "valign": "top", "text_wrap": True})
            for kind, pattern in FORMATS.items()
        }


def write_sheet(sheet: Worksheet, table: Table, looks: Looks) -> None:
    """One table: title, note, heads with units, rows; ready to be printed."""
    sheet.write_string(TITLE_ROW, 0, table.title, looks.title)
    if table.note:
        sheet.write_string(NOTE_ROW, 0, table.note, looks.note)
    for n, column in enumerate(table.columns):
        sheet.write_string(HEAD_ROW, n, head_of(column), looks.head)
        sheet.set_column(n, n, width_of(column, [row[n] for row in table.rows]))
    for m, row in enumerate(table.rows, start=HEAD_ROW + 1):
        for n, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            write_cell(sheet, (m, n), value, looks.cells[column.kind])
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer(f"&L{table.name}&RPage &P of &N")


def head_of(column: Column) -> str:
    """The head of a column with its unit.

    >>> head_of(Column("stands", "stands", "share")), head_of(Column("who", "Who"))
    ('stands [share]', 'Who')
    """
    return f"{column.head} [{column.measured_in}]" if column.measured_in else column.head


def width_of(column: Column, values: Sequence[Any]) -> float:
    """Wide enough for most of what stands in a column."""
    longest = max((len(str(value)) for value in values if isinstance(value, str)), default=0)
    word = max(len(part) for part in head_of(column).split())
    return float(min(WIDEST, max(NARROWEST, word + 1, longest + 1)))


def write_cell(sheet: Worksheet, at: tuple[int, int], value: Any, look: Format) -> None:
    """One cell: nothing that is text is ever read as a formula."""
    row, n = at
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, n, value, look)
    elif isinstance(value, datetime.date) and value >= FIRST_DATE:
        sheet.write_datetime(row, n, datetime.datetime.combine(value, datetime.time()), look)
    elif isinstance(value, int | float):
        sheet.write_number(row, n, WholeNumber(value), look)
    else:
        sheet.write_string(row, n, str(value)[:LONGEST_TEXT], look)
