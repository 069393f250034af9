"""Write all tables of a run: one workbook, or a file a table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from holdfast.analysis.answer import answer
from holdfast.analysis.table import Table
from holdfast.analysis.tables.whole import tables_of
from holdfast.errors import StoreError, UsageError
from holdfast.experiment.files import make_folder, write_atomically
from holdfast.experiment.store import Store
from holdfast.report.export.plain import csv_text, parquet_bytes
from holdfast.report.export.workbook import workbook

XLSX, CSV, PARQUET = "xlsx", "csv", "parquet"
FORMATS = (XLSX, CSV, PARQUET)


def export_tables(
    tables: Mapping[str, Table], folder: Path, to: str, out: Path | None = None
) -> tuple[Path, ...]:
    """Write tables; give the paths.

    Parameters
    ----------
    tables : of a run, a comparison, a hindcast or a choice, by name.
    folder : the folder from which they come.
    to : one of FORMATS.
    out : the workbook, or the folder of the files; tables.xlsx or tables/ in `folder` where none
        is named.

    Raises
    ------
    UsageError
        if there is no such format.
    """
    if to not in FORMATS:
        raise UsageError(f'"{to}" is not one of {", ".join(FORMATS)}')
    if to == XLSX:
        return (write_workbook(tables, out or folder / "tables.xlsx"),)
    return write_files(tables, to, out or folder / "tables")


def tables_of_run(store: Store) -> dict[str, Table]:
    """The tables of a finished run.

    Raises
    ------
    StoreError
        if the run was interrupted, or something of it is missing or damaged.
    """
    found = answer(store)
    if not found.complete:
        raise StoreError(
            f"{store.folder} was interrupted: {found.campaigns:,} of "
            f"{found.question.campaigns:,} campaigns are here\n    run again with --resume"
        )
    return tables_of(found)


def write_workbook(tables: Mapping[str, Table], path: Path) -> Path:
    """One workbook."""
    make_folder(path.parent)
    write_atomically(path, workbook(list(tables.values())))
    return path


def write_files(tables: Mapping[str, Table], to: str, folder: Path) -> tuple[Path, ...]:
    """One file a table."""
    make_folder(folder)
    paths = []
    for name, table in tables.items():
        path = folder / f"{name}.{to}"
        write_atomically(path, csv_text(table) if to == CSV else parquet_bytes(table))
        paths.append(path)
    return tuple(paths)
