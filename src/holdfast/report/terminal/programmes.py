"""The page of programmes that were foretold: every one, beside two naive rules, failures too."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from holdfast.analysis.foretold import Foretold
from holdfast.report.terminal.layout import empty_table, line
from holdfast.study.programmes.hindcast import (
    ProgrammeHindcast,
    ends_of,
    naive,
    shown,
    verdict,
)

FIRST_LIMITS = (
    "First, the limits. Each programme is answered from what was on record up to a date of its "
    "own; the ranges that all share come from the other programmes, some of them later. Whoever "
    "wrote the kinds of question knew the answers."
)
HEADS = ("foretold\n90 %", "record", "near?", "plan\nmet", "last\ngrowth")


def programmes_page(result: ProgrammeHindcast) -> Group:
    """Every programme with what was foretold of it, then the tally."""
    parts: list[RenderableType] = [
        Text("Programmes of the past, foretold from their first years", style="bold"),
        line(FIRST_LIMITS, "italic"),
    ]
    for document in result.documents:
        rows = result.of(document.id)
        parts.append(Text(f"{document.title}, known up to {ends_of(document)}", style="bold"))
        said = [one for one in rows if one.middle is not None]
        if said:
            parts.append(_table(said))
        parts += _unsaid([one for one in rows if one.middle is None])
    parts += [line(sentence) for sentence in tally(result)]
    return Group(*parts)


def _table(rows: list[Foretold]) -> Padding:
    made = empty_table()
    made.add_column(Text("what"), overflow="fold", min_width=22)
    for head in HEADS:
        made.add_column(Text(head), justify="right", overflow="fold")
    for one in rows:
        interval = f"{shown(one, one.middle)}\n{shown(one, one.low)} to {shown(one, one.high)}"
        cells = [one.what, interval, shown(one, one.record), verdict(one.within)]
        cells += [
            naive(one, said).replace(" ", "\n", 1) for said in (one.plan_met, one.last_growth)
        ]
        made.add_row(*map(Text, cells))
    return Padding(made, (0, 0, 1, 0))


def _unsaid(rows: list[Foretold]) -> Iterator[RenderableType]:
    for one in rows:
        yield line(f"Not foretold: {one.what}. Why: {one.reason}.")


def tally(result: ProgrammeHindcast) -> Iterator[str]:
    """How often the economy came near, and how it does against each naive rule."""
    counts = result.tally()["economy"]
    yield (
        f"Near enough {counts['within']}, missed {counts['missed']}, not foretold or not to be "
        f"judged {counts['unsaid']}. {result.held()}"
    )
    names = {"plan_met": "the plan is met", "last_growth": "the last growth again"}
    yield " ".join(
        f'Where the rule "{said}" speaks too: the economy alone was near {alone} times, the rule '
        f"alone {rule} times, both or neither {same} times."
        for name, said in names.items()
        for alone, rule, same in (result.against(name),)
    )
