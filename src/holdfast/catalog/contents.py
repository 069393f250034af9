"""What ships, as a list of contents shows it: ids, texts, and of each entry a line.

Only what is shown is read, and nothing is typed or checked: `holdfast catalog` and the completion
of names answer at once. A test holds the lines equal to what the typed cards and scenarios say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from holdfast.scenario.include import Folder, resolve
from holdfast.text.nodes import Mapping, Node, Scalar
from holdfast.text.walk import items, under
from holdfast.text.yaml import parse

QUESTION_CARD = "czechoslovakia-1938"
"""The card that asks about what never happened; it is not part of the calibration set."""

SCENARIO_FILE = "scenario.yaml"
LISTED_PARTS = ("title", "as_of", "places", "courses_of_action", "include")
"""What of a scenario's own file its line is made from; the rest is not read."""

SHELVES = ("cards", "crises", "treaties")
"""Where what ships as one file each lies."""


# ---------------------------------------------------------------- names and texts
def ids_on(shelf: str) -> tuple[str, ...]:
    """The ids of cards, crises or treaties, in alphabetical order."""
    names = (entry.name for entry in (_catalogue() / shelf).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def text_of(shelf: str, name: str) -> str:
    """A card, crisis or treaty as it is written."""
    return (_catalogue() / shelf / f"{name}.yaml").read_text("utf-8")


def card_ids() -> tuple[str, ...]:
    """The ids of all cards, in alphabetical order."""
    return ids_on("cards")


def card_text(card_id: str) -> str:
    """The card as it is written."""
    return text_of("cards", card_id)


def scenario_folder() -> Traversable:
    """Where the scenarios lie."""
    return _catalogue() / "scenarios"


def scenario_ids() -> tuple[str, ...]:
    """The ids of all scenarios, in alphabetical order.

    >>> "two-rivers" in scenario_ids()
    True
    """
    found = (one.name for one in scenario_folder().iterdir() if (one / SCENARIO_FILE).is_file())
    return tuple(sorted(found))


def scenario_files(scenario_id: str) -> Iterator[tuple[str, str]]:
    """The files of a scenario by name, its own first, with their texts."""
    files = [one for one in (scenario_folder() / scenario_id).iterdir() if one.is_file()]
    for one in sorted(files, key=lambda file: (file.name != SCENARIO_FILE, file.name)):
        yield one.name, one.read_text("utf-8")


def everything() -> tuple[str, ...]:
    """Every id that ships: scenarios, then what lies on the shelves."""
    return (*scenario_ids(), *(name for shelf in SHELVES for name in ids_on(shelf)))


# ---------------------------------------------------------------- a line an entry
def card_rows() -> list[dict[str, Any]]:
    """Of every card its id, name, first day, number of axes and how it ended, by date."""
    return sorted((_card_row(name) for name in card_ids()), key=lambda row: row["start"])


def _card_row(card_id: str) -> dict[str, Any]:
    card = _tree(card_text(card_id), card_id)
    return {
        "id": card_id,
        "name": _word(card, "name"),
        "start": _word(card, "start"),
        "axes": len(items(under(card, "inputs", "axes"))),
        "outcome": _word(card, "outcome", "class"),
        "calibration": card_id != QUESTION_CARD,
    }


def scenario_rows() -> list[dict[str, Any]]:
    """Of every scenario its id, title, as_of, dates of attack and number of places."""
    return [_scenario_row(name) for name in scenario_ids()]


def _scenario_row(scenario_id: str) -> dict[str, Any]:
    folder = scenario_folder() / scenario_id
    written = _tree((folder / SCENARIO_FILE).read_text("utf-8"), scenario_id)
    assert isinstance(written, Mapping), "a scenario is a mapping"
    shown = tuple(one for one in written.entries if one.key.text in LISTED_PARTS)
    whole, _ = resolve(Mapping(shown, written.position), folder, scenario_id)
    courses = _values(under(whole, "courses_of_action"))
    return {
        "id": scenario_id,
        "title": _word(whole, "title"),
        "as_of": _word(whole, "as_of"),
        "attacks": sorted({str(_word(one, "attack_on")) for one in courses}),
        "places": len(_values(under(whole, "places"))),
    }


def pact_rows(shelf: str) -> list[dict[str, Any]]:
    """Of every treaty or crisis its id, title, first day, parties, clauses and source."""
    return [_pact_row(shelf, name) for name in ids_on(shelf)]


def _pact_row(shelf: str, name: str) -> dict[str, Any]:
    file = _tree(text_of(shelf, name), name)
    pacts = _values(under(file, "pacts"))
    parties = [_word(one) for pact in pacts for one in items(under(pact, "parties"))]
    signed = [day for pact in pacts if (day := _word(pact, "signed"))]
    return {
        "id": name,
        "shelf": shelf,
        "title": _word(file, "title") or name,
        "signed": min(signed, default=None),
        "parties": tuple(dict.fromkeys(parties)),
        "clauses": sum(len(items(under(pact, "clauses"))) for pact in pacts),
        "source": _words(file, "source"),
    }


LISTS: dict[str, Callable[[], list[dict[str, Any]]]] = {
    "scenarios": scenario_rows,
    "cards": card_rows,
    "treaties": lambda: pact_rows("treaties"),
    "crises": lambda: pact_rows("crises"),
}
"""The lists of contents by name."""


def keys_of(target: str, part: str) -> tuple[str, ...]:
    """The names under a part of a card or scenario, by id or path: its what-ifs, its plans.

    >>> keys_of("two-rivers", "plans")
    ('historical', 'forts-first', 'army-first')
    """
    found = under(_written(target), part)
    return tuple(one.key.text for one in found.entries) if isinstance(found, Mapping) else ()


def _written(target: str) -> Node | None:
    """A card or scenario as it is written, its includes put in; None if there is none."""
    path = Path(target)
    if path.is_file():
        return _whole(path.read_text("utf-8"), path.parent, target)
    folder = path if path.is_dir() else scenario_folder() / target
    if (folder / SCENARIO_FILE).is_file():
        return _whole((folder / SCENARIO_FILE).read_text("utf-8"), folder, target)
    return _tree(card_text(target), target) if target in card_ids() else None


# ---------------------------------------------------------------- reading
def _catalogue() -> Traversable:
    return resources.files("holdfast.catalog")


def _tree(text: str, name: str) -> Node:
    (document,) = parse(text, f"{name}.yaml")
    return document


def _whole(text: str, folder: Folder, name: str) -> Node:
    return resolve(_tree(text, name), folder, name)[0]


def _word(node: Node | None, *steps: str) -> str | None:
    """A word as it is written; None where it is not."""
    found = under(node, *steps)
    return found.text if isinstance(found, Scalar) and found.value is not None else None


def _words(node: Node | None, step: str) -> str | None:
    """A word, or a list of them as one text."""
    listed = items(under(node, step))
    return "; ".join(_word(one) or "" for one in listed) if listed else _word(node, step)


def _values(node: Node | None) -> tuple[Node, ...]:
    """What stands under the keys of a mapping; nothing of anything else."""
    return tuple(one.value for one in node.entries) if isinstance(node, Mapping) else ()
