"""What lies beside a scenario and is no part of it: outlines for the map, the text taken apart.

Both are read from the run folder; where they are not there, from the catalogue's scenario of the
same id. A scenario without them is shown without them.
"""

from __future__ import annotations

from typing import TypeAlias, cast

from holdfast.catalog.scenarios import scenario_folder
from holdfast.errors import ScenarioError
from holdfast.experiment.store import Store
from holdfast.schema.statements import Statements
from holdfast.schema.validate import validate
from holdfast.text.nodes import plain
from holdfast.text.yaml import parse

OUTLINES, STATEMENTS = "outlines.yaml", "statements.yaml"

Outlines: TypeAlias = dict[str, list[list[float]]]
"""Rings of [longitude, latitude] by power."""


def text_of(store: Store, name: str) -> str | None:
    """The text of a file beside the scenario; None where there is none."""
    own = store.folder / name
    if own.is_file():
        return own.read_text("utf-8")
    shipped = scenario_folder() / str(store.question["scenario"]) / name
    return shipped.read_text("utf-8") if shipped.is_file() else None


def outlines_of(store: Store) -> Outlines:
    """The outlines of states; empty where nobody drew any."""
    text = text_of(store, OUTLINES)
    return cast("Outlines", plain(parse(text, OUTLINES)[0])) if text else {}


def statements_of(store: Store) -> Statements | None:
    """The text taken apart, if somebody did.

    Raises
    ------
    ScenarioError
        with every fault of it.
    """
    text = text_of(store, STATEMENTS)
    if text is None:
        return None
    found, faults = validate(Statements, parse(text, STATEMENTS)[0])
    if found is None:
        raise ScenarioError(faults)
    return found
