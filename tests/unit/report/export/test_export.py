"""Tables as files: opened again, they hold the numbers of the answer, with their units."""

import csv
import datetime
import io
import json
from dataclasses import asdict

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers import card, scenario
from holdfast.analysis.column import Column
from holdfast.analysis.table import Table
from holdfast.analysis.tables.whole import tables_of
from holdfast.report.export.plain import csv_text, parquet_bytes
from holdfast.report.export.workbook import HEAD_ROW, head_of, workbook

MADE = pytest.mark.parametrize("made", [card, scenario])


def opened(tables):
    return openpyxl.load_workbook(io.BytesIO(workbook(list(tables.values()))))


def body(sheet):
    """The cells below the heads."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD_ROW + 2)]


def as_read(value):
    """A cell as a workbook gives it back."""
    if isinstance(value, datetime.date):
        return datetime.datetime(value.year, value.month, value.day)
    return value if value != "" else None


@MADE
def test_a_workbook_opened_again_has_every_number_exactly(made):
    tables = tables_of(made())
    book = opened(tables)
    assert book.sheetnames == list(tables)
    assert book.sheetnames[0] == "question"
    for name, table in tables.items():
        wanted = [[as_read(value) for value in row] for row in table.flat().rows]
        assert body(book[name]) == wanted, name


@MADE
def test_a_sheet_can_be_printed_and_its_heads_have_units(made):
    for name, table in tables_of(made()).items():
        sheet = opened({name: table})[name]
        heads = [cell.value for cell in sheet[HEAD_ROW + 1]]
        assert heads == [head_of(column) for column in table.flat().columns]
        assert sheet.freeze_panes == f"B{HEAD_ROW + 2}"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.cell(1, 1).value == table.title


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=20))
def test_no_digit_of_a_number_is_lost(numbers):
    column = Column("a", "A", "days")
    table = Table("t", "T", (column,), tuple((one,) for one in numbers))
    assert [row[0] for row in body(opened({"t": table})["t"])] == numbers
    rows = list(csv.reader(io.StringIO(csv_text(table))))
    assert rows[0] == ["a [days]"]
    assert [float(row[0]) for row in rows[1:]] == numbers
    assert pq.read_table(io.BytesIO(parquet_bytes(table)))["a"].to_pylist() == numbers


def test_text_is_never_a_formula():
    table = Table("t", "T", (Column("a", "A"),), (("=1+1",), ("+2",), ("@x",)))
    sheet = opened({"t": table})["t"]
    assert [cell.data_type for (cell,) in sheet.iter_rows(min_row=HEAD_ROW + 2)] == ["s"] * 3


def test_dates_that_spreadsheets_count_differently_are_text():
    days = (datetime.date(1866, 6, 16), datetime.date(1938, 10, 1))
    table = Table("t", "T", (Column("a", "A", "date"),), tuple((day,) for day in days))
    assert [row[0] for row in body(opened({"t": table})["t"])] == [
        "1866-06-16", datetime.datetime(1938, 10, 1),
    ]  # fmt: skip


def test_the_same_tables_give_the_same_file():
    tables = list(tables_of(card()).values())
    assert workbook(tables) == workbook(tables)


@MADE
def test_parquet_has_unit_and_meaning_in_its_fields(made):
    for table in tables_of(made()).values():
        read = pq.read_table(io.BytesIO(parquet_bytes(table)))
        assert read.num_rows == len(table.rows)
        for column in table.flat().columns:
            told = read.schema.field(column.key).metadata
            assert told[b"unit"].decode() == column.measured_in
            assert told[b"meaning"].decode() == column.meaning


@MADE
def test_json_workbook_and_csv_say_the_same_of_outcomes_and_days(made):
    answer = made()
    told = json.loads(json.dumps(answer.to_dict()))
    tables = tables_of(answer)
    book = opened(tables)
    ends = {row[0]: row for row in body(book["ends"])}
    days = body(book["days"])
    lines = list(csv.DictReader(io.StringIO(csv_text(tables["standing"]))))
    for n, row in enumerate(told["rows"]):
        first = 2 + 6 * n
        for key, share in row["given_attack"].items():
            assert ends[key][first : first + 3] == [share["p"], share["low"], share["high"]]
        held = row["fought"]["days_held"]
        assert days[n][1:4] == [held["p"], held["low"], held["high"]]
        assert float(lines[n]["stands [share]"]) == row["fought"]["stands"]["p"]
        assert asdict(answer.rows[n].fought.stands)["p"] == row["fought"]["stands"]["p"]
