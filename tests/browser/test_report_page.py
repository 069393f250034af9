"""The report in a real Chromium: wide and narrow, quiet, whole, legible.

Needs Debian's chromium: `apt install chromium`. Without it these tests fail and say so.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from holdfast.catalog.cards import card_source
from holdfast.experiment.simulate import Design
from holdfast.experiment.store import Store
from holdfast.report.page import write_page
from holdfast.study.run import run

CHROMIUM = Path("/usr/bin/chromium")
WIDTHS = {1400: "wide", 400: "narrow"}
LEAST_TEXT_PX = 9
FIGURES = ("outcomes", "race", "help", "fronts")

HEADINGS = (
    "How it ends", "The race", "When help comes", "Where the fronts stand",
    "What goes in, and what it rests on", "What is not in it",
    "What is validated, and what is not", "Sources", "To make it again",
)  # fmt: skip

SHOWN = """name => {
  const figure = document.getElementById('figure-' + name);
  return [...figure.querySelectorAll('svg')].map(svg => {
    const box = svg.getBoundingClientRect();
    return {size: svg.parentElement.className, width: box.width, height: box.height,
            right: box.right};
  });
}"""

SMALL_TEXTS = """least => [...document.querySelectorAll('figure svg text')]
  .filter(text => text.textContent.trim() && text.getClientRects().length)
  .map(text => {
    const scale = text.getCTM().a;
    return [text.textContent, parseFloat(getComputedStyle(text).fontSize) * scale];
  })
  .filter(([_, px]) => px > 0 && px < least)"""

OUTSIDE = """() => [...document.querySelectorAll('figure svg')]
  .filter(svg => svg.getClientRects().length)
  .flatMap(svg => {
    const frame = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text')]
      .filter(text => text.textContent.trim())
      .map(text => [text.textContent, text.getBoundingClientRect()])
      .filter(([_, box]) => box.width && (box.left < frame.left - 1 || box.right > frame.right + 1
                                         || box.top < frame.top - 1))
      .map(([words]) => words);
  })"""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    run(card_source("czechoslovakia-1938"), Design(60, 2, 1, 1), folder / "run")
    write_page(Store.open(folder / "run"), folder / "report.html")
    return folder / "report.html"


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is not there: apt install chromium", pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(params=WIDTHS, ids=lambda width: f"{width} px")
def opened(request, browser, page_file):
    """The page at one width, with everything that it said and asked for."""
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    yield request.param, page, said, asked
    page.close()


def test_the_page_is_quiet_and_asks_the_network_for_nothing(opened):
    _, page, said, asked = opened
    page.wait_for_load_state("load")
    assert said == []
    assert asked
    assert all(url.startswith("file://") for url in asked)


def test_the_page_does_not_scroll_sideways(opened):
    _, page, _, _ = opened
    wider = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    assert wider <= 0


def test_headings_and_the_answer_are_there(opened):
    _, page, _, _ = opened
    headings = page.locator("h2").all_inner_texts()
    assert [heading for heading in HEADINGS if heading not in headings] == []
    assert page.locator("h1").inner_text() == "Case Green, 1 October 1938"
    assert "of 100 campaigns" in page.locator("#answer").inner_text()


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_shows_the_drawing_for_its_width_and_no_other(opened, name):
    width, page, _, _ = opened
    drawings = page.evaluate(SHOWN, name)
    assert len(drawings) == len(WIDTHS)
    shown = [one for one in drawings if one["width"] > 0]
    assert len(shown) == 1
    assert WIDTHS[width] in shown[0]["size"]
    assert shown[0]["width"] > 0.6 * min(width, 760) * (0.9 if name == "help" else 1)
    assert shown[0]["height"] > 60
    assert shown[0]["right"] <= width


def test_the_text_in_figures_can_be_read(opened):
    _, page, _, _ = opened
    assert page.evaluate(SMALL_TEXTS, LEAST_TEXT_PX) == []


def test_no_label_is_cut_off_at_a_figures_edge(opened):
    _, page, _, _ = opened
    assert page.evaluate(OUTSIDE) == []


def test_the_constants_unfold(opened):
    _, page, _, _ = opened
    table = page.locator("#constants table").first
    assert not table.is_visible()
    page.locator("#constants summary").click()
    assert table.is_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


def test_the_page_prints(browser, page_file, tmp_path):
    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.pdf(path=str(tmp_path / "page.pdf"), format="A4")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")
    page.close()
