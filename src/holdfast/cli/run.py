"""`holdfast run`: does it hold until help comes?"""

from __future__ import annotations

from typing import Annotated

import typer

from holdfast.cli import options as o
from holdfast.cli import output


def run(
    scenario: o.Asked,
    plan: o.Plan = None,
    course: o.Course = None,
    what_if: o.WhatIfs = None,
    settings: o.Settings = None,
    school: o.School = None,
    view: o.View = "hindsight",
    reading: o.Reading = "listed",
    attack: o.Attack = "dates",
    without_help: Annotated[
        bool, typer.Option("--without-help", help="Tell of the world in which nobody helps.")
    ] = False,
    futures: o.Futures = 2500,
    replications: o.Replications = 4,
    until_se: Annotated[
        float | None,
        typer.Option(
            help="As many futures as bring the standard error of the first row's chance to "
            "stand down to this.",
            min=0.0005,
            max=0.5,
        ),
    ] = None,
    seed: o.Seed = 1,
    workers: o.Workers = 2,
    out: o.Out = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Keep the finished parts of an interrupted run.")
    ] = False,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Play very many futures, with and without help, and say how it ends.

    Example: holdfast run czechoslovakia-1936 --what-if no-works --futures 1000

    Example: holdfast run two-rivers --course north-1938 --until-se 0.01

    Example: holdfast run two-rivers --attack hazard

    A scenario is answered for every date of attack apart. Ctrl-C keeps what is done; --resume
    goes on from there.
    """
    from holdfast.catalog.posterior import load_posterior
    from holdfast.experiment.simulate import Design
    from holdfast.study.choices import Choices
    from holdfast.study.run import play
    from holdfast.study.size import enough

    target = o.one_target(scenario)
    changes = tuple(what_if or ()), tuple(settings or ())
    choices = Choices(plan, course, school, *changes, view, reading, attack)
    prepared = target.prepare(choices, load_posterior())
    design = Design(futures, replications, seed, workers, alone=without_help)
    if until_se is not None:
        design = enough(prepared, design, until_se)
    o.say_cost(quiet, design, len(prepared.cases))
    with o.stopping(), o.progress(quiet, target.id) as tell:
        answer = play(prepared, design, out, resume, tell)
    if json:
        o.print_json(answer.to_dict())
    else:
        from holdfast.report.terminal.pages import answer_page

        output.console().print(answer_page(answer))
    o.end_as_stopped(answer.complete, answer.directory)
