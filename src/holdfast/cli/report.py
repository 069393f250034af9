"""`holdfast report`: one page about a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def report(
    directory: Annotated[Path, typer.Argument(help="A run folder.")],
    out: Annotated[
        Path | None, typer.Option(help="The HTML file (default: report.html in the folder).")
    ] = None,
) -> None:
    """Write one self-contained HTML file: the race, the outcomes, the fronts, the sources.

    Example: holdfast report runs/czechoslovakia-1938-0123456789ab
    """
    from holdfast.experiment.store import Store
    from holdfast.report.page import write_page

    path = out or directory / "report.html"
    write_page(Store.open(directory), path)
    print(f"wrote {path}")
