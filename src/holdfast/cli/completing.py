"""What the shell offers when Tab is pressed: names, read without the rest of the program.

Nothing here may fail or print: a file that cannot be read offers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

import typer

from holdfast.errors import HoldfastError

TARGET_NAMES = ("scenario", "path", "target")
"""What commands call the argument that names a card or scenario."""


def targets(incomplete: str) -> list[str]:
    """Scenarios and cards that ship."""
    from holdfast.catalog.contents import card_ids, scenario_ids

    return beginning((*scenario_ids(), *card_ids()), incomplete)


def cards(incomplete: str) -> list[str]:
    """Cards that ship."""
    from holdfast.catalog.contents import card_ids

    return beginning(card_ids(), incomplete)


def scenarios(incomplete: str) -> list[str]:
    """Scenarios that ship."""
    from holdfast.catalog.contents import scenario_ids

    return beginning(scenario_ids(), incomplete)


def pacts(incomplete: str) -> list[str]:
    """What holds promises: scenarios, crises, treaties."""
    from holdfast.catalog.contents import ids_on, scenario_ids

    return beginning((*scenario_ids(), *ids_on("crises"), *ids_on("treaties")), incomplete)


def lists_and_ids(incomplete: str) -> list[str]:
    """The lists of contents, and everything that is on them."""
    from holdfast.catalog.contents import LISTS, everything

    return beginning((*LISTS, *everything()), incomplete)


def what_ifs(ctx: typer.Context, incomplete: str) -> list[str]:
    """The what-ifs of the scenario that is named already."""
    return named_in(ctx, "what_ifs", incomplete)


def plans(ctx: typer.Context, incomplete: str) -> list[str]:
    """Its plans."""
    return named_in(ctx, "plans", incomplete)


def courses(ctx: typer.Context, incomplete: str) -> list[str]:
    """Its courses of action."""
    return named_in(ctx, "courses_of_action", incomplete)


def levers(ctx: typer.Context, incomplete: str) -> list[str]:
    """Its projects and what-ifs."""
    found = (named_in(ctx, part, incomplete) for part in ("projects", "what_ifs"))
    return [name for part in found for name in part]


def schools(ctx: typer.Context, incomplete: str) -> list[str]:
    """Its schools."""
    return named_in(ctx, "schools", incomplete)


def named_in(ctx: typer.Context, part: str, incomplete: str) -> list[str]:
    """Names that stand under a part of what is asked about; after a comma, the next name."""
    from holdfast.catalog.contents import keys_of

    target = next((ctx.params[name] for name in TARGET_NAMES if ctx.params.get(name)), None)
    if target is None:
        return []
    before, comma, last = incomplete.rpartition(",")
    try:
        known = keys_of(str(target), part)
    except (HoldfastError, OSError):
        return []
    return [before + comma + name for name in beginning(known, last)]


def beginning(names: Iterable[str], incomplete: str) -> list[str]:
    """The names that begin so."""
    return [name for name in names if name.startswith(incomplete)]
