"""A page in a real Chromium, as the browser tests look at it.

Needs Debian's chromium: `apt install chromium`. Without it these tests fail and say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
WIDTHS = {1400: "wide", 400: "narrow"}
LEAST_TEXT_PX = 9
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

WIDER = "document.scrollingElement.scrollWidth - innerWidth"


@dataclass
class Opened:
    """A page at one width, with everything that it said and asked for."""

    width: int
    page: object
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


@contextmanager
def opened_at(browser, width, path) -> Iterator[Opened]:
    """Open a file at a width."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    seen = Opened(width, page)
    page.on("console", lambda message: seen.said.append(message.text))
    page.on("pageerror", lambda error: seen.said.append(str(error)))
    page.on("request", lambda request: seen.asked.append(request.url))
    page.goto(path.as_uri())
    yield seen
    page.close()


def assert_quiet(seen: Opened) -> None:
    """It said nothing, and asked the network for nothing."""
    seen.page.wait_for_load_state("load")
    assert seen.said == []
    assert seen.asked
    assert all(url.startswith("file://") for url in seen.asked)


def assert_shows_one_drawing(seen: Opened, name: str, least: float) -> None:
    """A figure shows the drawing for its width and no other, at least so many pixels wide."""
    drawings = seen.page.evaluate(SHOWN, name)
    assert len(drawings) == len(WIDTHS)
    shown = [one for one in drawings if one["width"] > 0]
    assert len(shown) == 1
    assert WIDTHS[seen.width] in shown[0]["size"]
    assert shown[0]["width"] > least
    assert shown[0]["height"] > 60
    assert shown[0]["right"] <= seen.width
