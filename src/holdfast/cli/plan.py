"""`holdfast plan`: which plan, against an attacker who may see it."""

from __future__ import annotations

from typing import Annotated

import typer

from holdfast.cli import completing, output
from holdfast.cli import options as o

NONE = "none"


def plan(
    scenario: o.Asked,
    plans: Annotated[
        str | None,
        typer.Option(
            help="Names of plans, with commas (default: all).", autocompletion=completing.plans
        ),
    ] = None,
    courses: Annotated[
        str | None,
        typer.Option(
            help="Names of courses, with commas (default: all).",
            autocompletion=completing.courses,
        ),
    ] = None,
    levers: Annotated[
        str | None,
        typer.Option(
            help="Projects, stages of the programme or what-ifs, with commas; none (default: "
            "every project and stage).",
            autocompletion=completing.levers,
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            help="The plan to which levers are put (default: the one that is usually taken).",
            autocompletion=completing.plans,
        ),
    ] = None,
    search: Annotated[
        int, typer.Option(help="Programmes that a search tries beside the plans.", min=0)
    ] = 200,
    budget: Annotated[int, typer.Option(help="Campaigns in all.", min=1)] = 200_000,
    floor: Annotated[
        list[str] | None,
        typer.Option(help="What is good enough: stands=0.2 or days_held=30; may be repeated."),
    ] = None,
    what_if: o.WhatIfs = None,
    settings: o.Settings = None,
    futures: Annotated[
        int, typer.Option(help="Draws of everything that nobody knows, for no plan more.", min=1)
    ] = 2500,
    replications: o.Replications = 2,
    seed: o.Seed = 1,
    workers: o.Workers = 2,
    out: o.Out = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Judge plans against every course of the attacker on the same draws; say which to choose.

    Example: holdfast plan two-rivers --search 40 --floor stands=0.2

    Example: holdfast plan two-rivers --plans historical,works-first --levers strips --search 0

    Example: holdfast plan czechoslovakia-1936 --courses pincer-1938 --levers none --out runs/plan

    Plans that do badly fall out early, the better are played on; the same seed and budget give
    the same table. Ctrl-C keeps what was judged. --out DIR writes the answer there and a page:
    DIR/report.html; holdfast report DIR makes it again.
    """
    from holdfast.experiment.simulate import Design
    from holdfast.study.choices import Choices
    from holdfast.study.planning.candidates import Field
    from holdfast.study.planning.plan import Asked, Telling, judge, made_ready

    target = o.one_target(scenario)
    asked = Asked(
        plans=names(plans),
        courses=names(courses),
        levers=None if levers is None else names(levers),
        base=base,
        search=search,
        budget=budget,
        floors=floors(floor or ()),
    )
    design = Design(futures, replications, seed, workers)
    choices = Choices(what_ifs=tuple(what_if or ()), settings=tuple(settings or ()))
    field = Field.of(target, choices, asked.courses)
    with o.progress(quiet, "made ready", "plans") as tell:
        ready = made_ready(field, asked, design, Telling(made=tell))
    with o.stopping(), o.progress(quiet, target.id, "campaigns") as tell:
        found = judge(ready, asked, design, tell)
    if out is not None:
        from holdfast.report.planning.page import keep

        for written in keep(found, out):
            output.complain(f"wrote {written}")
    if json:
        o.print_json(found.to_dict())
    else:
        from holdfast.report.terminal.pages import planning_page

        output.console().print(planning_page(found))
    if not found.complete:
        output.complain("stopped before the end: what was judged until then is told")
        raise typer.Exit(o.BY_CTRL_C)


def names(words: str | None) -> tuple[str, ...]:
    """Words with commas between them; the word none is no word."""
    if not words or words == NONE:
        return ()
    return tuple(word.strip() for word in words.split(","))


def floors(written: list[str] | tuple[()]) -> dict[str, float]:
    """Floors as they are typed: stands=0.2.

    Raises
    ------
    UsageError
        if one is no name with a number.
    """
    from holdfast.errors import UsageError

    found: dict[str, float] = {}
    for one in written:
        name, _, number = one.partition("=")
        try:
            found[name.strip()] = float(number)
        except ValueError:
            raise UsageError(
                f'--floor "{one}" is no floor: write stands=0.2 or days_held=30'
            ) from None
    return found
