"""`holdfast report`: the page about a run, and the evidence behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from holdfast.cli import output


def report(
    directory: Annotated[Path, typer.Argument(help="A run folder.")],
    out: Annotated[
        Path | None,
        typer.Option(help="The page that is read (default: report.html in the folder)."),
    ] = None,
    svg: Annotated[
        Path | None, typer.Option(help="Also write the figures as SVG files into this folder.")
    ] = None,
    png: Annotated[
        Path | None, typer.Option(help="Also write the figures as PNG files into this folder.")
    ] = None,
) -> None:
    """Write two self-contained HTML files: the page that is read, and the evidence behind it.

    The evidence lies beside the page: report.html and report-evidence.html. Of a folder that
    holdfast plan wrote there is one page.

    Example: holdfast report runs/czechoslovakia-1938-0123456789ab --png figures
    """
    from holdfast.experiment.store import Store
    from holdfast.report.figures.files import write_figures
    from holdfast.report.page.write import write_page
    from holdfast.report.planning.page import is_planning

    path = out or directory / "report.html"
    if is_planning(directory):
        report_plans(directory, path, (("svg", svg), ("png", png)))
        return
    store = Store.open(directory)
    for written in write_page(store, path):
        output.say(f"wrote {written}")
    for kind, folder in (("svg", svg), ("png", png)):
        for figure in write_figures(store, folder, kind) if folder else ():
            output.say(f"wrote {figure}")


def report_plans(
    directory: Path, path: Path, kinds: tuple[tuple[str, Path | None], ...]
) -> None:  # fmt: skip
    """The page about a choice among plans, and its figures as files."""
    from holdfast.report.planning.page import (
        read_planning,
        write_planning_figures,
        write_planning_page,
    )

    planning = read_planning(directory)
    output.say(f"wrote {write_planning_page(planning, path)}")
    for kind, folder in kinds:
        for figure in write_planning_figures(planning, folder, kind) if folder else ():
            output.say(f"wrote {figure}")
