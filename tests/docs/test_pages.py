"""Pages say what the program does today: numbers, reference tables, links, commands."""

import importlib.util
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


@cache
def script(name):
    """A script of docs, loaded once: it keeps what its commands have printed."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["README.md", "docs/explanation/what-is-validated.md"])
def test_every_quoted_number_is_what_its_command_prints_today(name):
    text = (ROOT / name).read_text("utf-8")
    assert "<!-- numbers:" in text
    assert script("make_numbers").filled(text) == text, "run: python docs/make_numbers.py"


@pytest.mark.parametrize("name", ["law.md", "arrays.md", "cards.md"])
def test_reference_pages_are_printed_from_what_runs(name):
    written = (ROOT / "docs" / "reference" / name).read_text("utf-8")
    assert script("make_reference").PAGES[name]() == written, "run: python docs/make_reference.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_comparison_of_the_readme_is_the_one_whose_numbers_stand_under_it():
    line = " ".join(("holdfast", "compare", *script("make_numbers").COMPARED))
    assert f"\n    {line}\n" in (ROOT / "README.md").read_text("utf-8")
