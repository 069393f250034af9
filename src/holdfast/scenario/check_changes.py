"""What the effects of a scenario must keep: each reaches something, and what it makes is sound.

Events, plans, courses, schools and what-ifs are each tried alone on the scenario as written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from holdfast.errors import Fault, ScenarioError
from holdfast.scenario.changes import ChangeNames, done, effects_in, part_of, plan_changes
from holdfast.scenario.sections import text_of
from holdfast.schema.paths import identities
from holdfast.schema.scenario import Scenario
from holdfast.text.nodes import Mapping, Node, Scalar
from holdfast.text.spelling import did_you_mean
from holdfast.text.walk import items, under

FaultsOf = Callable[[Node], list[Fault]]
"""The faults that a change brings into a sound scenario."""

HOLDERS = (
    ("plans", "effects"),
    ("courses_of_action", "effects"),
    ("schools", "claims"),
    ("what_ifs", "effects"),
)


def check_changes(
    node: Node, brings: FaultsOf | None, lost: frozenset[str] = frozenset()
) -> list[Fault]:
    """Every fault of the scenario's effects; `brings` is None where it has faults without them.

    Effects on parts of which a file could not be read are left alone.
    """
    faults: list[Fault] = []
    for name, at, effects in change_lists(node):
        known = [one for one in effects if part_of(one.effect.path) not in lost]
        changed, found = _tried(node, known)
        faults += found
        if brings is not None and not found and changed is not node:
            faults += [
                at.position.fault(f'with "{name}": {fault.message}', fault.remedy, fault.path)
                for fault in brings(changed)[:1]
            ]
    return faults


def change_lists(node: Node) -> Iterator[tuple[str, Node, list[ChangeNames]]]:
    """Every list of effects by its name, with its place."""
    for event in items(under(node, "events")):
        name = under(event, "id") or event
        yield text_of(name), name, list(effects_in(event, "effects"))
    for section, key in HOLDERS:
        written = under(node, section)
        for entry in written.entries if isinstance(written, Mapping) else ():
            of_plan = section == "plans"
            found = plan_changes(entry.value) if of_plan else effects_in(entry.value, key)
            yield entry.key.text, entry.key, list(found)


def _tried(node: Node, effects: list[ChangeNames]) -> tuple[Node, list[Fault]]:
    """The nodes with effects done, and what is wrong with each that cannot be."""
    faults: list[Fault] = []
    for one in effects:
        try:
            node = done(node, [one], None)
        except ScenarioError as error:
            faults += error.faults
    return node, faults


def ties_are_to_quantities(node: Node, scenario: Scenario) -> Iterator[Fault]:
    """`same_as` names a quantity by its path or its identity, and none that is tied itself."""
    tied = list(_ties(node, ""))
    if not tied:
        return
    parts = {part_of(named.text) for _, named in tied} & set(Scenario.model_fields)
    values = {part: getattr(scenario, part) for part in parts}
    spoken = Scenario.model_construct(_fields_set=parts, **values)
    told = identities(spoken)
    file = {identity: path for path, identity in told.items()}
    known = {*told, *file}
    paths = {path for path, _ in tied}
    for path, named in tied:
        if named.text not in known:
            remedy = did_you_mean(named.text, known)
            yield named.position.fault(
                f'no quantity stands at "{named.text}"', remedy, f"{path}.same_as"
            )
        elif file.get(named.text, named.text) in paths:
            yield named.position.fault(
                f"{named.text} is tied to another itself",
                "name the one that both follow",
                f"{path}.same_as",
            )


def _ties(node: Node, path: str) -> Iterator[tuple[str, Scalar]]:
    if isinstance(node, Mapping):
        for entry in node.entries:
            if entry.key.text == "same_as" and isinstance(entry.value, Scalar):
                yield path, entry.value
            else:
                deeper = f"{path}.{entry.key.text}" if path else entry.key.text
                yield from _ties(entry.value, deeper)
    else:
        for index, item in enumerate(items(node)):
            label = text_of(under(item, "id"))
            yield from _ties(item, f"{path}[{f'id={label}' if label else index}]")
