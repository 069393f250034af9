"""`holdfast new`: a card to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def new(
    folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet.")],
) -> None:
    """Write a small invented card with a comment on every line, ready to run.

    Example: holdfast new my-state && holdfast run my-state/card.yaml
    """
    from importlib import resources

    from holdfast.errors import UsageError

    if folder.exists():
        raise UsageError(f"{folder} exists already: name a new folder")
    text = (resources.files("holdfast.catalog") / "template" / "card.yaml").read_text("utf-8")
    folder.mkdir(parents=True)
    path = folder / "card.yaml"
    path.write_text(text.replace("id: my-state", f"id: {_id(folder.name)}"), encoding="utf-8")
    print(f"wrote {path}")
    print(f"next: holdfast check {path} && holdfast run {path}")


def _id(name: str) -> str:
    """A folder's name as an id."""
    kept = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)
    return kept.lower().strip("-") or "my-state"
