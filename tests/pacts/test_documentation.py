"""The pages are executed: examples, tables and counts are what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from holdfast.catalog.pacts import conduct, crises, load_pacts
from holdfast.pacts import answer, parse
from holdfast.pacts.chance import FORMULAS
from holdfast.pacts.diagrams import MAX_NODES, MAX_SETS
from holdfast.pacts.futures import MAX_LOOP_DECISIONS
from holdfast.pacts.tokens import MAX_LENGTH, MAX_NESTING
from holdfast.pacts.vocabulary import (
    ACT_KINDS,
    BROUGHT,
    CLAUSE_KEYS,
    FACTS,
    IN_FORCE_KEYS,
    OTHER_FORMS,
    TOP_KEYS,
)
from holdfast.report.pacts.conduct import beside, conduct_table
from holdfast.report.pacts.words import passages

DOCS = Path(__file__).parents[2] / "docs"
REFERENCE = (DOCS / "reference" / "pacts.md").read_text(encoding="utf-8")
WORDS = [
    *ACT_KINDS, *FACTS, *OTHER_FORMS, *TOP_KEYS, *CLAUSE_KEYS, *IN_FORCE_KEYS, *BROUGHT,
]  # fmt: skip
CRISES = (DOCS / "explanation" / "crises.md").read_text(encoding="utf-8")


def test_the_example_of_the_reference_gives_the_answer_that_it_shows():
    (text,) = re.findall(r"```yaml\n(.*?)```", REFERENCE, re.DOTALL)
    (shown,) = re.findall(r"```text\n(.*?)```", REFERENCE, re.DOTALL)
    told = {p.heading: list(p.sentences) for p in passages(answer(parse(text)))}
    lines = shown.splitlines()
    at = lines.index("Questions")
    assert lines[1:at] == told[lines[0]]
    assert lines[at + 1 :] == told["Questions"]


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_language_is_in_the_reference(word):
    assert re.search(rf"[`(]{word}\b", REFERENCE)


def test_the_formulas_and_limits_of_the_reference_are_those_of_the_program():
    for measure, formula in FORMULAS.items():
        assert measure in REFERENCE
        if measure != "fussell_vesely":
            assert formula.replace("|", "\\|") in REFERENCE
    assert (MAX_NODES, MAX_SETS, MAX_LOOP_DECISIONS) == (1_000_000, 10_000, 20)
    assert "10,000 path or cut sets" in REFERENCE
    assert "20 decisions through loops" in REFERENCE
    assert f"{MAX_LENGTH:,} characters and {MAX_NESTING} levels" in REFERENCE


@pytest.mark.parametrize("name", crises())
def test_each_crisis_stands_on_its_page_with_the_table_that_the_program_prints(name):
    rows = beside(answer(load_pacts(name)), conduct(name))
    assert f"holdfast pact {name}" in CRISES
    assert conduct_table(rows) in CRISES


def test_the_count_of_misses_on_the_page_is_the_programs():
    rows = [row for name in crises() for row in beside(answer(load_pacts(name)), conduct(name))]
    misses = sum(row.verdict.startswith("miss") for row in rows)
    assert f"{len(rows)} comparisons, {misses} misses" in CRISES


def test_which_acts_bring_what_is_what_the_reference_says():
    (table,) = re.findall(r"\| which acts bring it \|\n\|---\|---\|\n((?:\|.*\n)+)", REFERENCE)
    told = {}
    for row in table.splitlines():
        what, acts = (tuple(re.findall(r"`(\w+)`", cell)) for cell in row.split("|")[1:3])
        told |= dict.fromkeys(what, acts)
    assert told == BROUGHT
