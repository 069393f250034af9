"""Cards and scenarios meet once: nothing behind their reader asks which of the two it has."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "holdfast"

COUSINS = re.compile(
    r"is_scenario|isinstance\([^)]*(ScenarioSource|CardSource|CardTarget|ScenarioTarget)|"
    r"""kind (==|!=) ["']?(scenario|card|SCENARIO|CARD)\b|asked\[|asked\.get\(|question\["""
)
"""Ways of telling a card from a scenario, or of reading a question by string keys."""

ANYTHING = {"to_dict", "_repr_html_"}
"""Functions whose results are plain data for others."""

ROOMS = ("study", "analysis", "report")

FILES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_nothing_asks_whether_it_is_a_card_or_a_scenario(path):
    found = [line for line in path.read_text("utf-8").splitlines() if COUSINS.search(line)]
    assert not found, found


def test_the_report_reads_run_folders_and_no_scenarios():
    for path in sorted((SOURCE / "report").rglob("*.py")):
        assert "holdfast.scenario" not in path.read_text("utf-8"), path


def signatures(path: Path) -> Iterator[tuple[str, str]]:
    """Each public function with the types it names."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            given = [one.annotation for one in (*node.args.args, *node.args.kwonlyargs)]
            types = [ast.unparse(one) for one in (*given, node.returns) if one is not None]
            yield node.name, " ".join(types)


def is_plain_data(name: str) -> bool:
    """Whether a function makes plain data for others, and says so in its name."""
    return name in ANYTHING or name.endswith("_dict")


@pytest.mark.parametrize("room", ROOMS)
def test_public_functions_take_and_give_types(room):
    found = [
        f"{path.relative_to(SOURCE)}: {name}"
        for path in sorted((SOURCE / room).rglob("*.py"))
        for name, types in signatures(path)
        if "dict[str, Any]" in types and not is_plain_data(name)
    ]
    assert not found, found
