"""What branches must keep: a meaning for every way, and shifts of odds that exist."""

from __future__ import annotations

from collections.abc import Iterator

from holdfast.errors import Fault
from holdfast.scenario.branches import ODDS
from holdfast.scenario.effects import missing, nodes_at
from holdfast.scenario.sections import Sections, check, text_of
from holdfast.scenario.steps import parse_path
from holdfast.schema.scenario import Scenario
from holdfast.text.nodes import Mapping, Node
from holdfast.text.spelling import did_you_mean
from holdfast.text.walk import items, number, under


def ways_are_told(written: Sections) -> Iterator[Fault]:
    """Every way of a branch that may be drawn is told; one that is never drawn may be told too."""
    for name, branch in written.named("branches").items():
        told = _keys(under(branch, "ways"))
        for key, node in _keys(under(branch, "went", "choices")).items():
            if key not in told:
                yield node.position.fault(
                    f'nothing is told of the way "{key}"',
                    f"{did_you_mean(key, told)}; say under ways: what it means",
                    f"branches.{name}",
                )


def _keys(node: Node | None) -> dict[str, Node]:
    entries = node.entries if isinstance(node, Mapping) else ()
    return {entry.key.text: entry.key for entry in entries}


def ways_shift_odds(written: Sections) -> Iterator[Fault]:
    """A way shifts the odds of decisions, and does nothing else."""
    for path, effects in written.each("branches.*.ways.*.effects"):
        for effect in items(effects):
            words, op = text_of(under(effect, "path")), text_of(under(effect, "op"))
            if op != "shift" or number(under(effect, "value")) is None or not ODDS.match(words):
                yield effect.position.fault(
                    "a way of a branch shifts the odds of decisions, and nothing else",
                    'write {path: "decisions.POWER.name.odds[*].p", op: shift, value: 0.5}',
                    path,
                )
            elif "decisions" not in written.lost and not nodes_at(written.node, words, {}):
                yield effect.position.fault(
                    f'the path "{words}" matches nothing',
                    missing(written.node, parse_path(words), Scenario),
                    path,
                )


BRANCH_CHECKS = (
    check(ways_are_told, "branches"),
    check(ways_shift_odds, "branches", "decisions"),
)
