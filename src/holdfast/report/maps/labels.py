"""Names on a map: each beside its place, none over another; the least important are left out."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Pixel: TypeAlias = tuple[float, float]
"""Pixels from the left and from the bottom."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top, in pixels."""

CHAR = 0.56
"""Width of a letter beside the height of the type: Helvetica's, on the safe side."""

CAPITAL = 0.75
"""The same of a capital."""

LINE = 1.2
"""Height of a line beside the height of the type."""

SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
"""Where a name may stand beside its place, the best first: right, left, above, below, corners."""

FARTHER = (0.0, 11.0)
"""Pixels by which a name may stand off; the farther, with a line to its place, where nothing
nearer is free."""

EDGE = 2.0
"""Pixels between a name and the edge of the paper."""

ALIGN = {1: "left", 0: "center", -1: "right"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that should stand beside a point, as far from it as its mark is large."""

    text: str
    at: Pixel
    away: float
    font: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its place; `at` is its edge or middle, as `align` says, half way up."""

    text: str
    at: Pixel
    align: str
    font: float
    leader: tuple[Pixel, Pixel] | None = None
    """A line from the place to the name, where it stands farther off."""


def placed(
    wanted: Sequence[Wanted], paper: Pixel, taken: Iterable[Box] = ()
) -> tuple[list[Label], list[Box]]:
    """Place names, the first first; give those that found room, and all that is then taken.

    Parameters
    ----------
    wanted : in the order of their importance.
    paper : width and height of the paper.
    taken : boxes in which no name may stand.

    >>> both = [Wanted("Rome", (50.0, 50.0), 4.0, 10.0), Wanted("Ostia", (51.0, 50.0), 4.0, 10.0)]
    >>> [(one.text, one.align) for one in placed(both, (100.0, 100.0))[0]]
    [('Rome', 'left'), ('Ostia', 'right')]
    """
    boxes = [*taken]
    labels: list[Label] = []
    for name in wanted:
        for farther, side in itertools.product(FARTHER, SIDES):
            label, box = beside(name, side, farther)
            if is_on(box, paper) and not any(overlap(box, other) for other in boxes):
                labels.append(label)
                boxes.append(box)
                break
    return labels, boxes


def beside(name: Wanted, side: tuple[int, int], farther: float) -> tuple[Label, Box]:
    """A name on one side of its point, and the box that it fills."""
    across, up = side
    wide, high = CHAR * name.font * len(name.text), LINE * name.font
    away = name.away + farther
    lift = up * (away + high / 2)
    slide = across * (away + 2) * (0.4 if up else 1.0)
    x, y = name.at[0] + slide, name.at[1] + lift
    left = x - wide * (1 - across) / 2
    foot = (x, y - up * high * 0.4)
    return (
        Label(name.text, (x, y), ALIGN[across], name.font, (name.at, foot) if farther else None),
        (left, y - high / 2, left + wide, y + high / 2),
    )


def centred(text: str, at: Pixel, font: float) -> tuple[Label, Box]:
    """A name in capitals that stands on its point, and the box that it fills."""
    wide, high = CAPITAL * font * len(text), LINE * font
    box = (at[0] - wide / 2, at[1] - high / 2, at[0] + wide / 2, at[1] + high / 2)
    return Label(text, at, "center", font), box


def is_on(box: Box, paper: Pixel) -> bool:
    """Whether a box lies on the paper, a little off its edge."""
    low, high = min(box[:2]), (paper[0] - box[2], paper[1] - box[3])
    return low >= EDGE and min(high) >= EDGE


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have anything in common.

    >>> overlap((0, 0, 2, 2), (1, 1, 3, 3)), overlap((0, 0, 2, 2), (2, 0, 3, 2))
    (True, False)
    """
    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return not apart
