"""`holdfast run`: does it hold until help comes?"""

from __future__ import annotations

from typing import Annotated

import typer

from holdfast.cli import options as o


def run(
    scenario: Annotated[str, typer.Argument(help="A card: id of the catalogue, or a file.")],
    what_if: o.WhatIfs = None,
    settings: o.Settings = None,
    futures: o.Futures = 2500,
    replications: o.Replications = 4,
    seed: o.Seed = 1,
    workers: o.Workers = 2,
    out: o.Out = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Keep the finished parts of an interrupted run.")
    ] = False,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Play very many futures of a campaign, with and without help, and say how it ends.

    Example: holdfast run czechoslovakia-1938 --what-if no-works --futures 1000

    Ctrl-C keeps what is done; --resume goes on from there.
    """
    from holdfast.experiment.simulate import Design
    from holdfast.study.run import run as ask
    from holdfast.study.run import with_changes

    source = with_changes(o.one_card(scenario), what_if or [], settings or [])
    design = Design(futures, replications, seed, workers)
    with o.progress(quiet, source.id) as tell:
        answer = ask(source, design, out, resume, tell)
    if json:
        o.print_json(answer.to_dict())
        return
    from rich.console import Console

    from holdfast.report.terminal import answer_page

    Console().print(answer_page(answer))
