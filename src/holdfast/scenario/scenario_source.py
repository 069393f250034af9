"""From a scenario's folder to a scenario: its files, its choices, its schema and its checks.

A folder holds `scenario.yaml`, which may include others, and perhaps `sources.yaml`, which is put
under `sources` by itself. `statements.yaml` and README.md are not part of the scenario.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from holdfast.errors import Fault, ScenarioError
from holdfast.scenario.card_source import card_hash
from holdfast.scenario.changes import Asked, changed, name_of
from holdfast.scenario.check_changes import check_changes, ties_are_to_quantities
from holdfast.scenario.check_programmes import preparation_holds
from holdfast.scenario.check_scenario import check_scenario
from holdfast.scenario.include import INCLUDE, Folder, resolve
from holdfast.scenario.parts import changed_parts, check_part, names_in
from holdfast.scenario.remembered import RouteMemory
from holdfast.scenario.sections import Sections
from holdfast.scenario.texts import Texts
from holdfast.schema.scenario import Scenario
from holdfast.schema.validate import validate
from holdfast.text.files import read_text
from holdfast.text.nodes import (
    Entry,
    Mapping,
    Node,
    Position,
    Scalar,
    Sequence,
    searching_for_nothing,
)
from holdfast.text.walk import under
from holdfast.text.yaml import parse

SCENARIO_FILE = "scenario.yaml"
SOURCES_FILE = "sources.yaml"


@dataclass(frozen=True, eq=False)
class ScenarioSource:
    """A scenario as nodes, its includes put in, unchanged and unchecked."""

    node: Mapping
    folder: Folder
    shown_as: str
    """What faults call its own file."""
    faults: tuple[Fault, ...] = ()
    """What was wrong with the reading of its files."""
    lost: frozenset[str] = field(default=frozenset())
    """Parts of which something could not be read."""

    @property
    def id(self) -> str:
        """The scenario's id as it is written."""
        return name_of(self.node)

    @property
    def courses(self) -> tuple[str, ...]:
        """The names of its courses of action, in their order."""
        written = under(self.node, "courses_of_action")
        entries = written.entries if isinstance(written, Mapping) else ()
        return tuple(entry.key.text for entry in entries)

    @property
    def hash(self) -> str:
        """Twelve hex digits of what it says."""
        return card_hash(self.node)

    @functools.cached_property
    def texts(self) -> Texts:
        """The texts of its files, for places inside sentences."""
        return Texts(self.folder, self.shown_as)

    @functools.cached_property
    def memory(self) -> RouteMemory:
        """Routes that were found for one choice and hold for others."""
        return RouteMemory()


# ---------------------------------------------------------------- reading
def read_scenario(folder: Folder, shown_as: str | None = None) -> ScenarioSource:
    """A scenario's folder, unchecked; `shown_as` is what faults call its `scenario.yaml`.

    Raises
    ------
    ScenarioError
        if `scenario.yaml` itself cannot be read; faults of other files are kept for `inspect`.
    """
    default = str(folder / SCENARIO_FILE) if isinstance(folder, Path) else SCENARIO_FILE
    shown = shown_as or default
    return text_scenario(read_text(folder / SCENARIO_FILE, shown), folder, shown)


def text_scenario(text: str, folder: Folder, shown_as: str) -> ScenarioSource:
    """A scenario whose own file says `text`, the others read from its folder.

    Raises
    ------
    ScenarioError
        if the text is not one document of keys.
    """
    documents = parse(text, shown_as)
    node = documents[0] if len(documents) == 1 else None
    if not isinstance(node, Mapping):
        remedy = "see holdfast new DIR --like two-rivers"
        raise ScenarioError([Fault(shown_as, 0, 0, "holds no scenario", remedy)])
    raw = _with_sources(node, folder, shown_as)
    resolved, faults = resolve(raw, folder, shown_as)
    assert isinstance(resolved, Mapping), "a mapping stays one"
    lost = frozenset(_lost(raw, resolved, folder, shown_as)) if faults else frozenset[str]()
    return ScenarioSource(resolved, folder, shown_as, tuple(faults), lost)


def _with_sources(node: Mapping, folder: Folder, shown_as: str) -> Mapping:
    """The scenario's own file with `sources.yaml` included, if it stands in the folder."""
    if not (folder / SOURCES_FILE).is_file():
        return node
    at = Position(shown_as, 1, 1)
    name = Scalar(SOURCES_FILE, SOURCES_FILE, at)
    key = node.key("sources") or Scalar("sources", "sources", at)
    written = node.get("sources")
    entries = list(written.entries) if isinstance(written, Mapping) else []
    own = [entry for entry in entries if entry.key.text != INCLUDE]
    named = [one for entry in entries if entry.key.text == INCLUDE for one in _listed(entry.value)]
    if any(isinstance(one, Scalar) and one.text == SOURCES_FILE for one in named):
        return node
    include = Entry(Scalar(INCLUDE, INCLUDE, at), Sequence((*named, name), at))
    merged = Mapping((*own, include), written.position if written is not None else at)
    kept = [entry for entry in node.entries if entry.key.text != "sources"]
    return replace(node, entries=(*kept, Entry(key, merged)))


def _listed(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)


def _lost(raw: Mapping, resolved: Mapping, folder: Folder, shown_as: str) -> Iterator[str]:
    """The parts of a scenario of which a file could not be read: each is read anew alone."""
    for entry in raw.entries:
        if resolve(Mapping((entry,), raw.position), folder, shown_as)[1]:
            if entry.key.text != INCLUDE:
                yield entry.key.text
                continue
            written = {one.key.text for one in resolved.entries}
            yield from set(Scenario.model_fields) - written
            yield from (one.key.text for one in resolved.entries if _empty(one.value))


def _empty(node: Node) -> bool:
    return not (node.entries if isinstance(node, Mapping) else _listed(node))


# ---------------------------------------------------------------- checking and loading
@functools.lru_cache(maxsize=4)
def inspect(source: ScenarioSource) -> tuple[Scenario | None, tuple[Fault, ...]]:
    """The scenario as written, and every fault of every file, of its choices too."""
    node = source.node
    with searching_for_nothing():
        scenario, faults = validate(Scenario, node)
        faults = [fault for fault in faults if fault.path not in source.lost]
        faults += check_scenario(Sections(node, source.texts, source.lost))
        if scenario is not None:
            faults += ties_are_to_quantities(node, scenario)
        if scenario is not None and not faults and not source.faults:
            faults += preparation_holds(node, scenario)
        sound = not faults and not source.faults
        faults += check_changes(
            node, functools.partial(brought, source) if sound else None, source.lost
        )
    every = tuple(sorted(once([*source.faults, *faults])))
    return (None if every else scenario), every


def once(faults: list[Fault]) -> list[Fault]:
    """Each fault of a place once, though many rows may have it from one line."""
    kept: dict[tuple[str, int, int, str], Fault] = {}
    for fault in faults:
        kept.setdefault((fault.file, fault.line, fault.column, fault.message), fault)
    return list(kept.values())


def brought(source: ScenarioSource, changed: Node) -> list[Fault]:
    """The faults that a change brings into a sound scenario: its changed parts are looked at."""
    parts = changed_parts(source.node, changed)
    faults = [fault for part in sorted(parts) for fault in check_part(changed, part)]
    return faults + _checks(source, changed, parts)


def _checks(source: ScenarioSource, changed: Node, parts: frozenset[str]) -> list[Fault]:
    same = all(names_in(source.node, part) == names_in(changed, part) for part in parts)
    return check_scenario(Sections(changed, source.texts, only=parts if same else None))


def load_scenario(
    source: ScenarioSource,
    course: str | datetime.date,
    plan: str | None = None,
    what_ifs: Iterable[str] = (),
    settings: Iterable[str] = (),
    school: str | None = None,
) -> Scenario:
    """The scenario as it stands at an attack: events, plan, course, school, what-ifs done.

    Parameters
    ----------
    course : a course of action, or a date for an attack without any course's effects.
    plan : one of its plans; `historical`, or else the first, where none is named.
    settings : path=value, done last.

    Raises
    ------
    ScenarioError
        with every fault of every file, or of what the changes bring in.
    UsageError
        if something of a name does not exist, or does not fit the date of the attack.
    """
    node = changed_node(source, Asked(course, plan, tuple(what_ifs), tuple(settings), school))
    scenario, faults = validate(Scenario, node)
    faults += _checks(source, node, changed_parts(source.node, node))
    if scenario is None or faults:
        raise ScenarioError(faults)
    return scenario


def changed_node(source: ScenarioSource, asked: Asked) -> Node:
    """The nodes of a sound scenario with everything done that is asked for, yet unchecked.

    Raises
    ------
    ScenarioError
        with every fault of every file.
    UsageError
        if something of a name does not exist, or does not fit the date of the attack.
    """
    _, faults = inspect(source)
    if faults:
        raise ScenarioError(faults)
    return changed(source.node, asked)
