"""`holdfast catalog`: what ships."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from holdfast.cli import completing, output
from holdfast.cli import options as o

if TYPE_CHECKING:
    from rich.console import Group


def catalog(
    what: Annotated[
        str,
        typer.Argument(
            help="scenarios, cards, treaties, crises; or an id, to print what it is.",
            autocompletion=completing.lists_and_ids,
        ),
    ] = "cards",
    json: o.Json = False,
) -> None:
    """List what ships: scenarios, campaign cards, treaties, crises; or print one of them.

    Example: holdfast catalog finland-1939 > my-card.yaml
    """
    from holdfast.catalog import contents

    if what in contents.LISTS:
        rows = contents.LISTS[what]()
        if json:
            o.print_json({what: rows})
        else:
            output.console().print(page(what, rows))
    elif what in contents.scenario_ids():
        print_files(what)
    else:
        print_text(what)


def page(what: str, rows: list[dict[str, Any]]) -> Group:
    """One of the lists, to be read."""
    from holdfast.report.terminal import contents

    pages = {"cards": contents.cards_page, "scenarios": contents.scenarios_page}
    return pages.get(what, contents.pacts_page)(rows)


def print_files(scenario_id: str) -> None:
    """Every file of a scenario, one after the other under its name."""
    from holdfast.catalog.contents import scenario_files

    for name, text in scenario_files(scenario_id):
        output.say(f"# ---------------- {scenario_id}/{name}")
        output.say(text)


def print_text(name: str) -> None:
    """A card, a treaty or a crisis as it is written."""
    from holdfast.catalog import contents
    from holdfast.errors import UsageError
    from holdfast.text.spelling import did_you_mean

    for shelf in contents.SHELVES:
        if name in contents.ids_on(shelf):
            output.say(contents.text_of(shelf, name), end="")
            return
    known = contents.everything()
    raise UsageError(f'the catalogue has nothing called "{name}": {did_you_mean(name, known)}')
