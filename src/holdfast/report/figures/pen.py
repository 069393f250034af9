"""Plain SVG written by hand: bars, lines and words, for every figure.

A grammar of charts took two thirds of the seconds of a report; this costs no time and few bytes.
Colours are those of the other figures; a light card lies behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from holdfast.report.figures.drawing import INK, Size

SVG = "http://www.w3.org/2000/svg"
FONT = "Helvetica, Arial, sans-serif"

WIDE_CHAR = 0.56
"""Width of a letter as a share of the size of the type, about. grade: judgement"""

LEADING = 1.2
"""From one line of type to the next, as a share of the size of the type."""


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


def lines_at(
    at: tuple[float, float], lines: Sequence[str], font: float, anchor: str = "start"
) -> Iterator[str]:
    """Several lines of type, their middle at a point."""
    x, middle = at
    first = middle - (len(lines) - 1) * LEADING * font / 2 + 0.35 * font
    for n, text in enumerate(lines):
        yield words_at(x, first + n * LEADING * font, text, font, INK, anchor)


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


def mark(x: float, y: float, radius: float, fill: str, stroke: str = "white") -> str:
    """A dot."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" stroke="{stroke}"/>'


def tint(colour: str, share: float) -> str:
    """From white to a colour.

    >>> tint("#d55e00", 0), tint("#d55e00", 1), tint("#000000", 0.5)
    ('#ffffff', '#d55e00', '#808080')
    """
    ends = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 + share * (end - 255)):02x}" for end in ends)


def area(points: Sequence[tuple[float, float]], fill: str, opacity: float) -> str:
    """A filled outline."""
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{way}" fill="{fill}" opacity="{opacity:g}"/>'


def width_of(text: str, font: float) -> float:
    """How wide words are, about.

    >>> width_of("lost", 10)
    22.4
    """
    return round(len(text) * font * WIDE_CHAR, 2)


def fits(text: str, room: float, font: float) -> bool:
    """Whether words find room.

    >>> fits("lost", 40, 12), fits("lost in spite of help", 40, 12)
    (True, False)
    """
    return width_of(text, font) + 6 <= room


def path(ways: Iterable[Sequence[tuple[float, float]]], is_closed: bool, **look: object) -> str:
    """Lines, or closed outlines, that all look alike.

    >>> path([[(0, 0), (1, 2.5)]], False, fill="none", stroke_width=2)
    '<path d="M0,0L1,2.5" fill="none" stroke-width="2"/>'
    """
    end = "Z" if is_closed else ""
    drawn = "".join("M" + "L".join(f"{x:g},{y:g}" for x, y in way) + end for way in ways)
    return f'<path d="{drawn}"{look_of(look)}/>'


def key_at(
    items: Sequence[tuple[str, str]], size: Size, left: float, top: float
) -> tuple[list[str], float]:
    """Colours and their meanings side by side, as many to a line as find room; and their foot."""
    font, x, y = size.font - 1.5, left, top
    parts: list[str] = []
    for fill, meaning in items:
        room = 22 + width_of(meaning, font) + 12
        if x > left and x + room > size.width:
            x, y = left, y + 18
        parts += [box(x, y, 16, 11, fill), words_at(x + 22, y + 10, meaning, font)]
        x += room
    return parts, y + 18


def look_of(look: Mapping[str, object]) -> str:
    """Attributes of a piece of SVG: `stroke_width=2` becomes stroke-width="2"."""
    return "".join(
        f' {name.replace("_", "-")}="{escape(str(value), quote=True)}"'
        for name, value in look.items()
    )


def halo_at(
    x: float, y: float, text: str, font: float, fill: str = INK, anchor: str = "start"
) -> str:
    """Words about a point, half way up, with a white halo under them."""
    said = words_at(x, y + 0.35 * font, text, font, fill, anchor)
    halo = '<text stroke="white" stroke-width="3" stroke-linejoin="round" paint-order="stroke" '
    return said.replace("<text ", halo, 1)
