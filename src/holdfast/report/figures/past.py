"""Figures of a hindcast: scores, reliability, every interval beside what happened."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from holdfast.analysis import words
from holdfast.analysis.past import FORECAST, MISSED, KeptCampaign, PastRecord
from holdfast.analysis.scores import HORIZON_DAYS, Interval, ReliabilityBin
from holdfast.analysis.tables.past import FORECASTERS, SCORES, SHOWN_DAYS, scored
from holdfast.report.figures.drawing import (
    BLUE,
    FEW_TICKS,
    GREEN,
    GRID,
    INK,
    PALE,
    SIZES,
    SKY,
    VERMILION,
    WIDE,
    Figure,
    Size,
)
from holdfast.report.figures.pen import WIDE_CHAR, bold, halo_at, line, mark, sheet, words_at
from holdfast.report.figures.scales import Days, Plain, ticks_between

COLOURS = {"defender_collapsed": VERMILION, "negotiated": "#b8860b"}
"""Of what happened: collapsed, ended on terms; anything else is green."""

KEY = (
    (SKY, "eight, nine of ten: the interval of 90 % of the forecast"),
    (BLUE, "the interval of 50 %, its middle as a stroke"),
    (VERMILION, "the defence collapsed on that day"),
    (COLOURS["negotiated"], "it ended on terms"),
    (GREEN, "it held, was relieved, or the attacker gave up"),
)
"""Colours of the strip and what they mean."""

MOST_CHARS = 26
"""Of a campaign's id beside its row: longer ones are cut."""

SHOWN_SCORES = ("crps_log_days", "brier_60", "brier_ever")

BETWEEN = 36
"""Between panels of reliability, in pixels."""

STEP, NEVER, TOP = 19, 54, 10
"""From one campaign to the next, room for never at the right, room for days above: pixels."""


# ---------------------------------------------------------------- every campaign
def strip_figure(campaigns: Sequence[KeptCampaign]) -> Figure:
    """A row a campaign, the first to collapse first: what was foretold, and what happened."""
    title = "Every campaign: what was foretold of its collapse, and what happened"
    order = sorted(campaigns, key=_collapse)
    return Figure("strip", title, {size.name: _strip(order, size, title) for size in SIZES})


def _collapse(one: KeptCampaign) -> tuple[float, float, str]:
    """Its day of collapse, the never collapsed last; then its last day."""
    if one.end is None:
        return math.inf, math.inf, one.id
    never = one.end.collapse_day is None
    return (math.inf if never else one.end.day), one.end.day, one.id


def _strip(campaigns: Sequence[KeptCampaign], size: Size, title: str) -> str:
    letter = WIDE_CHAR * (size.font - 2)
    chars = min(MOST_CHARS, max((len(one.id) for one in campaigns), default=0))
    room = 16 + letter * chars
    days = Days(room, size.width - room - NEVER, HORIZON_DAYS)
    foot = TOP + STEP * len(campaigns)
    parts = [*days.grid(FEW_TICKS, (TOP - 6.0, foot), size)]
    parts.append(words_at(size.width - NEVER / 2 + 6, foot + 15, "never", size.font - 2, INK,
                          "middle"))  # fmt: skip
    for n, one in enumerate(campaigns):
        parts += _campaign(one, days, TOP + STEP * n + STEP / 2, size)
    return sheet(parts, size, foot + 22, title)


def place(day: float | None, days: Days) -> float:
    """Where a day stands; never, at the right of all days."""
    return days.left + days.width + NEVER * 0.62 if day is None else days.at(day)


def _campaign(one: KeptCampaign, days: Days, y: float, size: Size) -> Iterator[str]:
    said = one.id if len(one.id) <= MOST_CHARS else f"{one.id[: MOST_CHARS - 1]}…"
    name = words_at(days.left - 8, y + 4, said, size.font - 2, INK, "end")
    yield bold(name) if one.range == MISSED else name
    for interval, colour, width in ((one.most, SKY, 6), (one.half, BLUE, 6)):
        yield line([(x, y) for x in _ends(interval, days)], colour, width)
    middle = place(one.middle, days)
    yield line([(middle, y - 6), (middle, y + 6)], INK, 1.6)
    if one.end is not None:
        colour = COLOURS.get(one.end.end, GREEN)
        x = place(one.end.day if one.end.end in COLOURS else None, days)
        if one.end.end not in COLOURS:
            x = days.at(min(one.end.day, HORIZON_DAYS))
        yield mark(x, y, 5, colour)


def _ends(interval: Interval, days: Days) -> tuple[float, float]:
    return place(interval.low, days), place(interval.high, days)


# ---------------------------------------------------------------- reliability
def reliability_figure(record: PastRecord) -> Figure:
    """Odds beside shares, a panel a day; the size of a dot is how many campaigns it stands for."""
    title = "Reliability: what was foretold beside how often it was so"
    return Figure("reliability", title, {size.name: _panels(record, size, title) for size in SIZES})


def _panels(record: PastRecord, size: Size, title: str) -> str:
    columns = len(SHOWN_DAYS) if size is WIDE else 1
    width = (size.width - 46.0) / columns - (BETWEEN if columns > 1 else 26)
    tall = width + 84
    parts: list[str] = []
    for n, day in enumerate(SHOWN_DAYS):
        row, column = divmod(n, columns)
        left, top = 46 + column * (width + BETWEEN), row * tall + 44
        across = Plain(left, left + width, 0, 1)
        up = Plain(top + width, top, 0, 1)
        parts.append(bold(words_at(left, top - 28, f"collapsed by day {day}", size.font - 1)))
        parts += _frame(across, up, column == 0, size)
        parts += _dots(record.reliability(day), across, up, size)
    return sheet(parts, size, tall * math.ceil(len(SHOWN_DAYS) / columns), title)


def _frame(across: Plain, up: Plain, is_first: bool, size: Size) -> Iterator[str]:
    for share in (0.0, 0.5, 1.0):
        x, y = across.at(share), up.at(share)
        yield line([(x, up.at(0)), (x, up.at(1))], GRID, 1)
        yield line([(across.at(0), y), (across.at(1), y)], GRID, 1)
        yield words_at(x, up.at(0) + 15, words.percent(share), size.font - 2, INK, "middle")
        if is_first or size is not WIDE:
            yield words_at(across.at(0) - 5, y + 4, words.percent(share), size.font - 2, INK, "end")
    yield line([(across.at(0), up.at(0)), (across.at(1), up.at(1))], PALE, 1, "4 3")
    middle = (across.at(0) + across.at(1)) / 2
    yield words_at(middle, up.at(0) + 31, "foretold, across; so it was, up", size.font - 2, INK,
                   "middle")  # fmt: skip


def _dots(bins: Sequence[ReliabilityBin], across: Plain, up: Plain, size: Size) -> Iterator[str]:
    """A dot a bin with its count, and the range in which chance alone would leave it."""
    for one in bins:
        if one.forecast is None or one.observed is None:
            continue
        x, y = across.at(one.forecast), up.at(one.observed)
        spread = 1.96 * math.sqrt(one.forecast * (1 - one.forecast) / one.n)
        ends = [(x, up.at(one.forecast + side * spread)) for side in (-1, 1)]
        yield line(ends, SKY, 3)
        yield mark(x, y, 3 + 1.6 * math.sqrt(one.n), BLUE)
        above = y - 11 - 1.6 * math.sqrt(one.n)
        yield halo_at(x, above, str(one.n), size.font - 2, INK, "middle")


# ---------------------------------------------------------------- scores
def scores_figure(record: PastRecord) -> Figure | None:
    """Mean losses with their 95 % intervals, a panel a score; None where nothing is scored."""
    if not record.scores:
        return None
    title = "Scores beside baselines, lower is better"
    return Figure("scores", title, {size.name: _scores(record, size, title) for size in SIZES})


def _scores(record: PastRecord, size: Size, title: str) -> str:
    is_wide = size is WIDE
    columns = len(SHOWN_SCORES) if is_wide else 1
    room = 108.0
    width = (size.width - room - 12) / columns - (20 if is_wide else 8)
    tall = 30 + 22 * len(FORECASTERS) + 26
    parts: list[str] = []
    for n, key in enumerate(SHOWN_SCORES):
        row, column = divmod(n, columns)
        left, top = room + column * (width + 20), row * tall
        parts.append(bold(words_at(left, top + 15, SCORES[key], size.font - 1)))
        parts += _score(record, key, (left, width), top + 26.0, size)
        if column == 0:
            parts += [words_at(left - 10, top + 26 + 22 * m + 15, head, size.font - 1, INK, "end")
                      for m, (head, _) in enumerate(FORECASTERS.values())]  # fmt: skip
    return sheet(parts, size, tall * math.ceil(len(SHOWN_SCORES) / columns), title)


def _score(
    record: PastRecord, key: str, frame: tuple[float, float], top: float, size: Size
) -> Iterator[str]:
    found = {name: scored(record.scores[name], key) for name in FORECASTERS}
    known = [one for one in found.values() if one is not None]
    ends = [one.p if end is None else end for one in known for end in (one.low, one.high)]
    if not ends:
        return
    room = 0.08 * max(max(ends) - min(ends), 0.01)
    scale = Plain(frame[0], frame[0] + frame[1], min(ends) - room, max(ends) + room)
    foot = top + 22 * len(FORECASTERS)
    for tick in ticks_between(scale.low, scale.high, 4):
        yield line([(scale.at(tick), top), (scale.at(tick), foot)], GRID, 1)
        yield words_at(scale.at(tick), foot + 14, f"{tick:g}", size.font - 2, INK, "middle")
    for n, (name, one) in enumerate(found.items()):
        if one is not None:
            y = top + 22 * n + 11
            low, high = (one.p if end is None else end for end in (one.low, one.high))
            colour = BLUE if name == FORECAST else PALE
            yield line([(scale.at(low), y), (scale.at(high), y)], colour, 3)
            yield mark(scale.at(one.p), y, 5, colour)
