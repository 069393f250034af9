"""The suite as data: which cases there are, and how an answer is held against one."""

from __future__ import annotations

import math
import re
from dataclasses import asdict
from importlib import resources
from pathlib import Path

CASES = Path(__file__).parent / "cases"
CRISES = Path(str(resources.files("holdfast.catalog"))) / "crises"
FAULT = re.compile(r"# fault (\d+):(\d+) (.+)")


def answered_cases():
    return sorted(path for path in CASES.glob("*.yaml") if not path.name.startswith("X"))


def malformed_cases():
    return sorted(CASES.glob("X*.yaml"))


def expected_faults(path):
    found = [FAULT.match(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(int(one[1]), int(one[2]), one[3]) for one in found if one]


def same(told, expected):
    """Equal, numbers to a billionth; a mapping may say more than is expected."""
    if isinstance(expected, dict):
        if not isinstance(told, dict):
            return False
        return all(key in told and same(told[key], value) for key, value in expected.items())
    if isinstance(expected, list):
        return (
            isinstance(told, list)
            and len(told) == len(expected)
            and all(same(one, other) for one, other in zip(told, expected, strict=True))
        )
    numbers = isinstance(expected, int | float) and not isinstance(expected, bool)
    if numbers and isinstance(told, int | float):
        return math.isclose(told, expected, rel_tol=1e-9, abs_tol=1e-12)
    return told == expected


def spelt(act):
    """An act as the cases write it: POWER act BENEFICIARY."""
    return " ".join(word for word in (act["power"], act["act"], act["for"]) if word)


def disagreements(answer):
    """Everything in which an answer differs from what its case expects, in words."""
    expected = dict(answer.file.expect)
    told = answer.to_dict()
    found = []
    for key in ("deadlocks", "first_movers"):
        groups = [[spelt(act) for act in group] for group in told[key]]
        if key in expected and groups != expected.pop(key):
            found.append(f"{key}: {groups}")
    for row in expected.pop("acts", []):
        if not any(same(one, row) for one in told["acts"]):
            found.append(f"no row like {row}")
    found += disagreements_on_warnings(told["warnings"], expected.pop("warnings", None))
    found += disagreements_on_counts(answer, told, expected)
    for key in list(expected):
        if not same(told[key], expected[key]):
            found.append(f"{key}: {told[key]} is not {expected[key]}")
    return found


def disagreements_on_warnings(told, expected):
    found = [f"warnings: {told}"] if expected == [] and told else []
    for warning in expected or []:
        says = [one for one in told if warning["says"] in one["text"]]
        if warning["line"] not in [one["line"] for one in says]:
            found.append(f"no warning like {warning}: {told}")
    return found


def disagreements_on_counts(answer, told, expected):
    found = []
    if len(told["acts"]) != expected.pop("rows", len(told["acts"])):
        found.append(f"{len(told['acts'])} rows")
    sets = expected.pop("sets", None)
    for findings in told["ask"].values() if sets is not None else ():
        if len(findings["causal"]["path_sets"]) != sets:
            found.append(f"{len(findings['causal']['path_sets'])} path sets")
    if "conflicts" in expected:
        conflicts = [list(asdict(one).values()) for one in answer.conflicts]
        if conflicts != expected.pop("conflicts"):
            found.append(f"conflicts: {conflicts}")
    return found
