"""Plain SVG written by hand: bars, lines and words, for figures that need no grammar of charts.

It costs no time and few bytes. Colours are those of the other figures; a light card lies behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from holdfast.report.figures.drawing import INK, Size

SVG = "http://www.w3.org/2000/svg"
FONT = "Helvetica, Arial, sans-serif"

WIDE_CHAR = 0.56
"""Width of a letter as a share of the size of the type, about. grade: judgement"""


def sheet(parts: Iterable[str], size: Size, height: float, title: str) -> str:
    """A drawing of so many pixels, with its title for those who cannot see it."""
    frame = f'viewBox="0 0 {size.width} {height:.0f}" width="{size.width}" height="{height:.0f}"'
    named = f'role="img" aria-label="{escape(title, quote=True)}"'
    inside = "".join(parts)
    return f'<svg xmlns="{SVG}" {named} {frame} font-family="{FONT}">{inside}</svg>'


def box(x: float, y: float, width: float, height: float, fill: str, hover: str = "") -> str:
    """A filled rectangle; `hover` is said where the pointer rests on it."""
    place = f'x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}"'
    said = f"<title>{escape(hover)}</title>" if hover else ""
    return f'<rect {place} fill="{fill}">{said}</rect>'


def words_at(
    x: float, y: float, text: str, font: float, fill: str = INK, anchor: str = "start"
) -> str:
    """Words on a line of type."""
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{font:g}"'
    return f'<text {place} fill="{fill}" text-anchor="{anchor}">{escape(text)}</text>'


def bold(text: str) -> str:
    """The same words in bold."""
    return text.replace("<text ", '<text font-weight="bold" ', 1)


def line(points: Sequence[tuple[float, float]], stroke: str, width: float, dash: str = "") -> str:
    """A line through points."""
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{way}" fill="none" stroke="{stroke}" stroke-width="{width:g}"{dashes}/>'
    )


def area(points: Sequence[tuple[float, float]], fill: str, opacity: float) -> str:
    """A filled outline."""
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{way}" fill="{fill}" opacity="{opacity:g}"/>'


def fits(text: str, room: float, font: float) -> bool:
    """Whether words find room.

    >>> fits("lost", 40, 12), fits("lost in spite of help", 40, 12)
    (True, False)
    """
    return len(text) * font * WIDE_CHAR + 6 <= room
