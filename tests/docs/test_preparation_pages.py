"""Pages about preparation: snippets are the files', what the tutorial shows is what is said."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from commands import call

ROOT = Path(__file__).parents[2]
SCENARIOS = ROOT / "src/holdfast/catalog/scenarios"
HOW_TO = ROOT / "docs/how-to/write-a-preparation.md"
SNIPPET = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.M | re.S)

sys.path.insert(0, str(ROOT / "docs"))
import make_tutorial  # noqa: E402  (stands in docs, which is no package)


@pytest.mark.parametrize(("file", "text"), SNIPPET.findall(HOW_TO.read_text("utf-8")))
def test_a_snippet_of_a_preparation_stands_word_for_word_in_its_file(file, text):
    assert f"\n{text}" in "\n" + (SCENARIOS / file).read_text("utf-8")


def test_the_tutorial_shows_what_the_program_says():
    text = make_tutorial.PAGE.read_text("utf-8")
    assert len(make_tutorial.BLOCK.findall(text)) == 3
    assert make_tutorial.filled(text) == text, "run: python docs/make_tutorial.py"


def test_a_programme_is_printed_as_the_tutorial_shows_it():
    told, status = call(["check", "two-rivers", "--programme", "historical"])
    assert status == 0
    assert make_tutorial.programme("historical") in told


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (["two-rivers", "--programme", "work-first"], 'did you mean "works-first"?'),
        (["finland-1939", "--programme", "x"], "is a card"),
    ],
)
def test_a_programme_that_there_is_not_is_refused(target, words):
    told, status = call(["check", *target])
    assert status == 2
    assert words in told


@pytest.mark.parametrize("page", [HOW_TO, make_tutorial.PAGE], ids=lambda page: page.stem)
def test_links_of_the_pages_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target
