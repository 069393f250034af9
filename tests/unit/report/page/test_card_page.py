"""The page: self-contained, escaped, complete."""

from __future__ import annotations

import re

import pytest
from holdfast.report.page.card_page import stored_card

from cards import template_source
from holdfast.catalog.cards import card_source
from holdfast.errors import StoreError
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store
from holdfast.report.page import inputs
from holdfast.report.page.write import write_page
from holdfast.report.wording import prose
from holdfast.scenario.card_source import load_card
from holdfast.study.run import run, with_changes
from pages import Page, assert_self_contained


def test_the_page_fetches_nothing_and_runs_nothing(question_page):
    assert_self_contained(question_page)


def test_a_hostile_card_is_harmless(hostile_page):
    assert_self_contained(hostile_page)
    page = Page(hostile_page)
    assert "<script>alert(1)</script>[/bold]" in page.told
    assert "alert(3)" in page.told
    assert "<script" not in hostile_page
    assert "<img" not in hostile_page


def test_names_inside_the_figures_are_used_once(question_page):
    found = re.findall(r'\bid="([^"]+)"', question_page)
    assert len(found) == len(set(found))
    assert set(re.findall(r"url\(#([^)]+)\)", question_page)) <= set(found)


def test_the_page_holds_answer_sources_hashes_and_command(
    question_page, question_answer, question_run
):
    told = Page(question_page).told
    asked = question_answer.question
    row = question_answer.rows[0]
    assert prose.question(asked) in told
    assert prose.answer_sentence(row) in told
    assert prose.validation() in told
    assert "holdfast run czechoslovakia-1938 --futures 60 --replications 2 --seed 1" in told
    for key in ("scenario_hash", "kernel_hash", "posterior_hash"):
        assert asked[key] in told
    assert all(limit in told for limit in prose.LIMITS)
    card = stored_card(question_run)
    assert all(" ".join(text.split()) in told for text in card.sources.values())
    assert all(guess in told for guess in card.inputs.est)
    assert "Romania: transit" in told
    assert "breakthrough_hazard" in told


def test_every_number_of_the_card_is_on_the_page(question_page, question_run):
    told = Page(question_page).told
    for section in inputs.sections(stored_card(question_run)):
        assert section.title in told
        for item in section.items:
            for fact in item.facts:
                assert f"{fact.label} {fact.value}" in told, (section.title, item.title, fact)
                for rival in fact.rivals:
                    assert f"drawn in {rival.weight} of futures" in told
                    assert " ".join(rival.evidence.split()) in told


def test_a_card_without_evidence_is_said_to_have_none(hostile_page, hostile_run):
    assert "no evidence of its own" in hostile_page
    counted = inputs.coverage(inputs.sections(stored_card(hostile_run)))
    assert counted.numbers == counted.own + counted.inherited + counted.none
    assert counted.none > 0
    assert f"{counted.none} with none" in Page(hostile_page).told


def test_evidence_is_inherited_from_what_encloses_it():
    sections = {one.title: one for one in inputs.sections(load_card(template_source()))}
    late = next(i for i in sections["The defender"].items if i.title == "force 2")
    assert {fact.standing for fact in late.facts} == {inputs.INHERITED}
    first = next(i for i in sections["The defender"].items if i.title == "force 1")
    assert first.is_bare


def test_rival_claims_are_rivals_with_their_weights():
    card = load_card(template_source())
    choice = next(c for c in inputs.choices(card, {}) if "acts" in c.title)
    assert [(rival.value, rival.weight) for rival in choice.odds.rivals] == [
        ("0.7", "50 %"), ("0.4", "50 %"),
    ]  # fmt: skip
    assert "its treaty is clear" in choice.odds.rivals[0].evidence


def test_what_ifs_and_settings_stand_on_the_page_and_in_the_command(tmp_path):
    source = with_changes(card_source("czechoslovakia-1938"), ["no-works"], ["law.capture=0.02"])
    run(source, Design(12, 1, 1, 1), tmp_path / "run")
    write_page(Store.open(tmp_path / "run"), tmp_path / "page.html")
    told = Page((tmp_path / "page.html").read_text("utf-8")).told
    assert "what if: no-works" in told
    assert "set: law.capture=0.02" in told
    assert "--what-if no-works --set law.capture=0.02" in told
    assert "0.02 (this card's own)" in told
    assert_self_contained((tmp_path / "page.html").read_text("utf-8"))


def test_a_campaign_of_the_past_says_what_happened_and_that_it_is_no_evidence(tmp_path):
    run(card_source("denmark-1940"), Design(20, 2, 1, 1), tmp_path / "run")
    write_page(Store.open(tmp_path / "run"), tmp_path / "page.html")
    told = Page((tmp_path / "page.html").read_text("utf-8")).told
    assert "What happened: the defender collapsed" in told
    assert "agreement with it is no evidence" in told


def test_a_run_without_its_card_is_refused_in_words(tmp_path):
    run(template_source(), Design(4, 1, 1, 1), tmp_path / "run")
    (tmp_path / "run" / "scenario.yaml").unlink()
    with pytest.raises(StoreError, match=r"scenario\.yaml is missing"):
        write_page(Store.open(tmp_path / "run"), tmp_path / "page.html")
