"""The page of a hindcast: scores beside baselines, and every campaign, failures as plainly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from holdfast.analysis import words
from holdfast.analysis.paired import Estimate
from holdfast.analysis.past import JUDGED_DAY
from holdfast.analysis.scores import probability_by, quantile_day
from holdfast.analysis.tables.past import LOSSES, SCORES, past_table, scores_table
from holdfast.report.terminal.layout import empty_table, line
from holdfast.report.wording.beside import beside_hindcast
from holdfast.report.wording.past import (
    FIRST_LIMITS,
    GIVEN_WORDS,
    relief_sentence,
    stack_sentence,
    tally,
)
from holdfast.study.hindcast import FORECASTERS, PROBABILITY_DAYS, Hindcast, Prediction

HEADS = {
    "forecast": "fore-\ncast",
    "model": "model",
    "outside_view": "outside\nview",
    "base_rate": "base\nrate",
    "duration_fit": "duration\nfit",
}


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
        cdf = one.cdfs[forecaster]
        chances = [probability_by(cdf, day) for day in PROBABILITY_DAYS]
        cells = odds_cells(chances, quantile_day(cdf, 0.5))
        made.add_row(Text(name), *(Text(cell) for cell in cells))
    yield Padding(made, (0, 0, 1, 0))
    middles = (quantile_day(one.cdfs[name], 0.5) for name in ("forecast", "model"))
    yield line(beside_hindcast(one.id, *middles))


def _score_parts(result: Hindcast, known: int) -> Iterator[RenderableType]:
    made = empty_table(f"Scores on {known} campaigns")
    made.add_column(Text("lower is better"))
    for name in FORECASTERS:
        made.add_column(Text(HEADS[name]), justify="right")
    table = scores_table(result.scores)
    for key, row in zip(SCORES, table.rows if table else (), strict=True):
        found = [one if isinstance(one, Estimate) else None for one in row[1:]]
        made.add_row(Text(SCORES[key]), *map(Text, score_cells(found, key in LOSSES)))
    yield Padding(made, (0, 0, 1, 0))
    yield line(
        "* best of the row. Coverage has no best: it should be near its name, and above it where "
        "'never' is likely."
    )
    weight = result.stack_weight
    yield line(stack_sentence(weight.mean, weight.standard_deviation, weight.campaigns))
    yield line(relief_sentence(result.relief_scores))


def score_cells(scores: Sequence[Estimate | None], is_loss: bool) -> list[str]:
    """One score of every forecaster; the best loss is starred."""
    values = [None if one is None else one.p for one in scores]
    known = [round(value, 3) for value in values if value is not None]
    best = min(known) if known and is_loss else None
    return [
        "not known" if value is None else f"{value:.3f}{'*' if round(value, 3) == best else ' '}"
        for value in values
    ]


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
    table = past_table(result.campaigns)
    keys = [column.key for column in table.columns]
    for row in table.rows:
        made.add_row(*map(Text, campaign_cells(dict(zip(keys, row, strict=True)))))
    yield Padding(made, (0, 0, 1, 0))
    yield line(tally(result.campaigns))
    yield line(
        "Middle: the day by which half of the odds have it collapsed; never: not within the year. "
        f"Day {JUDGED_DAY}: whether the greater odds lay on what was so by then. "
        "90 %: whether that interval held the day of collapse."
    )
    if any(one.capability_unknown for one in result.predictions):
        yield line("+ national capabilities unknown: the outside view has only isolation to go by.")


def odds_cells(chances: Sequence[float], middle: float | None) -> list[str]:
    """Chances to have collapsed by some days, in percent, and the middle day."""
    return [*(words.percent(one).removesuffix(" %") for one in chances), words.day(middle)]


def campaign_cells(row: Mapping[str, Any]) -> list[str]:
    """A campaign in one row, from the row of its table by the names of the columns."""
    day = row["outcome_day"]
    return [
        row["id"] + (" +" if row["capability_unknown"] else ""),
        *odds_cells([row[f"p{day}"] for day in PROBABILITY_DAYS], row["middle_day"]),
        row["outcome"],
        "" if day is None else words.day(day),
        row["side"],
        row["range"],
    ]
