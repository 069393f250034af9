"""`holdfast catalog`: what ships."""

from __future__ import annotations

from typing import Annotated

import typer

from holdfast.cli import options as o


def catalog(
    card: Annotated[str | None, typer.Argument(help="Print this card as it is written.")] = None,
    json: o.Json = False,
) -> None:
    """List the campaign cards that ship, or print one of them.

    Example: holdfast catalog finland-1939 > my-card.yaml
    """
    from holdfast.catalog.cards import QUESTION_CARD, card_ids, card_source, card_text
    from holdfast.scenario.load import load_cards

    if card is not None:
        card_source(card)
        print(card_text(card), end="")
        return
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
    from rich.console import Console

    from holdfast.report.terminal import catalog_page

    Console().print(catalog_page(rows))
