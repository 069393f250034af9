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
from holdfast.report.figures.date_charts import LOOKS
from holdfast.report.figures.drawn import figures_of
from holdfast.report.figures.programme import goods_of, stages_of
from holdfast.report.page.content import ONE_LINE, proof
from holdfast.report.page.write import write_page
from holdfast.report.wording import evidence, first, narrative, prose
from holdfast.report.wording.narrative import Teller
from holdfast.study.card_target import CardTarget
from holdfast.study.choices import Choices
from holdfast.study.find import find_one
from holdfast.study.run import run
from pages import Page, assert_self_contained, companions, words_of

RUNS = ("question_run", "scenario_run")
PAGES = {"question_run": "question_page", "scenario_run": "scenario_html"}


MOST_WORDS, MOST_BYTES = 2_500, 1_000_000


@pytest.fixture(params=RUNS)
def opened(request):
    """A run's answer with its page and its evidence, of a card and of a scenario."""
    store = request.getfixturevalue(request.param)
    return answer(store), request.getfixturevalue(PAGES[request.param])


def told_of(pages) -> str:
    """The words of both files."""
    return " ".join(Page(text).told for text in pages)


def test_the_pages_fetch_nothing_run_nothing_and_lead_to_each_other(opened):
    main, beside = opened[1]
    assert_self_contained(main, "report-evidence.html")
    assert_self_contained(beside, "report.html")
    assert companions(main) == {"report-evidence.html"}
    assert companions(beside) == {"report.html"}


def test_names_are_used_once_and_every_link_leads_somewhere(opened):
    ids = [re.findall(r'\bid="([^"]+)"', text) for text in opened[1]]
    for own, page, other in zip(ids, opened[1], reversed(ids), strict=True):
        assert len(own) == len(set(own))
        assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(own)
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(own)
        assert set(re.findall(r'href="report[^"#]*\.html#([^"]+)"', page)) <= set(other)


def test_the_page_is_one_that_can_be_read(opened):
    main, _ = opened[1]
    assert len(words_of(main)) <= MOST_WORDS
    assert len(main.encode()) <= MOST_BYTES


def test_the_page_of_the_flagship_with_its_four_dates_can_be_read(tmp_path):
    run(find_one("czechoslovakia-1936"), Design(8, 2, 1, 1), tmp_path / "run")
    main, _ = (one.read_text("utf-8") for one in
               write_page(Store.open(tmp_path / "run"), tmp_path / "report.html"))  # fmt: skip
    assert len(words_of(main)) <= MOST_WORDS
    assert len(main.encode()) <= MOST_BYTES


def test_a_hostile_card_is_harmless(hostile_page):
    assert_self_contained(hostile_page[0], "report-evidence.html")
    assert_self_contained(hostile_page[1], "report.html")
    told = told_of(hostile_page)
    assert "<script>alert(1)</script>[/bold]" in told
    assert "alert(3)" in told
    for text in hostile_page:
        assert "<script" not in text
        assert "<img" not in text


def test_the_first_screen_has_answer_reason_standing_and_evidence(opened):
    found, (main, _) = opened
    start, end = main.index('<div id="first"'), main.index("<nav>")
    screen = " ".join(words_of(main[start:end]))
    lines = (first.answer_sentence, first.reason, first.evidence_line, first.judgement_line)
    for said in (*(line(found) for line in lines), prose.validation(found.dossier.weighed_on)):
        assert " ".join(said.split()) in screen


def test_it_holds_answer_sources_hashes_and_command(opened):
    found, pages = opened
    told = told_of(pages)
    assert prose.question(found) in told
    for row in found.rows:
        assert prose.race(row) in told
    assert prose.command(found) in told
    for value in prose.hashes(found.question).values():
        assert value in told
    assert all(limit in told for limit in prose.LIMITS)
    assert all(" ".join(one.text.split()) in told for one in found.dossier.sources)
    assert all(guess in told for guess in found.dossier.guesses)
    assert all(path in told for path in found.dossier.unused)


def test_every_table_of_the_run_is_on_a_page_as_it_is_built(opened):
    found, pages = opened
    told = told_of(pages)
    for name, table in tables_of(found).items():
        if name in ONE_LINE or name == "sources":
            continue
        seen = table.without(("attack_on",)).shown()
        for row in seen.rows:
            for cell in row:
                assert " ".join(cell.split()) in told, (name, row)


def test_every_number_of_what_goes_in_is_on_the_page_with_what_it_rests_on(opened):
    found, pages = opened
    told = told_of(pages)
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
    found, pages = opened
    told = told_of(pages)
    for row in found.rows:
        teller = Teller(row.attack_on, found.dossier.naming)
        campaigns = list(narrative.paragraphs(row.typical, teller))
        assert campaigns
        for heading, text in campaigns:
            assert heading in told
            assert " ".join(text.split()) in told


def test_every_outcome_has_a_colour_of_its_own():
    assert set(LOOKS) == set(OUTCOMES)
    assert len(set(LOOKS.values())) == len(OUTCOMES)


def test_a_card_without_evidence_is_said_to_have_none(hostile_page, hostile_run):
    coverage = hostile_run.dossier.coverage
    assert coverage.bare
    assert "no evidence of its own" in hostile_page[1]
    assert f"{len(coverage.bare)} with none" in told_of(hostile_page)


def test_promises_routes_and_powers_of_a_scenario_are_told(scenario_html):
    told = told_of(scenario_html)
    assert "outside view" in told
    assert "The promises, by their texts alone" in told
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
    written = write_page(Store.open(tmp_path / "run"), tmp_path / "page.html")
    told = told_of(one.read_text("utf-8") for one in written)
    assert "what if: no-works" in told
    assert "set: law.capture=0.02" in told
    assert "--what-if no-works --set law.capture=0.02" in told


def test_a_campaign_of_the_past_says_what_happened_and_that_it_is_no_evidence(tmp_path):
    run(CardTarget(card_source("denmark-1940")), Design(20, 2, 1, 1), tmp_path / "run")
    written = write_page(Store.open(tmp_path / "run"), tmp_path / "page.html")
    told = told_of(one.read_text("utf-8") for one in written)
    assert "What happened: collapsed" in told
    assert "agreement with it is no evidence" in told


def test_a_run_without_its_dossier_is_refused_in_words(tmp_path):
    run(CardTarget(template_source()), Design(4, 1, 1, 1), tmp_path / "run")
    (tmp_path / "run" / "dossier.json").unlink()
    with pytest.raises(StoreError, match=r"dossier\.json"):
        write_page(Store.open(tmp_path / "run"), tmp_path / "page.html")


def test_an_attack_in_any_month_has_its_page(tmp_path):
    run(find_one("two-rivers"), Design(6, 1, 1, 1), tmp_path, choices=Choices(attack="hazard"))
    (only,) = proof(answer(Store.open(tmp_path)), "report.html")["dates"]
    assert only.heading == "An attack in any month"
    assert only.courses[0].startswith("map and promises are those of 1 ")


def test_what_was_prepared_stands_on_the_pages_of_a_scenario_with_an_economy(scenario_html):
    main, beside = scenario_html
    assert 'id="figure-programme"' in main
    assert not {'id="figure-budget"', 'id="figure-bound"'} & set(re.findall(r'id="[^"]+"', main))
    assert {'id="figure-budget"', 'id="figure-bound"'} <= set(re.findall(r'id="[^"]+"', beside))
    told = Page(main).told
    assert "As the ministry decided (historical). Ordered since June 1936 and standing by" in told
    assert "that could be drawn" in told


def test_a_card_was_not_prepared(question_page):
    for page in question_page:
        assert 'id="prepared"' not in page
        assert '"#prepared"' not in page


def test_the_programme_is_a_figure_of_its_own_and_says_what_is_on_record(scenario_run):
    found = answer(scenario_run)
    every = {one.name for one in figures_of(found, scenario_run).every()}
    assert {"programme", "budget", "bound"} <= every
    taken = found.dossier.programmes[0]
    heavy = next(one for one in goods_of(taken) if one.name == "heavy works")
    assert heavy.number == 100
    assert heavy.known == ((0, 47.0), (1, 90.0))
    assert [one.name for one in stages_of(taken)][:2] == ["first-line", "pillboxes"]
