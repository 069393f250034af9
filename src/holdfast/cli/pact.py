"""`holdfast pact`: take a conditional treaty apart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdfast.cli import completing, output

if TYPE_CHECKING:
    from holdfast.pacts import PactAnswer, PactFile
    from holdfast.report.pacts.words import Told


def pact(
    target: Annotated[
        str,
        typer.Argument(
            help="A pact file, a scenario, or the id of one, or of a crisis or treaty.",
            autocompletion=completing.pacts,
        ),
    ],
    treaty: Annotated[
        str | None, typer.Option(help="Show this pact of the file alone; all are worked out.")
    ] = None,
    course: Annotated[
        str | None,
        typer.Option(
            help="Of a scenario: the course at whose date it stands.",
            autocompletion=completing.courses,
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option(help="Write the drawn answer as one HTML page.")
    ] = None,
) -> None:
    """Say who is bound to whom and from which day, what is deadlocked, and what unlocks help.

    Example: holdfast pact munich-1938 --html munich.html

    Example: holdfast pact czechoslovakia-1936 --course pincer-1938
    """
    from holdfast.catalog.pacts import load_pacts
    from holdfast.errors import HoldfastError
    from holdfast.pacts import answer
    from holdfast.report.pacts.words import passages

    try:
        file = load_pacts(target, course)
        _check_treaty(file, treaty)
    except HoldfastError as error:
        output.complain(error)
        raise typer.Exit(2) from None
    found = answer(file)
    shown = found if treaty is None else found.only(treaty)
    more = _beside_history(found, target) if treaty is None else ()
    if html is not None:
        _write_page(shown, html, more)
    if json:
        output.print_json(shown.to_dict())
    elif html is None:
        _print_words(shown, (*passages(shown), *more))


def _beside_history(found: PactAnswer, target: str) -> tuple[Told, ...]:
    from holdfast.catalog.pacts import conduct
    from holdfast.report.pacts.conduct import beside, conduct_passage

    rows = beside(found, conduct(target))
    return (conduct_passage(rows),) if rows else ()


def _check_treaty(file: PactFile, treaty: str | None) -> None:
    from holdfast.errors import UsageError
    from holdfast.text.spelling import did_you_mean

    known = [one.id for one in file.pacts]
    if treaty is not None and treaty not in known:
        raise UsageError(f'there is no pact "{treaty}" in this file; {did_you_mean(treaty, known)}')


def _write_page(found: PactAnswer, path: Path, more: tuple[Told, ...]) -> None:
    from holdfast.report.pacts.page import pact_page

    try:
        path.write_text(pact_page(found, more), encoding="utf-8")
    except OSError as error:
        output.complain(f"{path} cannot be written: {error.strerror}")
        raise typer.Exit(2) from None
    output.complain(f"wrote {path}")


def _print_words(found: PactAnswer, told: tuple[Told, ...]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console = output.console(highlight=False)
    console.print(Text(found.file.title or found.file.name, style="bold"))
    if found.file.note:
        console.print(Text(found.file.note, style="dim"))
    for passage in told:
        console.print()
        console.print(Text(passage.heading, style="bold"))
        red = passage.heading == "Deadlocks of promises" and bool(found.deadlocks)
        for sentence in passage.sentences:
            console.print(Padding(Text(sentence, style="red" if red else ""), (0, 0, 0, 2)))
