"""From a file to a movement: schema and checks, every fault at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from holdfast.errors import Fault, ScenarioError
from holdfast.schema.movement import CARRIER_PARTS, MovedForce, Movement
from holdfast.schema.validate import find, validate
from holdfast.text.nodes import Mapping, Node, spell
from holdfast.text.nodes import Path as NodePath
from holdfast.text.spelling import did_you_mean
from holdfast.text.walk import under
from holdfast.text.yaml import read

MARK = "movement"
"""The key by which a file says that it is a movement."""

HELP = "see docs/how-to/write-a-movement.md"


def is_movement(node: Node) -> bool:
    """Whether a document says that it is a movement."""
    return isinstance(node, Mapping) and under(node, MARK) is not None


def read_movement(path: Path, shown_as: str | None = None) -> tuple[Movement, Mapping]:
    """The movement of a file, with its nodes.

    Raises
    ------
    ScenarioError
        with every fault.
    """
    return movement_of(read(path, shown_as), shown_as or str(path))


def movement_of(
    documents: tuple[Node, ...] | list[Node], shown_as: str
) -> tuple[Movement, Mapping]:
    """The one movement of some documents, with its nodes.

    Raises
    ------
    ScenarioError
        with every fault.
    """
    node = documents[0] if len(documents) == 1 else None
    if not isinstance(node, Mapping):
        raise ScenarioError([Fault(shown_as, 0, 0, "holds no movement", HELP)])
    made, faults = validate(Movement, node)
    if made is not None:
        faults = list(check_movement(made, node))
    if made is None or faults:
        raise ScenarioError(faults)
    return made, node


def check_movement(made: Movement, node: Mapping) -> Iterator[Fault]:
    """Every fault that the schema cannot see."""
    yield from _names_twice(made, node)
    yield from _ways(made, node)
    yield from _idle(made, node)
    yield from _record(made, node)


def _fault(node: Mapping, path: NodePath, message: str, remedy: str) -> Fault:
    return find(node, path).fault(message, remedy, spell(path))


def _names_twice(made: Movement, node: Mapping) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for part in CARRIER_PARTS:
        for name in getattr(made, part):
            if name in seen:
                message = f'"{name}" stands in {seen[name]} already'
                yield _fault(node, (part, name), message, "a carrier has one name: rename one")
            seen[name] = part
    ids: set[str] = set()
    for n, force in enumerate(made.forces):
        if force.id in ids:
            yield _fault(node, ("forces", n, "id"), f'the id "{force.id}" is taken', "rename one")
        ids.add(force.id)


def _ways(made: Movement, node: Mapping) -> Iterator[Fault]:
    carriers = made.carriers()
    for n, force in enumerate(made.forces):
        for m, way in enumerate(force.routes):
            for name in way.by:
                path = ("forces", n, "routes", m)
                if name not in carriers:
                    remedy = did_you_mean(name, list(carriers))
                    yield _fault(node, path, f'nothing is called "{name}"', remedy)
                elif (lacks := _lacks(force, carriers[name])) is not None:
                    message = f'"{name}" counts {lacks}, and it is not said how many a unit takes'
                    yield _fault(node, ("forces", n), message, f'write "{lacks}: …" for one unit')


def _lacks(force: MovedForce, carrier: object) -> str | None:
    """The measure that a carrier counts and of which the force says nothing."""
    counts = measure_of(carrier)
    if counts in (None, "units") or getattr(force, counts) is not None:
        return None
    return counts


def measure_of(carrier: object) -> str | None:
    """What a carrier counts: trains on rails, units on a road, else what it says itself."""
    kind = type(carrier).__name__
    if kind == "Station":
        return "trains" if getattr(carrier, "trains_per_day", None) is not None else None
    by_kind = {"RailLine": "trains", "MarchRoad": "units"}
    return by_kind.get(kind) or getattr(carrier, "counts", None)


def _idle(made: Movement, node: Mapping) -> Iterator[Fault]:
    used = {name for force in made.forces for way in force.routes for name in way.by}
    for part in CARRIER_PARTS:
        for name in getattr(made, part):
            if name not in used:
                remedy = "name it in a route, or delete it"
                yield _fault(node, (part, name), f'nobody goes by "{name}"', remedy)


def _record(made: Movement, node: Mapping) -> Iterator[Fault]:
    known = [force.id for force in made.forces]
    for n, row in enumerate(made.record):
        for name in row.forces:
            if name not in known:
                path = ("record", n, "forces")
                yield _fault(node, path, f'no force is called "{name}"', did_you_mean(name, known))
        if row.day > made.horizon_days:
            message = f"day {row.day:g} is after the horizon of {made.horizon_days} days"
            yield _fault(node, ("record", n, "day"), message, "write a longer horizon_days")
