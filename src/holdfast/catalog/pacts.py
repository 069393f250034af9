"""The treaty library and the crises, shipped as pact files: a file's name is its id."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from holdfast.catalog.contents import SCENARIO_FILE, ids_on, scenario_ids, text_of
from holdfast.catalog.scenarios import find_scenario
from holdfast.errors import UsageError
from holdfast.pacts import PactFile, load, parse
from holdfast.scenario.card_source import CardSource
from holdfast.scenario.open_any import Made, open_any
from holdfast.scenario.promises import pact_file
from holdfast.scenario.scenario_source import ScenarioSource, load_scenario
from holdfast.text.nodes import Plain, plain
from holdfast.text.spelling import did_you_mean
from holdfast.text.yaml import parse as parse_yaml

PACTS = ("crises", "treaties")
"""The shelves on which pact files lie."""


def treaties() -> tuple[str, ...]:
    """The ids of the treaties, in order.

    >>> len(treaties())
    27
    """
    return ids_on("treaties")


def crises() -> tuple[str, ...]:
    """The ids of the crises that can be replayed, in order.

    >>> "munich-1938" in crises()
    True
    """
    return ids_on("crises")


def load_pacts(name: str, course: str | None = None) -> PactFile:
    """A treaty or crisis of the catalogue by its id, a scenario's promises, or any pact file.

    course : for a scenario, the attacker's course at whose date it stands; the first if none.

    Raises
    ------
    UsageError
        if there is no such entry and no such file.
    ScenarioError
        if the file has faults.

    >>> load_pacts("munich-1938").day_zero.isoformat()
    '1938-10-01'
    """
    for shelf in PACTS:
        if name in ids_on(shelf):
            return parse(text_of(shelf, name), f"{name}.yaml")
    source = _scenario(name)
    if source is not None:
        return _promises(source, course)
    if Path(name).exists():
        return load(name)
    known = [entry for shelf in PACTS for entry in ids_on(shelf)]
    known += scenario_ids()
    raise UsageError(
        f'there is no file and no catalogue entry "{name}"; {did_you_mean(name, known)}'
    )


def _scenario(name: str) -> ScenarioSource | None:
    """The scenario of this id, or in this folder or file; None if there is none."""
    if name in scenario_ids():
        return find_scenario(name)
    path = Path(name)
    if not path.exists() or (path.is_dir() and not (path / SCENARIO_FILE).exists()):
        return None
    if not path.is_dir() and path.name != SCENARIO_FILE:
        return None
    return open_any(path, _NO_CARDS)[0]


def _no_card(_: CardSource) -> ScenarioSource | None:
    return None


def _as_it_is(source: ScenarioSource) -> ScenarioSource | None:
    return source


_NO_CARDS = Made(_no_card, _as_it_is)


def _promises(source: ScenarioSource, course: str | None) -> PactFile:
    """A scenario's pact file at the date of one of its courses."""
    wanted = course or next(iter(source.courses), "")
    scenario = load_scenario(source, wanted)
    return pact_file(scenario, scenario.courses_of_action[wanted].attack_on)


@dataclass(frozen=True, slots=True)
class Conduct:
    """What one power did about one clause in history: the day, or None for never."""

    clause: str
    power: str
    day: int | None
    note: str


def conduct(crisis: str) -> tuple[Conduct, ...]:
    """What the powers did in a crisis of the catalogue; nothing for any other name.

    >>> conduct("korea-1950")[1].day
    6
    """
    entry = resources.files("holdfast.catalog") / "conduct.yaml"
    (tree,) = parse_yaml(entry.read_text(encoding="utf-8"), "conduct.yaml")
    found = plain(tree)
    assert isinstance(found, dict), "the file is a mapping of crises"
    rows = found.get(crisis, [])
    assert isinstance(rows, list), "each crisis is a list of rows"
    return tuple(_conduct(row) for row in rows if isinstance(row, dict))


def _conduct(row: dict[str, Plain]) -> Conduct:
    day = row["day"]
    assert day is None or isinstance(day, int), "a day is a whole number, or never"
    return Conduct(str(row["clause"]), str(row["power"]), day, str(row["note"]))
