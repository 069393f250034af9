"""Pages as tests read them: tags, attributes, words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

FETCHING = {"src", "href", "srcset", "data", "action", "poster", "background", "xlink:href"}
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """Tags, attributes and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    @property
    def told(self) -> str:
        return " ".join(" ".join(self.words).split())


def companions(text: str) -> set[str]:
    """The files beside a page to which it leads."""
    hrefs = [value for tag, name, value in Page(text).attributes if (tag, name) == ("a", "href")]
    return {value.partition("#")[0] for value in hrefs} - {""}


def words_of(text: str) -> list[str]:
    """The words that a reader sees: style, drawings and titles left out."""
    seen = re.sub(r"<(style|svg|title)\b.*?</\1>", " ", text, flags=re.S)
    return Page(seen).told.split()


def assert_self_contained(text: str, beside: str = "") -> None:
    """Nothing is fetched, nothing runs; it leads to itself and to one file beside it."""
    page = Page(text)
    assert companions(text) <= {beside}
    assert not page.open
    assert not {"script", "iframe", "object", "embed", "link", "img", "base"} & set(page.tags)
    for tag, name, value in page.attributes:
        leads_within = tag == "a" and name == "href" and value.partition("#")[0] in ("", beside)
        assert name not in FETCHING or leads_within, (tag, name, value)
        assert not name.startswith("on"), (tag, name, value)
    style = " ".join(re.findall(r"<style>(.*?)</style>", text, re.S))
    assert "url(" not in style
    assert "@import" not in style
    assert not re.search(r"url\((?!#)", text)
