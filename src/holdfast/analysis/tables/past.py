"""Campaigns of the past: scores beside baselines, and what was foretold of each campaign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from holdfast.analysis.column import DIFFERENCE, ESTIMATE, Column
from holdfast.analysis.paired import Estimate
from holdfast.analysis.past import FORECAST, JUDGED_DAY, KeptCampaign, PastRecord
from holdfast.analysis.past_ends import PAST_ENDS
from holdfast.analysis.scores import Scorecard
from holdfast.analysis.table import Table

FORECASTERS = {
    FORECAST: ("forecast", "the stack: model and outside view"),
    "model": ("model", "the model alone, with the card's forces"),
    "outside_view": ("outside view", "national capabilities and isolation alone"),
    "base_rate": ("base rate", "how often defences of the other cards had collapsed by then"),
    "duration_fit": ("duration fit", "a curve through the durations of the other cards"),
}
"""The forecasters in the order of the tables: head and meaning."""

SCORES = {
    "brier_30": "Brier, collapse by day 30",
    "brier_60": "Brier, collapse by day 60",
    "brier_180": "Brier, collapse by day 180",
    "brier_ever": "Brier, collapse ever",
    "log_score_60": "log score, by day 60",
    "crps_log_days": "CRPS of ln days",
    "coverage_50": "held by the 50 % interval",
    "coverage_90": "held by the 90 % interval",
}
"""Every score in words."""

LOSSES = tuple(key for key in SCORES if not key.startswith("coverage"))
"""Scores of which less is better."""

SHOWN_DAYS = (30, 60, 180)
"""Days by which a campaign's row tells the odds of collapse."""

TWO_SIDED = 1.96
"""Standard errors in half of a 95 % interval."""

SCORE_NOTE = (
    "Lower is better. Coverage has no best: it should be near its name, and above it where 'never' "
    "is likely. In files the ends of 95 % intervals stand beside each score, from resampled "
    "campaigns."
)


def scores_table(scores: Mapping[str, Scorecard]) -> Table | None:
    """A row a score, a column a forecaster; None where no outcome is known."""
    if not scores:
        return None
    rows = tuple(
        (said, *(scored(scores[name], key) for name in FORECASTERS)) for key, said in SCORES.items()
    )
    columns = (
        Column("score", "Score"),
        *(Column(name, head, "score", shape=ESTIMATE, meaning=meaning)
          for name, (head, meaning) in FORECASTERS.items()),
    )  # fmt: skip
    count = next(iter(scores.values())).campaigns
    return Table("scores", f"Scores on {count} campaigns", columns, rows, SCORE_NOTE)


def scored(card: Scorecard, key: str) -> Estimate | None:
    """A mean score with its interval; None where it is not known."""
    mean, error = getattr(card, key), getattr(card.standard_error, key)
    if mean is None:
        return None
    if error is None:
        return Estimate(mean, None, None, None)
    return Estimate(mean, mean - TWO_SIDED * error, mean + TWO_SIDED * error, None)


def beside_table(record: PastRecord) -> Table | None:
    """The forecast's losses less each other's, campaign by campaign; None without scores."""
    if not record.scores:
        return None
    others = [name for name in FORECASTERS if name != FORECAST]
    rows = tuple((SCORES[key], *(record.beside(name, key) for name in others)) for key in LOSSES)
    columns = (
        Column("score", "Forecast less"),
        *(Column(name, FORECASTERS[name][0], "score", shape=DIFFERENCE,
                 meaning="negative: the forecast is better; paired by campaign")
          for name in others),
    )  # fmt: skip
    note = (
        "Negative: the forecast loses less. * real: the 95 % interval of the paired difference "
        "leaves out zero. The cards were written by people who knew the endings."
    )
    return Table("beside", "The forecast beside each baseline", columns, rows, note)


def past_table(campaigns: Sequence[KeptCampaign]) -> Table:
    """Every campaign: its odds of collapse, how it ended, and whether the odds were right."""
    rows = tuple(
        (
            one.id, one.name, *(one.chances[FORECAST][str(day)] for day in SHOWN_DAYS),
            one.middle, one.most.low, one.most.high,
            PAST_ENDS[one.end.end] if one.end else "not said", one.end.day if one.end else None,
            one.side, one.range, one.capability_unknown,
        )
        for one in campaigns
    )  # fmt: skip
    columns = (
        Column("id", "Collapsed", meaning="the card"),
        Column("name", "name", quiet=True),
        *(Column(f"p{day}", f"by day {day}", "share", meaning="odds that it has collapsed by then")
          for day in SHOWN_DAYS),
        Column("middle_day", "middle", "day", meaning="when half of the odds have it collapsed"),
        Column("low_90", "90 % from", "day", meaning="of the day of collapse"),
        Column("high_90", "to", "day", meaning="of the collapse; never: not within the year"),
        Column("outcome", "It", meaning="how it ended"),
        Column("outcome_day", "on day", "count", meaning="of collapse, relief, or its last day"),
        Column("side", f"day {JUDGED_DAY}", meaning="whether the greater odds lay on what was so"),
        Column("range", "90 %", meaning="whether that interval held the day of collapse"),
        Column("capability_unknown", "capabilities unknown", quiet=True,
               meaning="the outside view has only isolation to go by"),
    )  # fmt: skip
    return Table("campaigns", "Campaigns of the past, answered blind", columns, rows)


def tables_of_past(record: PastRecord) -> dict[str, Table]:
    """Every table of a hindcast by its name."""
    found = (scores_table(record.scores), beside_table(record), past_table(record.campaigns))
    return {table.name: table for table in found if table is not None}
