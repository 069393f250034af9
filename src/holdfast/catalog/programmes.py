"""The programmes of arming and fortifying that ship, by id, with their sources."""

from __future__ import annotations

from pathlib import Path

from holdfast.catalog.contents import ids_on, text_of
from holdfast.errors import UsageError
from holdfast.text.nodes import Node
from holdfast.text.spelling import did_you_mean
from holdfast.text.yaml import parse, read

SHELF = "programmes"


def programme_ids() -> tuple[str, ...]:
    """The ids of the programmes that ship.

    >>> "maginot" in programme_ids()
    True
    """
    return ids_on(SHELF)


def shipped_programmes() -> tuple[Node, ...]:
    """Every programme that ships, a document each."""
    return tuple(node for name in programme_ids() for node in parse_shipped(name))


def parse_shipped(name: str) -> tuple[Node, ...]:
    """The documents of one file that ships."""
    return parse(text_of(SHELF, name), f"{name}.yaml")


def find_programmes(target: str | None) -> tuple[Node, ...]:
    """Programmes by id or by path, a file of many documents too; all that ship without a name.

    Raises
    ------
    UsageError
        if the word is neither; ScenarioError if the file cannot be read.
    """
    if target is None:
        return shipped_programmes()
    path = Path(target)
    if path.is_file():
        return read(path, target)
    if path.suffix in (".yaml", ".yml") or "/" in target:
        raise UsageError(f"there is no file {target}")
    if target not in programme_ids():
        near = did_you_mean(target, programme_ids())
        raise UsageError(f'the catalogue has no programme "{target}": {near}')
    return parse_shipped(target)
