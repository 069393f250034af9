"""`holdfast catalog`: what ships."""

from __future__ import annotations

from typing import Annotated

import typer

from holdfast.cli import options as o
from holdfast.cli import output

SHELVES = ("treaties", "crises")


def catalog(
    what: Annotated[
        str,
        typer.Argument(help="scenarios, cards, treaties, crises; or an id, to print what it is."),
    ] = "cards",
    json: o.Json = False,
) -> None:
    """List what ships: scenarios, campaign cards, treaties, crises; or print one of them.

    Example: holdfast catalog finland-1939 > my-card.yaml
    """
    from holdfast.catalog.scenarios import scenario_ids

    if what in SHELVES:
        show_pacts(what, json)
    elif what == "cards":
        show_cards(json)
    elif what == "scenarios":
        show_scenarios(json)
    elif what in scenario_ids():
        print_files(what)
    else:
        from holdfast.catalog.cards import card_source, card_text

        card_source(what)
        output.say(card_text(what), end="")


def show_pacts(shelf: str, json: bool) -> None:
    """The treaties or the crises, a line each."""
    from dataclasses import asdict

    from holdfast.catalog.pacts import listed

    rows = [asdict(entry) for entry in listed(shelf)]
    if json:
        o.print_json({shelf: rows})
        return
    from rich.table import Table

    table = Table("id", "title", "signed", "parties", "clauses", box=None, pad_edge=False)
    for row in rows:
        parties = " ".join(row["parties"])
        table.add_row(row["id"], row["title"], row["signed"] or "", parties, str(row["clauses"]))
    output.console().print(table)
    output.say("\nholdfast pact ID takes one apart")


def show_cards(json: bool) -> None:
    """The campaign cards, in the order of their dates."""
    from holdfast.catalog.cards import QUESTION_CARD, card_ids, card_source
    from holdfast.scenario.card_source import load_cards

    cards = load_cards([card_source(card_id) for card_id in card_ids()])
    rows = [
        {
            "id": one.id,
            "name": one.name,
            "start": str(one.start),
            "axes": len(one.inputs.axes),
            "outcome": one.outcome.class_ if one.outcome else None,
            "calibration": one.id != QUESTION_CARD,
        }
        for one in sorted(cards, key=lambda one: one.start)
    ]
    if json:
        o.print_json({"cards": rows})
        return
    from holdfast.report.terminal.pages import catalog_page

    output.console().print(catalog_page(rows))


def show_scenarios(json: bool) -> None:
    """The scenarios, a line each."""
    from holdfast.catalog.scenarios import listed

    rows = listed()
    if json:
        o.print_json({"scenarios": rows})
        return
    from rich.table import Table

    table = Table("id", "title", "as of", "attacks", "places", box=None, pad_edge=False)
    for row in rows:
        table.add_row(row["id"], row["title"], row["as_of"], " ".join(row["attacks"]),
                      str(row["places"]))  # fmt: skip
    output.console().print(table)
    output.say(
        "\nholdfast check ID counts what one holds; holdfast new DIR --like ID begins another"
    )


def print_files(scenario_id: str) -> None:
    """Every file of a scenario, one after the other under its name."""
    from holdfast.catalog.scenarios import scenario_files

    for name, text in scenario_files(scenario_id):
        output.say(f"# ---------------- {scenario_id}/{name}")
        output.say(text)
