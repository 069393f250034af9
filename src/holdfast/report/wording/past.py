"""What a hindcast says, in sentences: the whole in one, and one for each campaign it missed."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from holdfast.analysis import words
from holdfast.analysis.paired import Difference
from holdfast.analysis.past import (
    FORECAST,
    HELD,
    JUDGED_DAY,
    MISSED,
    RIGHT,
    WRONG,
    KeptCampaign,
    PastEnd,
    PastRecord,
)
from holdfast.analysis.past_ends import PAST_ENDS
from holdfast.analysis.tables.past import FORECASTERS

FIRST_LIMITS = (
    "First, the limits. The cards were written by people who knew the endings. A score in which "
    "each campaign was left out in turn is therefore no evidence of skill on others. Coverage of "
    "about .7 by a 50 % interval is natural: 'never' is one lump of probability, and an interval "
    "that touches it holds all of it."
)

GIVEN_WORDS = {
    "plans": "Only what could be known on day 1 was seen: this alone is called a forecast.",
    "arrivals": "The real schedule of arrivals was seen: this is a conditional hindcast.",
}
"""What was seen of each campaign before it was answered."""

RELIEF_DAYS = (30, 60)

HEADLINE = "crps_log_days"
"""The score of the first sentence: it judges the whole distribution of the day of collapse."""


def answer_sentence(record: PastRecord) -> str:
    """How many campaigns the greater odds got right, and whether the baselines are beaten."""
    if not record.scores:
        return "No card here has an outcome: all are answered, none is scored."
    sides, ranges = ([getattr(one, name) for one in record.campaigns] for name in ("side", "range"))
    known = sides.count(RIGHT) + sides.count(WRONG)
    return (
        f"Whether the defence had collapsed by day {JUDGED_DAY}, the greater odds were right on "
        f"{sides.count(RIGHT)} of {known} campaigns; the 90 % range held what happened on "
        f"{ranges.count(HELD)} of {ranges.count(HELD) + ranges.count(MISSED)}. "
        f"{beside_sentence(record)}"
    )


def tally(campaigns: tuple[KeptCampaign, ...]) -> str:
    """How many campaigns the greater odds got right, and how many not."""
    sides, ranges = [one.side for one in campaigns], [one.range for one in campaigns]
    return (
        f"Collapsed by day {JUDGED_DAY} or not: {RIGHT} on {sides.count(RIGHT)}, "
        f"{WRONG} on {sides.count(WRONG)}. The 90 % interval held on {ranges.count(HELD)} and "
        f"missed on {ranges.count(MISSED)}."
    )


def beside_sentence(record: PastRecord) -> str:
    """Which baselines the forecast is seen to beat, by the paired difference of losses."""
    found: dict[str, list[str]] = {"better than": [], "no better seen than": [], "worse than": []}
    for name, (head, _) in FORECASTERS.items():
        if name != FORECAST and (less := record.beside(name, HEADLINE)) is not None:
            found[_verdict(less)].append(head)
    told = [f"{how} the {words.listed(heads)}" for how, heads in found.items() if heads]
    return f"By the CRPS of ln days the forecast is {'; '.join(told)}." if told else ""


def _verdict(less: Difference) -> str:
    if not less.is_real:
        return "no better seen than"
    return "better than" if less.d < 0 else "worse than"


def missed_sentence(one: KeptCampaign) -> str:
    """One campaign that was missed: what was foretold, and what came.

    Raises
    ------
    ValueError
        if nobody knows how it ended.
    """
    if one.end is None:
        raise ValueError(f"{one.id} has no outcome")
    low, high = (words.day(day) for day in (one.most.low, one.most.high))
    odds = words.percent(one.chances[FORECAST][str(JUDGED_DAY)])
    fault = "outside its 90 % range" if one.range == MISSED else "on the wrong side of the odds"
    return (
        f"{one.name}: {_what_came(one.end)}; foretold was {odds} collapsed by day {JUDGED_DAY}, "
        f"half by {_by(one.middle)}, and nine of ten between day {low} and "
        f"{'never' if high == words.NEVER else f'day {high}'}: {fault}."
    )


def _what_came(end: PastEnd) -> str:
    return f"{PAST_ENDS[end.end]} on day {end.day:.0f}"


def _by(day: float | None) -> str:
    return "no day of the year" if day is None else f"day {day:.0f}"


def relief_sentence(scores: Mapping[str, float | int | None]) -> str:
    """How relief was foretold where it was promised, beside one who expects none."""
    shown = [
        f"by day {day} {scores[f'brier_{day}']:.3f} against {scores[f'brier_{day}_never']:.3f}"
        for day in RELIEF_DAYS
        if scores.get(f"brier_{day}") is not None and scores.get(f"brier_{day}_never") is not None
    ]
    if not shown:
        return "Relief is not validated: no campaign here had a promise of it."
    return (
        f"Relief is not validated. On the {scores['campaigns']} campaigns with a promise, Brier "
        f"scores of relief {words.listed(shown)} for one who expects none."
    )


def stack_sentence(mean: float, deviation: float, campaigns: int) -> str:
    """What the forecast is made of."""
    return (
        f"The forecast is a stack: {mean:.2f} of it the model (give or take {deviation:.2f}, from "
        f"{campaigns} campaigns), the rest the outside view, which knows only national "
        "capabilities and isolation."
    )


def command(record: PastRecord) -> str:
    """The command that answers the same again."""
    parts = ["holdfast", "hindcast", *([record.asked] if record.asked else [])]
    parts += ["--given", record.given, "--futures", str(record.futures)]
    return shlex.join([*parts, "--seed", str(record.seed)])
