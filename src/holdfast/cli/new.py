"""`holdfast new`: a card to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from holdfast.cli import output


def new(
    folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet.")],
    like: Annotated[
        str | None,
        typer.Option(help="A scenario of the catalogue to begin with, such as two-rivers."),
    ] = None,
) -> None:
    """Write a small invented card with a comment on every line, ready to run.

    With --like the files of a whole scenario are written, to be changed line by line.

    Example: holdfast new my-state && holdfast run my-state/card.yaml
    """
    from holdfast.errors import UsageError

    if folder.exists():
        raise UsageError(f"{folder} exists already: name a new folder")
    path = write_card(folder) if like is None else write_scenario(folder, like)
    output.say(f"wrote {path}")
    output.say(f"next: holdfast check {path} && holdfast run {path}")


def write_card(folder: Path) -> Path:
    """Write the template card into a new folder."""
    from importlib import resources

    text = (resources.files("holdfast.catalog") / "template" / "card.yaml").read_text("utf-8")
    folder.mkdir(parents=True)
    path = folder / "card.yaml"
    path.write_text(text.replace("id: my-state", f"id: {_id(folder.name)}"), encoding="utf-8")
    return path


def write_scenario(folder: Path, like: str) -> Path:
    """Write the files of a scenario of the catalogue into a new folder, under the folder's name."""
    from holdfast.catalog.scenarios import find_scenario, scenario_files

    find_scenario(like)
    folder.mkdir(parents=True)
    for name, text in scenario_files(like):
        own = text.replace(f"\nid: {like}\n", f"\nid: {_id(folder.name)}\n")
        (folder / name).write_text(own, encoding="utf-8")
    return folder


def _id(name: str) -> str:
    """A folder's name as an id."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)
    return kept.lower().strip("-") or "my-state"
