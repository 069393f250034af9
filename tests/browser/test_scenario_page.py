"""The report of a scenario in a real Chromium: every map and figure, every fold, both widths."""

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
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store
from holdfast.report.page.write import write_page
from holdfast.study.find import find_one
from holdfast.study.run import run

DATES = ("1938-05-01", "1939-05-01")

FIGURES = ("dates", f"theatre-{DATES[0]}", f"front-map-{DATES[0]}", "promises")

BESIDE = tuple(f"{name}-{date}" for date in DATES for name in ("race", "contact"))
"""Figures of the dates, side by side where there is room."""

HEADINGS = (
    "How it ends", "The race", "When help comes", "The ground, and where the fronts stand",
    "The promises", "What goes in, and what it rests on",
    "What is not in it", "What is validated, and what is not", "Sources", "To make it again",
)  # fmt: skip

OPEN_ALL = """() => {
  const folds = [...document.querySelectorAll('details')];
  folds.forEach(fold => fold.querySelector('summary').click());
  return folds.map(fold => [...fold.children].slice(1)
    .every(part => part.getClientRects().length > 0));
}"""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    run(find_one("two-rivers"), Design(60, 2, 1, 1), folder / "run")
    outlines = "TRV: [[12.6, 48.0], [17.9, 48.0], [17.9, 50.5], [12.6, 50.5]]\n"
    (folder / "run" / "outlines.yaml").write_text(outlines, "utf-8")
    write_page(Store.open(folder / "run"), folder / "report.html")
    return folder / "report.html"


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width} px")
def opened(request, browser, page_file):
    """The page at one width."""
    with opened_at(browser, request.param, page_file) as seen:
        yield seen


def test_it_is_quiet_and_asks_the_network_for_nothing(opened):
    assert_quiet(opened)


def test_headings_and_a_sentence_for_each_date_are_there(opened):
    headings = opened.page.locator("h2").all_inner_texts()
    assert [heading for heading in HEADINGS if heading not in headings] == []
    assert opened.page.locator("#answer .answer").count() == len(DATES)
    assert "Of 100 crises" in opened.page.locator("#answer").inner_text()


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_shows_the_drawing_for_its_width_and_no_other(opened, name):
    assert_shows_one_drawing(opened, name, 0.5 * min(opened.width, 760))


def test_dates_stand_side_by_side_where_there_is_room(opened):
    boxes = [opened.page.locator(f"#figure-{name}").bounding_box() for name in BESIDE]
    assert all(box["width"] >= 0.4 * min(opened.width, 760) for box in boxes)
    first, second = (opened.page.locator(f"#figure-race-{date}").bounding_box() for date in DATES)
    assert (abs(first["y"] - second["y"]) < 1) == (opened.width > 700)


def test_the_text_in_figures_can_be_read(opened):
    assert opened.page.evaluate(SMALL_TEXTS, LEAST_TEXT_PX) == []


def test_no_label_is_cut_off_at_a_figures_edge(opened):
    assert opened.page.evaluate(OUTSIDE) == []


def test_every_fold_opens_and_nothing_scrolls_sideways(opened):
    assert opened.page.evaluate(WIDER) <= 0
    folds = opened.page.evaluate(OPEN_ALL)
    assert len(folds) > 20
    assert all(folds)
    assert opened.page.evaluate(WIDER) <= 0


def test_a_date_in_the_answer_leads_to_its_part(opened):
    opened.page.locator("#answer a").first.click()
    top = opened.page.evaluate(
        f"document.getElementById('on-{DATES[0]}').getBoundingClientRect().top"
    )
    assert abs(top) < 60


def test_it_reads_without_javascript(browser, page_file):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert page.locator("#figure-dates svg").first.is_visible()
    page.locator("#promises summary").click()
    assert page.locator("#promises table").is_visible()
    context.close()


def test_it_prints_no_wider_than_the_paper(browser, page_file, tmp_path):
    page = browser.new_page(viewport={"width": 718, "height": 1000})
    page.goto(page_file.as_uri())
    page.emulate_media(media="print")
    assert page.evaluate(WIDER) <= 0
    page.pdf(path=str(tmp_path / "page.pdf"), format="A4")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    page.close()
