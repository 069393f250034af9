"""`holdfast check`: every fault of a file at once."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from holdfast.cli import options as o


def check(
    path: Annotated[str, typer.Argument(help="A file of cards, or an id of the catalogue.")],
    json: o.Json = False,
) -> None:
    """Read cards and report every fault with its place and a remedy; run nothing.

    Example: holdfast check my-card.yaml

    Exits with 1 if there are faults.
    """
    from dataclasses import asdict

    from holdfast.catalog.cards import find
    from holdfast.errors import ScenarioError
    from holdfast.scenario.load import load_cards, unused

    try:
        cards = load_cards(find(path))
    except ScenarioError as error:
        if json:
            faults = [asdict(fault) for fault in error.faults]
            o.print_json({"ok": False, "faults": faults, "cards": []})
        else:
            print(error, file=sys.stderr)
            count = len(error.faults)
            print(f"{count} fault{'s' if count > 1 else ''} in {path}", file=sys.stderr)
        raise typer.Exit(1) from None
    notes = {card.id: list(unused(card)) for card in cards}
    if json:
        rows = [{"id": card.id, "name": card.name, "unused": notes[card.id]} for card in cards]
        o.print_json({"ok": True, "faults": [], "cards": rows})
        return
    for card in cards:
        print(f"{card.id}: no faults ({card.name}, {card.start})")
        for note in notes[card.id]:
            print(f"    unused  {note}")
