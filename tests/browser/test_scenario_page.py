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
from holdfast.report.page.write import evidence_path, write_page
from holdfast.study.find import find_one
from holdfast.study.run import run

DATES = ("1938-05-01", "1939-05-01")

FIGURES = ("dates", "race", "promises")

HEADINGS = (
    "How it ends", "The race", "Who acts, and whose help is felt",
    "The promises, by their texts alone", "The ground, and where the fronts stand",
    "What it rests on, and what moves it", "What is validated, and what is not",
    "To make it again",
)  # fmt: skip

CONTRAST = """() => {
  const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number);
  const [x, y, z] = getComputedStyle(document.body).color.match(/\\d+/g).map(Number);
  const card = getComputedStyle(document.querySelector('.card')).backgroundColor;
  return {paper: r + g + b, ink: x + y + z, card};
}"""

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
    assert "Of 100 campaigns" in opened.page.locator("#answer").inner_text()
    assert "Of 100 crises" in opened.page.locator("#reason").inner_text()


def test_one_screen_has_answer_reason_chart_standing_and_evidence(opened):
    if opened.width < 1000:
        pytest.skip("a telephone scrolls")
    for name in ("answer", "reason", "figure-dates", "validated", "rests"):
        box = opened.page.locator(f"#{name}").bounding_box()
        assert box["y"] + box["height"] <= 900, name


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_reads_by_day_and_by_night(browser, page_file, scheme, width):
    for path in (page_file, evidence_path(page_file)):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(path.as_uri())
        assert page.evaluate(WIDER) <= 0
        if path == page_file:
            seen = page.evaluate(CONTRAST)
            assert (seen["paper"] > seen["ink"] + 300) == (scheme == "light")
            assert abs(seen["paper"] - seen["ink"]) > 300
            assert seen["card"] == "rgb(255, 255, 255)"
        page.close()


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_shows_the_drawing_for_its_width_and_no_other(opened, name):
    assert_shows_one_drawing(opened, name, 0.5 * min(opened.width, 760))


def test_the_text_in_figures_can_be_read(opened):
    assert opened.page.evaluate(SMALL_TEXTS, LEAST_TEXT_PX) == []


def test_no_label_is_cut_off_at_a_figures_edge(opened):
    assert opened.page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_fold_of_the_evidence_opens_and_nothing_scrolls_sideways(browser, page_file, width):
    with opened_at(browser, width, evidence_path(page_file)) as seen:
        assert seen.page.evaluate(WIDER) <= 0
        folds = seen.page.evaluate(OPEN_ALL)
        assert len(folds) > 20
        assert all(folds)
        assert seen.page.evaluate(WIDER) <= 0


def test_the_page_leads_to_its_evidence_and_back(browser, page_file):
    with opened_at(browser, 1400, page_file) as seen:
        seen.page.locator("#rests a").click()
        assert seen.page.url.endswith("report-evidence.html")
        seen.page.locator("header a").click()
        assert seen.page.url.endswith("/report.html")


def test_it_reads_without_javascript(browser, page_file):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert page.locator("#figure-dates svg").first.is_visible()
    page.goto(evidence_path(page_file).as_uri())
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
