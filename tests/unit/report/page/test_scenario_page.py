"""The page about a scenario: self-contained, escaped, complete; a row a date of attack."""

import re

import pytest
from holdfast.report.page.annexes import outlines_of, statements_of
from holdfast.report.page.scenario_page import Run

from holdfast.analysis.answer import answer
from holdfast.errors import ScenarioError, StoreError
from holdfast.experiment.outcomes import OUTCOMES
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store
from holdfast.report.figures.date_charts import LOOKS, contact_figure
from holdfast.report.page.write import write_page
from holdfast.report.wording import narrative, prose
from holdfast.report.wording.narrative import Teller
from holdfast.study.choices import Choices
from holdfast.study.find import find_one
from holdfast.study.run import run
from pages import Page, assert_self_contained

DATES = ("1 May 1938", "1 May 1939")


@pytest.fixture(scope="module")
def told(scenario_html):
    return Page(scenario_html).told


@pytest.fixture(scope="module")
def found(scenario_run):
    return answer(scenario_run)


def test_it_fetches_nothing_and_runs_nothing(scenario_html):
    assert_self_contained(scenario_html)


def test_names_are_used_once_and_every_link_leads_somewhere(scenario_html):
    ids = re.findall(r'\bid="([^"]+)"', scenario_html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]+)\)", scenario_html)) <= set(ids)
    assert set(re.findall(r'href="#([^"]+)"', scenario_html)) <= set(ids)


def test_every_outcome_has_a_colour_of_its_own():
    assert set(LOOKS) == set(OUTCOMES)
    assert len({colour for _, colour in LOOKS.values()}) == len(OUTCOMES)


def test_each_date_has_its_row_its_sentence_and_its_campaigns_told(told, found):
    for row, date in zip(found.rows, DATES, strict=True):
        assert f"If the attack comes on {date}" in told
        assert prose.date_sentence(row) in told
        teller = Teller.of(found.question, row.attack_on)
        campaigns = list(narrative.paragraphs(row.typical, teller))
        assert campaigns
        for heading, text in campaigns:
            assert heading in told
            assert " ".join(text.split()) in told


def test_inside_stands_beside_outside(told, found):
    assert "outside view" in told
    assert "63 % (50–75 %)" in told
    assert "Westreach, second front" in told
    assert found.rows[0].inside


def test_promises_routes_decisions_and_powers_are_told(told):
    assert "No deadlock: nobody waits for a power that waits for him." in told
    assert "Westreach helps" in told
    assert "Lakesend to Crosswater: 8 trains a day, where the gauge breaks" in told
    assert "Norland attacks rather than let itself be refused" in told
    assert "WES Westreach" in told


def test_what_it_rests_on_is_told_by_grade(told, found):
    counted = found.question["coverage"]
    assert f"{counted['numbers']} numbers are written" in told
    assert f"A {counted['by_grade']['A']}, B {counted['by_grade']['B']}" in told
    assert "census-1931, table 12; grade B" in told
    assert "drawn in 50 % of futures; attache-1936, at p. 3" in told.replace(
        "attache-1936, p. 3", "attache-1936, at p. 3"
    )
    for path in found.question["unused"]:
        assert path in told


def test_the_text_stands_statement_by_statement_and_is_escaped(told, scenario_html):
    assert "2 statements, 1 of them with something in the program" in told
    assert "number sectors.north_gate.heavy.built" in told
    assert "nothing, because tea moves nobody" in told
    assert "<b>for a month</b>" in told
    assert "&lt;b&gt;for a month" in scenario_html


def test_sources_hashes_and_the_command_are_there(told, found):
    for key in ("scenario_hash", "kernel_hash", "posterior_hash"):
        assert found.question[key] in told
    assert "holdfast run two-rivers --plan historical" in told
    assert "(this scenario's own)" in told


def test_what_lies_beside_a_scenario_is_read_from_the_run_then_from_the_catalogue(
    scenario_run, tmp_path
):
    assert set(outlines_of(scenario_run)) == {"TRV", "NOR"}
    bare = Store(tmp_path, {"scenario": "two-rivers"})
    assert outlines_of(bare) == {}
    assert statements_of(bare) is None
    shipped = Store(tmp_path, {"scenario": "czechoslovakia-1936"})
    assert {"CSK", "DEU"} <= set(outlines_of(shipped))


def test_a_text_with_faults_is_refused_with_all_of_them(tmp_path):
    (tmp_path / "statements.yaml").write_text("title: T\nstatements: []\n", "utf-8")
    with pytest.raises(ScenarioError, match=r"statements\.yaml"):
        statements_of(Store(tmp_path, {"scenario": "two-rivers"}))


def test_a_run_without_its_scenario_is_refused_in_words(tmp_path):
    run(find_one("two-rivers"), Design(4, 1, 1, 1), tmp_path / "run")
    (tmp_path / "run" / "scenario.yaml").unlink()
    with pytest.raises(StoreError, match=r"scenario\.yaml is missing"):
        write_page(Store.open(tmp_path / "run"), tmp_path / "page.html")


def test_what_was_chosen_is_done_to_the_scenario_that_is_shown(tmp_path):
    chosen = Choices(course="north-1938", plan="forts-first", what_ifs=("no-works",))
    run(find_one("two-rivers"), Design(6, 1, 1, 1), tmp_path, choices=chosen)
    seen = Run.of(Store.open(tmp_path))
    (only,) = seen.dates
    assert only.scenario.sectors["north_gate"].heavy.built.extremes() == (0.0, 0.0)
    assert seen.written.sectors["north_gate"].heavy.built.extremes() == (10.0, 55.0)
    assert only.courses == ["Through the North Gate in the spring of 1938"]
    assert only.of == ", attack on 1 May 1938"


def test_an_attack_in_any_month_has_its_page(tmp_path):
    run(find_one("two-rivers"), Design(6, 1, 1, 1), tmp_path,
        choices=Choices(attack="hazard"))  # fmt: skip
    (only,) = Run.of(Store.open(tmp_path)).dates
    assert only.heading == "An attack in any month"
    assert only.key == "any-month"
    assert only.of == ""
    assert only.courses[0].startswith("map and promises are those of 1 ")


def test_without_helpers_there_is_no_figure_of_help():
    assert contact_figure([], "1938", "") is None
