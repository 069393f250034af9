"""Broken scenarios: every fault of every file is found, placed and remedied, in one pass."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from holdfast.cli.main import app
from holdfast.errors import ScenarioError
from holdfast.scenario.scenario_source import inspect, load_scenario, read_scenario

FOLDER = Path(__file__).parents[1] / "broken_scenarios"
CASES = sorted(FOLDER.glob("*.yaml"))
SIGN = "«"

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)


def broken(case: Path, folder: Path) -> list[tuple[str, str, str]]:
    """Make the broken scenario; give place, words and remedy of each fault that is expected."""
    told = yaml.safe_load(case.read_text("utf-8"))
    with resources.as_file(resources.files("holdfast.catalog")) as catalog:
        shutil.copytree(catalog / "scenarios" / "two-rivers", folder)
    changed = list(dict.fromkeys(one["file"] for one in told["change"]))
    marks = {}
    for number, one in enumerate(told["change"]):
        path = folder / one["file"]
        text = path.read_text("utf-8")
        assert text.count(one["find"]) == 1, f"{one['find']!r} stands {text.count(one['find'])} x"
        path.write_text(text.replace(one["find"], one["put"].replace(SIGN, f"\0{number}\0")))
    for name in changed:
        marks |= dict(taken_out(folder / name))
    places = [marks[key] for key in sorted(marks)]
    faults = []
    for fault in told["faults"]:
        place = f"{folder / fault['of']}:" if "of" in fault else f"{folder / places.pop(0)}: "
        faults.append((place, fault["says"], fault["remedy"]))
    assert not places, f"signs without a fault: {places}"
    return faults


def taken_out(path: Path):
    """The signs of a file, taken out of it: (number of the change, order), file:line:column."""
    text = path.read_text("utf-8")
    order = 0
    while "\0" in text:
        at = text.index("\0")
        end = text.index("\0", at + 1)
        number = int(text[at + 1 : end])
        text = text[:at] + text[end + 1 :]
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        yield (number, order), f"{path.name}:{line}:{column}"
        order += 1
    path.write_text(text, "utf-8")


def test_there_are_more_than_thirty_broken_scenarios():
    assert len(CASES) > 30


@every_case
def test_every_fault_is_found_placed_and_remedied_and_none_besides(case, tmp_path):
    expected = broken(case, tmp_path / "s")
    scenario, faults = inspect(read_scenario(tmp_path / "s"))
    assert scenario is None
    left = list(faults)
    for place, words, remedy in expected:
        found = [f for f in left if str(f).startswith(place) and words in f.message]
        assert found, f"{place}: {words!r} not among\n" + "\n".join(map(str, left))
        assert remedy in f"{found[0].remedy} {found[0].path}", f"{remedy!r} not in {found[0]}"
        left.remove(found[0])
    assert not left, "\n".join(map(str, left))


@every_case
def test_the_command_tells_it_without_a_traceback_and_nothing_is_loaded(case, tmp_path):
    expected = broken(case, tmp_path / "s")
    result = CliRunner().invoke(app, ["check", str(tmp_path / "s")])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert f"{len(expected)} fault" in result.output
    with pytest.raises(ScenarioError):
        load_scenario(read_scenario(tmp_path / "s"), "north-1938")
