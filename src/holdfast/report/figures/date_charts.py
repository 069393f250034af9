"""How it ends by date of attack: a bar of the fought campaigns, and the crisis as its small bar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from holdfast.analysis import words
from holdfast.analysis.measures import DateAnswer
from holdfast.experiment.outcomes import BEFORE_THE_ATTACK, MEANINGS, name_of
from holdfast.report.figures.drawing import INK, SIZES, WIDE, Figure, Size
from holdfast.report.figures.pen import bold, box, fits, sheet, words_at

LOOKS = {
    "held_alone": "#009e73",
    "saved": "#7fd6b8",
    "settled": "#e3d9a8",
    "too_late": "#f2b27a",
    "lost_in_spite": "#d55e00",
    "lost_through_help": "#7a2e00",
    "no_help": "#8c4a2f",
    "deterred": "#004d40",
    "yielded": "#bdbdbd",
}
"""Colour of each outcome, from what stands to what is lost: green, pale, brown, each lighter or
darker than its neighbour; last those before the first shot."""

DARK = frozenset({"deterred", "held_alone", "lost_in_spite", "lost_through_help", "no_help"})
"""Outcomes on whose colour white type is read."""

FOUGHT = "#8a8f98"
"""Of the part of the crises that is fought."""

BAR, SMALL, ROW = 30, 9, 76
"""Heights, in CSS pixels: the bar of the fought, that of the crisis, a date with both."""

LABELS = 118
"""Room for dates at the left of a wide drawing."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: from where to where, as shares, in which colour, and what it says."""

    start: float
    share: float
    name: str
    fill: str
    is_dark: bool


def dates_figure(rows: Sequence[DateAnswer]) -> Figure:
    """A bar a date: how those end that are fought; below it, small, what became of all crises."""
    title = "How it ends, by date of attack"
    return Figure("dates", title, {size.name: _dates(rows, size, title) for size in SIZES})


def _dates(rows: Sequence[DateAnswer], size: Size, title: str) -> str:
    row_height = ROW if size is WIDE else ROW + 20
    parts = [one for n, row in enumerate(rows) for one in _row(row, size, 4 + n * row_height)]
    return sheet(parts, size, 8 + row_height * len(rows), title)


def _row(row: DateAnswer, size: Size, top: float) -> Iterator[str]:
    """One date: its name, the bar of the fought, the small bar of the crisis with its words."""
    left, width = (LABELS, size.width - LABELS - 8) if size is WIDE else (4, size.width - 8)
    yield bold(words_at(4, top + (BAR * 0.66 if size is WIDE else 14), words.date(row.attack_on),
                        size.font))  # fmt: skip
    bar = top if size is WIDE else top + 20
    for piece in pieces({key: one.p for key, one in row.given_attack.items()}):
        yield from _piece(piece, (left, width), bar, size)
    if row.fought is None:
        yield words_at(left, bar + 20, "never fought", size.font)
    if not row.is_crisis:
        return
    small = bar + BAR + 5
    for piece in crisis_pieces(row):
        yield box(left + piece.start * width, small, piece.share * width - 0.8, SMALL, piece.fill,
                  f"{piece.name}: {words.percent(piece.share)} of all crises")  # fmt: skip
    yield words_at(left, small + SMALL + 14, crisis_words(row), size.font - 1.5)


def _piece(piece: Piece, frame: tuple[float, float], top: float, size: Size) -> Iterator[str]:
    left, width = frame
    x, room = left + piece.start * width, piece.share * width
    yield box(x, top, room - 0.8, BAR, piece.fill,
              f"{piece.name}: {words.percent(piece.share)} of the fought")  # fmt: skip
    number = words.of_hundred(piece.share)
    label = next((one for one in (f"{piece.name} {number}", number)
                  if fits(one, room, size.font - 1)), "")  # fmt: skip
    if label:
        yield words_at(x + 5, top + BAR * 0.66, label, size.font - 1,
                       "white" if piece.is_dark else INK)  # fmt: skip


def pieces(shares: Mapping[str, float]) -> Iterator[Piece]:
    """The pieces of the bar of those that are fought, in the order of LOOKS."""
    start = 0.0
    for key, fill in LOOKS.items():
        share = shares.get(key, 0.0)
        if share > 0:
            yield Piece(start, share, name_of(key), fill, key in DARK)
        start += share


def crisis_pieces(row: DateAnswer) -> Iterator[Piece]:
    """What became of all crises: no attack, terms before the first shot, fought."""
    start = 0.0
    for key in BEFORE_THE_ATTACK:
        share = row.outcomes[key].p
        yield Piece(start, share, MEANINGS[key], LOOKS[key], key in DARK)
        start += share
    yield Piece(start, 1 - start, "fought", FOUGHT, True)


def crisis_words(row: DateAnswer) -> str:
    """The small bar in words."""
    none, yields = (words.of_hundred(row.outcomes[key].p) for key in BEFORE_THE_ATTACK)
    fought = words.of_hundred(row.attacked.p)
    return f"of 100 crises: {none} no attack, {yields} yields, {fought} fought"


def key_of_outcomes(rows: Sequence[DateAnswer]) -> list[tuple[str, str]]:
    """Colour and meaning of the outcomes that the bars show."""
    shown = {key for row in rows for key, one in row.given_attack.items() if one.p > 0}
    return [(LOOKS[key], MEANINGS[key]) for key in LOOKS if key in shown]
