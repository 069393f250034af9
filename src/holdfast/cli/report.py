"""`holdfast report`: the page about a run, a comparison, a hindcast or a choice of plans."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from holdfast.cli import output


def report(
    directory: Annotated[
        Path, typer.Argument(help="The folder of a run, a comparison, a hindcast or a choice.")
    ],
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

    The evidence lies beside the page: report.html and report-evidence.html.

    Example: holdfast report runs/czechoslovakia-1938-0123456789ab --png figures

    Of a comparison (holdfast compare), a hindcast (holdfast hindcast --out DIR) and a choice among
    plans (holdfast plan --out DIR) too; the last has one page.
    """
    from holdfast.report.figures.files import write_figures
    from holdfast.report.page.folder import reported

    found = reported(directory)
    for written in found.write(out or directory / "report.html"):
        output.say(f"wrote {written}")
    for kind, folder in (("svg", svg), ("png", png)):
        for figure in write_figures(found.figures(), folder, kind) if folder else ():
            output.say(f"wrote {figure}")
