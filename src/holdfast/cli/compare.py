"""`holdfast compare`: what a change of facts changes."""

from __future__ import annotations

from typing import Annotated

import typer

from holdfast.cli import options as o


def compare(
    scenario: Annotated[str, typer.Argument(help="A card: id of the catalogue, or a file.")],
    what_ifs: Annotated[
        str, typer.Option(help="Names of the card's what-ifs, with commas; all: every one.")
    ] = "all",
    settings: o.Settings = None,
    futures: o.Futures = 1000,
    replications: o.Replications = 4,
    seed: o.Seed = 1,
    workers: o.Workers = 2,
    out: o.Out = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Play what-ifs and the base on the same draws; give the differences with intervals.

    Example: holdfast compare czechoslovakia-1938 --what-ifs no-works,france-never-acts
    """
    from dataclasses import replace

    from holdfast.errors import UsageError
    from holdfast.experiment.simulate import Design
    from holdfast.scenario.load import load_card
    from holdfast.study.compare import compare as ask
    from holdfast.text.spelling import did_you_mean

    source = replace(o.one_card(scenario), settings=tuple(settings or []))
    known = load_card(source).what_ifs
    names = list(known) if what_ifs == "all" else [name.strip() for name in what_ifs.split(",")]
    for name in names:
        if name not in known:
            raise UsageError(f'{source.id} has no what-if "{name}": {did_you_mean(name, known)}')
    if not names:
        raise UsageError(f"{source.id} names no what-ifs: write some under what_ifs")
    with o.progress(quiet, "what-ifs", "runs") as tell:
        done = iter(range(len(names) + 1))
        result = ask(
            source,
            names,
            Design(futures, replications, seed, workers),
            out,
            lambda _: tell(next(done), len(names) + 1),
        )
    if json:
        o.print_json(result.to_dict())
        return
    from rich.console import Console

    from holdfast.report.terminal import comparison_page

    Console().print(comparison_page(result, {name: w.title for name, w in known.items()}))
