"""Answers for the terminal: tables that read at 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from holdfast.analysis import words
from holdfast.analysis.answer import Answer, Row
from holdfast.analysis.paired import Difference, Estimate, Quantiles
from holdfast.experiment.facts import Phase
from holdfast.report.terminal import dates
from holdfast.report.terminal.hindcast import hindcast_page
from holdfast.report.terminal.layout import empty_table, line, table
from holdfast.report.wording import narrative, prose
from holdfast.report.wording.narrative import Teller
from holdfast.study.compare import BASE, Comparison, Comparisons

__all__ = ["answer_page", "catalog_page", "comparison_page", "day_page", "hindcast_page"]

POINTS = 100.0
"""Percentage points in a share of 1."""

STANDS = ("held_alone", "saved", "deterred")

SHOWN = ("stands", "saved", "days_held")


def answer_page(answer: Answer) -> Group:
    """The answer to a run."""
    asked = answer.question
    parts: list[RenderableType] = [*_heading(asked)]
    if warning := prose.unfinished(answer):
        parts.append(line(warning, "bold red"))
    if prose.is_scenario(asked):
        parts += dates.answer_parts(answer)
    else:
        for row in answer.rows:
            parts += _row_parts(answer, row, float(asked["horizon"]))
    parts += [line(prose.variance(answer)), line(prose.validation(), "italic")]
    parts += [*_where(answer)]
    return Group(*parts)


def _heading(asked: Mapping[str, Any]) -> Iterator[RenderableType]:
    yield Text(prose.heading(asked), style="bold")
    for change in prose.changes(asked):
        yield Text(f"  {change}", style="bold")
    yield line(prose.question(asked), "italic")
    yield line(prose.FIRST_WORD, "dim")


def _row_parts(answer: Answer, row: Row, horizon: float) -> Iterator[RenderableType]:
    asked = answer.question
    yield line(prose.answer_sentence(row), "bold")
    heads = ("Outcome, given the attack", "share", "95 % int.", "p10–p90")
    yield table("How it ends", heads, _outcomes(row))
    yield line(prose.reading(row), "dim")
    yield line(prose.race(row))
    yield table("When help comes", ("", "comes in", "10 % by", "50 % by", "90 % by"), _help(row))
    yield line(f"Days of all campaigns; {words.NEVER}: not by day {horizon:.0f}.", "dim")
    yield line(prose.days_held(row, horizon))
    yield table("Days and value", ("", "p10", "middle", "p90"), _days(row))
    for heading, text in narrative.paragraphs(row.typical, Teller.of(asked, row.attack_on)):
        yield Text(heading, style="bold")
        yield Padding(Text(text), (0, 0, 1, 2))


def _outcomes(row: Row) -> Iterator[tuple[str, ...]]:
    for key, estimate in row.given_attack.items():
        yield (prose.meaning(key), *_share_cells(estimate))


def _share_cells(estimate: Estimate) -> tuple[str, str, str]:
    across = estimate.across_futures
    return (
        words.percent(estimate.p),
        words.percent_span(estimate.low, estimate.high),
        words.percent_span(across.p10, across.p90) if across else "",
    )


def _help(row: Row) -> Iterator[tuple[str, ...]]:
    for name, days in row.relief_by.items():
        comes = words.percent(row.help_comes[name].p)
        yield (words.helper(name), comes, *_quantile_cells(days))
    yield ("any help", words.percent(row.any_help.p), *_quantile_cells(row.first_help_day))
    yield ("effective relief", words.percent(row.relieved.p), *_quantile_cells(row.relief_day))


def _quantile_cells(days: Quantiles) -> list[str]:
    values = (days.p10, days.p50, days.p90)
    return [words.NEVER if value is None else f"day {value:.0f}" for value in values]


def _days(row: Row) -> Iterator[tuple[str, ...]]:
    for name, days in (
        ("days to collapse with help, across futures", row.days_held.across_futures),
        ("days to collapse without help, across futures", row.days_held_without.across_futures),
    ):
        if days is not None:
            yield (name, *_whole_cells(days))
    margin = row.margin_days
    if margin.p50 is not None:
        yield ("days by which relief comes before collapse", *_whole_cells(margin))
    value = row.value_held_at_end
    shares = [words.percent(v) if v is not None else "" for v in (value.p10, value.p50, value.p90)]
    yield ("value still held at the end", *shares)


def _whole_cells(days: Quantiles) -> list[str]:
    return [words.day(v).replace("-", "−") for v in (days.p10, days.p50, days.p90)]


def _where(answer: Answer) -> Iterator[RenderableType]:
    asked = answer.question
    size = f"{asked['futures']:,} futures x {asked['replications']} replications"
    yield Text(f"run      {answer.directory}")
    yield Text(f"size     {answer.campaigns:,} campaigns, {size}, seed {asked['seed']}")
    named = [f"{what} {value}" for what, value in prose.hashes(asked).items()]
    yield Text(f"made by  {', '.join(named[:2])},", style="dim")
    yield Text(f"         {', '.join(named[2:])}", style="dim")
    yield Text(f"next     holdfast report {answer.directory}", style="bold")


def comparison_page(comparisons: Comparisons, titles: Mapping[str, str]) -> Group:
    """What-ifs beside the base: paired differences, and which of them are real."""
    made = empty_table("What changes, on the same draws", show_lines=True)
    for head in ("What if", "stands", "saved by help", "days to collapse"):
        is_name = head == "What if"
        made.add_column(Text(head), justify="left" if is_name else "right", no_wrap=not is_name)
    dates = dict.fromkeys(row.attack_on for row in comparisons.rows)
    for date in dates:
        if len(dates) > 1:
            made.add_row(Text(f"Attack on {words.date(date)}", style="bold"), *[Text("")] * 3)
        for row in comparisons.rows:
            if row.attack_on == date:
                made.add_row(Text(_title(row, titles)), *_comparison_cells(row))
    count = comparisons.rows[0].campaigns if comparisons.rows else 0
    return Group(
        Text(f"{comparisons.base}: changes compared", style="bold"),
        line(f"{count:,} campaigns each. Differences are in percentage points and in days."),
        Padding(made, (0, 0, 1, 0)),
        line(
            "* real: the 95 % interval of the paired difference leaves out zero. Where it does "
            "not, no difference is seen: that is not the same as no difference. Days to collapse: "
            "a campaign that does not collapse counts as the whole year, one who yields as none."
        ),
        *_reversals(comparisons, titles),
        line(prose.validation(), "italic"),
    )


def _title(row: Comparison, titles: Mapping[str, str]) -> str:
    if row.name != BASE:
        return titles.get(row.name, row.name)
    return "as the scenario has it" if row.row.courses else "as the card has it"


def _reversals(comparisons: Comparisons, titles: Mapping[str, str]) -> Iterator[RenderableType]:
    """What turns its sign once other powers are free to decide otherwise."""
    if not comparisons.freeze_others:
        return
    yield line("The odds of other powers' decisions were held: what differs is the change alone.")
    for one in comparisons.reversals:
        scale, unit = (1.0, "days") if one.measure == "days_held" else (POINTS, "points")
        yield line(
            f"Reversed where others are free: {titles.get(one.name, one.name)}, attack on "
            f"{words.date(one.attack_on)}, {one.measure.replace('_', ' ')}: "
            f"{_exact(one.frozen.d * scale)} {unit} held, {_exact(one.free.d * scale)} free.",
            "bold",
        )
    if not comparisons.reversals:
        yield line("No difference turns its sign where they are free.")


def _comparison_cells(row: Comparison) -> Iterator[Text]:
    if row.name == BASE:
        answered = row.row
        stands = sum(answered.outcomes[key].p for key in STANDS)
        yield Text(words.percent(stands))
        yield Text(words.percent(answered.outcomes["saved"].p))
        yield Text(f"{answered.days_held.p:.0f}")
        return
    for measure in SHOWN:
        scale, unit = (1.0, "days") if measure == "days_held" else (POINTS, "points")
        found = row.difference[measure]
        yield Text(difference(found, scale, unit), style="bold" if found.is_real else "")


def difference(found: Difference, scale: float, unit: str) -> str:
    r"""A paired difference in words, marked where it is real.

    >>> difference(Difference(0.04, 0.02, 0.06), 100, "points")
    '+4 points *\n(+2 to +6)'
    >>> difference(Difference(0.01, -0.02, 0.04), 100, "points")
    'no difference seen\n(−2 to +4)'
    """
    if found.low is None or found.high is None:
        return f"{_exact(found.d * scale)} {unit}\n(no interval)"
    if found.low == found.high == 0.0:
        return "no difference seen\n(all alike)"
    span = f"({_exact(found.low * scale)} to {_exact(found.high * scale)})"
    if not found.is_real:
        return f"no difference seen\n{span}"
    return f"{_exact(found.d * scale)} {unit} *\n{span}"


def _exact(value: float) -> str:
    """A difference in whole numbers, or finer where that would hide that it is one.

    >>> _exact(-3.6), _exact(0.62), _exact(-0.041), _exact(0.0)
    ('−4', '+0.6', '−0.04', '0')
    """
    if abs(value) >= 1 or value == 0:
        return words.signed(value)
    digits = 1 if abs(value) >= 0.05 else 2
    return f"{'+' if value > 0 else '−'}{abs(value):.{digits}f}"


def catalog_page(rows: Sequence[Mapping[str, Any]]) -> Group:
    """The cards that ship, by date."""
    cells = [
        (
            str(row["id"]),
            str(row["start"]),
            str(row["axes"]),
            prose.OUTCOME_CLASSES.get(str(row["outcome"]), "never fought: a question"),
        )
        for row in rows
    ]
    made = empty_table()
    for head, side in (("card", "left"), ("from", "left"), ("axes", "right"), ("end", "left")):
        made.add_column(Text(head), justify="right" if side == "right" else "left")
    for row_cells in cells:
        made.add_row(*(Text(cell) for cell in row_cells))
    fought = sum(bool(row["calibration"]) for row in rows)
    return Group(
        Padding(made, (0, 0, 1, 0)),
        line(
            f"{len(rows)} cards, {fought} of them campaigns that were fought: the calibration set. "
            "No program reads how one ended before it has answered."
        ),
        Text("next     holdfast run CARD, or holdfast catalog CARD > my-card.yaml", style="bold"),
    )


def day_page(phases: Sequence[Phase]) -> Group:
    """The order of a day in the kernel."""
    made = empty_table()
    made.add_column(Text("#"), justify="right")
    made.add_column(Text("phase"))
    made.add_column(Text("what it does"))
    for phase in phases:
        told = Text(phase.purpose)
        told.append(f"  {phase.file}", style="dim")
        made.add_row(Text(str(phase.number)), Text(phase.name, style="bold"), told)
    return Group(
        line("The order of a day, as the kernel runs it", "bold"), Padding(made, (0, 0, 1, 0))
    )
