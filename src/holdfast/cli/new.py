"""`holdfast new`: a card or a scenario to begin with."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Annotated

import typer

from holdfast.cli import completing, output


def new(
    folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet.")],
    like: Annotated[
        str | None,
        typer.Option(
            help="A scenario of the catalogue to begin with, such as two-rivers.",
            autocompletion=completing.scenarios,
        ),
    ] = None,
    small: Annotated[
        bool, typer.Option("--small", help="A whole scenario in one file of some sixty lines.")
    ] = False,
) -> None:
    """Write a small invented card with a comment on every line, ready to run.

    With --small a scenario is written: two powers and an ally, one pact, one way for help to come.
    With --like the files of a scenario that ships are copied, to be changed line by line.

    Example: holdfast new my-state && holdfast run my-state/card.yaml

    Example: holdfast new my-upland --small && holdfast run my-upland
    """
    from holdfast.errors import UsageError

    if small and like is not None:
        raise UsageError("--small and --like each begin a scenario: choose one of them")
    if folder.exists():
        raise UsageError(f"{folder} exists already: name a new folder")
    path = write_scenario(folder, like) if like else write_template(folder, small)
    output.say(f"wrote {path}")
    named = shlex.quote(str(path))
    output.say(f"next: holdfast check {named} && holdfast run {named}")


def write_template(folder: Path, small: bool) -> Path:
    """Write the template card, or the small scenario, into a new folder; what check is given."""
    from importlib import resources

    name = "scenario.yaml" if small else "card.yaml"
    text = (resources.files("holdfast.catalog") / "template" / name).read_text("utf-8")
    folder.mkdir(parents=True)
    own = text.replace("\nid: my-state\n", f"\nid: {_id(folder.name)}\n")
    (folder / name).write_text(own, encoding="utf-8")
    return folder if small else folder / name


def write_scenario(folder: Path, like: str) -> Path:
    """Write the files of a scenario of the catalogue into a new folder, under the folder's name."""
    from holdfast.catalog.contents import scenario_files
    from holdfast.catalog.scenarios import find_scenario

    find_scenario(like)
    folder.mkdir(parents=True)
    for name, text in scenario_files(like):
        own = text.replace(f"\nid: {like}\n", f"\nid: {_id(folder.name)}\n")
        (folder / name).write_text(_told_of(folder, own, like), encoding="utf-8")
    return folder


def _told_of(folder: Path, text: str, like: str) -> str:
    """A text whose indented commands ask about the copy, and not about what it was copied from."""
    pattern = rf"^( {{4}}holdfast \w+) {re.escape(like)}\b"
    return re.sub(pattern, lambda found: f"{found[1]} {shlex.quote(str(folder))}", text, flags=re.M)


def _id(name: str) -> str:
    """A folder's name as an id."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)
    return kept.lower().strip("-") or "my-state"
