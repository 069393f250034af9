"""A question made ready to be played."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from holdfast.experiment.cases import Case
from holdfast.text.nodes import Node, plain


@dataclass(frozen=True)
class Prepared:
    """The cases to play, what names the question, and the text that is kept with it."""

    cases: tuple[Case, ...]
    question: dict[str, Any]
    text: str
    beside: Mapping[str, str] = field(default_factory=dict)
    """Files that the report reads beside it, by name."""


def as_yaml(node: Node) -> str:
    """What was run, to be kept in its folder."""
    return str(yaml.safe_dump(plain(node), sort_keys=False, allow_unicode=True))


def of_cases(cases: Sequence[Case]) -> dict[str, Any]:
    """What is asked of each case; the first one's names for figures."""
    first = cases[0].branches[0].theatre
    return {
        "cases": [{"attack_on": case.attack_on, "courses": case.shares()} for case in cases],
        "attack_on": cases[0].attack_on,
        "horizon": first.horizon,
        "axes": list(first.axes),
        "decisions": list(first.names.decisions),
        "helpers": list(first.names.helpers),
    }
