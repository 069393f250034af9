"""Every seeded fault finds the text that it replaces: a renamed line must not lose its mutant."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MUTANTS = yaml.safe_load((ROOT / "tests/mutants/mutants.yaml").read_text("utf-8"))


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: one["why"])
def test_what_a_fault_replaces_stands_once_in_its_file(mutant):
    text = (ROOT / "src/holdfast" / mutant["file"]).read_text("utf-8")
    assert text.count(mutant["old"]) == 1
    assert mutant["new"] != mutant["old"]
