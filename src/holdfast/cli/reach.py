"""`holdfast reach`: by which ways help can come, when, and how much."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdfast.cli import completing, output
from holdfast.cli import options as o

if TYPE_CHECKING:
    from holdfast.analysis.reach import ReachAnswer


def reach(
    target: Annotated[
        str,
        typer.Argument(
            help="A scenario (id, folder or file), or the file of a movement.",
            autocompletion=completing.targets,
        ),
    ],
    course: Annotated[
        str | None,
        typer.Option(
            help="At whose date of attack (default: the weightiest course).",
            autocompletion=completing.courses,
        ),
    ] = None,
    leave: Annotated[
        str | None,
        typer.Option(help="Third states that let allies pass, with commas; none: nobody does."),
    ] = None,
    what_ifs: o.WhatIfs = None,
    settings: o.Settings = None,
    futures: o.Futures = 100,
    seed: o.Seed = 1,
    svg: Annotated[
        Path | None, typer.Option(help="Also draw arrivals by day into this SVG file.")
    ] = None,
    json: o.Json = False,
) -> None:
    """Say by which ways help can come, what is narrow, who arrives by when, and what helps.

    Fighting is off, every ally acts on day 0, and leave is given: by every state that may give it,
    or by those that are named.

    Example: holdfast reach two-rivers --futures 20

    Example: holdfast reach two-rivers --leave none --futures 20
    """
    from holdfast.report.terminal.reach import reach_page
    from holdfast.study.choices import Choices
    from holdfast.study.reach.target import reach as work_out

    chosen = Choices.of(course=course, what_ifs=what_ifs or (), settings=settings or ())
    answer = work_out(target, chosen, _states(leave), futures, seed)
    if svg is not None:
        _draw(answer, svg)
    if json:
        output.print_json(answer.to_dict())
    else:
        output.console(highlight=False).print(reach_page(answer))


def _states(leave: str | None) -> tuple[str, ...] | None:
    """The states that are named; an empty list for `none`."""
    if leave is None:
        return None
    return () if leave == "none" else tuple(name.strip() for name in leave.split(","))


def _draw(answer: ReachAnswer, path: Path) -> None:
    from holdfast.experiment.files import write_atomically
    from holdfast.report.figures.files import WIDE
    from holdfast.report.figures.reach import arrivals_figure

    write_atomically(path, arrivals_figure(answer).svg[WIDE])
    output.complain(f"wrote {path}")
