"""The page: self-contained, escaped, complete; the same code for a card and for a scenario."""

from __future__ import annotations

import re

import pytest

from cards import template_source
from holdfast.analysis.answer import answer
from holdfast.analysis.tables.whole import tables_of
from holdfast.catalog.cards import card_source
from holdfast.errors import StoreError
from holdfast.experiment.outcomes import OUTCOMES
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store
from holdfast.report.figures.date_charts import LOOKS, contact_figure
from holdfast.report.page.content import ONE_LINE, content
from holdfast.report.page.write import write_page
from holdfast.report.wording import evidence, narrative, prose
from holdfast.report.wording.narrative import Teller
from holdfast.study.card_target import CardTarget
from holdfast.study.choices import Choices
from holdfast.study.find import find_one
from holdfast.study.run import run
from pages import Page, assert_self_contained

RUNS = ("question_run", "scenario_run")
PAGES = {"question_run": "question_page", "scenario_run": "scenario_html"}


@pytest.fixture(params=RUNS)
def opened(request):
    """A run's answer with its page, of a card and of a scenario."""
    store = request.getfixturevalue(request.param)
    return answer(store), request.getfixturevalue(PAGES[request.param])


def test_the_page_fetches_nothing_and_runs_nothing(opened):
    assert_self_contained(opened[1])


def test_names_are_used_once_and_every_link_leads_somewhere(opened):
    page = opened[1]
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_hostile_card_is_harmless(hostile_page):
    assert_self_contained(hostile_page)
    page = Page(hostile_page)
    assert "<script>alert(1)</script>[/bold]" in page.told
    assert "alert(3)" in page.told
    assert "<script" not in hostile_page
    assert "<img" not in hostile_page


def test_it_holds_answer_sources_hashes_and_command(opened):
    found, page = opened
    told = Page(page).told
    assert prose.question(found) in told
    for row in found.rows:
        assert prose.answer_sentence(row) in told
        assert prose.race(row) in told
    assert prose.validation(found.dossier.weighed_on) in told
    assert prose.command(found) in told
    for value in prose.hashes(found.question).values():
        assert value in told
    assert all(limit in told for limit in prose.LIMITS)
    assert all(" ".join(one.text.split()) in told for one in found.dossier.sources)
    assert all(guess in told for guess in found.dossier.guesses)
    assert all(path in told for path in found.dossier.unused)


def test_every_table_of_the_run_is_on_the_page_as_it_is_built(opened):
    found, page = opened
    told = Page(page).told
    for name, table in tables_of(found).items():
        if name in ONE_LINE or name == "sources":
            continue
        seen = table.without(("attack_on",)).shown()
        for row in seen.rows:
            for cell in row:
                assert " ".join(cell.split()) in told, (name, row)


def test_every_number_of_what_goes_in_is_on_the_page_with_what_it_rests_on(opened):
    found, page = opened
    told = Page(page).told
    numbers = 0
    for section in found.dossier.sections:
        assert section.title in told
        for item in section.items:
            for fact in item.facts:
                numbers += fact.is_number
                said = " ".join(f"{fact.label} {evidence.value(fact)}".split())
                assert said in told, (section.title, item.title)
                assert " ".join(evidence.line(fact.evidence).split()) in told
                for rival in fact.amount.rivals if fact.amount else ():
                    assert " ".join(evidence.line(rival.evidence).split()) in told
    assert numbers > 20


def test_typical_campaigns_are_told(opened):
    found, page = opened
    told = Page(page).told
    for row in found.rows:
        teller = Teller(row.attack_on, found.dossier.naming)
        campaigns = list(narrative.paragraphs(row.typical, teller))
        assert campaigns
        for heading, text in campaigns:
            assert heading in told
            assert " ".join(text.split()) in told


def test_every_outcome_has_a_colour_of_its_own():
    assert set(LOOKS) == set(OUTCOMES)
    assert len({colour for _, colour in LOOKS.values()}) == len(OUTCOMES)


def test_a_card_without_evidence_is_said_to_have_none(hostile_page, hostile_run):
    coverage = hostile_run.dossier.coverage
    assert coverage.bare
    assert "no evidence of its own" in hostile_page
    assert f"{len(coverage.bare)} with none" in Page(hostile_page).told


def test_promises_routes_and_powers_of_a_scenario_are_told(scenario_html):
    told = Page(scenario_html).told
    assert "outside view" in told
    assert "No deadlock: nobody waits for a power that waits for him." in told
    assert "Westreach helps" in told
    assert "Lakesend to Crosswater" in told
    assert "Norland attacks rather than let itself be refused" in told
    assert "WES Westreach" in told
    assert "If the attack comes on 1 May 1938" in told


def test_what_if_and_settings_stand_on_the_page_and_in_the_command(tmp_path):
    chosen = Choices(what_ifs=("no-works",), settings=("law.capture=0.02",))
    run(
        CardTarget(card_source("czechoslovakia-1938")),
        Design(12, 1, 1, 1),
        tmp_path / "run",
        choices=chosen,
    )
    write_page(Store.open(tmp_path / "run"), tmp_path / "page.html")
    told = Page((tmp_path / "page.html").read_text("utf-8")).told
    assert "what if: no-works" in told
    assert "set: law.capture=0.02" in told
    assert "--what-if no-works --set law.capture=0.02" in told


def test_a_campaign_of_the_past_says_what_happened_and_that_it_is_no_evidence(tmp_path):
    run(CardTarget(card_source("denmark-1940")), Design(20, 2, 1, 1), tmp_path / "run")
    write_page(Store.open(tmp_path / "run"), tmp_path / "page.html")
    told = Page((tmp_path / "page.html").read_text("utf-8")).told
    assert "What happened: the defender collapsed" in told
    assert "agreement with it is no evidence" in told


def test_a_run_without_its_dossier_is_refused_in_words(tmp_path):
    run(CardTarget(template_source()), Design(4, 1, 1, 1), tmp_path / "run")
    (tmp_path / "run" / "dossier.json").unlink()
    with pytest.raises(StoreError, match=r"dossier\.json"):
        write_page(Store.open(tmp_path / "run"), tmp_path / "page.html")


def test_an_attack_in_any_month_has_its_page(tmp_path):
    run(find_one("two-rivers"), Design(6, 1, 1, 1), tmp_path, choices=Choices(attack="hazard"))
    (only,) = content(Store.open(tmp_path))["dates"]
    assert only.heading == "An attack in any month"
    assert only.courses[0].startswith("map and promises are those of 1 ")


def test_without_helpers_there_is_no_figure_of_help():
    assert contact_figure([], "contact", "") is None
