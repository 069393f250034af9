"""The report of a card in a real Chromium: wide and narrow, quiet, whole, legible."""

from __future__ import annotations

import pytest

from chromium import (
    LEAST_TEXT_PX,
    OUTSIDE,
    SMALL_TEXTS,
    WIDER,
    WIDTHS,
    assert_quiet,
    assert_shows_one_drawing,
    opened_at,
)
from holdfast.catalog.cards import card_source
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store
from holdfast.report.page.write import evidence_path, write_page
from holdfast.study.card_target import CardTarget
from holdfast.study.run import run

FIGURES = ("outcomes", "race", "help", "fronts")

HEADINGS = (
    "How it ends", "How and when it ends", "The race", "Who acts, and whose help is felt",
    "The ground, and where the fronts stand", "Typical campaigns, told from the record",
    "What it rests on, and what moves it", "What is validated, and what is not",
    "To make it again",
)  # fmt: skip


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    run(CardTarget(card_source("czechoslovakia-1938")), Design(60, 2, 1, 1), folder / "run")
    write_page(Store.open(folder / "run"), folder / "report.html")
    return folder / "report.html"


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width} px")
def opened(request, browser, page_file):
    """The page at one width."""
    with opened_at(browser, request.param, page_file) as seen:
        yield seen


def test_the_page_is_quiet_and_asks_the_network_for_nothing(opened):
    assert_quiet(opened)


def test_the_page_does_not_scroll_sideways(opened):
    assert opened.page.evaluate(WIDER) <= 0


def test_headings_and_the_answer_are_there(opened):
    headings = opened.page.locator("h2").all_inner_texts()
    assert [heading for heading in HEADINGS if heading not in headings] == []
    assert opened.page.locator("h1").inner_text() == "Case Green, 1 October 1938"
    assert "Of 100 campaigns" in opened.page.locator("#answer").inner_text()


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_shows_the_drawing_for_its_width_and_no_other(opened, name):
    least = 0.6 * min(opened.width, 760) * (0.9 if name == "help" else 1)
    assert_shows_one_drawing(opened, name, least)


def test_the_text_in_figures_can_be_read(opened):
    assert opened.page.evaluate(SMALL_TEXTS, LEAST_TEXT_PX) == []


def test_no_label_is_cut_off_at_a_figures_edge(opened):
    assert opened.page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_constants_unfold_with_the_evidence(browser, page_file, width):
    with opened_at(browser, width, evidence_path(page_file)) as seen:
        table = seen.page.locator("#constants table").first
        assert not table.is_visible()
        seen.page.locator("#constants summary").click()
        assert table.is_visible()
        assert seen.page.evaluate(WIDER) <= 0


def test_the_page_prints(browser, page_file, tmp_path):
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.pdf(path=str(tmp_path / "page.pdf"), format="A4")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    page.close()
