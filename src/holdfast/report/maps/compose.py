"""Panels put together to one drawing: rows of them above one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from holdfast.report.figures.drawing import Size
from holdfast.report.figures.pen import bold, sheet, words_at
from holdfast.report.maps.sheet import Plate

EDGE, BETWEEN, BESIDE = 4, 10, 14
"""Pixels at the edge of a drawing, between rows, and between the panels of one."""


def composed(rows: Iterable[Sequence[Plate]], size: Size, name: str, title: str) -> str:
    """Panels in rows; `name` is put before the ids inside, so that many can stand on a page."""
    parts: list[str] = []
    top, count = float(EDGE), 0
    for row in rows:
        room = size.font + 9 if any(panel.title for panel in row) else 0
        left = float(EDGE)
        for panel in row:
            parts += _panel(panel, (left, top + room), size, f"{name}-{size.name}-{count}")
            left += panel.width + BESIDE
            count += 1
        top += room + max(panel.height for panel in row) + BETWEEN
    return sheet(parts, size, top - BETWEEN + EDGE, title)


def _panel(panel: Plate, at: tuple[float, float], size: Size, name: str) -> Iterator[str]:
    left, top = at
    if panel.title:
        yield bold(words_at(left, top - 7, panel.title, size.font + 1))
    frame = f'width="{panel.width}" height="{panel.height}"'
    cut = ""
    if panel.is_paper:
        yield f'<clipPath id="{name}"><rect {frame}/></clipPath>'
        cut = f' clip-path="url(#{name})"'
    paper = f'<rect {frame} fill="white"/>' if panel.is_paper else ""
    yield f'<g transform="translate({left:g} {top:g})"{cut}>{paper}{panel.inside}</g>'
