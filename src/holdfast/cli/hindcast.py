"""`holdfast hindcast`: campaigns of the past, answered blind and scored."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from holdfast.cli import completing, output
from holdfast.cli import options as o


class Deck(StrEnum):
    """What is answered blind."""

    campaigns = "campaigns"
    programmes = "programmes"


class Given(StrEnum):
    """What a hindcast may know."""

    plans = "plans"
    arrivals = "arrivals"


def hindcast(
    file: Annotated[
        str | None,
        typer.Argument(
            help="A file of cards or programmes, or an id; all of the catalogue if none.",
            autocompletion=completing.cards,
        ),
    ] = None,
    given: Annotated[
        Given,
        typer.Option(
            help="plans: only what could be known on day 1 (a forecast); "
            "arrivals: everything that came, on its day (a conditional hindcast)."
        ),
    ] = Given.plans,
    deck: Annotated[
        Deck,
        typer.Option(
            help="campaigns: cards; programmes: money and capacity in, works and arms out, "
            "foretold from the first years."
        ),
    ] = Deck.campaigns,
    futures: o.Futures = 2000,
    seed: o.Seed = 1,
    workers: o.Workers = 2,
    out: Annotated[
        Path | None, typer.Option(help="Also keep it in this folder, for holdfast report.")
    ] = None,
    json: o.Json = False,
    quiet: o.Quiet = False,
) -> None:
    """Answer campaigns or programmes of the past without their outcomes, then score the answers.

    Example: holdfast hindcast my-cards.yaml --given plans --out runs/hindcast

    A card of the calibration set is answered by what was learned from the others. What is kept with
    --out becomes a page with holdfast report: every campaign, the misses, reliability, scores.
    """
    if deck is Deck.programmes:
        programmes(file, json)
        return
    from holdfast.catalog.cards import calibration_sources, find
    from holdfast.catalog.posterior import load_posterior
    from holdfast.experiment.simulate import Design
    from holdfast.scenario.card_source import load_cards
    from holdfast.study.hindcast import Past
    from holdfast.study.hindcast import hindcast as ask
    from holdfast.study.kept import keep_hindcast

    calibration = load_cards(list(calibration_sources()))
    cards = load_cards(find(file)) if file else calibration
    past = Past(calibration, load_posterior(given.value))
    design = Design(futures, 1, seed, workers)
    with o.progress(quiet, "hindcast", "campaigns") as tell:
        result = ask(cards, past, given.value, design, tell)
    kept = keep_hindcast(result, past.sample.hash, design, out, file) if out else None
    if json:
        o.print_json(result.to_dict())
        return
    from holdfast.report.terminal.pages import hindcast_page

    output.console().print(hindcast_page(result))
    if kept is not None:
        output.say(f"next     holdfast report {kept}")


def programmes(file: str | None, json: bool) -> None:
    """Foretell programmes of arming and fortifying from their first years, and print them."""
    from holdfast.catalog.programmes import find_programmes, shipped_programmes
    from holdfast.report.terminal.programmes import programmes_page
    from holdfast.study.programmes.document import documents
    from holdfast.study.programmes.hindcast import hindcast as foretell

    result = foretell(documents(find_programmes(file)), documents(shipped_programmes()))
    if json:
        o.print_json(result.to_dict())
        return
    output.console().print(programmes_page(result))
