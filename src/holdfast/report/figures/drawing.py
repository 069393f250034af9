"""What every figure shares: its two sizes, colours, ticks, and labels that keep apart.

Colours are those of Okabe and Ito, which the colour-blind can tell apart.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

INK, PALE, GRID = "#222222", "#8a8a8a", "#e4e4e4"
BLUE, VERMILION, GREEN, SKY = "#0072b2", "#d55e00", "#009e73", "#56b4e9"

DAY_TICKS = (1, 3, 7, 14, 30, 60, 90, 180, 365, 730, 1460, 2555, 3650)
FEW_TICKS = (1, 7, 30, 90, 180, 365, 1095, 2190, 3650)

NARROW_BLANK = "\u202f"
"""A blank at which no line is broken."""


@dataclass(frozen=True, slots=True)
class Size:
    """One of the two sizes of a figure, in CSS pixels."""

    name: str
    width: int
    font: int
    columns: int
    label_chars: int


WIDE = Size("wide", 800, 13, 3, 60)
NARROW = Size("narrow", 340, 13, 1, 26)
SIZES = (WIDE, NARROW)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in both sizes."""

    name: str
    title: str
    svg: dict[str, str]


def spread_out(
    positions: Sequence[float], apart: float | Sequence[float], top: float
) -> list[float]:
    """Positions moved as little as may be so that none is nearer than `apart` to the next.

    apart : one distance, or the room that each takes about itself.

    >>> spread_out([10.0, 12.0, 100.0], 10.0, 200.0)
    [10.0, 20.0, 100.0]
    >>> spread_out([199.0, 200.0], 10.0, 200.0)
    [190.0, 200.0]
    >>> spread_out([10.0, 12.0], [10.0, 30.0], 200.0)
    [10.0, 30.0]
    """
    rooms = [apart] * len(positions) if isinstance(apart, int | float) else list(apart)
    order = sorted(range(len(positions)), key=lambda n: positions[n])
    moved = list(positions)
    pairs = list(itertools.pairwise(order))
    for below, above in pairs:
        moved[above] = max(moved[above], moved[below] + (rooms[below] + rooms[above]) / 2)
    for last in order[-1:]:
        moved[last] = min(moved[last], top)
    for below, above in reversed(pairs):
        moved[below] = min(moved[below], moved[above] - (rooms[below] + rooms[above]) / 2)
    return moved


def wrapped(text: str, chars: int) -> str:
    """A label broken into lines at blanks, lines joined by a bar."""
    lines = [""]
    for word in text.replace("|", "/").replace(" %", NARROW_BLANK + "%").split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > chars:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "|".join(lines)


def broken(name: str, chars: int) -> list[str]:
    """A name in lines, broken at blanks and after the marks that join words.

    >>> broken("round-the-works-1939", 10)
    ['round-the-', 'works-1939']
    """
    lines = [""]
    for piece in re.findall(r"[^-_/ ]+[-_/ ]*|[-_/ ]+", name):
        if lines[-1] and len((lines[-1] + piece).rstrip()) > chars:
            lines.append("")
        lines[-1] += piece
    return [one.strip() for one in lines]
