"""`holdfast export`: the tables of a run as numbers with units."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from holdfast.cli.output import say


def export(
    directory: Annotated[
        Path, typer.Argument(help="The folder of a run, a comparison, a hindcast or a choice.")
    ],
    to: Annotated[str, typer.Option(help="xlsx: one workbook; csv, parquet: a file a table.")],
    out: Annotated[
        Path | None,
        typer.Option(help="The workbook, or the folder (default: tables in the run folder)."),
    ] = None,
) -> None:
    """Write all tables as files: outcomes, days, help, inputs with their evidence.

    Of a comparison, of a hindcast and of a choice among plans too.

    Example: holdfast export runs/czechoslovakia-1938-0123456789ab --to xlsx

    Every number has its unit in the head of its column, an interval is two columns, and a missing
    day is never.
    """
    from holdfast.report.export.write import export_tables
    from holdfast.report.page.folder import reported

    for path in export_tables(reported(directory).tables(), directory, to, out):
        say(f"wrote {path}")
