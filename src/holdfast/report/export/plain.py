"""The tables of a run for programs: CSV and Parquet, units in heads and fields."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from holdfast.analysis.column import Column
from holdfast.analysis.table import Table


def csv_text(table: Table) -> str:
    """A table as CSV: heads are keys with units, dates as ISO has them, missing is empty."""
    flat = table.flat()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([csv_head(column) for column in flat.columns])
    writer.writerows([csv_cell(value) for value in row] for row in flat.rows)
    return out.getvalue()


def csv_head(column: Column) -> str:
    """The key of a column with its unit.

    >>> csv_head(Column("stands", "stands", "share"))
    'stands [share]'
    """
    return f"{column.key} [{column.measured_in}]" if column.measured_in else column.key


def csv_cell(value: Any) -> str:
    """A cell as text that is read back as the same number."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return repr(value) if isinstance(value, float) else str(value)


def parquet_bytes(table: Table) -> bytes:
    """A table as Parquet; unit and meaning of a column stand in its field's metadata."""
    flat = table.flat()
    columns = [[row[n] for row in flat.rows] for n in range(len(flat.columns))]
    types = [arrow_type(values) for values in columns]
    fields = [
        pa.field(column.key, kind, metadata=described(column))
        for column, kind in zip(flat.columns, types, strict=True)
    ]
    arrays = [arrow_array(values, kind) for values, kind in zip(columns, types, strict=True)]
    schema = pa.schema(fields, metadata={"title": flat.title, "note": flat.note})
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out)
    return out.getvalue()


def described(column: Column) -> dict[str, str]:
    """What is said of a column beside its name."""
    return {"unit": column.measured_in, "meaning": column.meaning, "head": column.head}


def arrow_type(values: Sequence[Any]) -> Any:
    """The type of a column: that of its values, or text where they differ."""
    kinds = {type(value) for value in values if value is not None}
    if kinds and kinds <= {bool}:
        return pa.bool_()
    if kinds and kinds <= {int}:
        return pa.int64()
    if kinds <= {int, float}:
        return pa.float64()
    return pa.date32() if kinds <= {datetime.date} else pa.string()


def arrow_array(values: Sequence[Any], kind: Any) -> Any:
    """A column as an array of its type."""
    if pa.types.is_string(kind):
        return pa.array([None if value is None else csv_cell(value) for value in values], kind)
    return pa.array(list(values), kind)
