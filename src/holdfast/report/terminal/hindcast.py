"""The page of a hindcast: scores beside baselines, and every campaign, failures as plainly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from holdfast.analysis import words
from holdfast.analysis.scores import (
    Daily,
    Scorecard,
    central_interval,
    is_covered,
    probability_by,
    quantile_day,
)
from holdfast.report.terminal.layout import empty_table, line
from holdfast.report.wording.beside import beside_hindcast
from holdfast.schema.card import Outcome
from holdfast.study.hindcast import FORECASTERS, PROBABILITY_DAYS, Hindcast, Prediction, ending

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

SCORE_WORDS = {
    "brier_30": "Brier, collapse by day 30",
    "brier_60": "Brier, collapse by day 60",
    "brier_180": "Brier, collapse by day 180",
    "brier_ever": "Brier, collapse ever",
    "log_score_60": "log score, by day 60",
    "crps_log_days": "CRPS of ln days",
    "coverage_50": "held by the 50 % interval",
    "coverage_90": "held by the 90 % interval",
}

LOSSES = tuple(key for key in SCORE_WORDS if not key.startswith("coverage"))

HEADS = {
    "forecast": "fore-\ncast",
    "model": "model",
    "outside_view": "outside\nview",
    "base_rate": "base\nrate",
    "duration_fit": "duration\nfit",
}

ENDINGS = {
    "defender_collapsed": "collapsed",
    "negotiated": "ended on terms",
    "attacker_gave_up": "repelled",
    "relieved": "was relieved",
    "defender_held": "held",
}

RIGHT, WRONG, HELD, MISSED, UNKNOWN = "right", "WRONG", "held", "MISSED", "unknown"

RELIEF_DAYS = (30, 60)

JUDGED_DAY = 60
"""Day on which a campaign's row says whether the odds lay on the right side."""


def hindcast_page(result: Hindcast) -> Group:
    """Scores beside baselines, then one row a campaign."""
    known = sum(outcome is not None for outcome in result.outcomes)
    parts: list[RenderableType] = [
        Text("Campaigns of the past, answered before their outcomes were read", style="bold"),
        line(GIVEN_WORDS.get(result.given, "")),
        line(FIRST_LIMITS, "italic"),
    ]
    if result.scores:
        parts += _score_parts(result, known)
    else:
        parts.append(line("No card here has an outcome: all are answered, none is scored."))
    parts += _campaign_parts(result)
    if len(result.predictions) == 1:
        parts += _side_by_side(result.predictions[0])
    return Group(*parts)


def _side_by_side(one: Prediction) -> Iterator[RenderableType]:
    """Of one card: the stack beside what it is made of, and what a run says instead."""
    made = empty_table("The stack and what it is made of")
    made.add_column(Text("% collapsed by day"))
    for head in (*map(str, PROBABILITY_DAYS), "middle"):
        made.add_column(Text(head), justify="right")
    shown = {
        f"the stack ({words.percent(one.weight)} model)": "forecast",
        "the model alone": "model",
        "the outside view alone": "outside_view",
    }
    for name, forecaster in shown.items():
        made.add_row(Text(name), *(Text(cell) for cell in collapse_cells(one.cdfs[forecaster])))
    yield Padding(made, (0, 0, 1, 0))
    middles = (quantile_day(one.cdfs[name], 0.5) for name in ("forecast", "model"))
    yield line(beside_hindcast(one.id, *middles))


def _score_parts(result: Hindcast, known: int) -> Iterator[RenderableType]:
    made = empty_table(f"Scores on {known} campaigns")
    made.add_column(Text("lower is better"))
    for name in FORECASTERS:
        made.add_column(Text(HEADS[name]), justify="right")
    for key, shown in SCORE_WORDS.items():
        made.add_row(Text(shown), *(Text(cell) for cell in score_cells(result.scores, key)))
    yield Padding(made, (0, 0, 1, 0))
    yield line(
        "* best of the row. Coverage has no best: it should be near its name, and above it where "
        "'never' is likely."
    )
    weight = result.stack_weight
    yield line(
        f"The forecast is a stack: {weight.mean:.2f} of it the model (give or take "
        f"{weight.standard_deviation:.2f}, from {weight.campaigns} campaigns), the rest the "
        "outside view, which knows only national capabilities and isolation."
    )
    yield line(relief_sentence(result.relief_scores))


def score_cells(scores: Mapping[str, Scorecard], key: str) -> list[str]:
    """One score of every forecaster; the best loss is starred."""
    values = [getattr(scores[name], key) for name in FORECASTERS]
    known = [round(value, 3) for value in values if value is not None]
    best = min(known) if known and key in LOSSES else None
    return [
        "not known" if value is None else f"{value:.3f}{'*' if round(value, 3) == best else ' '}"
        for value in values
    ]


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


def _campaign_parts(result: Hindcast) -> Iterator[RenderableType]:
    made = empty_table("Every campaign, failures too")
    made.padding = (0, 0)
    made.add_column(Text("% collapsed by day"), no_wrap=True)
    for head in (*map(str, PROBABILITY_DAYS), "middle"):
        made.add_column(Text(head), justify="right")
    made.add_column(Text("it"))
    made.add_column(Text("on day"), justify="right")
    made.add_column(Text(f"day {JUDGED_DAY}"))
    made.add_column(Text("90 %"))
    for one, outcome in zip(result.predictions, result.outcomes, strict=True):
        made.add_row(*(Text(cell) for cell in campaign_cells(one, outcome)))
    yield Padding(made, (0, 0, 1, 0))
    yield line(tally(result))
    yield line(
        "Middle: the day by which half of the odds have it collapsed; never: not within the year. "
        f"Day {JUDGED_DAY}: whether the greater odds lay on what was so by then. "
        "90 %: whether that interval held the day of collapse."
    )
    if any(one.capability_unknown for one in result.predictions):
        yield line("+ national capabilities unknown: the outside view has only isolation to go by.")


def tally(result: Hindcast) -> str:
    """How many campaigns the greater odds got right, and how many not."""
    pairs = zip(result.predictions, result.outcomes, strict=True)
    sides, ranges = zip(*(verdicts(one, outcome) for one, outcome in pairs), strict=True)
    return (
        f"Collapsed by day {JUDGED_DAY} or not: {RIGHT} on {sides.count(RIGHT)}, "
        f"{WRONG} on {sides.count(WRONG)}. The 90 % interval held on {ranges.count(HELD)} and "
        f"missed on {ranges.count(MISSED)}."
    )


def collapse_cells(cdf: Daily) -> list[str]:
    """Chances to have collapsed by some days, in percent, and the middle day."""
    chances = (probability_by(cdf, day) for day in PROBABILITY_DAYS)
    return [
        *(words.percent(chance).removesuffix(" %") for chance in chances),
        words.day(quantile_day(cdf, 0.5)),
    ]


def campaign_cells(one: Prediction, outcome: Outcome | None) -> list[str]:
    """A campaign in one row."""
    return [
        one.id + (" +" if one.capability_unknown else ""),
        *collapse_cells(one.forecast),
        *what_happened(outcome),
        *verdicts(one, outcome),
    ]


def what_happened(outcome: Outcome | None) -> tuple[str, str]:
    """How a campaign ended, and the day."""
    if outcome is None:
        return "not said", ""
    relieved = outcome.relief_day if outcome.class_ == "relieved" else None
    day = outcome.collapse_day or relieved or outcome.duration_days
    return ENDINGS[outcome.class_], words.day(day)


def verdicts(one: Prediction, outcome: Outcome | None) -> tuple[str, str]:
    """Whether the odds lay on the right side, and whether the wide interval held."""
    if outcome is None:
        return "", ""
    known = ending(outcome)
    happened = known.collapsed_by(JUDGED_DAY)
    said = probability_by(one.forecast, JUDGED_DAY) >= 0.5
    held = is_covered(central_interval(one.forecast, 0.9), known)
    side = UNKNOWN if happened is None else RIGHT if said == happened else WRONG
    return side, UNKNOWN if held is None else HELD if held else MISSED
