"""Options that several commands share, and how progress is shown."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdfast.cli import completing, output
from holdfast.cli.output import print_json as print_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from holdfast.experiment.simulate import Design
    from holdfast.study.target import Target

Asked = Annotated[
    str,
    typer.Argument(
        help="A scenario or a card: id of the catalogue, folder, or file.",
        autocompletion=completing.targets,
    ),
]
Futures = Annotated[
    int, typer.Option(help="Draws of everything that nobody knows.", min=1, show_default=True)
]
Replications = Annotated[int, typer.Option(help="Plays of chance within each future.", min=1)]
Seed = Annotated[int, typer.Option(help="Where the draws begin; same seed, same campaigns.")]
Workers = Annotated[int, typer.Option(help="Threads; the campaigns do not depend on it.", min=1)]
Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON, for programs.")]
WhatIfs = Annotated[
    list[str] | None,
    typer.Option(
        "--what-if",
        help="A change of facts that is named there.",
        autocompletion=completing.what_ifs,
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="Put a value in a place: inputs.surprise=2, law.capture=0.1."),
]
Out = Annotated[Path | None, typer.Option(help="Folder for the run (default: runs/ID-HASH).")]
Plan = Annotated[
    str | None,
    typer.Option(
        help="The defender's plan (default: historical).", autocompletion=completing.plans
    ),
]
Course = Annotated[
    str | None,
    typer.Option(
        help="The attacker's course (default: every one, by its weight).",
        autocompletion=completing.courses,
    ),
]
School = Annotated[
    str | None,
    typer.Option(
        help="The claims of one author, taken together.", autocompletion=completing.schools
    ),
]
View = Annotated[
    str, typer.Option(help="hindsight, or contemporary: what was believed at the time.")
]
Reading = Annotated[
    str, typer.Option(help="Which powers may move together: listed, causal (nobody), all.")
]
Attack = Annotated[
    str,
    typer.Option(
        help="dates: those of the courses, each apart; hazard: any month, by the scenario's hazard."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress on stderr.")]


def one_target(target: str) -> Target:
    """The one card or scenario that a command asks about."""
    from holdfast.study.find import find_one

    return find_one(target)


@contextmanager
def progress(quiet: bool, what: str, unit: str = "futures") -> Iterator[Callable[[int, int], None]]:
    """Tell on stderr how far it is, how fast, and how long it will take."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    if quiet or not sys.stderr.isatty():
        yield lines(quiet, what, unit)
        return
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn(f"{{task.completed:,.0f}} of {{task.total:,.0f}} {unit}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=output.console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(what, total=None, rate="compiling at first, up to a minute")
        began = time.perf_counter()

        def tell(done: int, total: int) -> None:
            rate = f"{done / (time.perf_counter() - began):,.0f} {unit}/s"
            bar.update(task, completed=done, total=total, rate=rate)

        yield tell


def lines(quiet: bool, what: str, unit: str) -> Callable[[int, int], None]:
    """Progress where there is no terminal: a line at each quarter."""
    said = 0

    def tell(done: int, total: int) -> None:
        nonlocal said
        quarter = 4 * done // total
        if not quiet and quarter > said:
            said = quarter
            output.complain(f"{what}: {done:,} of {total:,} {unit}")

    return tell


BY_CTRL_C = 130
"""The exit code of a program that Ctrl-C ended."""


def say_cost(quiet: bool, design: Design, dates: int) -> None:
    """Tell on stderr what a large run takes, before it begins."""
    from holdfast.experiment.cost import worth_a_line

    line = worth_a_line(design.futures, design.replications, design.workers, dates)
    if line is not None and not quiet:
        output.complain(line)


@contextmanager
def stopping() -> Iterator[None]:
    """End the program with the signal's exit code, after a run that a signal ended was kept."""
    from holdfast.errors import StoppedError

    try:
        yield
    except StoppedError as stopped:
        output.complain(stopped)
        raise typer.Exit(stopped.code) from None


def end_as_stopped(complete: bool, directory: str) -> None:
    """Say how to go on after Ctrl-C, and end as a program that it ended; nothing if all is done."""
    if not complete:
        output.complain(
            f"stopped before the end: what is done is kept in {directory}\n"
            "    run it again with --resume to go on from there"
        )
        raise typer.Exit(BY_CTRL_C)
